"""The facts of an index: what it holds, how it was made, what its numbers mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer import __version__, ranking
from explorer.app import phrases
from explorer.app.components.passages import html_language
from explorer.app.direction import isolated
from explorer.app.english import translated
from explorer.app.texts import join, say
from explorer.records import Speech
from explorer.verdict import SHARES, Rule

if TYPE_CHECKING:
    from explorer.app.quality import Quality
    from explorer.index.manifest import Manifest
    from explorer.index.plan import Tuned
    from explorer.search import Explorer

LISTED = 1_000
"""Speeches in the table; a longer one is sent to the browser whole and gets slow."""
COUNTS = ("documents", "speeches", "witness_groups", "paragraphs", "windows", "cities")
NUMBERS = ("meaning", "wording", "formula", "year", "earlier", "first")
RULE = ("verbatim", "edited", "translation", "paraphrase", "formula", "topic")
"""The verdicts in the order in which they are tried."""


def overview(lang: str, manifest: Manifest) -> None:
    """Draw what the index is, what is in it and what made it."""
    model = manifest.model
    index = {
        say(lang, "about.generation"): manifest.generation,
        say(lang, "about.created"): manifest.created.replace("T", " ")[:16],
        say(lang, "about.search"): _search(lang, manifest.search),
    }
    counts = {
        say(lang, f"about.{name}"): f"{manifest.counts[name]:,}"
        for name in COUNTS
        if name in manifest.counts
    }
    made_by = {
        say(lang, "about.model"): model.name,
        say(lang, "about.revision"): model.revision,
        say(lang, "about.prompt"): model.prompt,
        say(lang, "about.dimension"): model.dimension,
        say(lang, "about.precision"): model.precision,
    }
    st.html(
        '<div class="facts">'
        + _table(say(lang, "about.index"), index)
        + _table(say(lang, "about.counts"), counts)
        + _table(say(lang, "about.model"), made_by)
        + _table(say(lang, "about.settings"), manifest.settings)
        + _table(say(lang, "about.libraries"), manifest.libraries)
        + _table(
            say(lang, "about.unreadable"),
            {isolated(entry.name): translated(lang, entry.reason) for entry in manifest.unreadable},
        )
        + "</div>"
    )


def _search(lang: str, tuned: Tuned | None) -> str:
    """How the nearest paragraphs are found, and how many of them are."""
    if tuned is None:
        return say(lang, "about.search.exact")
    return say(
        lang,
        "about.search.lists",
        lists=f"{tuned.lists:,}",
        probes=tuned.probes,
        queries=tuned.queries,
        recall=percent(tuned.recall),
    )


def quality(lang: str, manifest: Manifest, known: Quality) -> None:
    """Draw how far the corpus lets itself be compared."""
    languages = join(lang, [_language_pair(lang, one) for one in known.languages])
    pairs = say(lang, "about.quality.pairs.none")
    if known.pairs is not None:
        pairs = f"{sum(known.pairs.values()):,}"
        named = [
            say(lang, "about.quality.pair", name=say(lang, f"verdict.{one}"), n=n)
            for one, n in known.pairs.items()
        ]
        pairs += f" ({join(lang, named)})" if named else ""
    values: dict[str, object] = {
        "place": percent(known.place),
        "year": percent(known.year),
        "years": percent(known.years),
        "formula": None if known.formula is None else percent(known.formula),
        "pairs": pairs,
        "languages": languages
        or say(lang, "about.quality.languages.none", fewest=ranking.FEWEST_PAIRS),
        "random": say(
            lang, "about.quality.random.value", n=ranking.PAIRS, fewest=ranking.FEWEST_PAIRS
        ),
        "copies": f"{known.copies:,}",
        "left_out": f"{len(manifest.unreadable):,}",
    }
    table = {say(lang, f"about.quality.{name}"): value for name, value in values.items()}
    st.html(f'<div class="facts quality">{_table(say(lang, "about.quality"), table)}</div>')


def _language_pair(lang: str, pair: str) -> str:
    return "–".join(phrases.language_name(lang, one) for one in pair.split("-"))


def percent(value: float) -> str:
    """A share as a percentage that is 0 or 100 only where it is exactly that."""
    if 0 < value < 0.001:
        return "<0.1%"
    return ">99.9%" if 0.999 < value < 1 else f"{100 * value:.1f}%"


def rule(lang: str, thresholds: Rule) -> None:
    """Draw the rule of the verdict in words, with the thresholds of this index."""
    numbers = {name: getattr(thresholds, name) for name in Rule.__slots__}
    told = {
        name: f"{100 * value:g}" if name in SHARES else f"{value:g}"
        for name, value in numbers.items()
    }
    items = "".join(f"<li>{escape(say(lang, f'about.rule.{name}', **told))}</li>" for name in RULE)
    st.html(
        f'<section class="prose" lang="{html_language(lang)}">'
        f"<h3>{escape(say(lang, 'about.rule'))}</h3>"
        f"<p>{escape(say(lang, 'about.rule.intro'))}</p><ol>{items}</ol></section>"
    )


def citation(lang: str, manifest: Manifest, title: str | None) -> None:
    """Draw how to cite the index, in words and as BibTeX to copy."""
    title = title or say(lang, "about.cite.untitled")
    text = say(
        lang,
        "about.cite.text",
        title=title,
        generation=manifest.generation,
        created=manifest.created[:10],
        speeches=manifest.counts.get("speeches", 0),
        paragraphs=manifest.counts.get("paragraphs", 0),
        fingerprint=manifest.fingerprint[:12],
        model=manifest.model.name,
        revision=manifest.model.revision,
        version=__version__,
    )
    st.html(
        f'<section class="prose" lang="{html_language(lang)}">'
        f"<h3>{escape(say(lang, 'about.cite'))}</h3><p>{escape(text)}</p>"
        f'<p class="soft">{escape(say(lang, "about.cite.hint"))}</p></section>'
    )
    st.code(bibtex(manifest, title), language=None, wrap_lines=True)


def bibtex(manifest: Manifest, title: str) -> str:
    """The index as an entry of BibTeX."""
    note = (
        f"Index {manifest.generation}, built {manifest.created[:10]}, "
        f"fingerprint {manifest.fingerprint[:12]}, model {manifest.model.name} "
        f"{manifest.model.revision}, similarity-explorer {__version__}"
    )
    fields = {"title": f"{{{_tex(title)}}}", "year": manifest.created[:4], "note": _tex(note)}
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{speeches-{manifest.fingerprint[:8]},\n{body}\n}}"


def _tex(text: str) -> str:
    """The text on one line, with TeX's own characters as text."""
    return "".join(_TEX.get(character, character) for character in phrases.one_line(text))


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}


