"""What the state of a link means in this index: the speech on the desk, and what is amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from explorer.app.state import UNKNOWN_PLACE, State
from explorer.errors import QueryError
from explorer.records import Paragraph, Speech

if TYPE_CHECKING:
    from explorer.catalogue import PlaceCount
    from explorer.search import Explorer

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the catalogue that tells what a link could not restore."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """The city, the speech and the paragraph on view, with the choices beside them."""

    places: tuple[PlaceCount, ...]
    place: str
    speeches: tuple[Speech, ...]
    speech: Speech
    paragraph: Paragraph | None
    notices: tuple[Notice, ...]


def lay_out(explorer: Explorer, state: State) -> Desk | None:
    """Resolve a state: the paragraph decides, then the speech, then the city, then the first.

    ``None`` means that the index holds no speech at all.
    """
    notices: list[Notice] = []
    places = tuple(explorer.places())
    paragraph = _find(explorer.paragraph, state.paragraph, "link.paragraph", notices)
    wanted = paragraph.speech_id if paragraph else state.speech
    speech = _find(explorer.speech, wanted, "link.speech", notices)
    if speech is None:
        place = _place(places, state.place, notices)
        speech = next(iter(explorer.speeches(place)), None) if places else None
    if speech is None:
        return None
    return Desk(
        places=places,
        place=place_code(speech.place.code),
        speeches=tuple(explorer.speeches(speech.place.code)),
        speech=speech,
        paragraph=paragraph,
        notices=tuple(notices),
    )


def place_code(code: str | None) -> str:
    """The code of a place as it stands in a link."""
    return UNKNOWN_PLACE if code is None else code


def generation_notice(state: State, generation: str) -> Iterator[Notice]:
    """Say so where a link was made with another generation of the index."""
    if state.generation and state.generation != generation:
        yield Notice("link.generation", (("old", state.generation), ("new", generation)))


def unread_notice(names: Sequence[str]) -> Iterator[Notice]:
    """Say so where parts of a link could not be read."""
    if names:
        yield Notice("link.unread", (("names", ", ".join(names)),))


def _find(
    look_up: Callable[[str], Found], id: str | None, key: str, notices: list[Notice]
) -> Found | None:
    if id is None:
        return None
    try:
        return look_up(id)
    except QueryError:
        notices.append(Notice(key, (("id", id),)))
        return None


def _place(places: tuple[PlaceCount, ...], wanted: str | None, notices: list[Notice]) -> str | None:
    codes = [entry.place.code for entry in places]
    if wanted is not None:
        for code in codes:
            if place_code(code) == wanted:
                return code
        notices.append(Notice("link.place", (("id", wanted),)))
    return codes[0] if codes else None
