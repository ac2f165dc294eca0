"""Tells whether a nation, a province, a city or a county speaks, from how it refers to its own."""

from __future__ import annotations

import re

from explorer.corpus.language import HAN

COUNTRY, PROVINCE, CITY, COUNTY = "country", "province", "city", "county"
NATIONAL_SHARE = 4
"""A text that says 我国 and its like this many times as often as 全市 and its like is a national
one. National reports do so at least 16 times as often, city and provincial ones at most 2.2."""
OWN_COUNTY = re.compile(
    r"全县|我县|县(?:人民)?政府|县(?:委|人大|政协)|全旗|我旗|旗(?:委|政府|人民政府)|"
    r"(?<!治)区(?:委|政府|人民政府|人大)"
)
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
    if county > city + own_province + whole:
        return COUNTY
    if own_province + whole / BOASTS > city:
        return PROVINCE
    return CITY if city else None
