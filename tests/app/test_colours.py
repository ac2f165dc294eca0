"""Every colour of text can be read on every ground that it stands on, in both themes (WCAG AA)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import explorer.app
from explorer.app.components.charting import DARK, LIGHT, Colours

ASSETS = Path(explorer.app.__file__).parent / "components" / "assets"
LEAST = 4.5
"""https://www.w3.org/TR/WCAG22/#contrast-minimum, for text of ordinary size."""
LEAST_GRAPHIC = 3.0
"""https://www.w3.org/TR/WCAG22/#non-text-contrast"""
GROUNDS = ("paper", "wash", "accent-wash")
MARKS = ("formula", "borrowed", "edited", "translated", "paraphrased", "soft")
"""The colours of the words and lines in the margin."""

SETTINGS = Path(explorer.app.__file__).parent / ".streamlit" / "config.toml"


def colours(theme: str) -> dict[str, str]:
    sheet = (ASSETS / f"{theme}.css").read_text("utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_heads_of_tables_can_be_read(theme: str) -> None:
    set_to = tomllib.loads(SETTINGS.read_text("utf-8"))["theme"][theme]
    # Streamlit draws the heads on a ground between these two.
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(set_to["dataframeHeaderTextColor"], set_to[ground]) >= LEAST


def test_both_themes_name_the_same_colours() -> None:
    assert colours("light").keys() == colours("dark").keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_its_grounds(theme: str) -> None:
    of = colours(theme)
    pairs = [(text, ground) for text in ("ink", "soft", "accent", *MARKS) for ground in GROUNDS]
    pairs += [("ink", "tile"), ("ink", "tile-lit"), ("stock", "tile"), ("doubt", "tile")]
    pairs += [("stock", ground) for ground in GROUNDS] + [("doubt", "doubt-wash")]
    pairs += [("paper", "accent")]  # the words of a primary button
    poor = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(*map(of.get, pair))) < LEAST
    }
    assert not poor


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_bars_stand_out(theme: str) -> None:
    of = colours(theme)
    for name in (*MARKS, "accent"):
        assert contrast(of[name], of["paper"]) >= LEAST_GRAPHIC, name


@pytest.mark.parametrize(("theme", "hues"), [("light", LIGHT), ("dark", DARK)])
def test_the_words_of_a_chart_can_be_read_on_the_page(theme: str, hues: Colours) -> None:
    page = tomllib.loads(SETTINGS.read_text("utf-8"))["theme"][theme]["backgroundColor"]
    assert contrast(hues.words, page) >= LEAST
    for hue in (hues.strong, hues.early, hues.late, hues.line, *hues.kinds):
        assert contrast(hue, page) >= LEAST_GRAPHIC, hue
