"""What would falsify results, kind by kind. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "audit.working": (
        "正在核查全部讲话；语料大时约需一分钟，之后不必再等……",
        "Checking every speech; a large corpus takes about a minute, once…",
    ),
    "audit.sentence": (
        "{documents} 个文件、{speeches} 篇讲话里，有 {n} 处可能使结果失真，最严重的在前。"
        "这里什么也不改动：要改，请写进 metadata.csv 再重建索引。",
        "{n:finding|findings} that may falsify results, the worst first, in "
        "{documents:document|documents} with {speeches:speech|speeches}. Nothing is changed here: "
        "write what mends them into metadata.csv and rebuild the index.",
    ),
    "audit.nothing": (
        "没有发现会使结果失真的问题。",
        "Nothing was found that would falsify results.",
    ),
    "audit.kind": ("哪一类", "Kind"),
    "audit.kind.all": ("全部（{n}）", "All ({n})"),
    "audit.kind.option": ("{name}（{n} 篇）", "{name} ({n})"),
    "audit.kind.unknown": (
        "没有 {name} 这一类，已列出全部。",
        "There is no kind {name}; all are listed.",
    ),
    "audit.speeches": ("{n} 篇", "{n:speech|speeches}"),
    "audit.more": ("还有 {n} 篇，见下载的表。", "and {n} more, all in the download."),
    "audit.write": (
        "写进 metadata.csv 的行；空格由您填写：",
        "Rows for metadata.csv; empty cells are yours to fill in:",
    ),
    "audit.write.more": (
        "还有 {n} 行，见下载的文件。",
        "{n} more rows are in the download.",
    ),
    "audit.nothing_to_write": (
        "metadata.csv 改不了它，要改正文本身。",
        "No row of metadata.csv mends this; the text itself has to be mended.",
    ),
    "audit.grave.false": ("使城市或年份出错", "false city or year"),
    "audit.grave.spoilt": ("文本受损", "spoilt text"),
    "audit.grave.missing": ("缺少信息", "not known"),
    "audit.download.rows": ("下载全部待写的行（{n} 行）", "All rows for metadata.csv ({n})"),
    "audit.download.findings": ("下载核查结果（CSV）", "Findings (CSV)"),
    "audit.download.grid": ("下载地方与年份表（CSV）", "Places and years (CSV)"),
    "audit.grid": ("地方与年份", "Places and years"),
    "audit.grid.hint": (
        "2：两篇讲话（多个文本只算一篇）；1?：一篇，年份只知范围；·：前后年份都有而这一年没有。",
        "2: two speeches (copies count once); 1?: one whose year is known as a range only; "
        "·: a year that is missing between others.",
    ),
    "audit.grid.unplaced": (
        "另有 {n} 篇讲话地方不详。",
        "{n:speech|speeches} of unknown place stand in none.",
    ),
    "audit.grid.none": ("没有已知地方的讲话。", "No speech has a known place."),
    "audit.grid.place": ("地方", "Place"),
    "audit.grid.undated": ("年份不详", "No year"),
    "audit.grid.gap": ("缺", "missing"),
    "audit.grid.more": (
        "只列出前 {n} 个地方，下载的表里有全部。",
        "Only the first {n} places are listed; the download has all.",
    ),
    # kinds: their names
    "audit.name.same-text-two-cities": ("同一文本，两个城市", "One text, two cities"),
    "audit.name.place-conflict": ("城市与文本不符", "City contradicted by the text"),
    "audit.name.same-text-two-years": ("同一文本，两个年份", "One text, two years"),
    "audit.name.year-conflict": ("年份互相矛盾", "Years that contradict each other"),
    "audit.name.place-not-named": ("文中不提所标的城市", "City never named in the text"),
    "audit.name.place-mistyped": ("地名像是写错", "Name of a place mistyped"),
    "audit.name.several-in-one-file": ("一个文件，几篇讲话", "Several speeches in one file"),
    "audit.name.metadata-unused": ("metadata.csv 有行落空", "Unused rows of metadata.csv"),
    "audit.name.same-file-name": ("几个文件同名", "Files of the same name"),
    "audit.name.mojibake": ("乱码", "Wrong encoding"),
    "audit.name.unreadable": ("文件读不了", "Unreadable file"),
    "audit.name.other-language": ("语言或字体不同", "Another language or script"),
    "audit.name.truncated": ("文本不完整", "Text cut short"),
    "audit.name.nearly-empty": ("几乎没有内容", "Nearly empty"),
    "audit.name.far-too-long": ("长得异常", "Far too long"),
    "audit.name.digits-missing": ("数字缺失", "Figures missing"),
    "audit.name.masked-words": ("字词或数字被隐去", "Masked words or figures"),
    "audit.name.place-masked": ("地名被隐去", "Place masked"),
    "audit.name.place-unknown": ("城市不详", "Place not known"),
    "audit.name.place-unlisted": ("地名不在表中", "Place in no table"),
    "audit.name.year-unknown": ("年份不详", "Year not known"),
    "audit.name.year-wide": ("年份范围过宽", "Year known roughly only"),
    "audit.name.title-language": ("题目与正文字体不同", "Title in another script"),
    # kinds: what they do to results
    "audit.why.same-text-two-cities": (
        "同一篇文本标了两个城市，会被当成两地互抄。",
        "One text stands under two cities, so it would look as if one had copied the other.",
    ),
    "audit.why.place-conflict": (
        "标的是一个城市，文中自称的却是另一个，对照会算到错的城市头上。",
        "The label names one city and the text speaks as another: results go to the wrong city.",
    ),
    "audit.why.same-text-two-years": (
        "同一篇文本标了两个年份，先后因此不可信。",
        "One text stands under two years, so what was earlier cannot be trusted.",
    ),
    "audit.why.year-conflict": (
        "写明的年份与文中所述的事不符，先后因此不可信。",
        "The printed year and what the text speaks of contradict each other, so what was earlier "
        "cannot be trusted.",
    ),
    "audit.why.place-not-named": (
        "全文没有提到所标的城市，标签可能错了。",
        "The text never names the city that it is filed under; the label may be wrong.",
    ),
    "audit.why.place-mistyped": (
        "metadata.csv 里的地名查不到，但与某个地名相近。",
        "A name in metadata.csv is that of no place, but like the name of one.",
    ),
    "audit.why.several-in-one-file": (
        "一个文件里有几篇讲话，却只标了一个城市。",
        "A file holds several speeches under the name of one city.",
    ),
    "audit.why.metadata-unused": (
        "metadata.csv 的这些行对不上任何讲话，所写的内容没有用上。",
        "These rows of metadata.csv belong to no speech, so what they say is lost.",
    ),
    "audit.why.same-file-name": (
        "几个文件同名而文本不同，metadata.csv 的同一行管了它们全部。",
        "Different texts bear one file name, and one row of metadata.csv rules them all.",
    ),
    "audit.why.mojibake": (
        "文件是用错误的编码读的，文字已不可靠。",
        "The file was read in a wrong encoding, so its words are not what was written.",
    ),
    "audit.why.unreadable": (
        "这些文件没有读进来，任何结果里都没有它们。",
        "These files were left out and are missing from every result.",
    ),
    "audit.why.other-language": (
        "与其余讲话的语言或字体不同，相似程度不好比。",
        "It is in another language or script than the rest, so closeness compares badly.",
    ),
    "audit.why.truncated": (
        "文本没有写完，后面的段落查不到。",
        "The text ends before its end; what follows cannot be found.",
    ),
    "audit.why.nearly-empty": (
        "与其余讲话相比几乎没有内容，可能只存了网页的外壳。",
        "It holds next to nothing; perhaps only a page's frame was saved.",
    ),
    "audit.why.far-too-long": (
        "比其余讲话长得多，可能是汇编。",
        "It is far longer than the rest; perhaps it is a compilation.",
    ),
    "audit.why.digits-missing": (
        "文中的数字丢失了，差异会看错。",
        "Its figures were lost, so differences are told wrongly.",
    ),
    "audit.why.masked-words": (
        "字词或数字被“×”之类替去，差异会看错。",
        "Words or figures were replaced by signs, so differences are told wrongly.",
    ),
    "audit.why.place-masked": (
        "城市被隐去，不能确定它是不是“其他城市”。",
        "Its city is masked, so it is nobody's counterpart for sure.",
    ),
    "audit.why.place-unknown": (
        "不知道是哪个城市，不能确定它是不是“其他城市”。",
        "Its city is not known, so it is nobody's counterpart for sure.",
    ),
    "audit.why.place-unlisted": (
        "地名不在任何表里，被当作一个单独的地方，不知属于哪个省。",
        "The place is in no table: it counts as a place of its own, of no known province.",
    ),
    "audit.why.year-unknown": (
        "不知道年份，分不出先后。",
        "Its year is not known, so nothing can be told of the order.",
    ),
    "audit.why.year-wide": (
        "年份只知道很宽的范围，先后大多不明。",
        "Its year is known as a wide range only, so the order mostly stays open.",
    ),
    "audit.why.title-language": (
        "题目与正文不是同一种文字，题目可能是后加的。",
        "The title is in another script than the text; it may have been added later.",
    ),
    # what evidence is
    "audit.rule": ("文中依据 {rule}", "{rule}"),
    "audit.rule.file name": ("文件名", "file name"),
    "audit.rule.title": ("题目", "title"),
    "audit.rule.date of delivery": ("讲话日期", "date of delivery"),
    "audit.rule.date of posting": ("发布日期", "date of posting"),
    "audit.rule.what a year is": ("文中说今年是什么年", "what a year is"),
    "audit.rule.masked name": ("隐去的名称", "masked name"),
    "audit.rule.first words": ("开头", "first words"),
    "audit.rule.damage": ("受损处", "damage"),
    "audit.rule.left out": ("未读", "left out"),
    "audit.rule.path": ("路径", "path"),
    "audit.rule.last words": ("结尾", "last words"),
    "audit.rule.asks to read on": ("要读者看下文", "asks to read on"),
    "audit.rule.metadata.csv": ("metadata.csv", "metadata.csv"),
    "audit.rule.own districts": ("本市的区县", "own districts"),
    "audit.rule.its text names another body": ("文中自称另一机关", "its text names another body"),
    "audit.rule.another witness names it": ("另一文本写明", "another witness names it"),
    "audit.rule.another witness dates it": ("另一文本注明年份", "another witness dates it"),
    "audit.rule.the same text has another label": (
        "同一文本另有标签",
        "the same text has another label",
    ),
}
