"""The environment of the scripts: made once, repaired when interrupted, then entered."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import console
import environment
import pytest
from environment import STAMP, UNFINISHED, Environment


class Machine:
    """Stands in for venv and pip: notes what is called and does what they would leave behind."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder = folder
        self.calls: list[str] = []
        self.pip_code = 0
        self.pip_says = ["Successfully installed everything"]
        self.usable = True
        monkeypatch.setattr(environment.subprocess, "run", self.run)
        monkeypatch.setattr(environment.installing, "watch", self.watch)

    def run(self, command: list[str], **_: Any) -> SimpleNamespace:
        if "venv" in command:
            self.calls.append("venv --clear" if "--clear" in command else "venv")
            for path in sorted(self.folder.rglob("*"), reverse=True):
                path.unlink() if path.is_file() else path.rmdir()
            for python in ("bin/python", "Scripts/python.exe"):
                (self.folder / python).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / python).touch()
            return SimpleNamespace(returncode=0, stdout="", stderr="")
        version = "{}.{}".format(*sys.version_info[:2])
        return SimpleNamespace(returncode=0 if self.usable else 1, stdout=f"{version}\n")

    def watch(self, command: list[str], *, folder: Path) -> tuple[int, list[str]]:
        assert folder == self.folder.parent
        assert not (self.folder / STAMP).exists(), "a stamp while pip runs would survive a crash"
        self.calls.append(f"pip {command[-1]}")
        if self.pip_code == console.INTERRUPTED:
            raise KeyboardInterrupt
        return self.pip_code, self.pip_says


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "a clone, 有空格"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return folder


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, repo: Path) -> Machine:
    return Machine(monkeypatch, repo / ".venv")


def test_a_first_start_installs_and_a_second_one_does_nothing(repo: Path, machine: Machine) -> None:
    place = Environment(repo)
    assert not place.is_current([])
    place.make([])
    assert machine.calls == ["venv --clear", "pip ."]
    assert place.is_current([])


def test_an_extra_is_added_without_starting_over_and_is_kept(repo: Path, machine: Machine) -> None:
    place = Environment(repo)
    place.make([])
    assert not place.is_current(["test"])
    place.make(["test"])
    assert place.is_current(["test"])
    assert place.is_current([])
    (repo / "pyproject.toml").write_text("[project]\nname = 'newer'\n", encoding="utf-8")
    assert not place.is_current([])
    place.make([])
    assert machine.calls == ["venv --clear", "pip .", "pip .[test]", "pip .[test]"]


def test_an_interrupted_install_is_made_anew(repo: Path, machine: Machine) -> None:
    place = Environment(repo)
    machine.pip_code = console.INTERRUPTED
    with pytest.raises(KeyboardInterrupt):
        place.make([])
    assert not (place.folder / STAMP).exists()
    assert not place.is_current([])
    machine.pip_code = 0
    place.make([])
    assert machine.calls == ["venv --clear", "pip .", "venv --clear", "pip ."]
    assert place.is_current([])
    assert not (place.folder / UNFINISHED).exists()


def test_an_interrupted_update_is_made_anew(repo: Path, machine: Machine) -> None:
    place = Environment(repo)
    place.make([])
    machine.pip_code = console.INTERRUPTED
    with pytest.raises(KeyboardInterrupt):
        place.make(["test"])
    assert not place.is_current([])


def test_a_failed_install_shows_what_pip_said_and_what_to_do(
    repo: Path, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.pip_code = 1
    machine.pip_says = ["Collecting torch", "ERROR: [Errno 28] No space left on device"]
    with pytest.raises(SystemExit, match="1"):
        Environment(repo).make([])
    told = capsys.readouterr().err.splitlines()
    assert "  | ERROR: [Errno 28] No space left on device" in told
    assert told[-1].startswith("error: pip failed with exit code 1: make room on the disk")


def test_an_environment_of_the_developers_own_is_used_not_wiped(
    repo: Path, machine: Machine
) -> None:
    place = Environment(repo)
    place.python.parent.mkdir(parents=True)
    place.python.touch()
    (place.folder / "their own").touch()
    place.make([])
    assert machine.calls == ["pip ."]
    assert (place.folder / "their own").exists()


def test_a_broken_environment_is_made_anew(repo: Path, machine: Machine) -> None:
    place = Environment(repo)
    place.make([])
    machine.usable = False
    (repo / "pyproject.toml").write_text("[project]\nname = 'newer'\n", encoding="utf-8")
    place.make([])
    assert machine.calls[2:] == ["venv --clear", "pip ."]


def test_a_moved_clone_is_noticed(repo: Path, machine: Machine, tmp_path: Path) -> None:
    Environment(repo).make([])
    moved = repo.rename(tmp_path / "elsewhere")
    machine.folder = moved / ".venv"
    place = Environment(moved)
    assert not place.is_current([])
    place.make([])
    assert machine.calls[2:] == ["venv --clear", "pip ."]


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"folder": 1}'])
def test_a_damaged_stamp_counts_as_none(repo: Path, machine: Machine, text: str) -> None:
    place = Environment(repo)
    place.make([])
    (place.folder / STAMP).write_text(text, encoding="utf-8")
    assert not place.is_current([])
    place.make([])
    assert place.is_current([])


