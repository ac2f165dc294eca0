"""What each part of the ranking gains: from baselines to the whole, on one set of questions."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from console import fail
from numpy.typing import NDArray

from suites.baselines import bm25, minhash, tf_idf

if TYPE_CHECKING:
    from explorer import Explorer
    from explorer.scope import Scope
    from suites.baselines import Scorer

Scores = NDArray[np.float64]
DEEPEST = 100


@contextmanager
def indexed(folder: Path) -> Iterator[tuple[Explorer, Any]]:
    """The index of a folder, made for this occasion, and the encoder that made it."""
    from explorer import build_index, open_index
    from explorer.embedding.encoder import SentenceTransformerEncoder

    encoder = SentenceTransformerEncoder(None)
    with tempfile.TemporaryDirectory() as index:
        build_index(folder, Path(index), encoder=encoder)
        yield open_index(Path(index), encoder=encoder), encoder


@dataclass(frozen=True, slots=True)
class Asked:
    """A paragraph that is asked, by its row, and the rows that are right."""

    row: int
    right: frozenset[int]
    scope: Scope


class Parts:
    """The ranking of an index with more and more of its parts."""

    def __init__(self, explorer: Explorer, encoder: Any) -> None:  # noqa: ANN401
        from explorer.embedding.centring import centre, language_means
        from explorer.index.arrays import Arrays

        self.explorer = explorer
        self.paragraphs = list(explorer.paragraphs())
        self.texts = [one.text for one in self.paragraphs]
        self.arrays = Arrays(explorer.generation, explorer.manifest, list(explorer.speeches()))
        self.languages = [
            explorer.manifest.languages[number] for number in self.arrays.passages.language
        ]
        self.whole = encoder.encode(self.texts)
        names, spoken = explorer.manifest.languages, self.arrays.passages.language
        means = language_means(self.whole, spoken, names)
        self.centred = np.vstack(
            [
                centre(vector[np.newaxis], means[language])
                for vector, language in zip(self.whole, self.languages, strict=True)
            ]
        )
        self.plain = replace(
            self.arrays.passages, hubs=np.zeros_like(np.asarray(self.arrays.passages.hubs))
        )

    def meaning(self) -> dict[str, Scorer]:
        """Scorers by meaning alone, the simplest first."""
        return {
            "whole paragraphs, plain cosine": lambda row: self.whole @ self.whole[row],
            "whole paragraphs, centred": lambda row: self.centred @ self.centred[row],
            "windows, late interaction": lambda row: self._late(self.plain, row),
            "... without hubness": lambda row: self._late(self.arrays.passages, row),
        }

    def wording(self) -> dict[str, Scorer]:
        """Baselines that know the wording alone."""
        return {
            "MinHash of 4 characters": minhash(self.texts),
            "BM25 of characters": bm25(self.texts),
            "TF-IDF of characters": tf_idf(self.texts),
        }

    def ranks(self, scorer: Scorer, asked: Sequence[Asked]) -> list[int]:
        """The rank of the first speech whose best paragraph is a right one; 0 beyond all."""
        from explorer.rules import allowed_rows

        facets, found = self.arrays.facets, []
        for one in asked:
            allowed, _ = allowed_rows(one.scope, facets.origin(one.row), facets)
            scores = np.where(allowed, scorer(one.row), -np.inf)
            order = [row for row in np.argsort(-scores, kind="stable").tolist() if allowed[row]]
            best: dict[int, int] = {}
            for row in order:
                best.setdefault(int(facets.group[row]), row)
            places = [at for at, row in enumerate(best.values(), 1) if row in one.right]
            found.append(places[0] if places else 0)
        return found

    def searched(self, asked: Sequence[Asked], *, as_texts: bool = False) -> list[int]:
        """The same for the search as it is: with rare wording, words and figures."""
        found = []
        for one in asked:
            paragraph = self.paragraphs[one.row]
            query = paragraph.text if as_texts else paragraph.id
            answer = self.explorer.counterparts(query, k=DEEPEST, scope=one.scope, is_text=as_texts)
            ids = {self.paragraphs[row].id for row in one.right}
            found.append(
                next((got.rank for got in answer if ids & {got.paragraph.id, *got.others}), 0)
            )
        return found

    def _late(self, passages: Any, row: int) -> Scores:  # noqa: ANN401 (Passages)
        from explorer.ranking import late_interaction

        every = np.arange(len(self.paragraphs))
        return np.asarray(late_interaction(passages.one(row), passages, every), dtype=np.float64)


def ablation(labels: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Baselines and the parts of the ranking on passages with counterparts that a reader judged.

    ``labels`` is the csv of the suite ``judged``.
    """
    from explorer.scope import Scope

    with indexed(folder) as (explorer, encoder):
        parts = Parts(explorer, encoder)
        rows = {
            f"{(speech := explorer.speech(one.speech_id)).document}:{speech.part}:{one.number}": row
            for row, one in enumerate(parts.paragraphs)
        }
        asked = []
        with labels.open(encoding="utf-8-sig", newline="") as stream:
            for line in csv.DictReader(stream):
                name = f"{line['document']}:{line['part']}:{line['number']}"
                right = {one.strip() for one in line["right"].split("|")} & rows.keys()
                if name not in rows or not right:
                    fail(f"{labels}: {name} is not there")
                asked.append(Asked(rows[name], frozenset(rows[one] for one in right), Scope()))
        for name, scorer in (parts.wording() | parts.meaning()).items():
            yield judged_row(name, parts.ranks(scorer, asked))
        yield judged_row("... and rare wording and words: the search", parts.searched(asked))


