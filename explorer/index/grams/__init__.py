"""The grams of a generation: which wording stands in how many speeches, places and years.

``shadow`` cuts texts into tokens and grams, ``counting`` counts, ``writing`` and ``stored``
are the files, ``matching`` makes runs of grams, ``reading`` answers,
``stretches`` has what the join needs of runs.
"""

from explorer.index.grams.counting import Counts
from explorer.index.grams.reading import Grams, Run
from explorer.index.grams.stored import Gram
from explorer.index.grams.stretches import Stretches
from explorer.index.grams.writing import write_grams

__all__ = ["Counts", "Gram", "Grams", "Run", "Stretches", "write_grams"]
