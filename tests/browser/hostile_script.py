"""The app over an index in memory whose every text is markup."""

import runpy
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
if str(TESTS / "app") not in sys.path:
    sys.path.insert(0, str(TESTS / "app"))

import fake_explorer  # noqa: E402
import streamlit as st  # noqa: E402

import explorer.app  # noqa: E402
from explorer.app import opening  # noqa: E402


@st.cache_resource
def index() -> fake_explorer.FakeExplorer:
    return fake_explorer.hostile()


found = index()
opening.explorer = lambda: found  # type: ignore[assignment, return-value]
runpy.run_path(str(Path(explorer.app.__file__).parent / "main.py"), run_name="__main__")
