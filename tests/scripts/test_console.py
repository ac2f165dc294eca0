"""How scripts speak: widths of Han text, one line for an error, exit codes."""

import ast
import io
import subprocess
import sys
from pathlib import Path

import console
import pytest

SCRIPTS = Path(console.__file__).parent


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("金华", 4),
        ("２０２４", 8),
        ("e\u0301", 1),
        ("«a»", 3),
        ("", 0),
        ("a\u200bb", 2),
    ],
)
def test_han_takes_two_columns(text: str, columns: int) -> None:
    assert console.width(text) == columns


@pytest.mark.parametrize("columns", range(1, 12))
@pytest.mark.parametrize("text", ["金华市2024年", "", "ab", "政府工作报告"])
def test_a_fitted_text_takes_exactly_the_columns(text: str, columns: int) -> None:
    fitted = console.fit(text, columns)
    assert console.width(fitted) == columns
    assert fitted.rstrip() == text or fitted.rstrip().endswith("…")


def _leave(main: str, **streams: int) -> subprocess.CompletedProcess[str]:
    program = (
        f"import sys; sys.path[:0] = [{str(SCRIPTS)!r}, {str(SCRIPTS.parent)!r}]\n"
        f"import console\n{main}\nconsole.run(main)"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "ascii", "SYSTEMROOT": "C:\\Windows"},
    )


def test_text_leaves_as_utf8_whatever_the_console_is() -> None:
    done = _leave("def main(): print('金华 \\udc80'); return 0")
    assert (done.returncode, done.stdout) == (0, "金华 \\udc80\n")


def test_what_the_user_can_mend_is_one_line_and_exit_code_1() -> None:
    done = _leave(
        "from explorer.errors import QueryError\n"
        "def main(): raise QueryError('no such paragraph:\\n look again')"
    )
    assert (done.returncode, done.stderr) == (1, "error: no such paragraph: look again\n")


def test_a_fault_of_ours_keeps_its_traceback() -> None:
    done = _leave("def main(): return 1 / 0")
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


def test_ctrl_c_leaves_no_traceback() -> None:
    done = _leave("def main(): raise KeyboardInterrupt")
    assert (done.returncode, done.stderr) == (130, "\nstopped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_kill_unwinds_as_ctrl_c_does() -> None:
    done = _leave(
        "import os, signal\n"
        "def main():\n"
        "    try: os.kill(os.getpid(), signal.SIGTERM)\n"
        "    finally: print('tidied')"
    )
    assert (done.returncode, done.stdout) == (130, "tidied\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell pipe")
def test_a_reader_that_leaves_is_no_error() -> None:
    program = (
        f"import sys; sys.path[:0] = [{str(SCRIPTS)!r}]; import console\n"
        "def main():\n"
        "    for _ in range(100000): print('x' * 80)\n"
        "    return 0\n"
        "console.run(main)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.stem)
def test_an_older_python_can_read_the_script_to_say_that_it_is_too_old(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_streams_without_an_encoding_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    console.use_utf8()


def test_what_would_drive_a_terminal_is_written_out() -> None:
    assert console.shown("a\x1b[31mb\x07\x9bc\u202ed\r\u2066") == (
        "a\\x1b[31mb\\x07\\x9bc\\u202ed\\r\\u2066"
    )
    assert console.shown("两\t行\n。é\u200f") == "两\t行\n。é\u200f"
    done = _leave(
        "from explorer.errors import QueryError\n"
        "def main(): console.say('\\x1b[2Jsaid'); raise QueryError('no \\x1b]0;x\\x07y')"
    )
    assert done.stderr == "\\x1b[2Jsaid\nerror: no \\x1b]0;x\\x07y\n"
