"""A small reader of the file that `pdf` writes: its objects, found through its own cross-references."""

from __future__ import annotations

import re
import zlib
from itertools import accumulate, pairwise

_START = re.compile(rb"startxref\n([0-9]+)\n%%EOF\n\Z")
_STREAM = re.compile(rb"([0-9]+) 0 obj\n(<<.*?>>)\nstream\n", re.DOTALL)
_LENGTH = re.compile(rb"/Length ([0-9]+)>>\Z")
ROW = 7  # bytes of a cross-reference: how it differs from the one above, kind, three of place, two of order


class DamagedError(Exception):
    """The file is not what `pdf` writes."""


class Objects:
    """The objects of a file: dictionaries as they are written, and streams."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        start = _START.search(data, len(data) - 40)
        if not start:
            raise DamagedError
        self.trailer, table = self._stream_at(int(start[1]), None)
        self._places = _rows(inflated(table))
        self._packed: dict[int, dict[int, bytes]] = {}

    def dictionary(self, number: int) -> bytes:
        """Object `number`, without the data of a stream."""
        kind, place, _ = self._place(number)
        if kind == 1:
            return self._stream_at(place, number)[0]
        if place not in self._packed:
            self._packed[place] = _unpacked(*self.stream(place))
        if number not in self._packed[place]:
            raise DamagedError
        return self._packed[place][number]

    def stream(self, number: int) -> tuple[bytes, bytes]:
        """Dictionary and inflated data of a stream."""
        kind, place, _ = self._place(number)
        if kind != 1:
            raise DamagedError
        head, data = self._stream_at(place, number)
        return head, inflated(data) if b"/FlateDecode" in head else data

    def raw(self, number: int) -> bytes:
        """A stream's data as they are in the file."""
        return self._stream_at(self._place(number)[1], number)[1]

    def _place(self, number: int) -> tuple[int, int, int]:
        if not 0 < number < len(self._places):
            raise DamagedError
        return self._places[number]

    def _stream_at(self, place: int, number: int | None) -> tuple[bytes, bytes]:
        head = _STREAM.match(self.data, place)
        length = head and _LENGTH.search(head[2])
        if not head or not length or number not in (None, int(head[1])):
            raise DamagedError
        end = head.end() + int(length[1])
        if self.data[end : end + 10] != b"\nendstream":
            raise DamagedError
        return head[2], self.data[head.end() : end]


def inflated(data: bytes) -> bytes:
    """What was deflated."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise DamagedError from None


def _rows(table: bytes) -> list[tuple[int, int, int]]:
    """Cross-references, each written as its difference from the one above."""
    kind, high, middle, low, above, below = (
        [total & 0xFF for total in accumulate(table[column::ROW])] for column in range(1, ROW)
    )
    places = (a << 16 | b << 8 | c for a, b, c in zip(high, middle, low, strict=True))
    orders = (a << 8 | b for a, b in zip(above, below, strict=True))
    return list(zip(kind, places, orders, strict=True))


def _unpacked(head: bytes, data: bytes) -> dict[int, bytes]:
    """Objects of an object stream by their numbers."""
    first = reference(head, b"First")
    index = [int(word) for word in data[:first].split()]
    starts = [first + offset for offset in index[1::2]]
    ends = [*(later - 1 for _, later in pairwise(starts)), len(data) - 1]
    return {number: data[a:b] for number, a, b in zip(index[::2], starts, ends, strict=True)}


def reference(dictionary: bytes, key: bytes) -> int:
    """The number that `key` has or refers to."""
    found = re.search(rb"/%s[ \[]+([0-9]+)" % key, dictionary)
    if not found:
        raise DamagedError
    return int(found[1])


def references(dictionary: bytes, key: bytes) -> list[int]:
    """The objects that the array of `key` refers to."""
    found = re.search(rb"/%s\[([0-9R ]*)\]" % key, dictionary)
    if not found:
        raise DamagedError
    return [int(word) for word in found[1].split()[::3]]
