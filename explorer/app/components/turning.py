"""Long lists in pages; the number of the page stands in the link."""

from __future__ import annotations

from math import ceil

import streamlit as st

from explorer.app import link


def window(total: int, size: int) -> slice:
    """What of a list of so many stands on the page that the link names, the last one at most."""
    at = _at(total, size)
    return slice((at - 1) * size, at * size)


def show(total: int, size: int) -> None:
    """Draw the choice of a page, where there are several."""
    pages = ceil(total / size)
    if pages < 2:
        return
    key, at = link.widget("page"), _at(total, size)
    if st.session_state.get(key, at) != at:  # another page by the link, not by this widget
        st.session_state[key] = at
    st.pagination(pages, default=at, key=key, on_change=lambda: link.put(page=link.chosen("page")))


def _at(total: int, size: int) -> int:
    return min(link.current().page, max(1, ceil(total / size)))
