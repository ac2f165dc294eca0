"""The names by which a passage gives away a place: its own ones, and those of what lies in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from explorer.corpus.levels import COUNTY
from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.place_words import NOT_PLACES
from explorer.corpus.script import simplified
from explorer.records import Place, PlaceStatus

SHORTEST_COUNTY = 3
"""Characters of a county's name that is taken for one. Of the 1,900 shorter ones, 423 stand by
chance or as a word in the reports of 100 cities of other provinces (示范县, 更高要求)."""
PART_OF_CITY = re.compile(
    "[东西南北新老中]?(?:主?城|郊|矿|港口?|市[中北南东西]|城[东西南北中关])区"
)
"""Districts whose name is a word for a part of any city."""
WORDS = frozenset(
    "白银 中山 北海 海西 海东 海北 海南 海口 安康 长春 山南 阿里 朝阳 旅大 长治 黄山 三明 三亚 "
    "定西 大同 东方 日照 平凉 天水 百色 河源 黑河 红河 兴安 吉安 通化 白城 白山 七台 阜新 鞍山 "
    "文山 大理 玉树 林芝 和田 阳泉 运城 延安 大庆 遵义".split()
)
"""Short names of prefectures that are words, parts of words or of other names, or stand for an
event that every text may name: they count with their 市, 州, 盟 or 地区 only."""
CHANCE = re.compile(
    "创新乡|复合肥|医保定|美丽江|幸福州|黄金华|均衡水|镇江关|水阳江|武阳江|平安阳|江安阳|"
    "(?:广州|深圳)(?:期货|证券)|(?:杭州|广州)亚运|上海合作组织|北京(?:证券|大学|奥运|冬奥|时间)|"
    "上海(?:证券|交通大学)|苏州河|宁德时代|深圳证券"
)
"""What only looks like a prefecture's name, or names an institution of the whole country."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a name is: the code of the place, and whether it lies within the place asked of."""

    code: str
    within: bool


def names_in(text: str, place: Place, table: PlaceTable) -> list[tuple[int, int, Owned]]:
    """Where a passage has names of a place or of what lies in it: start, end, whose it is.

    The names are read in either script, former ones included. A place that is masked or unknown
    has none; one that the table does not know has its short name, with or without 市.
    """
    own = owned_names(place, table)
    if not own:
        return []
    plain = simplified(text)
    for never in (NOT_PLACES, CHANCE):
        plain = never.sub(lambda found: " " * len(found.group()), plain)
    if place.code in table.by_code:
        spans = table.finder.find(plain)
    else:
        names = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
        pattern = re.compile(rf"(?<![a-zA-Z])(?:{names})(?![a-zA-Z])")
        spans = [match.span() for match in pattern.finditer(plain)]
    return [(*span, own[name]) for span in spans if (name := plain[slice(*span)]) in own]


def owned_names(place: Place, table: PlaceTable) -> Mapping[str, Owned]:
    """The names that stand for a place alone, each with whose it is."""
    if place.status not in (PlaceStatus.STATED, PlaceStatus.INFERRED) or not place.name:
        return {}
    if place.code is None or place.code not in table.by_code:
        owned = Owned(place.code or place.name, within=False)
        return {simplified(name): owned for name in (place.name, f"{place.name}市")}
    return _owned_names(place.code, table)


def lies_within(one: Place, other: Place, table: PlaceTable) -> bool:
    """Whether one place is the other or lies in it."""
    entry = table.by_code.get(one.code or "")
    above = {up.code for up in table.above(entry)} if entry else set()
    return other.code in {one.code, *above}


@lru_cache(maxsize=512)
def _owned_names(code: str, table: PlaceTable) -> Mapping[str, Owned]:
    found = {}
    entry = table.by_code[code]
    for one in (*_children(table).get(code, ()), entry):
        for name in {*one.names, *(former.name for former in one.former)}:
            if _tells(name, one):
                found[simplified(name)] = Owned(one.code, within=one is not entry)
    return MappingProxyType(found)


def _tells(name: str, entry: PlaceEntry) -> bool:
    if entry.level == COUNTY:
        return len(name) >= SHORTEST_COUNTY and not PART_OF_CITY.fullmatch(name)
    return name not in WORDS


@lru_cache(maxsize=4)
def _children(table: PlaceTable) -> Mapping[str, list[PlaceEntry]]:
    found: dict[str, list[PlaceEntry]] = {}
    for entry in table.by_code.values():
        found.setdefault(entry.parent, []).append(entry)
    return MappingProxyType(found)
