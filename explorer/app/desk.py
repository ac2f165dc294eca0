"""What the state of a link means in this index: the speech on the desk, and what is amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from explorer.app.state import NATIONAL_PLACE, UNKNOWN_PLACE, State
from explorer.errors import QueryError
from explorer.records import Paragraph, Place, Speech

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
        speech = next(iter(_speeches(explorer, place)), None) if place else None
    if speech is None:
        return None
    return Desk(
        places=places,
        place=place_code(speech.place),
        speeches=tuple(_speeches(explorer, speech.place)),
        speech=speech,
        paragraph=paragraph,
        notices=tuple(notices),
    )


def place_code(place: Place) -> str:
    """The code of a place as it stands in a link."""
    if place.is_national:
        return NATIONAL_PLACE
    return UNKNOWN_PLACE if place.code is None else place.code


def _speeches(explorer: Explorer, place: Place) -> list[Speech]:
    """The speeches of a place; the whole country and what is not known have no code."""
    found = explorer.speeches(place.code)
    return [one for one in found if one.place.is_national == place.is_national]


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


def _place(
    places: tuple[PlaceCount, ...], wanted: str | None, notices: list[Notice]
) -> Place | None:
    if wanted is not None:
        for entry in places:
            if place_code(entry.place) == wanted:
                return entry.place
        notices.append(Notice("link.place", (("id", wanted),)))
    return places[0].place if places else None
