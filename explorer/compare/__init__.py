"""Compares the wording of two passages: what they share, wherever it stands, and what differs.

``shadow`` makes a passage comparable -> ``candidates`` finds shared runs -> ``tiling`` places them
-> ``shares`` tells how much that is, ``differing`` what near-identical passages differ in.
"""

from explorer.compare.differing import Difference, Differences, differences
from explorer.compare.fact_kinds import Kind
from explorer.compare.shares import Wording, overlap, wording
from explorer.compare.tiling import Gap, Tile, tiles

__all__ = [
    "Difference",
    "Differences",
    "Gap",
    "Kind",
    "Tile",
    "Wording",
    "differences",
    "overlap",
    "tiles",
    "wording",
]
