"""Inputs that are nearly right: valid files with bytes changed, texts made of telling words.

The tests of this folder try a hundred of each; ``pytest --hypothesis-profile=fuzz tests/fuzz``
tries thousands, fresh ones each time.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import strategies as st

LONGEST = 5
"""Seconds of the processor that one input may take."""
TOKENS = [
    *(b"", b"\0", b"\n", b"\r", b",", b'"', b"'", b";", b"\t", b"#", b"!", b"~", b":", b"-", b"."),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b[2J", b"\xe2\x80\xae", b"9" * 5_000),
    *(b"[" * 2_000, b"<" * 50, b"&x;", b"\x80\x81", b"\xf0\x9f\x8f\x99", "年".encode("gb18030")),
    *("年 月 市 一、 第一篇： 2012年 ２０１２ ٣ 民国元年 光绪三十四年".encode().split()),
    *("金华市 xx市 unknown".encode().split()),
]  # fmt: skip
WORDS = (
    "各位代表： 各位代表， 同志们： 讲话 工作报告 政府工作报告 第一篇： 篇1 （一） 一、 第一， "
    "一是 一要 1. (1) 2012年 20xx年 二〇一二年 2012年1月5日 2012-01-05 2012年工作回顾 民国二十年 "
    "光绪三十年 十二五 今年 去年 金华市 金华 吉安 北京市 朝阳区 浙江省 xx市 __市 某市 我市 "
    "我代表市人民政府 来源：网络 更新时间：2012-01-01 看过本文的人还看了 - 3 - 3 № [bookmark:a] "
    "======== 。 ， ； ！ ” “ … ... . a b. Dear friends, 今年要把乡间的每一条小路都修好 市委 政府 "
    "办好十件民生实事 群众的生活有了新的变化 We_repaired_the_quay é 𠀀 各市 人大及其会"
).split()
JOINTS = ["", "", " ", "\u3000", "\n", "\n", "\n\n", "\t", "\r\n", "\u2028", "\x0b", "\ufeff"]


@contextmanager
def in_time() -> Iterator[None]:
    """Fail where what stands below takes the processor for too long; POSIX alone can tell."""

    def late(*_: object) -> None:
        raise AssertionError(f"took longer than {LONGEST} seconds")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """One of the seeds with up to eight pieces changed, put in, taken out or doubled."""
    raw = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 8))):
        at, length = draw(st.integers(0, len(raw))), draw(st.sampled_from([0, 1, 1, 2, 8, 60]))
        match draw(st.sampled_from(["change", "put", "take", "double", "random"])):
            case "change":
                raw[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "put":
                raw[at:at] = draw(st.sampled_from(TOKENS))
            case "take":
                del raw[at : at + length]
            case "double":
                raw[at:at] = raw[at : at + length] * draw(st.sampled_from([1, 2, 40]))
            case _:
                raw[at : at + length] = draw(st.binary(max_size=8))
    end = draw(st.sampled_from([None, None, None, len(raw) // 2, len(raw) - 1]))
    return bytes(raw[:end])


texts = st.lists(
    st.tuples(st.sampled_from(WORDS) | st.text(max_size=6), st.sampled_from(JOINTS)), max_size=60
).map(lambda pieces: "".join(word + joint for word, joint in pieces))
"""Pages of the words that the rules look for, in any order."""
