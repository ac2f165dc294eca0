"""Speeches that do not fit the rest of their collection: in length, in language, in script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median

from explorer.audit.collection import Collection, Item
from explorer.audit.findings import Finding, Kind, Quote, ref
from explorer.audit.sentences import Language, says
from explorer.corpus.language import HAN, HANGUL, KANA, SAMPLE
from explorer.corpus.script import simplified
from explorer.corpus.windows import WINDOW_HAN, WINDOW_WORDS
from explorer.records import LineKind

FEWEST = 8
"""Speeches from which a collection has a usual length or language."""
NEARLY_EMPTY = 0.1
"""Of the median length and of the median number of paragraphs, below which a speech is a stub."""
FAR_TOO_LONG = 6.0
"""Times the median length from which a file holds more than a speech."""
ODD_SHARE = 0.02
"""Of the speeches, up to which a language is a stranger; one speech always is."""
TRADITIONAL = 0.1
"""Share of the Han characters that have a simplified form. Traditional texts have 0.31, simplified
ones with a few old characters 0.007."""
LETTER = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_\u3040-\u9fff\uac00-\ud7af]+")


def lengths(collection: Collection) -> Iterator[Finding]:
    """Speeches that are nearly empty or far too long, in paragraphs and in length."""
    if len(collection.items) < FEWEST:
        return
    sizes = [_size(item) for item in collection.items]
    usual = median(sizes)
    paragraphs = median(item.speech.paragraphs for item in collection.items)
    for item, size in zip(collection.items, sizes, strict=True):
        count = item.speech.paragraphs
        if size < NEARLY_EMPTY * usual and count <= max(1, NEARLY_EMPTY * paragraphs):
            said = says(Kind.NEARLY_EMPTY, speech=ref(item), n=count, share=size / usual)
            yield Finding(Kind.NEARLY_EMPTY, said, (ref(item),), (_first_words(item),))
        elif size > FAR_TOO_LONG * usual:
            said = says(Kind.FAR_TOO_LONG, speech=ref(item), times=size / usual)
            yield Finding(Kind.FAR_TOO_LONG, said, (ref(item),), (_first_words(item),))


def _size(item: Item) -> float:
    """Han characters and words, a word counting as many as it does in a window."""
    text = item.words
    han = _count(HAN, text)
    words = len(WORD.findall(text))
    return han + words * WINDOW_HAN / WINDOW_WORDS


def languages(collection: Collection) -> Iterator[Finding]:
    """Speeches in a language or script that next to no other speech of the collection has."""
    if len(collection.items) < FEWEST:
        return
    found = [_language(item) for item in collection.items]
    counts = Counter(found)
    usual = Language(counts.most_common(1)[0][0])
    odd = {one for one, n in counts.items() if n <= max(1, ODD_SHARE * len(found))}
    for item, language in zip(collection.items, found, strict=True):
        if language in odd:
            kind, own = Kind.OTHER_LANGUAGE, Language(language)
            yield Finding(
                kind,
                says(kind, speech=ref(item), language=own, usual=usual),
                (ref(item),),
                (_first_words(item),),
            )


def _language(item: Item) -> str:
    language = item.speech.language
    if language == "zh" and _traditional(item.words[:SAMPLE]):
        return "zh-Hant"
    return language


def _traditional(text: str) -> bool:
    han = "".join(HAN.findall(text))
    changed = sum(one != other for one, other in zip(han, simplified(han), strict=True))
    return changed > TRADITIONAL * max(1, len(han))


def _first_words(item: Item) -> Quote:
    speech = item.speech
    return Quote(speech.document, speech.part, "first words", speech.first_words, speech.start)


def titles(collection: Collection) -> Iterator[Finding]:
    """Speeches whose printed title has not one letter of their text's script."""
    for item in collection.items:
        title = item.speech.title
        printed = any(line.kind is LineKind.TITLE for line in item.text.lines)
        own, other = _script(item.words[:SAMPLE]), _script(title)
        if printed and other is not None and own is not None and own != other:
            yield Finding(
                Kind.TITLE_LANGUAGE,
                says(Kind.TITLE_LANGUAGE, speech=ref(item)),
                (ref(item),),
                (Quote(item.speech.document, item.speech.part, "title", title),),
            )


def _script(text: str) -> str | None:
    """Han (with or without kana), Hangul or letters; None for a mixture and for too few."""
    letters, korean = _count(LETTER, text), _count(HANGUL, text)
    east = _count(HAN, text) + _count(KANA, text)
    if letters < 4:
        return None
    if max(east, korean) > letters / 2:
        return "Han" if east > korean else "Hangul"
    return None if east + korean else "letters"


def _count(pattern: re.Pattern[str], text: str) -> int:
    """Characters of all matches, whether they are single ones or runs."""
    return sum(map(len, pattern.findall(text)))
