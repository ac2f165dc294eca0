"""A corpus that tells in every paragraph which of its editions it is, for tests of crashes."""

from __future__ import annotations

from pathlib import Path

CITIES = ("金华", "吉安", "丽水", "宜春")
FIRST = "我代表{city}市人民政府讲三条意见，请大家结合实际认真研究，抓好{mark}的落实，不要走过场。"
PARTS = (
    "今年要修好每一条乡间小路，先修{place}号路，让孩子们走着去上学，{mark}的名单月底以前公布。",
    "夜里也要有末班公交车，{place}路的工人不应该等到天亮，{mark}的时刻表贴在每一个站台上。",
    "菜市场不许再涨价，{place}号摊位的租金都要写在墙上，{mark}的价目由各区自己核对以后张贴。",
)
HEAD = "市长在全市道路工作会议上的讲话\n（{year}年3月1日）\n同志们：\n"


def mark(edition: int) -> str:
    """What stands in every paragraph of an edition."""
    return f"第{edition}版"


def year(edition: int, number: int) -> int:
    """The year of a city's speech in an edition."""
    return 2000 + (edition * len(CITIES) + number) % 24


def write_edition(folder: Path, edition: int) -> Path:
    """Write an edition: its own wording in every paragraph, its own number of them, its years."""
    folder.mkdir(parents=True)
    (folder / "corpus.toml").write_text(f'[title]\nzh = "{mark(edition)}"\n', "utf-8")
    for number, city in enumerate(CITIES):
        told = {"city": city, "mark": mark(edition)}
        texts = [FIRST.format(**told)]
        for place in range(1 + edition % 3):
            texts += [part.format(place=place + 1, **told) for part in PARTS]
        head = HEAD.format(year=year(edition, number))
        (folder / f"{city}.txt").write_text(head + "\n".join(texts) + "\n", "utf-8")
    return folder


def paragraphs_of(edition: int) -> int:
    """How many paragraphs an edition has."""
    return len(CITIES) * (1 + len(PARTS) * (1 + edition % 3))
