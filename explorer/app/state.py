"""The state of the app as it stands in the address bar: ids and codes only, never labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("zh", "en")
FIRST_YEAR, LAST_YEAR = 1900, 2100
UNKNOWN_PLACE = "unknown"
"""Stands for ``Place.code is None``: places that are masked or not known."""

_CODE = re.compile(r"[0-9A-Za-z]{1,16}")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}")
_YEARS = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")
# Lone surrogates cannot be sent to a browser, and control characters mean nothing in a passage.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class State:
    """What a link says; ``None`` and empty values leave the choice to the app."""

    lang: str | None = None
    place: str | None = None
    speech: str | None = None
    paragraph: str | None = None
    result: str | None = None
    """Paragraph id of the counterpart on view."""
    cities: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    sure: bool = False
    """Only counterparts that are surely of another year."""
    query: str = ""
    generation: str | None = None
    """The index generation that the link was made with."""


def decode(params: Mapping[str, object]) -> State:
    """Read a query string; whatever is malformed counts as absent, so this never fails."""
    lang = _text(params, "lang")
    return State(
        lang=lang if lang in LANGUAGES else None,
        place=_match(_CODE, params, "c"),
        speech=_match(_ID, params, "s"),
        paragraph=_match(_ID, params, "p"),
        result=_match(_ID, params, "r"),
        cities=_cities(_text(params, "cf")),
        years=_years(_text(params, "y")),
        sure=_text(params, "sure") == "1",
        query=clean_query(_text(params, "q")),
        generation=_match(_ID, params, "g"),
    )


def encode(state: State) -> dict[str, str]:
    """Write a state as a query string that ``decode`` reads back to the same state."""
    values = {
        "lang": state.lang,
        "c": state.place,
        "s": state.speech,
        "p": state.paragraph,
        "r": state.result,
        "cf": ".".join(state.cities),
        "y": f"{state.years[0]}-{state.years[1]}" if state.years else None,
        "sure": "1" if state.sure else None,
        "q": state.query,
        "g": state.generation,
    }
    return {name: value for name, value in values.items() if value}


def unread(params: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the query string's values that say something and could not be read."""
    kept = encode(decode(params))
    known = ("lang", "c", "s", "p", "r", "cf", "y", "g")
    return tuple(name for name in known if _text(params, name) and name not in kept)


def clean_query(text: str) -> str:
    """The passage without characters that neither a browser nor a model can use."""
    return _UNUSABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text(params: Mapping[str, object], name: str) -> str:
    value = params.get(name, "")
    if isinstance(value, (list, tuple)):
        value = value[-1] if value else ""
    return value if isinstance(value, str) else ""


def _match(pattern: re.Pattern[str], params: Mapping[str, object], name: str) -> str | None:
    text = _text(params, name)
    return text if pattern.fullmatch(text) else None


def _cities(text: str) -> tuple[str, ...]:
    return tuple(sorted({code for code in text.split(".") if _CODE.fullmatch(code)}))


def _years(text: str) -> tuple[int, int] | None:
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = sorted((int(match[1]), int(match[2])))
    return (first, last) if first >= FIRST_YEAR and last <= LAST_YEAR else None
