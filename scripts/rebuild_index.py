"""Build the index of a folder of texts, with a progress bar per stage and a summary."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import console
import environment
import index_option
from verifying import verify

if TYPE_CHECKING:
    from types import TracebackType

    from explorer.cluster import Prepared
    from explorer.report import BuildReport

EXAMPLES = """examples:
  python scripts/rebuild_index.py my-speeches --index my-index
  python scripts/rebuild_index.py my-speeches --index my-index --model my-models/bge-m3
  python scripts/rebuild_index.py /shared/speeches --index /shared/index --ray 10.0.0.1:6379
  python scripts/rebuild_index.py --verify --index my-index

The index in DIR is replaced only when the new one is complete; until then the old one serves.

"""


def main() -> int:
    """Build, drawing the progress, and print what was built."""
    options = parser()
    arguments = options.parse_args()
    if arguments.corpus is None and not arguments.verify:
        options.error("name the folder of the texts: CORPUS")
    if arguments.verify and (arguments.corpus is not None or arguments.ray or arguments.prune):
        options.error("--verify builds nothing: leave out CORPUS, --ray and --prune")
    if arguments.ray and not arguments.cache:
        options.error("--ray fills the cache that --no-cache does without")
    environment.ready()
    if arguments.verify:
        return verify(arguments.index)
    from explorer import build_index

    with Bars() as bars:
        prepared = on_cluster(arguments, bars) if arguments.ray else None
        report = build_index(
            arguments.corpus,
            arguments.index,
            model=arguments.model,
            columns=arguments.columns,
            encoding=arguments.encoding,
            join=arguments.join,
            cache=arguments.cache,
            prune=arguments.prune,
            progress=bars.update,
        )
    print(console.shown(summary(report, arguments.index, prepared)))
    return 0


def folder_of(arguments: argparse.Namespace) -> Path:
    """Return the folder of the index."""
    from explorer.index.address import read_address

    return read_address(arguments.index).folder


def on_cluster(arguments: argparse.Namespace, bars: Bars) -> Prepared:
    """Have a Ray cluster read and embed what is new, for the build that follows."""
    from explorer.cluster import prepare

    console.say("Asking the cluster ...")
    return prepare(
        arguments.corpus,
        arguments.index,
        address=arguments.ray,
        model=arguments.model,
        encoding=arguments.encoding,
        progress=bars.update,
    )


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="rebuild_index.py",
        description="Build the index of a folder of texts.",
        epilog=EXAMPLES + index_option.IN_MILVUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument(
        "corpus", type=Path, nargs="?", metavar="CORPUS", help="folder of the texts"
    )
    index_option.add(result, "folder to build the index in, or its address in Milvus (see below)")
    result.add_argument(
        "--model",
        metavar="NAME_OR_FOLDER",
        help="a sentence-transformers model: a folder, or a hub's name for it, which is then "
        "downloaded (default: the offline model)",
    )
    result.add_argument(
        "--join",
        action=argparse.BooleanOptionalAction,
        help="find the counterparts of all paragraphs, which tables of cities, years and speeches "
        "count (default: up to 200,000 paragraphs)",
    )
    result.add_argument(
        "--cache",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="read and embed only what is new since the last build in DIR (default), or everything",
    )
    result.add_argument(
        "--prune",
        action="store_true",
        help="forget what earlier builds in DIR kept and this one has no use for",
    )
    result.add_argument(
        "--ray",
        type=cluster_address,
        metavar="HOST:PORT|local",
        help="read and embed on the Ray cluster at this address, which this machine is a node of, "
        "or on a cluster of this machine alone; every node must see CORPUS and DIR under the same "
        "paths, and a model's folder too",
    )
    result.add_argument(
        "--verify",
        action="store_true",
        help="build nothing; read every byte of the index in DIR and tell which files are not as "
        "they were built; of one in Milvus, too, what its collection says it is and how many "
        "vectors it holds",
    )
    add_reading(result)
    return result


def add_reading(to: argparse.ArgumentParser) -> None:
    """Add the options that tell how the corpus is to be read."""
    to.add_argument(
        "--columns",
        type=column_names,
        metavar="OURS=THEIRS,...",
        help="the names of the columns in metadata.csv and in tables: place=city,path=file",
    )
    to.add_argument(
        "--encoding",
        metavar="NAME",
        help="read texts without a byte order mark in this encoding, such as gb18030 (default: "
        "UTF-8, or what the text itself tells)",
    )


def cluster_address(text: str) -> str:
    """Read the address of a cluster; a usage error where it is empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("name HOST:PORT, or local")
    return text


