"""Every word of the interface in Chinese and in English, keyed by what it is for.

``{n:speech|speeches}`` in a text writes the number and the fitting form of the noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter
from typing import Any

from explorer.app.texts import (
    audit,
    charts,
    conditions,
    drafts,
    errors,
    exports,
    facts,
    findings,
    pages,
    reading,
    reasons,
    results,
    speech,
    timeline,
)

TEXTS: dict[str, tuple[str, str]] = {
    **charts.TEXTS,
    **timeline.TEXTS,
    **conditions.TEXTS,
    **exports.TEXTS,
    **pages.TEXTS,
    **reading.TEXTS,
    **reasons.TEXTS,
    **results.TEXTS,
    **audit.TEXTS,
    **drafts.TEXTS,
    **errors.TEXTS,
    **findings.TEXTS,
    **facts.TEXTS,
    **speech.TEXTS,
}
"""Key to Chinese and English."""


class _Plural(Formatter):
    """Formats numbers with separators, and ``{n:one|many}`` as the number with its noun."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 (as in the base)
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return f"{value:,} {one if value == 1 else many}"
        if isinstance(value, int) and not format_spec:
            return f"{value:,}"
        return str(super().format_field(value, format_spec))


_FORMATTER = _Plural()


def say(lang: str, key: str, **values: object) -> str:
    """The text of a key in a language, its placeholders filled in."""
    text = TEXTS[key][0 if lang == "zh" else 1]
    return _FORMATTER.vformat(text, (), values)


def join(lang: str, parts: Sequence[str]) -> str:
    """The parts as a list in a sentence."""
    return ("、" if lang == "zh" else ", ").join(parts)


def language_of(locale: str | None) -> str:
    """The interface language for a browser's locale (``zh-CN``)."""
    return "zh" if (locale or "").lower().startswith("zh") else "en"
