"""The README tells the truth: its commands run, its fields and files exist."""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from explorer import open_index, sample_corpus
from explorer.export import COUNTERPART_FIELDS, PARAGRAPH_FIELDS, SPEECH_FIELDS
from explorer.index.manifest import CHECKSUM, Manifest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python (scripts/\S+\.py.*)$", README, re.MULTILINE)
BATCH = [command for command in COMMANDS if not re.match(r"scripts/(serve|test)\.py", command)]


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "EXPLORER_ENVIRONMENT": "active"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@cache
def help_of(script: str) -> str:
    shown = run([script, "--help"])
    assert shown.returncode == 0, shown.stderr
    return shown.stdout


def test_the_readme_shows_every_script_that_users_run() -> None:
    shown = {command.split()[0] for command in COMMANDS}
    names = "serve test rebuild_index find_counterparts check_draft export_tables audit"
    assert shown == {f"scripts/{name}.py" for name in names.split()}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_in_its_help(command: str) -> None:
    script, *arguments = shlex.split(command)
    for option in (argument for argument in arguments if argument.startswith("-")):
        assert re.search(rf"(?<!\S){option}\b", help_of(script)), option


def test_the_map_names_every_part_of_the_package() -> None:
    named = set(re.findall(r"`(?:explorer/)?(\w+)(?:\.py|/)`", README))
    parts = {path.stem for path in (ROOT / "explorer").glob("[a-z]*") if path.suffix in ("", ".py")}
    assert parts <= named


def test_options_named_in_the_text_exist() -> None:
    helps = "".join(help_of(command.split()[0]) for command in COMMANDS)
    for option in set(re.findall(r"`(--[a-z-]+)", README)):
        assert option in helps, option


@pytest.mark.parametrize("command", BATCH)
def test_the_commands_run_as_they_stand(command: str, sample_index: Path, tmp_path: Path) -> None:
    paragraph = next(open_index(sample_index).paragraphs()).id
    building = "rebuild_index" in command and "--verify" not in command
    meant = {
        "FOLDER": str(sample_corpus()),
        "FOLDER_OR_INDEX": str(sample_index),
        "FILE": str(next(sample_corpus().glob("*.txt"))),
        "DIR": str(tmp_path / "index" if building else sample_index),
        "ID": paragraph,
    }
    done = run([meant.get(word, word) for word in shlex.split(command)])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def table_fields(heading: str) -> list[str]:
    """The names in the first column of the table that follows a heading, in order."""
    table = README.split(f"\n{heading}\n", 1)[1].strip().split("\n\n")[0]
    first = [row.split("|")[1] for row in table.splitlines()[2:]]
    return [name for cell in first for name in re.findall(r"`(\w+)`", cell)]


def test_the_documented_fields_are_the_exported_ones() -> None:
    assert table_fields("The JSON lines are a contract. Counterparts:") == list(COUNTERPART_FIELDS)
    assert table_fields("Speeches:") == list(SPEECH_FIELDS)
    told = re.search(r"Paragraphs: `([^`]*)`", README)
    assert told is not None
    assert tuple(re.split(r",\s*", told[1])) == PARAGRAPH_FIELDS


def test_the_documented_manifest_fields_are_the_written_ones() -> None:
    told = README.split("The manifest tells what an index was made of:")[1].split("\n\n")[0]
    names = {field.name for field in dataclasses.fields(Manifest)}
    assert set(re.findall(r"`(\w+)`", told)) == names | {CHECKSUM}


def test_the_map_names_what_is_there() -> None:
    for path in re.findall(r"`((?:explorer|scripts|tests)/[\w/.]*)`", README):
        assert (ROOT / path).exists(), path
    for package, names in re.findall(r"^\| `(explorer/\w+)/` \| (.*) \|$", README, re.MULTILINE):
        for name in re.findall(r"`(\w+)`", names):
            module = ROOT / package / name
            assert module.is_dir() or module.with_suffix(".py").is_file(), module


def test_pictures_are_there() -> None:
    pictures = re.findall(r"!\[.*?\]\((\S+?)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture


def test_no_figure_waits_to_be_filled_in() -> None:
    assert not re.findall(r"@[A-Z]+\d*\b|\b(?:TODO|TBD|XXX)\b", README)
