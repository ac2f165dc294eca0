"""Sources as bibliographies: BibTeX, which LaTeX reads, and CSL-JSON, which Zotero reads.

A year is given where one is known, a range where the text only bounds it; the note says how it is
known, since a printed year may be false.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from explorer.evidence.provenance import Provenance
from explorer.export import place_name
from explorer.records import Dating, PlaceStatus, Speech, YearStatus

# A brace in a value would be counted, even behind a backslash, so it is named.
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(LATEX)
_NO_KEY = re.compile(r"[^0-9A-Za-z]+")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def bibtex(speeches: Iterable[Speech], about: Provenance) -> str:
    """One entry per speech; what stands above them is a comment to BibTeX."""
    told = f"Written on {about.made} by {about.program} from {about.corpus}, {about.generation}"
    entries = [_entry(speech, about) for speech in _once(speeches)]
    # An @ would begin an entry, even in a comment.
    return "\n\n".join([f"% {_line(told).replace('@', '(at)')}", *entries]) + "\n"


def csl(speeches: Iterable[Speech], about: Provenance) -> str:
    """CSL-JSON: one item of the type ``speech`` per speech."""
    return (
        json.dumps(
            [_item(speech, about) for speech in _once(speeches)], ensure_ascii=False, indent=1
        )
        + "\n"
    )


def citation_key(speech: Speech) -> str:
    """A key of plain letters and figures that stays the same while the speech does."""
    return "-".join(filter(None, ("s", _NO_KEY.sub("-", speech.id).strip("-"))))


def author(speech: Speech) -> str | None:
    """Who speaks: the speaker of ``metadata.csv``, else the place as a body; None where unknown."""
    speaker = _line(speech.metadata.get("speaker", ""))
    return speaker or (None if speech.place.is_national else place_name(speech.place))


def note(speech: Speech) -> str:
    """How the place and the years are known, and which of several speeches of a file this is."""
    told = [f"place {_place_known(speech)}", _years_known(speech.dating)]
    if speech.part > 1:
        told.append(f"part {speech.part} of the document")
    return "; ".join(told)


def web_address(speech: Speech) -> str | None:
    """The address that ``metadata.csv`` gives, where it is one of the web."""
    given = _line(speech.metadata.get("url", ""))
    try:
        parts = urlsplit(given)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(given, safe=":/?#[]@!$&'()*+,;=%-._~")


def _entry(speech: Speech, about: Provenance) -> str:
    # Names and titles stand in two pairs of braces, which keep them as they are.
    fields = {
        "author": _kept(author(speech)),
        "title": _kept(_title(speech)),
        "year": _year_range(speech.dating),
        "howpublished": _latex(f"{speech.document} ({about.corpus}, {about.generation})"),
        "note": _latex(note(speech)),
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    if address := web_address(speech):
        lines.append(f"  url = {{{address}}}")
    return f"@misc{{{citation_key(speech)},\n" + ",\n".join(lines) + "\n}"


def _item(speech: Speech, about: Provenance) -> dict[str, Any]:
    item = {
        "id": citation_key(speech),
        "type": "speech",
        "title": _title(speech),
        "author": [{"literal": name}] if (name := author(speech)) else None,
        "issued": _issued(speech.dating),
        "event-place": place_name(speech.place),
        "language": speech.language,
        "archive": f"{about.corpus}, {about.generation}",
        "archive_location": speech.document,
        "URL": web_address(speech),
        "note": note(speech),
    }
    return {name: value for name, value in item.items() if value}


def _once(speeches: Iterable[Speech]) -> list[Speech]:
    return list({speech.id: speech for speech in speeches}.values())


def _title(speech: Speech) -> str:
    return _line(speech.title) or _line(speech.first_words) or speech.document


def _year_range(dating: Dating) -> str | None:
    """A year, or two with an en dash as BibTeX writes it; an open range has no form there."""
    if dating.earliest is None or dating.latest is None:
        return None
    if dating.earliest == dating.latest:
        return str(dating.earliest)
    return f"{dating.earliest}--{dating.latest}"


def _issued(dating: Dating) -> dict[str, Any] | None:
    first, last = dating.earliest, dating.latest
    if first is not None and last is not None:
        parts = [[first]] if first == last else [[first], [last]]
        sure = first == last and dating.status is YearStatus.STATED
        return {"date-parts": parts} if sure else {"date-parts": parts, "circa": True}
    if first is not None:
        return {"literal": f"{first} or later"}
    return None if last is None else {"literal": f"{last} or earlier"}


def _place_known(speech: Speech) -> str:
    if speech.place.is_national:
        return "the whole country"
    if speech.place.status is PlaceStatus.MASKED:
        return "masked in the text"
    quotes = ", ".join(f"“{one.quote}”" for one in speech.place.evidence)
    return f"{speech.place.status}" + (f" ({quotes})" if quotes else "")


def _years_known(dating: Dating) -> str:
    match dating.status:
        case YearStatus.STATED:
            told = "year as stated"
        case YearStatus.PROVED:
            told = "year inferred from the text"
        case YearStatus.CONFLICTING:
            told = "year inferred from the text, which contradicts the one stated"
        case _:
            return "year unknown"
    first, last = dating.earliest, dating.latest
    if first != last:
        told += f": {first if first is not None else '…'} to {last if last is not None else '…'}"
    if dating.status is YearStatus.CONFLICTING and dating.stated is not None:
        told += f" ({dating.stated} is stated)"
    return told


def _kept(text: str | None) -> str:
    return f"{{{_latex(text)}}}" if text else ""


def _latex(text: str) -> str:
    return _line(text).translate(_ESCAPES)


def _line(text: str) -> str:
    return _CONTROL.sub("", " ".join(text.split()))
