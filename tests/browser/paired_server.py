"""Serves an index in memory with its pairs as the app is served, under the same policy."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from explorer.app.policy import Guard

app = st.App(Path(__file__).parent / "paired_script.py", middleware=[Middleware(Guard)])
