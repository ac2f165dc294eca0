"""Entry of the app: ``streamlit run explorer/app/main.py`` with EXPLORER_INDEX set."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from explorer.app import desk, link, opening
from explorer.app.components import page
from explorer.app.state import unread
from explorer.app.texts import say
from explorer.errors import ExplorerError, IndexMissing

VIEWS = Path(__file__).parent / "views"
COMMAND = "python scripts/serve.py FOLDER"


def run() -> None:
    """Draw the page that the address names, or say why there is nothing to draw."""
    lang = link.language()
    st.set_page_config(page_title=say(lang, "app"), layout="wide")
    page.style()
    pages = [
        st.Page(VIEWS / "read.py", title=say(lang, "nav.read"), url_path="read", default=True),
        st.Page(VIEWS / "search.py", title=say(lang, "nav.search"), url_path="search"),
        st.Page(VIEWS / "about.py", title=say(lang, "nav.about"), url_path="about"),
    ]
    view = st.navigation(pages, position="hidden")
    try:
        manifest = opening.explorer().manifest
    except ExplorerError as error:
        page.masthead(pages, None)
        _nothing_to_open(lang, error)
        return
    link.remember_generation(manifest.generation)
    page.masthead(pages, manifest)
    page.notices(desk.generation_notice(link.current(), manifest.generation))
    page.notices(desk.unread_notice(unread(st.query_params)))
    try:
        view.run()
    except ExplorerError as error:
        page.notice(str(error), language="en")
    page.footer(manifest)


def _nothing_to_open(lang: str, error: ExplorerError) -> None:
    if isinstance(error, IndexMissing):
        page.no_index(say(lang, "index.none"), say(lang, "index.none.how"), COMMAND)
    else:
        page.no_index(say(lang, "index.broken"), str(error))


run()
