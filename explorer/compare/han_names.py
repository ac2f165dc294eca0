"""Finds the names of places, organisations and persons in Chinese text, by rules.

Chinese has no capitals and no spaces, so a name is told by what stands beside it: a table of
places, the last words of an office's name, a surname beside a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.compare.fact_kinds import Fact, Kind
from explorer.corpus.levels import COUNTY
from explorer.corpus.place_table import PlaceTable

LONGEST_PLACE = 12
"""Characters of the longest Han name that is looked up; of the built-in ones the longest has 15."""
MASKED = re.compile(r"(?:(?<![xX×*_])[xX×*_]{2,}+|(?<!某)某++)(?:省|市|县|区|镇|乡|村|州)")

FIELDS = (
    "教育|公安|民政|司法|财政|审计|统计|税务|水利|水务|林业|农业|农业农村|交通|交通运输|环境保护|环保|"
    "生态环境|自然资源|国土资源|规划|住房和城乡建设|住建|城市管理|城管|市场监督管理|市场监管|工商|质监|卫生|"
    "卫生健康|卫健|文化|文化和旅游|文旅|旅游|体育|应急管理|应急|发展和改革|发展改革|发改|经济和信息化|经信|"
    "工业和信息化|工信|商务|科技|科学技术|人力资源和社会保障|人社|组织|宣传|统战|政法|外事|信访|气象|粮食|"
    "民族|宗教|民族宗教|医疗保障|医保|退役军人事务|乡村振兴|扶贫|国资|金融|机关事务管理|档案|人防"
)
ORGANISATION = re.compile(
    rf"(?:{FIELDS})(?:局|厅|委员会|委|部|办公室|办)"
    r"|[省市县区州旗镇乡](?:人民)?政府(?:办公室|办公厅)?|人民政府|国务院|人民法院|人民检察院|(?:市|县|区)?(?:法院|检察院)"
    r"|(?:[省市县区州旗镇乡]|自治区党|党)委(?:办公室|办公厅|办)?(?!员|书|托|派|屈)"
    r"|[省市县区州]?(?:人大常委会|人大|政协|人民代表大会)|(?:总工会|团委|妇联|工商联|残联|红十字会|纪委监委|纪委)"
)
ENDING = re.compile(
    "(?:股份|有限)*公司|集团(?!化)|大学(?!生)|学院|医院|银行|[中小]学(?!生)|研究[院所]|协会|基金会|博物馆|图书馆"
)
# No space parts such a name from what stands before it, so its last few characters stand for it.
BEFORE_ENDING = re.compile(
    r"[^\W\da-zA-Z_的了在和与及对向由为是把将从到被让使给于等进展办好建设家所座个级化]{2,4}$"
)
BEFORE = 4

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟"
    "卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丘"
)
COMPOUND = "欧阳|司马|诸葛|上官|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯"
TITLE = (
    "同志|总书记|书记|总理|省长|市长|州长|县长|区长|旗长|镇长|乡长|村长|主席|主任|部长|厅长|局长|处长|科长|"
    "院长|检察长|秘书长|校长|教授|院士|董事长|总经理|会长|委员|先生|女士|代表"
)
# 常务副市长, 高级教授, 安全局长 and the like begin with a surname and name nobody.
NOBODY = "常务|常委|高级|高校|安全|文化|成立|方面|时任|关于|强化|金融|卫生|任何|现任|江市"
GIVEN = r"[^\W\d_a-zA-Z的了在和与及对向由为是市县区省州局委副原]{1,2}"
NAME = rf"(?!{NOBODY})(?:{COMPOUND}|[{SURNAMES}]){GIVEN}"
PERSON = re.compile(
    rf"(?P<before>{NAME}?)(?=(?:副|原|老)?(?:{TITLE}))"
    rf"|(?:{TITLE})(?P<after>{NAME})(?=[\W_]|同志|先生|女士|[在指强主出宣作代一和与也亲深到带率说表参赴就]|$)"
    rf"|(?<![\u3400-\u9fff])(?P<short>[{SURNAMES}])(?=(?:副)?(?:{TITLE}))"
)


def han_places(text: str, places: PlaceTable) -> Iterator[Fact]:
    """The places of the table, and masked ones (xx市).

    A county's name of two characters counts with its 县 or 区 only: 平安 and 和平 are words.
    """
    yield from (Fact(*match.span(), Kind.PLACE) for match in MASKED.finditer(text))
    by_name, at = places.by_name, 0
    while at < len(text) - 1:
        end = at + 1
        if text[at] >= "\u3400":
            for size in range(min(LONGEST_PLACE, len(text) - at), 1, -1):
                entries = by_name.get(text[at : at + size])
                if entries and (size > 2 or any(one.level != COUNTY for one in entries)):
                    end = at + size
                    yield Fact(at, end, Kind.PLACE)
                    break
        at = end


def han_organisations(text: str) -> Iterator[Fact]:
    """Offices of party and state, and what ends in 公司, 大学, 医院 and the like."""
    for match in ORGANISATION.finditer(text):
        yield Fact(*match.span(), Kind.ORGANISATION)
    for match in ENDING.finditer(text):
        before = BEFORE_ENDING.search(text, max(0, match.start() - BEFORE), match.start())
        if before:
            yield Fact(before.start(), match.end(), Kind.ORGANISATION)


def han_persons(text: str) -> Iterator[Fact]:
    """A surname with one or two characters beside a title; the title is not part of the name."""
    for match in PERSON.finditer(text):
        group = match.lastgroup
        if group:
            yield Fact(*match.span(group), Kind.PERSON)
