"""The grams of a corpus, against plain counting and plain searching."""

from __future__ import annotations

import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gram_corpora import Row, facets_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explorer.corpus.script import simplified
from explorer.errors import IndexDamaged
from explorer.index.grams import Counts, Grams, write_grams, writing
from explorer.index.grams.shadow import shadow
from explorer.scope import OPEN_END, OPEN_START

SENTENCE = "河边的路灯每天晚上都要亮到十二点"
TOLD = "今年冬天学校门口的雪由街道负责清扫"
PIECES = (
    *(SENTENCE, TOLD, SENTENCE[:9], SENTENCE[4:], "修桥", "的", "，", "。", " ", "\n", "😀", "㈱"),
    *(
        "½",
        "國家",
        "国家",
        "ＧＤＰ",
        "e\u0301cole",
        "école ",
        "ไทยแลนด์",
        "2024",
        "❤️",
        "零",
        "\u0301",
    ),
    *("the lights are on until midnight ", "The lights, are on until", "ﬁnd ", "가나", "각"),
)
Token = tuple[str, int]

texts = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
years = st.sampled_from([(2010, 2010), (2011, 2011), (2010, 2012), (OPEN_START, OPEN_END)])
rows = st.builds(
    lambda text, group, place, span: Row(text, group, place, f"province {place % 2}", *span),
    texts,
    st.integers(0, 5),
    st.integers(-1, 4),
    years,
)
corpora = st.lists(rows, max_size=8)


@contextmanager
def grams_of(corpus: Sequence[Row]) -> Iterator[Grams]:
    with tempfile.TemporaryDirectory() as name:
        folder, facets = Path(name), facets_of(corpus)
        write_grams(folder, (row.text for row in corpus), facets)
        yield Grams(folder, facets, lambda row: corpus[row].text)


