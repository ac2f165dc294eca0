"""Open the explorer in the browser: install, build the index where it is needed, serve it."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path

import console
import environment
import index_option
from app_process import (
    FIRST_PORT,
    HOST,
    free_port,
    port_problem,
    start_app,
    stop,
    wait,
    wait_until_ready,
)
from console import fail, say
from rebuild_index import add_reading

EXAMPLES = """examples:
  python scripts/serve.py                     the invented sample corpus
  python scripts/serve.py my-speeches         your own folder of texts
  python scripts/serve.py --index my-index    an index that was built before, as it is
  python scripts/serve.py my-speeches --labels judged.csv    readers judge what they compare

"""
IN_A_FILE = """A file of Milvus Lite is tried before "Ready", and held from the first page on;
until then another process can take it, and the page says so.
"""


def main() -> int:
    """Bring the index up to date and serve it until Ctrl+C."""
    arguments = parser().parse_args()
    environment.ready()
    if arguments.port is not None:
        problem = port_problem(arguments.port)
        if problem:
            fail(f"port {arguments.port} {problem}: choose another, or leave --port out")
    if arguments.labels is not None:
        from explorer.evidence import judgements

        judgements.prepare(arguments.labels)  # told now, not once somebody has judged
    index = bring_up_to_date(
        arguments.corpus, arguments.index, arguments.columns, arguments.encoding
    )
    return serve(
        index,
        port=arguments.port,
        browser=not arguments.no_browser,
        labels=arguments.labels,
        base=arguments.base or "",
    )


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="serve.py",
        description="Open the explorer in the browser. The first start installs what is needed "
        "into .venv; an index is built when there is none or the texts have changed.",
        epilog=EXAMPLES + index_option.IN_MILVUS + IN_A_FILE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument(
        "corpus",
        nargs="?",
        type=Path,
        metavar="CORPUS",
        help="folder of texts (default: the sample corpus)",
    )
    index_option.add(
        result,
        "folder of the index (default: one per corpus, in .index), or its address in Milvus (see "
        "below); without CORPUS, the index there is served as it is",
        required=False,
    )
    result.add_argument(
        "--port",
        type=port_number,
        metavar="N",
        help=f"port to listen on (default: {FIRST_PORT}, or the next free one)",
    )
    result.add_argument(
        "--labels",
        type=Path,
        metavar="FILE",
        help="let readers judge pairs, and keep what they say in this csv; evaluate.py labels "
        "measures it. Without it, the app writes nothing",
    )
    result.add_argument(
        "--base",
        type=base_path,
        metavar="PATH",
        help="path of the pages behind a proxy, as in https://example.org/PATH (default: none)",
    )
    add_reading(result)
    result.add_argument("--no-browser", action="store_true", help="open no browser window")
    return result


def port_number(text: str) -> int:
    """Read a port number; a usage error where it is none."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65535")
    return int(text)


def base_path(text: str) -> str:
    """Read the path of the pages, without the slashes around it; a usage error where it is none."""
    path = text.strip("/")
    if not re.fullmatch(r"[\w.~-]+(/[\w.~-]+)*", path, re.ASCII):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no path: give letters and digits, as speeches"
        )
    return path


def index_folder(corpus: Path) -> Path:
    """Return where the index of a corpus lies by default: one folder per path."""
    path = corpus.resolve()
    name = re.sub(r"[^\w.-]+", "-", path.name).strip(".-") or "corpus"
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
    return environment.REPO / ".index" / f"{name}-{digest}"


def bring_up_to_date(
    corpus: Path | None,
    index: Path | str | None,
    columns: dict[str, str] | None = None,
    encoding: str | None = None,
) -> Path | str:
    """Return where an index is that can be served, having built it where that is needed."""
    from explorer import open_index, sample_corpus
    from explorer.currency import is_current
    from explorer.errors import ExplorerError

    if corpus is None and index is not None:
        open_index(index).close()  # the app itself opens it, and a file has room for one
        return index
    if corpus is None:
        say("Corpus: the sample, all of it invented (for your own: serve.py FOLDER)")
        corpus = sample_corpus()
    if not corpus.is_dir():
        problem = "is not a folder" if corpus.exists() else "does not exist"
        fail(f"{corpus} {problem}: give the folder that holds the text files")
    index = index or index_folder(corpus)
    if is_current(corpus, index, columns=columns, encoding=encoding):
        return index
    say(f"Building the index of {corpus} in {index}")
    code = rebuild(corpus, index, columns, encoding)
    if code == 0:
        return index
    if code == console.INTERRUPTED:
        sys.exit(code)
    try:
        open_index(index).close()
    except ExplorerError:
        sys.exit(code)  # the rebuild has said why
    say("warning: the index was not rebuilt, for the reason above; the older one is served")
    return index


def rebuild(
    corpus: Path, index: Path | str, columns: dict[str, str] | None, encoding: str | None
) -> int:
    """Build in a process of its own, so that this one stays light; return its exit code."""
    script = Path(__file__).with_name("rebuild_index.py")
    command = [sys.executable, str(script), "--index", str(index)]
    if columns:
        command += ["--columns", ",".join(f"{ours}={theirs}" for ours, theirs in columns.items())]
    if encoding:
        command += ["--encoding", encoding]
    command += ["--", str(corpus)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            try:
                child.wait(2)  # from the keyboard, Ctrl+C reached it too
            except subprocess.TimeoutExpired:
                child.terminate()
                child.wait()
            return console.INTERRUPTED


def serve(
    index: Path | str,
    *,
    port: int | None,
    browser: bool,
    labels: Path | None = None,
    base: str = "",
) -> int:
    """Run the app until it is stopped; return the exit code."""
    with environment.locked(ports_lock()):
        port = port or free_port()
        child = start_app(index, port, labels, base=base)
        try:
            wait_until_ready(child, port, base)
        except BaseException as error:
            stop(child)
            if isinstance(error, KeyboardInterrupt):
                return 0
            raise
    try:
        url = f"http://{HOST}:{port}/{base}".rstrip("/")
        print(f"Ready: {url}  (Ctrl+C stops)  after {environment.seconds():.1f} s", flush=True)
        if browser:
            open_browser(url)
        code = wait(child)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(child)
    fail(f"the app ended by itself with exit code {code}; its words are above")


def ports_lock() -> Path:
    """Return the lock that a start holds until its app has taken its port."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"similarity-explorer-{user}.lock"


def open_browser(url: str) -> None:
    """Open the page where there is a screen for it; a text browser would take the terminal."""
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if screen or not sys.platform.startswith("linux"):
        try:
            webbrowser.open(url)
        except webbrowser.Error:
            say("no browser could be opened; open the address above in one")


if __name__ == "__main__":
    console.run(main)
