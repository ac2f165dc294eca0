"""What stands on every page: style, masthead, notices, footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from explorer.app import link
from explorer.app.components.passages import hover_rules
from explorer.app.desk import Notice
from explorer.app.english import translated
from explorer.app.state import LANGUAGES
from explorer.app.texts import say
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.index.manifest import Manifest

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
TILES = 80
"""Tiles that light up; no paragraph on one screen has more."""
_STYLES = Path(__file__).parent / "assets"


def style() -> None:
    """Give the page its typography, in the colours of the reader's theme."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(_sheets(theme, link.language()))


@cache
def _sheets(theme: str, lang: str) -> str:
    names = [f"{theme}.css", "page.css", "conditions.css", "charts.css"]
    if lang == "zh":
        names.append("chinese.css")
    sheets = [(_STYLES / name).read_text("utf-8") for name in names]
    return f"<style>{''.join(sheets)}{hover_rules(TILES)}</style>"


def masthead(pages: Sequence[StreamlitPage], manifest: Manifest | None) -> None:
    """Draw the title, the links to the pages, the language switch and the corpus notice."""
    lang = link.language()
    title = local(lang, manifest.title) if manifest else None
    with st.container(horizontal=True, vertical_alignment="center", key="masthead", gap="small"):
        st.html(
            f'<p class="masthead"><b>{escape(say(lang, "app"))}</b>'
            f"<span>{escape(title or '')}</span></p>",
            width="content",
        )
        for page in pages:
            st.page_link(page, query_params=link.params(result=None, page=1))
        st.segmented_control(
            say(lang, "language"),
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            key=_language_key(lang),
            required=True,
            label_visibility="collapsed",
            on_change=lambda: link.put(lang=st.session_state["language"]),
        )
    if manifest and (text := local(lang, manifest.notice)):
        st.html(f'<p class="banner" role="note">{escape(text)}</p>')


def _language_key(lang: str) -> str:
    st.session_state["language"] = lang
    return "language"


def notices(found: Iterable[Notice]) -> None:
    """Say what a link could not restore; in one place of the page, be it nothing."""
    lang = link.language()
    with st.container():
        for item in found:
            notice(say(lang, item.key, **dict(item.values)))


def notice(text: str, *, language: str | None = None) -> None:
    """Draw one quiet line; ``language`` is given where it is not the interface's."""
    attribute = f' lang="{escape(language)}"' if language else ""
    st.html(f'<p class="notice" role="status"{attribute}>{escape(text)}</p>')


def fault(error: ExplorerError) -> None:
    """Draw the line of an error, which stays English where the catalogue lacks it."""
    lang, line = link.language(), str(error)
    text = translated(lang, line)
    notice(text, language="en" if text == line else None)


def sentence(text: str) -> None:
    """Draw the sentence that says what was asked and what was found."""
    st.html(f'<p class="sentence" role="status">{escape(text)}</p>', width="content")


def hint(title: str, lines: Iterable[str]) -> None:
    """Fill a pane that has nothing to show yet with what to do."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<div class="pane hint"><h4>{escape(title)}</h4>{body}</div>')


def footer(manifest: Manifest) -> None:
    """Name the model and the index that every number on the page comes from."""
    text = say(
        link.language(),
        "footer",
        model=manifest.model.name,
        generation=manifest.generation,
        created=manifest.created[:10],
        paragraphs=manifest.counts.get("paragraphs", 0),
    )
    st.html(f'<p class="footer">{escape(text)}</p>')


def no_index(title: str, message: str, command: str | None = None) -> None:
    """Fill the page where no index can be opened; the message is the error's own line."""
    code = f"<pre><code>{escape(command)}</code></pre>" if command else ""
    st.html(
        f'<div class="empty" role="alert"><h2>{escape(title)}</h2>'
        f"<p>{escape(message)}</p>{code}</div>"
    )


def local(lang: str, texts: dict[str, str] | None) -> str | None:
    """The text in the interface's language, else in any."""
    if not texts:
        return None
    return texts.get(lang) or next(iter(texts.values()))