def numbers(lang: str) -> None:
    """Draw what each number on the other pages means, and what it does not."""
    body = "".join(f"<p>{escape(say(lang, f'about.numbers.{name}'))}</p>" for name in NUMBERS)
    title = escape(say(lang, "about.numbers"))
    st.html(f'<section class="prose" lang="{html_language(lang)}"><h3>{title}</h3>{body}</section>')


def speeches(lang: str, explorer: Explorer) -> None:
    """Draw the table of the speeches."""
    st.html(f'<h3 class="prose">{escape(say(lang, "about.list"))}</h3>')
    found = list(explorer.speeches())
    st.dataframe(_columns(lang, found[:LISTED]), hide_index=True, lazy=False, key="speeches")
    if len(found) > LISTED:
        st.html(f'<p class="source">{escape(say(lang, "about.more", n=LISTED))}</p>')


def _columns(lang: str, found: Iterable[Speech]) -> dict[str, list[str | int]]:
    columns: dict[str, list[str | int]] = {}
    for speech in found:
        row: dict[str, str | int] = {
            "city": phrases.place_name(lang, speech.place),
            "year": phrases.year_name(lang, speech.dating),
            "status": phrases.year_status(lang, speech.dating),
            "title": phrases.title(lang, speech),
            "document": phrases.source(lang, speech),
            "paragraphs": speech.paragraphs,
        }
        for name, value in row.items():
            columns.setdefault(say(lang, f"about.column.{name}"), []).append(value)
    return columns


def _table(title: str, values: Mapping[str, object]) -> str:
    if not values:
        return ""
    rows = "".join(
        f"<div><dt>{escape(str(name))}</dt><dd>{escape(_value(value))}</dd></div>"
        for name, value in values.items()
    )
    return f"<section><h3>{escape(title)}</h3><dl>{rows}</dl></section>"


def _value(value: object) -> str:
    if isinstance(value, Mapping) and value:
        return ", ".join(f"{name}: {item}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "—" if value in (None, "", {}) else str(value)
