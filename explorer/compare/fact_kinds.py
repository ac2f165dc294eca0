"""The kinds of facts, and of what two passages differ in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of a passage is."""

    DATE = "date"
    FIGURE = "figure"
    PLACE = "place"
    ORGANISATION = "organisation"
    PERSON = "person"
    NAME = "name"
    """A capitalised name of which the words alone do not tell whose it is."""
    WORDING = "wording"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A date, a figure or a name: half-open characters of the passage."""

    start: int
    end: int
    kind: Kind
