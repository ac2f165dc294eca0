"""What a user's own judged pairs say of the tool, and of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console import fail

from suites.judgements import LABELS, REUSE, Labels, read_labels
from suites.reuse_pairs import language_of, standing_of

if TYPE_CHECKING:
    from explorer import Explorer
    from explorer.answers import Counterpart
    from explorer.scope import Scope

FIRST = (1, 3, 5, 10)
"""How many first counterparts the precision looks at."""
WRONG = "wrong"
"""The label that fits a pair on which the tool has no verdict."""

Row = dict[str, Any]


def labels(path: Path, index: Path) -> list[Row]:
    """Precision, agreement of readers, verdicts and probabilities on judged pairs.

    Args:
        path: the csv; see :mod:`suites.judgements`.
        index: the index folder that the pairs are from.
    """
    from explorer import open_index
    from explorer.errors import UnknownParagraph

    read, explorer = read_labels(path), open_index(index)
    for pair, _ in read.pairs():
        for one in pair:
            try:
                explorer.paragraph(one)
            except UnknownParagraph:
                fail(f"{path}: {one} is no paragraph of {index}; name the index it was judged in")
    found = {pair: explorer.compared(*pair) for pair, _ in read.pairs()}
    return [
        row("judged", "pairs", len(found)),
        row("judged", "rows that a later row replaces", read.repeated),
        *precision(explorer, read, found),
        *agreement(read),
        *verdicts(read, found),
        *probabilities(explorer, read, found),
    ]


def row(
    part: str,
    what: str,
    pairs: int,
    value: float | str | None = "",
    low: float | str = "",
    high: float | str = "",
    note: str = "",
) -> Row:
    """Return a row of the table; ``None`` is told as a dash."""
    told = "-" if value is None else rounded(value)
    keys = ("part", "what", "pairs", "value", "95 % from", "to", "note")
    return dict(
        zip(keys, (part, what, pairs, told, rounded(low), rounded(high), note), strict=True)
    )


def rounded(value: float | str) -> float | str:
    """Return a number as it is printed."""
    return round(value, 3) if isinstance(value, float) else value


def precision(
    explorer: Explorer, read: Labels, found: dict[tuple[str, str], Counterpart]
) -> Iterator[Row]:
    """The share of the first counterparts that readers call reuse, of those that were judged.

    It is that of all only where the judged ones were not picked by what they look like.
    """
    from explorer.agreement import wilson

    scope = widest(explorer, found)
    left = [
        name
        for name, kept in (("other city", scope.other_city), ("other year", scope.other_year))
        if kept
    ]
    note = f"scope: {', '.join(left) or 'all other speeches'}"
    answers = {one: explorer.counterparts(one, k=max(FIRST), scope=scope) for one in read.passages}
    for k in FIRST:
        judged, right, unknown = 0, 0, 0
        for asked, answer in answers.items():
            for one in answer.counterparts[:k]:
                # Copies of one paragraph stand in one place; whichever was judged counts.
                told = [read.reuse(asked, copy) for copy in (one.paragraph.id, *one.others)]
                verdict = next((each for each in told if each is not None), None)
                unknown += verdict is None
                judged += verdict is not None
                right += verdict is True
        share = right / judged if judged else None
        of = f"{unknown} of the first {k} not judged; {note}"
        yield row("precision", f"first {k}", judged, share, *wilson(right, judged), of)


def widest(explorer: Explorer, pairs: Collection[tuple[str, str]]) -> Scope:
    """The usual scope, without the rules that would leave out a pair that was judged."""
    from explorer.scope import Scope

    def same(pair: tuple[str, str], of: str) -> bool:
        one, other = (
            explorer.speech(explorer.paragraph(each).speech_id) for each in (pair[0], pair[1])
        )
        if of == "city":
            return one.place.code is not None and one.place.code == other.place.code
        years = [(each.dating.earliest, each.dating.latest) for each in (one, other)]
        return years[0] == years[1] and None not in years[0] and years[0][0] == years[0][1]

    return Scope(
        other_city=not any(same(pair, "city") for pair in pairs),
        other_year=not any(same(pair, "year") for pair in pairs),
    )


def agreement(read: Labels) -> Iterator[Row]:
    """How far each two readers agree, over the labels and over reuse or not."""
    from explorer.agreement import kappa, observed

    for one, other in combinations(read.coders(), 2):
        both = [
            (said[one], said[other]) for _, said in read.pairs() if one in said and other in said
        ]
        coarse = [(a in REUSE, b in REUSE) for a, b in both]
        for over, pairs in (("labels", both), ("reuse or not", coarse)):
            name = f"{one or '(no name)'} and {other or '(no name)'}, {over}"
            yield row("agreement", f"{name}: observed", len(pairs), observed(pairs))
            yield row("agreement", f"{name}: kappa", len(pairs), kappa(pairs))


def verdicts(read: Labels, found: dict[tuple[str, str], Counterpart]) -> Iterator[Row]:
    """How often each label met each verdict, and the mean F1 over the labels that occur."""
    told = {pair: read.label(*pair) for pair in found}
    given = [(label, found[pair].verdict or WRONG) for pair, label in told.items() if label]
    for (label, verdict), count in sorted(Counter(given).items(), key=lambda one: order(*one[0])):
        yield row("verdict", f"{label} -> {verdict}", count)
    divided = len(told) - len(given)
    yield row("verdict", "macro F1", len(given), macro_f1(given), note=f"{divided} divide readers")


def order(*names: str) -> tuple[int, ...]:
    """Return where names of labels stand among them."""
    return tuple(LABELS.index(name) for name in names)


def macro_f1(given: Sequence[tuple[str, str]]) -> float | None:
    """The mean F1 over every label that was meant or said; None of nothing.

    Args:
        given: for each pair the true label and the one that was said.
    """
    names = {name for pair in given for name in pair}
    scores = []
    for name in names:
        right = sum(true == said == name for true, said in given)
        scores.append(2 * right / sum((true == name) + (said == name) for true, said in given))
    return sum(scores) / len(scores) if scores else None


def probabilities(
    explorer: Explorer, read: Labels, found: dict[tuple[str, str], Counterpart]
) -> Iterator[Row]:
    """Of the pairs in each bin of the told probability the share that readers call reuse."""
    told, silent = [], 0
    for pair, one in found.items():
        truth, chance = read.reuse(*pair), told_probability(explorer, pair[0], one)
        silent += chance is None
        if truth is not None and chance is not None:
            told.append((chance, truth))
    yield from reliability(told)
    yield row("probability", "none told", silent)


def told_probability(explorer: Explorer, asked: str, one: Counterpart) -> float | None:
    """The probability of reuse that is told of a pair."""
    from explorer.reuse import probability

    language = language_of(explorer, asked)
    standing = standing_of(explorer, one, language)
    same = one.speech.language == language
    return probability(one.wording, one.formula, standing, same_language=same)


def reliability(told: Iterable[tuple[float, bool]]) -> Iterator[Row]:
    """What came of the probabilities: by bin, and the errors of Brier and of calibration."""
    from explorer.agreement import wilson
    from explorer.reuse import RELIABILITY
    from explorer.reuse import reliability as bin_of
    from suites.reuse import brier, calibration_error

    pairs = list(told)
    for known in RELIABILITY:
        inside = [pair for pair in pairs if bin_of(pair[0])[2] is known]
        low, high, _ = bin_of(known.low)
        right, name = sum(truth for _, truth in inside), f"{low:.2f} to {high:.2f}"
        mean = f"{sum(chance for chance, _ in inside) / len(inside):.2f} told" if inside else ""
        share = right / len(inside) if inside else None
        yield row("probability", name, len(inside), share, *wilson(right, len(inside)), mean)
    if pairs:
        chances, truth = zip(*pairs, strict=True)
        yield row("probability", "Brier", len(pairs), brier(chances, truth))
        error = calibration_error(chances, truth)
        yield row("probability", "calibration error", len(pairs), error)
