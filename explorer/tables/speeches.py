"""What speeches are made of, paragraph by paragraph and in shares."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.analysis.originality import Originality, originality
from explorer.analysis.sources import Kind, Source
from explorer.analysis.table import PairTable, years_of
from explorer.assembly import letters
from explorer.export import Row, place_name
from explorer.search import Explorer
from explorer.tables.codebook import Choice, Field, Table
from explorer.tables.columns import (
    COUNT,
    DOCUMENT,
    EARLIEST,
    FLAG,
    LATEST,
    OF_WHAT_IS_THERE,
    ONLY_REUSE,
    PLACE,
    PLACE_CODE,
    RANGES,
    SHARE,
    TEXT,
    WHO,
    YEAR,
    rounded,
    who,
)
from explorer.verdict import RULE


def origin_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield one row per paragraph of a speech, or of all.

    Raises:
        NoPairs: the index was built without its pairs.
        UnknownSpeech: there is no such speech.
    """
    for found in _speeches(explorer, choice):
        for one in found.paragraphs:
            yield {
                **who(explorer, one.paragraph),
                "number": one.paragraph.number,
                "characters": letters(one.paragraph.text),
                "kind": str(one.kind),
                "formula": rounded(one.formula, 3),
                **_source(explorer, one.source),
                "carried_from": one.carried and explorer.paragraph_at(one.carried.row).id,
                "carried_verdict": one.carried and str(one.carried.verdict),
                "places_before": one.sources,
                "places_after": one.taken_up,
            }


def _source(explorer: Explorer, source: Source | None) -> Row:
    if source is None:
        return dict.fromkeys(field.name for field in SOURCE)
    paragraph = explorer.paragraph_at(source.row)
    speech = explorer.speech(paragraph.speech_id)
    earliest, latest = years_of(source.row, explorer.facets)
    return {
        "source_paragraph": paragraph.id,
        "source_place": place_name(speech.place),
        "source_code": speech.place.code,
        "source_earliest": earliest,
        "source_latest": latest,
        "source_order": str(source.order),
        "source_sure_place": source.sure_place,
        "source_verdict": str(source.verdict),
        "source_share": rounded(source.share, 3),
    }


