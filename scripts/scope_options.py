"""The options that say which paragraphs may be found, and the sentence that accounts for them."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.answers import Answer
    from explorer.scope import Scope
    from explorer.search import Explorer

Span = tuple[int | None, int | None]
RANGE = re.compile(r"(\d+)?\s*([-–—~至])?\s*(\d+)?")
REASONS = {
    "same speech": "in the same speech",
    "same city": "of the same city",
    "same year": "of the same year",
    "uncertain year": "of an uncertain year",
    "not earlier": "not earlier",
    "not later": "not later",
    "other place": "of places not asked for",
    "outside years": "outside the years asked for",
    "same province": "of the same province",
    "other province": "of provinces not asked for",
    "other level": "of levels not asked for",
    "other language": "in languages not asked for",
    "too short": "shorter than asked for",
    "too long": "longer than asked for",
    "less wording": "sharing less wording",
    "more of one city": "further speeches of a city",
}


LEAST_FORMULA = 0.05
"""Share of a passage below which formula is not worth a word."""


def add(to: argparse.ArgumentParser) -> None:
    """Add the options."""
    scope = to.add_argument_group("which paragraphs may be found")
    add_list(scope, "--city", "NAME_OR_CODE", "only of these cities, by name or division code")
    add_list(scope, "--list", "NAME", "only of the places of these lists of the corpus (lists.csv)")
    scope.add_argument(
        "--year", type=year_range, metavar="A-B", help="only of these years: A-B, A, A- or -B"
    )
    scope.add_argument("--same-city", action="store_true", help="of the passage's own city too")
    scope.add_argument("--same-year", action="store_true", help="of the passage's own year too")
    scope.add_argument(
        "--certain-years", action="store_true", help="only where another year is certain"
    )
    scope.add_argument(
        "--time", choices=("earlier", "later"), help="only before or after the passage's year"
    )
    add_list(
        scope,
        "--province",
        "NAME",
        "only of these provinces; 'same' and 'other' are meant from the passage's own",
    )
    add_list(scope, "--level", "LEVEL", "only of places of these levels: province, prefecture, ...")
    add_list(scope, "--language", "CODE", "only in these languages: zh, en, ...")
    add_list(
        scope,
        "--where",
        "COLUMN=VALUE",
        "only speeches with this value in a column of metadata.csv; values of one column add up",
    )
    scope.add_argument(
        "--length", type=number_range, metavar="A-B", help="only paragraphs of A to B characters"
    )
    scope.add_argument(
        "--per-city", type=at_least_one, metavar="N", help="at most N results of one city"
    )
    scope.add_argument(
        "--least-wording",
        type=percentage,
        default=0.0,
        metavar="P",
        help="only results that share at least P %% of their wording with the passage",
    )


def add_list(to: argparse._ArgumentGroup, name: str, metavar: str, text: str) -> None:
    """Add an option that takes one value or more, and may be repeated."""
    to.add_argument(name, nargs="+", action="extend", default=[], metavar=metavar, help=text)


def year_range(text: str) -> Span:
    """Read ``A-B``, ``A``, ``A-`` or ``-B`` with years of four figures."""
    if re.findall(r"\d+", text) != re.findall(r"(?<!\d)\d{4}(?!\d)", text):
        raise argparse.ArgumentTypeError(f"{text!r} is none of 2015-2020, 2015, 2015-, -2020")
    return number_range(text, "2015-2020, 2015, 2015-, -2020")


def number_range(text: str, examples: str = "100-600, 100, 100-, -600") -> Span:
    """Read ``A-B``, ``A``, ``A-`` or ``-B``; a missing side is open."""
    match = RANGE.fullmatch(text.strip())
    if match is None or not (match[1] or match[3]):
        raise argparse.ArgumentTypeError(f"{text!r} is none of {examples}")
    first, dash, last = match.groups()
    if dash is None and first and last:
        raise argparse.ArgumentTypeError(f"{text!r}: put a hyphen between the two numbers")
    lowest = int(first) if first else None
    highest = (int(last) if last else None) if dash else lowest
    if lowest is not None and highest is not None and lowest > highest:
        raise argparse.ArgumentTypeError(f"{text!r}: the lower one comes first")
    return lowest, highest


def at_least_one(text: str) -> int:
    """Read a number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def percentage(text: str) -> float:
    """Read 0 to 100, with or without its sign, as a share."""
    number = text.strip().removesuffix("%").strip()
    if not number.isdecimal() or int(number) > 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a percentage from 0 to 100")
    return int(number) / 100


