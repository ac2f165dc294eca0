"""The head of a speech: its title, who spoke, when and where, and whom the speaker greets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.corpus.page_lines import CJK, MARKER, Span, is_cut_off

HEAD_LINES = 20
"""A salutation further down than this belongs to the text, not to the head of the page."""
HEAD_LENGTH = 60
"""Han characters; a longer line is no title, name or date."""

VOCATIVE = re.compile(
    r"(?:们|代表|委员|同志|女士|先生|朋友|同学|老师|[来嘉]宾|领导|主席|主任|"
    r"书记|[市省部会校院家]长|理事|常委|专家|学者|媒体|[市居村]民|父老|乡亲|战友|"
    r"皆さん|皆様|各位)$"
)
NOT_VOCATIVE = re.compile(r"我|请|让|要(?!员)|是|向|把|据|受|经|关于|[。？；“]")
SALUTATION_LATIN = re.compile(
    r"^(?!.*\b(?:we|our|us|is|are|will|let|nos|nuestr[oa]s?|es|son|vamos)\b)"
    r"(?:(?:Dear|Ladies|Fellow|Members|Mr\.?|Madam|Honou?rable|Friends|My fellow|Good (?:morning|"
    r"afternoon|evening))\b[^.?]{0,90}"
    r"|(?:Señor|Estimad|Querid|Vecin|Conciudadan|Buen[oa]s )[^.?]{0,90})[：:!！,，]$"
)
TRAILING_SALUTATION = re.compile(
    r"^(?P<title>.{4,60}?)(?P<salutation>(?:各位|同志)[^。，,；]{0,16}[：:])$"
)
DATE_LINE = re.compile(
    r"^[（(]?[^。；]{0,40}?(?:(?:19|20)\d{2}\s*[年./-]|[一二][〇○零一二三四五六七八九]{3}年"
    r"|\b(?:19|20)\d{2}\b)[^。；]{0,30}[）)]?$"
)
OCCASION = re.compile(
    r"^[—\-（(]{0,4}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日.{0,30}在.{2,40}(?:会议|大会|全会).{0,40}$"
)
DAY = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*日")
SPEECH_WORD = re.compile(
    r"讲[话稿]|致[辞词]|发言|演讲|献词|贺词|述职|范文|例文|工作报告|"
    r"address|speech|remarks|discurso",
    re.IGNORECASE,
)
COMMA = re.compile(r"[，,]")
TITLE_WORD = re.compile(
    rf"{SPEECH_WORD.pattern}|报告|工作|要点|意见|通报|挨拶|report|state of|informe|"
    r"mensaje",
    re.IGNORECASE,
)


def is_salutation(text: str) -> bool:
    """Whether a line only names those whom the speaker addresses (各位代表、同志们：)."""
    if len(text) > 2 * HEAD_LENGTH or text[-1:] not in "：:!！,，、":
        return False
    if SALUTATION_LATIN.match(text):
        return True
    if NOT_VOCATIVE.search(text):
        return False
    parts = [part for part in re.split(r"[、，,！!：:\s]+", text) if part]
    return bool(parts) and all(VOCATIVE.search(part) for part in parts)


def head_and_body(segment: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Title, names, date and salutation; then the text from its first sentence or heading on."""
    for index, line in enumerate(segment[:HEAD_LINES]):
        if is_salutation(line.text):
            return list(segment[: index + 1]), list(segment[index + 1 :])
        trailing = TRAILING_SALUTATION.match(line.text)
        if trailing and not is_date(line.text):
            cut = line.start + trailing.start("salutation")
            title = Span(trailing["title"], line.start, cut)
            salutation = Span(trailing["salutation"], cut, line.end)
            return [*segment[:index], title, salutation], list(segment[index + 1 :])
        begins = is_sentence(line.text) or is_wrapped_prose(segment[index : index + 2])
        if begins or (index and MARKER.match(line.text)):
            return list(segment[:index]), list(segment[index:])
    return list(segment[:HEAD_LINES]), list(segment[HEAD_LINES:])


def is_wrapped_prose(lines: Sequence[Span]) -> bool:
    """Whether two lines are a sentence that the page's width breaks, not a title of two lines.

    Both are cut off at the same width, and prose has a comma where a title has none.
    """
    width = max(len(line.text) for line in lines)
    cut = len(lines) == 2 and all(is_cut_off(line, width) for line in lines)
    return cut and bool(COMMA.search(lines[0].text + lines[1].text))


def is_date(text: str) -> bool:
    """Whether a line says when (and where) the speech was given."""
    return bool(DATE_LINE.match(text) or OCCASION.match(text))


def is_sentence(text: str) -> bool:
    """Whether a line is too long for a head, or ends as a sentence does."""
    if OCCASION.match(text):
        return False
    wide = re.search(rf"[{CJK}]", text)
    if len(text) > (HEAD_LENGTH if wide else 2 * HEAD_LENGTH):
        return True
    return bool(re.search(r"[。！？；.!?;]$", text)) and not DATE_LINE.match(text)
