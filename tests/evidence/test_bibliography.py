"""Sources for LaTeX and Zotero: what is known of the years, and nothing that breaks an entry."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from evidence_pair import TODAY, Index
from hypothesis import given
from hypothesis import strategies as st

from explorer.evidence.bibliography import author, bibtex, csl, note, web_address
from explorer.evidence.provenance import Provenance, provenance
from explorer.records import Dating, Place, PlaceStatus, YearStatus


def about() -> Provenance:
    index = Index()
    return provenance(index, index.asked, made=TODAY)  # type: ignore[arg-type]


def test_an_entry_has_the_place_as_author() -> None:
    assert bibtex(Index().speeches[:1], about()) == (
        "% Written on 2026-11-22 by similarity-explorer 0.1.0 from 假语料 / An invented corpus, "
        "gen-000003\n\n"
        "@misc{s-000000000000-1,\n"
        "  author = {{霁州}},\n"
        "  title = {{霁州市长的讲话}},\n"
        "  year = {2012},\n"
        "  howpublished = {霁州.txt (假语料 / An invented corpus, gen-000003)},\n"
        "  note = {place inferred (“中共霁州市委”); year as stated}\n"
        "}\n"
    )


def test_a_speaker_is_the_author_and_a_speech_stands_once() -> None:
    speech = replace(Index().speeches[0], metadata={"speaker": "李某某"})
    told = bibtex([speech, speech], about())
    assert told.count("@misc") == 1
    assert "author = {{李某某}}" in told


@pytest.mark.parametrize(
    ("dating", "year", "issued", "note"),
    [
        (
            Dating(2012, 2012, 2012, YearStatus.STATED),
            "{2012}",
            {"date-parts": [[2012]]},
            "year as stated",
        ),
        (
            Dating(2024, 2004, 2008, YearStatus.CONFLICTING),
            "{2004--2008}",
            {"date-parts": [[2004], [2008]], "circa": True},
            "year inferred from the text, which contradicts the one stated: 2004 to 2008 "
            "(2024 is stated)",
        ),
        (
            Dating(None, 2004, None, YearStatus.PROVED),
            None,
            {"literal": "2004 or later"},
            "year inferred from the text: 2004 to …",
        ),
        (Dating(), None, None, "year unknown"),
    ],
)
def test_years_are_told_as_far_as_they_are_known(
    dating: Dating, year: str | None, issued: object, note: str
) -> None:
    speech = replace(Index().speeches[0], dating=dating)
    told = bibtex([speech], about())
    assert (f"  year = {year}," in told) is (year is not None)
    assert note in told
    [item] = json.loads(csl([speech], about()))
    assert item.get("issued") == issued


def test_a_masked_place_is_nobodys_name() -> None:
    masked = Place(None, None, None, None, PlaceStatus.MASKED)
    speech = replace(Index().speeches[0], place=masked)
    assert "author" not in bibtex([speech], about())
    [item] = json.loads(csl([speech], about()))
    assert "author" not in item and "event-place" not in item
    assert item["note"].startswith("place masked in the text")


def test_csl_names_source_and_address() -> None:
    [item] = json.loads(csl(Index().speeches[1:], about()))
    assert item["type"] == "speech"
    assert item["author"] == [{"literal": "蓼川"}]
    assert item["archive_location"] == "蓼川.txt"
    assert item["URL"] == "https://example.org/%E8%AE%B2%E8%AF%9D?a=1&b=%7B2%7D"
    assert item["note"].endswith("part 2 of the document")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http://[", ""])
def test_only_addresses_of_the_web_are_told(address: str) -> None:
    assert web_address(replace(Index().speeches[0], metadata={"url": address})) is None


@given(st.text(max_size=80))
def test_whatever_a_title_is_the_braces_of_an_entry_match(title: str) -> None:
    speech = replace(
        Index().speeches[0], title=title, document=title, metadata={"url": f"http://a.b/{title}"}
    )
    told = bibtex([speech], about())
    assert re.findall(r"^@", told, re.MULTILINE) == ["@"]
    depth = 0
    for sign in told[told.index("@misc") :]:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[$&#%_~^]", told[told.index("@misc") : told.index("url =")])
    assert json.loads(csl([speech], about()))


def test_the_whole_country_is_no_author() -> None:
    index = Index()
    nation = replace(index.speeches[0], place=Place(level="country"))
    assert author(nation) is None
    assert note(nation).startswith("place the whole country")
