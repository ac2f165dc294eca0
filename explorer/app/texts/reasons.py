"""Why files were left out, as an index keeps it. English, with a name for each value: Chinese."""

REASONS = {
    "is empty": "是空文件",
    "is larger than {n} MB; split it": "大于 {n} MB，请拆开",
    "holds more than {n} characters; split it": "超过 {n} 字，请拆开",
    "is in no encoding that can be told for certain; name it, or save it as UTF-8": (
        "看不出是什么编码，请注明编码，或另存为 UTF-8"
    ),
    "is {encoding} but damaged at byte {n}; {advice}": (
        "是 {encoding} 编码，但第 {n} 字节已损坏，{advice}"
    ),
    "is not {encoding}; save it as UTF-8, or name its encoding": (
        "不是 {encoding} 编码，请另存为 UTF-8，或注明编码"
    ),
    "is mojibake: {wrong} of {n} characters mean nothing; {advice}": (
        "是乱码：{n} 个字符里有 {wrong} 个毫无意义，{advice}"
    ),
    "holds NUL characters, so it is not a text; {advice}": "含有空字符，不是文本，{advice}",
    "holds halves of characters; {advice}": "含有不完整的字符，{advice}",
    "save it again as UTF-8, or name its encoding": "请另存为 UTF-8，或注明编码",
    "save it again, or name its encoding": "请重新保存，或注明编码",
    "its fonts do not tell their characters, so it needs OCR": "字体没有对应的文字，需要 OCR",
    "is encrypted; save it without a password": "有密码，请去掉密码再保存",
    "is not a Word file, though named so; save it as .docx": "不是 Word 文件，请另存为 .docx",
    "is a Word file without text": "是没有文字的 Word 文件",
    "declares XML entities, as no Word file does; not read": (
        "含有 Word 文件不该有的 XML 实体，不予读取"
    ),
    "is damaged; open it in Word and save it again": "已损坏，请用 Word 打开再保存一次",
    "holds more than {n} MB of XML; split it": "内容超过 {n} MB，请拆开",
    "is nested too deeply; save its text as .txt": "嵌套太深，请把文字另存为 .txt",
    "has more than {n} tags; save its text as .txt": "标签超过 {n} 个，请把文字另存为 .txt",
    "is a page without text": "是没有文字的网页",
    "is a PDF without text; if it shows text, it needs OCR": (
        "是没有文字的 PDF，若看得见字，需要 OCR"
    ),
    "is a scanned PDF without text; it needs OCR": "是扫描的 PDF，没有文字，需要 OCR",
    "is damaged or not a PDF file; save it again": "已损坏，或不是 PDF，请重新保存",
    "has more than {n} pages; split it": "超过 {n} 页，请拆开",
    "is damaged ({error}); save it again": "已损坏（{error}），请重新保存",
    "is damaged or not an Excel file; save it again as .xlsx": (
        "已损坏，或不是 Excel，请另存为 .xlsx"
    ),
    "is damaged; save it again as .xlsx": "已损坏，请另存为 .xlsx",
    "has a sheet of more than {n} cells; delete far cells": "有一张表超过 {n} 格，请删去远处的格子",
    "is damaged or not a parquet file; write it again": "已损坏，或不是 parquet，请重新生成",
    "unpacks to too much; write it in smaller row groups": "解开后过大，请用较小的行组重新生成",
    "is one JSON list; write one object a line": "是一整个 JSON 列表，请每行写一个对象",
    "has a header that cannot be read ({error}); mend line 1": "表头读不了（{error}），请改第 1 行",
    "has no header; put a first row with the names of the columns": "没有表头，请在第一行写栏名",
    "has no rows": "没有数据行",
    "has no column of texts (columns: {columns}); name it {name}": (
        "没有正文一栏（有的是：{columns}），请把它命名为 {name}"
    ),
    "has {n} unreadable rows; the rest is not read": "有 {n} 行读不了，其余的不再读",
    "line {line} cannot be read ({error}); mend its quotes": (
        "第 {line} 行读不了（{error}），请改好引号"
    ),
    "line {line} has {n} cells, the header {wanted}; quote its texts": (
        "第 {line} 行有 {n} 格，表头有 {wanted} 格，请给文字加引号"
    ),
    "line {line} is not JSON ({error}); mend it": "第 {line} 行不是 JSON（{error}），请改好",
    "line {line} is not a JSON object; write {example}": (
        "第 {line} 行不是 JSON 对象，请写成 {example}"
    ),
    "is an archive within an archive; unpack it": "是压缩包里的压缩包，请解开",
    "is an archive without files": "是没有文件的压缩包",
    "unpacks to more than {n} MB; split it": "解开后超过 {n} MB，请拆开",
    "unpacks to more than {n} times its size; not a text": "解开后大到 {n} 倍以上，不是文本",
    "has more than {n} members; split it": "里面的文件超过 {n} 个，请拆开",
    "is truncated, damaged or not what its name says; save it again": (
        "不完整、已损坏，或与扩展名不符，请重新保存"
    ),
    "is encrypted; pack it without a password": "有密码，请去掉密码再压缩",
    "is packed in a rare way; pack it again as an ordinary zip": "压缩方式少见，请压成普通的 zip",
    "is damaged; pack it again": "已损坏，请重新压缩",
    "was read in part only: it unpacks to too much; split it": "解开后过大，只读了一部分，请拆开",
    "has a name with control characters; rename it": "文件名里有控制字符，请改名",
    "has a name with characters that turn the writing direction; rename it": (
        "文件名里有改变书写方向的字符，请改名"
    ),
    "has a name that is too long; shorten it": "文件名太长，请缩短",
    "has more than {n} columns; take some out": "列数超过 {n}，请去掉一些",
    "holds too many lines to be read at once; split it": "行数太多，无法一次读完，请拆开",
    "has a path that leaves the archive; pack it again from its own folder": (
        "路径指到压缩包之外，请在它自己的文件夹里重新压缩"
    ),
    "is a link; pack the file itself": "是链接，请压缩文件本身",
    "holds a file without a name; pack it again": "含有没有名字的文件，请重新压缩",
    "stands twice in the archive; pack it once": "在压缩包里有两份，请只留一份",
    "cannot be read, for an unknown reason ({error}); save it again": (
        "读不了，原因不明（{error}），请重新保存"
    ),
    "has a name that is not UTF-8; rename it": "文件名不是 UTF-8，请改名",
    "is a link; put the file itself into the corpus": "是链接，请放入文件本身",
    "is a folder that cannot be opened; allow reading it": "是打不开的文件夹，请准许读取",
    "is not a regular file": "不是普通文件",
    "cannot be opened: {error}": "打不开：{error}",
    "holds no paragraph of a speech, only titles or page chrome": (
        "没有讲话的段落，只有标题或网页边框"
    ),
    "files of type {ending} are not read; save it as .txt, .html, .docx, .pdf or .csv": (
        "不读 {ending} 文件，请另存为 .txt、.html、.docx、.pdf 或 .csv"
    ),
    "is {kind}, though named {ending}; rename it to {right}": (
        "是{kind}，扩展名却是 {ending}，请改为 {right}"
    ),
    "is {kind}; save it as {ending}": "是{kind}，请另存为 {ending}",
    "is {kind}; save its text as {ending}": "是{kind}，请把文字另存为 {ending}",
    "is {kind}; pack it as {ending}": "是{kind}，请改为 {ending}",
    "is {kind}; unpack it": "是{kind}，请解开",
    "is {kind}; it needs OCR": "是{kind}，需要 OCR",
    "is a database; export its texts as .csv": "是数据库，请把文字导出为 .csv",
    "is JSON; write one object a line into a .jsonl file": (
        "是 JSON，请每行一个对象写成 .jsonl 文件"
    ),
    "has no {column}": "“{column}”一栏是空的",
}
"""What a file is or holds instead of a text, after its name."""
KINDS = {
    "a PDF file": " PDF 文件",
    "a zip archive or an Office file": "压缩包或 Office 文件",
    "a parquet file": " parquet 文件",
    "a RAR archive": " RAR 压缩包",
    "a 7-Zip archive": " 7-Zip 压缩包",
    "a gzip file": " gzip 文件",
    "an RTF file": " RTF 文件",
    "an old .doc file": "旧的 .doc 文件",
    "a WPS file": " WPS 文件",
    "an OpenDocument file": " OpenDocument 文件",
    "an old .xls file": "旧的 .xls 文件",
    "an old Office file": "旧的 Office 文件",
    "an OpenDocument sheet": " OpenDocument 表格",
    "an e-book": "电子书",
    "a picture": "图片",
    "a presentation": "演示文稿",
    ".zip, .docx or .xlsx": ".zip、.docx 或 .xlsx",
    ".html or .txt": ".html 或 .txt",
    ".docx or .xlsx": ".docx 或 .xlsx",
}
"""Values of the reasons."""
TEXTS: dict[str, tuple[str, str]] = {
    f"line.{english}": (chinese, english) for english, chinese in {**REASONS, **KINDS}.items()
}
