"""The join: the counterparts of every paragraph, found once when an index is built.

What a search tells of one passage, the join tells of all: the same ranking and the same verdict,
for all paragraphs of other speeches whose verdict is a reuse. Tables of cities and years, of a
speech's originality and of variants count these pairs.

``neighbours`` (from ``columns``, by ``highest``) finds what is near each paragraph, ``sharing``
what has its wording; ``candidates`` leaves out what cannot be a pair, ``paragraph`` judges the
rest; ``blocks`` does so for all, and ``kept_blocks`` remembers what is done.
"""

from explorer.joining.blocks import join_paragraphs
from explorer.joining.paragraph import MOST_PAIRS

__all__ = ["MOST_PAIRS", "join_paragraphs"]
