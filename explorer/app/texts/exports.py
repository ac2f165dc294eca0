"""Files of an answer and of a pair, and readers' judgements. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "export": ("下载", "Download"),
    "export.blind": (
        "盲评时不提供下载：文件里写有工具的判断；关掉下面的“盲评”即可下载。",
        "No downloads while judging blind, as the files tell the tool's verdicts; switch “Judge "
        "blind” off below to download.",
    ),
    "export.pair": ("这一对段落", "This pair"),
    "export.pair.what": (
        "证据卡：两段原文与上下文、共用文字、判断的依据、索引和引用格式；"
        "网页版通常可打印为一页 A4。",
        "An evidence card: both passages in context, what they share, how the verdict was reached, "
        "the index, and how to cite it; the web page prints on one A4 sheet as a rule.",
    ),
    "export.answer": (
        "全部 {n} 段结果",
        "All {n:counterpart|counterparts}",
    ),
    "export.answer.what": (
        "每个文件都写明：问的是哪一段、用了什么条件、略去多少、索引、模型和日期。",
        "Each file says what was asked, under which conditions, how much was left out, the index, "
        "the model and the date.",
    ),
    "export.card.html": ("证据卡（网页，可打印）", "Evidence card (web page, to print)"),
    "export.card.md": ("证据卡（Markdown）", "Evidence card (Markdown)"),
    "export.xlsx": ("Excel", "Excel"),
    "export.csv": ("CSV", "CSV"),
    "export.jsonl": ("JSON Lines", "JSON Lines"),
    "export.md": ("Markdown", "Markdown"),
    "export.bib": ("出处 BibTeX", "Sources as BibTeX"),
    "export.json": ("出处 CSL-JSON", "Sources as CSL-JSON"),
    # judging
    "judge": ("您的判断", "Your judgement"),
    "judge.blind": ("盲评", "Judge blind"),
    "judge.blind.what": (
        "先判断，后看：您判断之前，不显示工具对这一对段落的判断和各项数字。名次和共用文字的标记仍在。"
        "其他页面点一下才显示判断；盲评时不提供下载。",
        "What the tool makes of a pair, in words and numbers, is shown once you have judged it. "
        "The rank and the marks of shared wording stay. Other pages show verdicts after a click; "
        "there are no downloads meanwhile.",
    ),
    "judge.veil": (
        "这里写有工具对各对段落的判断，盲评时先不显示。",
        "This tells the tool's verdicts on pairs; while you judge blind, it is not shown at once.",
    ),
    "judge.veil.lift": ("仍要显示", "Show it all the same"),
    "judge.hidden": (
        "盲评：您在下面判断之后，才显示工具的判断和数字。",
        "Judging blind: the tool's verdict and numbers appear once you have judged the pair below.",
    ),
    "judge.coder": ("判读人", "Your name as coder"),
    "judge.coder.why": ("写下名字后即可判断", "Write your name to judge this pair"),
    "judge.label": ("这一对段落是", "This pair is"),
    "judge.wrong": ("不相干", "wrong"),
    "judge.text": (
        "只能判断索引里的段落；请在“阅读与对照”中打开。",
        "Only paragraphs of the index can be judged; open one in Read and compare.",
    ),
    "judge.noted": (
        "已记下：{label}。可以另选，以最后一次为准。",
        "Noted: {label}. Choose again to change it; the last choice counts.",
    ),
    "judge.first": ("尚未判断。", "Not judged yet."),
    "judge.count": ("您已判断 {n} 对。", "You have judged {n:pair|pairs}."),
    "judge.agreement": (
        "与 {other}：两人都判断过 {n} 对，{percent}% 一致，科恩 κ = {kappa}",
        "With {other}: {n:pair|pairs} judged by both, {percent} % alike, Cohen's κ = {kappa}",
    ),
    "judge.agreement.bare": (
        "与 {other}：两人都判断过 {n} 对，{percent}% 一致；判断全都相同，κ 无从计算",
        "With {other}: {n:pair|pairs} judged by both, {percent} % alike; both always said the "
        "same, so κ says nothing",
    ),
}
