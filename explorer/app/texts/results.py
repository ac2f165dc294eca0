"""The counterparts of a query. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
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
    "measure.meaning.none.corpus": (
        "语料太小，无法与随机段落对相比",
        "no percentile: too few pairs in this corpus to compare with",
    ),
    "measure.meaning.none.little": (
        "文字太短，或者只是重复，无从比较",
        "no percentile: the text says too little",
    ),
    "measure.meaning.none.language": (
        "语料里没有这种语言的文字，无从比较",
        "no percentile: this corpus has no text in the language of the passage",
    ),
    "measure.meaning.none.pair": (
        "语料里这两种语言的段落太少，无从比较",
        "no percentile: this corpus has too few passages in the two languages",
    ),
    "measure.wording": ("用字", "Wording"),
    "measure.wording.value": (
        "较短一段的 {percent}% 与另一段共用",
        "{percent} % of the shorter passage is shared",
    ),
    "measure.wording.none": ("没有共用的文字", "no shared wording"),
    "verdict.verbatim": ("照录", "verbatim"),
    "verdict.edited": ("改写", "edited"),
    "verdict.paraphrase": ("转述", "paraphrase"),
    "verdict.translation": ("译文", "translation"),
    "verdict.same topic": ("同一话题", "same topic"),
    "verdict.formula": ("套话", "formula"),
    "list.label": ("对应段落一览", "All counterparts"),
    "list.others": ("另见", "also in"),
    "list.more": ("同一讲话还有 {n} 段", "{n:more passage|more passages} of this speech"),
    "list.passages": ("同一讲话另有 {n} 段", "{n:other passage|other passages} of this speech"),
}
