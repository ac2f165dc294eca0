"""Finds names in Latin script: words with a capital that does not begin a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.compare.fact_kinds import Fact, Kind
from explorer.corpus.place_table import PlaceTable

CAPITALISED = r"(?:[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[-'’.&][A-ZÀ-ÖØ-Þ][^\W\d_]*)*)"
SMALL_WORD = re.compile(r"\b[a-z][^\W\d_]*")
INITIAL = r"[A-Z]\."
RUN = re.compile(
    rf"(?<!\w){CAPITALISED}(?: (?:{INITIAL}|{CAPITALISED}))*"
    rf"(?: (?:of|for|on) (?:the )?{CAPITALISED}(?: {CAPITALISED})*(?: and {CAPITALISED})?)*"
)
PLAIN_RUN = re.compile(rf"(?<!\w){CAPITALISED}(?: (?:{INITIAL}|{CAPITALISED}))*")
ORGANISATION = re.compile(
    r"\b(?:Department|Council|Inc|Corp|Corporation|Company|University|College|Hospital|Authority|"
    r"Commission|Committee|Agency|Board|Bureau|Office|Police|Ministry|Association|Foundation|Bank|"
    r"Group|School|Schools|District|LLC|Ltd|Institute|Court|Center|Centre|Union|Church|Club|"
    r"Parliament|Senate|Congress)\b"
)
PLACE_WORD = re.compile(
    r"(?: (?:River|Street|Avenue|Boulevard|Road|Park|Bridge|Lake|County|Heights|Square|Valley|"
    r"Beach|Creek|Island|Hill|Hills|Village|Township|Borough|Parish|Airport|Harbor|Harbour))$"
)
TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|Mayor|Governor|Gov|President|Senator|Sen|Secretary|Chief|"
    r"Director|Minister|Councilman|Councilwoman|Councilmember|Councillor|Superintendent|Judge|"
    r"Captain|Sheriff|Commissioner|Chancellor|Representative|Rep)\.?"
)
TITLED = re.compile(rf"\b(?:{TITLE} )+")
# Words that have a capital because they begin a sentence, or as English has it.
NO_NAMES = frozenset(
    "a all also an and are as at be because but by can city do each even every first for from "
    "good has have he her here his how i i'm i'll i've if in is it it's its last let let's many "
    "more most my new no not now of on once one or our over she since so some thank thanks that "
    "the their then there these they this those through to today together tonight under until we "
    "we'll we're we've what when where which while who why will with you your".split()
)
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;]\W*|[\"“”\n(]\s*)$")
GERMAN = re.compile(r"\b(?:und|der|die|das|ist|nicht)\b")
GERMAN_SHARE = 0.05
"""Share of the commonest German words from which a capital makes no name: every noun has one."""
PERSON_WORDS = (2, 3)
"""Words of a person's name where no title stands before it."""


def latin_names(text: str, places: PlaceTable) -> Iterator[Fact]:
    """Organisations, persons, places of the table, and other names."""
    single = len(GERMAN.findall(text)) <= GERMAN_SHARE * (text.count(" ") + 1)
    small = frozenset(SMALL_WORD.findall(text))
    for run in RUN.finditer(text):
        if ORGANISATION.search(run[0]):
            yield from _organisation(text, run, places)
            continue
        for plain in PLAIN_RUN.finditer(text, *run.span()):
            yield from _name(text, *plain.span(), places, small, single)


def _organisation(text: str, run: re.Match[str], places: PlaceTable) -> Iterator[Fact]:
    """An organisation; a place with which its name begins is a fact of its own."""
    start = _after_small_words(text, *run.span())
    for match in re.finditer(r"\s|$", text[start : run.end()]):
        name = text[start : start + match.start()]
        if name.lower() in places.by_name and start + match.start() < run.end():
            yield Fact(start, start + match.start(), Kind.PLACE)
            start += match.end()
            break
    if start < run.end():
        yield Fact(start, run.end(), Kind.ORGANISATION)


def _name(
    text: str, start: int, end: int, places: PlaceTable, small: frozenset[str], single: bool
) -> Iterator[Fact]:
    """What a run of capitalised words names.

    Args:
        text: the passage.
        start: of the run.
        end: of the run.
        places: the table of places.
        small: the words that the passage has without a capital.
        single: whether one word with a capital is a name.
    """
    titled = TITLED.match(text, start, end)
    if titled and titled.end() < end:
        yield Fact(titled.end(), end, Kind.PERSON)
        return
    begins = SENTENCE_BEGINS.search(text, max(0, start - 4), start) is not None
    start = _after_small_words(text, start, end)
    name = text[start:end]
    if len(name) < 2:
        return
    alone = name.lower() not in NO_NAMES and not (begins and name.lower() in small)
    if PLACE_WORD.search(name) or (name.lower() in places.by_name and alone):
        yield Fact(start, end, Kind.PLACE)
    elif len(name.split()) in PERSON_WORDS:
        yield Fact(start, end, Kind.PERSON)
    elif single and not begins:
        yield Fact(start, end, Kind.NAME)


def _after_small_words(text: str, start: int, end: int) -> int:
    """Where a run begins without words such as The."""
    for word in re.finditer(r"\S+\s?", text[start:end]):
        if word[0].strip().lower() not in NO_NAMES:
            return start + word.start()
    return end
