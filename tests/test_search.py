from __future__ import annotations

import gc
import itertools
import math
import weakref
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from fakes import BigramEncoder, BrokenEncoder
from small_index import ROAD, built, city_files

from explorer import sample_corpus
from explorer.answers import Answer
from explorer.assembly import group_years
from explorer.build import build_index
from explorer.compare import overlap, tiles
from explorer.embedding.encoder import ModelIdentity
from explorer.errors import ModelError, QueryError, UnknownParagraph, UnknownPlace, UnknownSpeech
from explorer.figures import figures
from explorer.index.arrays import Arrays
from explorer.index.local import LocalHome
from explorer.index.plan import Limits
from explorer.likeness import words
from explorer.ranking import is_calibrated
from explorer.scope import LONGEST_QUERY, MOST_RESULTS, Scope
from explorer.search import Explorer, open_index

SCOPES = [
    Scope(),
    Scope(other_city=False),
    Scope(other_year=False),
    Scope(certain_years=True),
    Scope(places=frozenset({"X10100", "X40100"})),
    Scope(years=(2010, 2015)),
    Scope(years=(None, 2012), certain_years=True, other_city=False),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "index"
    build_index(sample_corpus(), folder, encoder=BigramEncoder())
    return folder


@pytest.fixture
def explorer(index: Path) -> Explorer:
    return open_index(index, encoder=BigramEncoder())


def expected_scores(explorer: Explorer, asked: int) -> np.ndarray:
    """The score of one paragraph with all others, window by window, as the README defines it."""
    passages = Arrays(explorer.generation, explorer.manifest, explorer.speeches()).passages
    windows = np.asarray(passages.windows, dtype=np.float64)
    hubs = np.asarray(passages.hubs, dtype=np.float64)
    pieces = [range(start, end) for start, end in itertools.pairwise(passages.first)]

    def near(one: int, own: int, other: int, others: int) -> float:
        hub = hubs[one, passages.language[others]] + hubs[other, passages.language[own]]
        return float(windows[one] @ windows[other] - hub / 2)

    def score(row: int) -> float:
        table = [[near(q, asked, w, row) for w in pieces[row]] for q in pieces[asked]]
        there = np.mean([max(line) for line in table])
        back = np.mean([max(column) for column in zip(*table, strict=True)])
        return float(0.7 * there + 0.3 * back)

    return np.array([score(row) for row in range(len(pieces))])


def expected_standing(explorer: Explorer, asked: Any, row: Any, score: float) -> float:
    """How far above the median of random pairs, in distances from there to the 99th percentile."""
    spoken = sorted(explorer.speech(one.speech_id).language for one in (asked, row))
    known = explorer.manifest.percentiles
    steps = known.get("-".join(spoken)) or known["*"]
    return (score - steps[500]) / (steps[990] - steps[500])


def allowed(explorer: Explorer, scope: Scope, asked: Any, row: Any) -> bool:
    """The contract in plain words, on the records."""
    one, other = explorer.speech(asked.speech_id), explorer.speech(row.speech_id)
    if one.witness_group == other.witness_group:
        return False
    if scope.other_city and one.place.code and one.place.code == other.place.code:
        return False
    years = group_years(explorer.speeches())
    spans = [years[speech.witness_group] for speech in (one, other)]
    apart = spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0]
    if scope.other_year:
        if spans[0] == spans[1] and spans[0][0] == spans[0][1]:
            return False
        if scope.certain_years and not apart:
            return False
    if scope.places and other.place.code not in scope.places:
        return False
    if scope.years is not None:
        first, last = scope.years[0] or -9999, scope.years[1] or 9999
        if spans[1][1] < first or spans[1][0] > last:
            return False
        if scope.certain_years and not (first <= spans[1][0] and spans[1][1] <= last):
            return False
    return True


