"""Page chrome: what a site or a compiler put around a speech, and the rule that tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        # Other lines in brackets may be headings: 【工作目标】
        "editor's note",
        re.compile(
            r"^(?=.*(?:编者|虚构|示例|来源|责任编辑|导读|转载|invented|fictional|inventad|editor))"
            r"(?:【[^【】]*】|\[[^\[\]]*\])$",
            re.IGNORECASE,
        ),
    ),
    (
        "page header",
        re.compile(
            r"^(?=.{0,120}$)(?!.*(?:[。；！？]|地点))(?:(?:(?:文章|信息|稿件|新闻|内容)?来源|日期|时间)[：:]|"
            r".*(?:发布时间|更新时间|发布日期|点击数?|浏览次数|阅读量|责任编辑)[：:]|"
            r"(?:Posted|Published|Last (?:updated|modified)|Publicado)\b|"
            r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2})"
        ),
    ),
    (
        "further reading",
        re.compile(
            r"^(?:(?:看过|喜欢).{0,60}还(?:看|喜欢)了?[：:]?|"
            r"(?:推荐阅读|相关(?:阅读|文章|推荐)|延伸阅读)(?:[：:].{0,60})?)$"
        ),
    ),
    (
        # Asks to follow or to load; that a city pays by QR code is news.
        "advertisement",
        re.compile(
            r"^(?=.{0,120}$)(?!.*[。；])(?:.*关注.{0,12}公众号|"
            r".*二维码.*(?:关注|公众号|下载|加群|领取|阅读全文))"
        ),
    ),
    (
        # 小编制 is a small staff; the editor 小编 speaks to the readers.
        "compiler's introduction",
        re.compile(
            r"^.{0,400}小编(?!制).{0,20}(?:整理|收集|搜集|推荐|带来|分享|准备|精选|"
            r"[为给](?:大家|你|您)).{0,120}$"
        ),
    ),
    (
        # The page around the text: where it stands in the site, what comes next, whose rights.
        "navigation",
        re.compile(
            r"^(?=.{0,160}$)(?:(?:您?(?:当前|现在)的?)?位置[：:]|[上下]一[篇条页][：:]|分享到?[：:]|"
            r"字体(?:大小)?[：:]|字号[：:]|相关(?:热词|搜索|链接|文章|标签)[^。；]{0,12}[：:]|标签[：:]|"
            r"(?:微信)?公众号[：:]|(?:版权|免责)(?:声明|所有)|未经(?:授权|许可|允许)[^。；]{0,20}(?:转载|使用)|"
            r"图片来源于网络|(?:【|\[)?(?:打印(?:本页)?|关闭(?:本页|窗口)?|返回(?:首页|顶部|列表)?|收藏(?:本页)?|"
            r"大\s*中\s*小)(?:】|\])?(?:\s*(?:【|\[)?\S{1,4}(?:】|\])?)*$|"
            r"(?:https?://|www\.)\S+$)"
        ),
    ),
    ("series mark", re.compile(r"^.{0,30}(?:系列)?№\s*\d+$")),
    (
        "page number",
        re.compile(
            r"^(?:[-—－–]\s*\d{1,4}\s*[-—－–]|第\s*\d+\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}|"
            r"Page \d+(?: of \d+)?)$",
            re.IGNORECASE,
        ),
    ),
    ("rule", re.compile(r"^[-=*_~—·＊]{3,}$")),
)
BOOKMARK = re.compile(r"^\[bookmark:[^\]]*\]\s*")
TEASER_TAIL = 24
"""Latin characters (half as many Han) before the ellipsis that stand again below a teaser."""


def page_numbers(lines: Sequence[str]) -> frozenset[str]:
    """The bare figures that count the pages: each one more than the one before it.

    A single figure on a line of its own is as often a broken formula (the 2 of CO2).
    """
    figures = [line for line in lines if line.isascii() and line.isdigit() and len(line) <= 4]
    counted = all(int(after) == int(before) + 1 for before, after in pairwise(figures))
    return frozenset(figures) if counted and len(figures) > 1 else frozenset()


def chrome_rule(line: str) -> str | None:
    """The name of the rule by which a stripped line is page chrome, or None."""
    return next((name for name, pattern in LINE_RULES if pattern.match(line)), None)


def is_teaser(line: str, below: str) -> bool:
    """Whether a line is the site's excerpt of the text ``below``: cut off, and repeated there."""
    if not line.endswith(("...", "…")):
        return False
    bare = re.sub(r"\s+", "", line.rstrip(".…"))
    tail = bare[-TEASER_TAIL:] if bare.isascii() else bare[-TEASER_TAIL // 2 :]
    return len(bare) >= 2 * TEASER_TAIL and tail in re.sub(r"\s+", "", below)
