"""What a finding of the audit says, in the reader's language."""

from __future__ import annotations

from explorer.app.direction import isolated
from explorer.app.english import translated
from explorer.app.phrases import one_line
from explorer.app.texts import TEXTS, join, say
from explorer.audit.sentences import Language, Reason, Said, Several, SpeechRef, Value, Years


def sentence(lang: str, said: Said) -> str:
    """The sentence of a finding."""
    values = {name: _worded(lang, value) for name, value in said.values}
    return say(lang, f"audit.says.{said.code}", **values)


def _worded(lang: str, value: Value) -> str | int | float:
    match value:
        case SpeechRef():
            return speech(lang, value)
        case Several(names, word):
            parts = [str(_worded(lang, name)) for name in names]
            return say(lang, f"audit.{word}").join(parts) if word else join(lang, parts)
        case Years():
            return _years(lang, value)
        case Language(code):
            key = f"audit.language.{code}"
            return say(lang, key) if key in TEXTS else code
        case Reason(text):
            return translated(lang, text)
        case str():
            return isolated(one_line(value))
        case _:
            return value


def speech(lang: str, one: SpeechRef) -> str:
    """The document of a speech, with its part where that is not the first."""
    document = isolated(one_line(one.document))
    if one.part in (None, 1):
        return document
    return say(lang, "audit.part", document=document, part=one.part)


def _years(lang: str, known: Years) -> str:
    first, last = known.first, known.last
    if first is not None and last is not None:
        years = str(first) if first == last else f"{first}–{last}"
        return say(lang, "audit.years", years=years)
    if first is not None:
        return say(lang, "audit.years.from", year=str(first))
    if last is not None:
        return say(lang, "audit.years.until", year=str(last))
    return say(lang, "audit.years.none")
