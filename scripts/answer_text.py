"""Writes an answer for people: a table of counterparts, what each differs in, its sentences."""

from __future__ import annotations

import math
import shutil
from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

import console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.answers import AlignedWindow, Answer, Counterpart
    from explorer.compare import Differences
    from explorer.records import Dating, Speech
    from explorer.search import Explorer

MOST_PIECES = 4  # replaced pieces that are shown
LONGEST_PIECE = 24  # terminal columns of one
NARROWEST = 60
NOT_CLOSE = 90  # percentile below which two stretches say nothing of the same matter
NAMES = {  # how the kinds of differences are counted
    "place": "name",
    "organisation": "name",
    "person": "name",
    "name": "name",
    "date": "date",
    "figure": "figure",
    "wording": "piece of wording",
}


def passage_of(explorer: Explorer, paragraph_id: str | None, text: str) -> str:
    """Return the words of the passage that is asked for."""
    if paragraph_id is None:
        return text.strip()
    found: str = explorer.paragraph(paragraph_id).text
    return found


def table(answer: Answer, passage: str) -> str:
    """Return the counterparts as lines for people, cut to the terminal's width."""
    if not answer.counterparts:
        return "No counterpart: nothing is left to compare with."
    rows: list[tuple[str, ...]] = [
        ("", "place", "year", "closer than", "wording", "verdict", "paragraph")
    ]
    rows += [_cells(counterpart) for counterpart in answer]
    widths = [max(console.width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [_line(rows[0], widths)]
    for counterpart, row in zip(answer, rows[1:], strict=True):
        text = console.fit(_flat(counterpart.paragraph.text), _columns() - 4).rstrip()
        folded = [_folded(one, _columns() - 4) for one in told(counterpart, passage)]
        below = [text, *chain.from_iterable(folded)]
        lines += [_line(row, widths), *(f"    {one}" for one in below)]
    return "\n".join(lines)


def told(counterpart: Counterpart, passage: str) -> list[str]:
    """Return what is told of a pair in words: what differs in it, and what was left over."""
    lines = []
    if counterpart.differences is not None:
        lines.append(_differing(counterpart.differences, passage, counterpart.paragraph.text))
    for (points_to, side), found in groupby(
        counterpart.traces, key=lambda trace: (trace.points_to, trace.side)
    ):
        quotes = ", ".join(dict.fromkeys(trace.quote for trace in found))
        where = "in the passage" if side == "a" else "in the counterpart"
        lines.append(f"left over from {points_to}: {quotes} ({where})")
    return lines


def sentences(
    explorer: Explorer, paragraph_id: str | None, text: str, counterpart: Counterpart
) -> str:
    """Return the stretches of the passage, each above the one that matches it best.

    Neighbouring stretches that the same one matches best stand together.
    """
    from explorer.corpus.language import detect_language
    from explorer.ranking import percentile

    if paragraph_id:
        asked = explorer.paragraph(paragraph_id)
        passage, language = asked.text, explorer.speech(asked.speech_id).language
    else:
        passage, language = text.strip(), detect_language(text)
    other, speech = counterpart.paragraph, counterpart.speech
    name = _label(speech)
    size = max(console.width(name), console.width("passage"))
    lines = [f"{counterpart.rank}  {name}  {counterpart.verdict or ''}".rstrip()]
    aligned = explorer.aligned(paragraph_id or text, other.id, is_text=not paragraph_id)
    for (start, end), group in groupby(aligned, key=lambda one: (one.b_start, one.b_end)):
        stretches = list(group)
        close = percentile(
            _mean_score(stretches), language, speech.language, explorer.manifest.percentiles
        )
        own = passage[stretches[0].a_start : stretches[-1].a_end]
        lines += _labelled("passage", own, size)
        if close is not None and close < NOT_CLOSE:
            lines += _labelled(name, "(nothing close)", size)
        else:
            lines += _labelled(name, other.text[start:end], size)
        lines.append("")
    return "\n".join(lines)


def years(dating: Dating) -> str:
    """Return the years between which a speech lies, in short."""
    earliest, latest = dating.earliest, dating.latest
    if earliest is None and latest is None:
        return f"{dating.stated}?" if dating.stated else "?"
    if earliest == latest:
        return str(earliest)
    return f"{earliest or ''}–{latest or ''}"


def _differing(found: Differences, passage: str, other: str) -> str:
    """What differs, in one line: ``identical except 1 name and 2 figures: 金华 -> 菏泽``."""
    if not found.pieces:
        return "identical, in another order" if found.moved else "identical"
    counts = Counter(NAMES[str(piece.kind)] for piece in found.pieces)
    parts = [_counted(count, noun) for noun, count in counts.items()]
    line = "identical, in another order, except " if found.moved else "identical except "
    line += " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    shown = [
        " -> ".join(
            console.fit(piece_text, min(LONGEST_PIECE, console.width(piece_text)))
            for piece_text in (
                _flat(passage[piece.a_start : piece.a_end]),
                _flat(other[piece.b_start : piece.b_end]),
            )
        )
        for piece in found.pieces
        if piece.change == "replaced"
    ]
    shown = list(dict.fromkeys(shown))
    more = ", …" if len(shown) > MOST_PIECES else ""
    return line + (f": {', '.join(shown[:MOST_PIECES])}{more}" if shown else "")


def _counted(count: int, noun: str) -> str:
    plural = "pieces of wording" if noun == "piece of wording" else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def _mean_score(stretches: list[AlignedWindow]) -> float:
    return sum(one.score for one in stretches) / len(stretches)


def _label(speech: Speech) -> str:
    from explorer.export import place_name

    return f"{place_name(speech.place) or '?'} {years(speech.dating)}"


def _labelled(label: str, text: str, size: int) -> list[str]:
    """A text behind a label, folded to the terminal's width under its own beginning."""
    folded = _folded(_flat(text), _columns() - size - 6)
    labels = [console.fit(label, size), *[" " * size] * (len(folded) - 1)]
    return [f"    {head}  {line}" for head, line in zip(labels, folded, strict=True)]


def _folded(text: str, columns: int) -> list[str]:
    """A text in lines of so many columns, at a space where there is one near."""
    lines, line, used = [], "", 0
    for character in text:
        wide = console.width(character)
        if used + wide > columns:
            cut = line.rfind(" ", len(line) // 2) + 1 or len(line)
            lines.append(line[:cut].rstrip())
            line = line[cut:]
            used = console.width(line)
        line, used = line + character, used + wide
    return [*lines, line]


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(map(console.fit, cells, widths)).rstrip()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _columns() -> int:
    return max(shutil.get_terminal_size((100, 24)).columns, NARROWEST)


def beside(same: bool, sure: bool) -> str:
    """Whether a counterpart is, or may be, of the passage's own place or year."""
    return " (same)" if same else "" if sure else " (unsure)"


def _cells(counterpart: Counterpart) -> tuple[str, ...]:
    from explorer.export import place_name

    speech = counterpart.speech
    close = counterpart.percentile
    return (
        f"{counterpart.rank}",
        (place_name(speech.place) or "?") + beside(counterpart.same_place, counterpart.sure_place),
        years(speech.dating) + beside(counterpart.same_year, counterpart.sure_year),
        "" if close is None else f"{math.floor(close * 10) / 10}%",  # never rounded up to all
        f"{counterpart.wording:.0%}",
        counterpart.verdict or "",
        counterpart.paragraph.id,
    )
