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
        "也可以用 Tab 键进入全文，用上下方向键走到一段，按 Enter 选定；再用 J、K 键翻看对应段落。",
        "Or reach the text with Tab, a paragraph with the arrow keys, and press Enter; then step "
        "through its counterparts with J and K.",
    ),
    "read.hint.marks": (
        "段首的字和线条标出：与其他城市不晚于它的文本相比，这一段是照录、改写、译文、转述、部分相同"
        "还是套话；没有标记的，在那些文本里未见对应。",
        "The word and the line beside a paragraph tell what it is beside texts of other cities "
        "that are not later: borrowed, edited, translated, paraphrased, partly shared or formula; "
        "one without a mark has no counterpart there.",
    ),
    "read.below": (
        "对应段落 {n} 段，在下面：去看 ↓",
        "{n:counterpart|counterparts} below: see them ↓",
    ),
    "read.below.none": (
        "没有对应段落，原因在下面：去看 ↓",
        "No counterpart; why, is told below ↓",
    ),
    "read.working": ("正在标记各段……", "Marking the paragraphs…"),
    # what to begin with
    "strongest": (
        "或先看这个语料里最强的几对：",
        "Or begin with the strongest pairs of this corpus:",
    ),
    "strongest.working": ("正在找最强的几对……", "Looking for the strongest pairs…"),
    "strongest.pair": (
        "{passage} ↔ {counterpart} · {verdict} · 用字相同 {percent}%：{text}",
        "{passage} ↔ {counterpart} · {verdict} · {percent} % of the wording shared: {text}",
    ),
    # the pair that the mark of a paragraph goes by
    "behind": (
        "标记“{mark}”所据：{source}（{where}）· 打开",
        "Marked “{mark}” because of {source} ({where}) · open",
    ),
    "behind.listed": ("下列第 {at} 条", "number {at} of those below"),
    "behind.same_year": ("同年，未列入", "same year, not listed"),
    "behind.outside": ("不在下列之中", "not among those below"),
    "behind.what": (
        "标记看的是所有不晚于本段的外地文本，不论条件；下面列出的则以条件为准。",
        "Marks go by all texts of other cities that are not later, whatever the conditions; what "
        "is listed below goes by the conditions.",
    ),
    # what a paragraph is
    "mark.legend": ("只看这几类段落", "Show paragraphs of these kinds only"),
    "mark.all": ("全部", "All"),
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
    "year.same": ("同一年", "the same year"),
    "place.same": ("同一地方", "the same place"),
    "year.maybe_same": ("可能为同一年", "possibly the same year"),
    "place.maybe_same": ("可能为同一地方", "possibly the same place"),
    "evidence": ("依据文中这些话：", "Known by these words of the text:"),
    "verdict.none": ("不成对应", "no reuse seen"),
    "measure.formula.value": (
        "其中 {percent}% 是套话",
        "{percent} % of that formula",
    ),
    "measure.reuse": ("沿用可能", "Reuse"),
    "measure.reuse.value": (
        "与这一对相近的 {n} 对由语言模型判读，{reused} 对是沿用；"
        "按各类段落对通常出现的多少折算，约 {share}%",
        "a language model judged {n:pair|pairs} like this one, {reused} to be a reuse: about "
        "{share} % as such pairs come up",
    ),
    # how far the passage has spread
    "spread": (
        "所选段落见于{where}，{first}—{last} 年：看时间线",
        "In {where}, {first}–{last}: timeline",
    ),
    "spread.year": ("所选段落见于{where}，{first} 年：看时间线", "In {where}, {first}: timeline"),
    "spread.undated": ("所选段落见于{where}：看时间线", "In {where}: timeline"),
    "spread.cities": (" {n} 个城市", "{n:city|cities}"),
    "spread.speeches": (" {n} 篇讲话", "{n:speech|speeches}"),
    # what two near-identical passages differ in
    "differ": ("除以下各处外，两段相同：{parts}", "Identical except for {parts}"),
    "differ.nothing": ("两段文字相同", "The two are identical in wording"),
    "differ.date": ("{n} 处日期", "{n:date|dates}"),
    "differ.figure": ("{n} 处数字", "{n:figure|figures}"),
    "differ.place": ("{n} 处地名", "{n:place name|place names}"),
    "differ.organisation": ("{n} 处机构名", "{n:name of a body|names of bodies}"),
    "differ.person": ("{n} 处人名", "{n:name of a person|names of persons}"),
    "differ.name": ("{n} 处名称", "{n:name|names}"),
    "differ.wording": ("{n} 处措辞", "{n:piece of wording|pieces of wording}"),
    "differ.moved": ("{n} 处换了位置", "{n:piece moved|pieces moved}"),
    "differ.more": ("另有 {n} 处。", "{n} more."),
    "differ.column.kind": ("类别", "Kind"),
    "differ.column.passage": ("所选段落", "The passage"),
    "differ.column.counterpart": ("对应段落", "The counterpart"),
    "differ.kind.date": ("日期", "date"),
    "differ.kind.figure": ("数字", "figure"),
    "differ.kind.place": ("地名", "place"),
    "differ.kind.organisation": ("机构", "body"),
    "differ.kind.person": ("人名", "person"),
    "differ.kind.name": ("名称", "name"),
    "differ.kind.wording": ("措辞", "wording"),
    # what was left in a copy
    "trace": ("可能的沿用痕迹", "Possible traces of copying"),
    "trace.passage.place": (
        "所选段落在共用的文字里写有“{quote}”，是对应段落的地方（{other}）",
        "The passage has “{quote}” in shared wording: the place of the counterpart ({other})",
    ),
    "trace.passage.district": (
        "所选段落在共用的文字里写有“{quote}”，属于对应段落的地方（{other}）",
        "The passage has “{quote}” in shared wording, which belongs to the counterpart's {other}",
    ),
    "trace.passage.year": (
        "所选段落在共用的文字里写有“{quote}”，是对应段落的年份（{other}）",
        "The passage has “{quote}” in shared wording: the year of the counterpart ({other})",
    ),
    "trace.counterpart.place": (
        "对应段落在共用的文字里写有“{quote}”，是所选段落的地方（{other}）",
        "The counterpart has “{quote}” in shared wording: the place of the passage ({other})",
    ),
    "trace.counterpart.district": (
        "对应段落在共用的文字里写有“{quote}”，属于所选段落的地方（{other}）",
        "The counterpart has “{quote}” in shared wording, which belongs to the passage's {other}",
    ),
    "trace.counterpart.year": (
        "对应段落在共用的文字里写有“{quote}”，是所选段落的年份（{other}）",
        "The counterpart has “{quote}” in shared wording: the year of the passage ({other})",
    ),
    # sentence by sentence
    "sentences": ("逐句对照", "By sentence"),
    "sentences.passage": ("所选段落", "The passage"),
    "sentences.closeness": ("意思", "Meaning"),
    "sentences.counterpart": ("对应段落中最接近的句子", "Its closest sentences"),
    "sentences.close": ("相近", "close"),
    "sentences.related": ("相关", "related"),
    "sentences.apart": ("较远", "far"),
    "sentences.how": (
        "一行是一到三句。指向一行，上面两段里的这几句会同时标出。",
        "A row is one to three sentences. Point at a row to see them in the two passages above.",
    ),
    # all results
    "list.heading": ("最接近的段落（{n}）", "Closest passages ({n})"),
    "list.next": ("再列至多 {n} 段", "Up to {n} more"),
    "list.working": ("正在列出更多对应段落……", "Listing more counterparts…"),
    "list.column.rank": ("名次", "Rank"),
    "list.column.where": ("地方", "Place"),
    "list.column.when": ("年份", "Year"),
    "list.column.verdict": ("判断", "Verdict"),
    "list.column.meaning": ("意思", "Meaning"),
    "list.column.wording": ("用字", "Wording"),
    "list.column.formula": ("套话", "Formula"),
    "list.column.excerpt": ("开头", "Beginning"),
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
