"""The words of an evidence card. Each key: Chinese, English."""

from __future__ import annotations

LANGUAGES = ("zh", "en")

WORDS: dict[str, tuple[str, str]] = {
    "card": ("对应段落证据卡", "Evidence of a counterpart"),
    "passage": ("原段落", "Passage"),
    "passage.text": ("自拟文字", "A text of the reader's own"),
    "counterpart": ("对应段落", "Counterpart"),
    "place": ("地点", "Place"),
    "year": ("年份", "Year"),
    "source": ("出处", "Source"),
    "paragraph": ("第 {number} 段", "paragraph {number}"),
    "part": ("{document} 第 {part} 篇", "{document}, part {part}"),
    "copies": ("同一段另见于 {n} 份文本", "other copies of this paragraph: {n}"),
    "unknown": ("不详", "not known"),
    "place.national": ("全国", "National"),
    "place.unknown": ("地点不详", "place not known"),
    "year.unknown": ("年份不详", "year not known"),
    "marks": (
        "⟦n …⟧ 是两段共用的文字，两边编号相同",
        "⟦n …⟧ is wording that both share, with the same number on both sides",
    ),
    "place.stated": ("写明", "as stated"),
    "place.inferred": ("据文中文字推断", "inferred from the text"),
    "place.masked": ("文中已隐去", "masked in the text"),
    "year.from": ("{year} 年或以后", "{year} or later"),
    "year.until": ("{year} 年或以前", "{year} or earlier"),
    "year.stated": ("写明 {year}", "stated as {year}"),
    "year.proved": ("据文中内容推定", "inferred from the text"),
    "year.conflicting": (
        "据文中内容推定，与写明的 {year} 不符",
        "inferred from the text, which contradicts the stated {year}",
    ),
    "year.conflicting.bare": ("各处说法不一", "the text contradicts itself"),
    "same_year": ("两段同年", "the two are of the same year"),
    "same_place": ("两段同地", "the two are of the same place"),
    "sure_year.no": ("两段可能同年", "the two may be of the same year"),
    "sure_place.no": ("两段可能同地", "the two may be of the same place"),
    # the numbers
    "verdict": ("判断", "Verdict"),
    "verdict.verbatim": ("照录", "verbatim"),
    "verdict.edited": ("改写", "edited"),
    "verdict.paraphrase": ("转述", "paraphrase"),
    "verdict.translation": ("译文", "translation"),
    "verdict.same topic": ("同一话题", "same topic"),
    "verdict.formula": ("套话", "formula"),
    "verdict.none": ("没有判断", "none"),
    "rule.verbatim": (
        "规则：同改写，而且一段与另一段逐字相同达到 {verbatim}%，数字、日期、名称都没有换",
        "rule: as edited, and {verbatim} % of the one stands word for word in the other, with no "
        "figure, date or name changed",
    ),
    "rule.edited": (
        "规则：共用的文字（套话和不足八字的短语不计）达到较短一段的 {edited}%，"
        "而且不少于 {enough} 字或达到 {whole}%",
        "rule: {edited} % of the shorter passage or more is shared, formulas and runs of under 8 "
        "characters or 5 words not counted, and that is {enough} characters or {whole} % of it",
    ),
    "rule.paraphrase": (
        "规则：意思的位次达到 {paraphrase}；语料够大时，还要比各自周围的段落高出 {apart}，"
        "且两段都有 {fewest} 字",
        "rule: the meaning stands at {paraphrase} or above; in a large enough corpus also {apart} "
        "above what else is near the two, and both have {fewest} Han characters or as much",
    ),
    "rule.translation": (
        "规则：两种语言，意思的位次达到 {translation}；语料够大时，还要比各自周围的段落高出 "
        "{abroad}，且两段都有 {fewest} 字",
        "rule: two languages, the meaning stands at {translation} or above; in a large enough "
        "corpus also {abroad} above what else is near the two, and both have {fewest} Han "
        "characters or as much",
    ),
    "rule.formula": (
        "规则：共用的文字达到 {shared}%，其中套话达到 {formula}%",
        "rule: {shared} % of the wording or more is shared, and {formula} % of that is formula",
    ),
    "rule.same topic": (
        "规则：意思的位次达到 {topic}，同一语言里用词的相近达到 {alike}%，够不上其他各项",
        "rule: the meaning stands at {topic} or above, within a language the words are alike to "
        "{alike} %, and nothing else holds",
    ),
    "rule.none": (
        "规则：意思的位次不到 {topic}，或者无从比较，也没有足够的共用文字",
        "rule: the meaning stands below {topic} or cannot be compared, and too little wording is "
        "shared",
    ),
    "rule.standing": (
        "位次 1 相当于随机段落对的第 99 百分位",
        "1 is the 99th percentile of random pairs",
    ),
    "meaning": ("意思", "Meaning"),
    "meaning.value": ("第 {percent} 百分位", "percentile {percent}"),
    "meaning.what": (
        "这份语料中不同讲话的随机段落对，有 {percent}% 不如这一对接近；不是“相似百分之几”",
        "{percent} % of random pairs of paragraphs from different speeches of this corpus are "
        "less close; it is not a percentage of similarity",
    ),
    "meaning.none": (
        "文字太短，或者语料里这两种语言的段落太少，无从比较",
        "the text is too short, or the corpus has too few passages in the two languages",
    ),
    "wording": ("用字", "Wording"),
    "wording.what": (
        "较短一段有这么多文字与另一段共用，不论先后次序",
        "of the shorter passage stand in runs that the other has, too, in whatever order",
    ),
    "formula": ("套话", "Formula"),
    "formula.what": (
        "共用文字里，这么多是语料中到处通行的，不足为凭",
        "of the shared wording is so common in this corpus that it proves nothing",
    ),
    "reuse": ("沿用的可能", "Reuse"),
    "reuse.what": (
        "与这一对相近的 {n} 对由语言模型判读，{reused} 对是沿用；"
        "按各类段落对通常出现的多少折算，约占这么多",
        "a language model judged {n} pairs like this one, {reused} to be a reuse, which is about "
        "this share as such pairs come up",
    ),
    # what differs, what was left
    "differences": ("不同之处", "What differs"),
    "differences.nothing": ("没有不同", "nothing"),
    "differences.moved": ("{n} 处移动了位置", "{n} pieces stand elsewhere in the order"),
    "differences.more": ("另有 {n} 处", "{n} more"),
    "kind.date": ("日期", "date"),
    "kind.figure": ("数字", "figure"),
    "kind.place": ("地名", "place"),
    "kind.organisation": ("机构", "organisation"),
    "kind.person": ("人名", "person"),
    "kind.name": ("名称", "name"),
    "kind.wording": ("文字", "wording"),
    "traces": ("沿用的痕迹", "Traces of copying"),
    "traces.none": ("没有发现", "none found"),
    "trace.passage": (
        "原段落里的“{quote}”属于{other}",
        "“{quote}” in the passage belongs to {other}",
    ),
    "trace.counterpart": (
        "对应段落里的“{quote}”属于{other}",
        "“{quote}” in the counterpart belongs to {other}",
    ),
    # how it came about
    "about": ("数据来历", "How this was made"),
    "corpus": ("语料", "Corpus"),
    "index": ("索引", "Index"),
    "index.value": ("{generation}，建于 {built}", "{generation}, built on {built}"),
    "model": ("模型", "Model"),
    "program": ("程序", "Program"),
    "made": ("制卡日期", "Card made on"),
    "ids": ("段落编号", "Paragraph ids"),
    "cite": ("引用", "Cite as"),
    "caution": (
        "语料未必齐全，印在文中的年份未必可信；两段谁先谁后、谁取自谁，这张卡不作断言。",
        "No corpus is complete, and a printed year may be false; this card does not say which of "
        "the two took from which.",
    ),
    "cite.value": (
        "{passage}；对照：{counterpart}。据 {program}，语料“{corpus}”，索引 {generation}，{made}。",
        "{passage}; compared with {counterpart}. Found with {program} in “{corpus}”, index "
        "{generation}, {made}.",
    ),
}
"""Key to Chinese and English."""


def word(lang: str, key: str, **values: object) -> str:
    """The text of a key in a language (``zh``, else English), its placeholders filled in."""
    text = WORDS[key][0 if lang == "zh" else 1]
    # No line begins with a per cent sign.
    return text.replace(" %", "\u00a0%").format(**values)
