"""The one command for all checks: it installs a browser where it may, and says what it left out."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import chromium
import console
import pytest


@pytest.fixture
def checks() -> ModuleType:
    """The script `test.py`, by its path: the standard library has a package of that name."""
    spec = importlib.util.spec_from_file_location(
        "checks", Path(console.__file__).with_name("test.py")
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def ran(checks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that `main` would run, in an environment that is ready."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        commands.append(command[2:])
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(checks.environment, "ready", lambda *extras: None)
    monkeypatch.setattr(checks.subprocess, "run", run)
    monkeypatch.setenv(chromium.VARIABLE, "")
    return commands


def test_all_four_checks_run_and_options_go_to_pytest(
    checks: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "find_browser", lambda: ("/usr/bin/chromium", ""))
    monkeypatch.setattr(sys, "argv", ["test.py", "tests/test_export.py", "--", "-k", "csv", "-x"])
    assert checks.main() == 0
    assert ran == [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "explorer"],
        ["pytest", "tests/test_export.py", "-k", "csv", "-x"],
    ]
    assert checks.os.environ[chromium.VARIABLE] == "/usr/bin/chromium"


def test_without_a_browser_it_says_which_tests_are_left_out_and_why(
    checks: ModuleType,
    ran: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(chromium, "installed_browser", lambda: None)
    monkeypatch.setattr(chromium, "has_chinese_font", lambda: True)
    monkeypatch.setattr(chromium, "apt_command", lambda: None)
    monkeypatch.setattr(sys, "argv", ["test.py"])
    assert checks.main() == 0
    assert ran[-1] == ["pytest", "-m", "not browser"]
    told = capsys.readouterr()
    assert told.err == (
        "browser tests left out: no chromium, and no right to install with apt-get\n"
    )


def test_one_red_check_is_red_and_the_others_still_run(
    checks: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    red, green = [sys.executable, "-c", "raise SystemExit(3)"], [sys.executable, "-c", "print(7)"]
    assert checks.run_all({"first": red, "second": green}) == 1
    told = capfd.readouterr().out
    assert "FAILED (exit code 3)" in told
    assert told.splitlines()[-1].startswith("second")
    assert told.splitlines()[-1].endswith("ok")
    assert checks.run_all({"second": green}) == 0
