"""Measure how fast embedding, search and rebuilding are; prints every figure of the README.

Parts:
    embedding  windows a second, beside sentence-transformers as one writes it; reading the cache
    search     the ten nearest under the scope, beside other tools (each skipped where it is not
               installed: usearch, hnswlib, lancedb, pymilvus with milvus-lite, chromadb)
    joining    the counterparts of all paragraphs: what is near each, and a whole join, resumed
    rebuilding a collection built in full, and again with 1 % more documents
    growth     building, opening, answering, pages and memory from 10,000 to 1,000,000 paragraphs
    readers    20 readers at once in a real Chromium, mixed actions: times, faults, memory
"""

from __future__ import annotations

import argparse
from pathlib import Path

import console
import environment

EXAMPLES = """examples:
  python scripts/benchmark.py --quick
  python scripts/benchmark.py search
  python scripts/benchmark.py embedding --texts my-speeches

Figures of a machine that does other work at the same time are worth little: let it rest.
"""
PARTS = ("embedding", "search", "joining", "rebuilding", "growth", "readers")


def main() -> int:
    """Run the parts that the command line names, all where it names none."""
    options = parser().parse_args()
    if unknown := set(options.parts) - set(PARTS):
        console.fail(f"there is no part {min(unknown)}: name some of {', '.join(PARTS)}")
    if options.texts and not options.texts.is_dir():
        console.fail(f"{options.texts} is not there: name a folder of texts")
    if options.index and not options.index.is_dir():
        console.fail(f"{options.index} is not there: name the folder of an index")
    environment.ready(*(["test"] if "readers" in (options.parts or PARTS) else []))
    from benches import embedding, growth, joining, readers, rebuilding, search

    for part in options.parts or PARTS:
        print(f"\n## {part}\n", flush=True)
        if part in ("embedding", "rebuilding"):
            with_texts = embedding if part == "embedding" else rebuilding
            with_texts.run(options.quick, options.texts)
        elif part == "readers":
            readers.run(options.quick, options.index)
        else:
            {"search": search, "joining": joining, "growth": growth}[part].run(options.quick)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="benchmark.py",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("parts", nargs="*", metavar="PART", help="all where none is named")
    result.add_argument("--quick", action="store_true", help="small sizes: minutes, not hours")
    result.add_argument(
        "--texts",
        type=Path,
        metavar="FOLDER",
        help="texts to embed and to rebuild from (default: the sample; generated ones)",
    )
    result.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        help="index that the readers read (default: that of the sample corpus)",
    )
    return result


if __name__ == "__main__":
    console.run(main)
