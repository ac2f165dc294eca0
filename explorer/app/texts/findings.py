"""What the audit's findings say. Each code: Chinese; the English is the audit's own."""

from explorer.audit.sentences import LANGUAGES, SENTENCES

CHINESE = {
    "same-text-two-cities.named": "同一篇文本标了{places}；文中自称的是{place}。",
    "same-text-two-cities.open": "同一篇文本标了{places}；从文中看不出哪个对。",
    "place-conflict.body": "{speech} 标的是{place}，文中自称的却是{other}：{quote}。",
    "place-conflict.nation": "{speech} 标的是{place}，说的却是全国：{quote}。",
    "place-conflict.copy": (
        "{speech} 写的是{place}，metadata.csv 却给它的另一文本 {copy} 写了别的地方。"
    ),
    "place-conflict.many": "{n} 篇讲话标的是一个地方，文中自称的却是另一机关。",
    "same-text-two-years.proved": "同一篇文本标了 {years} 年；所述的事属于 {year} 年。",
    "same-text-two-years.open": "同一篇文本标了 {years} 年；至多一个是对的。",
    "year-conflict.user": "按 metadata.csv，{speech} 属于 {years}，所述的事却属于 {facts}。",
    "year-conflict.copies": "{speech} 没有写明年份，它的几个文本又互相矛盾（{quote}）。",
    "year-conflict.facts": "{speech} 所述各事的年份互相矛盾：{years}。",
    "year-conflict.copy": "{speech} 写的是 {stated} 年，另一文本却不这么说（{quote}）。",
    "year-conflict.printed": "{speech} 写了 {stated} 年，又写了别的年份，都在 {years}之内。",
    "year-conflict.evidence": "{speech} 写的是 {stated} 年，其他依据却是 {years}。",
    "year-conflict.many": "{n} 篇讲话的年份互相矛盾。",
    "place-not-named": "{speech} 标的是{place}，全文却没有提到它。",
    "place-not-named.copies": (
        "{speech} 标的是{place}，全文却没有提到它；它的其他文本 {copies} 也没有。"
    ),
    "place-not-named.many": "{n} 篇讲话从不提起所标的地方。",
    "place-mistyped": "metadata.csv 里的地名“{place}”查不到；是不是{meant}？",
    "place-mistyped.many": "metadata.csv 里有 {n} 个地名查不到，但与某个地名相近。",
    "several-in-one-file": (
        "{document} 以{place}为名，里面有 {n} 篇讲话，其中 {others} 篇看不出是{place}的。"
    ),
    "metadata-unused": "metadata.csv 的这一行对不上任何讲话：{row}。",
    "metadata-unused.meant": "metadata.csv 的这一行对不上任何讲话：{row}；是不是 {meant}？",
    "metadata-unused.many": "metadata.csv 有 {n} 行对不上任何讲话，所写的内容没有用上。",
    "same-file-name": (
        "{files} 个文件都叫 {name}，文本却不同；metadata.csv 给它们写的都是{place} {year}，"
        "请在那里写明各自的路径。"
    ),
    "same-file-name.many": (
        "{n} 个文件名各对应几篇不同的文本，metadata.csv 却只给了一个地方和年份。"
    ),
    "mojibake": "{speech} 曾以错误的编码读取（{n} 处）。",
    "mojibake.many": "{n} 篇讲话里有以错误编码读出的字。",
    "unreadable": "{file}：{reason}。",
    "unreadable.many": "{n} 个文件没有读进来，任何结果里都没有它们。",
    "other-language": "{speech} 是{language}，而其余讲话大多是{usual}。",
    "other-language.many": "{n} 篇讲话与其余讲话的语言或字体不同。",
    "truncated.elsewhere": "{speech} 的下文在别处。",
    "truncated.mid-sentence": "{speech} 最后一句没有写完。",
    "truncated.many": "{n} 篇讲话没有写完。",
    "nearly-empty": "{speech} 有 {n} 段，长度只有通常的 {share:.1%}。",
    "nearly-empty.many": "{n} 篇讲话与其余讲话相比几乎没有内容。",
    "far-too-long": "{speech} 的长度是通常的 {times:.0f} 倍，可能含有几篇讲话。",
    "far-too-long.many": "{n} 篇讲话比其余讲话长得多。",
    "digits-missing": "{speech} 有 {n} 处丢失了数字。",
    "digits-missing.many": "{n} 篇讲话丢失了数字。",
    "masked-words": "{speech} 有被隐去的数字或字词（数字 {figures} 处，字词 {words} 处）。",
    "masked-words.many": "{n} 篇讲话有被隐去的数字或字词。",
    "place-masked": "{speech} 隐去了地名。",
    "place-masked.many": "{n} 篇讲话隐去了地名，不能确定它们是不是“其他城市”。",
    "place-unknown": "不知道 {speech} 是哪个地方的。",
    "place-unknown.many": "{n} 篇讲话不知是哪个地方的。",
    "place-unlisted": "metadata.csv 里的地名“{place}”不在任何表里。",
    "place-unlisted.many": "metadata.csv 有 {n} 个地名不在任何表里，各被当作一个单独的地方。",
    "year-unknown": "{speech} 没有年份。",
    "year-unknown.many": "{n} 篇讲话没有年份。",
    "year-wide": "只知道 {speech} 属于 {years}。",
    "year-wide.many": "{n} 篇讲话的年份只知道很宽的范围。",
    "title-language": "{speech} 的题目与正文不是同一种文字。",
    "title-language.many": "{n} 篇讲话的题目与正文不是同一种文字。",
}
NAMES = {
    "zh": "简体中文",
    "zh-Hant": "繁体中文",
    "en": "英文",
    "ja": "日文",
    "ko": "韩文",
    "es": "西班牙文",
    "fr": "法文",
    "de": "德文",
}
TEXTS: dict[str, tuple[str, str]] = {
    **{f"audit.says.{code}": (CHINESE[code], english) for code, english in SENTENCES.items()},
    **{f"audit.language.{code}": (NAMES[code], english) for code, english in LANGUAGES.items()},
    "audit.part": ("{document}（第 {part} 篇）", "{document} (part {part})"),
    "audit.or": ("或", " or "),
    "audit.and": ("和", " and "),
    "audit.years": ("{years} 年", "{years}"),
    "audit.years.from": ("{year} 年或以后", "{year} or later"),
    "audit.years.until": ("{year} 年或以前", "{year} or before"),
    "audit.years.none": ("不详的年份", "no year"),
}
