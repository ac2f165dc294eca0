"""What the public lists of Chinese divisions do not say: successions, years, words that mislead."""

from __future__ import annotations


def _pairs(words: str) -> dict[str, str]:
    """Every second word by the one before it."""
    found = words.split()
    return dict(zip(found[::2], found[1::2], strict=True))


# Peoples named in the official names of autonomous divisions; speakers leave them out.
PEOPLES = (
    "满族|回族|蒙古族|蒙古|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|"
    "布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族|塔吉克|怒族|鄂温克族|裕固族|保安族|独龙族|各族"
)

NOT_DIVISIONS = frozenset({"市辖区", "县", "市"})
"""Entries of the lists that only head the districts or the counties of a city."""

COMMON_NAMES = frozenset(
    "一区 三区 东区 东城区 东市区 东郊区 中区 中市区 二区 北区 北城区 北郊区 "
    "南区 南城区 南郊区 四区 城东区 城北区 城区 城南区 城西区 市区 市郊区 新区 "
    "新市区 矿区 西区 西城区 西市区 西郊区 郊区".split()
)
"""Names that dozens of towns gave to their parts; those no longer in use are left out."""

COMMON_WORDS = frozenset(
    "七星 万年 三元 三台 三山 三水 三江 三门 上党 上城 上思 上杭 上林 上海 上高 东光 东兴 "
    "东坡 东城 东安 东方 东明 东海 东湖 东风 中原 中山 中方 中江 丰润 丰满 临江 临高 乐业 "
    "九龙 二七 二道 互助 五台 五峰 五常 会东 会同 保康 光山 光明 光泽 全州 八步 公安 六合 "
    "兰山 共和 兴业 兴化 兴和 兴国 兴山 兴平 兴文 兴隆 凤凰 利川 利通 前进 前锋 北关 华安 "
    "华容 华阴 南关 南城 南山 南岸 南沙 南海 南湖 南部 友好 友谊 双城 双塔 双桥 古城 合作 "
    "合水 吉利 同安 同德 同心 名山 向阳 和平 和政 和静 和顺 和龙 响水 商城 嘉陵 四会 回民 "
    "固安 城东 城北 城口 城固 城子河 城西 增城 复兴 大丰 大余 大关 大兴 大冶 大化 大同 大名 "
    "大城 大悟 大新 大方 大田 大竹 大英 大观 大足 大通 天元 天台 天山 天心 天柱 天河 天涯 "
    "天等 天长 太平 太湖 太白 奇台 孝义 宁国 安乡 安化 安吉 安国 安宁 安定 安居 安平 安康 "
    "安新 宏伟 定兴 定安 定结 定边 定远 宝应 宣化 富平 富民 富源 富裕 小店 小金 山城 山海关 "
    "山阳 工农 左权 市北 市南 平乐 平乡 平利 平原 平和 平安 平定 平房 平果 平江 平远 平陆 "
    "广平 广德 应城 延长 建华 建始 建宁 建安 建平 建德 建水 建湖 开化 开平 开远 开阳 当阳 "
    "怀远 怀集 思明 惠农 惠民 振兴 政和 故城 文峰 文成 文昌 文水 新会 新兴 新化 新华 新和 "
    "新安 新市 新干 新平 新建 新民 新河 新源 新野 方城 方山 方正 无为 明山 明水 普安 望城 "
    "望江 来安 桃源 梁山 正安 正定 武功 比如 民丰 民乐 民和 民权 水城 水富 永丰 永兴 永和 "
    "永安 永年 永新 江南 江口 江城 江山 江岸 江汉 江海 沙河 河东 河口 河曲 河西 河间 泰山 "
    "洞口 浦东新 海丰 海南 海安 海港 海盐 清新 清水 清流 渡口 温泉 港口 滨江 滨海 滨海新 灯塔 "
    "灵台 爱民 牡丹 牧野 甘泉 白云 白沙 盐湖 石景山 石棉 石门 石鼓 磐石 福安 紫金 红塔 红岗 "
    "红旗 红花岗 老城 老边 芙蓉 花山 莲池 莲花 裕民 西乡 西华 西和 西城 西夏 西安 西工 西平 "
    "西湖 解放 资源 赤壁 赤水 路北 路南 路桥 运河 进贤 通城 通山 通榆 通江 通河 通海 通道 "
    "金山 金水 金沙 铁山 铜鼓 镇安 镇平 镇远 长子 长安 长寿 集贤 青山 高县 高台 高安 高密 "
    "高平 高青 黑水 龙华 龙城 龙江 龙泉 龙潭 龙门".split()
)
"""Short names that are words, or that two words form where they meet (提高安全, 创新和改革). They
were chosen from the county-level names that stand in national reports, or in reports of other
cities, without their 区, 县 or 市; a division of such a name goes by its full one."""

