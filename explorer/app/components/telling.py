"""What two near-identical passages differ in, and what in one of them is the other's."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from explorer.answers import Counterpart
from explorer.app import phrases
from explorer.app.components.passages import html_language
from explorer.app.texts import join, say
from explorer.compare import Difference, Differences, Trace

LISTED = 40
"""Differences that are listed; more are counted."""
QUOTED = 40
"""Characters of a piece that are quoted."""


def show(lang: str, passage: str, language: str, facts: Counterpart) -> str:
    """Differences and traces as HTML; ``language`` is that of the passage."""
    return _differences(lang, passage, language, facts) + _traces(lang, facts)


def summary(lang: str, found: Differences) -> str:
    """In how many names, figures and other pieces two passages differ."""
    if not found.pieces and not found.moved:
        return say(lang, "differ.nothing")
    parts = [say(lang, f"differ.{kind}", n=n) for kind, n in found.counts.items()]
    if found.moved:
        parts.append(say(lang, "differ.moved", n=len(found.moved)))
    return say(lang, "differ", parts=join(lang, parts))


def _differences(lang: str, passage: str, language: str, facts: Counterpart) -> str:
    found = facts.differences
    if found is None or not found.near_identical:
        return ""
    told = f'<p class="differ">{escape(summary(lang, found))}</p>'
    if not found.pieces:
        return told
    other = html_language(facts.speech.language)
    rows = "".join(
        _piece(lang, piece, passage, facts.paragraph.text, html_language(language), other)
        for piece in found.pieces[:LISTED]
    )
    left = len(found.pieces) - LISTED
    more = f"<p>{escape(say(lang, 'differ.more', n=left))}</p>" if left > 0 else ""
    heads = "".join(
        f'<th scope="col">{escape(say(lang, f"differ.column.{name}"))}</th>'
        for name in ("kind", "passage", "counterpart")
    )
    return (
        f'<details class="differ"><summary>{escape(summary(lang, found))}</summary>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}</details>"
    )


def _piece(lang: str, piece: Difference, a: str, b: str, one: str, other: str) -> str:
    kind = say(lang, f"differ.kind.{piece.kind}")
    cells = ((a[piece.a_start : piece.a_end], one), (b[piece.b_start : piece.b_end], other))
    quotes = "".join(f'<td lang="{of}">{_quote(text)}</td>' for text, of in cells)
    return f'<tr><th scope="row">{escape(kind)}</th>{quotes}</tr>'


def _quote(text: str) -> str:
    text = phrases.one_line(text)
    return escape(text if len(text) <= QUOTED else text[: QUOTED - 1] + "…") or "—"


def _traces(lang: str, facts: Counterpart) -> str:
    if not facts.traces:
        return ""
    title = escape(say(lang, "trace"))
    items = "".join(f"<li>{escape(line)}</li>" for line in _trace_lines(lang, facts.traces))
    return f'<div class="traces"><p>{title}</p><ul>{items}</ul></div>'


def _trace_lines(lang: str, traces: Iterable[Trace]) -> Iterable[str]:
    """One line for each trace, whatever often it stands there."""
    lines = (
        say(
            lang,
            f"trace.{'passage' if trace.side == 'a' else 'counterpart'}.{trace.kind}",
            quote=phrases.one_line(trace.quote),
            other=trace.points_to,
        )
        for trace in traces
    )
    return dict.fromkeys(lines)
