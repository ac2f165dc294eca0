"""Finds the place that a file or folder is named after."""

from __future__ import annotations

import re

from explorer.corpus.files import telling_names
from explorer.corpus.language import HAN
from explorer.corpus.levels import COUNTY
from explorer.corpus.page_dates import file_name_year
from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_table import PlaceTable, folded

YEAR = re.compile(r"[\W\d]*\d+[\W\d]*年?[\W\d]*")
BRACKETS = re.compile(r"^[^\w]+|[^\w]+$")
LABEL = re.compile(
    r"[市州盟县区旗省]?(?:党?委(?!托|派|任)|长(?![期远久江城足])|"
    r"人民政府|人民代表大会|人大|政府|政协|行署|第[一二三四五六七八九十]{1,3}[届次])|"
    r"(?:工作|施政|国民经济|财政|年度)[^，。]{0,12}报告|报告|讲[话稿]|致[辞词]|发言|述职|献词|新年"
)
"""What may follow a place in the name of a file of its speeches: 成都市长讲话."""
OTHERS_TOO = re.compile("考察|调研|视察|陪同|会见|来访|欢迎|学习|对接|访问|一行|代表团|[与和同及]")
"""A name with such a word tells of two places, or of a guest in one."""


def place_in_name(document: str, table: PlaceTable, *, first: bool = True) -> PlaceEntry | None:
    """The place that the file's name, else the nearest folder's, consists of beside figures.

    Or that it begins with, where a body or a kind of speech follows: 成都市政府工作报告. The year
    in the names tells 巢湖_2005, a prefecture, from 巢湖_2015, a city of a county's rank; the
    folder tells 北京/朝阳区.txt from 长春/朝阳区.txt.
    """
    year = file_name_year(document, first=first)
    words = [
        BRACKETS.sub("", word.replace("_", " ").replace("-", " "))
        for name in telling_names(document, first=first)
        for word in YEAR.split(folded(name))
    ]
    within = {entry.code for word in words if (entry := table.named(word, year)) is not None}
    for word in words:
        entry = table.named(word, year, within) or _begun_by(word, table, year, within)
        if entry is not None:
            return entry
    return None


def _begun_by(
    word: str, table: PlaceTable, year: int | None, within: set[str]
) -> PlaceEntry | None:
    """The place that a label begins with, the lowest of 浙江省金华市; None where it is unsure."""
    if not HAN.search(word) or OTHERS_TOO.search(word):
        return None
    end = 0
    for start, stop in table.finder.find(word):
        if start != end:  # another place further on
            return None
        end = stop
    if end == 0 or LABEL.match(word, end) is None:
        return None
    entry = table.named(word[:end], year, within)
    short = entry is not None and entry.level == COUNTY and word[end - 1] not in "市县区旗"
    return None if short else entry  # short names of counties are words, too
