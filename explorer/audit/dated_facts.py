"""What the dated facts that a text speaks of say of its years, whatever any label prints."""

from __future__ import annotations

from explorer.audit.collection import Item
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