def judged_row(name: str, ranks: Sequence[int]) -> dict[str, Any]:
    """A row of the table."""
    return {
        "ranking": name,
        "passages": len(ranks),
        "first": sum(rank == 1 for rank in ranks),
        "in three": sum(0 < rank <= 3 for rank in ranks),
        "reciprocal rank": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
    }


def sentences(table: Path) -> Iterator[dict[str, Any]]:
    """Sentences of two languages in one pool: is the translation first, in three, both ways?

    ``table`` is a tsv with one column per language; a line with one empty cell is a distractor.
    """
    from explorer.scope import Scope

    with table.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream, delimiter="\t"))
    if not lines or len(lines[0]) != 2:
        fail(f"{table}: give a tsv with two columns, named by their languages")
    languages = list(lines[0])
    with tempfile.TemporaryDirectory() as name:
        folder = write_sentences(Path(name), lines)
        with indexed(folder) as (explorer, encoder):
            parts = Parts(explorer, encoder)
            rows: dict[tuple[str, str], int] = {}
            for row, one in enumerate(parts.paragraphs):
                language, number = explorer.speech(one.speech_id).document[:-4].split("-")
                rows.setdefault((language, number), row)
            ways = list(zip(languages, languages[::-1], strict=True))
            asked = {
                (own, other): [
                    Asked(
                        rows[own, number],
                        frozenset({rows[other, number]}),
                        Scope(other_city=False, languages=frozenset({other})),
                    )
                    for number in map(str, range(len(lines)))
                    if (own, number) in rows and (other, number) in rows
                ]
                for own, other in ways
            }
            measures: dict[str, Callable[[Sequence[Asked]], list[int]]] = {
                name: partial(parts.ranks, scorer) for name, scorer in parts.meaning().items()
            }
            measures["... and figures: the search, by paragraph"] = parts.searched
            measures["... by text"] = partial(parts.searched, as_texts=True)
            for name, measure in measures.items():
                found = {way: measure(some) for way, some in asked.items()}
                yield sentence_row(name, found)


def write_sentences(folder: Path, lines: Sequence[dict[str, str]]) -> Path:
    """Write one file per sentence, and the metadata that tells its language."""
    listed = ["path,language"]
    for number, line in enumerate(lines):
        for language, text in line.items():
            if text and text.strip():
                path = folder / f"{language}-{number}.txt"
                path.write_text(" ".join(text.split()), encoding="utf-8")
                listed.append(f"{path.name},{language}")
    (folder / "metadata.csv").write_text("\n".join(listed), encoding="utf-8")
    return folder


def sentence_row(name: str, found: dict[tuple[str, str], list[int]]) -> dict[str, Any]:
    """A row of the table: recall at 1 and 3 each way."""
    row: dict[str, Any] = {"ranking": name}
    for (own, other), ranks in found.items():
        row[f"{own}-{other}"] = len(ranks)
        row[f"{own}-{other} @1"] = round(sum(rank == 1 for rank in ranks) / len(ranks), 4)
        row[f"{own}-{other} @3"] = round(sum(0 < rank <= 3 for rank in ranks) / len(ranks), 4)
    return row
