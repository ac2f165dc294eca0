"""Reads the pages of the running app in the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import explorer.app

MAIN = Path(explorer.app.__file__).parent / "main.py"
PAGES = {"read": None, "search": "views/search.py", "about": "views/about.py"}
Start = Callable[..., AppTest]


def html(app: AppTest) -> str:
    """All the HTML of the page but the style sheet."""
    return "\n".join(e.value for e in app.html if not e.value.startswith("<style>"))


def component(app: AppTest, name: str) -> dict[str, Any]:
    """What a component of ours was given; AppTest cannot run its script."""
    for element in app.get("bidi_component"):
        if element.proto.component_name == f"explorer.{name}":
            data: dict[str, Any] = json.loads(element.proto.json)
            return data
    raise AssertionError(f"the page has no {name}")
