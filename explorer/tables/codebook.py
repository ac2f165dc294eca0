"""What the fields of a table mean: the one place where they are told, for users and for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from explorer.export import Row
from explorer.formulas import Level
from explorer.search import Explorer

LISTED = 100
"""Rows of a table that would be as long as the corpus, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type or unit, what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a table is wanted; a table looks only at what concerns it.

    Attributes:
        level: of formulas.
        limit: most rows of a list of the first ones.
        zeros: whether rows that say that nothing was found are written, too.
        speech: id of the only speech; all where None.
        paragraph: id of the passage of a timeline.
        text: a passage that stands in no speech of the index.
        tell: called with what a reader of the table should know and no row says.
    """

    level: Level = Level.EVERYWHERE
    limit: int = LISTED
    zeros: bool = True
    speech: str | None = None
    paragraph: str | None = None
    text: str | None = None
    tell: Callable[[str], None] = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be written.

    Attributes:
        name: as it is asked for.
        row: what one row is.
        fields: its columns, in order.
        rows: yields the rows of an index, with these fields in this order.
        notes: what a reader must know beside the fields.
    """

    name: str
    row: str
    fields: tuple[Field, ...]
    rows: Callable[[Explorer, Choice], Iterator[Row]]
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(one.name for one in self.fields)

    def codebook(self) -> str:
        """Its fields as a Markdown table, with what one row is above and the notes below."""
        lines = [f"# {self.name}", "", f"One row is {self.row}.", ""]
        lines += ["| field | type or unit | meaning |", "|---|---|---|"]
        lines += [f"| {one.name} | {one.type} | {one.meaning} |" for one in self.fields]
        if self.notes:
            lines += ["", *(f"- {note}" for note in self.notes)]
        return "\n".join(lines) + "\n"
