"""The language of a text."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, HARBOUR

from explorer.corpus.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BUS, "zh"),
        ("GDP 4.3%，R&D 2.1%，PPP 项目 31 个，公交站 12 个。", "zh"),
        ("公車站要有棚子，老人上下車要有人搭一把手。", "zh"),
        ("昨年は港の工事が予定どおりに進みました。", "ja"),
        ("올해 우리는 다리를 열고 은행에 돈을 갚았습니다.", "ko"),
        (HARBOUR, "en"),
        ("Este año abrimos dos puentes y devolvimos al banco lo que prestó.", "es"),
        ("2024 — 12,5 %", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language
