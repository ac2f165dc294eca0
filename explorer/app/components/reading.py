"""The speech as running text: every paragraph can be selected, and is marked by what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.sources import Kind
from explorer.app import link, lookups
from explorer.app.components import judging, scripted
from explorer.app.components.originality import CODES
from explorer.app.components.passages import Segment, html_language
from explorer.app.texts import say
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.search import Explorer


def show(
    explorer: Explorer,
    speech: Speech,
    selected: str | None,
    segments: Sequence[Segment],
    *,
    counterparts: int = 0,
) -> None:
    """Draw the speech; ``segments`` is the selected paragraph cut at its shared wording.

    ``counterparts`` is how many came of it: in a narrow window they are below the speech.
    """
    lang = link.language()
    kinds: dict[str, str] = {}
    if not judging.is_blind():  # the kind of a paragraph is as a rule the verdict of a pair
        # In a place of its own: where it came and went in that of the speech, this was drawn twice.
        with st.empty(), st.spinner(say(lang, "read.working")):
            kinds = lookups.kinds(explorer, speech.id)
    number = 0
    lines: list[dict[str, object]] = []
    for line in explorer.reading(speech.id):
        number += line.paragraph_id is not None
        lines.append(
            {
                "kind": line.kind.value,
                "text": line.text,
                "id": line.paragraph_id,
                "number": number,
                "mark": CODES[Kind(kinds[line.paragraph_id])]
                if line.paragraph_id in kinds
                else None,
            }
        )
    scripted.mount(
        "reading",
        {
            "speech": speech.id,
            "interface": lang,
            "language": html_language(speech.language),
            "label": say(lang, "read.label"),
            "lines": lines,
            # What has no counterpart has no mark: as a rule, most of a speech.
            "words": {
                code: say(lang, f"kind.{code}") for kind, code in CODES.items() if kind != Kind.OWN
            },
            "legend": _legend(lang, kinds),
            "legendLabel": say(lang, "mark.legend"),
            "all": say(lang, "mark.all"),
        },
        key="reading",
        on_pick=lambda id: link.put(speech=speech.id, paragraph=id, result=None, most=None),
    )
    # By itself: Streamlit sends a component again only where its data have changed.
    scripted.mount(
        "selection",
        {
            "speech": speech.id,
            "selected": selected,
            "segments": [list(segment) for segment in segments],
            "below": _below(lang, counterparts) if selected else "",
        },
        key="selection",
    )


def _below(lang: str, n: int) -> str:
    return say(lang, "read.below", n=n) if n else say(lang, "read.below.none")


def _legend(lang: str, kinds: Mapping[str, str]) -> list[dict[str, object]]:
    """The kinds of a speech that has several, with how many paragraphs are of each."""
    found = Counter(kinds.values())
    if len(found) < 2:
        return []
    return [
        {"mark": code, "label": say(lang, f"kind.{code}"), "n": found[kind.value]}
        for kind, code in CODES.items()
        if found[kind.value]
    ]
