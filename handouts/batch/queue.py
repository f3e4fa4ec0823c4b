"""Which worker makes which chunk next: one that is like what it made last, since it remembers much of that."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from handouts.batch.order import Chunk

AHEAD = 400  # chunks to choose from: some clinics in all their languages


class Sort(NamedTuple):
    """What the sheets of a chunk share with those of another."""

    locale: str
    country: str


def sort_of(chunk: Chunk) -> Sort:
    """The language of a chunk's sheets, and the country of its clinic."""
    return Sort(chunk.orders[0].request.locale, chunk.clinic.country)


class Queue:
    """Chunks by their sort, nearly in their order."""

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
        self._look_ahead()
        if not self._ahead:
            return None
        languages = {sort.locale for sort in others}

        def unlike(sort: Sort) -> tuple[bool, bool, bool]:
            mine = last is not None and sort.locale == last.locale
            return sort != last, not mine and sort.locale in languages, sort in others

        return self._first(min(self._ahead, key=unlike))

    def _look_ahead(self) -> None:
        for chunk in islice(self._chunks, AHEAD - self._count):
            self._ahead.setdefault(sort_of(chunk), deque()).append(chunk)
            self._count += 1

    def _first(self, sort: Sort) -> Chunk:
        chunks = self._ahead[sort]
        chunk = chunks.popleft()
        self._count -= 1
        if not chunks:
            del self._ahead[sort]
        return chunk