def scope(arguments: argparse.Namespace, explorer: Explorer) -> Scope:
    """Return which paragraphs may be found."""
    from explorer.scope import Relation, Scope

    codes = {explorer.place(city).code for city in arguments.city}
    for name in arguments.list:
        codes |= explorer.place_list(name)
    places = [one.place for one in explorer.places()]
    relations = [name for name in arguments.province if name in ("same", "other")]
    return Scope(
        other_city=not arguments.same_city,
        other_year=not arguments.same_year,
        certain_years=arguments.certain_years,
        places=frozenset(code for code in codes if code is not None),
        years=arguments.year,
        province=Relation(relations[-1] if relations else "any"),
        time=Relation(arguments.time or "any"),
        provinces=known(
            frozenset(arguments.province) - {"same", "other"},
            {place.province for place in places},
            "province",
        ),
        levels=known(arguments.level, {place.level for place in places}, "level"),
        languages=known(arguments.language, explorer.manifest.languages, "language"),
        columns=columns(arguments.where, explorer),
        length=arguments.length,
        most_per_city=arguments.per_city,
        least_wording=arguments.least_wording,
    )


def known(asked: Iterable[str], there: Iterable[str | None], what: str) -> frozenset[str]:
    """Return the values that were asked for; a query error where the index has none of one."""
    from explorer.errors import QueryError

    names = sorted(name for name in set(there) if name)
    for name in asked:
        if name not in names:
            some = ", ".join(names[:8]) or "none"
            raise QueryError(f"No speech of this index is of the {what} {name!r}; it has {some}.")
    return frozenset(asked)


def columns(pairs: list[str], explorer: Explorer) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the columns of ``COLUMN=VALUE`` pairs, each with the values that are allowed."""
    from explorer.errors import QueryError

    found: dict[str, set[str]] = {}
    for pair in pairs:
        column, equals, value = (part.strip() for part in pair.partition("="))
        if not (column and equals):
            raise QueryError(f"--where {pair!r} is not like role=mayor; write COLUMN=VALUE.")
        known = explorer.metadata_values(column)
        if value not in known:
            some = ", ".join(sorted(known)[:8])
            raise QueryError(f"No speech has {value!r} as its {column}; it has {some}.")
        found.setdefault(column, set()).add(value)
    return tuple((column, frozenset(values)) for column, values in found.items())


def account(answer: Answer) -> str:
    """Return one sentence: how many paragraphs were looked at, and why others were not."""
    sentence = f"{answer.considered:,} paragraphs were compared"
    for words, counts in (
        ("left out", answer.excluded),
        ("passed over", answer.passed_over),
    ):
        reasons = [f"{count:,} {reason_words(rule)}" for rule, count in counts.items() if count]
        if reasons:
            sentence += f"; {words}: {', '.join(reasons)}"
    if answer.formula >= LEAST_FORMULA:
        sentence += f"; {answer.formula:.0%} of the passage is formula"
    if answer.ancestor is not None:
        earlier = "an earlier" if answer.ancestor.certain else "a perhaps earlier"
        sentence += f"; {earlier} text above it has such wording: {answer.ancestor.paragraph.id}"
    if answer.uncalibrated:
        sentence += f"; {answer.uncalibrated}"
    return sentence + "."


def reason_words(rule: str) -> str:
    """Return why a rule left a paragraph out; "other role" stands for a column of the user's."""
    return REASONS.get(rule) or rule.replace("other ", "with another ", 1)
