from __future__ import annotations

import importlib.metadata
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import BigramEncoder

from explorer import sample_corpus
from explorer.build import build_index
from explorer.corpus import reading_processes
from explorer.corpus.windows import cut_windows
from explorer.currency import is_current
from explorer.embedding.encoder import Advance, Vectors
from explorer.errors import CorpusError, ModelError
from explorer.index.arrays import Arrays
from explorer.index.rows import Rows
from explorer.index.store import open_generation
from explorer.joining import blocks
from explorer.report import BuildReport
from explorer.search import open_index

REPORT = (
    "市长的讲话\n（2012年3月1日）\n同志们：\n"
    "我代表金华市人民政府讲一条意见，今年要修好每一条乡间小路。\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    folder = tmp_path_factory.mktemp("built") / "index"
    return folder, build_index(sample_corpus(), folder, encoder=BigramEncoder())


def test_the_report_counts_what_the_index_holds(built: tuple[Path, BuildReport]) -> None:
    folder, report = built
    explorer = open_index(folder)
    speeches = explorer.speeches()
    assert report.documents == len({speech.document for speech in speeches}) == 29
    assert report.speeches == len(speeches) == 30
    assert report.witness_groups == len({speech.witness_group for speech in speeches}) == 29
    assert report.paragraphs == sum(1 for _ in explorer.paragraphs())
    assert report.cities == 8
    assert report.years == (2009, 2024)
    assert report.unreadable == ()
    assert list(report.seconds) == ["read", "embed", "calibrate", "write", "join", "publish"]


def test_row_i_is_the_same_paragraph_in_every_file(built: tuple[Path, BuildReport]) -> None:
    folder, _ = built
    explorer = open_index(folder)
    generation, manifest = open_generation(folder)
    arrays = Arrays(generation, manifest, Rows(generation).speeches())
    windows = 0
    for row, paragraph in enumerate(explorer.paragraphs()):
        speech = explorer.speech(paragraph.speech_id)
        facets = arrays.facets
        assert paragraph.row == row
        place = facets.places[facets.place[row]] if facets.place[row] >= 0 else None
        assert place == speech.place.code
        assert facets.group[row] == speech.witness_group
        assert explorer.speeches()[facets.speech[row]] == speech
        assert arrays.passages.first[row] == windows
        windows += len(cut_windows(paragraph.text))
    assert arrays.passages.first[-1] == windows == len(arrays.passages.windows)


def test_rows_are_sorted_by_place_year_and_document(built: tuple[Path, BuildReport]) -> None:
    explorer = open_index(built[0])
    keys = [
        (speech.place.code or "~", speech.dating.earliest or 9999, speech.document, speech.part)
        for speech in explorer.speeches()
    ]
    assert keys == sorted(keys)


def test_a_paragraph_leads_back_to_the_characters_of_its_document(
    built: tuple[Path, BuildReport],
) -> None:
    explorer = open_index(built[0])
    for paragraph in explorer.paragraphs():
        document = explorer.speech(paragraph.speech_id).document
        source = (sample_corpus() / document).read_text(encoding="utf-8-sig")
        stood = "".join(source[paragraph.start : paragraph.end].split())
        assert stood == "".join(paragraph.text.split())


def test_the_same_input_gives_the_same_index(
    built: tuple[Path, BuildReport], tmp_path: Path
) -> None:
    build_index(sample_corpus(), tmp_path, encoder=BigramEncoder())
    one, other = open_generation(built[0])[1], open_generation(tmp_path)[1]
    assert one.files == other.files
    assert replace(one, created="") == replace(other, created="")


def test_neither_order_nor_processes_nor_caches_change_the_index(
    built: tuple[Path, BuildReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, walk = tmp_path / "corpus", os.walk
    corpus.mkdir()
    for path in sorted(sample_corpus().iterdir(), reverse=True):
        shutil.copyfile(path, corpus / path.name)

    def reversed_walk(*given: Any, **named: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for root, folders, names in walk(*given, **named):
            yield root, folders, sorted(names, reverse=True)

    def contents(**named: bool) -> set[str]:
        index = tmp_path / f"index-{named}"
        return {build_index(corpus, index, encoder=BigramEncoder(), **named).content for _ in "12"}

    plainly = contents()
    monkeypatch.setattr("explorer.corpus.files.os.walk", reversed_walk)
    monkeypatch.setattr(reading_processes, "AHEAD", 1)
    monkeypatch.setattr(blocks, "ALONE", 0)
    monkeypatch.setattr(blocks, "BLOCK", 50)
    assert contents(cache=False) == plainly == {built[1].content}


def test_the_versions_that_made_an_index_are_told(built: tuple[Path, BuildReport]) -> None:
    libraries = open_generation(built[0])[1].libraries
    assert {"faiss-cpu", "numpy"} <= set(libraries)
    assert libraries == {name: importlib.metadata.version(name) for name in libraries}


def test_every_distinct_window_is_embedded_once(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(REPORT, encoding="utf-8")
    encoder = BigramEncoder()
    build_index(corpus, tmp_path / "index", encoder=encoder)
    assert len(encoder.texts) == len(set(encoder.texts)) == 1


def test_progress_tells_every_stage_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_index(
        sample_corpus(),
        tmp_path,
        encoder=BigramEncoder(),
        progress=lambda stage, done, total: told.append((stage, done, total)),
    )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "read",
        "embed",
        "calibrate",
        "write",
        "join",
    ]
    last = {stage: (done, total) for stage, done, total in told}
    assert all(done == total for done, total in last.values())


def test_a_file_that_cannot_be_read_is_listed_and_the_others_go_on(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text(REPORT, encoding="utf-8")
    (corpus / "bytes.txt").write_bytes(bytes(range(128, 256)) * 20)
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "image.png").write_bytes(b"\x89PNG")
    report = build_index(corpus, tmp_path / "index", encoder=BigramEncoder())
    assert report.documents == 1
    assert [entry.name for entry in report.unreadable] == ["bytes.txt", "empty.txt", "image.png"]
    assert all(entry.reason for entry in report.unreadable)
    assert open_generation(tmp_path / "index")[1].unreadable == list(report.unreadable)


def test_bad_corpora_are_told_before_an_index_folder_is_made(tmp_path: Path) -> None:
    index = tmp_path / "index"
    with pytest.raises(CorpusError, match="does not exist; name a folder"):
        build_index(tmp_path / "nowhere", index, encoder=BigramEncoder())
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="is empty; put texts into it"):
        build_index(tmp_path / "empty", index, encoder=BigramEncoder())
    assert not index.exists()


def test_an_index_inside_its_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    with pytest.raises(CorpusError, match="lies inside the corpus .*; move it out"):
        build_index(tmp_path, tmp_path / "index", encoder=BigramEncoder())


def test_a_model_that_is_not_there_is_told_before_anything_is_read(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(ModelError, match="There is no folder /nowhere/model of a model"):
        build_index(
            sample_corpus(),
            tmp_path / "index",
            model="/nowhere/model",
            progress=lambda stage, done, total: told.append(stage),
        )
    assert told == []
    assert not (tmp_path / "index").exists()


def test_an_index_is_current_until_a_file_changes(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text(REPORT, encoding="utf-8")
    assert not is_current(corpus, index)
    build_index(corpus, index, encoder=BigramEncoder())
    assert is_current(corpus, index)
    assert not is_current(corpus, index, model="another")
    (corpus / "places.csv").write_text("code,name,short,level,parent\n", encoding="utf-8")
    assert not is_current(corpus, index)


def test_one_paragraph_makes_an_index_without_counterparts(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(REPORT, encoding="utf-8")
    build_index(corpus, tmp_path / "index", encoder=BigramEncoder())
    explorer = open_index(tmp_path / "index", encoder=BigramEncoder())
    (paragraph,) = explorer.paragraphs()
    answer = explorer.counterparts(paragraph.id)
    assert answer.counterparts == []
    assert answer.excluded == {"same speech": 1}
    (only,) = explorer.counterparts("修好每一条乡间小路")
    assert np.isfinite(only.score)
    assert only.percentile is None


def test_only_what_is_new_is_read_and_the_index_is_that_of_a_full_build(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(sample_corpus(), corpus)
    first = build_index(corpus, index, encoder=BigramEncoder())
    assert (first.files_read, first.files_reused) == (29, 0)
    again = build_index(corpus, index, encoder=BigramEncoder())
    assert (again.files_read, again.files_reused) == (0, 29)
    assert again.content == first.content
    assert again.generation != first.generation

    (corpus / "新的.txt").write_text(REPORT, encoding="utf-8")
    changed, gone, *_ = sorted(corpus.glob("*.txt"))
    changed.write_text(
        changed.read_text("utf-8") + "末了，又添上这样完整的一句话，作为另外的一段。\n", "utf-8"
    )
    gone.unlink()
    more = build_index(corpus, index, encoder=BigramEncoder())
    assert (more.files_read, more.files_reused) == (2, 27)
    anew = build_index(corpus, tmp_path / "other", encoder=BigramEncoder(), cache=False)
    assert (anew.files_read, anew.files_reused) == (29, 0)
    assert more.content == anew.content != first.content
    assert not (tmp_path / "other" / "cache").exists()


def test_a_file_is_read_again_when_its_name_or_the_places_change(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text(REPORT, encoding="utf-8")
    (corpus / "b.txt").write_text(REPORT.replace("金华", "吉安"), encoding="utf-8")

    def read(encoding: str | None = None) -> tuple[int, int]:
        report = build_index(corpus, index, encoder=BigramEncoder(), encoding=encoding)
        return report.files_read, report.files_reused

    assert read() == (2, 0)
    (corpus / "a.txt").rename(corpus / "c.txt")
    assert read() == (1, 1)
    (corpus / "places.csv").write_text(
        "code,name,short,level,parent\nX1,霁州市,霁州,prefecture,浙江\n", encoding="utf-8"
    )
    assert read() == (2, 0)
    assert read("utf-8") == (2, 0)


class Interrupted(BigramEncoder):
    """Is stopped by its user after so many texts."""

    left = 40

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        if len(self.texts) >= self.left:
            raise KeyboardInterrupt
        return super().encode(texts, advance=advance)


def test_an_interrupted_build_embeds_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.embedding.cache.BATCH", 20)
    stopped, rest = Interrupted(), BigramEncoder()
    with pytest.raises(KeyboardInterrupt):
        build_index(sample_corpus(), tmp_path / "index", encoder=stopped)
    assert not list((tmp_path / "index").glob("gen-*"))
    report = build_index(sample_corpus(), tmp_path / "index", encoder=rest)
    assert len(stopped.texts) == 40 == report.texts_reused
    assert len(rest.texts) == report.texts_embedded
    assert not {*stopped.texts} & {*rest.texts}
    anew = build_index(sample_corpus(), tmp_path / "other", encoder=BigramEncoder(), cache=False)
    assert report.content == anew.content


def test_pruning_forgets_what_has_no_use(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    other = REPORT.replace("金华", "吉安").replace("小路", "大路")
    (corpus / "a.txt").write_text(REPORT, encoding="utf-8")
    (corpus / "b.txt").write_text(other, encoding="utf-8")
    build_index(corpus, index, encoder=BigramEncoder())
    (corpus / "b.txt").unlink()
    build_index(corpus, index, encoder=BigramEncoder(), prune=True)
    (corpus / "b.txt").write_text(other, encoding="utf-8")
    report = build_index(corpus, index, encoder=BigramEncoder())
    assert (report.files_read, report.files_reused) == (1, 1)
    assert (report.texts_embedded, report.texts_reused) == (1, 1)


def test_a_damaged_cache_costs_only_time(tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = build_index(sample_corpus(), index, encoder=BigramEncoder())
    with sqlite3.connect(index / "cache" / "readings.sqlite") as store:
        store.execute("UPDATE kept SET value = x'93a0', sum = 3445844174 WHERE rowid % 2 = 0")
    store.close()
    again = build_index(sample_corpus(), index, encoder=BigramEncoder())
    assert (again.files_read, again.files_reused) == (14, 15)
    assert again.content == first.content
    for path in (index / "cache").iterdir():
        path.write_bytes(b"nothing of ours" * 99)
    again = build_index(sample_corpus(), index, encoder=BigramEncoder())
    assert (again.files_read, again.content) == (29, first.content)
    assert sum("was damaged" in warning for warning in again.warnings) == 3
