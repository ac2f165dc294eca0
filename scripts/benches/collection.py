"""A collection of any size whose texts are drawn by chance, and an encoder that costs no time.

The words are pairs of common characters and mean nothing; what is true to life is how the texts are
built: topics, stock phrases that everyone uses, figures, passages that one city takes from another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CHARACTERS = (
    "年市区县乡镇村民生工农商业产品科技教文卫体育建设施路桥水电气林田山河湖海城交通物流金融税收支"
    "投资招引进出口外贸消费增长降低提高加快推动改革开放创新质效优化结构升级转型绿色环保治理服务保障"
    "养老医疗学校就业住房安全稳定法规监督审批执行落实责任考核干部群众企项目园基地平台网络数字智能"
    "旅游品牌特色规划空间布局重点任务目标指标总量人均收入完成实现达到超过以上全面深入坚持扩大内需"
)
WORDS, TOPICS, OF_A_TOPIC = 6_000, 90, 160
"""Words there are, topics, and words that a topic prefers."""
PHRASES = 400
"""Stock phrases, the first used most (Zipf)."""
STOCK, FIGURE, TAKEN, CHANGED = 0.12, 0.15, 0.06, 0.1
"""Shares: of clauses that are stock phrases, of clauses with a figure, of paragraphs that are taken
from an earlier text, of words changed in those."""
PARAGRAPHS = 70
"""Of a speech, as in the reports of Chinese cities."""
REMEMBERED = 20_000
"""Paragraphs that may be taken over."""
DIMENSION = 384
BUCKETS = 1 << 16


def write_collection(folder: Path, paragraphs: int, *, seed: int = 1) -> int:
    """Write speeches of the cities of China, one file each; returns how many.

    Args:
        folder: made if missing.
        paragraphs: of all speeches together, rounded up to whole speeches.
        seed: the same seed gives the same files.
    """
    from explorer.corpus.place_table import load_places

    folder.mkdir(parents=True, exist_ok=True)
    places = load_places(None)
    names = sorted(place.name for place in places.by_code.values() if place.level == "prefecture")
    texts = _Texts(random.Random(seed))
    speeches = -(-paragraphs // PARAGRAPHS)
    for number in range(speeches):
        year, name = 2000 + number // len(names), names[number % len(names)]
        title = f"{name}{year}年政府工作报告"
        lines = [title, *(texts.paragraph() for _ in range(PARAGRAPHS))]
        (folder / f"{title}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return speeches


class _Texts:
    """Draws paragraphs, each of a topic."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = ["".join(chance.sample(CHARACTERS, 2)) for _ in range(WORDS)]
        self._topics = [chance.sample(self._words, OF_A_TOPIC) for _ in range(TOPICS)]
        self._phrases = ["".join(chance.choices(self._words, k=5)) for _ in range(PHRASES)]
        self._weights = [1 / rank for rank in range(1, PHRASES + 1)]
        self._said: list[list[str]] = []

    def paragraph(self) -> str:
        """One paragraph of three to six sentences; now and then one that was said before."""
        chance = self._chance
        if self._said and chance.random() < TAKEN:
            clauses = [self._altered(clause) for clause in chance.choice(self._said)]
        else:
            topic = chance.choice(self._topics)
            clauses = [self._clause(topic) for _ in range(chance.randint(9, 20))]
        if len(self._said) < REMEMBERED:
            self._said.append(clauses)
        else:
            self._said[chance.randrange(REMEMBERED)] = clauses
        return "".join(
            clause + ("。" if number % 3 == 2 or number == len(clauses) - 1 else "，")
            for number, clause in enumerate(clauses)
        )

    def _clause(self, topic: Sequence[str]) -> str:
        chance = self._chance
        drawn = chance.random()
        if drawn < STOCK:
            return chance.choices(self._phrases, self._weights)[0]
        words = chance.choices(topic, k=chance.randint(4, 7))
        if drawn < STOCK + FIGURE:
            words.append(f"{chance.uniform(1, 900):.1f}亿元")
        return "".join(words)

    def _altered(self, clause: str) -> str:
        chance = self._chance
        pairs = [clause[at : at + 2] for at in range(0, len(clause), 2)]
        return "".join(
            chance.choice(self._words) if chance.random() < CHANGED else pair for pair in pairs
        )


class HashingEncoder:
    """Unit vectors of the pairs of characters that texts have: quick, and alike for alike texts.

    It bears the identity of the model in whose place it stands, so that an index made with it can
    be served; what free texts find there means nothing.
    """

    def __init__(self) -> None:
        from explorer.embedding.encoder import SentenceTransformerEncoder

        self.identity = SentenceTransformerEncoder().identity
        chance = np.random.default_rng(1)
        # Few directions carry most of what differs, as in vectors of texts.
        spread = 1 / np.sqrt(1 + np.arange(DIMENSION) / 16)
        table = chance.standard_normal((BUCKETS, DIMENSION)) * spread
        self._table = table.astype(np.float32)

    def encode(self, texts: Sequence[str], *, advance=None) -> NDArray[np.float32]:  # noqa: ANN001
        """One vector per text: (n, dimension)."""
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._table[list(_pairs(text))].sum(axis=0)
            if advance is not None and row % 1000 == 0:
                advance(row, len(texts))
        vectors += 3.0 * np.linalg.norm(vectors, axis=1).mean() * self._table[0]  # a common part
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _pairs(text: str) -> Iterator[int]:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < 2:
        codes = np.append(codes, [0, 0]).astype(np.uint64)
    yield from (((codes[:-1] * 1_000_003) ^ codes[1:]) * 2_654_435_761 % BUCKETS).tolist()
