"""Cities by cities, and years by years. Each key: Chinese, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "nav.cities": ("城市对照", "Cities"),
    # cities by cities, years by years
    "cities.of": ("比较", "Compare"),
    "cities.of.cities": ("城市与城市", "cities"),
    "cities.of.years": ("年份与年份", "years"),
    "cities.measure": ("颜色表示", "Colour shows"),
    "cities.measure.share": ("有对应的段落比例", "share of paragraphs"),
    "cities.measure.rare": ("共用的少见文字", "rare shared wording"),
    "cities.order": ("排列", "Order"),
    "cities.order.cluster": ("按相近程度", "by likeness"),
    "cities.order.geography": ("从西北到东南", "north-west to south-east"),
    "cities.order.province": ("按省份", "by province"),
    "cities.order.name": ("按名称", "by name"),
    "cities.every": ("显示全部城市", "Show all cities"),
    "cities.row": ("行：从这个城市", "Row: from this city"),
    "cities.column": ("列：到这个城市", "Column: to this city"),
    "cities.row.year": ("行：从这一年", "Row: from this year"),
    "cities.column.year": ("列：到这一年", "Column: to this year"),
    "cities.choose": ("请选择", "Choose one"),
    "cities.meaning.share": (
        "每格是行城市的段落里，有多大比例在列城市有对应（照录、改写、转述或译文）；"
        "颜色最强的格子：{top}% 或以上。",
        "Each cell is the share of the row city's paragraphs that have a counterpart (verbatim, "
        "edited, paraphrase or translation) in the column city; the strongest colour is {top} % "
        "or more.",
    ),
    "cities.meaning.rare": (
        "每格是行城市的段落与列城市共用的字数，套话不计；颜色最强的格子：{top} 字或以上。",
        "Each cell is how many characters the row city's paragraphs share with the column city's, "
        "formulas aside; the strongest colour is {top} characters or more.",
    ),
    "cities.meaning.share.year": (
        "每格是行年份的段落里，有多大比例在列年份的其他城市有对应（照录、改写、转述或译文）；"
        "颜色最强的格子：{top}% 或以上。",
        "Each cell is the share of the row year's paragraphs that have a counterpart (verbatim, "
        "edited, paraphrase or translation) of another city in the column year; the strongest "
        "colour is {top} % or more.",
    ),
    "cities.meaning.rare.year": (
        "每格是行年份的段落与列年份其他城市的段落共用的字数，套话不计；"
        "颜色最强的格子：{top} 字或以上。",
        "Each cell is how many characters the row year's paragraphs share with other cities' in "
        "the column year, formulas aside; the strongest colour is {top} characters or more.",
    ),
    "cities.counted": (
        "共 {cities} 个城市的 {paragraphs} 段，同一讲话的几份文本只计一次",
        "{paragraphs:paragraph|paragraphs} of {cities:city|cities}; copies of a speech count once",
    ),
    "cities.counted.years": (
        "共 {years} 个年份的 {paragraphs} 段，同一讲话的几份文本只计一次",
        "{paragraphs:paragraph|paragraphs} of {years:year|years}; copies of a speech count once",
    ),
    "cities.left_out": ("未计入：{parts}", "left out: {parts}"),
    "cities.left_out.national": (
        "全国性文本的 {n} 段",
        "{n:paragraph|paragraphs} of national texts",
    ),
    "cities.left_out.nowhere": (
        "地名不详的 {n} 段",
        "{n:paragraph|paragraphs} of no known place",
    ),
    "cities.left_out.uncertain": (
        "年份不确定或地名不详的 {n} 段",
        "{n:paragraph|paragraphs} of no certain year or no known place",
    ),
    "cities.left_out.smaller": (
        "段落较少的 {n} 个城市",
        "{n:city|cities} with fewer paragraphs",
    ),
    "cities.diagonal": (
        "对角线上是该城市自己不同年份之间的对应。",
        "The diagonal is what a city has in common with its own other years.",
    ),
    "cities.few": (
        "段落越少，比例越容易偏高：请同时看段落数。行与列不表示谁先谁后。",
        "A share of few paragraphs says little: look at their number, too. Rows and columns do "
        "not say who was first.",
    ),
    "cities.alt": (
        "热力图：{rows} 行 × {rows} 列，{cells} 格有对应，下面的表格有同样的数字",
        "Heat map of {rows} rows by {rows} columns; {cells} cells have counterparts. The table "
        "below has the same numbers.",
    ),
    "cities.axis.row": ("行", "row"),
    "cities.axis.column": ("列", "column"),
    "cities.working": ("正在统计各城各年的对应段落……", "Counting the counterparts…"),
    "cities.share": ("有对应的比例", "share with a counterpart"),
    "cities.share.percent": ("有对应的比例 %", "share with a counterpart, %"),
    "cities.found": ("有对应的段落", "paragraphs with a counterpart"),
    "cities.paragraphs": ("行的段落", "the row's paragraphs"),
    "cities.rare": ("共用的少见文字（字）", "rare shared characters"),
    "cities.table": ("数字表", "The numbers"),
    "cities.table.more": (
        "表中是比例最高的 {n} 格；全部 {all} 格在可下载的文件里。",
        "The table has the {n} highest cells; all {all} are in the file.",
    ),
    "cities.download": ("下载全部（CSV）", "Download all (CSV)"),
    "cities.hint": ("点选一格", "Select a cell"),
    "cities.hint.what": (
        "这里会列出两者之间最强的对应段落；点开一对，可以并排阅读。",
        "The strongest pairs of the two appear here; open one to read both side by side.",
    ),
    "cities.hint.keys": (
        "也可以用上面的两个选择框。",
        "The two boxes above do the same by keyboard.",
    ),
    "cities.pairs": (
        "{row}的 {of} 段中，有 {found} 段在{column}有对应（{percent}%）",
        "{found} of {of:paragraph|paragraphs} of {row} have a counterpart in {column} "
        "({percent} %)",
    ),
    "cities.pairs.none": (
        "{row}的 {of} 段在{column}都没有对应",
        "None of {of:paragraph|paragraphs} of {row} has a counterpart in {column}",
    ),
    "cities.pairs.label": ("对应段落", "Pairs"),
    "cities.pairs.more": (
        "共 {all} 对，这里是最强的 {n} 对。",
        "{all} pairs in all; here are the {n} strongest.",
    ),
    "cities.pairs.wording": ("共用 {percent}%", "{percent} % shared"),
    "cities.pairs.closer": (
        "比 {percent}% 的随机对更近",
        "closer than {percent} % of random pairs",
    ),
    "cities.pairs.swap": ("调换行与列", "Swap row and column"),
    "cities.unknown": (
        "链接里的 {id} 不在这张图里。",
        "This chart has no {id}, which the link asks for.",
    ),
    "cities.one": ("只有一个城市", "There is one city only"),
    "cities.one.how": (
        "城市对照需要至少两个地名已知的城市。",
        "Cities can be compared where the index knows at least two of them.",
    ),
    "cities.one.year": ("确定的年份不到两个", "Fewer than two certain years"),
    "cities.one.year.how": (
        "年份对照需要至少两个确定的年份。",
        "Years can be compared where at least two of them are certain.",
    ),
    "cities.nothing": ("没有找到对应段落", "Nothing is shared"),
    "cities.nothing.how": (
        "这些段落之间没有照录、改写、转述或译文。",
        "No paragraph is verbatim, edited, paraphrase or translation of another one's.",
    ),
    "cities.no_pairs": ("这个索引没有段落对应表", "This index was built without its pairs"),
    "cities.no_pairs.how": (
        "城市对照要用到全部段落的对应关系。请重新建立索引，并加上 --join：",
        "Comparing cities needs the counterparts of all paragraphs. Build the index again with "
        "--join:",
    ),
}