def test_another_python_is_another_environment(repo: Path, machine: Machine) -> None:
    place = Environment(repo)
    place.make([])
    stamp = json.loads((place.folder / STAMP).read_text(encoding="utf-8"))
    stamp["python"] = "3.99"
    (place.folder / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    assert not place.is_current([])


def test_the_script_starts_again_inside_with_its_arguments(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered: list[Any] = []
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-W", "error", "scripts/serve.py", "a b"])
    monkeypatch.setattr(environment.os, "execv", lambda *given: entered.extend(given))
    monkeypatch.setattr(environment.subprocess, "Popen", _no_process)
    monkeypatch.setenv(environment.ACTIVE, "")
    monkeypatch.setenv(environment.STARTED, "")
    with pytest.raises(_NoProcess):  # the real execv does not return
        Environment(repo, windows=False).enter()
    python = str(repo / ".venv" / "bin" / "python")
    assert entered == [python, [python, "-W", "error", "scripts/serve.py", "a b"]]
    assert os.environ[environment.ACTIVE] == "active"


def test_windows_has_its_own_paths_and_hands_the_exit_code_on(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Child:
        def __init__(self, command: list[str]) -> None:
            started.append(command)
            self.answers: list[int | type[BaseException]] = [KeyboardInterrupt, 7]

        def wait(self) -> int:
            answer = self.answers.pop(0)
            if isinstance(answer, int):
                return answer
            raise answer  # Ctrl+C reaches parent and child; the child decides

        def __enter__(self) -> "Child":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    started: list[list[str]] = []
    monkeypatch.setattr(sys, "orig_argv", ["python", "scripts\\serve.py", "--no-browser"])
    monkeypatch.setattr(environment.subprocess, "Popen", Child)
    monkeypatch.setenv(environment.ACTIVE, "")
    monkeypatch.setenv(environment.STARTED, "")
    with pytest.raises(SystemExit, match="7"):
        Environment(repo, windows=True).enter()
    python = str(repo / ".venv" / "Scripts" / "python.exe")
    assert started == [[python, "scripts\\serve.py", "--no-browser"]]


def test_an_active_environment_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.ACTIVE, "active")
    monkeypatch.setattr(environment, "Environment", _no_process)
    environment.ready("test")


def test_an_old_python_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(environment.ACTIVE, raising=False)
    monkeypatch.setattr(environment, "OLDEST", (9, 1))
    with pytest.raises(SystemExit, match="1"):
        environment.ready()
    told = capsys.readouterr().err
    assert told.startswith("error: this needs Python 9.1 or newer, and this is Python ")
    assert told.count("\n") == 1


def test_a_python_without_venv_is_told_in_one_line(
    repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = environment.importlib.util.find_spec
    monkeypatch.setattr(
        environment.importlib.util,
        "find_spec",
        lambda name, *rest: None if name == "ensurepip" else find(name, *rest),
    )
    with pytest.raises(SystemExit, match="1"):
        Environment(repo).make([])
    told = capsys.readouterr().err
    assert "apt install python3" in told
    assert told.count("\n") == 1


def test_a_lock_is_held_by_one_process_and_freed_when_it_dies(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = (
        f"import sys; sys.path.append({str(Path(environment.__file__).parent)!r})\n"
        "import environment, pathlib, time\n"
        f"with environment.locked(pathlib.Path({str(path)!r})):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", held], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with path.open("a+b") as handle:
            assert not environment._try_lock(handle.fileno())
        other.kill()
    with path.open("a+b") as handle:
        assert environment._try_lock(handle.fileno())


class _NoProcess(Exception):
    pass


def _no_process(*_: object, **__: object) -> None:
    raise _NoProcess