def plain_tokens(text: str) -> list[Token]:
    """(form, weight) of each token, one character after the other."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.category(character)[0] == "M":
            clusters[-1] += character
        else:
            clusters.append(character)
    settled = "".join(
        unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", one).casefold())
        for one in clusters
    )
    tokens: list[Token] = []
    within = False
    for character in simplified(settled).replace("零", "〇"):
        name = unicodedata.name(character, "")
        if unicodedata.category(character) == "Cf" or "VARIATION SELECTOR" in name:
            continue
        if name.startswith("THAI"):
            tokens.append((character, 2))
        elif name.startswith(("CJK UNIFIED", "HANGUL SYLLABLE", "IDEOGRAPHIC NUMBER")):
            tokens.append((character, 5))
        elif character.isalnum() or unicodedata.category(character)[0] == "M":
            tokens.append((tokens.pop()[0] + character if within else character, 8))
            within = True
            continue
        within = False
    return tokens


def plain_grams(text: str) -> list[tuple[Token, ...]]:
    tokens, found = plain_tokens(text), []
    for start in range(len(tokens)):
        for end in range(start + 1, len(tokens) + 1):
            if sum(weight for _, weight in tokens[start:end]) >= 40:
                found.append(tuple(tokens[start:end]))
                break
    return found


def plain_counts(having: Sequence[Row]) -> Counts:
    first = [row.earliest for row in having if row.earliest != OPEN_START]
    last = [row.latest for row in having if row.latest != OPEN_END]
    return Counts(
        groups=len({row.group for row in having}),
        unplaced=len({row.group for row in having if row.place < 0}),
        places=len({row.place for row in having if row.place >= 0}),
        provinces=len({row.province for row in having if row.place >= 0}),
        years=len({row.earliest for row in having if row.earliest == row.latest}),
        first=min(first, default=None),
        last=max(last, default=None),
    )


def plain_runs(
    text: str, own: int, corpus: Sequence[Row]
) -> dict[tuple[tuple[Token, ...], int], Counts]:
    """Counts of every maximal run of the steps 1, 2, 4 ..., by its tokens and first token."""
    tokens, sizes = plain_tokens(text), [len(gram) for gram in plain_grams(text)]
    stored = [plain_tokens(row.text) for row in corpus]

    def having(first: int, last: int) -> list[int]:
        part = tokens[first : last + sizes[last]]
        return [
            row
            for row, other in enumerate(stored)
            if corpus[row].group != own
            and any(other[at : at + len(part)] == part for at in range(len(other)))
        ]

    found = {}
    count = len(sizes)
    held = {(i, j): having(i, j) for i in range(count) for j in range(i, count)}
    groups = {key: len({corpus[row].group for row in value}) for key, value in held.items()}
    for step in (1, 2, 4, 8):
        for (i, j), number in groups.items():
            wider = max(groups.get((i - 1, j), 0), groups.get((i, j + 1), 0))
            if number >= step > wider:
                part = tuple(tokens[i : j + sizes[j]])
                found[part, i] = plain_counts([corpus[row] for row in held[i, j]])
    return found


@given(corpora)
@settings(deadline=None, max_examples=60)
def test_counts_are_those_of_plain_counting(corpus: list[Row]) -> None:
    hashes: dict[int, tuple[Token, ...]] = {}
    having: dict[tuple[Token, ...], list[Row]] = defaultdict(list)
    for row in corpus:
        plain = plain_grams(row.text)
        cut = shadow([row.text]).gram.tolist()
        assert len(cut) == len(plain)
        for number, gram in zip(cut, plain, strict=True):
            assert hashes.setdefault(number, gram) == gram
            having[gram].append(row)
    expected = {gram: plain_counts(of) for gram, of in having.items()}
    with grams_of(corpus) as grams:
        common = list(grams.stored.common(lambda entries: np.ones(len(entries), dtype=bool)))
    assert {hashes[gram.hash]: gram.counts for gram in common} == {
        gram: counts for gram, counts in expected.items() if counts.groups > 1
    }
    assert [gram.counts.groups for gram in common] == sorted(
        (gram.counts.groups for gram in common), reverse=True
    )


@given(corpora.filter(bool))
@settings(deadline=None, max_examples=60)
def test_runs_are_those_of_plain_searching(corpus: list[Row]) -> None:
    # A run that begins with a combining mark takes the character below it along, which is no token
    # of the run; the counts are checked above with marks, too.
    assume(not any(unicodedata.combining(one) for row in corpus for one in row.text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "STUTTER", 10**6)
        with grams_of(corpus) as grams:
            text, own = corpus[0].text, corpus[0].group
            runs = grams.runs(text, own_group=own)
    found = {}
    for run in runs:
        token = len(plain_tokens(text[: run.start]))
        part = tuple(plain_tokens(text)[token : token + run.tokens])
        found[part, token] = run.counts
        assert run.exact
        assert run.most == run.counts
        assert {corpus[row].group for row in run.rows} - {own}
        assert len({corpus[row].group for row in run.rows}) == run.counts.groups
    assert found == plain_runs(text, own, corpus)


@given(corpora.filter(bool))
@settings(deadline=None, max_examples=60)
def test_capped_runs_tell_bounds(corpus: list[Row]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "MOST_POSTINGS", 2)
        with grams_of(corpus) as grams:
            text, own = corpus[0].text, corpus[0].group
            runs = grams.runs(text, own_group=own)
    for run in runs:
        part = plain_tokens(text[run.start : run.end])
        having = {
            row.group
            for row in corpus
            if row.group != own
            and any(
                plain_tokens(row.text)[at : at + len(part)] == part for at in range(len(row.text))
            )
        }
        assert run.counts.groups <= run.most.groups
        if run.exact:
            assert run.counts.groups == len(having)
        else:
            assert len(having) <= run.most.groups


@given(st.lists(texts, max_size=4))
@settings(deadline=None)
def test_a_batch_is_cut_as_each_of_its_texts(batch: list[str]) -> None:
    together = shadow(batch)
    for number, text in enumerate(batch):
        alone = shadow([text])
        own = together.owner == number
        assert together.gram[own].tolist() == alone.gram.tolist()
        at = together.gram_start[own] - together.first[number]
        assert at.tolist() == alone.gram_start.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("國家的發展離不開學校與醫院", "国家的发展，离不开学校与医院。"),
        ("Ｔhe Ｌights Are On Until", "the lights — are on until"),
        ("二零二四年春天修好一座桥", "二〇二四年春天修好一座桥"),
        ("un e\u0301cole de la ville", "Un École de la Ville"),
        ("가나다라마바사각", unicodedata.normalize("NFD", "가나다라마바사각")),
        ("㈱桥梁公司今年承担修桥", "（株）桥梁公司今年承担修桥"),
    ],
)
def test_spelling_does_not_matter(one: str, other: str) -> None:
    grams = shadow([one]).gram.tolist()
    assert grams
    assert grams == shadow([other]).gram.tolist()


def test_a_gram_is_eight_characters_or_five_words_and_crosses_no_border() -> None:
    assert [len(shadow([SENTENCE[:size]]).gram) for size in (7, 8, 9)] == [0, 1, 2]
    assert [len(shadow([" word" * size]).gram) for size in (4, 5, 6)] == [0, 1, 2]
    assert len(shadow([SENTENCE[:4], SENTENCE[4:8]]).gram) == 0


def test_offsets_are_those_of_the_passage() -> None:
    corpus = [Row(f"甲。{SENTENCE}。", 0), Row(f"乙乙，{SENTENCE}！丙", 1)]
    with grams_of(corpus) as grams:
        (run,) = grams.runs(corpus[0].text, own_group=0)
    assert corpus[0].text[run.start : run.end] == SENTENCE
    assert run.rows == (1,)


def test_a_formula_within_a_copied_sentence_is_a_run_of_its_own() -> None:
    copied = "去年" + SENTENCE + "以后再关"
    corpus = [Row(copied, 0), Row(copied, 1), Row(f"{SENTENCE}吗", 2), Row(f"说{SENTENCE}", 3)]
    with grams_of(corpus) as grams:
        runs = grams.runs(copied, own_group=0)
    found = {copied[run.start : run.end]: run.counts.groups for run in runs}
    assert found == {copied: 1, SENTENCE: 3}


def test_copies_of_one_speech_count_once() -> None:
    corpus = [Row(SENTENCE, 0, 0), Row(SENTENCE, 0, 0), Row(SENTENCE, 1, 1), Row(SENTENCE, 1, 1)]
    with grams_of(corpus) as grams:
        (run,) = grams.runs(SENTENCE, own_group=0)
    assert (run.counts.groups, run.counts.places, run.total.groups, run.total.places) == (
        1,
        1,
        2,
        2,
    )
    assert run.rows == (2, 3)


def test_a_sentence_of_one_speech_is_found_in_a_free_text() -> None:
    rest = "另有一句与此无关的话写在这里作为开头。"
    corpus = [Row(rest + SENTENCE, 0), Row(TOLD, 1)]
    with grams_of(corpus) as grams:
        for size in range(11, len(SENTENCE) + 1):
            text = "问：" + SENTENCE[:size] + "。"
            (run,) = grams.runs(text)
            assert text[run.start : run.end] == SENTENCE[:size]
            assert run.rows == (0,)
            assert run.exact


def test_the_earliest_rows_come_first() -> None:
    spans = [(2015, 2015), (OPEN_START, OPEN_END), (2009, 2012), (2011, 2011)]
    corpus = [Row(SENTENCE, n, n, "p", *span) for n, span in enumerate(spans)]
    with grams_of(corpus) as grams:
        (run,) = grams.runs(SENTENCE)
    assert run.rows == (2, 3, 0, 1)
    assert (run.counts.first, run.counts.last, run.counts.years) == (2009, 2015, 2)


def test_postings_keep_the_earliest_of_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_POSTINGS", 3)
    corpus = [Row(SENTENCE, n, n % 3, "p", 2020 - n, 2020 - n) for n in range(9)]
    with grams_of(corpus) as grams:
        (run,) = grams.runs(SENTENCE)
    assert not run.exact
    assert run.rows == (8, 7, 6)  # one of each place, its earliest
    assert run.counts.groups == 3
    assert run.most == Counts(9, 0, 3, 1, 9, 2012, 2020)


def test_candidates_put_an_exact_sentence_before_formulas() -> None:
    stock = "一年来全市上下同心协力取得了新的成绩"
    filler = "".join(chr(0x4E00 + 7 * n) for n in range(600))
    corpus = [Row(stock + chr(0x5000 + n) * 3, n, n) for n in range(2, 20)]
    corpus += [Row(filler + SENTENCE + filler[::-1], 1, 1), Row(f"{stock}。{SENTENCE}", 0, 0)]
    with grams_of(corpus) as grams:
        allowed = np.ones(len(corpus), dtype=bool)
        found, scores = grams.candidates(corpus[-1].text, 0, allowed, 5)
        assert found.tolist() == [18, 0, 1, 2, 3]
        assert scores[0] > 2 * scores[1]
        assert grams.candidates(SENTENCE, None, allowed, 5)[0].tolist() == [18, 19]
        allowed[18] = False
        assert 18 not in grams.candidates(corpus[-1].text, 0, allowed, 50)[0]
        assert grams.candidates("无关", None, allowed, 5)[0].tolist() == []


def test_a_stutter_is_looked_up_a_few_times_only() -> None:
    stutter = "发展" * 3000
    with grams_of([Row(stutter, n, n) for n in range(3)]) as grams:
        runs = grams.runs(stutter, own_group=0)
    assert 0 < len(runs) < 200
    assert max(run.counts.groups for run in runs) == 2


@pytest.mark.parametrize("corpus", [[], [Row("", 0)], [Row("短", 0)], [Row(SENTENCE, 0)]])
def test_small_corpora(corpus: list[Row]) -> None:
    with grams_of(corpus) as grams:
        assert grams.runs(TOLD) == []
        assert grams.runs("") == []
        assert list(grams.stored.common(lambda entries: np.ones(len(entries), dtype=bool))) == []
        allowed = np.ones(len(corpus), dtype=bool)
        assert len(grams.candidates(TOLD, None, allowed, 3)[0]) == 0
        assert grams.corpus.groups == len(corpus)


def test_the_same_corpus_makes_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = [Row(SENTENCE * 2 + TOLD[n:], n, n % 4) for n in range(12)]
    monkeypatch.setattr(writing, "PART", 64)  # many parts
    written: list[dict[str, bytes]] = []
    for name, batch in (("one", 500_000), ("two", 50)):
        monkeypatch.setattr(writing, "BATCH", batch)
        folder = tmp_path / name
        folder.mkdir()
        write_grams(folder, (row.text for row in corpus), facets_of(corpus))
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert written[0] == written[1]
    assert all(name.endswith(".npy") for name in written[0])


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    corpus = [Row(SENTENCE, 0), Row(SENTENCE, 1)]
    facets = facets_of(corpus)
    write_grams(tmp_path, (row.text for row in corpus), facets)

    def opened() -> Any:
        return Grams(tmp_path, facets, lambda row: corpus[row].text)

    np.save(tmp_path / writing.HASHES, np.zeros(3, dtype=np.uint64))
    with pytest.raises(IndexDamaged, match=r"do not go together.*rebuild_index\.py"):
        opened()
    (tmp_path / writing.HASHES).unlink()
    with pytest.raises(IndexDamaged, match=r"cannot be read.*rebuild_index\.py"):
        opened()
