"""What a build tells its user: counts, and what must be known before the index is trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.corpus.dating import overruled
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.reading import Corpus
from explorer.index.manifest import Source
from explorer.records import PlaceStatus, Speech, Unreadable, YearStatus

MOST_TOLD = 10
"""Disagreements that a summary tells one by one."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read and wrote. ``cities`` counts known places, ``years`` spans the bounds.

    ``content`` is the same for two builds of the same input; Files that were reused
    were not read again, texts of windows that were reused not embedded.
    """

    generation: str
    content: str
    files_read: int
    files_reused: int
    texts_embedded: int
    texts_reused: int
    documents: int
    speeches: int
    witness_groups: int
    paragraphs: int
    windows: int
    cities: int
    years: tuple[int, int] | None
    seconds: dict[str, float]
    warnings: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]


def years_of(read: Corpus) -> tuple[int, int] | None:
    """The first and last year that any known bound names, or None."""
    datings = [item.speech.dating for item in read.speeches]
    bounds = [year for dating in datings for year in (dating.earliest, dating.latest) if year]
    return (min(bounds), max(bounds)) if bounds else None


def warnings_of(read: Corpus) -> tuple[str, ...]:
    """What a reader of the summary must know before trusting it, one line each."""
    speeches = [item.speech for item in read.speeches]
    without = [speech for speech in speeches if speech.place.code is None]
    unplaced = [speech for speech in without if not speech.place.is_national]
    masked = sum(speech.place.status is PlaceStatus.MASKED for speech in unplaced)
    undated = sum(speech.dating.status is YearStatus.UNKNOWN for speech in speeches)
    found = []
    if unplaced:
        found.append(f"{len(unplaced)} speeches without a known city ({masked} masked)")
    if undated:
        found.append(f"{undated} speeches without a year of their own")
    if read.unused_metadata:
        first = ", ".join(read.unused_metadata[:5])
        found.append(f"{METADATA_FILE}: {len(read.unused_metadata)} rows of no speech: {first} ...")
    disagreements = [told for speech in speeches for told in _disagreements(speech)]
    found.extend(disagreements[:MOST_TOLD])
    if len(disagreements) > MOST_TOLD:
        rest = len(disagreements) - MOST_TOLD
        found.append(f"{rest} more disagreements; list them with: python scripts/audit.py CORPUS")
    return tuple(found)


def _disagreements(speech: Speech) -> Iterator[str]:
    """Where what the user or the file's name says and what the text says differ."""
    which, dating = f"{speech.document}, speech {speech.part}", speech.dating
    for other in speech.place.evidence[1:]:
        source = speech.place.evidence[0].rule
        place = speech.place.name or "no known city"
        yield f"{which} is of {place} by {source}, but {other.rule}: {other.quote}"
    date, first, last = speech.metadata.get("date", ""), dating.earliest, dating.latest
    if first and last and date[:4].isdecimal() and not first <= int(date[:4]) <= last:
        span = "-".join(dict.fromkeys((str(first), str(last))))
        yield f"{which} is of {span} by {METADATA_FILE}, but its date there is {date}"
    clues = ", ".join(f"{item.rule}: {item.quote}" for item in dating.evidence)
    if dating.status is YearStatus.CONFLICTING:
        yield f"years disagree in {which}: {clues}"
    elif overruled(dating):
        yield f"{which} counts as of {METADATA_FILE}'s year, but its text disagrees: {clues}"


def counts_of(read: Corpus, paragraphs: int, windows: int, cities: int) -> dict[str, int]:
    """What an index holds, for its manifest."""
    return {
        "documents": len(read.documents),
        "speeches": len(read.speeches),
        "witness_groups": len({item.speech.witness_group for item in read.speeches}),
        "paragraphs": paragraphs,
        "windows": windows,
        "cities": cities,
    }


def sources_of(read: Corpus) -> list[Source]:
    """The documents of an index, for its manifest."""
    speeches: dict[str, int] = {}
    for item in read.speeches:
        speeches[item.speech.document] = speeches.get(item.speech.document, 0) + 1
    return [Source(name, sha256, speeches[name]) for name, sha256 in sorted(read.documents.items())]