def expected_sharing(explorer: Explorer, asked: Any) -> dict[int, float]:
    """The share of a passage's grams that each paragraph has, the rarer the more."""
    group = explorer.speech(asked.speech_id).witness_group
    everywhere = np.ones(len(list(explorer.paragraphs())), dtype=bool)
    rows, scores = explorer.grams.candidates(asked.text, group, everywhere, len(everywhere))
    grams = max(1, len(explorer.grams.hashes(asked.text)))
    return dict(zip(rows.tolist(), (scores / grams).tolist(), strict=True))


def expected_closeness(explorer: Explorer, asked: Any, may: list[Any]) -> dict[int, float]:
    """What orders the paragraphs that are allowed: meaning, rare runs, and words or figures."""
    scores, shared = expected_scores(explorer, asked.row), expected_sharing(explorer, asked)
    language = explorer.speech(asked.speech_id).language
    found: dict[int, float] = {}
    for other in explorer.manifest.languages:
        rows = [row for row in may if explorer.speech(row.speech_id).language == other]
        near = {
            row.row: expected_standing(explorer, asked, row, scores[row.row])
            + 2.0 * shared.get(row.row, 0.0)
            for row in rows
        }
        own = other == language
        tokens, weight = (words, 3.0) if own else (figures, 0.5)
        if not is_calibrated(language, other, explorer.manifest.percentiles):
            weight *= 0.23
        texts = [
            one for one in explorer.paragraphs() if explorer.speech(one.speech_id).language == other
        ]
        bonus = tfidf_cosines(asked.text, rows, texts, tokens)
        first = sorted(near, key=lambda row: -near[row])[:50]
        raised = {row: near[row] + weight * bonus[row] * (row in first) for row in near}
        if near:
            shift = min(1.0, max(raised.values()) - max(near.values()))
            found |= {row: value - shift for row, value in raised.items()}
    return found


def tfidf_cosines(asked: str, rows: list[Any], texts: list[Any], tokens: Any) -> dict[int, float]:
    """The cosine of tf-idf vectors, written out."""
    counts = [tokens(one.text) for one in texts]
    known = Counter(token for one in counts for token in one)

    def vector(text: str) -> dict[str, float]:
        return {
            token: (1 + math.log(n)) * (1 + math.log((1 + len(texts)) / (1 + known[token])))
            for token, n in tokens(text).items()
        }

    def length(one: dict[str, float]) -> float:
        return math.sqrt(sum(value * value for value in one.values()))

    one, found = vector(asked), {}
    for row in rows:
        other = vector(row.text)
        product = sum(one[token] * other[token] for token in one.keys() & other.keys())
        found[row.row] = product / (length(one) * length(other)) if one and other else 0.0
    return found


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_counterparts_are_what_the_formula_gives(explorer: Explorer, scope: Scope) -> None:
    paragraphs = list(explorer.paragraphs())
    for asked in paragraphs[::17]:
        scores = expected_scores(explorer, asked.row)
        best: dict[int, tuple[float, float]] = {}
        may = [row for row in paragraphs if allowed(explorer, scope, asked, row)]
        close = expected_closeness(explorer, asked, may)
        for row in may:
            group = explorer.speech(row.speech_id).witness_group
            one = (close[row.row], scores[row.row])
            best[group] = max(best.get(group, (-99, 0)), one)
        answer = explorer.counterparts(asked.id, k=MOST_RESULTS, scope=scope)
        found = [(c.speech.witness_group, c.score) for c in answer]
        expected = sorted(best.values(), reverse=True)
        assert answer.considered == len(may)
        assert answer.considered + sum(answer.excluded.values()) == len(paragraphs)
        assert {group for group, _ in found} == best.keys()
        np.testing.assert_allclose(
            [score for _, score in found], [score for _, score in expected], atol=1e-4
        )
        assert [c.rank for c in answer] == list(range(1, len(expected) + 1))
        assert all(scores[c.paragraph.row] == pytest.approx(c.score, abs=1e-4) for c in answer)


