"""The catalogue is complete in both languages and every text is used."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import explorer.app
from explorer.app.texts import TEXTS, join, language_of, say

SOURCES = Path(explorer.app.__file__).parent


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_the_same_things(key: str) -> None:
    chinese, english = TEXTS[key]
    assert chinese.strip() and english.strip()
    assert placeholders(chinese) == placeholders(english)
    assert not re.search("[\u4e00-\u9fff]", english), "Chinese in the English text"


def test_no_key_stands_in_two_files() -> None:
    names = [path.stem for path in (SOURCES / "texts").glob("*.py") if path.stem != "__init__"]
    parts = [import_module(f"explorer.app.texts.{name}") for name in names]
    assert len(TEXTS) == sum(len(part.TEXTS) for part in parts)


def test_every_text_is_used() -> None:
    code = "\n".join(p.read_text("utf-8") for p in SOURCES.rglob("*.py") if "texts" not in p.parts)
    families = ("out.", "step.", "about.", "link.", "verdict.", "chip.", "filter.", "level.")
    families += ("language.", "measure.meaning.none.")
    families += ("cities.", "timeline.")
    families += ("differ.", "trace.", "sentences.", "list.column.")
    families += ("export.", "line.")
    families += ("origin.", "formulas.", "draft.", "audit.", "kind.", "nav.")
    unused = [k for k in TEXTS if f'"{k}"' not in code and not k.startswith(families)]
    assert not unused


def test_numbers_take_the_form_of_their_noun() -> None:
    assert say("en", "query.places", n=1) == "from 1 place"
    assert say("en", "query.places", n=1234) == "from 1,234 places"
    assert say("zh", "query.places", n=1234) == "来自 1,234 地"


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert "{n} {0.__class__}" in say("en", "query.none", anchor="{n} {0.__class__}")


def test_lists_and_locales() -> None:
    assert join("zh", ["甲", "乙"]) == "甲、乙"
    assert join("en", ["a", "b"]) == "a, b"
    assert [language_of(x) for x in ("zh-CN", "zh_TW", "ZH", "en-GB", "de", None)] == [
        "zh", "zh", "zh", "en", "en", "en",
    ]  # fmt: skip
