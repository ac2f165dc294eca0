"""Runs every check over a collection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.audit import facts, labels, metadata_cells, naming, outliers
from explorer.audit.collection import Collection
from explorer.audit.damage import damage
from explorer.audit.findings import Finding, Kind, Quote, in_order
from explorer.audit.grid import Grid, grid_of
from explorer.audit.rows import users_row
from explorer.audit.sentences import Reason, SpeechRef, says
from explorer.records import Progress

CHECKS = (
    labels.same_text,
    naming.not_named,
    labels.several_in_file,
    labels.same_name,
    metadata_cells.unused_rows,
    metadata_cells.unlisted_places,
    facts.places,
    facts.years,
    damage,
    outliers.lengths,
    outliers.languages,
    outliers.titles,
)


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found, the worst first, and the grid of places and years."""

    findings: list[Finding]
    grid: Grid
    speeches: int
    documents: int


def audit(collection: Collection, *, progress: Progress) -> Audit:
    """Everything that would falsify results of a collection.

    Args:
        collection: from :func:`~explorer.audit.collection.collection_of_corpus` or ``_of_index``.
        progress: called with the stage ``check``.
    """
    found: list[Finding] = list(_unreadable(collection))
    for done, check in enumerate(CHECKS):
        progress("check", done, len(CHECKS))
        found.extend(check(collection))
    progress("check", len(CHECKS), len(CHECKS))
    findings = in_order(found, [users_row(item, collection) for item in collection.items])
    return Audit(findings, grid_of(collection), len(collection.items), len(collection.parts))


def _unreadable(collection: Collection) -> Iterator[Finding]:
    for file in collection.unreadable:
        yield Finding(
            Kind.UNREADABLE,
            says("unreadable", file=file.name, reason=Reason(file.reason)),
            (SpeechRef(file.name),),
            (Quote(file.name, None, "left out", file.reason),),
        )
