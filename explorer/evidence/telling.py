"""A card in words, the same for every form that it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import floor

from explorer.compare import Differences
from explorer.evidence.bibliography import web_address
from explorer.evidence.card import Card, Side
from explorer.evidence.whereabouts import COLON, STOP, cited, place_known, short, years_known
from explorer.evidence.words import word
from explorer.verdict import SHARES

LISTED = 12
"""Differences that are listed; more are counted."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the pair: its name, its value, and what it means; ``share`` (0-1) fills a bar."""

    name: str
    value: str
    meaning: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What stands on a card beside the two passages."""

    heads: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
    """Of each side: name and value, such as place and year with how they are known."""
    numbers: tuple[Number, ...]
    differences: tuple[str, ...]
    traces: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    citation: str


def told(card: Card, lang: str) -> Told:
    """A card in Chinese or English."""
    return Told(
        heads=(_head(card, card.passage, lang), _head(card, card.counterpart, lang)),
        numbers=tuple(_numbers(card, lang)),
        differences=tuple(_differences(card, lang)),
        traces=tuple(_traces(card, lang)),
        about=_about(card, lang),
        citation=_citation(card, lang),
    )


def percent(value: float) -> str:
    """A percentage that is never rounded up: 99.97 must not read as 100."""
    value = floor(max(0.0, min(value, 100.0)) * 10) / 10
    return f"{min(value, 99.9):.1f}" if value >= 99 else str(floor(value))


def _head(card: Card, side: Side, lang: str) -> tuple[tuple[str, str], ...]:
    speech = side.speech
    if speech is None:
        return ()
    doubts = [] if side is card.passage else _doubts(card, lang)
    source = [speech.document]
    if speech.part > 1:
        source = [word(lang, "part", document=speech.document, part=speech.part)]
    source.append(word(lang, "paragraph", number=side.number))
    if side is card.counterpart and card.facts.others:
        source.append(word(lang, "copies", n=len(card.facts.others)))
    if address := web_address(speech):
        source.append(address)
    return (
        (word(lang, "place"), place_known(speech, lang)),
        (word(lang, "year"), STOP[lang].join((years_known(speech.dating, lang), *doubts))),
        (word(lang, "source"), STOP[lang].join(source)),
    )


def _doubts(card: Card, lang: str) -> list[str]:
    doubts = []
    if card.facts.same_year:
        doubts.append(word(lang, "same_year"))
    elif not card.facts.sure_year:
        doubts.append(word(lang, "sure_year.no"))
    if card.facts.same_place:
        doubts.append(word(lang, "same_place"))
    elif not card.facts.sure_place:
        doubts.append(word(lang, "sure_place.no"))
    return doubts


def _numbers(card: Card, lang: str) -> Iterator[Number]:
    facts = card.facts
    kind = "none" if facts.verdict is None else facts.verdict
    thresholds = {
        name: f"{100 * value:.0f}" if name in SHARES else f"{value:g}"
        for name, value in asdict(card.rule).items()
    }
    rule = word(lang, f"rule.{kind}", **thresholds)
    if kind not in ("verbatim", "edited", "formula"):
        rule += (
            f"（{word(lang, 'rule.standing')}）"
            if lang == "zh"
            else f" ({word(lang, 'rule.standing')})"
        )
    yield Number(word(lang, "verdict"), word(lang, f"verdict.{kind}"), rule)
    name = word(lang, "meaning")
    if facts.percentile is None:
        yield Number(name, "—", word(lang, "meaning.none"))
    else:
        number = percent(facts.percentile)
        yield Number(
            name,
            word(lang, "meaning.value", percent=number),
            word(lang, "meaning.what", percent=number),
            facts.percentile / 100,
        )
    yield Number(
        word(lang, "wording"), _share(facts.wording), word(lang, "wording.what"), facts.wording
    )
    if facts.wording:
        yield Number(
            word(lang, "formula"), _share(facts.formula), word(lang, "formula.what"), facts.formula
        )
    # Of what all say, no one is asked whether it was taken.
    if (reuse := facts.reuse) and kind != "formula":
        what = word(lang, "reuse.what", n=reuse.of_pairs, reused=reuse.reused)
        # The share, not the probability: above 0.4 that promises more than came true.
        yield Number(word(lang, "reuse"), _share(reuse.share), what, reuse.share)


def _share(value: float) -> str:
    return f"{100 * max(0.0, min(value, 1.0)):.0f}\u00a0%"


def _differences(card: Card, lang: str) -> Iterator[str]:
    found: Differences | None = card.facts.differences
    if found is None:
        return
    a, b = card.passage.text, card.counterpart.text
    for piece in found.pieces[:LISTED]:
        one = short(a[piece.a_start : piece.a_end]) or "—"
        other = short(b[piece.b_start : piece.b_end]) or "—"
        yield f"{word(lang, f'kind.{piece.kind}')}{COLON[lang]}{one} → {other}"
    if len(found.pieces) > LISTED:
        yield word(lang, "differences.more", n=len(found.pieces) - LISTED)
    if found.moved:
        yield word(lang, "differences.moved", n=len(found.moved))
    if not found.pieces and not found.moved:
        yield word(lang, "differences.nothing")


def _traces(card: Card, lang: str) -> Iterator[str]:
    lines = (
        word(
            lang,
            "trace.passage" if one.side == "a" else "trace.counterpart",
            quote=short(one.quote),
            other=one.points_to,
        )
        for one in card.facts.traces
    )
    yield from dict.fromkeys(lines)


def _about(card: Card, lang: str) -> tuple[tuple[str, str], ...]:
    about = card.about
    built = word(lang, "index.value", generation=about.generation, built=about.built[:10])
    ids = [one.paragraph_id for one in (card.passage, card.counterpart) if one.paragraph_id]
    return (
        (word(lang, "corpus"), about.corpus),
        (word(lang, "index"), built),
        (word(lang, "model"), about.model),
        (word(lang, "program"), about.program),
        (word(lang, "made"), about.made),
        (word(lang, "ids"), " · ".join(ids)),
    )


def _citation(card: Card, lang: str) -> str:
    about = card.about
    return word(
        lang,
        "cite.value",
        passage=cited(card.passage, lang),
        counterpart=cited(card.counterpart, lang),
        program=about.program,
        corpus=about.corpus,
        generation=about.generation,
        made=about.made,
    )
