"""What stands on every page, and the pages that explain. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "app": ("讲话对读", "Speech counterparts"),
    "nav.read": ("阅读与对照", "Read and compare"),
    "nav.search": ("检索", "Search"),
    "nav.about": ("关于", "About"),
    "language": ("界面语言", "Language"),
    "footer": (
        "模型 {model} · 索引 {generation}，建于 {created} · {paragraphs} 段",
        "Model {model} · index {generation} of {created} · {paragraphs:paragraph|paragraphs}",
    ),
    "waiting": (
        "还有别的长计算排在前面：{n} 项。可以先看别的页面。",
        "Other long work comes first: {n:piece|pieces}. You can go to another page meanwhile.",
    ),
    # no usable index
    "index.none": ("还没有可用的索引", "There is no index yet"),
    "index.none.how": (
        "先为放讲话的文件夹建立索引，应用会随之打开：",
        "Build one from your folder of speeches; the app opens with it:",
    ),
    "index.broken": ("索引无法打开", "The index cannot be opened"),
    "index.empty": ("索引里没有讲话。", "The index holds no speeches."),
    # free text
    "search.label": (
        "粘贴或输入一段文字，查找意思最接近的段落",
        "Paste or write a passage to find the paragraphs closest in meaning",
    ),
    "search.placeholder": (
        "例如：完善代表建议办理机制，做到事事有回音",
        "For example: every proposal of a deputy gets an answer in time",
    ),
    "search.go": ("检索", "Search"),
    "search.working": (
        "正在检索……首次检索要先载入模型",
        "Searching… the first search loads the model",
    ),
    "search.empty": ("请先输入一段文字。", "Write or paste a passage first."),
    "search.long": (
        "文字过长：{n} 字，最多 {most} 字。请缩短后再检索。",
        "Too long: {n} characters; at most {most}. Shorten the passage and search again.",
    ),
    "search.kept": (
        "这段文字太长，链接里放不下；要给别人看，请连文字一起发。",
        "This passage is too long for a link: the address of this page does not carry it. Send the "
        "text along.",
    ),
    "search.lost": (
        "链接没有带上所检索的文字，因为它太长。请把文字再粘贴一次。",
        "The link does not carry the passage, which was too long for one. Paste it again.",
    ),
    "search.hint": (
        "检索不限城市和年份；结果与“阅读与对照”相同：对应段落、来历、共用的文字。",
        "A search looks at every city and year; the results are shown as in “Read and compare”: "
        "the passage, where it comes from, and the wording it shares with yours.",
    ),
    "search.yours": ("您的文字", "Your passage"),
    # about
    "about.index": ("索引", "Index"),
    "about.generation": ("代", "Generation"),
    "about.created": ("建立时间", "Built"),
    "about.search": ("检索方式", "Search"),
    "about.search.exact": ("逐一比较所有允许的段落", "compares every allowed paragraph"),
    "about.search.lists": (
        "倒排表 {lists} 个，每次查看 {probes} 个；抽查 {queries} 段，最近的十段中找到 {recall}；"
        "允许的段落不多时逐一比较",
        "looks into {probes} of {lists} inverted lists; of the ten nearest to {queries} sampled "
        "paragraphs it finds {recall}; where few paragraphs are allowed it compares them all",
    ),
    "about.model": ("模型", "Model"),
    "about.revision": ("版本", "Revision"),
    "about.prompt": ("提示词", "Prompt"),
    "about.dimension": ("维数", "Dimensions"),
    "about.precision": ("精度", "Precision"),
    "about.counts": ("内容", "Contents"),
    "about.documents": ("文件", "Documents"),
    "about.speeches": ("讲话", "Speeches"),
    "about.witness_groups": ("去重后的讲话", "Distinct speeches"),
    "about.paragraphs": ("段落", "Paragraphs"),
    "about.windows": ("句窗", "Windows"),
    "about.cities": ("城市", "Cities"),
    "about.settings": ("设置", "Settings"),
    "about.libraries": ("软件版本", "Software"),
    "about.unreadable": ("未能读取的文件", "Files left out"),
    "about.list": ("收录的讲话", "The speeches in it"),
    "about.column.city": ("城市", "City"),
    "about.column.year": ("年份", "Year"),
    "about.column.status": ("年份依据", "How known"),
    "about.column.title": ("题目", "Title"),
    "about.column.document": ("文件", "Document"),
    "about.column.paragraphs": ("段数", "Paragraphs"),
    "about.more": ("只列出前 {n} 篇。", "Only the first {n} are listed."),
    "about.numbers": ("数字的含义", "What the numbers mean"),
    "about.numbers.meaning": (
        "意思：把两段文字的向量相似度，与这份语料中不同讲话的随机段落对相比，看它高于其中百分之几。"
        "它只在这份语料之内有意义，不是“相似百分之几”。",
        "Meaning: the similarity of the two passages is compared with random pairs of paragraphs "
        "from different speeches of this corpus; the number says how many of them are less close. "
        "It holds within this corpus only and is not a “percentage of similarity”.",
    ),
    "about.numbers.wording": (
        "用字：两段共有的连续文字，占较短一段的百分之几；不论先后次序。",
        "Wording: how much of the shorter passage stands in runs of wording that both share, "
        "in whatever order.",
    ),
    "about.numbers.year": (
        "年份：文中写明的年份未必可信（转载时常被改写），因此与推定的范围分开显示。"
        "范围相接的讲话标为“可能为同一年”。",
        "Year: the year printed on a page may be false (reposts often rewrite it), so it is shown "
        "apart from the years that the text allows. Where the ranges meet, “possibly the same "
        "year” is shown.",
    ),
    "about.numbers.first": (
        "语料未必齐全：最早的一段，不等于这个说法的出处。",
        "No corpus is complete: the earliest passage here is not the origin of a wording.",
    ),
}
