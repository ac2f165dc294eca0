"""Real indexes of a few invented speeches, built with the tests' own model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fakes import BigramEncoder

from explorer import build_index
from explorer.search import Explorer, open_index

COMMON = "把群众的小事当作政府的大事，一件一件抓到底、一年一年办下去"
ROAD = "东门桥头的旧码头改成步行街，沿河每五十步放一张长椅，傍晚六点以后不许汽车进入，摊贩按号经营"
TREES = "城里新种三千棵槐树，每条巷子都有树荫，树苗由苗圃自己培育，居民认养一棵就减免一年的卫生费"
WATER = "水库周围两里之内不再批准养殖，网箱由公司按市价收走，渔民改做巡库员，工资每月准时发放到手"
SCHOOL = "乡下学校的屋顶今年全部换成钢瓦，冬天每间教室都要有炉子，老师的住房与学生的食堂一同修好"


def city_files() -> dict[str, str]:
    """Six cities of three provinces; one borrows from another, and repeats itself."""
    files = {
        "金华_2010.txt": [ROAD, TREES, COMMON],
        "金华_2014.txt": [TREES, COMMON, "今年要建一座能看星星的图书馆，圆顶由本地木匠搭成。"],
        "菏泽_2014.txt": [ROAD, WATER, COMMON],
    }
    for name, text in (("洛阳", SCHOOL), ("柳州", WATER), ("宁波", SCHOOL), ("烟台", TREES)):
        files[f"{name}_2016.txt"] = [f"{text}，{name}今年照此办理。", f"{COMMON}，{name}也是如此。"]
    return {name: _speech(name, texts) for name, texts in files.items()}


def hostile_files(evils: Sequence[str]) -> dict[str, str]:
    """The same speeches with markup in paragraphs, titles and the columns of a table."""
    rows = ["path,place,year,role"]
    files = {}
    for number, text in enumerate(city_files().values()):
        evil = evils[number % len(evils)]
        lines = [f"{line}{evil}" if len(line) > 30 else line for line in text.split("\n")]
        files[f"x&{number}<b>.txt"] = "\n".join(lines).replace("工作会议", f"会议{evil}")
        quoted = evil.replace('"', '""')
        rows.append(f'x&{number}<b>.txt,"城{number}{quoted}",{2010 + number},"{quoted}"')
    files["metadata.csv"] = "\n".join(rows) + "\n"
    return files


def built(folder: Path, files: Mapping[str, str], *, join: bool = True) -> Explorer:
    """Write the files, build their index and open it."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build_index(corpus, folder / "index", encoder=BigramEncoder(), join=join)
    return open_index(folder / "index", encoder=BigramEncoder())


def _speech(name: str, texts: list[str]) -> str:
    place, year = name.removesuffix(".txt").split("_")
    body = "\n\n".join(f"{text}。" for text in texts)
    return f"{place}市长在{year}年工作会议上的讲话\n\n同志们：\n\n{body}\n\n谢谢大家！\n"
