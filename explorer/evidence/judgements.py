"""What readers say of pairs, in a CSV that several of them write to at once.

One row is one judgement; what a reader says of a pair again replaces what they said before, without
taking it out of the file. Columns: ``passage``, ``counterpart`` (ids of paragraphs), ``label``,
``coder``, ``time``, ``generation``, ``verdict`` (the tool's own). A file that is there already
keeps its columns and its separator; the first four are needed.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from explorer.agreement import kappa, observed
from explorer.cells import FORMULA_STARTS
from explorer.errors import LabelsError

LABELS = ("verbatim", "edited", "paraphrase", "translation", "same topic", "formula", "wrong")
"""What a pair can be called; ``evaluate.py labels`` reads the same."""
COLUMNS = ("passage", "counterpart", "label", "coder", "time", "generation", "verdict")
NEEDED = COLUMNS[:4]
LONGEST_CODER = 40
"""Characters of a reader's name."""
PATIENCE = 10.0
"""Seconds that a judgement waits for another one to be written."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reader's word on a pair; ``time`` is an ISO time, ``verdict`` the tool's or empty."""

    passage: str
    counterpart: str
    label: str
    coder: str
    time: str = ""
    generation: str = ""
    verdict: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two paragraphs; which of them was the passage plays no part."""
        return frozenset((self.passage, self.counterpart))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree over the pairs that both judged.

    ``observed`` is the share (0-1) judged alike, ``kappa`` Cohen's; None where it says nothing.
    """

    coder: str
    other: str
    pairs: int
    observed: float
    kappa: float | None


def clean_coder(name: str) -> str:
    """A reader's name on one line, that no spreadsheet takes for a formula."""
    line = "".join(letter for letter in " ".join(name.split()) if letter.isprintable())
    return line.lstrip("".join(FORMULA_STARTS) + " '")[:LONGEST_CODER].strip()


def prepare(path: Path) -> None:
    """Make the file ready to be written to; one that is not there is begun.

    Raises:
        LabelsError: it cannot be written, or is no such table.
    """
    with _locked(path):
        _complete(path)


def add(path: Path, judgement: Judgement) -> None:
    """Write a judgement below the others; it is on the disk when this returns.

    Raises:
        LabelsError: the file cannot be written, or is no such table.
        ValueError: the label is none, the two are one paragraph, or the coder has no name.
    """
    if judgement.label not in LABELS:
        raise ValueError(f"{judgement.label!r} is no label")
    if len(judgement.pair) < 2 or judgement.coder != clean_coder(judgement.coder):
        raise ValueError("a judgement is of two paragraphs, by a coder with a clean name")
    if not judgement.coder:
        raise ValueError("a judgement needs the name of a coder")
    with _locked(path):
        columns, delimiter = _complete(path)
        cells = asdict(judgement)
        line = io.StringIO(newline="")
        writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
        writer.writerow([cells.get(column.strip().casefold(), "") for column in columns])
        _append(path, line.getvalue())


def read(path: Path) -> list[Judgement]:
    """The judgements of a file in its order; rows that are none are passed over.

    Raises:
        LabelsError: the file cannot be read, or is no such table.
    """
    # A last line that has no end is being written.
    text = _text(path, whole=False)
    columns, delimiter = _header(path, text)
    lines = text.splitlines()
    names = [column.strip().casefold() for column in columns]
    found = []
    for cells in _cells(path, lines[1:], delimiter):
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        one = Judgement(**{name: row.get(name, "") for name in COLUMNS})
        if one.label.casefold() in LABELS and len(one.pair - {""}) == 2:
            found.append(one)
    return found


def said(found: Iterable[Judgement], coder: str, pair: frozenset[str]) -> str | None:
    """What a reader last said of a pair; None where they said nothing."""
    labels = [one.label for one in found if one.coder == coder and one.pair == pair]
    return labels[-1].casefold() if labels else None


def agreements(found: Iterable[Judgement], coder: str) -> list[Agreement]:
    """How far a reader agrees with each other one, those with most pairs in common first."""
    last: dict[str, dict[frozenset[str], str]] = {}
    for one in found:
        last.setdefault(one.coder, {})[one.pair] = one.label.casefold()
    own = last.pop(coder, {})
    compared = []
    for other, theirs in last.items():
        both = [(own[pair], theirs[pair]) for pair in own if pair in theirs]
        if (alike := observed(both)) is not None:
            compared.append(Agreement(coder, other, len(both), alike, kappa(both)))
    return sorted(compared, key=lambda one: (-one.pairs, one.other))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which is a file beside it."""
    if not path.parent.is_dir():
        raise LabelsError(f"{path.parent} is no folder: make it, or name another file for labels")
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise LabelsError(f"{path} is being written to all the time: try again") from None
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _complete(path: Path) -> tuple[list[str], str]:
    """The columns and the separator of a file, which is begun or ended with a line break."""
    text = _text(path) if path.exists() else ""
    if not text.strip():
        _append(path, ",".join(COLUMNS) + "\n")
        return list(COLUMNS), ","
    found = _header(path, text)
    # Also tells whether the file can be written to.
    _append(path, "" if text.endswith("\n") else "\n")
    return found


def _header(path: Path, text: str) -> tuple[list[str], str]:
    line = text.partition("\n")[0].rstrip("\r")
    delimiter = max(",;\t", key=line.count)
    columns = next(_cells(path, [line], delimiter), [])
    names = [column.strip().casefold() for column in columns]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise LabelsError(
            f"{path} has no column {missing[0]}: name a new file, or one with the columns "
            f"{', '.join(NEEDED)}"
        )
    return columns, delimiter


def _cells(path: Path, lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        raise LabelsError(f"{path} cannot be read ({error}): name a CSV for labels") from error


def _text(path: Path, *, whole: bool = True) -> str:
    """The text of a file, or its lines that have an end."""
    try:
        data = path.read_bytes()
        text = (data if whole else data[: data.rfind(b"\n") + 1]).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LabelsError(f"{path} is not UTF-8: save it as CSV UTF-8") from None
    except OSError as error:
        raise LabelsError(
            f"{path} cannot be read ({error.strerror}): name a CSV for labels"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _append(path: Path, text: str) -> None:
    """Write at the end and wait for the disk; what was written only in part is taken out."""
    try:
        with path.open("ab", buffering=0) as stream:
            size = stream.tell()
            data = text.encode()
            try:
                if stream.write(data) != len(data):
                    raise OSError(None, "no space left")
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(size)
                raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> LabelsError:
    return LabelsError(f"{path} cannot be written ({error.strerror}): name another file for labels")
