"""What was found for a draft: as a text for people, as rows and records for programs."""

from __future__ import annotations

import math
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import answer_text
import console

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.answers import Counterpart
    from explorer.draft import DraftParagraph

STRONGEST = ("verbatim", "edited", "translation", "paraphrase", "formula", "same topic")
REUSE = STRONGEST[:4]
"""Verdicts by which a counterpart is a source."""
NONE = "without counterpart"
MOST_SOURCES = 5
DRAFT_FIELDS = ("number", "start", "end", "formula", "draft")


def strongest(paragraph: DraftParagraph) -> Counterpart | None:
    """Return the counterpart with the strongest verdict, the closest of these; None without any."""
    judged = [one for one in paragraph.answer or () if one.verdict]
    return min(judged, key=lambda one: STRONGEST.index(str(one.verdict)), default=None)


def most_shared(found: Sequence[DraftParagraph], limit: int | None) -> list[DraftParagraph]:
    """Return the lines of a draft, or the paragraphs with the strongest verdicts, in order."""
    if limit is None:
        return list(found)

    def weakness(number: int) -> tuple[int, float]:
        best = strongest(found[number])
        if best is None:
            return len(STRONGEST), 0.0
        return STRONGEST.index(str(best.verdict)), -best.wording

    numbers = [number for number, one in enumerate(found) if one.answer is not None]
    return [found[number] for number in sorted(sorted(numbers, key=weakness)[:limit])]


def printed(shown: Sequence[DraftParagraph]) -> str:
    """Return the lines of a draft, with the counterparts below each paragraph."""
    columns = max(shutil.get_terminal_size((100, 24)).columns, 60)
    lines = []
    for one in shown:
        words = " ".join(one.text.split())
        if one.answer is None:
            lines.append(console.fit(words, columns).rstrip())
            continue
        formula = f"{one.answer.formula:.0%} formula"
        lines.append(console.fit(f"{one.number:>4}  {formula:<12}  {words}", columns).rstrip())
        lines += [_counterpart_line(counterpart) for counterpart in one.answer]
    return "\n".join(lines) + "\n"


def _counterpart_line(one: Counterpart) -> str:
    from explorer.export import place_name

    speech, close = one.speech, one.percentile
    place = place_name(speech.place) or speech.document
    place += answer_text.beside(one.same_place, one.sure_place)
    years = answer_text.years(speech.dating) + answer_text.beside(one.same_year, one.sure_year)
    # Never rounded up to all.
    told = "" if close is None else f"{math.floor(close * 10) / 10}%"
    cells = (
        console.fit(place, 14),
        console.fit(years, 13),
        f"{told:>6}",
        f"wording {one.wording:>4.0%}",
        f"{one.verdict or '':<11}",
        one.paragraph.id,
    )
    return "      " + "  ".join(cells)


def summary(found: Sequence[DraftParagraph]) -> str:
    """Return one sentence: how many paragraphs are what, and the most frequent sources."""
    paragraphs = [one for one in found if one.answer is not None]
    best = [strongest(one) for one in paragraphs]
    verdicts = Counter(NONE if one is None else str(one.verdict) for one in best)
    told = [f"{verdicts[name]:,} {name}" for name in (*STRONGEST, NONE) if verdicts[name]]
    count = f"{len(paragraphs):,} paragraph{'' if len(paragraphs) == 1 else 's'}"
    sentence = f"{count}: {', '.join(told)}"
    sources = Counter(_source(one) for one in best if one and one.verdict in REUSE)
    if sources:
        named = [f"{name} ({times:,})" for name, times in sources.most_common(MOST_SOURCES)]
        sentence += f"; most frequent sources: {', '.join(named)}"
    return sentence + "."


def _source(one: Counterpart) -> str:
    from explorer.export import place_name

    speech = one.speech
    place, years = place_name(speech.place), answer_text.years(speech.dating)
    return f"{place} {years}" if place else f"{speech.document} {years}"


def records(shown: Sequence[DraftParagraph]) -> Iterator[dict[str, Any]]:
    """Yield one record per paragraph, with its counterparts as find_counterparts.py has them."""
    from explorer.export import counterpart_rows

    for one in shown:
        if one.answer is not None:
            yield {
                **_draft_cells(one),
                "uncalibrated": one.answer.uncalibrated,
                "counterparts": list(counterpart_rows(one.answer)),
            }


def flat_fields() -> tuple[str, ...]:
    """Return the header of ``flat_rows``."""
    from explorer.export import COUNTERPART_FIELDS

    return (*DRAFT_FIELDS, *COUNTERPART_FIELDS)


def flat_rows(shown: Sequence[DraftParagraph]) -> Iterator[dict[str, Any]]:
    """Yield one row per counterpart, and one for a paragraph that has none."""
    from explorer.export import counterpart_rows

    for one in shown:
        if one.answer is not None:
            nothing = dict.fromkeys(flat_fields())
            for row in list(counterpart_rows(one.answer)) or [nothing]:
                yield {**row, **_draft_cells(one)}


def _draft_cells(one: DraftParagraph) -> dict[str, Any]:
    formula = round(one.answer.formula, 3) if one.answer else None
    values = (one.number, one.start, one.end, formula, one.text)
    return dict(zip(DRAFT_FIELDS, values, strict=True))
