"""What the index holds, what made it, and what its numbers mean."""

from __future__ import annotations

from explorer.app import link, opening
from explorer.app.components import facts


def show() -> None:
    """Draw the page."""
    lang, explorer = link.language(), opening.explorer()
    facts.overview(lang, explorer.manifest)
    facts.numbers(lang)
    facts.speeches(lang, explorer)


show()
