"""Fits the probability of reuse anew, and tells how far what it says can be trusted."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console import fail

from suites.judgements import read_labels
from suites.reuse_pairs import Pair, labelled, of_sample, opened, planted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from explorer.reuse import Model

    Numbers = NDArray[np.float64]

SEED = 20_240_107
FOLDS = 10
RIDGE = 0.01
"""Keeps weights finite where the pairs can be told apart without an error."""
STEPS = 100
TEMPER = 0.5
"""The power of a pair's weight that it is fitted with. Judged pairs are drawn so that rare kinds
are there; fully weighed, a few common ones decide, not weighed, the probability of pairs as they
come is told too high."""
LOWS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Where the bins of the reliability begin; of 240 judged pairs a dozen are in the last."""


def reuse(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Fit and judge on planted pairs and, where there are some, on pairs that readers judged.

    Args:
        paths: folders of texts or indexes, whose paragraphs are altered, and at most one csv of
            judged pairs, which are looked up in all of them.
    """
    files, folders = [one for one in paths if one.is_file()], [one for one in paths if one.is_dir()]
    if not folders or len(files) > 1:
        fail("name folders of texts or indexes and at most one csv: evaluate.py reuse FOLDER ...")
    labels = read_labels(files[0]) if files else None
    easy, real, known = list(of_sample()), list[Pair](), set[str]()
    for folder in folders:
        with opened(folder) as explorer:
            easy += planted(explorer)
            if labels:
                ids = {one.id for one in explorer.paragraphs()}
                known |= ids
                real += labelled(explorer, labels.among(ids))
    if labels:
        missing = [id_ for pair, _ in labels.pairs() for id_ in pair if id_ not in known]
        if missing:
            fail(f"{files[0]}: no paragraph {missing[0]} in {', '.join(map(str, folders))}")
    return list(table(easy, real))


def table(easy: Sequence[Pair], real: Sequence[Pair]) -> Iterator[dict[str, Any]]:
    """The fitted constants, errors and reliability.

    Fitted on the real pairs where there are some, on the planted ones else. Of the pairs that were
    fitted on, each is told by a model that saw no pair of its passage.
    """
    fitted = real or easy
    for name, standing in (("MODEL", True), ("WORDING_ALONE", False)):
        model = fit(fitted, standing=standing)
        for part in model.__slots__:
            yield row(f"{name}.{part}", len(fitted), round(getattr(model, part), 2))
    whole = fit(fitted)
    told_real = crossed(real) if real else []
    told_easy = [told(whole, one) for one in easy] if real else crossed(easy)
    for name, pairs, chances in (
        ("planted", easy, told_easy),
        ("real", real, told_real),
        ("both", [*easy, *real], [*told_easy, *told_real]),
    ):
        if pairs:
            truth = [one.reuse for one in pairs]
            yield row(f"Brier, {name}", len(pairs), round(brier(chances, truth), 3))
            yield row(f"ECE, {name}", len(pairs), round(calibration_error(chances, truth), 3))
    if real:
        weights = [one.weight for one in real]
        truth = [one.reuse for one in real]
        yield row("Brier, real by weight", len(real), round(brier(told_real, truth, weights), 3))
        error = calibration_error(told_real, truth, weights)
        yield row("ECE, real by weight", len(real), round(error, 3))
    yield from reliability(told_real if real else told_easy, fitted)


def row(
    what: str,
    pairs: int,
    value: float | str,
    share: float | str = "",
    reused: int | str = "",
) -> dict[str, Any]:
    """Return a row of the table."""
    return {"what": what, "pairs": pairs, "value": value, "share": share, "reused": reused}


def reliability(chances: Sequence[float], pairs: Sequence[Pair]) -> Iterator[dict[str, Any]]:
    """For each bin: its pairs, the mean of what was told, by weight the share that was reuse.

    How many were reuse, too. Bins without pairs are left out.
    """
    for low, high, inside in bins(chances):
        whole = sum(pairs[at].weight for at in inside)
        if inside:
            mean = sum(chances[at] * pairs[at].weight for at in inside) / whole
            reused = [pairs[at].weight for at in inside if pairs[at].reuse]
            name = f"reliability {low:.2f}-{high:.2f}"
            share = round(sum(reused) / whole, 2)
            yield row(name, len(inside), round(mean, 2), share, len(reused))


def bins(chances: Sequence[float]) -> Iterator[tuple[float, float, list[int]]]:
    """Each bin, from and to, and the places of the probabilities in it."""
    for low, high in zip(LOWS, (*LOWS[1:], 1.0), strict=True):
        last = high == 1.0
        yield (
            low,
            high,
            [at for at, p in enumerate(chances) if low <= p < high or (last and p == 1)],
        )


def told(model: Model, pair: Pair) -> float:
    """The probability that a model gives a pair."""
    from explorer.reuse import chance

    own, common = pair.wording * (1 - pair.formula), pair.wording * pair.formula
    return chance(model, own, common, pair.standing)


def crossed(pairs: Sequence[Pair]) -> list[float]:
    """The probability of each pair by a model that was fitted without the pairs of its passage."""
    passages = sorted({one.passage for one in pairs})
    random.Random(SEED).shuffle(passages)
    fold = {passage: number % FOLDS for number, passage in enumerate(passages)}
    models = [fit([one for one in pairs if fold[one.passage] != n]) for n in range(FOLDS)]
    return [told(models[fold[one.passage]], one) for one in pairs]


def fit(pairs: Sequence[Pair], *, standing: bool = True) -> Model:
    """The logistic model of pairs, by Newton's method, each weighed by ``TEMPER``.

    A feature whose weight would be negative is left out: no evidence may speak against reuse.

    Args:
        pairs: of both kinds.
        standing: whether the model may look at the standing.
    """
    import numpy as np

    from explorer.reuse import Model

    columns = np.array(
        [[1, p.wording * (1 - p.formula), p.wording * p.formula, p.standing] for p in pairs]
    )
    truth = np.array([one.reuse for one in pairs], dtype=np.float64)
    counts = np.array([one.weight for one in pairs]) ** TEMPER
    counts /= counts.mean()
    used = [0, 1, 2, 3] if standing else [0, 1, 2]
    while True:
        weights = newton(columns[:, used], truth, counts)
        lowest = min(range(1, len(used)), key=lambda at: weights[at], default=0)
        if lowest == 0 or weights[lowest] >= 0:
            break
        used.pop(lowest)
    found = dict(zip(used, weights.tolist(), strict=True))
    return Model(*(found.get(number, 0.0) for number in range(4)))


def newton(columns: Numbers, truth: Numbers, counts: Numbers) -> Numbers:
    """The weights (columns,) with the greatest likelihood, a ridge on all but the first."""
    import numpy as np

    weights = np.zeros(columns.shape[1])
    ridge = np.full(len(weights), RIDGE)
    ridge[0] = 1e-9
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-(columns @ weights).clip(-35, 35)))
        slope = columns.T @ (counts * (truth - chances)) - ridge * weights
        curve = columns.T @ (columns * (counts * chances * (1 - chances))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return np.asarray(weights)


def brier(
    chances: Sequence[float], truth: Sequence[bool], weights: Sequence[float] | None = None
) -> float:
    """The mean squared distance of what was told from what was so."""
    weights = weights or [1.0] * len(truth)
    errors = zip(weights, chances, truth, strict=True)
    return sum(weight * (p - true) ** 2 for weight, p, true in errors) / sum(weights)


def calibration_error(
    chances: Sequence[float], truth: Sequence[bool], weights: Sequence[float] | None = None
) -> float:
    """The mean distance, over the bins, of the mean told from the share that was so (ECE)."""
    weights = weights or [1.0] * len(truth)
    apart = sum(
        abs(sum(weights[at] * (chances[at] - truth[at]) for at in inside))
        for _, _, inside in bins(chances)
    )
    return apart / sum(weights)
