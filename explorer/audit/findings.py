"""One finding of the audit, its kinds in the order of what they falsify, and how like ones merge.

First what gives a passage a wrong city or year, so that results are false; then what spoils texts;
then what is merely not known, so that results are missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from explorer.audit.collection import Item
from explorer.audit.rows import MetadataRow
from explorer.audit.sentences import Said, SpeechRef, says
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.page_dates import FILE_NAME
from explorer.corpus.sharing import OTHER_LABEL, OTHER_PLACE, OTHER_YEAR
from explorer.records import Evidence

SEVERAL = 3
"""Findings of one kind that are told one by one; more of them are one finding with a list."""


class Kind(StrEnum):
    """What is wrong, the worst first."""

    SAME_TEXT_CITIES = "same-text-two-cities"
    PLACE_CONFLICT = "place-conflict"
    SAME_TEXT_YEARS = "same-text-two-years"
    YEAR_CONFLICT = "year-conflict"
    PLACE_NOT_NAMED = "place-not-named"
    PLACE_MISTYPED = "place-mistyped"
    SEVERAL_IN_FILE = "several-in-one-file"
    METADATA_UNUSED = "metadata-unused"
    SAME_NAME = "same-file-name"
    MOJIBAKE = "mojibake"
    UNREADABLE = "unreadable"
    OTHER_LANGUAGE = "other-language"
    TRUNCATED = "truncated"
    NEARLY_EMPTY = "nearly-empty"
    FAR_TOO_LONG = "far-too-long"
    DIGITS_MISSING = "digits-missing"
    MASKED_WORDS = "masked-words"
    PLACE_MASKED = "place-masked"
    PLACE_UNKNOWN = "place-unknown"
    PLACE_UNLISTED = "place-unlisted"
    YEAR_UNKNOWN = "year-unknown"
    YEAR_WIDE = "year-wide"
    TITLE_LANGUAGE = "title-language"


OUTSIDE = frozenset({METADATA_FILE, FILE_NAME, OTHER_PLACE, OTHER_YEAR, OTHER_LABEL})
"""Rules whose evidence does not stand in the text."""
ALWAYS_SINGLY = frozenset({Kind.SAME_TEXT_CITIES, Kind.SAME_TEXT_YEARS, Kind.SEVERAL_IN_FILE})
"""Kinds whose findings hold several speeches that belong together."""
CAUSES = {
    Kind.PLACE_CONFLICT: (Kind.SAME_TEXT_CITIES,),
    Kind.PLACE_NOT_NAMED: (Kind.SAME_TEXT_CITIES, Kind.PLACE_CONFLICT),
    Kind.PLACE_UNKNOWN: (Kind.SAME_TEXT_CITIES, Kind.PLACE_NOT_NAMED),
    Kind.YEAR_CONFLICT: (Kind.SAME_TEXT_YEARS,),
    Kind.TRUNCATED: (Kind.NEARLY_EMPTY,),
    Kind.TITLE_LANGUAGE: (Kind.MOJIBAKE,),
}
"""What follows from a worse finding about the same speech is not told again."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a finding rests on; ``start`` counts characters of the document, if they do."""

    document: str
    part: int | None
    rule: str
    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that would falsify results.

    ``rows`` mend it, once their empty cells are filled in; there are none where only the text
    itself can be mended.
    """

    kind: Kind
    said: Said
    speeches: tuple[SpeechRef, ...]
    quotes: tuple[Quote, ...] = ()
    rows: tuple[MetadataRow, ...] = ()

    @property
    def sentence(self) -> str:
        """What it says, in English."""
        return str(self.said)


def ref(item: Item) -> SpeechRef:
    """The speech of an item."""
    return SpeechRef(item.speech.document, item.speech.part, item.speech.id)


def quoted(item: Item, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    """The evidence of a speech as quotes; names and rows have no place in the document."""
    speech = item.speech
    from_text = {one: one.rule not in OUTSIDE for one in evidence}
    return tuple(
        Quote(speech.document, speech.part, one.rule, one.quote, one.start if inside else None)
        for one, inside in from_text.items()
    )


def in_order(findings: Iterable[Finding], users: Iterable[MetadataRow] = ()) -> list[Finding]:
    """The findings with the worst first, without consequences of others, and like ones merged.

    Args:
        findings: in any order.
        users: what the user has already said, which stays in a row that mends something else.
    """
    by_kind: defaultdict[Kind, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_kind[finding.kind].append(finding)
    ordered: list[Finding] = []
    told: dict[Kind, set[SpeechRef]] = {}
    for kind in Kind:
        known = {speech for cause in CAUSES.get(kind, ()) for speech in told.get(cause, ())}
        own = [one for one in by_kind[kind] if not known.issuperset(one.speeches)]
        told[kind] = {speech for one in own for speech in one.speeches}
        own.sort(key=lambda one: (-len(one.speeches), one.sentence))
        if len(own) > SEVERAL and kind not in ALWAYS_SINGLY:
            own = [_merged(kind, own)]
        ordered.extend(own)
    return list(_with_one_row_per_speech(ordered, users))


def _merged(kind: Kind, findings: list[Finding]) -> Finding:
    return Finding(
        kind,
        says(f"{kind}.many", n=len(findings)),
        tuple(dict.fromkeys(speech for one in findings for speech in one.speeches)),
        tuple(quote for one in findings for quote in one.quotes),
        tuple(dict.fromkeys(row for one in findings for row in one.rows)),
    )


def _with_one_row_per_speech(
    findings: list[Finding], users: Iterable[MetadataRow]
) -> Iterator[Finding]:
    """The findings with the same row wherever a speech stands, as a file may have it only once."""
    rows: dict[tuple[str, str], MetadataRow] = {}
    for row in (row for one in findings for row in one.rows):
        key = row.path, row.part
        rows[key] = rows[key].filled(row) if key in rows else row
    # Of several files with one row for all, what it says is what must be said anew.
    doubted = {row for one in findings if one.kind is Kind.SAME_NAME for row in one.rows}
    for row in users:
        key = row.path, row.part
        if key in rows and MetadataRow(*key) not in doubted:
            rows[key] = rows[key].filled(row)
    for one in findings:
        yield replace(one, rows=tuple(rows[row.path, row.part] for row in one.rows))
