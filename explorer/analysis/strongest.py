"""The pairs that a reader of an index should see first."""

from __future__ import annotations

import numpy as np

from explorer.analysis.table import VERDICTS, Columns, PairTable
from explorer.verdict import Verdict

WHOLE = (Verdict.VERBATIM, Verdict.EDITED)


def strongest(table: PairTable, most: int) -> Columns:
    """Pairs of two known cities, of each two speeches one, from the later passage to the earlier.

    Those of surely different years come first, as readers look for these; then what is word for
    word or edited; then what shares the most wording that proves something, as share and likeness
    alone favour short passages.
    """
    facets = table.facets
    found = table.other_cities(table.undirected)
    a_later = facets.earliest[found.a] > facets.latest[found.b]
    b_later = facets.earliest[found.b] > facets.latest[found.a]
    whole = np.array([one in WHOLE for one in VERDICTS])[found.verdict]
    order = np.lexsort((found.b, found.a, -found.rare, ~whole, ~(a_later | b_later)))
    kept: list[int] = []
    seen: set[tuple[int, int]] = set()
    for at in order:
        speeches = int(facets.speech[found.a[at]]), int(facets.speech[found.b[at]])
        if speeches not in seen:
            seen.add(speeches)
            kept.append(int(at))
        if len(kept) == most:
            break
    rows = np.array(kept, dtype=np.int64)
    chosen = found.where(rows)
    turned = b_later[rows]
    return Columns(
        np.where(turned, chosen.b, chosen.a),
        np.where(turned, chosen.a, chosen.b),
        chosen.percentile,
        chosen.wording,
        chosen.rare,
        chosen.verdict,
    )