@pytest.mark.parametrize("k", [1, 3, 10])
def test_k_come_back_whenever_k_exist(
    explorer: Explorer, k: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One candidate to begin with: the search has to fetch more until there are enough.
    monkeypatch.setattr("explorer.choosing.CANDIDATES", 1)
    monkeypatch.setattr("explorer.choosing.CANDIDATES_PER_RESULT", 1)
    for asked in list(explorer.paragraphs())[::23]:
        groups = {
            explorer.speech(row.speech_id).witness_group
            for row in explorer.paragraphs()
            if allowed(explorer, Scope(), asked, row)
        }
        assert len(explorer.counterparts(asked.id, k=k)) == min(k, len(groups))


def test_one_result_per_witness_group_with_the_other_copies(explorer: Explorer) -> None:
    copied = [s for s in explorer.speeches() if s.document in {"岚阜_2013.txt", "13c8f5b7.txt"}]
    assert len({speech.witness_group for speech in copied}) == 1
    asked = next(
        p
        for p in explorer.paragraphs()
        if explorer.speech(p.speech_id).document == "汐湾_2016.txt"
        and p.text.startswith("推行一窗受理，核心是把")
    )
    answer = explorer.counterparts(asked.id, k=20)
    groups = [c.speech.witness_group for c in answer]
    assert len(groups) == len(set(groups))
    first = answer.counterparts[0]
    assert first.speech.document == "岚阜_2013.txt"
    assert [explorer.paragraph(other).speech_id for other in first.others] == [
        speech.id for speech in copied if speech.document == "13c8f5b7.txt"
    ]
    assert first.wording == 1.0


def test_possible_years_and_places_are_marked(explorer: Explorer) -> None:
    masked = next(s for s in explorer.speeches() if s.place.code is None)
    asked = next(p for p in explorer.paragraphs() if p.speech_id == masked.id)
    answer = explorer.counterparts(asked.id, k=30)
    assert len(answer) > 5
    assert not any(c.sure_place for c in answer)
    years = group_years(explorer.speeches())
    first, last = years[masked.witness_group]
    for found in answer:
        earliest, latest = years[found.speech.witness_group]
        assert found.sure_year == (latest < first or earliest > last)
    assert not all(c.sure_year for c in answer)
    sure = explorer.counterparts(asked.id, k=30, scope=Scope(certain_years=True))
    assert all(c.sure_year for c in sure)
    assert {c.paragraph.id for c in sure} == {c.paragraph.id for c in answer if c.sure_year}
    assert sure.excluded["uncertain year"] == answer.considered - sure.considered


def test_no_city_gives_more_results_than_the_scope_allows(explorer: Explorer) -> None:
    asked = next(p for p in explorer.paragraphs() if explorer.speech(p.speech_id).place.code)
    free = explorer.counterparts(asked.id, k=MOST_RESULTS)
    capped = explorer.counterparts(asked.id, k=MOST_RESULTS, scope=Scope(most_per_city=1))
    cities = [c.speech.place.code for c in capped if c.speech.place.code]
    assert len(cities) == len(set(cities))
    assert set(cities) == {c.speech.place.code for c in free if c.speech.place.code}
    assert capped.passed_over == {"more of one city": len(free) - len(capped)}
    first: dict[str | None, str] = {}
    for found in free:
        first.setdefault(found.speech.place.code, found.paragraph.id)
    known = [c.paragraph.id for c in capped if c.speech.place.code]
    assert known == [id_ for code, id_ in first.items() if code]


def test_results_share_the_wording_that_is_asked_for(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.choosing.CANDIDATES", 1)
    monkeypatch.setattr("explorer.choosing.CANDIDATES_PER_RESULT", 1)
    asked = next(
        p
        for p in explorer.paragraphs()
        if explorer.speech(p.speech_id).document == "汐湾_2016.txt"
        and p.text.startswith("推行一窗受理，核心是把")
    )
    found = explorer.counterparts(asked.id, k=5, scope=Scope(least_wording=0.9))
    assert [c.speech.document for c in found] == ["岚阜_2013.txt"]
    everything = list(explorer.paragraphs())
    assert found.considered + sum(found.excluded.values()) == len(everything)
    assert found.considered < len(everything) / 5  # most cannot share so much, and are not ranked
    assert found.excluded["less wording"] > len(everything) / 2


@pytest.mark.parametrize("least", [0.05, 0.2, 0.6])
def test_all_that_share_so_much_wording_are_found(explorer: Explorer, least: float) -> None:
    for asked in list(explorer.paragraphs())[::40]:
        own = explorer.speech(asked.speech_id).witness_group
        expected = {
            speech.witness_group
            for other in explorer.paragraphs()
            if (speech := explorer.speech(other.speech_id)).witness_group != own
            and overlap(asked.text, other.text, tiles(asked.text, other.text)) >= least
        }
        scope = Scope(other_city=False, other_year=False, least_wording=least)
        found = explorer.counterparts(asked.id, k=MOST_RESULTS, scope=scope)
        assert {c.speech.witness_group for c in found} == expected
        assert all(c.wording >= least for c in found)


class Unwanted(Exception):
    """Nobody waits for the answer."""


@pytest.mark.parametrize("scope", [Scope(), Scope(least_wording=0.3)])
def test_an_answer_is_given_up_at_any_step(
    explorer: Explorer, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.description.AT_ONCE", 2)
    monkeypatch.setattr("explorer.least_wording.BETWEEN", 2)
    asked = next(iter(explorer.paragraphs())).id
    steps = list[int]()

    def step(last: int) -> None:
        steps.append(last)
        if len(steps) == last:
            raise Unwanted

    whole = explorer.counterparts(asked, k=20, scope=scope, step=partial(step, 0))
    assert whole == explorer.counterparts(asked, k=20, scope=scope)
    taken = len(steps)
    assert taken >= len(whole) / 2
    for last in range(1, taken + 1):
        steps.clear()
        with pytest.raises(Unwanted):
            explorer.counterparts(asked, k=20, scope=scope, step=partial(step, last))
        assert len(steps) == last


@pytest.mark.parametrize("broken", ["Arrays", "Grams", "Neighbourhoods", "Prover"])
def test_an_explorer_that_fails_to_open_leaves_no_connection(
    index: Path, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = list[object]()

    def fail(*arguments: object) -> None:
        raise Unwanted

    monkeypatch.setattr(f"explorer.search.{broken}", fail)
    monkeypatch.setattr(
        "explorer.search.MilvusHome.opened", lambda *arguments: connected.append(arguments)
    )
    with pytest.raises(Unwanted):
        open_index(f"milvus+file:{index}/x.db/samp#{index}", encoder=BigramEncoder())
    assert connected == []


def test_what_lets_go_of_an_index_keeps_no_explorer(index: Path) -> None:
    explorer = open_index(index, encoder=BigramEncoder())
    explorer.counterparts(next(iter(explorer.paragraphs())).id)
    let_go, left = explorer.let_go, weakref.ref(explorer)
    del explorer
    gc.collect()
    assert left() is None
    let_go()


def test_a_scope_that_allows_nothing_returns_nothing(explorer: Explorer) -> None:
    asked = next(explorer.paragraphs())
    answer = explorer.counterparts(asked.id, scope=Scope(places=frozenset({"nowhere"})))
    assert list(answer) == []
    assert answer.considered == 0


def test_a_stored_paragraph_needs_no_model(index: Path) -> None:
    explorer = open_index(index, encoder=BrokenEncoder())
    assert len(explorer.counterparts(next(explorer.paragraphs()).id)) == 10
    with pytest.raises(MemoryError, match="no memory left"):
        explorer.counterparts("修好每一条乡间小路")


def test_a_stored_paragraph_as_text_finds_itself_first(explorer: Explorer) -> None:
    for asked in list(explorer.paragraphs())[::31]:
        first = explorer.counterparts(asked.text, k=1).counterparts[0]
        assert first.paragraph.text == asked.text
        assert first.wording == 1.0


def test_text_and_its_paragraph_get_the_same_answer(explorer: Explorer) -> None:
    asked = list(explorer.paragraphs())[40]
    # Across languages the two may differ: beside a text its own paragraph is a candidate, too.
    scope = Scope(other_city=False, other_year=False, languages=frozenset({"zh"}))

    def others(answer: Answer) -> list[str]:
        return [c.paragraph.id for c in answer if c.speech.id != asked.speech_id]

    by_id = others(explorer.counterparts(asked.id, k=5, scope=scope))
    assert others(explorer.counterparts(asked.text, k=6, scope=scope))[:5] == by_id


@pytest.mark.parametrize("text", ["", "   ", "。，！", "\n"])
def test_an_empty_passage_is_told(explorer: Explorer, text: str) -> None:
    with pytest.raises(QueryError, match="The passage is empty; give a sentence"):
        explorer.counterparts(text)


def test_too_long_a_passage_is_told(explorer: Explorer) -> None:
    with pytest.raises(QueryError, match="5,001 characters, up to 5,000 can be compared"):
        explorer.counterparts("路" * (LONGEST_QUERY + 1))


@pytest.mark.parametrize("text", ["路", "a", "路" * LONGEST_QUERY, "🙂 1", "شارع"])
def test_odd_passages_get_an_answer(explorer: Explorer, text: str) -> None:
    answer = explorer.counterparts(text, k=3)
    assert len(answer) == 3
    assert all(np.isfinite(c.score) for c in answer)


@pytest.mark.parametrize("k", [0, -1, MOST_RESULTS + 1])
def test_k_out_of_bounds_is_told(explorer: Explorer, k: int) -> None:
    with pytest.raises(QueryError, match=f"k is {k}; ask for 1 to {MOST_RESULTS}"):
        explorer.counterparts("修好路", k=k)


def test_a_text_that_looks_like_an_id_can_be_asked_as_text(explorer: Explorer) -> None:
    asked = next(explorer.paragraphs()).id
    assert explorer.counterparts(asked).excluded
    assert not explorer.counterparts(asked, is_text=True).excluded


def test_unknown_ids_are_told(explorer: Explorer) -> None:
    with pytest.raises(UnknownParagraph, match=r"no paragraph '0{12}\.1\.1' in gen-000001; list"):
        explorer.counterparts("000000000000.1.1")
    with pytest.raises(UnknownSpeech, match="no speech 'x' in gen-000001; list them with"):
        explorer.reading("x")


@pytest.mark.parametrize("name", ["汐湾", "汐湾市", " X10100", "x10100"])
def test_a_place_is_known_by_name_and_code(explorer: Explorer, name: str) -> None:
    assert explorer.place(name).code == "X10100"


def test_an_unknown_place_suggests_like_ones(explorer: Explorer) -> None:
    with pytest.raises(UnknownPlace, match="no city '汐弯' in this index; did you mean 汐湾"):
        explorer.place("汐弯")
    with pytest.raises(UnknownPlace, match="no city 'Zzyzx' in this index; it has 汐湾"):
        explorer.place("Zzyzx")


def test_vectors_of_another_model_are_never_mixed(index: Path) -> None:
    class Other(BigramEncoder):
        identity = ModelIdentity("bigrams", "2", "", 64, "float32")

    with pytest.raises(ModelError, match="built with bigrams 1, here is bigrams 2; build it with"):
        open_index(index, encoder=Other()).counterparts("修好每一条路")


def test_the_places_of_an_index_add_up(explorer: Explorer) -> None:
    counts = explorer.places()
    assert [count.place.code for count in counts][-1] is None
    assert sum(count.speeches for count in counts) == len(explorer.speeches())
    assert sum(count.paragraphs for count in counts) == explorer.manifest.counts["paragraphs"]
    for count in counts:
        assert len(explorer.speeches(count.place.code)) == count.speeches


def test_reading_gives_every_paragraph_of_a_speech_in_order(explorer: Explorer) -> None:
    for speech in explorer.speeches():
        ids = [line.paragraph_id for line in explorer.reading(speech.id) if line.paragraph_id]
        assert ids == [f"{speech.id}.{number}" for number in range(1, speech.paragraphs + 1)]


def planted_pair(explorer: Explorer) -> tuple[str, str]:
    asked, other = (
        next(
            p.id
            for p in explorer.paragraphs()
            if explorer.speech(p.speech_id).document == document
            and p.text.startswith("推行一窗受理，核心是把")
        )
        for document in ("汐湾_2016.txt", "岚阜_2013.txt")
    )
    return asked, other


def test_a_pair_is_compared_whatever_the_scope(explorer: Explorer) -> None:
    asked, other = planted_pair(explorer)
    found = explorer.counterparts(asked, k=1).counterparts[0]
    pair = explorer.compared(asked, other)
    assert (pair.paragraph.id, pair.score, pair.wording, pair.verdict) == (
        found.paragraph.id,
        pytest.approx(found.score, abs=1e-6),  # summed in another order
        1.0,
        "verbatim",
    )
    assert explorer.compared(asked, asked).verdict == "verbatim"


def test_every_window_of_a_passage_finds_its_best_one(explorer: Explorer) -> None:
    asked, other = planted_pair(explorer)
    one, two = explorer.paragraph(asked).text, explorer.paragraph(other).text
    assert one == two
    aligned = explorer.aligned(asked, other)
    assert "".join(one[w.a_start : w.a_end] for w in aligned) == one
    assert all((w.a_start, w.a_end) == (w.b_start, w.b_end) for w in aligned)
    assert explorer.aligned(one, other, is_text=True)[0].b_start == 0


def test_formula_and_thresholds(explorer: Explorer, index: Path) -> None:
    formula = "只要方向不偏、劲头不松、队伍不散，就没有翻不过的坎、蹚不过的河"
    asked = next(p for p in explorer.paragraphs() if formula in p.text)
    answer = explorer.counterparts(asked.id)
    assert 0 < answer.formula < 1
    assert any(found.formula == 1.0 for found in answer if found.wording)
    strict = open_index(index, encoder=BigramEncoder(), rule={"edited": 1.0})
    one, other = (
        next(p.id for p in explorer.paragraphs() if p.text.startswith(starts))
        for starts in ("海铁联运要迈出实质性一步", "公铁联运要迈出实质性一步")
    )
    assert explorer.compared(one, other).verdict == "edited"
    assert strict.compared(one, other).verdict != "edited"


def test_national_texts_are_surely_of_no_city_and_are_counted_by_themselves(tmp_path: Path) -> None:
    files = city_files()
    for year in (2011, 2013):
        said = f"{year}年，我国又有一条大路通车，国务院向全国各地表示祝贺。" * 9
        files[f"report_{year}.txt"] = f"政府工作报告\n\n{ROAD}。\n\n{said}\n"
    index = built(tmp_path, files)
    *cities, nation = [(count.place, count.speeches) for count in index.places()]
    assert (nation[0].is_national, nation[1]) == (True, 2)
    assert all(place.code for place, _ in cities)
    asked = next(one for one in index.paragraphs() if index.speech(one.speech_id).place.is_national)
    assert all(one.sure_place and not one.same_place for one in index.counterparts(asked.id, k=9))
    city = next(one for one in index.paragraphs() if index.speech(one.speech_id).place.code)
    answer = index.counterparts(city.id, k=9, scope=Scope(other_city=False, other_year=False))
    assert any(one.speech.place.is_national for one in answer)
    assert all(one.sure_place for one in answer)
    own = index.speech(city.speech_id)
    for one in answer:
        assert one.same_place == (one.speech.place.code == own.place.code)
        assert one.same_year == (one.speech.dating.earliest == own.dating.earliest)


def test_exact_leaves_the_lists_of_a_large_index_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = partial(LocalHome, limits=Limits(exact_up_to=50, tuning_queries=10))
    monkeypatch.setattr("explorer.build.LocalHome", small)
    build_index(sample_corpus(), tmp_path, encoder=BigramEncoder(), join=False)
    usual, exact = (
        open_index(tmp_path, encoder=BigramEncoder(), exact=one) for one in (False, True)
    )
    assert usual.manifest.search is not None
    assert [cast(LocalHome, one._home).tuned for one in (usual, exact)] == [
        usual.manifest.search,
        None,
    ]
    one = usual.paragraph_at(5).id
    assert exact.counterparts(one) == usual.counterparts(one)  # few are allowed: all are compared
