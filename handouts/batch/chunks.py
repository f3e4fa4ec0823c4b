"""In which order sheets are made: some clinics at a time, and of those one language and country after the other.

What a worker has set in a language it does not set again, as long as it remembers it.  So it should not come back to a
language only after all others; and clinics of one country share numbers, units and phones for emergencies too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from handouts.batch.order import Chunk, Order
from handouts.clinics import Clinic

CHUNK = 16  # sheets a worker is given at once: few enough that all have work until the end
WINDOW = 1500  # sheets that are sorted by language at a time: few enough to keep in memory

Wanted = tuple[Clinic, list[Order]]


def chunks_of(wanted: Iterable[Wanted]) -> Iterator[Chunk]:
    """All orders as chunks, those of one language of some clinics together."""
    window: list[Wanted] = []
    for each in wanted:
        window.append(each)
        if sum(len(orders) for _, orders in window) >= WINDOW:
            yield from _by_language(window)
            window.clear()
    yield from _by_language(window)


def _country(wanted: Wanted) -> str:
    return wanted[0].country


def _by_language(window: list[Wanted]) -> Iterator[Chunk]:
    tags = sorted({order.request.locale for _, orders in window for order in orders})
    for tag in tags:
        for clinic, orders in sorted(window, key=_country):
            waiting = iter([order for order in orders if order.request.locale == tag])
            while some := tuple(islice(waiting, CHUNK)):
                yield Chunk(clinic, some)
