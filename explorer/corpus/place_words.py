"""The words of a speech in which places are looked for, and where in them it introduces itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explorer.corpus.language import HAN
from explorer.records import LineKind, SpeechText

OPENING, CLOSING = 200, 60
"""Characters of the first paragraph, and of the end, in which a speaker names itself."""
EDGE = 8
"""Lines at the top and the foot of a page among which links to other pages may stand."""
LINK = re.compile(
    r"(?:[上下]一?[篇条页]|(?:推荐|相关|更多|热门|延伸|猜你)[^，。；：:]{0,8})[：:]|"
    r"(?:您?(?:当前|现在)的?)?位置[：:]|首页|[^，。；]*[>»›＞][^，。；]*[>»›＞]"
)
# Words that only look like places; they are blanked before names are counted.
NOT_PLACES = re.compile(
    r"长治久安|长治长效|朝阳(?:产业|行业|群众)|(?:天下|世界|求)大同|大同小异|日照时[间数]|孙中山|"
    r"中山(?:先生|陵|装)|(?:延安|大庆|上海|深圳特区)精神|延安(?:时期|整风)|遵义会议|"
    r"(?:深圳|浦东|上海)经验|安康(?:码|杯)|东方(?:红|之|明珠|式)|井冈山(?!市)|雄安|海南(?:岛|自贸)|西藏路|"
    r"北京时间|南京路|平安中国|大理(?:论|石|念|想)|各位来宾|文山会海|确保定|三明治|黄河源"
)
MASKED = re.compile(
    r"(?:[xX×ｘＸ＊*]{1,4}|(?<!_)_{2,}+|＿{1,4}|某某?|(?<![○〇])[○〇]{2,}+)(?=省|市|县|区|州|镇|乡)"
    r"|(?<!\d)[xX×ｘＸ]{2}(?=[\u4e00-\u9fff])(?!年|月|日)"
)
MASK_SIGN = re.compile("[xX×ｘＸ＊*_＿某○〇]")
"""Every mask begins with one of them; to look for these takes a tenth of the time."""
MASKED_BODY = re.compile(
    r".(?:人民政府|政府|委(?!托|派|任|员)|人大|政协|第[一二三四五六七八九十]{1,3}[届次])"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a speech; before ``opening`` and from ``closing`` on it introduces itself.

    The first paragraph begins at ``head``. ``greetings`` are the spans
    that name those whom it greets. ``mask`` is the span of the first masked name, and
    ``masks_itself`` tells whether a masked name is that of a body or of the head.
    """

    text: str
    head: int
    opening: int
    closing: int
    greetings: tuple[tuple[int, int], ...] = ()
    mask: tuple[int, int] | None = None
    masks_itself: bool = False

    def is_greeting(self, at: int) -> bool:
        """Whether a place in the text belongs to those who are greeted."""
        return any(start <= at < end for start, end in self.greetings)


def words_of(speech: SpeechText) -> Words:
    """The words of a speech; links and what only looks like a place are blanked."""
    pieces = [speech.title, *(line.text for line in speech.lines)]
    for at in {*range(min(EDGE, len(pieces))), *range(max(0, len(pieces) - EDGE), len(pieces))}:
        if LINK.match(pieces[at]):
            pieces[at] = " " * len(pieces[at])
    text = "\n".join(pieces)
    head, opening = len(speech.title) + 1, 0
    greetings = []
    for line in speech.lines:
        if line.kind in {LineKind.PARAGRAPH, LineKind.REMARK}:
            opening = min(len(line.text), OPENING)
            break
        if line.kind is LineKind.SALUTATION:
            greetings.append((head, head + len(line.text)))
        head += len(line.text) + 1
    if HAN.search(text):
        text = NOT_PLACES.sub(lambda found: " " * len(found.group()), text)
    masks = [one for sign in MASK_SIGN.finditer(text) if (one := MASKED.match(text, sign.start()))]
    own = any(one.start() < head or MASKED_BODY.match(text, one.end()) for one in masks)
    mask = masks[0].span() if masks else None
    return Words(text, head, head + opening, len(text) - CLOSING, tuple(greetings), mask, own)
