"""How every script speaks: UTF-8, one clear line for an error, quiet when its reader has left."""

from __future__ import annotations

import os
import re
import signal
import sys
import unicodedata
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130  # what shells report for a command stopped with Ctrl+C
# They drive a terminal, or turn the direction of what stands behind them (Unicode UAX 9).
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def run(main: Callable[[], int]) -> NoReturn:
    """Run a script's ``main`` and leave with its exit code.

    1 and one line on stderr for what the user can mend, 130 for Ctrl+C; anything else is a fault
    of ours and keeps its traceback.
    """
    use_utf8()
    _stop_tidily()
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # `... | head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("\nstopped", file=sys.stderr)
        code = INTERRUPTED
    except Exception as error:
        if not _can_be_mended(error):
            raise
        print(f"error: {shown(' '.join(str(error).split()))}", file=sys.stderr)
        code = 1
    sys.exit(code)


def fail(message: str) -> NoReturn:
    """Leave with exit code 1 and one line on stderr."""
    print(f"error: {shown(message)}", file=sys.stderr)
    sys.exit(1)


def say(message: str) -> None:
    """Tell what is going on, on stderr: stdout is for results."""
    print(shown(message), file=sys.stderr, flush=True)


def shown(text: str) -> str:
    """Return a text for people with what would drive their terminal written out."""
    return UNSHOWN.sub(lambda sign: sign.group().encode("unicode_escape").decode(), text)


def use_utf8() -> None:
    """Write UTF-8, whatever the console's own encoding is: Windows may have one without Han."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def width(text: str) -> int:
    """Return how many terminal columns a text takes: two for Han, none for combining marks."""
    return sum(_columns(character) for character in text)


def fit(text: str, columns: int) -> str:
    """Cut a text, with an ellipsis, or pad it, to take exactly so many terminal columns."""
    if width(text) > columns:
        kept, used = [], 0
        for character in text:
            used += _columns(character)
            if used > columns - 1:
                break
            kept.append(character)
        text = "".join(kept) + "…"
    return text + " " * (columns - width(text))


def _stop_tidily() -> None:
    """Let a kill or a closed terminal unwind as Ctrl+C does, so that no child is left behind."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _can_be_mended(error: Exception) -> bool:
    from explorer.errors import ExplorerError

    return isinstance(error, ExplorerError)
