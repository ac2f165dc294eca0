"""Draws the app; ``server.py`` serves it, with EXPLORER_INDEX set."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from explorer.app import answers, conditions, desk, link, opening, warming
from explorer.app.addresses import PAGES
from explorer.app.components import page
from explorer.app.english import translated
from explorer.app.state import unread
from explorer.app.texts import say
from explorer.errors import ExplorerError, IndexMissing

VIEWS = Path(__file__).parent / "views"
COMMAND = "python scripts/serve.py FOLDER"


def run() -> None:
    """Draw the page that the address names, or say why there is nothing to draw."""
    lang = link.language()
    pages = [
        st.Page(
            VIEWS / f"{name}.py",
            title=say(lang, f"nav.{name}"),
            url_path=name,
            default=name == PAGES[0],
        )
        for name in PAGES
    ]
    view = st.navigation(pages, position="hidden")
    # Every page by its own name: a reader's history and tabs hold several.
    st.set_page_config(page_title=f"{view.title} · {say(lang, 'app')}", layout="wide")
    page.style()
    try:
        explorer = opening.explorer()
        manifest = explorer.manifest
    except ExplorerError as error:
        page.masthead(pages, None)
        _nothing_to_open(lang, error)
        return
    link.remember_generation(manifest.generation)
    page.masthead(pages, manifest)
    page.notices(desk.generation_notice(link.current(), manifest.generation))
    page.notices(desk.unread_notice(unread(st.query_params)))
    page.notices(conditions.known(link.current(), answers.offers(explorer))[1])
    try:
        view.run()
    except ExplorerError as error:
        page.fault(error)
    page.footer(manifest)
    warming.after_page(explorer, view.url_path)


def _nothing_to_open(lang: str, error: ExplorerError) -> None:
    if isinstance(error, IndexMissing):
        page.no_index(say(lang, "index.none"), say(lang, "index.none.how"), COMMAND)
    else:
        page.no_index(say(lang, "index.broken"), translated(lang, str(error)))


if __name__ == "__main__":
    run()
