"""What is kept of a file is what the file said, even if it was another while it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from explorer.corpus import kept_readings
from explorer.corpus.kept_readings import KeptReadings
from explorer.corpus.reading_processes import read_files
from explorer.kept import Kept

TEXT = "金华市2012年政府工作报告\n各位代表，今年要把乡间的每一条小路都修好。\n"


@pytest.mark.parametrize("meanwhile", [TEXT.replace("小路", "大路"), ""])
def test_a_file_that_is_another_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    path = corpus / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def swapped(folder: Path, paths: Any, encoding: str | None) -> Any:
        paths = list(paths)
        path.write_text(meanwhile, encoding="utf-8")
        read = list(read_files(folder, paths, encoding))
        if meanwhile:
            path.write_text(TEXT, encoding="utf-8")
        return iter(read)

    with Kept(tmp_path / "kept.sqlite") as kept:
        with monkeypatch.context() as patched:
            patched.setattr(kept_readings, "read_files", swapped)
            list(KeptReadings(kept, "rules").readings(corpus, [path], None))
        path.write_text(TEXT, encoding="utf-8")
        again = KeptReadings(kept, "rules")
        (found,) = again.readings(corpus, [path], None)
        assert (again.read, again.reused) == (1, 0)
        assert any("小路" in line.text for line in found.documents[0].parts[0].text.lines)
        once_more = KeptReadings(kept, "rules")
        list(once_more.readings(corpus, [path], None))
        assert (once_more.read, once_more.reused) == (0, 1)
