"""How far an index can be trusted, its rule, how to cite it. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "about.quality": ("这份语料里量得的质量", "Measured on this corpus"),
    "about.quality.place": ("城市已知的段落", "Paragraphs of a known city"),
    "about.quality.year": ("年份确定的段落", "Paragraphs of one sure year"),
    "about.quality.years": ("年份至少有范围的段落", "Paragraphs with years from–to"),
    "about.quality.formula": ("套话占全部文字", "Formula, of all words"),
    "about.quality.copies": ("另有文本、不重复计的讲话", "Copies, not counted twice"),
    "about.quality.left_out": ("未能读取的文件", "Files left out"),
    "about.quality.languages": ("有百分位的语言对", "Percentiles for"),
    "about.quality.languages.none": (
        "没有：随机段落对不足 {fewest}",
        "none: fewer than {fewest} random pairs",
    ),
    "about.quality.random": ("随机段落对", "Random pairs"),
    "about.quality.random.value": (
        "至多 {n}；一对语言至少 {fewest} 才给百分位",
        "up to {n}; a pair of languages needs {fewest}",
    ),
    "about.quality.pairs": ("逐段比对（两边各计）", "Pairs, from either side"),
    "about.quality.pairs.none": ("建索引时没有做", "the index was built without"),
    "about.quality.pair": ("{name} {n}", "{n} {name}"),
    "about.rule": ("判断的规则", "The rule of the verdict"),
    "about.rule.intro": (
        "由共用的文字和意思的接近程度判定，依次看下面各条，合哪一条就是哪一种。意思以随机段落对为尺："
        "0 是中位数，1 是第 99 百分位。门槛与索引一同保存。",
        "Told from the shared wording and from how close the meaning is; the first line that holds "
        "decides. Meaning is measured by random pairs: 0 is their median, 1 their 99th percentile. "
        "The thresholds are stored with the index.",
    ),
    "about.rule.verbatim": (
        "照录：同改写，而且一段与另一段逐字相同达到 {verbatim}%，数字、日期、名称都没有换。",
        "Verbatim: as edited, and {verbatim} % of the one stands word for word in the other, with "
        "no figure, date or name changed.",
    ),
    "about.rule.edited": (
        "改写：共用的文字（套话和不足八字的短语不计）达到较短一段的 {edited}%，"
        "而且不少于 {enough} 字或达到 {whole}%。",
        "Edited: {edited} % of the shorter passage is shared in runs of 8 characters or 5 words at "
        "least that are no formula, and that is {enough} characters or {whole} % of it.",
    ),
    "about.rule.translation": (
        "译文：两种语言，意思达到 {translation}，并比各自周围的段落高出 {abroad}。",
        "Translation: two languages, the meaning stands at {translation} or above, and {abroad} "
        "above what else is near the two.",
    ),
    "about.rule.paraphrase": (
        "转述：意思达到 {paraphrase}，并比各自周围的段落高出 {apart}；较短一段不少于 {fewest} 字。",
        "Paraphrase: the meaning stands at {paraphrase} or above, and {apart} above what else is "
        "near the two; the shorter passage has {fewest} characters at least.",
    ),
    "about.rule.formula": (
        "套话：共用的文字达到 {shared}%，其中 {formula}% 以上是套话。",
        "Formula: {shared} % of the wording is shared, and {formula} % of that is formula.",
    ),
    "about.rule.topic": (
        "同一话题：意思达到 {topic}，同一语言里用词的相近还要达到 {alike}%；再低就不作判断。",
        "Same topic: the meaning stands at {topic} or above and, within a language, the words are "
        "alike to {alike} %; below that there is no verdict.",
    ),
    "about.numbers.formula": (
        "套话：至少八个字（五个词）、通行于多个省份的说法；两段都有，说明不了什么。",
        "Formula: a run of eight characters or five words that stands in several provinces; that "
        "two passages share it proves nothing.",
    ),
    "about.numbers.earlier": (
        "先后：只有年份确实不同，才说更早或更晚；同年或范围相接的，不分先后。",
        "Order: earlier and later are said where the years are surely different; of the same year "
        "or of ranges that meet, no order is told.",
    ),
    "about.cite": ("如何引用", "How to cite"),
    "about.cite.untitled": ("未命名的讲话语料", "Corpus of speeches without a title"),
    "about.cite.text": (
        "{title}。索引 {generation}，建于 {created}，{speeches} 篇讲话、{paragraphs} 段，指纹 "
        "{fingerprint}；模型 {model}（{revision}）；similarity-explorer {version}。",
        "{title}. Index {generation}, built {created}; {speeches:speech|speeches}, "
        "{paragraphs:paragraph|paragraphs}, fingerprint {fingerprint}; model {model} ({revision}); "
        "similarity-explorer {version}.",
    ),
    "about.cite.hint": (
        "引用某一个数字时，请连同链接：链接里有索引的代号。",
        "With a single number cite the link, too: it names the index.",
    ),
}
