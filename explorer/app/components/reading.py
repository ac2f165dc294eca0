"""The speech as running text, in which every paragraph can be selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.app import link
from explorer.app.components import scripted
from explorer.app.components.passages import Segment, html_language
from explorer.app.texts import say
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.search import Explorer


def show(
    explorer: Explorer, speech: Speech, selected: str | None, segments: Sequence[Segment]
) -> None:
    """Draw the speech; ``segments`` is the selected paragraph cut at its shared wording."""
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
            }
        )
    scripted.mount(
        "reading",
        {
            "speech": speech.id,
            "language": html_language(speech.language),
            "label": say(link.language(), "read.label"),
            "lines": lines,
            "selected": selected,
            "segments": [list(segment) for segment in segments],
        },
        key="reading",
        on_pick=lambda id: link.put(speech=speech.id, paragraph=id, result=None),
    )
