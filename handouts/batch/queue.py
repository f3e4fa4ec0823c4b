"""In which order chunks are made, and by whom: each worker stays with a language and a country as long as it can.

What a worker has set in a language it does not set again, as long as it remembers it.  So it should not come back to a
language only after all others, nor share one with another worker; and clinics of one country share numbers, units and
phones for emergencies too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from handouts.batch.order import Chunk

AHEAD = 400  # chunks to choose from: some clinics in all their languages, few enough to keep in memory
AT_ONCE = 4  # chunks that are looked for at a time, since that takes time


class Sort(NamedTuple):
    """What the sheets of a chunk share with those of another."""

    locale: str
    country: str


def sort_of(chunk: Chunk) -> Sort:
    """The language of a chunk's sheets, and the country of its clinic."""
    return Sort(chunk.orders[0].request.locale, chunk.clinic.country)


def in_order(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Chunks as one worker would make them."""
    queue, last = Queue(chunks), None
    while chunk := queue.take(last, ()):
        last = sort_of(chunk)
        yield chunk
        queue.look_ahead()


class Queue:
    """Chunks by their sort, of which each keeps its order."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks = chunks
        self._ahead: dict[Sort, deque[Chunk]] = {}
        self._count = 0
        self._again: deque[Chunk] = deque()

    def put_back(self, chunk: Chunk) -> None:
        """Let somebody else make it, before all others."""
        self._again.appendleft(chunk)

    def take(self, last: Sort | None, others: Collection[Sort]) -> Chunk | None:
        """The next chunk for a worker whose last one was of the sort `last`, while others are at theirs; None at the
        end.

        It stays with its sort, then with its language; else it begins one that nobody is at.
        """
        if self._again:
            return self._again.popleft()
        if not self._ahead:
            self.look_ahead()
        if not self._ahead:
            return None
        languages = {sort.locale for sort in others}

        def unlike(sort: Sort) -> tuple[bool, bool, bool, bool]:
            mine = last is not None and sort.locale == last.locale
            return sort != last, not mine, sort.locale in languages, sort in others

        return self._first(min(self._ahead, key=unlike))

    def look_ahead(self) -> None:
        """Look for some more chunks to choose from; best while all workers are busy."""
        for chunk in islice(self._chunks, min(AT_ONCE, AHEAD - self._count)):
            self._ahead.setdefault(sort_of(chunk), deque()).append(chunk)
            self._count += 1

    def _first(self, sort: Sort) -> Chunk:
        chunks = self._ahead[sort]
        chunk = chunks.popleft()
        self._count -= 1
        if not chunks:
            del self._ahead[sort]
        return chunk
