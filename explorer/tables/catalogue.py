"""All tables that can be written, by name."""

from __future__ import annotations

from explorer.tables.cities import PLACES, YEARS
from explorer.tables.codebook import Table
from explorer.tables.dyads import DYADS
from explorer.tables.lists import PARAGRAPHS, SPEECHES
from explorer.tables.pairs import PAIRS
from explorer.tables.passages import CLUSTERS, FORMULAS, ORIGINAL, REUSED
from explorer.tables.speeches import COMPOSITION, ORIGINALITY
from explorer.tables.timeline import TIMELINE

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        SPEECHES,
        PARAGRAPHS,
        PAIRS,
        FORMULAS,
        PLACES,
        YEARS,
        DYADS,
        ORIGINALITY,
        COMPOSITION,
        TIMELINE,
        CLUSTERS,
        REUSED,
        ORIGINAL,
    )
}
