"""The server as a user meets it: the address, Ctrl+C, nothing left behind, clear refusals."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import app_process
import pytest
import serve

Run = Callable[..., subprocess.CompletedProcess[str]]
READY = re.compile(
    r"Ready: (http://127\.0\.0\.1:(\d+)(?:/\w+)?)  \(Ctrl\+C stops\)  after [\d.]+ s\n"
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


class Server:
    def __init__(self, *arguments: object) -> None:
        script = Path(serve.__file__)
        self.process = subprocess.Popen(
            [sys.executable, str(script), "--no-browser", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "EXPLORER_ENVIRONMENT": "active"},
        )

    def ready(self) -> tuple[str, int]:
        assert self.process.stdout is not None and self.process.stderr is not None
        for line in self.process.stdout:
            match = READY.fullmatch(line)
            if match:
                return match.group(1), int(match.group(2))
        raise AssertionError(self.process.stderr.read())


@contextmanager
def _serving(*arguments: object) -> Iterator[Server]:
    server = Server(*arguments)
    with server.process:
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.process.kill()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((app_process.HOST, port)) == 0


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_tidily(sample_index: Path, number: signal.Signals) -> None:
    with _serving("--index", sample_index) as server:
        url, port = server.ready()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(url, timeout=10) as page:
            assert page.status == 200
        server.process.send_signal(number)
        assert server.process.wait(15) == 0
        assert server.process.stderr is not None
        assert "Traceback" not in server.process.stderr.read()
    assert not _answers(port)


@posix
def test_even_a_killed_server_leaves_no_app_behind(sample_index: Path) -> None:
    with _serving("--index", sample_index) as server:
        _, port = server.ready()
        server.process.kill()
        server.process.wait(15)
        limit = time.monotonic() + 15
        while _answers(port) and time.monotonic() < limit:
            time.sleep(0.1)
    assert not _answers(port)


@posix
def test_two_servers_take_two_ports(sample_index: Path) -> None:
    with _serving("--index", sample_index) as one, _serving("--index", sample_index) as other:
        ports = {one.ready()[1], other.ready()[1]}
        assert len(ports) == 2
        for server in (one, other):
            server.process.terminate()
            assert server.process.wait(15) == 0


def test_a_port_asked_for_and_taken_is_one_clear_line(run_script: Run, sample_index: Path) -> None:
    with socket.socket() as other:
        other.bind((app_process.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        done = run_script("serve", "--index", sample_index, "--no-browser", "--port", port)
    assert done.returncode == 1
    assert done.stderr == (f"error: port {port} is taken: choose another, or leave --port out\n")


def test_a_missing_folder_a_file_and_an_empty_folder_are_one_clear_line(
    run_script: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").touch()
    for name, words in (("missing", "does not exist"), ("file.txt", "is not a folder")):
        done = run_script("serve", tmp_path / name, "--no-browser", "--index", tmp_path / "index")
        assert done.returncode == 1
        assert done.stderr.startswith(f"error: {tmp_path / name} {words}: ")
        assert done.stderr.count("\n") == 1
    done = run_script("serve", tmp_path / "empty", "--no-browser", "--index", tmp_path / "index")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: ")
    assert "Traceback" not in done.stderr


def test_an_index_that_is_not_there_is_one_clear_line(run_script: Run, tmp_path: Path) -> None:
    done = run_script("serve", "--index", tmp_path / "missing", "--no-browser")
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


@posix
def test_a_failed_rebuild_leaves_the_older_index_serving(
    sample_index: Path, tmp_path: Path
) -> None:
    index, spoilt = tmp_path / "index", tmp_path / "now spoilt"
    shutil.copytree(sample_index, index)
    spoilt.mkdir()
    (spoilt / "gbk.txt").write_bytes("政府工作报告，各位代表：".encode("gbk"))
    with _serving(spoilt, "--index", index) as server:
        server.ready()
        server.process.terminate()
        assert server.process.wait(15) == 0
        assert server.process.stderr is not None
        told = server.process.stderr.read().splitlines()
    # What the server's own stop says may follow.
    at = [line.startswith("warning: the index was not rebuilt") for line in told].index(True)
    assert told[at - 1].startswith("error: "), told
    assert not any("Traceback" in line for line in told), told


@posix
def test_a_second_start_builds_nothing(sample_index: Path) -> None:
    from explorer import sample_corpus

    with _serving(sample_corpus(), "--index", sample_index) as server:
        server.ready()
        server.process.terminate()
        server.process.wait(15)
        assert server.process.stderr is not None
        assert "Building" not in server.process.stderr.read()


def test_a_start_without_a_build_loads_no_model(sample_index: Path) -> None:
    program = (
        f"import sys; sys.path[:0] = [{str(Path(serve.__file__).parent)!r}]\n"
        "import pathlib, environment; environment.ready()\n"
        "import serve, explorer\n"
        f"serve.bring_up_to_date(explorer.sample_corpus(), pathlib.Path({str(sample_index)!r}))\n"
        "print({'torch', 'sentence_transformers', 'transformers', 'streamlit'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "EXPLORER_ENVIRONMENT": "active"},
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_below_a_path_it_answers_there(sample_index: Path) -> None:
    with _serving("--index", sample_index, "--base", "/speeches/") as server:
        url, port = server.ready()
        assert url == f"http://{app_process.HOST}:{port}/speeches"
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=30) as answer:
            assert answer.read() == b"ok"


@pytest.mark.parametrize("path", ["a b", "a//b", "../up?", "讲话", "a/b\n"])
def test_what_is_no_path_is_wrong_usage(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        serve.parser().parse_args(["--base", path])
    assert "is no path" in capsys.readouterr().err


def test_the_server_takes_no_larger_upload_than_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer.app.drafted import LARGEST

    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    app_process.start_app(Path("index"), 8799)
    assert f"--server.maxUploadSize={LARGEST}" in started[0]
