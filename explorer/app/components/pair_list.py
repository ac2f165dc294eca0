"""The pairs of two cities or of two years, strongest first; each opens on the reading page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from explorer.analysis.table import Columns, verdict_of
from explorer.app import link, phrases
from explorer.app.components import scripted
from explorer.app.components.passages import html_language
from explorer.app.texts import say

if TYPE_CHECKING:
    from explorer.search import Explorer

READ_PAGE = Path(__file__).parent.parent / "views" / "read.py"
LISTED = 50
EXCERPT = 110
"""Characters of each passage; the style sheet shows two lines."""
_OPENED = "pair opened"


def show(explorer: Explorer, pairs: Columns) -> None:
    """Draw the strongest pairs; a click opens one, with its first passage selected."""
    lang = link.language()
    opened = st.session_state.pop(_OPENED, None)
    if opened is not None:
        paragraph, _, result = opened.partition(" ")
        st.switch_page(READ_PAGE, query_params=_params(paragraph, result))
    scripted.mount(
        "pairs",
        {
            "label": say(lang, "cities.pairs.label"),
            "pairs": [_pair(explorer, lang, pairs, at) for at in range(min(LISTED, len(pairs)))],
        },
        key="pairs",
        on_pick=_open,
    )


def _open(id: str) -> None:
    # A callback cannot leave the page; the run that follows it does.
    st.session_state[_OPENED] = id


def _params(paragraph: str, result: str) -> dict[str, str]:
    return link.params(paragraph=paragraph, result=result, speech=None, place=None)


def _pair(explorer: Explorer, lang: str, pairs: Columns, at: int) -> dict[str, object]:
    one, other = (explorer.paragraph_at(int(row)) for row in (pairs.a[at], pairs.b[at]))
    numbers = [
        say(lang, f"verdict.{verdict_of(int(pairs.verdict[at]))}"),
        say(lang, "cities.pairs.wording", percent=phrases.share(float(pairs.wording[at]))),
    ]
    percentile = float(pairs.percentile[at])
    if percentile == percentile:  # NaN is not known
        numbers.append(say(lang, "cities.pairs.closer", percent=phrases.percent(percentile)))
    return {
        "id": f"{one.id} {other.id}",
        # The reading page is the first, so it lies at the foot of the address.
        "href": f"./?{urlencode(_params(one.id, other.id))}",
        "rank": str(at + 1),
        "numbers": " · ".join(numbers),
        "row": _side(explorer, lang, one.speech_id, one.text),
        "column": _side(explorer, lang, other.speech_id, other.text),
    }


def _side(explorer: Explorer, lang: str, speech_id: str, text: str) -> dict[str, str]:
    speech = explorer.speech(speech_id)
    place, year = phrases.place_name(lang, speech.place), phrases.year_name(lang, speech.dating)
    return {
        "where": f"{place} {year}",
        "text": phrases.beginning(text, EXCERPT),
        "language": html_language(speech.language),
    }
