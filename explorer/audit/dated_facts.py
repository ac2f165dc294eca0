"""What the dated facts that a text speaks of say of its years, whatever any label prints."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.audit.collection import Item
from explorer.audit.rows import years_cell
from explorer.corpus.bounds import Weight, reconcile
from explorer.corpus.eras import content_bounds
from explorer.corpus.script import plain_speech


def dated_facts(item: Item) -> tuple[int | None, int | None]:
    """The first and last year that the facts allow; None where they leave a side open.

    Years that the text itself prints are not heard: sites rewrite them.
    """
    words = "\n".join(line.text for line in plain_speech(item.text).lines)
    facts = reconcile(one for one in content_bounds(words) if one.weight > Weight.PRINTED)
    return facts.earliest, facts.latest


def proved_cell(items: Iterable[Item]) -> str:
    """The years that the facts of all copies of one text bound, as a cell; else empty.

    Years that contradict each other are bounded by nothing else: written into metadata.csv, their
    whole span would become the user's word.
    """
    bounds = [dated_facts(item) for item in items]
    first = max((year for year, _ in bounds if year is not None), default=None)
    last = min((year for _, year in bounds if year is not None), default=None)
    crossed = first is not None and last is not None and first > last
    return "" if crossed else years_cell(first, last)