SUCCESSORS = {
    "忻县地区": "140900",
    "哲里木盟": "150500",
    "昭乌达盟": "150400",
    "伊克昭盟": "150600",
    "淮阴地区": "320800",
    "巢湖地区": "341400",
    "宿县地区": "341300",
    "滁县地区": "341100",
    "徽州地区": "341000",
    "建阳地区": "350700",
    "晋江地区": "350500",
    "龙溪地区": "350600",
    "昌潍地区": "370700",
    "惠民地区": "371600",
    "涟源地区": "431300",
    "零陵地区": "431100",
    "黔阳地区": "431200",
    "梅县地区": "441400",
    "惠阳地区": "441300",
    "达县地区": "511700",
    "兴义地区": "522300",
    "思茅地区": "530800",
    "武都地区": "621200",
    "银南地区": "640300",
    "石河子市": "659001",
    "海口市": "460100",
    "海南行政区": "460000",
    "重庆市": "500000",
    "伊犁地区": "654000",
    "贺州地区": "451100",
}
"""Today's code of a prefecture that was renamed and recoded at once; one that was merged into
another, or parted among several, stays a place of its own."""

YEARS = {
    "襄樊市": (None, 2010),
    "思茅地区": (None, 2003),
    "思茅市": (2003, 2007),
    "巢湖地区": (None, 1999),
    "巢湖市": (1999, 2011),
    "莱芜市": (1992, 2018),
    "淮阴市": (1983, 2001),
    "大庸市": (1988, 1994),
    "锦西市": (1989, 1994),
    "浑江市": (1985, 1994),
    "旅大市": (None, 1981),
    "渡口市": (None, 1987),
    "沙市市": (None, 1994),
    "东川市": (None, 1998),
    "毕节地区": (None, 2011),
    "铜仁地区": (None, 2011),
    "海东地区": (None, 2013),
}
"""Known years of prefectures, narrower than those between which the revisions leave them."""

BETWEEN_REVISIONS = (
    ("421000", "荆沙市", 1994, 1996),
    ("511700", "达川地区", 1993, 1999),
    ("371600", "滨州地区", 1992, 2000),
    ("512200", "万县市", 1992, 1997),
    ("512700", "永川地区", 1981, 1983),
)
"""Prefectures that came and went between two revisions: code of the place, name, years."""

MISPRINTS = {"凤翔市": "凤翔区", "大菁山县": "大箐山县", "云岗区": "云冈区", "玉环区": "玉环市"}
"""Names in the list of changes that no division ever had, and what is meant."""

HEIRS = {"44": ("44", "46"), "51": ("51", "50")}
"""Provinces that were parted: Hainan left Guangdong in 1988, Chongqing left Sichuan in 1997."""

DISSOLVED = ("371200",)
"""Prefectures that the newest revision has, although they were merged before it."""

MORE_CHANGES = (
    (2019, ("莱芜市", "莱城区"), ("济南市", "莱芜区")),
    (2019, ("莱芜市", "钢城区"), ("济南市", "钢城区")),
)
"""Changes that the list of changes lacks: year, (prefecture, county) before and after."""