def composition_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield one row per speech.

    Raises:
        NoPairs: the index was built without its pairs.
        UnknownSpeech: there is no such speech.
    """
    counted = PairTable(explorer).counted_speeches
    for found in _speeches(explorer, choice):
        speech, paragraphs = found.speech, found.paragraphs
        first = paragraphs[0].paragraph.row if paragraphs else None
        earliest, latest = (None, None) if first is None else years_of(first, explorer.facets)
        shares = {COLUMNS[kind]: rounded(share, 3) for kind, share in found.shares.items()}
        yield {
            "speech_id": speech.id,
            "document": speech.document,
            "place": place_name(speech.place),
            "place_code": speech.place.code,
            "earliest": earliest,
            "latest": latest,
            "witness_group": speech.witness_group,
            "is_counted": speech.id in counted,
            "paragraphs": len(paragraphs),
            "characters": sum(letters(one.paragraph.text) for one in paragraphs),
            **shares,
            "shared_wording": rounded(found.shared_wording, 3),
            "surely_taken": rounded(found.surely_taken, 3),
            "carried_over": rounded(found.carried, 3),
        }


def _speeches(explorer: Explorer, choice: Choice) -> Iterator[Originality]:
    if len(explorer.manifest.places) < MANY:
        choice.tell("this corpus has speeches of one known city at most: nothing can be compared")
    ids = [choice.speech] if choice.speech else [speech.id for speech in explorer.speeches()]
    return (originality(explorer, one) for one in ids)


MANY = 2
"""Known places from which paragraphs can be compared with those of another."""
COLUMNS = {
    Kind.FORMULA: "formula",
    Kind.BORROWED: "borrowed",
    Kind.EDITED: "edited",
    Kind.TRANSLATED: "translated",
    Kind.PARAPHRASED: "paraphrased",
    Kind.PARTLY: "partly",
    Kind.OWN: "no_counterpart",
}
SOURCE = (
    Field("source_paragraph", TEXT, "id of the strongest counterpart in another city, not later"),
    Field("source_place", TEXT, "its city; empty where that is masked or unknown"),
    Field("source_code", TEXT, "its division code"),
    Field("source_earliest", YEAR, "it is of no earlier year; empty: open"),
    Field("source_latest", YEAR, "it is of no later year; empty: open"),
    Field(
        "source_order", TEXT, "earlier (surely), same year or unsure; the last two prove no source"
    ),
    Field(
        "source_sure_place",
        FLAG,
        "whether both places are known; else it may be the same city's, or the nation's own",
    ),
    Field("source_verdict", TEXT, "of the two"),
    Field("source_share", SHARE, "of the paragraph's characters, those in wording that both have"),
)
NOTES = (
    "Borrowed, edited, translated, paraphrased and partly look at other cities and at what is not "
    "surely later; a counterpart of unknown place is taken for another city's, and of a speech of "
    "unknown place every counterpart is: such a speech may repeat itself from year to year. Who "
    "had it first is known only where the source is surely earlier.",
    f"Borrowed: {RULE.verbatim:.0%} of the paragraph itself and no formula; edited: "
    f"{RULE.edited:.0%}; partly: less, often one sentence.",
    "No counterpart means none in this corpus; a small corpus makes every speech look original.",
    ONLY_REUSE,
    OF_WHAT_IS_THERE,
    RANGES,
    "Each paragraph is asked as a search asks it, from its own side; the pairs of pairs, places "
    "and dyads are those that either side finds.",
)

ORIGINALITY = Table(
    "originality",
    "one paragraph of one copy of a speech",
    (
        *WHO,
        Field("number", COUNT, "counts the paragraphs of a speech from 1"),
        Field("characters", COUNT, "without white space"),
        Field("kind", TEXT, ", ".join(Kind)),
        Field("formula", SHARE, "of its letters and figures, those in formulas"),
        *SOURCE,
        Field("carried_from", TEXT, "id of the same city's strongest, surely earlier counterpart"),
        Field("carried_verdict", TEXT, "of the two"),
        Field("places_before", COUNT, "other places with a counterpart that is not surely later"),
        Field("places_after", COUNT, "other places with a counterpart that is surely later"),
    ),
    origin_rows,
    (*NOTES, "Of places, each speech of unknown place counts as one of its own."),
)
COMPOSITION = Table(
    "composition",
    "one copy of a speech",
    (
        Field("speech_id", TEXT, "stays the same while its document does"),
        DOCUMENT,
        PLACE,
        PLACE_CODE,
        EARLIEST,
        LATEST,
        Field("witness_group", "number", "copies of one speech have the same"),
        Field("is_counted", FLAG, "whether it is the copy that counts in other tables"),
        Field("paragraphs", COUNT, "of this copy"),
        Field("characters", COUNT, "of its paragraphs, without white space"),
        Field("formula", SHARE, "of its characters: in paragraphs that are mostly formula"),
        Field("borrowed", SHARE, "in paragraphs that another city has word for word"),
        Field("edited", SHARE, "in those that another city has with changes"),
        Field("translated", SHARE, "in those that another city has in another language"),
        Field("paraphrased", SHARE, "in those that another city has in other words"),
        Field("partly", SHARE, "in those of which another city has a smaller part"),
        Field("no_counterpart", SHARE, "in all others; the seven sum to 1"),
        Field(
            "shared_wording",
            SHARE,
            "in wording that the source has, too; less than borrowed, edited and partly, which "
            "count whole paragraphs",
        ),
        Field(
            "surely_taken",
            SHARE,
            "in paragraphs borrowed, edited, translated or paraphrased of which the source is "
            "surely earlier and surely another city's",
        ),
        Field(
            "carried_over",
            SHARE,
            "in paragraphs that the same city had in a surely earlier year; beside the seven",
        ),
    ),
    composition_rows,
    (
        *NOTES,
        "To count each speech once, keep the rows with is_counted.",
        "A share of a speech of two or three paragraphs says little; paragraphs tells how many.",
    ),
)