def column_names(text: str) -> dict[str, str]:
    """Read ``place=city,path=file``; a usage error where it is not so."""
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    names = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    if not names or not all(names) or not all(names.values()) or len(names) < len(pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not like place=city,path=file")
    return names


class Bars:
    """One progress bar per stage, drawn on stderr."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._make = tqdm
        self._bar: tqdm | None = None
        self._stage = ""

    def update(self, stage: str, done: int, total: int) -> None:
        """Take a report of the core: so much of a stage is done."""
        if self._bar is None or stage != self._stage:
            self._close()
            self._stage = stage
            self._bar = self._make(
                total=total or None,
                desc=console.fit(stage, 12),
                bar_format="{desc} {percentage:3.0f}% |{bar:20}| {n_fmt}/{total_fmt}  {elapsed}"
                if total
                else "{desc} {n_fmt}  {elapsed}",
                ncols=min(shutil.get_terminal_size().columns, 80),
                nrows=20,  # some terminals say that they have none, and would see no bar
                mininterval=0.1 if sys.stderr.isatty() else 15,
            )
        self._bar.update(done - self._bar.n)
        if done >= total > 0:
            self._close()  # what follows is not this stage's time

    def __enter__(self) -> Bars:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def reused(report: BuildReport) -> str:
    """Return how many files were read, and how many were known."""
    if not report.files_reused:
        return f"{report.files_read:,} read"
    return f"{report.files_read:,} read, {report.files_reused:,} known"


def embedded(report: BuildReport) -> str:
    """Return how many texts of windows were embedded, and how many were known."""
    if not report.texts_reused:
        return f"{report.texts_embedded:,} embedded"
    return f"{report.texts_embedded:,} embedded, {report.texts_reused:,} known"


def on_nodes(prepared: Prepared) -> list[tuple[str, str]]:
    """Return what a cluster did for a build, as rows of the summary."""
    what = f"{prepared.files:,} files read, {prepared.texts:,} texts embedded"
    nodes = "1 node" if prepared.nodes == 1 else f"{prepared.nodes:,} nodes"
    return [
        ("cluster", f"{what} on {nodes}"),
        *[("warning", note) for note in prepared.notes],
    ]


def summary(report: BuildReport, index: Path | str, prepared: Prepared | None = None) -> str:
    """Return what was built, as a table for people."""
    years = f"{report.years[0]}-{report.years[1]}" if report.years else "none known"
    rows = [
        ("index", f"{index}, {report.generation}"),
        ("content", report.content[:16]),
        ("files", reused(report)),
        ("documents", f"{report.documents:,}"),
        ("speeches", f"{report.speeches:,} in {report.witness_groups:,} witness groups"),
        ("paragraphs", f"{report.paragraphs:,}"),
        ("windows", f"{report.windows:,}"),
        ("texts", embedded(report)),
        *(on_nodes(prepared) if prepared else []),
        ("cities", f"{report.cities:,}"),
        ("years", years),
        *[(f"  {stage}", f"{spent:.1f} s") for stage, spent in report.seconds.items()],
        ("seconds", f"{sum(report.seconds.values()):.1f} s in all"),
        *[("warning", warning) for warning in report.warnings],
        *[("left out", f"{file.name}: {file.reason}") for file in report.unreadable],
    ]
    columns = max(console.width(name) for name, _ in rows)
    return "\n".join(f"{console.fit(name, columns)}  {value}" for name, value in rows)


if __name__ == "__main__":
    console.run(main)
