"""Reads every byte of an index and tells whether it is what was built."""

from __future__ import annotations

import shlex
from pathlib import Path

import console


def verify(index: Path | str) -> int:
    """Print which files of the index are not as they were built, or that all are; the exit code.

    The collection of an index in Milvus is asked what it is of and how many vectors it holds.
    """
    from explorer.index.address import read_address, told_whole
    from explorer.index.manifest import REBUILD
    from explorer.index.milvus import check
    from explorer.index.store import all_faults

    address = read_address(index)
    console.say("Reading every byte ...")
    with told_whole(address):
        generation, manifest, found = all_faults(address.folder)
    for name, fault in found:
        print(f"{generation / name} {fault}")
    count = len(manifest.files)
    if found:
        bad = sum(name in manifest.files for name, _ in found)
        told = [f"{bad} of {count} files of {generation} are not whole"] if bad else []
        if bad < len(found):
            told.append(f"{len(found) - bad} in {generation} do not belong there")
        whole = str(index) if address.uri is None else shlex.quote(str(address))
        console.fail(f"{', '.join(told)}; {REBUILD.format(folder=whole)}")
    size = sum(known["bytes"] for known in manifest.files.values())
    print(f"{generation}: all {count} files are as they were built ({size:,} bytes)")
    if address.uri is not None:
        name, rows = check(address, manifest)
        print(
            f"{name} in the Milvus at {address.uri}: is of this index and holds all {rows:,} "
            "vectors, which were counted and not compared"
        )
    return 0
