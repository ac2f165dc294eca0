"""Windows cover their paragraph and hold no more than the model reads well."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, HARBOUR
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.windows import WINDOW_HAN, WINDOW_WORDS, cut_windows, size


def texts(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end in cut_windows(paragraph)]


def test_short_paragraph_is_one_window() -> None:
    assert texts(BUS) == [BUS]


def test_cut_at_sentence_ends() -> None:
    sentence = "公交要准点" * 9 + "。"
    assert texts(sentence * 4) == [sentence * 2] * 2


def test_three_sentences_at_most() -> None:
    assert texts("好。" * 7) == ["好。" * 3, "好。" * 3, "好。"]


def test_closing_quotes_stay_with_their_sentence() -> None:
    said = "他说：“快一点。”"
    assert texts(said * 20)[0].endswith("。”")


@pytest.mark.parametrize(
    "sentence",
    ["全市生产总值增长4.3%，财政收入增长5.1%。", "请看gov.cn上的公告。", "1.公交要准点。"],
)
def test_full_stop_inside_a_figure_or_name_ends_no_sentence(sentence: str) -> None:
    assert texts(sentence * 4) == [sentence * 3, sentence]


def test_half_width_punctuation_ends_sentences() -> None:
    sentence = BUS.replace("，", ",").replace("。", ".")
    assert texts(sentence * 4) == [sentence * 2] * 2


def test_long_sentence_is_cut_at_its_commas() -> None:
    clause = "公交要准点" * 8 + "，"
    assert texts(clause * 6) == [clause * 2] * 3


def test_run_without_any_seam_is_cut_at_the_size() -> None:
    assert [len(text) for text in texts("站" * 250)] == [WINDOW_HAN, WINDOW_HAN, 30]
    assert [len(text.split()) for text in texts("quay " * 130)] == [WINDOW_WORDS, WINDOW_WORDS, 10]


def test_english_is_cut_between_sentences() -> None:
    assert texts(HARBOUR + " " + HARBOUR)[0].startswith(HARBOUR)


def test_nothing_gives_nothing() -> None:
    assert cut_windows("") == []


@pytest.mark.parametrize("unit", ["站", "站，", "a", "word, ", ".", "!?", "”", "。”", "4.3", "  "])
def test_a_megabyte_takes_a_moment(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    windows = cut_windows(text)
    assert windows[0][0] == 0
    assert windows[-1][1] == len(text)


ALPHABET = st.sampled_from(
    [*'站公交a1 .,!?;。，；！？：、”"）\n', "word ", "한국", "かな", "🏙", "3.5", BUS]
)


@given(st.lists(ALPHABET, max_size=80).map("".join) | st.text(max_size=300))
def test_windows_cover_the_paragraph_and_fit(text: str) -> None:
    windows = cut_windows(text)
    assert "".join(text[start:end] for start, end in windows) == text
    assert all(start < end for start, end in windows)
    for start, end in windows:
        assert size(text[start:end]) <= 1 + 1e-9
