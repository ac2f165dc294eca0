"""The numbers of a pair, each with its own bar: never one mixed number."""

from __future__ import annotations

from html import escape

from explorer.answers import Counterpart
from explorer.app import phrases
from explorer.app.texts import say
from explorer.free_texts import Cause
from explorer.verdict import Verdict


def verdict(lang: str, facts: Counterpart) -> str:
    """The verdict in a word, as HTML."""
    told = say(lang, f"verdict.{facts.verdict or 'none'}")
    return f'<span class="verdict">{escape(told)}</span>'


def show(lang: str, facts: Counterpart, missing: Cause = Cause.CORPUS) -> str:
    """How close in meaning and how much of the wording: two bars, as HTML.

    ``missing`` is why there is no percentile, where there is none.
    """
    rows = _meaning(lang, facts.percentile, missing) + _wording(lang, facts)
    return f'<dl class="measures">{rows}</dl>'


def reuse(lang: str, facts: Counterpart) -> str:
    """What such pairs were judged to be, as HTML; nothing of a formula."""
    row = _reuse(lang, facts)
    return f'<dl class="measures">{row}</dl>' if row else ""


def _meaning(lang: str, percentile: float | None, missing: Cause) -> str:
    name = say(lang, "measure.meaning")
    if percentile is None:
        return _row(name, say(lang, f"measure.meaning.none.{missing}"))
    told = say(lang, "measure.meaning.value", percent=phrases.percent(percentile))
    return _row(name, told, percentile)


def _wording(lang: str, facts: Counterpart) -> str:
    """The shared wording, and what of it is formula, which proves nothing."""
    name = say(lang, "measure.wording")
    if not facts.wording:
        return _row(name, say(lang, "measure.wording.none"), 0)
    told = say(lang, "measure.wording.value", percent=phrases.share(facts.wording))
    if facts.formula:
        formula = say(lang, "measure.formula.value", percent=phrases.share(facts.formula))
        told += ("，" if lang == "zh" else ", ") + formula
    own = 100 * facts.wording * (1 - facts.formula)
    return _row(name, told, own, 100 * facts.wording - own)


def _reuse(lang: str, facts: Counterpart) -> str:
    found = facts.reuse
    # Of what all say, no one is asked whether it was taken.
    if found is None or facts.verdict == Verdict.FORMULA:
        return ""
    told = say(
        lang,
        "measure.reuse.value",
        n=found.of_pairs,
        reused=found.reused,
        share=phrases.share(found.share),
    )
    # The share, not the probability: above 0.4 that promises more than came true.
    return _row(say(lang, "measure.reuse"), told, 100 * found.share)


def _row(name: str, value: str, percent: float | None = None, formula: float = 0) -> str:
    """A number in words with its bar, of which a part may be formula."""
    bar = ""
    if percent is not None:
        bar = f'<span class="bar">{_part("own", percent)}{_part("common", formula)}</span>'
    return f"<div><dt>{escape(name)}</dt><dd>{bar}<span>{escape(value)}</span></dd></div>"


def _part(kind: str, percent: float) -> str:
    return f'<i class="{kind}" style="width:{max(0.0, min(percent, 100.0)):.1f}%"></i>'
