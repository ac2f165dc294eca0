"""Kills builds at random moments while readers open and ask the index all the time.

``python tests/crash_campaign.py FOLDER KILLS SEED`` prints one line of JSON: what was done, and
under ``wrong`` every torn, mixed or backward read. Half of the builds are killed at any moment of
their time, half within a few milliseconds of their last steps. Most are of texts that were read
before, which takes a quarter of the time.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crash_corpus import mark, paragraphs_of, write_edition, year
from fakes import BigramEncoder

from explorer.build import build_index
from explorer.scope import Scope
from explorer.search import Explorer, open_index

READERS = 2
LAST_STEPS = ("write", "join", "join-done", "join-done")
"""What the last steps are told by; behind the join, the generation is published."""
LAST_SECONDS = 0.08
"""About how long each of them takes."""
KNOWN_EDITIONS = 3
NEW_TEXTS = 0.15
"""Share of the builds whose texts are new."""
REST_SECONDS = 0.05
"""Of a reader, between two questions: one that never rests takes the time of the builds."""


def start(task: object, *arguments: object) -> int:
    """Run a function in a child that knows all libraries already; its process number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        task(*arguments)  # type: ignore[operator]
        code = 0
    finally:
        os._exit(code)


def finished(task: object, *arguments: object) -> None:
    """Run a function in a child to its end."""
    _, status = os.waitpid(start(task, *arguments), 0)
    assert status == 0, f"{status} from a build that nobody stopped"


def build(corpus: Path, index: Path, told: int | None = None) -> None:
    """Build, telling of each stage that begins, and that ends."""
    stages: set[str] = set()

    def progress(stage: str, done: int, total: int) -> None:
        stage += "-done" if done >= total > 0 else ""
        if told is not None and stage not in stages:
            stages.add(stage)
            os.write(told, f"{stage}\n".encode())

    build_index(corpus, index, encoder=BigramEncoder(), progress=progress)


def killed(corpus: Path, index: Path, seconds: float, chance: random.Random) -> str:
    """Build and kill within so many seconds; the last stage that had begun, or ``done``."""
    heard, told = os.pipe()
    builder = start(build, corpus, index, told)
    os.close(told)
    wanted = chance.choice(LAST_STEPS) if chance.random() < 0.5 else None
    wait = chance.uniform(0, seconds if wanted is None else LAST_SECONDS)
    end = None if wanted else time.monotonic() + wait
    last, known = "start", b""
    while end is None or time.monotonic() < end:
        left = None if end is None else max(0, end - time.monotonic())
        if select.select([heard], [], [], left)[0]:
            more = os.read(heard, 4096)
            if not more:
                break  # it is done
            known += more
            last = known.decode().split()[-1]
            if end is None and wanted in known.decode().split():
                end = time.monotonic() + wait
    os.kill(builder, signal.SIGKILL)
    os.close(heard)
    _, status = os.waitpid(builder, 0)
    if os.WIFSIGNALED(status):
        return last
    return "done" if os.WEXITSTATUS(status) == 0 else "failed"


def read(index: Path, log: Path, seed: int) -> None:
    """Open and ask until told to stop, and write down what was read."""
    chance = random.Random(seed)
    with log.open("w", encoding="utf-8", buffering=1) as stream:
        while not (index.parent / "stop").exists():
            began = time.monotonic_ns()
            try:
                explorer = open_index(index, encoder=BigramEncoder())
                opened = time.monotonic_ns()
                for _ in range(chance.choice((1, 1, 3, 20))):
                    wrong = list(mixed(explorer, chance))
                    line = [began, opened, explorer.generation.name, edition_of(explorer), wrong]
                    stream.write(json.dumps(line) + "\n")
                    time.sleep(REST_SECONDS)
            except Exception as error:  # noqa: BLE001 (any error is a finding)
                stream.write(json.dumps([began, 0, "", 0, [repr(error)]]) + "\n")


