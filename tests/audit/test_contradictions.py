"""What contradicts a label and what does not, and what metadata.csv cannot have meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from audited_texts import audited, clean_texts, documents, speech, write
from test_mending import OF_2014, facts, offered, paste

from explorer.audit.findings import Finding, Kind


def found(folder: Path, texts: dict[str, str], metadata: str = "") -> list[Finding]:
    """What is found of texts among clean ones."""
    write(folder, clean_texts() | texts)
    if metadata:
        (folder / "metadata.csv").write_text(metadata, encoding="utf-8")
    return audited(folder).findings


def test_the_users_place_is_no_finding_where_the_text_is_silent(tmp_path: Path) -> None:
    texts = {"m1.txt": speech(900, year=2010), "m2.txt": speech(901, year=2011)}
    assert found(tmp_path, texts, "path,place\nm1,开封\nm2,漯河市\n") == []


def test_one_text_to_which_the_user_gives_two_places_keeps_them(tmp_path: Path) -> None:
    text = speech(902, year=2010)
    table = "path,place\nm1,开封\nm2,漯河\n"
    (finding,) = found(tmp_path, {"m1.txt": text, "m2.txt": text}, table)
    assert finding.kind is Kind.SAME_TEXT_CITIES
    assert {row.csv() for row in finding.rows} == {"m1.txt,,开封,", "m2.txt,,漯河,"}


def test_a_folder_that_the_text_does_not_name_is_kept(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"舟山/a_2012.txt": speech(903, year=2012)})
    assert finding.kind is Kind.PLACE_NOT_NAMED
    assert [row.csv() for row in finding.rows] == ["舟山/a_2012.txt,,,"]


def test_a_false_file_name_takes_no_copy_with_it(tmp_path: Path) -> None:
    text = speech(904, year=2008)
    texts = {"抚州_2008.txt": text, "w1.txt": text, "w2.txt": text}
    (finding,) = found(tmp_path, texts)
    assert finding.kind is Kind.PLACE_NOT_NAMED
    assert documents(finding) == set(texts)
    assert "nor do its copies w1.txt, w2.txt." in finding.sentence
    assert [facts(tmp_path)[name][0] for name in texts] == ["抚州", None, None]


def test_years_of_copies_in_conflict_are_not_made_the_users_word(tmp_path: Path) -> None:
    text = speech(905, "宁波")
    texts = {"宁波_2008.txt": text, "宁波_2019.txt": text, "w.txt": text}
    findings = found(tmp_path, texts)
    assert {row.year for one in findings for row in one.rows} == {""}
    own = next(one for one in findings if documents(one) == {"w.txt"})
    assert own.kind is Kind.YEAR_CONFLICT
    assert "prints no year, and its copies contradict each other (" in own.sentence
    paste(tmp_path, offered(findings))
    assert [one.sentence for one in audited(tmp_path).findings] == [
        one.sentence for one in findings
    ]


def test_years_of_copies_in_conflict_that_facts_bound_are_offered(tmp_path: Path) -> None:
    text = speech(906, "宁波", more=OF_2014)
    findings = found(tmp_path, {"宁波_2008.txt": text, "宁波_2019.txt": text})
    assert {row.year for one in findings for row in one.rows} == {"2014"}


def test_a_text_of_two_years_does_not_contradict_the_one_it_prints(tmp_path: Path) -> None:
    text = f"宁波市2012年工作报告\n{speech(907, '宁波', 2011)}"
    (finding,) = found(tmp_path, {"宁波.txt": text})
    assert finding.kind is Kind.YEAR_CONFLICT
    assert "宁波.txt prints 2011 and another year, within 2011-2012." in finding.sentence


def test_reports_of_three_bodies_that_share_formulas_are_no_one_text(tmp_path: Path) -> None:
    bodies = [("漳州", 2023), ("三明", 2024), ("龙岩", 2025)]
    texts = {f"r{year}.txt": speech(908, city, year) for city, year in bodies}
    assert found(tmp_path, texts) == []
    assert [facts(tmp_path)[name][0] for name in texts] == [city for city, _ in bodies]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("不存在.txt", ""),
        ("湖州_2013.txt", ""),
        ("archive/notes_on_bridges.txt", ""),
        ("report_of_the_mayr.txt", "; did you mean b/report_of_the_mayor.txt"),
        ("report_of_the_mayor.doc", "; did you mean b/report_of_the_mayor.txt"),
    ],
)
def test_only_a_name_that_is_really_alike_is_suggested(row: str, hint: str, tmp_path: Path) -> None:
    texts = {
        "w3.txt": speech(920, "温州", 2012),
        "b/report_of_the_mayor.txt": speech(921, "温州", 2013),
    }
    (finding,) = found(tmp_path, texts, f"path,year\n{row},2012\n")
    assert finding.sentence == f"The row {row} of metadata.csv belongs to no speech{hint}."


@pytest.mark.parametrize(
    ("cell", "kind", "hint"),
    [
        ("阜阳士", Kind.PLACE_MISTYPED, "; did you mean 阜阳市."),
        ("朝阳区", Kind.PLACE_MISTYPED, "; did you mean 北京朝阳区 or 长春朝阳区"),
        ("Chicgo", Kind.PLACE_MISTYPED, "; did you mean Chicago."),
        ("鄞山市", Kind.PLACE_UNLISTED, "which no table of places knows."),
    ],
)
def test_a_place_that_no_table_knows_is_told(
    cell: str, kind: Kind, hint: str, tmp_path: Path
) -> None:
    table = f"path,place\na,{cell}\n"
    (finding,) = found(tmp_path, {"a.txt": speech(930, year=2012)}, table)
    assert (finding.kind, documents(finding)) == (kind, {"a.txt"})
    assert f"has the place {cell}, " in finding.sentence
    assert hint in finding.sentence
