"""Reads every byte of an index and tells whether it is what was built."""

from __future__ import annotations

from pathlib import Path

import console


def verify(folder: Path) -> int:
    """Print which files of the index are not as they were built, or that all are; the exit code."""
    from explorer.index.manifest import REBUILD
    from explorer.index.store import all_faults

    console.say("Reading every byte ...")
    generation, manifest, found = all_faults(folder)
    for name, fault in found:
        print(f"{generation / name} {fault}")
    count = len(manifest.files)
    if found:
        mend = REBUILD.format(folder=folder)
        console.fail(f"{len(found)} of {count} files of {generation} are not whole; {mend}")
    size = sum(known["bytes"] for known in manifest.files.values())
    print(f"{generation}: all {count} files are as they were built ({size:,} bytes)")
    return 0
