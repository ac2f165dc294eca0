"""The query, its conditions and its counterparts. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    # the sentence above the panes
    "anchor.paragraph": ("{place}（{year}）第 {number} 段", "{place} ({year}), paragraph {number}"),
    "anchor.query": ("您输入的文字", "your passage"),
    "query.found": (
        "与{anchor}最接近的段落：{n} 段，{where}",
        "Closest to {anchor}: {n:counterpart|counterparts} {where}",
    ),
    "query.cities": ("来自 {n} 个城市", "from {n:city|cities}"),
    "query.nowhere": ("地名均不详", "from places not known"),
    "query.and_nowhere": ("（其中 {n} 段地名不详）", " and {n} from places not known"),
    "query.none": ("没有可与{anchor}对照的段落", "No counterpart of {anchor}"),
    "query.left_out": ("未列入：{parts}", "left out: {parts}"),
    "out.same speech": ("同一讲话 {n} 段", "{n} of the same speech"),
    "out.same city": ("同城 {n} 段", "{n} of the same city"),
    "out.same year": ("同年 {n} 段", "{n} of the same year"),
    "out.uncertain year": ("年份可能相同 {n} 段", "{n} of possibly the same year"),
    "out.other place": ("所选城市以外 {n} 段", "{n} outside the chosen cities"),
    "out.outside years": ("所选年份以外 {n} 段", "{n} outside the chosen years"),
    "out.rule": ("{rule} {n} 段", "{n} by the rule “{rule}”"),
    # nothing found
    "none.title": ("没有对应段落", "No counterparts"),
    "none.why": (
        "索引里的 {total} 段都被条件排除：{parts}。",
        "Every one of the {total:paragraph|paragraphs} in the index was left out: {parts}.",
    ),
    "none.filters": (
        "其中 {n} 段是上面的筛选条件排除的；放宽或清除筛选，就能与它们对照。",
        "The filters above removed {n} of them; widen or clear the filters to compare with these.",
    ),
    "none.corpus": (
        "这份语料里没有其他城市、其他年份的讲话可供对照。",
        "This corpus holds no speech of another city and another year.",
    ),
    "one_city": (
        "索引里只有一个已知的城市；加入其他城市的讲话以后，才会有对应段落。",
        "The index knows one city only; counterparts appear once it holds speeches of others.",
    ),
    # filters
    "filter": ("筛选", "Filters"),
    "filter.n": ("筛选 · {n}", "Filters · {n}"),
    "filter.cities": ("只看这些城市", "Only these cities"),
    "filter.cities.any": ("全部城市", "All cities"),
    "filter.years": ("年份范围", "Years"),
    "filter.sure": ("只看年份确实不同的", "Only surely other years"),
    "filter.sure.help": (
        "年份不详或只知大概的讲话，可能与所选的一段同年；打开后不再列出。",
        "A speech whose year is known only roughly may be of the same year; this leaves it out.",
    ),
    "filter.clear": ("清除全部筛选", "Clear all filters"),
    "chip.cities": ("城市：{names}", "Cities: {names}"),
    "chip.cities.more": ("{names} 等 {n} 个", "{names} and more ({n} in all)"),
    "chip.years": ("{first}—{last} 年", "{first}–{last}"),
    "chip.sure": ("年份确实不同", "surely other years"),
    # the counterpart
    "step.previous": ("上一段", "Previous"),
    "step.next": ("下一段", "Next"),
    "step.at": ("第 {at} 段，共 {n} 段", "{at} of {n}"),
    "step.other": ("同一讲话的另一文本", "another text of the same speech"),
    "step.outside": ("不在结果之中", "not among the results"),
    "context": ("显示上下文", "Context"),
    "open": ("通读这篇讲话", "Read this speech"),
    "card.paragraph": ("第 {number} 段", "paragraph {number}"),
    "card.label": ("对应段落", "Counterpart"),
    "measure.meaning": ("意思", "Meaning"),
    "measure.meaning.value": (
        "比 {percent}% 的随机段落对更接近",
        "closer than {percent} % of random pairs",
    ),
    "measure.meaning.none": (
        "语料太小，无法与随机段落对相比",
        "no percentile: too few pairs in this corpus to compare with",
    ),
    "measure.meaning.other": (
        "只为同一讲话中最接近的一段计算",
        "computed for the closest passage of this speech only",
    ),
    "measure.wording": ("用字", "Wording"),
    "measure.wording.value": (
        "较短一段的 {percent}% 与另一段共用",
        "{percent} % of the shorter passage is shared",
    ),
    "measure.wording.none": ("没有共用的文字", "no shared wording"),
    "list.label": ("对应段落一览", "All counterparts"),
    "list.others": ("另见", "also in"),
    "list.more": ("同一讲话还有 {n} 段", "{n:more passage|more passages} of this speech"),
    "list.passages": ("同一讲话另有 {n} 段", "{n:other passage|other passages} of this speech"),
    "list.shared": ("共用 {percent}%", "{percent} % shared"),
    "list.closer": ("比 {percent}% 更近", "closer than {percent} %"),
}
