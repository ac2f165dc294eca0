"""Choosing and reading a speech; what a link could not restore. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    # choosing a speech
    "pick.city": ("城市", "City"),
    "pick.speech": ("讲话", "Speech"),
    "pick.city.option": ("{place}（{n} 篇）", "{place} ({n:speech|speeches})"),
    "pick.speech.option": (
        "{title} · {year} · {document} · {n} 段",
        "{title} · {year} · {document} · {n:paragraph|paragraphs}",
    ),
    "pick.part": ("{document} 第 {part} 篇", "{document}, part {part}"),
    "pick.none": ("没有匹配的项", "Nothing matches"),
    "untitled": ("（无题）", "(untitled)"),
    "read.label": ("讲话全文，点选一段", "The speech; select a paragraph"),
    "read.hint": ("点选左边任意一段", "Select any paragraph on the left"),
    "read.hint.keys": (
        "也可以用 Tab 键走到一段，按 Enter 选定；再用 J、K 键翻看对应段落。",
        "Or reach a paragraph with Tab and press Enter; then step through its counterparts "
        "with J and K.",
    ),
    "read.hint.what": (
        "这里会列出其他城市、其他年份里与它意思最接近的段落，并在两边标出共用的文字。",
        "Its closest counterparts from other cities and other years appear here, with the wording "
        "that both share marked on both sides.",
    ),
    # where and when
    "place.unknown": ("地名不详", "place not known"),
    "place.masked": ("地名已隐去", "place masked"),
    "place.none": ("地名隐去或不详", "Place masked or not known"),
    "place.inferred": ("地名系推断", "place inferred"),
    "year.unknown": ("年份不详", "year not known"),
    "year.from": ("{year} 年或以后", "{year} or later"),
    "year.until": ("{year} 年或以前", "{year} or earlier"),
    "year.status.stated": ("文中写明 {year}", "stated {year}"),
    "year.status.proved": ("据文中内容推定", "inferred from the text"),
    "year.status.conflicting": (
        "文中写 {year}，与内容不符",
        "stated {year}, which the text contradicts",
    ),
    "year.status.conflicting.bare": ("各处说法不一", "the text contradicts itself"),
    "year.maybe_same": ("可能为同一年", "possibly the same year"),
    "place.maybe_same": ("可能为同一城市", "possibly the same city"),
    # what a link could not restore
    "link.paragraph": (
        "链接里的段落 {id} 不在这个索引中，已改为显示其讲话或默认的讲话。",
        "This index has no paragraph {id}, which the link asks for; its speech or the first "
        "speech is shown instead.",
    ),
    "link.speech": (
        "链接里的讲话 {id} 不在这个索引中，已改为显示默认的讲话。",
        "This index has no speech {id}, which the link asks for; the first one is shown instead.",
    ),
    "link.place": (
        "链接里的城市代码 {id} 不在这个索引中。",
        "This index has no city with the code {id}, which the link asks for.",
    ),
    "link.result": (
        "链接里的对应段落 {id} 不在这个索引中，已改为显示最接近的一段。",
        "This index has no paragraph {id}, which the link asks for; the closest counterpart is "
        "shown instead.",
    ),
    "link.outside": (
        "链接里的对应段落不在目前条件下最接近的段落之中，仍在右边显示。",
        "The counterpart that the link asks for is not among the closest under these conditions; "
        "it is shown all the same.",
    ),
    "link.unread": (
        "链接里有看不懂的部分（{names}），已略去。",
        "Parts of this link could not be read ({names}) and were left out.",
    ),
    "link.generation": (
        "这个链接是用索引 {old} 做的，现在的索引是 {new}；文字和数字可能已有变化。",
        "This link was made with index {old}; the present index is {new}, so texts and numbers "
        "may have changed.",
    ),
}
