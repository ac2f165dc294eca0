"""The rules by which the words around a name tell how a speech uses it, and their points."""

from __future__ import annotations

import re

BODY_RULE, NAMED_RULE = "own body", "named body"
CAUSE_RULE, PART_RULE, MENTION_RULE = "own cause", "own cause in part", "mention"
OWN_BODY, OWN_CAUSE, MENTION, EXAMPLE = 6, 3, 1, -3
"""Points of one use of a name. A neighbour praised three times must not outweigh one own body;
a city that is held up as an example is not the speaker's."""
OWN_MEETING_POINTS, PARTLY = 4, 2
"""Of a meeting that the speaker's own city holds, and of a name that 推进 and its like stand before
where it is only part of a longer one."""
VALUES = {
    BODY_RULE: OWN_BODY,
    NAMED_RULE: OWN_CAUSE,
    CAUSE_RULE: OWN_CAUSE,
    PART_RULE: PARTLY,
    MENTION_RULE: MENTION,
}
INTRODUCED, SPEAKS = 2, 3
"""Standing of a body that the speaker introduces as its own, and of one that it speaks for."""
NTH = (
    r"第[一二三四五六七八九十]{1,3}[届次]"
    r"(?=[^，。；\n]{0,12}(?:人民代表|人大|政协|政治协商|委员会|党|代表大会|全会|次))"
)
BODY = re.compile(
    rf"(?:(?:市|州|盟|地区|省|自治区)?(?:人民政府|人民代表大会|人大|政协|政府|{NTH})|"
    r"(?:市|州|盟|地|省|自治区党)委|市长|省?省长|行署|行政长官|(?:财政年度)?施政报告)"
)
COUNTY_BODY = re.compile(
    rf"(?:人民政府|人民代表大会|人大|政协|政府|{NTH}|党?委(?!托|派|任)|[县区市旗]?长(?![期远久江城足]))"
)
YEAR_BETWEEN = re.compile(r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年度?")
"""Stands between a body's name and its report: 桐庐县2016年政府工作报告."""
REPORT = re.compile(r"(?:国民经济|财政|预算|工作报告|政府工作)")
OWN_MEETING = re.compile(
    r"[^，。；\n院校社司—举召共]{0,12}?(?:工作|干部|表彰|动员|总结|部署|推进|代表)"
    r"[^，。；\n院校社司—]{0,4}会议?上"
)
"""After 在金华市, in the head: a meeting of that city, whose leader speaks."""
AFTER_OWN = re.compile(
    r"(?:市|州|省|县|地区|自治区)?(?:特色|实践|精神|故事|篇章|新篇章|样板|样本|答卷|力量|人民|"
    r"老百姓|高质量发展|科学发展|发展的|建设(?!全国|国际)|大地|儿女|经济社会)"
)
BEFORE_OWN = re.compile(
    r"(?:建设|推动|推进|法治|美丽|幸福|平安|健康|谱写|开创|具有|富有|现代化|加快)$"
)
AFTER_CAUSE = re.compile(r"[市州省县]?(?:[，。；、！”’》）\s]|新[篇局征]|高质|建设|发展|经济|$)")
"""What may follow a name after 推进 and its like: 推进东方航天港 is no cause of 东方."""
NOT_OWN = re.compile(r"(?:在|与|和|同|联动|支持|赴|对|向|用)$")
SPEAKS_FOR = re.compile(r"(?:我[^，。；\n]{0,4}|谨)代表[^，。；\n、向对为同和谢]{0,10}$")
BEFORE_BODY = re.compile(
    rf"(?:{SPEAKS_FOR.pattern[:-1]}|中共|behalf of the City of |behalf of the |alcalde de )$"
)
AFTER_BODY_LATIN = re.compile(r"^(?: City Council| City Hall|'s (?:City Council|Mayor|mayor))")
# A neighbour whose example is followed, who came to visit, or where an event took place.
BEFORE_NEIGHBOUR = re.compile(
    r"(?:对接|考察|参观|访问|欢迎|来自|邀请|比如|例如|推广|尊敬的)[^，。；]{0,6}$"
)
BEFORE_EXAMPLE = re.compile(r"(?:学习|借鉴|对标|赶超|看齐)[^，。；]{0,6}$")
THANKED = re.compile(r"(?:感谢|祝贺)[^，。；]{0,4}$")
ADDRESSED = re.compile(r"(?:向|对)[^，。；]{0,4}$")
AFTER_ADDRESSED = re.compile(r"[^。；]{0,20}(?:感谢|敬意|欢迎|祝贺|问候)")
AFTER_NEIGHBOUR = re.compile(
    r"^(?:[^，。；]{0,12}(?:代表团|考察团|考察组|访问团|一行|陪同|会见|来访|莅临)|"
    r"[^，。；]{0,8}(?:经验|做法|模式)|[^，。；\n]{0,14}事迹|"
    r"[^，。；\n]{0,4}(?:调研|考察|视察|走访|慰问)(?:时|期间|工作|座谈|学习)|"
    r"(?:都市圈|城市群|经济[区带圈])|等(?:地|市|省|城市|兄弟)|"
    r"(?:夏季|冬季?)?(?:奥运|残奥|亚运|世博|大运|峰会|共识|医改))"
)
VISITOR = re.compile(
    r"[^，。；\n]{0,12}(?:代表团|考察团|考察组|访问团|一行)|[^，。；\n]{0,4}(?:调研|考察|视察)(?:时|期间|座谈)"
)
VISITED = re.compile(
    r"(?:(?:考察|参观|访问)了?|请来了?|请到了?|有请|邀请|刚才，?|"
    r"(?:此前|之前|以前|曾经?|先后|原)，?我?担?任过?)$"
)
"""Before a place: the speaker was there, has its leader as a guest, or held an office in it."""
PARTNERS = (
    (
        re.compile(r"[与和同跟]$"),
        re.compile(r"[^，。；\n]{0,8}(?:签署|签订|签约|携手|相比|战略合作)"),
    ),
    (re.compile(r"向$"), re.compile(r"[^，。；\n]{0,4}(?:学习|看齐)")),
    (re.compile(r"赴[^，。；\n]{0,6}$"), re.compile(r"[^，。；\n]{0,4}(?:学习考察|考察学习)")),
)
"""Before and after a place: the partner of the speaker's own, its model, or its host."""
SPEAKS_TOO = re.compile(
    r"[市县区]?(?:委(?:副?书记)?|政府|[市县区]?长)(?![^，。；\n]{0,16}工作报告)[^，。；\n]{0,14}"
    r"(?:热情接待|亲自出席|[作做]了?(?:典型|经验|交流|表态|大会|重点)?(?:发言|报告|介绍))"
)
"""After a place: another's leader, who has come or has spoken."""
HOLDS = re.compile(r"[市县区]?(?:委书记|[市县区]长)[^，。；、\n]{0,4}在")
"""After a place that begins a title: its leader speaks, wherever."""
SUPERIOR = re.compile(r"[^，。；\n]{0,16}(?:领导|指导|关心|支持|部署)下|[^，。；\n]{0,7}也")
"""After a body: the one under whose guidance the speaker stands, most often a higher one."""
SIGNATURE = re.compile(r"[（(\s—]*(?:中共)?$")
SIGNED = re.compile(
    r"(?!.*(?:报告|讲[话稿]|致辞|全文|工作|会议|通知|领导))[^。，；\n]{0,40}(?:\n|$)"
)
"""Before and after a body within its line at the end: the speech is signed by it."""