NEW_CODES = _pairs(
    """
    130502 襄都区  130503 信都区  130505 任泽区  130506 南和区  140703 太谷区  220184 公主岭市
    230717 伊美区  230718 乌翠区  230719 友好区  230723 汤旺县  230724 丰林县  230725 大箐山县
    230726 南岔县  230751 金林区  231183 嫩江市  320614 海门区  340210 湾沚区  340212 繁昌区
    340281 无为市  341882 广德市  350405 沙县区  350604 龙海区  360783 龙南市  361104 广信区
    370116 莱芜区  370117 钢城区  370614 蓬莱区  371503 茌平区  410307 偃师区  410308 孟津区
    410783 长垣市  411603 淮阳区  421088 监利市  430582 邵东市  431181 祁阳市  450181 横州市
    451003 田阳区  451082 平果市  460302 西沙区  460303 南沙区  510118 新津区  510981 射洪市
    513402 会理市  520204 水城区  520581 黔西市  530481 澄江市  532302 禄丰市  540481 米林市
    540581 错那市  610305 凤翔区  610681 子长市  610981 旬阳市  630106 湟中区  632301 同仁市
    652902 库车市  654203 沙湾市
    """
)
"""Codes that the Ministry of Civil Affairs gave to the divisions that changed after the newest
revision."""

REUSED_CODES = frozenset({"320205"})
"""Codes of counties that were given to another, unrelated division later on."""

RENAMED = _pairs(
    """
    通县 通州区  蓟县 蓟州区  滦县 滦州市  唐海县 曹妃甸区  丘县 邱县
    束鹿县 辛集市  晋县 晋州市  完县 顺平县  涿县 涿州市  定县 定州市
    霸县 霸州市  冀县 冀州区  深县 深州市  获鹿县 鹿泉区  朔县 朔城区
    忻县 忻府区  喜桂图旗 牙克石市  布特哈旗 扎兰屯市  额尔古纳右旗 额尔古纳市  额尔古纳左旗 根河市
    阿巴哈纳尔旗 锡林浩特市  金县 金州区  新金县 普兰店区  复县 瓦房店市  东沟县 东港市
    锦县 凌海市  营口县 大石桥市  盖县 盖州市  海龙县 梅河口市  洮安县 洮南市
    怀德县 公主岭市  德都县 五大连池市  邳县 邳州市  泰县 姜堰区  沙洲县 张家港市
    鄞县 鄞州区  绍兴县 柯桥区  嵊县 嵊州市  衢县 衢江区  亳县 谯城区
    宿县 埇桥区  嘉山县 明光市  崇安县 武夷山市  九江县 柴桑区  星子县 庐山市
    清江县 樟树市  胶县 胶州市  滕县 滕州市  邹县 邹城市  陵县 陵城区
    黄县 龙口市  掖县 莱州市  益都县 青州市  潍县 寒亭区  滨县 滨城区
    巩县 巩义市  密县 新密市  开封县 祥符区  林县 林州市  孟县 孟州市
    许昌县 建安区  陕县 陕州区  汲县 卫辉市  临汝县 汝州市  禹县 禹州市
    邓县 邓州市  郧县 郧阳区  宜昌县 夷陵区  襄阳县 襄州区  广济县 武穴市
    应山县 广水市  蒲圻市 赤壁市  蒲圻县 赤壁市  沔阳县 仙桃市  光化县 老河口市
    均县 丹江口市  枝城市 宜都市  株洲县 渌口区  益阳县 赫山区  常德县 鼎城区
    郴县 苏仙区  靖县 靖州苗族侗族自治县  花县 花都区  海康县 雷州市  连县 连州市
    清远县 清城区  贺县 八步区  宜山县 宜州区  崇左县 江州区  来宾县 兴宾区
    通什市 五指山市  儋县 儋州市  开县 开州区  巴县 巴南区  郫县 郫都区
    彭县 彭州市  崇庆县 崇州市  灌县 都江堰市  安县 安州区  宜宾县 叙州区
    达县 达川区  峨眉县 峨眉山市  盘县 盘州市  遵义县 播州区  潞西县 芒市
    中甸县 香格里拉市  林芝县 巴宜区  昌都县 卡若区  日喀则县 桑珠孜区  那曲县 色尼区
    户县 鄠邑区  耀县 耀州区  宝鸡县 陈仓区  彬县 彬州市  华县 华州区
    商县 商州区  安西县 瓜州县  大同县 云州区  长治县 上党区  普洱县 宁洱哈尼族彝族自治县
    邵通市 昭阳区  铜官山区 铜官区
    """
)
"""Today's name of counties that changed both the name that tells them and their code."""
