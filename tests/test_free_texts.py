from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import BigramEncoder

from explorer import sample_corpus
from explorer.build import build_index
from explorer.draft import draft_origin
from explorer.embedding.encoder import Advance, Vectors
from explorer.errors import QueryError, UnknownPlace
from explorer.free_texts import Cause, cause
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Relation, Scope
from explorer.search import Explorer, open_index

TEXT = "市图书馆周日也开门，孩子们放学以后可以在里面读书写字。"


class CountingEncoder(BigramEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        self.calls += 1
        return super().encode(texts, advance=advance)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts") / "index"
    build_index(sample_corpus(), folder, encoder=BigramEncoder())
    return folder


@pytest.fixture
def explorer(index: Path) -> Explorer:
    return open_index(index, encoder=CountingEncoder())


def test_many_texts_are_encoded_at_once_and_as_each_alone(explorer: Explorer) -> None:
    texts = [one.text for one in list(explorer.paragraphs())[:12]]
    encoder = explorer._model.encoder()
    assert isinstance(encoder, CountingEncoder)
    together = explorer.questions(texts)
    assert encoder.calls == 1
    for text, question in zip(texts, together, strict=True):
        alone = explorer.questions([text])[0]
        assert question.text == text
        assert np.array_equal(question.passage.windows, alone.passage.windows)
        assert np.allclose(question.passage.hubs, alone.passage.hubs)


@pytest.mark.parametrize("text", ["王", "a", "7", "工作", "工工工工工工工工工工", "go go go go"])
def test_what_says_too_little_gets_no_number(explorer: Explorer, text: str) -> None:
    answer = explorer.counterparts(text, is_text=True)
    assert len(answer) > 0
    assert all(one.percentile is None and one.verdict is None for one in answer)
    assert answer.uncalibrated is not None
    assert "says too little" in answer.uncalibrated
    first = answer.counterparts[0]
    alone = explorer.compared(text, first.paragraph.id, is_text=True)
    assert alone.percentile is None and alone.verdict is None
    assert all(one.reuse is None for one in (alone, *answer)), "it rests on the standing"


@pytest.mark.parametrize(
    ("text", "language", "free", "known", "expected"),
    [
        ("一一一一一一一一", "zh", True, True, Cause.LITTLE),
        (TEXT, "am", True, True, Cause.LANGUAGE),
        (TEXT, "zh", True, True, Cause.PAIR),
        ("一一一一一一一一", "zh", False, True, Cause.PAIR),
        (TEXT, "zh", False, False, Cause.CORPUS),
    ],
)
def test_why_a_pair_has_no_percentile(
    explorer: Explorer, text: str, language: str, free: bool, known: bool, expected: Cause
) -> None:
    manifest = explorer.manifest if known else replace(explorer.manifest, percentiles={})
    assert cause(text, (language, "en"), manifest, free=free) is expected


def test_a_sentence_gets_its_percentiles(explorer: Explorer) -> None:
    answer = explorer.counterparts(TEXT, scope=Scope(languages=frozenset({"zh"})))
    assert answer.uncalibrated is None
    assert all(one.percentile is not None for one in answer)


def test_a_language_that_the_index_lacks_is_told(explorer: Explorer) -> None:
    answer = explorer.counterparts("የኢትዮጵያ መንግሥት ስለ ትምህርት እና ጤና ሪፖርት አቀረበ")
    assert all(one.percentile is None and one.verdict is None for one in answer)
    assert answer.uncalibrated is not None
    assert "has no text in the passage's language (am)" in answer.uncalibrated


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("。！？", "is empty"),
        ("\N{GRINNING FACE}", "is empty"),
        ("字" * 5_001, "has 5,001 characters, up to 5,000"),
        ("好的\ud800字", "Character 3 of the passage is half of one"),
    ],
)
def test_texts_that_cannot_be_asked_are_refused(
    explorer: Explorer, text: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        explorer.counterparts(text, is_text=True)


@pytest.mark.parametrize("k", [0, -1, 1001])
def test_numbers_out_of_bounds_are_refused(explorer: Explorer, k: int) -> None:
    with pytest.raises(QueryError, match="ask for 1 to 1000"):
        explorer.counterparts(TEXT, k=k)
    with pytest.raises(QueryError, match="ask for 1 to 1000"):
        explorer.answer(explorer.questions([TEXT])[0], k)


def test_a_text_of_a_city_and_a_year_leaves_these_out(explorer: Explorer) -> None:
    speech = next(
        one
        for one in explorer.speeches()
        if one.place.code
        and one.dating.earliest is not None
        and one.dating.earliest == one.dating.latest
    )
    year = speech.dating.earliest
    assert year is not None
    origin = draft_origin(explorer, place=speech.place.name, years=(year, year))
    answer = explorer.counterparts(TEXT, k=200, origin=origin)
    assert answer.excluded["same city"] > 0
    assert answer.excluded["same year"] > 0
    assert speech.place.code not in {one.speech.place.code for one in answer}
    earlier = explorer.counterparts(
        TEXT, k=200, origin=origin, scope=Scope(time=Relation.EARLIER, certain_years=True)
    )
    assert len(earlier) > 0
    assert all((one.speech.dating.latest or 9999) < year for one in earlier)
    other = explorer.counterparts(TEXT, k=200, origin=origin, scope=Scope(province=Relation.OTHER))
    assert len(other) > 0
    assert speech.place.province not in {one.speech.place.province for one in other}


def test_a_city_that_the_index_lacks_has_its_province(explorer: Explorer) -> None:
    origin = draft_origin(explorer, place="金华", years=(2012, None))
    assert (origin.place, origin.province) == (NO_PLACE, "浙江")
    assert (origin.earliest, origin.latest) == (2012, OPEN_END)
    answer = explorer.counterparts(TEXT, origin=origin)
    assert "same city" not in answer.excluded


def test_what_is_not_told_stays_open(explorer: Explorer) -> None:
    origin = draft_origin(explorer)
    assert (origin.place, origin.earliest, origin.latest) == (NO_PLACE, OPEN_START, OPEN_END)
    with pytest.raises(QueryError, match="no year to be earlier than"):
        explorer.counterparts(TEXT, scope=Scope(time=Relation.EARLIER))
    with pytest.raises(UnknownPlace, match="no city '亚特兰蒂斯' in the index or the table"):
        draft_origin(explorer, place="亚特兰蒂斯")
