"""Tells whether a nation, a province, a city or a county speaks, from how it refers to its own."""

from __future__ import annotations

import re

from explorer.corpus.language import HAN

COUNTRY, PROVINCE, CITY, COUNTY = "country", "province", "city", "county"
NATIONAL_SHARE = 4
"""A text that says 我国 and its like this many times as often as 全市 and its like is a national
one. National reports do so at least 16 times as often, city and provincial ones at most 2.2."""
OWN_COUNTY = re.compile(
    r"(?<!安)全县|我县|县(?:人民)?政府|县(?:委|人大|政协)|全旗|我旗|旗(?:委|政府|人民政府)|"
    r"(?<![治特])(?<!行政)区(?:委|政府|人民政府|人大)"
)
OUR_COUNTY, OUR_CITY = re.compile(r"(?<!安)全县|我县|全旗|我旗"), re.compile(r"[全我][市州盟]")
OUR_OWN_CITY = re.compile(r"我[市州盟]")
DISTRICT_OR_REGION = re.compile(r"全区|我区")
REGION = "自治区"
OWN_CITY = re.compile(
    r"全市|我市|市委|市(?:人民)?政府|市政协|市人大|全州|我州|州委|州政府|全盟|我盟|盟委|行署"
)
OWN_PROVINCE = re.compile(r"代表(?:省|自治区)|我省|省政协委员")
WHOLE_PROVINCE = re.compile(r"全省|自治区|省委|省政府")
BOASTS = 8
"""Uses of 全省 that weigh as much as one of 我省. A city says 全省第一 up to three times as often
as 全市; a province says 市委 at most as often as 我省."""
NATIONAL = re.compile(r"全国|我国|国务院|中央政府")

OFFICE = r"^[（(\s—]*(?:中共)?(?![^\n]*(?:[市县]委?[书长]|区委?书|区长))"
CITY_LEADER = re.compile(r"市委书记|市长")
LEADERS = (
    (
        COUNTRY,
        re.compile(
            OFFICE + r"(?:(?:党|中共)?中央.{0,8})?"
            r"(?:总书记|国家(?:副)?主席|国务院(?:副)?总理|国务委员|全国(?:人大|政协))",
            re.MULTILINE,
        ),
    ),
    (
        PROVINCE,
        re.compile(
            OFFICE + r"(?!学习|贯彻|传达|落实)(?:[\u4e00-\u9fff]{2,3})?"
            r"(?:省(?:人民政府)?(?:代|副)?省?长|省委(?:副?书记|常委|秘书长)|省政协副?主席|"
            r"省人大常委会|自治区(?:党委(?:副?书记|常委)|(?:人民政府)?副?主席))"
            r"[^，。；\n]{0,24}$",
            re.MULTILINE,
        ),
    ),
)
"""Offices that begin a line of the head, and whose holders speak for more than a city. 省委 in a
line with 市委书记 is that of a city's leader."""


def leading_level(head: str) -> str | None:
    """The level that the head of a speech tells, or None: its leader's, where that is above a city.

    Or a county's, where all of one county meets, but for a city's leader.
    """
    for level, office in LEADERS:
        if office.search(head):
            return level
    return COUNTY if "在全县" in head and not CITY_LEADER.search(head) else None


def says_our_province(text: str) -> bool:
    """Whether a text speaks of its own province, and does not only boast of a place in one."""
    if OWN_PROVINCE.search(text):
        return True
    return REGION in text and DISTRICT_OR_REGION.search(text) is not None


def speaking_level(text: str) -> str | None:
    """The level of the body that speaks, or None where it does not refer to its own.

    It keeps a city apart from the province whose decrees it cites and from the cities that a
    province or the nation speaks about.
    """
    if not HAN.search(text):
        return None
    county, city = len(OWN_COUNTY.findall(text)), len(OWN_CITY.findall(text))
    own_province, whole = len(OWN_PROVINCE.findall(text)), len(WHOLE_PROVINCE.findall(text))
    of_area = len(DISTRICT_OR_REGION.findall(text))
    if REGION in text:
        whole += of_area
    else:
        county += of_area
    own, national = county + city + own_province + whole, len(NATIONAL.findall(text))
    if national >= NATIONAL_SHARE * max(own, 1):
        return COUNTRY
    if _says_our_county(text, own_province + whole):
        return COUNTY
    if county > city + own_province + whole and not _only_tells_of_counties(text):
        return COUNTY
    tells_of_city = own_province > 0 and OUR_CITY.search(text) is None
    if tells_of_city and own_province + whole > city:
        return PROVINCE
    if own_province + whole / BOASTS > city:
        return PROVINCE
    return CITY if city else None


def _says_our_county(text: str, provincial: int) -> bool:
    """Whether it says 全县 and never 全市: the 市委 that it names is that of the city above it."""
    if provincial >= BOASTS or OUR_COUNTY.search(text) is None:
        return False
    return OUR_CITY.search(text) is None


def _only_tells_of_counties(text: str) -> bool:
    """Whether a city speaks: it says 我市, and praises a 区委 that is not its own."""
    if OUR_COUNTY.search(text) or DISTRICT_OR_REGION.search(text):
        return False
    return OUR_OWN_CITY.search(text) is not None
