"""A draft that a reader checks: what came in, what was found; it lives in the session alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from explorer.answers import Counterpart
from explorer.app.state import State
from explorer.corpus.reading_processes import read_apart
from explorer.draft import LONGEST_DRAFT, DraftParagraph, check_draft, draft_origin, read_draft
from explorer.records import Progress
from explorer.scope import Relation, Scope
from explorer.verdict import REUSE, Verdict

if TYPE_CHECKING:
    from explorer.search import Explorer

MEGABYTE = 2**20
LARGEST = 10
"""Megabytes of an upload: 200,000 characters with pictures between them."""
KINDS = ("txt", "md", "docx")
FEW = 3
"""Counterparts of each paragraph."""
STRONGEST = (
    Verdict.VERBATIM,
    Verdict.EDITED,
    Verdict.TRANSLATION,
    Verdict.PARAPHRASE,
    Verdict.FORMULA,
    Verdict.SAME_TOPIC,
)
MOST_SOURCES = 5


class Refusal(Exception):
    """Why a draft is not checked: a key of the catalogue and its values."""

    def __init__(self, key: str, **values: int) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Terms:
    """What a draft was compared with: the index, and the draft's place and year as given."""

    generation: tuple[str, str]
    place: str | None
    year: int | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft's lines with what was found, and on which terms."""

    terms: Terms
    lines: tuple[DraftParagraph, ...]

    @property
    def paragraphs(self) -> list[DraftParagraph]:
        """The lines that were compared."""
        return [one for one in self.lines if one.answer is not None]


def terms(explorer: Explorer, state: State) -> Terms:
    """What a draft would be compared with now; a relation to its year needs the year."""
    manifest = explorer.manifest
    codes = {entry.place.code for entry in explorer.places()}
    place = state.draft_place if state.draft_place in codes else None
    time = state.time if state.draft_year is not None else None
    return Terms((manifest.generation, manifest.created), place, state.draft_year, time)


def text_of_file(name: str, size: int, raw: bytes) -> str:
    """The text of an upload.

    Raises:
        Refusal: it is too large, or of another kind.
        DraftUnreadable: it cannot be read.
    """
    if size > LARGEST * MEGABYTE:
        raise Refusal("draft.large", n=-(-size // MEGABYTE), most=LARGEST)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in KINDS:
        raise Refusal("draft.kind")
    return read_draft(PurePath(name).name, raw, read=read_apart)


def check(explorer: Explorer, text: str, wanted: Terms, progress: Progress) -> Checked:
    """Compare a draft with the index.

    Raises:
        Refusal: it is empty or too long.
        QueryError: it cannot be compared.
    """
    if not any(map(str.isalnum, text)):
        raise Refusal("draft.empty")
    if len(text) > LONGEST_DRAFT:
        raise Refusal("draft.long", n=len(text), most=LONGEST_DRAFT)
    years = None if wanted.year is None else (wanted.year, wanted.year)
    found = check_draft(
        explorer,
        text,
        FEW,
        Scope(time=Relation(wanted.time) if wanted.time else Relation.ANY),
        origin=draft_origin(explorer, place=wanted.place, years=years),
        progress=progress,
    )
    return Checked(wanted, tuple(found))


def strongest(paragraph: DraftParagraph) -> Counterpart | None:
    """The counterpart with the strongest verdict, the closest of these; None without any."""
    judged = [one for one in paragraph.answer or () if one.verdict]
    return min(judged, key=lambda one: STRONGEST.index(Verdict(str(one.verdict))), default=None)


def verdicts(paragraphs: Sequence[DraftParagraph]) -> Counter[str | None]:
    """How many paragraphs have each verdict as their strongest; None where there is none."""
    best = (strongest(one) for one in paragraphs)
    return Counter(one.verdict if one else None for one in best)


def sources(paragraphs: Sequence[DraftParagraph]) -> list[tuple[Counterpart, int]]:
    """The speeches that most paragraphs are reused from, with a counterpart in each."""
    found: dict[str, Counterpart] = {}
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        best = strongest(paragraph)
        if best is not None and best.verdict in REUSE:
            found.setdefault(best.speech.id, best)
            counts[best.speech.id] += 1
    return [(found[id], n) for id, n in counts.most_common(MOST_SOURCES)]