def edition_of(explorer: Explorer) -> int:
    """The edition that the manifest tells of."""
    return int(explorer.manifest.title["zh"][1:-1])


def mixed(explorer: Explorer, chance: random.Random) -> Iterator[str]:
    """What is not of the edition that the manifest tells of."""
    edition = edition_of(explorer)
    paragraphs = list(explorer.paragraphs())
    count = paragraphs_of(edition)
    lengths = {len(paragraphs), explorer.manifest.counts["paragraphs"], len(explorer.facets.place)}
    assert explorer.pairs is not None
    if lengths | {len(explorer.pairs.formula)} != {count}:
        yield f"{lengths} paragraphs, not {count}"
    if explorer.generation.name != explorer.manifest.generation:
        yield "the manifest of another generation"
    years = {year(edition, number) for number in range(4)}
    if not set(explorer.facets.earliest.tolist()) <= years:
        yield "years of another edition"
    asked = chance.choice(paragraphs)
    for query in (asked.id, asked.text):
        answer = explorer.counterparts(query, k=3, scope=Scope(other_city=False))
        if len(answer) != 3:
            yield f"{len(answer)} counterparts"
        for found in answer:
            if found.speech.dating.stated not in years or found.paragraph.text not in {
                one.text for one in paragraphs
            }:
                yield "a counterpart of another edition"
    if not all(mark(edition) in one.text for one in paragraphs):
        yield "a text of another edition"


def judged(logs: list[Path]) -> dict[str, object]:
    """What the readers wrote down, and what of it is wrong."""
    wrong: list[str] = []
    opens: list[tuple[int, int, str]] = []
    editions: dict[str, set[int]] = {}
    answers = 0
    for log in logs:
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        names = [name for _, _, name, _, _ in lines if name]
        if names != sorted(names):
            wrong.append(f"{log.name} read backward")
        for began, opened, name, edition, found in lines:
            answers += 1
            wrong += [f"{name}: {one}" for one in found]
            if name:
                opens.append((began, opened, name))
                editions.setdefault(name, set()).add(edition)
    wrong += [f"{name} was {len(one)} editions" for name, one in editions.items() if len(one) > 1]
    newest, done = "", sorted((opened, name) for _, opened, name in opens)
    for began, _, name in sorted(opens):
        while done and done[0][0] <= began:
            newest = max(newest, done.pop(0)[1])
        if name < newest:
            wrong.append(f"{name} was opened after {newest} had been")
    return {
        "reads": answers,
        "opened": len(set(opens)),
        "generations": len(editions),
        "wrong": sorted(set(wrong)),
    }


def main() -> None:
    """Run the campaign."""
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    index, chance = folder / "index", random.Random(seed)
    known = [write_edition(folder / str(one), one) for one in range(1, KNOWN_EDITIONS + 1)]
    for corpus in known:
        began = time.monotonic()
        finished(build, corpus, index)
        seconds = time.monotonic() - began
    logs = [folder / f"reader-{number}" for number in range(READERS)]
    readers = [start(read, index, log, number) for number, log in enumerate(logs)]
    ends: Counter[str] = Counter()
    attempts = 0
    while sum(ends.values()) - ends["done"] < kills:
        attempts += 1
        if chance.random() < NEW_TEXTS:
            edition = 100 + attempts
            ends[killed(write_edition(folder / str(edition), edition), index, seconds, chance)] += 1
        else:
            ends[killed(known[attempts % KNOWN_EDITIONS], index, seconds, chance)] += 1
    finished(build, write_edition(folder / "last", 99), index)
    (folder / "stop").touch()
    codes = [os.waitpid(reader, 0)[1] for reader in readers]
    told = {
        "killed": kills,
        "stages": dict(ends),
        "readers": codes,
        "left": sorted(path.name for path in index.iterdir()),
        "is_last": edition_of(open_index(index)) == 99,
        **judged(logs),
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
