"""The app over an index in memory that was built with its pairs; PAIRED names which."""

import os
import runpy
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
if str(TESTS / "app") not in sys.path:
    sys.path.insert(0, str(TESTS / "app"))

import fake_pairs  # noqa: E402
import streamlit as st  # noqa: E402

import explorer.app  # noqa: E402
from explorer.app import opening  # noqa: E402


@st.cache_resource
def index(name: str) -> fake_pairs.PairedExplorer:
    found: fake_pairs.PairedExplorer = getattr(fake_pairs, name)()
    return found


found = index(os.environ["PAIRED"])
opening.explorer = lambda: found  # type: ignore[assignment, return-value]
runpy.run_path(str(Path(explorer.app.__file__).parent / "main.py"), run_name="__main__")
