"""What the user already knows: ``metadata.csv`` in the corpus folder, which wins over every guess.

One row per document, or per speech where the column ``part`` counts the speeches of a compilation.
Known columns are path, part, place, year, date, title, speaker, role, language and url; all others
are kept with the speech. An empty cell says nothing, so the text is asked instead.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from explorer.cells import unmarked
from explorer.corpus.files import METADATA_FILE, shown_name
from explorer.corpus.formats.characters import tidied
from explorer.corpus.metadata_cells import UNKNOWN, language_of, said, years_of
from explorer.corpus.opened import side_text
from explorer.errors import CorpusError
from explorer.records import Evidence

__all__ = ["UNKNOWN", "Known", "Metadata", "read_metadata", "users_word"]

PATH, PART = "path", "part"
FIELDS = ("place", "year", "date", "title", "speaker", "role", "language", "url")
COLUMNS = frozenset({PATH, PART, *FIELDS})
LONGEST_COUNT = 9
"""Figures of a part; Python refuses to read thousands of them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a row says of a document or speech; empty where it says nothing.

    ``years`` are the first and last; equal for a single year, None where the row is silent.
    """

    place: str = ""
    years: tuple[int, int] | None = None
    title: str = ""
    language: str = ""
    no_year: bool = False
    other: dict[str, str] = field(default_factory=dict)


NOTHING_KNOWN = Known()


class Metadata:
    """The rows of ``metadata.csv`` by document and part."""

    def __init__(
        self,
        rows: Mapping[tuple[str, int | None], Known],
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self._rows = dict(rows)
        self._ours = {theirs: ours for ours, theirs in (columns or {}).items()}
        self._used: set[tuple[str, int | None]] = set()

    def known(self, document: str, part: int, columns: Mapping[str, str] | None = None) -> Known:
        """What is known of a speech: by path, file name or file name without its ending.

        A row for the very part wins over one for the whole document, and any row over the other
        columns of the table that the document is a row of.
        """
        path = PurePosixPath(document)
        for name in (document, str(path.with_suffix("")), path.name, path.stem):
            for key in ((name, part), (name, None)):
                if key in self._rows:
                    self._used.add(key)
                    return self._rows[key]
        return self._from_table(columns) if columns else NOTHING_KNOWN

    def _from_table(self, columns: Mapping[str, str]) -> Known:
        """The columns of a table's row; what is no year or code there is kept, not believed."""
        names = {self._ours.get(name, name): cell for name, cell in columns.items()}
        values = {name: said(name, cell) for name, cell in names.items()}
        for doubtful in (("year",), ("date",), ("language",), ("year", "date")):
            try:
                _known({name: values.get(name, "") for name in doubtful}, "")
            except CorpusError:
                values.update({f"{name} (table)": values.pop(name) for name in doubtful})
        return _known(values, "")

    def unused(self) -> list[str]:
        """Paths of rows that matched no speech, each told once."""
        names = ((shown_name(name), part) for name, part in self._rows.keys() - self._used)
        return sorted(name if part is None else f"{name}, part {part}" for name, part in names)


def read_metadata(corpus: Path, columns: Mapping[str, str] | None = None) -> Metadata:
    """Read the folder's ``metadata.csv``; no rows where there is none.

    Args:
        corpus: the corpus folder.
        columns: names in the file by our names, such as ``{"place": "city"}``.

    Raises:
        CorpusError: the file or the mapping is malformed; line and column are named.
    """
    path = corpus / METADATA_FILE
    text = side_text(path)
    if text is None:
        return Metadata({}, columns)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        return Metadata(_rows(path, lines, dict(columns or {})), columns)
    except csv.Error as error:
        raise CorpusError(f"{path} is not a csv file: {error}.") from error


def _rows(
    path: Path, lines: Iterable[list[str]], columns: dict[str, str]
) -> dict[tuple[str, int | None], Known]:
    reader = enumerate(lines, 1)
    header = [tidied(name).strip() for name in next(reader, (0, []))[1]]
    names = _header(path, header, columns)
    rows: dict[tuple[str, int | None], Known] = {}
    for number, cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise CorpusError(
                f"{path}, line {number}: {len(cells)} cells, the header has {len(header)}."
            )
        values = {
            name: said(name, cell if name == PATH else tidied(cell))  # names of files stay exact
            for name, cell in zip(names, cells, strict=True)
        }
        where = f"{path}, line {number}, column"
        key = _key(values, where)
        if key in rows:
            raise CorpusError(f"{where} {PATH}: {values[PATH]!r} stands there twice.")
        rows[key] = _known(values, where)
    return rows


def _header(path: Path, header: list[str], columns: dict[str, str]) -> list[str]:
    """The header in our names."""
    for ours, theirs in columns.items():
        if ours not in COLUMNS:
            raise CorpusError(f"--columns: {ours!r} is none of {', '.join(sorted(COLUMNS))}.")
        if theirs not in header:
            raise CorpusError(f"{path}, line 1: there is no column {theirs!r} (--columns).")
    back = {theirs: ours for ours, theirs in columns.items()}
    # A column that another is mapped onto keeps its cells under its own name with a mark.
    taken = set(columns)
    names = [back.get(name, f"{name} (file)" if name in taken else name) for name in header]
    if PATH not in names:
        raise CorpusError(
            f"{path}, line 1: there is no column {PATH!r}; add it, or map another with "
            f"--columns {PATH}=NAME."
        )
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise CorpusError(f"{path}, line 1: the column {sorted(twice)[0]!r} stands there twice.")
    return names


def _key(values: dict[str, str], where: str) -> tuple[str, int | None]:
    name, part = unmarked(values[PATH]).replace("\\", "/"), values.get(PART, "")
    if not name:
        raise CorpusError(f"{where} {PATH}: the cell is empty; name a file of the corpus.")
    if part and not (part.isdecimal() and len(part) <= LONGEST_COUNT and int(part) > 0):
        raise CorpusError(f"{where} {PART}: {part!r} is no count; write 1, 2, 3 ...")
    return name.removeprefix("./"), int(part) if part else None


def _known(values: dict[str, str], where: str) -> Known:
    year = values.get("year", "")
    own = {PATH, PART, "place", "year", "title", "language"}
    return Known(
        place=values.get("place", ""),
        years=years_of(year, values.get("date", ""), where),
        title=values.get("title", ""),
        language=language_of(values.get("language", ""), where),
        no_year=year == UNKNOWN,
        other={name: cell for name, cell in values.items() if name not in own and cell},
    )


def users_word(evidence: Sequence[Evidence]) -> str:
    """What ``metadata.csv`` says by the evidence of a place or a dating; empty where it is silent.

    Its word always stands first, before what it overrules.
    """
    told = bool(evidence) and evidence[0].rule == METADATA_FILE
    return evidence[0].quote if told else ""
