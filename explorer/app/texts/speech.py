"""A speech's make-up, formulas, drafts. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "nav.speech": ("讲话构成", "Speech"),
    "nav.formulas": ("套话", "Formulas"),
    "nav.draft": ("草稿", "Draft"),
    "nav.audit": ("核查", "Audit"),
    # what a paragraph is
    "kind.borrowed": ("照录", "borrowed"),
    "kind.edited": ("改写", "edited"),
    "kind.translated": ("译文", "translated"),
    "kind.paraphrased": ("转述", "paraphrased"),
    "kind.partly": ("部分相同", "partly shared"),
    "kind.formula": ("套话", "formula"),
    "kind.own": ("他市未见对应（更晚的不计）", "no counterpart elsewhere (later texts aside)"),
    # what a speech is made of
    "origin.working": ("正在逐段查看……", "Looking at every paragraph…"),
    "origin.sentence": (
        "{place}（{year}）这篇讲话共 {n} 段，按字数计：{parts}。",
        "{place} ({year}), {n:paragraph|paragraphs}; by their characters: {parts}.",
    ),
    "origin.part": ("{kind} {percent}%", "{kind} {percent} %"),
    "origin.carried": (
        "整段沿用自己往年讲话的占 {percent}%。",
        "{percent} % is carried over, whole paragraphs, from its own earlier years.",
    ),
    "origin.carried.first": (
        "索引里没有同一地方更早的讲话，所以看不出沿用了多少。",
        "The index has no earlier speech of this place, so nothing can be told of what was "
        "carried over.",
    ),
    "origin.carried.unknown": (
        "城市或年份不详，所以看不出沿用了多少往年的讲话。",
        "City or year is not known, so nothing can be told of what was carried over.",
    ),
    "origin.surely": (
        "整段见于其他城市、而且确实更早的占 {percent}%。",
        "{percent} % stands, whole paragraphs, in another city that is surely earlier.",
    ),
    "origin.surely.rest": (
        "其他对应段落是同一年的，或者先后不明，或者城市不详。",
        "Other counterparts are of the same year, of unknown order or of no known city.",
    ),
    "origin.bars": (
        "讲话的 {n} 段，一段一条，依次排列；同样的内容见下面的表",
        "The {n:paragraph|paragraphs} of the speech as bars, in reading order; the table below "
        "says the same",
    ),
    "origin.bars.hint": (
        "一段一条，从左到右依次排列；越高，段落越长；花纹表示这一段是什么。点选一条，打开对照。"
        "照录、改写、译文、转述都是与其他城市相比，不说谁先谁后。",
        "One bar for each paragraph in reading order; the taller, the longer; the pattern says "
        "what it is. Select a bar to compare the paragraph. Borrowed, edited, translated and "
        "paraphrased are told beside other cities and do not say who was first.",
    ),
    "origin.bar": (
        "第 {number} 段，{kind}，{n} 字",
        "Paragraph {number}, {kind}, {n:character|characters}",
    ),
    "origin.count": ("{n} 段，{percent}%", "{n:paragraph|paragraphs}, {percent} %"),
    "origin.news.what": (
        "在这份语料里，其他城市没有不晚于它的对应段落，本市往年的讲话里也没有。",
        "In this corpus no other city has a counterpart that is not later, and no earlier speech "
        "of the city has one.",
    ),
    "origin.news.unlike": (
        "在这份语料里，其他城市没有不晚于它的对应段落。",
        "In this corpus no other city has a counterpart that is not later.",
    ),
    "origin.news.none": (
        "没有：每一段都是套话，或者见于别处，或者沿用往年。",
        "Nothing: every paragraph is formula, stands elsewhere or is carried over.",
    ),
    "origin.news.more": (
        "还有 {n} 段，见下表。",
        "{n} more are in the table below.",
    ),
    "origin.table": ("逐段来历", "Every paragraph"),
    "origin.listed": ("列出哪些段落", "Which paragraphs are listed"),
    "origin.listed.unknown": (
        "链接里的选项 {name} 不存在，已列出全部段落。",
        "There is no choice {name}, which the link asks for; all paragraphs are listed.",
    ),
    "origin.choice": ("{name} {n}", "{name} {n}"),
    "origin.all": ("全部", "All"),
    "origin.new": ("今年新写的", "New this year"),
    "origin.carried_over": ("沿用往年", "Carried over"),
    "origin.none": ("没有这样的段落。", "There are no such paragraphs."),
    "origin.column.number": ("段", "No."),
    "origin.column.kind": ("是什么", "What it is"),
    "origin.column.words": ("文字", "Words"),
    "origin.column.formula": ("套话", "Formula"),
    "origin.column.source": ("其他城市", "In another city"),
    "origin.column.carried": ("本市往年", "Earlier, same city"),
    "origin.column.places": ("见于几地", "How many places"),
    "origin.size": ("{n} 字", "{n:character|characters}"),
    "origin.source": ("{place} {year}", "{place} {year}"),
    "origin.share": ("本段的 {percent}%", "{percent} % of this paragraph"),
    "origin.places": ("{n} 地不晚于它", "not later in {n:place|places}"),
    "origin.taken_up": ("{n} 地更晚", "later in {n:place|places}"),
    "origin.order.earlier": ("更早", "earlier"),
    "origin.order.same": ("同年", "same year"),
    "origin.order.unknown": ("先后不明", "order unknown"),
    "origin.order.later": ("更晚", "later"),
    "origin.note": (
        "更早只是就这份语料和已知的年份而言，不等于谁抄了谁，也不等于出处。",
        "Earlier is told of this corpus and the known years only: it does not say who took it from "
        "whom, nor where it began.",
    ),
    "origin.one": ("索引里只有一篇讲话", "The index holds one speech only"),
    "origin.one.how": (
        "加入其他城市或其他年份的讲话以后，才看得出哪些是新的。",
        "Add speeches of other cities or years to see what is new in it.",
    ),
    "origin.empty": ("这篇讲话没有正文段落", "This speech has no paragraphs"),
    "origin.empty.how": (
        "它只有标题、称呼或简短的话。",
        "It has headings, salutations or short remarks only.",
    ),
    "origin.no_pairs": (
        "这个索引没有逐段比对的结果",
        "This index was built without its pairs",
    ),
    "origin.no_pairs.how": (
        "这一页要用全部段落两两比对的结果；用下面的命令重建索引即可：",
        "This page counts the counterparts of all paragraphs; rebuild the index with them:",
    ),
    # formulas
    "formulas.level": ("通行的范围", "How far it has spread"),
    "formulas.level.everywhere": ("各地通行", "Everywhere"),
    "formulas.level.province": ("一省之内", "One province"),
    "formulas.level.few": ("少数几地", "A few places"),
    "formulas.words": ("包含的字词", "Containing"),
    "formulas.words.example": ("一个或几个词", "one word or more"),
    "formulas.working": (
        "正在找出最常见的说法；语料大时约需十几秒，之后不必再等……",
        "Finding the commonest wording; a large corpus takes some ten seconds, once…",
    ),
    "formulas.sentence.everywhere": (
        "全部 {speeches} 篇讲话（{places} 地、{provinces} 个省份）里，各地通行的说法，最常见的 "
        "{n} 条：两篇讲话都有，说明不了什么。",
        "Of {speeches:speech|speeches} ({places:place|places}, {provinces:province|provinces}) the "
        "commonest wording of several provinces, {n:run|runs}: that two speeches share it proves "
        "nothing.",
    ),
    "formulas.sentence.province": (
        "全部 {speeches} 篇讲话（{places} 地、{provinces} 个省份）里，只在一个省的几个城市里"
        "通行的说法，最常见的 {n} 条。",
        "Of {speeches:speech|speeches} ({places:place|places}, {provinces:province|provinces}) the "
        "commonest wording of several cities of one province, {n:run|runs}.",
    ),
    "formulas.sentence.few": (
        "全部 {speeches} 篇讲话（{places} 地、{provinces} 个省份）里，只见于少数几地的说法，"
        "最常见的 {n} 条：它们不算套话，值得细看。",
        "Of {speeches:speech|speeches} ({places:place|places}, {provinces:province|provinces}) the "
        "commonest wording of a few places, {n:run|runs}: no formula yet, and worth a look.",
    ),
    "formulas.matching": ("其中 {n} 条包含所找的字词。", "{n} of them contain your words."),
    "formulas.none": ("没有这样的说法", "There is no such wording"),
    "formulas.none.everywhere": (
        "这份语料里没有哪个说法（八个字以上）各地通行；语料小时常常如此。",
        "No run of eight characters or five words is so common; so it is with small corpora.",
    ),
    "formulas.none.province": (
        "这份语料里没有哪个说法（八个字以上）只在一省之内通行。",
        "No run of eight characters or five words is common in one province alone.",
    ),
    "formulas.none.few": (
        "这份语料里没有哪个说法（八个字以上）只见于少数几地。",
        "No run of eight characters or five words stands in a few places alone.",
    ),
    # how far is far, in a corpus of this size
    "formulas.limits.everywhere": (
        "各地通行：见于至少 {provinces} 个省份，或者分属两省以上的至少 {places} 地，或者"
        "至少 {speeches} 篇没有具体地名的讲话（全国的、地名不详的）；随语料大小而定。",
        "Everywhere: in at least {provinces} provinces, or in at least {places} places of two or "
        "more, or in at least {speeches} speeches of no one place (national, or not known); this "
        "goes by the size of the corpus.",
    ),
    "formulas.limits.local": (
        "各地通行：见于至少 {places} 地，或者至少 {speeches} 篇没有具体地名的讲话（全国的、"
        "地名不详的）；随语料大小而定。",
        "Everywhere: in at least {places} places, or in at least {speeches} speeches of no one "
        "place (national, or not known); this goes by the size of the corpus.",
    ),
    "formulas.limits.province": (
        "一省之内：只见于一个省，而且超过 {few} 地。",
        "One province: in that one alone, and in more than {few} places.",
    ),
    "formulas.limits.few": (
        "少数几地：至少两地（没有具体地名的讲话，一篇算一地），够不上“各地通行”，也不是“一省之内”；"
        "含有各地通行说法的不列。",
        "A few places: two or more (each speech of no one place counts as one), but neither "
        "everywhere nor one province; runs that hold wording used everywhere are not listed.",
    ),
    "formulas.column.rank": ("序", "No."),
    "formulas.column.text": ("说法", "Wording"),
    "formulas.column.speeches": ("讲话", "Speeches"),
    "formulas.column.places": ("地方", "Places"),
    "formulas.column.provinces": ("省份", "Provinces"),
    "formulas.column.province": ("哪个省", "Province"),
    "formulas.column.first": ("语料中最早", "First year here"),
    "formulas.column.example": ("例子", "Example"),
    "formulas.variants": ("{n} 个变体", "{n:variant|variants}"),
    "formulas.at_most": ("至多 {n}", "≤ {n}"),
    "formulas.note": (
        "同一篇讲话的多个文本只算一篇。“语料中最早”只是就这份语料而言，不是这个说法的出处。“至多”："
        "太常见，没有逐一数清。",
        "The copies of a speech count once. “First year here” is the first year in this corpus, "
        "not the origin of the wording. “≤”: too common to be counted one by one.",
    ),
}
