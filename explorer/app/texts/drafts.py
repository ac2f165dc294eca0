"""Checking a draft. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "draft.private": (
        "草稿只在内存里比对：不存盘，不写进链接，也不离开这台机器。关闭或刷新页面就没有了。",
        "The draft is compared in memory: it is not stored, not written into the link, and does "
        "not leave the machine that runs this app. Closing or reloading the page forgets it.",
    ),
    "draft.text": ("粘贴草稿", "Paste the draft"),
    "draft.text.example": (
        "一整篇讲话，或其中几段",
        "A whole speech, or some paragraphs of it",
    ),
    "draft.file": (
        "或上传文件（txt、md、docx，至多 {most} MB）",
        "Or upload a file (txt, md, docx; up to {most} MB)",
    ),
    "draft.place": ("草稿的城市（可不填）", "City of the draft (optional)"),
    "draft.place.none": ("未填", "not given"),
    "draft.year": ("草稿的年份（可不填）", "Year of the draft (optional)"),
    "draft.time": ("与哪些讲话比", "Compared with"),
    "draft.time.any": ("所有年份", "all years"),
    "draft.time.earlier": ("只与更早的", "earlier ones"),
    "draft.time.later": ("只与更晚的", "later ones"),
    "draft.go": ("逐段比对", "Check the draft"),
    "draft.forget": ("忘掉草稿", "Forget the draft"),
    "draft.reading": ("正在读取草稿……", "Reading the draft…"),
    "draft.encode": (
        "正在理解文字：{done}/{total}（首次要先载入模型）",
        "Reading for meaning: {done} of {total} (the first time loads the model)",
    ),
    "draft.compare": (
        "正在比对：第 {done} 段，共 {total} 段",
        "Comparing: paragraph {done} of {total}",
    ),
    "draft.nothing": (
        "请先粘贴草稿或选择文件。",
        "Paste a draft or choose a file first.",
    ),
    "draft.empty": ("草稿里没有文字。", "The draft has no words."),
    "draft.long": (
        "草稿过长：{n} 字，最多 {most} 字。请分几次比对。",
        "The draft is too long: {n} characters, {most} at most. Check it in parts.",
    ),
    "draft.large": (
        "文件过大：{n} MB，最多 {most} MB。",
        "The file is too large: {n} MB, {most} MB at most.",
    ),
    "draft.kind": (
        "只能读 txt、md 和 docx 文件。",
        "Only txt, md and docx files can be read.",
    ),
    "draft.unreadable": (
        "草稿读不了：{name} {reason}。",
        "The draft cannot be read: {name} {reason}.",
    ),
    "draft.no_year": (
        "要限定更早或更晚，请填草稿的年份；这次与所有年份比对了。",
        "Earlier and later need the year of the draft; it was compared with all years.",
    ),
    "draft.place.unknown": (
        "链接里的城市代码 {id} 不在这个索引中。",
        "This index has no city with the code {id}, which the link asks for.",
    ),
    "draft.sentence": ("草稿共 {n} 段：{parts}。", "{n:paragraph|paragraphs}: {parts}."),
    "draft.part": ("{name} {n} 段", "{n} {name}"),
    "draft.sources": ("对应最多的讲话：{names}。", "Most frequent sources: {names}."),
    "draft.source": ("{name}（{n} 段）", "{name} ({n})"),
    "draft.against": (
        "比对的范围：{parts}。",
        "Compared with speeches of {parts}.",
    ),
    "draft.against.other_city": ("{place}以外的城市", "cities other than {place}"),
    "draft.against.any_city": ("所有城市", "all cities"),
    "draft.against.other_year": ("{year} 年以外", "years other than {year}"),
    "draft.against.earlier": ("早于 {year} 年", "years before {year}"),
    "draft.against.later": ("晚于 {year} 年", "years after {year}"),
    "draft.against.any_year": ("所有年份", "all years"),
    "draft.stale": (
        "下面是按先前的城市、年份比对的结果；要按现在的条件，请再比对一次。",
        "What follows was found for another city or year; check again for the present ones.",
    ),
    "draft.uncalibrated": (
        "其中 {n} 段太短，或其语言的讲话太少，只能比用字，不能按意思判断。",
        "{n} of them say too little, or in a language with too few speeches, so that wording alone "
        "was compared.",
    ),
    "draft.paragraphs": ("逐段结果", "Every paragraph"),
    "draft.paragraphs.hint": (
        "点开一段，与它的对应段落对照。",
        "Open a paragraph to compare it with its counterparts.",
    ),
    "draft.formula": ("套话 {percent}%", "formula {percent} %"),
    "draft.none": ("无对应", "no counterpart"),
    "draft.none.here": (
        "在上述范围内没有对应段落。",
        "There is no counterpart within this range.",
    ),
    "draft.yours": ("草稿", "Draft"),
    "draft.open": ("打开这篇讲话（新标签页）", "Read the speech (new tab)"),
}
