"""A small reader of the file that `pdf` writes: its objects, found through its own cross-references."""

from __future__ import annotations

import functools
import re
import zlib
from itertools import accumulate, pairwise

_START = re.compile(rb"startxref\n([0-9]+)\n%%EOF\n\Z")
_STREAM = re.compile(rb"([0-9]+) 0 obj\n(<<.*?>>)\nstream\n", re.DOTALL)
_LENGTH = re.compile(rb"/Length ([0-9]+)>>\Z")
ROW = 7  # bytes of a cross-reference: how it differs from the one above, kind, three of place, two of order
_HEAD, _END = b"\x78\x9c", b"\x03\x00"  # of a deflated stream: how it was made; a last block, which is empty
_FLUSHED = b"\x00\x00\xff\xff"  # ends a piece that nothing after it refers to
CACHED = 256  # pieces, of some thousand bytes each


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
        self._columns = _columns(inflated(table))
        self._packed: dict[int, tuple[bytes, dict[int, slice]]] = {}

    def dictionary(self, number: int) -> bytes:
        """Object `number`, without the data of a stream."""
        kind, place, _ = self._place(number)
        if kind == 1:
            return self._stream_at(place, number)[0]
        if place not in self._packed:
            self._packed[place] = _unpacked(*self.stream(place))
        data, places = self._packed[place]
        if number not in places:
            raise DamagedError
        return data[places[number]]

    def stream(self, number: int) -> tuple[bytes, bytes]:
        """Dictionary and inflated data of a stream."""
        kind, place, _ = self._place(number)
        if kind != 1:
            raise DamagedError
        head, data = self._stream_at(place, number)
        return head, inflated(data) if b"/FlateDecode" in head else data

    def pieces(self, number: int) -> list[bytes]:
        """Inflated data of a deflated stream, in pieces that other sheets may share."""
        return inflated_pieces(self.raw(number))

    def raw(self, number: int) -> bytes:
        """A stream's data as they are in the file."""
        return self._stream_at(self._place(number)[1], number)[1]

    def _place(self, number: int) -> tuple[int, int, int]:
        if not 0 < number < len(self._columns[0]):
            raise DamagedError
        kind, high, middle, low, above, below = (column[number] & 0xFF for column in self._columns)
        return kind, high << 16 | middle << 8 | low, above << 8 | below

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
    return b"".join(inflated_pieces(data))


def inflated_pieces(data: bytes) -> list[bytes]:
    """What was deflated, in pieces; those that other sheets hold as well are inflated once.

    The sum at the end tells whether the pieces are the whole; else it is inflated as any reader does it.
    """
    *flushed, last = data[len(_HEAD) : -4].split(_FLUSHED)
    if flushed and data.startswith(_HEAD) and last == _END:
        pieces = list(map(_piece, flushed))
        check = 1
        for piece in pieces:
            check = zlib.adler32(piece, check)
        if check == int.from_bytes(data[-4:], "big"):
            return pieces
    try:
        return [zlib.decompress(data)]
    except zlib.error:
        raise DamagedError from None


@functools.lru_cache(CACHED)
def _piece(data: bytes) -> bytes:
    """A piece inflated by itself; nothing if it is none."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data + _FLUSHED)
    except zlib.error:
        return b""


def _columns(table: bytes) -> list[list[int]]:
    """The bytes of cross-references, column by column, each a sum of differences of which the last byte counts."""
    return [list(accumulate(table[column::ROW])) for column in range(1, ROW)]


def _unpacked(head: bytes, data: bytes) -> tuple[bytes, dict[int, slice]]:
    """The objects of an object stream, and where each is by its number."""
    first = reference(head, b"First")
    return data[first:], _places(data[:first], len(data) - first)


@functools.lru_cache(64)
def _places(index: bytes, length: int) -> dict[int, slice]:
    numbers = [int(word) for word in index.split()]
    starts = [*numbers[1::2], length]
    spans = zip(numbers[::2], pairwise(starts), strict=True)
    return {number: slice(start, end - 1) for number, (start, end) in spans}


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
