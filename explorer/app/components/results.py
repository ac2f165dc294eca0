"""The list of all counterparts, each with the other texts of its speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.answers import Answer, Counterpart
from explorer.app import link, phrases
from explorer.app.components import scripted
from explorer.app.components.passages import html_language
from explorer.app.texts import say

if TYPE_CHECKING:
    from explorer.search import Explorer

EXCERPT = 140
"""Characters of a counterpart that tell it from the others; the style sheet shows two lines."""


def show(explorer: Explorer, answer: Answer, selected: str | None) -> None:
    """Draw the list; a click puts the paragraph on view."""
    lang = link.language()
    scripted.mount(
        "results",
        {
            "label": say(lang, "list.label"),
            "also": say(lang, "list.others"),
            "results": [_result(explorer, lang, counterpart) for counterpart in answer],
            "selected": selected,
        },
        key="results",
        on_pick=lambda id: link.put(result=id),
    )


def _result(explorer: Explorer, lang: str, counterpart: Counterpart) -> dict[str, object]:
    speech = counterpart.speech
    numbers = [say(lang, "list.shared", percent=phrases.share(counterpart.wording))]
    if counterpart.percentile is not None:
        percent = phrases.percent(counterpart.percentile)
        numbers.insert(0, say(lang, "list.closer", percent=percent))
    if counterpart.verdict is not None:
        numbers.insert(0, say(lang, f"verdict.{counterpart.verdict}"))
    texts, more = _others(explorer, lang, counterpart)
    return {
        "id": counterpart.paragraph.id,
        "rank": str(counterpart.rank),
        "where": phrases.place_name(lang, speech.place),
        "when": phrases.year_name(lang, speech.dating),
        "excerpt": counterpart.paragraph.text[:EXCERPT],
        "language": html_language(speech.language),
        "numbers": " · ".join(numbers),
        "flags": flags(lang, counterpart),
        "texts": texts,
        "more": more,
        "moreLabel": say(lang, "list.more" if texts else "list.passages", n=len(more)),
    }


def flags(lang: str, counterpart: Counterpart) -> list[str]:
    """What is not sure about the year and the city of a counterpart."""
    doubts = []
    if not counterpart.sure_year:
        doubts.append(say(lang, "year.maybe_same"))
    if not counterpart.sure_place:
        doubts.append(say(lang, "place.maybe_same"))
    return doubts


def _others(
    explorer: Explorer, lang: str, counterpart: Counterpart
) -> tuple[list[list[str]], list[list[str]]]:
    """Id and label of the same passage in other texts of the speech, and of its other passages."""
    texts, more = [], []
    for id in counterpart.others:
        paragraph = explorer.paragraph(id)
        source = phrases.source(lang, explorer.speech(paragraph.speech_id))
        texts.append([id, f"{source} · {say(lang, 'card.paragraph', number=paragraph.number)}"])
    for id in counterpart.further:
        number = explorer.paragraph(id).number
        more.append([id, say(lang, "card.paragraph", number=number)])
    return texts, more
