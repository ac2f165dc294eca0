"""The app as it is served: ``streamlit run explorer/app/server.py`` with EXPLORER_INDEX set."""

from __future__ import annotations

import importlib
import logging
import threading
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from explorer.app import link
from explorer.app.addresses import Addresses
from explorer.app.components import page
from explorer.app.policy import Guard
from explorer.app.texts import say

DRAWING = ("altair", "pandas", "explorer.analysis.timeline")
MAIN = Path(__file__).with_name("main.py")


def tell_fault(fault: Exception) -> bool:
    """Tell the reader in one line that the page failed, and whoever runs the app how."""
    logging.getLogger(__name__).error("a page failed", exc_info=fault)
    page.notice(say(link.language(), "fault"))
    return True


def import_early() -> None:
    """Import what pages draw with, most of a second, while the first reader's browser starts."""
    for name in DRAWING:
        importlib.import_module(name)


BASE = str(st.get_option("server.baseUrlPath") or "")
MIDDLEWARE = [Middleware(Guard), Middleware(Addresses, base=BASE)]
threading.Thread(target=import_early, name="imports", daemon=True).start()
app = st.App(MAIN, middleware=MIDDLEWARE, on_script_error=tell_fault)
