"""The command lines as a user types them: help, years, ports, default folders."""

import argparse
import socket
import time
from collections.abc import Callable
from pathlib import Path

import app_process
import find_counterparts
import pytest
import scope_options
import serve

NAMES = (
    *("serve", "test", "rebuild_index", "find_counterparts", "check_draft", "export_tables"),
    "audit",
)


@pytest.mark.parametrize("name", NAMES)
def test_help_comes_at_once_and_shows_examples(name: str, run_script: Callable) -> None:
    began = time.monotonic()
    done = run_script(name, "--help")
    assert time.monotonic() - began < 3
    assert done.returncode == 0
    assert done.stderr == ""
    assert f"usage: {name}.py" in done.stdout
    assert f"  python scripts/{name}.py" in done.stdout


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("serve", ["--port", "0"]),
        ("serve", ["--port", "eight"]),
        ("serve", ["a", "b"]),
        ("rebuild_index", ["texts"]),
        ("find_counterparts", ["--index", "i"]),
        ("find_counterparts", ["--index", "i", "--text", "t", "--paragraph", "p"]),
        ("find_counterparts", ["--index", "i", "--text", "t", "-k", "0"]),
        ("find_counterparts", ["--index", "i", "--text", "t", "--year", "2020-2015"]),
        ("check_draft", ["--index", "i"]),
        ("check_draft", ["draft.txt", "--index", "i", "-k", "1001"]),
        ("check_draft", ["draft.txt", "--index", "i", "--draft-year", "last"]),
        ("export_tables", ["cities", "--index", "i", "--format", "csv"]),
        ("export_tables", ["speeches", "--index", "i"]),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(
    name: str, arguments: list[str], run_script: Callable
) -> None:
    done = run_script(name, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2015-2020", (2015, 2020)),
        ("2015–2020", (2015, 2020)),
        ("2015至2020", (2015, 2020)),
        (" 2015 - 2020 ", (2015, 2020)),
        ("2015", (2015, 2015)),
        ("2015-", (2015, None)),
        ("-2020", (None, 2020)),
        ("2015-2015", (2015, 2015)),
    ],
)
def test_years(text: str, years: tuple[int | None, int | None]) -> None:
    assert scope_options.year_range(text) == years
    arguments = ["--index", "i", "--text", "t", "--year", text]
    assert find_counterparts.parser().parse_args(arguments).year == years


@pytest.mark.parametrize("text", ["", "-", "15-20", "2015 2020", "20152020", "2015--2020", "last"])
def test_what_is_no_range_of_years(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is none of|hyphen"):
        scope_options.year_range(text)


def test_years_in_the_wrong_order() -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="the lower one comes first"):
        scope_options.year_range("2020-2015")


@pytest.mark.parametrize(
    ("text", "span"),
    [("100-600", (100, 600)), ("60", (60, 60)), ("60-", (60, None)), ("-600", (None, 600))],
)
def test_lengths(text: str, span: tuple[int | None, int | None]) -> None:
    assert scope_options.number_range(text) == span


@pytest.mark.parametrize(("text", "share"), [("40", 0.4), ("40%", 0.4), ("0", 0.0), ("100", 1.0)])
def test_percentages(text: str, share: float) -> None:
    assert scope_options.percentage(text) == share


@pytest.mark.parametrize("text", ["", "101", "-1", "0.4", "half"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a percentage"):
        scope_options.percentage(text)


def test_a_threshold_of_the_verdict() -> None:
    assert find_counterparts.threshold("edited=0.5") == ("edited", 0.5)
    with pytest.raises(argparse.ArgumentTypeError, match="is not like edited=0.5"):
        find_counterparts.threshold("edited")


def test_several_cities() -> None:
    given = ["--index", "i", "--text", "t", "--city", "金华", "330100", "--city", "苏州"]
    assert find_counterparts.parser().parse_args(given).city == ["金华", "330100", "苏州"]


def test_the_next_free_port_is_taken_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind((app_process.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(app_process, "FIRST_PORT", taken)
        assert app_process.port_problem(taken) == "is taken"
        port = app_process.free_port()
        assert port > taken
        assert capsys.readouterr().err == f"Port {taken} is taken; using {port}\n"
    assert app_process.port_problem(taken) is None
    assert app_process.free_port() == taken
    assert capsys.readouterr().err == ""


def test_no_free_port_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app_process, "port_problem", lambda port: "is taken")
    with pytest.raises(SystemExit, match="1"):
        app_process.free_port()
    assert "choose one with --port" in capsys.readouterr().err


def test_each_corpus_has_an_index_folder_of_its_own(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "政府 报告", tmp_path / "b" / "政府 报告"
    folder = serve.index_folder(first)
    assert folder.parent.name == ".index"
    assert folder.name.startswith("政府-报告-")
    assert folder == serve.index_folder(tmp_path / "b" / ".." / "a" / "政府 报告")
    assert folder != serve.index_folder(second)
    assert serve.index_folder(Path("/")).name.startswith("corpus-")


def test_as_many_may_be_asked_for_as_the_core_allows() -> None:
    from explorer.scope import MOST_RESULTS

    assert find_counterparts.MOST_RESULTS == MOST_RESULTS
    assert find_counterparts.positive(str(MOST_RESULTS)) == MOST_RESULTS
    with pytest.raises(argparse.ArgumentTypeError, match="from 1 to 1000"):
        find_counterparts.positive(str(MOST_RESULTS + 1))
