"""What is told of a pair: what differs in it, and what was left over of the other's origin."""

from __future__ import annotations

import pytest
from fakes import BigramEncoder

from explorer.build import build_index
from explorer.search import Explorer, open_index

COPIED = (
    "{year}年要把{city}{district}的每一条小巷都装上暖色的路灯，全年装好{lamps}盏，"
    "夜里下班的人走得踏实，老人出门倒垃圾也看得清脚下的台阶。"
)
OTHER = "菜市场的摊位要让给自己种菜的人，每天早上五点开门，称重的秤由市场统一校准，缺一两补一斤。"


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    folder = tmp_path_factory.mktemp("told")
    corpus = folder / "corpus"
    corpus.mkdir()
    source = COPIED.format(year=2012, city="金华市", district="婺城区", lamps=1200)
    copied = COPIED.format(year=2015, city="菏泽市", district="婺城区", lamps=3400)
    for name, text in (("金华_2012", source), ("菏泽_2015", copied), ("长沙_2014", OTHER)):
        (corpus / f"{name}.txt").write_text(f"街巷照明工作讲话\n{text}\n", encoding="utf-8")
    build_index(corpus, folder / "index", encoder=BigramEncoder())
    return open_index(folder / "index", encoder=BigramEncoder())


def _id(explorer: Explorer, document: str) -> str:
    (found,) = (
        one.id
        for one in explorer.paragraphs()
        if explorer.speech(one.speech_id).document == document
    )
    return found


def test_a_copied_passage_tells_what_was_changed_and_what_was_forgotten(
    explorer: Explorer,
) -> None:
    asked, other = _id(explorer, "菏泽_2015.txt"), _id(explorer, "金华_2012.txt")
    pair = explorer.compared(asked, other)
    assert pair.differences is not None
    assert {str(kind): n for kind, n in pair.differences.counts.items()} == {
        "date": 1,
        "place": 1,
        "figure": 1,
    }
    assert [(one.side, one.quote, one.points_to) for one in pair.traces] == [
        ("a", "婺城区", "金华")
    ]
    back = explorer.compared(other, asked)
    assert [(one.side, one.quote) for one in back.traces] == [("b", "婺城区")]


def test_unlike_passages_have_neither(explorer: Explorer) -> None:
    pair = explorer.compared(_id(explorer, "菏泽_2015.txt"), _id(explorer, "长沙_2014.txt"))
    assert (pair.differences, pair.traces) == (None, ())


def test_a_free_text_has_no_origin_to_tell_of(explorer: Explorer) -> None:
    text = explorer.paragraph(_id(explorer, "菏泽_2015.txt")).text
    pair = explorer.compared(text, _id(explorer, "金华_2012.txt"), is_text=True)
    assert pair.differences is not None
    assert pair.traces == ()


@pytest.mark.parametrize(
    "text", ["灯", "lamp", "①", "Ол көшеде шам жанып тұр.", "装上路灯。" * 1000]
)
def test_every_text_is_aligned_from_its_beginning_to_its_end(explorer: Explorer, text: str) -> None:
    paragraph = explorer.paragraph(_id(explorer, "金华_2012.txt"))
    aligned = explorer.aligned(text, paragraph.id, is_text=True)
    assert (aligned[0].a_start, aligned[-1].a_end) == (0, len(text))
    for one in aligned:
        assert 0 <= one.b_start < one.b_end <= len(paragraph.text)
