"""Which cities share how much with which, and which years with which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.matrix import Matrix
from explorer.app import analysed, link, opening, phrases, waiting
from explorer.app.components import charting, matrix, page, pair_list, veil
from explorer.app.components.matrix import Grid
from explorer.app.components.pickers import distinct
from explorer.app.state import State
from explorer.app.texts import join, say

if TYPE_CHECKING:
    from explorer.search import Explorer

MAP, PAIRS = 17, 11  # widths of the panes
COMMAND = "python scripts/rebuild_index.py CORPUS --index INDEX --join"


def show() -> None:
    """Draw the page."""
    explorer, state, lang = opening.explorer(), link.current(), link.language()
    if explorer.pairs is None:
        page.no_index(say(lang, "cities.no_pairs"), say(lang, "cities.no_pairs.how"), COMMAND)
        return
    years = state.matrix == "years"
    found = waiting.awaited(
        lambda: analysed.matrix(explorer, years=years), say(lang, "cities.working")
    )
    grid = _grid(explorer, lang, state, found)
    _switches(lang, state, found, years=years)
    if len(grid.order) < 2:
        key = "cities.one.year" if years else "cities.one"
        page.hint(say(lang, key), [say(lang, f"{key}.how")])
    elif not found.found.any():
        page.hint(say(lang, "cities.nothing"), [say(lang, "cities.nothing.how")])
    else:
        _compare(explorer, lang, state, grid)


def _grid(explorer: Explorer, lang: str, state: State, found: Matrix) -> Grid:
    rare = state.measure == "rare"
    if state.matrix == "years":
        names = dict(enumerate(found.labels))
        return Grid(found, list(names), names, rare, years=True)
    order = analysed.order(explorer, found, by=state.order, every=state.every)
    places = analysed.places(explorer, found.labels)
    named = distinct(
        {found.labels[number]: phrases.place_name(lang, places[number]) for number in order}
    )
    names = {number: named[found.labels[number]] for number in order}
    return Grid(found, order, names, rare, years=False)


def _switches(lang: str, state: State, found: Matrix, *, years: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="switches"):
        _switch(lang, "matrix", "of", ("cities", "years"), state.matrix or "cities")
        _switch(lang, "measure", "measure", ("share", "rare"), state.measure or "share")
        if not years:
            orders = ("cluster", "geography", "name")
            # Without coordinates that order goes by province alone.
            said = {} if opening.explorer().manifest.points else {"geography": "province"}
            _switch(lang, "order", "order", orders, state.order or "cluster", said)
            if (found.paragraphs > 0).sum() > analysed.USUAL:
                st.toggle(
                    say(lang, "cities.every"),
                    key=link.seed("every", state.every),
                    on_change=lambda: link.put(every=bool(link.chosen("every"))),
                )


def _switch(
    lang: str,
    field: str,
    family: str,
    options: tuple[str, ...],
    value: str,
    said: dict[str, str] | None = None,
) -> None:
    """A choice among some words; the first is what a link leaves out.

    ``said`` gives another name to some of them.
    """

    def changed() -> None:
        wanted = link.chosen(field)
        changes = {field: None if wanted == options[0] else wanted}
        # The cell of another table means nothing in this one.
        link.put(**(changes | ({"row": None, "column": None} if field == "matrix" else {})))

    st.segmented_control(
        say(lang, f"cities.{family}"),
        options,
        format_func=lambda option: say(lang, f"cities.{family}.{(said or {}).get(option, option)}"),
        key=link.seed(field, value),
        required=True,
        on_change=changed,
    )


def _compare(explorer: Explorer, lang: str, state: State, grid: Grid) -> None:
    page.sentence(_sentence(lang, grid))
    ends = [_end(lang, grid, code) for code in (state.row, state.column)]
    left, right = charting.panes(MAP, PAIRS)
    chosen = None if None in ends else (ends[0], ends[1])
    with left:
        matrix.show(grid, chosen)  # type: ignore[arg-type]
        if not grid.years:
            charting.line(say(lang, "cities.diagonal"))
        charting.line(say(lang, "cities.few"))
    with right:
        _boxes(lang, grid, ends)
        if chosen is None:
            lines = [say(lang, f"cities.hint.{which}") for which in ("what", "keys")]
            page.hint(say(lang, "cities.hint"), lines)
        else:
            _pairs(explorer, lang, grid, *chosen)  # type: ignore[arg-type]
    charting.heading(say(lang, "cities.table"))
    matrix.table(lang, explorer, grid)


def _end(lang: str, grid: Grid, code: str | None) -> int | None:
    """The row or column of a code; a notice where there is none."""
    number = grid.number(code)
    if code is not None and number is None:
        page.notice(say(lang, "cities.unknown", id=code))
    return number


def _sentence(lang: str, grid: Grid) -> str:
    """What the colours mean, what was counted and what was not."""
    found, order = grid.matrix, grid.order
    key = f"cities.meaning.{'rare' if grid.rare else 'share'}{'.year' if grid.years else ''}"
    top = f"{round(grid.top):,}" if grid.rare else _percent(grid.top)
    meaning = say(lang, key, top=top)
    paragraphs = int(found.paragraphs[order].sum())
    if grid.years:
        counted = say(lang, "cities.counted.years", years=len(order), paragraphs=paragraphs)
    else:
        counted = say(lang, "cities.counted", cities=len(order), paragraphs=paragraphs)
    parts = []
    if smaller := int((found.paragraphs > 0).sum()) - len(order):
        parts.append(say(lang, "cities.left_out.smaller", n=smaller))
    if found.national:
        parts.append(say(lang, "cities.left_out.national", n=found.national))
    if unplaced := found.left_out - found.national:
        which = "uncertain" if grid.years else "nowhere"
        parts.append(say(lang, f"cities.left_out.{which}", n=unplaced))
    stop, space, end = ("；", "", "。") if lang == "zh" else ("; ", " ", ".")
    left_out = stop + say(lang, "cities.left_out", parts=join(lang, parts)) if parts else ""
    return meaning + space + counted + left_out + end


def _percent(share: float) -> str:
    """A small share needs a digit more than a large one."""
    return f"{share * 100:.1f}" if share < 0.1 else f"{share * 100:.0f}"


def _boxes(lang: str, grid: Grid, ends: list[int | None]) -> None:
    """The same choice as in the chart, by keyboard."""
    year = ".year" if grid.years else ""
    options = grid.order if grid.years else matrix.in_order(grid.names, grid.order)
    columns = st.columns(2)
    for side, column, end in zip(("row", "column"), columns, ends, strict=True):
        column.selectbox(
            say(lang, f"cities.{side}{year}"),
            options,
            index=None,
            format_func=grid.names.__getitem__,
            key=link.seed(f"end {side} {int(grid.years)}", end),
            placeholder=say(lang, "cities.choose"),
            on_change=_end_chosen,
            args=(side, grid),
        )


def _end_chosen(side: str, grid: Grid) -> None:
    number = link.chosen(f"end {side} {int(grid.years)}")
    link.put(**{side: None if number is None else grid.matrix.labels[number]})


def _pairs(explorer: Explorer, lang: str, grid: Grid, row: int, column: int) -> None:
    found = grid.matrix
    told = {"row": grid.names[row], "column": grid.names[column]}
    told_numbers = {"of": int(found.paragraphs[row]), "found": int(found.found[row, column])}
    pairs = found.between(row, column)
    if not len(pairs):
        page.sentence(say(lang, "cities.pairs.none", of=told_numbers["of"], **told))
    else:
        percent = _percent(float(found.share[row, column]))
        page.sentence(say(lang, "cities.pairs", percent=percent, **told_numbers, **told))
    if row != column:
        st.button(
            say(lang, "cities.pairs.swap"),
            key="swap",
            type="tertiary",
            icon=":material/swap_horiz:",
            on_click=link.put,
            kwargs={"row": found.labels[column], "column": found.labels[row]},
        )
    if len(pairs) and not veil.hides("cities"):
        pair_list.show(explorer, pairs)
        if len(pairs) > pair_list.LISTED:
            charting.line(say(lang, "cities.pairs.more", n=pair_list.LISTED, all=len(pairs)))


show()
