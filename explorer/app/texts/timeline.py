"""A passage over time. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "nav.timeline": ("时间线", "Timeline"),
    "timeline.found": (
        "这段话或它的变体，见于 {where}",
        "This passage, or another wording of it, stands in {where}",
    ),
    "timeline.cities": ("{n} 个城市", "{n:city|cities}"),
    "timeline.provinces": ("{n} 个省份", "{n:province|provinces}"),
    "timeline.nowhere": (
        "{n} 篇地名不详的讲话",
        "{n:speech|speeches} of no known place",
    ),
    "timeline.national": (
        "{n} 篇全国性文本",
        "{n:national text|national texts}",
    ),
    "timeline.where_and_when": ("{where}，{years} 年", "{where}, {years}"),
    "timeline.first": ("本语料中最早：{names}", "earliest in this corpus: {names}"),
    "timeline.first.several": (
        "本语料中最早的可能是：{names}，年份分不出先后",
        "earliest in this corpus may be {names}; the years do not tell which",
    ),
    "timeline.first.one": ("{place} {year}", "{place} {year}"),
    "timeline.first.more": ("{names} 及另外 {more} 处", "{names} and {more} more"),
    "timeline.same_year": (
        "年份都是 {year}，分不出先后",
        "all are of {year}, so the years do not tell who was first",
    ),
    "timeline.lasted": (
        "从最早到最晚相隔 {years} 年",
        "from the earliest to the latest {years:year|years}",
    ),
    "timeline.lasted.between": (
        "从最早到最晚相隔 {least} 到 {most} 年",
        "from the earliest to the latest {least} to {most} years",
    ),
    "timeline.undated": ("{n} 处年份不详", "{n} of no known year"),
    "timeline.alone": (
        "除了本市同一年的讲话（不比），别处没有找到这段话的照录、改写、转述或译文。",
        "No other speech has a verbatim, edited, paraphrased or translated version of this passage "
        "(speeches of the same city and year are not compared).",
    ),
    "timeline.alone.text": (
        "没有找到这段话的照录、改写、转述或译文。",
        "No speech has a verbatim, edited, paraphrased or translated version of this passage.",
    ),
    "timeline.stock": (
        "这一段 {percent}% 是套话，不逐一列出；其中最长的一句“{text}”{where}。",
        "{percent} % of this passage is formula, which is not listed one by one; its longest run, "
        "“{text}”, {where}.",
    ),
    "timeline.stock.where": (
        "见于 {n} 篇讲话（{places} 地）",
        "stands in {n:speech|speeches} of {places:place|places}",
    ),
    "timeline.stock.least": (
        "至少见于 {n} 篇讲话（{places} 地）",
        "stands in {n:speech|speeches} of {places:place|places} at least",
    ),
    "timeline.stock.open": ("看套话页", "See the formulas"),
    "timeline.further": (
        "索引只保留最接近的一部分；另有 {n} 处没有列出。",
        "The index keeps the closest only; {n} more are not listed.",
    ),
    "timeline.corpus": (
        "语料未必齐全：最早的一处不等于出处。",
        "No corpus is complete: the earliest here is not the origin.",
    ),
    "timeline.yours": ("您的文字", "Your passage"),
    "timeline.back": ("回到阅读与对照", "Back to reading"),
    "timeline.back.search": ("回到检索", "Back to the search"),
    "timeline.open": ("在“阅读与对照”中打开这一对", "Open this pair in Read and compare"),
    "timeline.open.search": ("在“检索”中打开", "Open it in Search"),
    "timeline.self": ("原段落", "the passage itself"),
    "timeline.unknown_year": ("年份不详", "not known"),
    "timeline.axis": ("年份", "year"),
    "timeline.city": ("城市", "city"),
    "timeline.province": ("省份", "province"),
    "timeline.year": ("年份", "year"),
    "timeline.verdict": ("判断", "verdict"),
    "timeline.wording": ("共用文字 %", "wording shared, %"),
    "timeline.size": ("共用文字", "wording shared"),
    "timeline.percentile": ("意思 %", "meaning, %"),
    "timeline.lag": ("比最早的晚几年", "years after the earliest"),
    "timeline.title": ("讲话", "speech"),
    "timeline.text": ("文字", "text"),
    "timeline.legend": (
        "点的大小是共用文字的多少；横线是年份的范围，虚线表示一端不详。点选一处，即可对照。",
        "The larger a mark, the more wording is shared; a line is a range of years, a dashed one "
        "is open at an end. Select a mark to compare.",
    ),
    "timeline.alt": (
        "时间线：{n} 处，{places} 行按最早年份排列；下面的表格有同样的内容",
        "Timeline of {n} occurrences in {places} rows, by their earliest year; the table below "
        "tells the same.",
    ),
    "timeline.map": ("地图", "Map"),
    "timeline.map.alt": (
        "地图：{n} 个城市，颜色表示最早的年份；只有经纬线，没有底图",
        "Map of {n} cities, coloured by their earliest year; only lines of longitude and latitude",
    ),
    "timeline.map.less": (
        "{n} 个城市没有坐标，不在图上。",
        "{n:city has|cities have} no coordinates and cannot be drawn.",
    ),
    "timeline.map.longitude": ("经度", "longitude"),
    "timeline.map.latitude": ("纬度", "latitude"),
    "timeline.map.year": ("最早年份", "earliest year"),
    "timeline.table": ("一览", "All occurrences"),
    "timeline.pick": (
        "选中一行，即可与原文对照。",
        "Select a row to compare it with the passage.",
    ),
    "timeline.none": ("选一段话，看它的时间线", "Choose a passage to see it over time"),
    "timeline.none.how": (
        "在“阅读与对照”里点选一段，再打开时间线；也可以先检索一段自己的文字。",
        "Select a paragraph in Read and compare and open its timeline; or search for a passage of "
        "your own first.",
    ),
    "timeline.working": (
        "正在查找……这个索引没有段落对应表，要逐段比较",
        "Searching… this index was built without its pairs, so the passage is compared now",
    ),
    "timeline.searching": (
        "正在查找……首次检索要先载入模型",
        "Searching… the first search loads the model",
    ),
    "timeline.unknown": (
        "链接里的段落 {id} 不在这个索引中。",
        "This index has no paragraph {id}, which the link asks for.",
    ),
    "timeline.outside": (
        "链接里的段落不在这条时间线上，仍在下面对照。",
        "The paragraph that the link asks for is not on this timeline; it is compared all the "
        "same.",
    ),
}
