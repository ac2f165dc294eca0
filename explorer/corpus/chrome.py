"""Page chrome: what a site or a compiler put around a speech, and the rule that tells it."""

from __future__ import annotations

import re

LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("editor's note", re.compile(r"^(?:【[^【】]*】|\[[^\[\]]*\])$")),
    (
        "page header",
        re.compile(
            r"^(?=.{0,120}$)(?=.*(?:来源|发布时间|更新时间|发布日期|点击数?|浏览次数|阅读量)[：:])"
            r"(?!.*[。；！？])"
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
        "advertisement",
        re.compile(r"^.{0,60}(?:扫描?(?:描|一扫)?二维码|关注(?:微信)?公众号).{0,60}$"),
    ),
    ("compiler's introduction", re.compile(r"^.{0,400}小编.{0,120}$")),
    ("series mark", re.compile(r"^.{0,30}(?:系列)?№\s*\d+$")),
    ("page number", re.compile(r"^(?:[-—－–]\s*\d{1,4}\s*[-—－–]|第\s*\d+\s*页.{0,12})$")),
    ("rule", re.compile(r"^[-=*_~—·＊]{3,}$")),
)
BOOKMARK = re.compile(r"^\[bookmark:[^\]]*\]\s*")
ELLIPSIS = re.compile(r"(?:\.{3,}|…+)$")
TEASER_TAIL = 24
"""Latin characters (half as many Han) before the ellipsis that stand again below a teaser."""


def chrome_rule(line: str) -> str | None:
    """The name of the rule by which a stripped line is page chrome, or None."""
    return next((name for name, pattern in LINE_RULES if pattern.match(line)), None)


def is_teaser(line: str, below: str) -> bool:
    """Whether a line is the site's excerpt of the text ``below``: cut off, and repeated there."""
    cut = ELLIPSIS.search(line)
    if cut is None:
        return False
    bare = re.sub(r"\s+", "", line[: cut.start()])
    tail = bare[-TEASER_TAIL:] if bare.isascii() else bare[-TEASER_TAIL // 2 :]
    return len(bare) >= 2 * TEASER_TAIL and tail in re.sub(r"\s+", "", below)
