"""Chromium is installed where that is missing and possible, and what failed is told."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import chromium
import pytest


@pytest.mark.parametrize(
    ("browser", "font", "packages"),
    [
        (None, True, ["chromium"]),
        ("/usr/bin/chromium", False, ["fonts-noto-cjk"]),
        (None, False, ["chromium", "fonts-noto-cjk"]),
        ("/usr/bin/chromium", True, None),
    ],
)
def test_only_what_is_missing_is_installed(
    monkeypatch: pytest.MonkeyPatch,
    browser: str | None,
    font: bool,
    packages: list[str] | None,
) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(chromium, "installed_browser", lambda: browser)
    monkeypatch.setattr(chromium, "has_chinese_font", lambda: font)
    monkeypatch.setattr(chromium, "apt_command", lambda: ["apt-get"])
    monkeypatch.setattr(chromium, "apt_install", lambda apt, names: installed.append(names) or "no")
    found, reason = chromium.find_browser()
    assert found == browser
    assert installed == ([packages] if packages else [])
    assert bool(reason) == bool(packages)


def test_a_failed_installation_is_told_with_apts_last_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        calls.append(command)
        return SimpleNamespace(returncode=100, stderr="W: odd\nE: Unable to locate package\n")

    monkeypatch.setattr(chromium.subprocess, "run", run)
    problem = chromium.apt_install(["apt-get"], ["chromium"])
    assert problem == "apt-get could not install chromium (E: Unable to locate package)"
    assert calls == [
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"],
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the browser")
def test_a_stand_in_that_does_not_start_is_no_browser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in = tmp_path / "chromium-browser"
    stand_in.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setattr(chromium, "MAC_BROWSERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    assert chromium.installed_browser() is None
    stand_in.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert chromium.installed_browser() == str(stand_in)
