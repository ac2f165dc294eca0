"""Each table has one list of fields, which its rows, its codebook and the README follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_pairs import Given, Pair, made

from explorer.errors import NoPairs, QueryError
from explorer.export import PARAGRAPH_FIELDS, SPEECH_FIELDS
from explorer.tables.catalogue import TABLES
from explorer.tables.codebook import Choice
from explorer.verdict import Verdict

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
GIVEN = [
    Given("A", (2012, 2012), 2),
    Given("B", (2010, 2011)),  # row 2
    Given("C", (2015, 2015), group=2),  # row 3
    Given("C", (2015, 2015), group=2),  # row 4, a copy
    Given(None, (None, 2011)),  # row 5
    Given("A", (2013, 2013)),  # row 6
]
PAIRS = [
    Pair(0, 2, Verdict.EDITED, 40, 99.96, 0.56789),
    Pair(3, 0, Verdict.VERBATIM, 90, 99.9, 1.0),
    Pair(4, 0, Verdict.VERBATIM, 90, 99.9, 1.0),
    Pair(5, 6, Verdict.PARAPHRASE),
    Pair(0, 6, Verdict.EDITED, 12, 98.0, 0.5),
]
ANALYSIS = sorted(TABLES.keys() - {"speeches", "paragraphs", "formulas"})


class Places:
    """What the table of places asks of an index beside its pairs."""

    def __init__(self, explorer: Any) -> None:
        self._explorer = explorer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._explorer, name)

    def places(self) -> Iterator[Any]:
        from explorer.catalogue import PlaceCount
        from explorer.records import Place

        for code in self._explorer.manifest.places:
            yield PlaceCount(Place(code, f"city {code}"), 1, 1)


@pytest.fixture
def index(tmp_path: Path) -> Any:
    return Places(made(tmp_path, GIVEN, PAIRS))


def rows(index: Any, name: str, **wanted: Any) -> list[dict[str, Any]]:
    if name == "timeline":
        wanted = {"paragraph": "p0", **wanted}
    return list(TABLES[name].rows(index, Choice(**wanted)))


@pytest.mark.parametrize("name", TABLES)
def test_a_codebook_tells_every_field_once(name: str) -> None:
    table = TABLES[name]
    book = table.codebook()
    assert re.findall(r"^\| (\w+) \| [^|]+ \| [^|]+ \|$", book, re.MULTILINE)[1:] == list(
        table.names
    )
    assert len(set(table.names)) == len(table.names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", field) for field in table.names)
    assert book.startswith(f"# {name}\n\nOne row is ")
    assert all(note in book for note in table.notes)


def test_the_lists_have_the_fields_of_the_contract() -> None:
    assert TABLES["speeches"].names == SPEECH_FIELDS
    assert TABLES["paragraphs"].names == PARAGRAPH_FIELDS


@pytest.mark.parametrize("name", ANALYSIS)
def test_every_row_has_the_fields_of_the_codebook_in_their_order(index: Any, name: str) -> None:
    if name == "original":
        index.nearest[:] = 50
        index.rewrite(index.generation.parent, PAIRS)
    found = rows(index, name)
    assert found
    assert {tuple(row) for row in found} == {TABLES[name].names}


@pytest.mark.parametrize("name", ANALYSIS)
def test_an_index_without_pairs_is_refused(index: Any, name: str) -> None:
    index._explorer.pairs = None
    with pytest.raises(NoPairs, match="without its pairs"):
        rows(index, name)


@pytest.mark.parametrize(
    "name", [name for name in TABLES if name not in ("speeches", "paragraphs")]
)
def test_the_readme_names_the_fields(name: str) -> None:
    told = re.search(rf"^\| `{name}` \| [^|]+ \| ([^|]+) \|$", README, re.MULTILINE)
    assert told is not None
    assert tuple(re.findall(r"`(\w+)`", told[1])) == TABLES[name].names


def test_a_pair_is_told_from_the_earlier_one(index: Any) -> None:
    found = {(row["paragraph_i"], row["paragraph_j"]): row for row in rows(index, "pairs")}
    assert found.keys() == {("p2", "p0"), ("p0", "p3"), ("p5", "p6"), ("p0", "p6")}
    edited = found["p2", "p0"]
    assert (edited["order"], edited["verdict"], edited["wording"]) == ("earlier", "edited", 0.568)
    assert (edited["earliest_i"], edited["latest_i"]) == (2010, 2011)
    assert edited["percentile"] == 100.0
    own = found["p0", "p6"]
    assert (own["order"], own["same_place"]) == ("earlier", True)
    masked = found["p5", "p6"]
    assert (masked["earliest_i"], masked["latest_i"], masked["order"]) == (None, 2011, "earlier")
    assert (masked["same_place"], masked["place_i"], masked["percentile"]) == (None, None, None)


def test_years_that_meet_leave_the_order_open(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2012)), Given("B", (2011, 2011)), Given("C", (2011, 2011))]
    explorer = made(tmp_path, given, [Pair(0, 1), Pair(1, 2)])
    assert [row["order"] for row in rows(explorer, "pairs")] == ["unsure", "same year"]


def test_dyads_without_zeros_are_those_that_share_something(index: Any) -> None:
    every, some = rows(index, "dyads"), rows(index, "dyads", zeros=False)
    assert len(every) == 5
    assert some == [row for row in every if row["pairs"]]
    (first, second) = some
    assert (first["city_i"], first["year_i"], first["earliest_i"]) == ("city B", None, 2010)
    assert (first["edited"], first["verbatim"], first["mean_percentile"]) == (1, 0, 99.96)
    assert (second["code_i"], second["code_j"], second["verbatim"]) == ("A", "C", 1)
    assert second["shared_rare_characters"] == 90, "the copy does not count"
    assert all(row["mean_percentile"] is None for row in every if not row["pairs"])


def test_one_city_is_told_and_gives_no_row(tmp_path: Path) -> None:
    explorer = made(tmp_path, [Given("A", (2012, 2012))])
    explorer.manifest.places = ["A"]
    said: list[str] = []
    assert rows(explorer, "dyads", tell=said.append) == []
    assert said == ["this corpus has speeches of one known city at most, so there are no dyads"]


def test_what_stands_in_no_row_is_told(index: Any) -> None:
    said: list[str] = []
    found = rows(index, "places", tell=said.append)
    rows(index, "years", tell=said.append)
    assert [line.split(" paragraphs")[0] for line in said] == ["1", "2"]
    assert len(found) == 16
    (cell,) = (row for row in found if (row["from_code"], row["to_code"]) == ("A", "C"))
    assert (cell["paragraphs"], cell["with_counterpart"], cell["share"]) == (3, 1, 0.3333)
    assert len(rows(index, "places", zeros=False)) == 5


def test_an_origin_names_its_source_and_how_sure_it_is(index: Any) -> None:
    (first, second) = rows(index, "originality", speech="s0")
    assert (first["kind"], first["source_paragraph"]) == ("edited", "p2")
    assert (first["source_order"], first["source_earliest"]) == ("earlier", 2010)
    assert (first["places_before"], first["places_after"]) == (1, 1)
    assert (second["kind"], second["source_order"]) == ("no counterpart", None)
    (own,) = rows(index, "originality", speech="s5")
    assert (own["kind"], own["carried_from"]) == ("paraphrased", "p0")


def test_a_composition_says_which_copy_counts(index: Any) -> None:
    found = {row["speech_id"]: row for row in rows(index, "composition")}
    assert [found[speech]["is_counted"] for speech in ("s2", "s3")] == [True, False]
    kinds = (
        "formula",
        "borrowed",
        "edited",
        "translated",
        "paraphrased",
        "partly",
        "no_counterpart",
    )
    for row in found.values():
        assert sum(row[kind] for kind in kinds) == pytest.approx(1)
    assert found["s0"]["edited"] == found["s0"]["surely_taken"] == 0.5
    assert found["s5"]["carried_over"] == 1


def test_a_timeline_asks_for_a_passage(index: Any) -> None:
    with pytest.raises(QueryError, match="tell its paragraph or its text"):
        list(TABLES["timeline"].rows(index, Choice()))
    found = rows(index, "timeline")
    assert [row["paragraph_id"] for row in found] == ["p2", "p0", "p6", "p3"]
    assert [row["may_be_first"] for row in found] == [True, False, False, False]
    assert [(row["lag_least"], row["lag_most"]) for row in found] == [
        (0, 0),
        (1, 2),
        (2, 3),
        (4, 5),
    ]


def test_variants_stand_under_their_cluster(index: Any) -> None:
    found = rows(index, "clusters")
    assert [(row["cluster"], row["paragraph_id"]) for row in found] == [
        (1, "p2"),
        (1, "p0"),
        (1, "p6"),
        (1, "p3"),
    ]
    assert {(row["variants"], row["places"], row["provinces"]) for row in found} == {(4, 3, 2)}
