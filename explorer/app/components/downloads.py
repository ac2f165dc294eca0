"""Files made when a reader asks for them, in turn; they stay until their page is drawn anew.

Streamlit makes such a file in a thread of no page, so the file belongs to none, and the second page
that is drawn after it, whoever's that is, throws it away: with many readers, often before the
browser has fetched it. So it is given to the page that offered it, which counts as using it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from streamlit import runtime
from streamlit.runtime.scriptrunner import (
    ScriptRunContext,
    add_script_run_ctx,
    get_script_run_ctx,
)

from explorer.app import waiting
from explorer.app.waiting import Lane


def in_turn(make: Callable[[], bytes], lane: Lane, *, name: str, mime: str) -> Callable[[], bytes]:
    """``make`` for a button on the page that is being drawn; ``name`` is that of the file.

    A reader who has gone loses the place in the line; a file that is being made is finished.
    """
    page = get_script_run_ctx()

    def is_gone() -> bool:
        return (
            page is not None
            and runtime.exists()
            and not runtime.get_instance().is_active_session(page.session_id)
        )

    def made() -> bytes:
        with waiting.turn(lane, is_gone):
            data = make()
        if page is not None and runtime.exists():
            _give(page, data, name, mime)
        return data

    return made


def _give(page: ScriptRunContext, data: bytes, name: str, mime: str) -> None:
    """Let a page use a file, which is known by its content, kind and name."""
    add = partial(
        runtime.get_instance().media_file_mgr.add,
        data,
        mime,
        f"made {name}",
        file_name=name,
        is_for_static_download=True,
    )
    thread = threading.Thread(target=add, name="file for a page")
    add_script_run_ctx(thread, page)
    thread.start()
    thread.join()
