"""Orders -> chunks: a few sheets of one clinic in one language, which one worker makes one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from handouts.batch.order import Chunk, Order
from handouts.clinics import Clinic

CHUNK = 16  # sheets a worker is given at once: few enough that all have work until the end

Wanted = tuple[Clinic, list[Order]]


def chunks_of(wanted: Iterable[Wanted]) -> Iterator[Chunk]:
    """All orders as chunks, clinic by clinic."""
    for clinic, orders in wanted:
        for tag in dict.fromkeys([order.request.locale for order in orders]):
            waiting = iter([order for order in orders if order.request.locale == tag])
            while some := tuple(islice(waiting, CHUNK)):
                yield Chunk(clinic, some)
