"""Mounts the components that need a script of ours, served as files from our own origin.

Files, not inline strings: Streamlit imports inline scripts through ``blob:`` addresses, which a
Content-Security-Policy of ``script-src 'self'`` refuses.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_FAMILY = "explorer"
_SCRIPTS = ("marking", "pairs", "reading", "results", "selection", "steps")
_ASSETS = "assets"


def mount(
    name: str,
    data: dict[str, object],
    *,
    key: str,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Draw a component; ``on_pick`` receives the id that the reader chose, before the rerun.

    Its data get a ``turn``, which is higher the later they were changed: on the way from page to
    page Streamlit may draw a component a second time with what it was before.
    """
    _declare()
    component = st.components.v2.component(
        f"{_FAMILY}.{name}",
        js=f"{name}.js",
        # Tiles light up across panes by CSS, which does not reach into a shadow root.
        isolate_styles=False,
    )

    def picked() -> None:
        picked = getattr(st.session_state.get(key), "picked", None)
        if isinstance(picked, str) and on_pick is not None:
            on_pick(picked)

    component(key=key, data={**data, "turn": _turn(key, data)}, on_picked_change=picked)


def _turn(key: str, data: dict[str, object]) -> int:
    """When the data of a component were changed; the same as long as they are the same."""
    place, told = f"turn of {key}", hashlib.sha256(json.dumps(data).encode()).digest()
    before, turn = st.session_state.get(place, (b"", 0))
    if before != told:
        turn = max(turn + 1, time.time_ns() // 1_000_000)  # higher after a restart, too
        st.session_state[place] = told, turn
    return int(turn)


def _declare() -> None:
    """Tell Streamlit where the scripts lie.

    Its own discovery looks for a package named like the distribution, which ours is not; and each
    ``AppTest`` brings a registry of its own, so importing once is not enough.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{_FAMILY}.{_SCRIPTS[0]}") is None:
        components = [ComponentConfig(name, _ASSETS) for name in _SCRIPTS]
        manager.register_from_manifest(
            ComponentManifest(_FAMILY, "1", components), Path(__file__).parent
        )
