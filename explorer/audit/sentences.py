"""What a finding says: a code with values, and its sentence in English.

An interface may say the code in another language. Values that are worded differently there have
types of their own; each of them is English as a string.
"""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = {
    "same-text-two-cities.named": "One text stands under {places}: the text names {place}.",
    "same-text-two-cities.open": "One text stands under {places}: the text does not tell which is "
    "right.",
    "place-conflict.body": "{speech} stands under {place}, but its text speaks for {other}: "
    "{quote}.",
    "place-conflict.nation": "{speech} stands under {place}, but its text speaks for the nation: "
    "{quote}.",
    "place-conflict.copy": "{speech} names {place}, but metadata.csv has another place for its "
    "copy {copy}.",
    "place-conflict.many": "{n} speeches stand under one place while their texts name another "
    "body.",
    "same-text-two-years.proved": "One text stands under the years {years}; what it speaks of is "
    "of {year}.",
    "same-text-two-years.open": "One text stands under the years {years}; at most one is right.",
    "year-conflict.user": "{speech} is of {years} by metadata.csv, but speaks of {facts}.",
    "year-conflict.copies": "{speech} prints no year, and its copies contradict each other "
    "({quote}).",
    "year-conflict.facts": "{speech} speaks of years that contradict each other, {years}.",
    "year-conflict.copy": "{speech} prints {stated}, but a copy says otherwise ({quote}).",
    "year-conflict.printed": "{speech} prints {stated} and another year, within {years}.",
    "year-conflict.evidence": "{speech} prints {stated}, but other evidence gives {years}.",
    "year-conflict.many": "{n} speeches have years that contradict each other.",
    "place-not-named": "{speech} stands under {place}, which its text never names.",
    "place-not-named.copies": "{speech} stands under {place}, which its text never names; nor do "
    "its copies {copies}.",
    "place-not-named.many": "{n} speeches never name the place that they are filed under.",
    "place-mistyped": "metadata.csv has the place {place}, which no table of places knows; did you "
    "mean {meant}.",
    "place-mistyped.many": "{n} names of places in metadata.csv are no place of any table, but "
    "like the name of one.",
    "several-in-one-file": "{document} is named after {place} and holds {n} speeches; {others} of "
    "them are not known to be of {place}.",
    "metadata-unused": "The row {row} of metadata.csv belongs to no speech.",
    "metadata-unused.meant": "The row {row} of metadata.csv belongs to no speech; did you mean "
    "{meant}.",
    "metadata-unused.many": "{n} rows of metadata.csv belong to no speech, so what they say is "
    "lost.",
    "same-file-name": "{files} files of different texts are called {name}, and metadata.csv makes "
    "each of them {place} {year}; name their paths there.",
    "same-file-name.many": "{n} file names stand for several different texts, to which "
    "metadata.csv gives one place and year.",
    "mojibake": "{speech} was read in a wrong encoding somewhere on its way ({n} places).",
    "mojibake.many": "{n} speeches hold characters that were read in a wrong encoding.",
    "unreadable": "{file} {reason}.",
    "unreadable.many": "{n} files could not be read and are missing from every result.",
    "other-language": "{speech} is {language} in a collection that is mostly {usual}.",
    "other-language.many": "{n} speeches are in another language or script than the collection.",
    "truncated.elsewhere": "{speech} goes on elsewhere.",
    "truncated.mid-sentence": "{speech} ends in mid-sentence.",
    "truncated.many": "{n} speeches end before their end.",
    "nearly-empty": "{speech} has {n} paragraphs and {share:.1%} of the usual length.",
    "nearly-empty.many": "{n} speeches are nearly empty, compared with the collection.",
    "far-too-long": "{speech} has {times:.0f} times the usual length; it may hold several "
    "speeches.",
    "far-too-long.many": "{n} speeches are far longer than the collection's.",
    "digits-missing": "{speech} has lost figures in {n} places.",
    "digits-missing.many": "{n} speeches have lost figures.",
    "masked-words": "{speech} has masked figures or words ({figures} figures, {words} words).",
    "masked-words.many": "{n} speeches have masked figures or words.",
    "place-masked": "{speech} masks its place.",
    "place-masked.many": "{n} speeches mask their place, so they are nobody's counterpart for "
    "sure.",
    "place-unknown": "{speech} has no known place.",
    "place-unknown.many": "{n} speeches have no known place.",
    "place-unlisted": "metadata.csv has the place {place}, which no table of places knows.",
    "place-unlisted.many": "{n} places of metadata.csv are in no table; each is a place of its "
    "own.",
    "year-unknown": "{speech} has no year.",
    "year-unknown.many": "{n} speeches have no year.",
    "year-wide": "{speech} is only known to be of {years}.",
    "year-wide.many": "{n} speeches have only a wide range of years.",
    "title-language": "{speech} has a title in another script than its text.",
    "title-language.many": "{n} speeches have a title in another script than their text.",
}
"""Code to English; a code begins with its kind, and ``many`` is said of several merged findings."""
LANGUAGES = {
    "zh": "Chinese in simplified characters",
    "zh-Hant": "Chinese in traditional characters",
    "en": "English",
    "ja": "Japanese",
    "ko": "Korean",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
}


@dataclass(frozen=True, slots=True)
class SpeechRef:
    """A speech of a finding; without id and part for a file that holds no speech."""

    document: str
    part: int | None = None
    id: str | None = None

    def __str__(self) -> str:
        """How a sentence calls it; the part says which one of a compilation it is."""
        return self.document if self.part in (None, 1) else f"{self.document} (part {self.part})"


@dataclass(frozen=True, slots=True)
class Years:
    """A range of years; ``None`` leaves a side open."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        if self.first is None:
            return f"{self.last} or before" if self.last is not None else "no year"
        if self.last is None:
            return f"{self.first} or later"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Language:
    """A language or script by its code."""

    code: str

    def __str__(self) -> str:
        return LANGUAGES.get(self.code, self.code)


@dataclass(frozen=True, slots=True)
class Several:
    """Names that stand together: all of them, or (``and``, ``or``) with a word before each."""

    names: tuple[str | SpeechRef, ...]
    word: str = ""

    def __str__(self) -> str:
        return (f" {self.word} " if self.word else ", ").join(map(str, self.names))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a file could not be read, in the words of whatever reads it."""

    text: str

    def __str__(self) -> str:
        return self.text


Value = str | int | float | SpeechRef | Years | Language | Several | Reason


@dataclass(frozen=True, slots=True)
class Said:
    """A code of ``SENTENCES`` with its values."""

    code: str
    values: tuple[tuple[str, Value], ...]

    def __str__(self) -> str:
        return SENTENCES[self.code].format(**dict(self.values))


def says(code: str, **values: Value) -> Said:
    """What a finding says."""
    return Said(code, tuple(values.items()))
