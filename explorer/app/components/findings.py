"""What the audit found: the choice of a kind, each finding with its evidence, the grid."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import link
from explorer.app.components import sheets
from explorer.app.components.pickers import distinct
from explorer.app.direction import isolated
from explorer.app.english import translated
from explorer.app.finding_phrases import sentence
from explorer.app.finding_phrases import speech as called
from explorer.app.phrases import beginning, one_line
from explorer.app.texts import TEXTS, say
from explorer.audit.findings import Finding, Kind, Quote
from explorer.audit.grid import Grid, GridRow
from explorer.audit.rows import metadata_table
from explorer.audit.tables import FINDING_FIELDS, finding_rows, grid_rows, written
from explorer.errors import QueryError
from explorer.export import write_csv

if TYPE_CHECKING:
    from explorer.search import Explorer

KINDS = list(Kind)
ALL = "all"
PAGE = 20
"""Findings on one page."""
MOST_SPEECHES, MOST_QUOTES = 10, 6
"""Speeches of a finding, and quotes of each, that are shown; the download has all."""
MOST_ROWS = 30
QUOTED = 90
"""Characters of a quote."""
MOST_PLACES = 150
"""Rows of the grid; with forty years, a table of 6,000 cells."""
BOM = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def gravity(kind: Kind) -> str:
    """What a kind does: ``false`` city or year, ``spoilt`` text, or something ``missing``."""
    at = KINDS.index(kind)
    if at < KINDS.index(Kind.MOJIBAKE):
        return "false"
    return "spoilt" if at < KINDS.index(Kind.PLACE_MASKED) else "missing"


def kind_name(lang: str, kind: Kind) -> str:
    """The name of a kind."""
    return say(lang, f"audit.name.{kind.value}")


def choice(lang: str, findings: Sequence[Finding], wanted: str | None) -> None:
    """Draw the choice of one kind of findings, each with the number of its speeches."""
    counts: Counter[Kind] = Counter()
    for one in findings:
        counts[one.kind] += len(one.speeches)
    names = {ALL: say(lang, "audit.kind.all", n=len(findings))}
    for kind in Kind:
        if counts[kind]:
            name = kind_name(lang, kind)
            names[kind.value] = say(lang, "audit.kind.option", name=name, n=counts[kind])
    names = distinct(names)
    st.selectbox(
        say(lang, "audit.kind"),
        list(names),
        format_func=names.__getitem__,
        key=link.seed("finding", wanted if wanted in names else ALL),
        placeholder=say(lang, "pick.none"),
        width=420,
        on_change=_chosen,
    )


def _chosen() -> None:
    kind = link.chosen("finding")
    link.put(finding=None if kind in (ALL, None) else kind, page=1)


def downloads(lang: str, findings: Sequence[Finding], grid: Grid) -> None:
    """Draw the downloads: the rows that mend, the findings, the grid."""
    rows = {row for one in findings for row in one.rows}
    with st.container(horizontal=True):
        if rows:
            table = metadata_table(row for one in findings for row in one.rows)
            _download(lang, "rows", BOM + table, "metadata-rows.csv", n=len(rows))
        if findings:
            text = io.StringIO(BOM)
            text.seek(0, io.SEEK_END)
            write_csv(finding_rows(findings), text, fields=FINDING_FIELDS)
            _download(lang, "findings", text.getvalue(), "findings.csv")
        if grid.rows:
            text = io.StringIO(BOM)
            text.seek(0, io.SEEK_END)
            fields = ("place", "place_code", *map(str, grid.years), "undated")
            write_csv(grid_rows(grid), text, fields=fields)
            _download(lang, "grid", text.getvalue(), "places-and-years.csv")


def _download(lang: str, what: str, data: str, name: str, **values: int) -> None:
    st.download_button(
        say(lang, f"audit.download.{what}", **values),
        data.encode("utf-8", "replace"),
        file_name=name,
        mime="text/csv",
        key=f"download {what}",
        icon=":material/download:",
        on_click="ignore",
    )


def show(explorer: Explorer, finding: Finding) -> None:
    """Draw a finding with its evidence and what to write."""
    lang = link.language()
    with st.container(gap="xsmall"):
        st.html(_card(explorer, lang, finding))
        if finding.rows:
            rows = finding.rows[:MOST_ROWS]
            st.html(f'<p class="soft">{escape(say(lang, "audit.write"))}</p>')
            st.code(metadata_table(rows).rstrip("\n"), language=None, wrap_lines=True)
            if (more := len(finding.rows) - MOST_ROWS) > 0:
                text = say(lang, "audit.write.more", n=more)
                st.html(f'<p class="soft">{escape(text)}</p>')
        else:
            text = say(lang, "audit.nothing_to_write")
            st.html(f'<p class="soft">{escape(text)}</p>')


def _card(explorer: Explorer, lang: str, finding: Finding) -> str:
    grave = gravity(finding.kind)
    quoted: defaultdict[tuple[str, int | None], list[Quote]] = defaultdict(list)
    for quote in finding.quotes:
        quoted[quote.document, quote.part].append(quote)
    items = []
    for speech in finding.speeches[:MOST_SPEECHES]:
        own = quoted[speech.document, speech.part] or quoted[speech.document, None]
        title = escape(called(lang, speech))
        if speech.id and (there := _reading(explorer, speech.id)):
            title = f'<a href="{there}">{title}</a>'
        evidence = "".join(_quote(lang, quote) for quote in own[:MOST_QUOTES])
        items.append(f"<li>{title}{evidence}</li>")
    more = len(finding.speeches) - MOST_SPEECHES
    if more > 0:
        items.append(f'<li class="soft">{escape(say(lang, "audit.more", n=more))}</li>')
    return (
        f'<article class="finding {grave}"><h4>{escape(kind_name(lang, finding.kind))}'
        f'<span class="grave">{escape(say(lang, f"audit.grave.{grave}"))}</span>'
        f'<span class="grave">{escape(say(lang, "audit.speeches", n=len(finding.speeches)))}</span>'
        f"</h4><p>{escape(say(lang, f'audit.why.{finding.kind.value}'))}</p>"
        f'<p class="soft">{escape(sentence(lang, finding.said))}</p>'
        f"<ul>{''.join(items)}</ul></article>"
    )


def _reading(explorer: Explorer, speech_id: str) -> str | None:
    try:
        return sheets.reading(explorer.speech(speech_id))
    except QueryError:
        return None


def _quote(lang: str, quote: Quote) -> str:
    key = f"audit.rule.{quote.rule}"
    rule = say(lang, key) if key in TEXTS else say(lang, "audit.rule", rule=quote.rule)
    words = translated(lang, quote.text) if quote.rule == "left out" else quote.text
    words = isolated(beginning(one_line(words), QUOTED))
    return f'<br><span class="rule">{escape(rule)}:</span> “{escape(words)}”'


def grid(lang: str, found: Grid) -> None:
    """Draw the grid of places and years."""
    st.html(f'<h3 class="part">{escape(say(lang, "audit.grid"))}</h3>')
    hint = say(lang, "audit.grid.hint") if found.rows else say(lang, "audit.grid.none")
    if found.unplaced:
        hint += " " + say(lang, "audit.grid.unplaced", n=found.unplaced)
    st.html(f'<p class="soft">{escape(hint)}</p>')
    if not found.rows:
        return
    undated = any(row.undated for row in found.rows)
    head = [say(lang, "audit.grid.place"), *map(str, found.years)]
    head += [say(lang, "audit.grid.undated")] if undated else []
    rows = (_grid_row(lang, row, found.years, undated=undated) for row in found.rows[:MOST_PLACES])
    st.html(sheets.table(say(lang, "audit.grid"), head, rows, "grid"))
    if len(found.rows) > MOST_PLACES:
        text = say(lang, "audit.grid.more", n=MOST_PLACES)
        st.html(f'<p class="soft">{escape(text)}</p>')


def _grid_row(lang: str, row: GridRow, years: range, *, undated: bool) -> list[str]:
    gap = f'<td class="gap" title="{escape(say(lang, "audit.grid.gap"))}">·</td>'
    cells = [f'<th scope="row">{escape(isolated(one_line(row.place)))}</th>']
    cells += [
        gap if year in row.gaps else sheets.cell(escape(written(row.cells.get(year))))
        for year in years
    ]
    return cells + ([sheets.cell(str(row.undated or ""))] if undated else [])
