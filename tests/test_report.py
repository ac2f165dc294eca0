"""The summary of a build tells what must be known before the index is trusted, and stays short."""

from __future__ import annotations

from pathlib import Path

from explorer.corpus.reading import read_corpus
from explorer.report import MOST_TOLD, warnings_of, years_of

PAGE = """金华市市长在全市道路工作会议上的讲话
（{year}年3月1日）
同志们：
我代表金华市人民政府讲第{n}条意见，请大家结合各自的实际认真研究，抓好落实，不要走过场，不要等靠要。
{words}
"""


def warnings(folder: Path, pages: dict[str, str]) -> tuple[str, ...]:
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return warnings_of(read_corpus(folder, progress=lambda *_: None))


def page(n: int) -> str:
    words = "".join(chr(0x4E00 + (n * 997 + at * 31) % 20_000) for at in range(300))
    return PAGE.format(year=2000 + n, n=n, words=words)  # unlike the others, so no copies


def test_a_file_name_that_its_text_contradicts_is_told(tmp_path: Path) -> None:
    (told,) = warnings(tmp_path, {"吉安.txt": page(1)})
    assert told.startswith("吉安.txt, speech 1 is of 吉安 by file name, but its text names another")


def test_many_disagreements_are_counted(tmp_path: Path) -> None:
    pages = {f"吉安_{n}.txt": page(n) for n in range(MOST_TOLD + 3)}
    told = warnings(tmp_path, pages)
    assert len(told) == MOST_TOLD + 1
    assert told[-1] == "3 more disagreements; list them with: python scripts/audit.py CORPUS"


def test_one_text_under_two_labels_is_told(tmp_path: Path) -> None:
    text = "工作报告\n各位代表：\n" + "今年要修好每一条乡间小路，" * 30 + "经费由财政保证。\n"
    told = warnings(tmp_path, {"吉安.txt": text, "金华.txt": text})
    assert told[0] == "2 speeches without a known city (0 masked)"
    assert (
        "吉安.txt, speech 1 is of no known city by file name, "
        "but the same text has another label: 金华.txt"
    ) in told


def test_years_span_the_known_bounds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(3), encoding="utf-8")
    read = read_corpus(tmp_path, progress=lambda *_: None)
    assert years_of(read) == (2003, 2003)
