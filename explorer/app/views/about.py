"""What the index holds, what made it, and what its numbers mean."""

from __future__ import annotations

from explorer.app import link, opening, told
from explorer.app.components import facts, page, sheets


def show() -> None:
    """Draw the page."""
    lang, explorer = link.language(), opening.explorer()
    manifest = explorer.manifest
    sheets.style()
    facts.overview(lang, manifest)
    facts.quality(lang, manifest, told.quality(explorer))
    facts.numbers(lang)
    facts.rule(lang, explorer.rule)
    facts.citation(lang, manifest, page.local(lang, manifest.title))
    facts.speeches(lang, explorer)


show()
