"""Which sheets of a batch are proven in full; the others get the quick proof.

The first sheet of each sort is: what is wrong with a template, a language, a font or a paper shows there.  And so is
every 50th of all, chosen by its digest, so that the sample is the same whenever and wherever the batch runs.
"""

from __future__ import annotations

from dataclasses import replace

from handouts.batch.order import Order

EVERY = 50

Sort = tuple[str, str, str, str, str]


class Sample:
    """Marks orders as they are planned; with `everything`, all of them are proven in full."""

    def __init__(self, *, everything: bool) -> None:
        self._everything = everything
        self._seen: set[Sort] = set()

    def marked(self, order: Order) -> Order:
        """`order` with the proof that it needs.  What nobody may know the digest of is a patient's: always in full."""
        sort = _sort(order)
        first = sort not in self._seen
        self._seen.add(sort)
        inputs = order.versions.inputs
        full = self._everything or first or not inputs or int(inputs, 16) % EVERY == 0
        return replace(order, proof="full" if full else "quick")

    def missed(self, order: Order) -> None:
        """Let the next of its sort be proven in full, since there is no sheet of this `order`."""
        if order.proof == "full":
            self._seen.discard(_sort(order))


def _sort(order: Order) -> Sort:
    request = order.request
    return request.kind, request.treatment, request.region, request.locale, request.paper
