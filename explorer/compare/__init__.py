"""Compares the wording of two passages: what they share, wherever it stands, and what differs.

``shadow`` makes a passage comparable -> ``candidates`` finds shared runs -> ``tiling`` places them
-> ``shares`` tells how much that is, ``differing`` what near-identical passages differ in,
``traces`` what of the other's place and year was left in a passage.
"""

from explorer.compare.differing import Difference, Differences, differences
from explorer.compare.fact_kinds import Kind
from explorer.compare.shares import Wording, identity, overlap, wording
from explorer.compare.tiling import Gap, Tile, tiles
from explorer.compare.traces import Sourced, Trace, TraceKind, traces

__all__ = [
    "Difference",
    "Differences",
    "Gap",
    "Kind",
    "Sourced",
    "Tile",
    "Trace",
    "TraceKind",
    "Wording",
    "differences",
    "identity",
    "overlap",
    "tiles",
    "traces",
    "wording",
]
