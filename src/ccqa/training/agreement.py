"""How far a second reader, blind to the first, labels contacts alike; keeps out who is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ccqa.training.examples import Examples
from ccqa.training.measured import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccqa.evaluation.gold import Gold


def between(first: Sequence[Gold], second: Iterable[Gold]) -> dict[str, Any] | None:
    """Return figures of the contacts that both labelled, the second reader's labels as finds; None without any."""
    by_id = {one.contact.id: one for one in first}
    pairs = [(by_id[one.contact.id], one) for one in second if one.contact.id in by_id]
    if not pairs:
        return None
    ones, others = (Examples("", tuple(column)) for column in zip(*pairs, strict=True))
    judged = ones.able & others.able
    whole = [(others.done[a:b], ones.done[a:b], judged[a:b]) for a, b in ones.bounds]
    return figures_of([row for row in whole if np.any(row[2])])
