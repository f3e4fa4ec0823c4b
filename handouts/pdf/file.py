"""The file around a sheet's objects: their numbers, and the cross-references that find them.

Streams stand by themselves; all other objects go into one object stream, where the two hundred small dictionaries of
a structure tree shrink to a fifth, and cost neither a head nor a line of the cross-reference each.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable
from itertools import accumulate

from reportlab.pdfbase import pdfdoc

from handouts.pdf.deflate import in_pieces
from handouts.pdf.syntax import stream

STREAM_END = b"\nendstream"
TEXT = b"<FEFF"  # begins what an object says in words
WIDTHS = (1, 3, 2)  # bytes of a cross-reference's three numbers: a sheet is far smaller than 16 MB
DIFFERENCES = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>" % sum(WIDTHS)
FREE = bytes((0, 0, 0, 0, 0xFF, 0xFF))  # object 0, which is never used
CACHED = 64  # sorts of sheets, and their own words


class File:
    """Objects whose bytes are settled, numbered in the order they are added."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    @property
    def next_number(self) -> int:
        """Number the next added object gets."""
        return len(self._bodies) + 1

    def add(self, body: bytes) -> int:
        """Add an object; gives its number."""
        self._bodies.append(body)
        return len(self._bodies)

    def add_all(self, bodies: Iterable[bytes]) -> list[int]:
        """Add several objects; gives their numbers."""
        first = self.next_number
        self._bodies += bodies
        return list(range(first, self.next_number))

    def finished(self, catalogue: int, info: int, identity: bytes) -> bytes:
        """The file, with the numbers of its catalogue and information and its identity."""
        alone: dict[int, bytes] = {}
        packed: dict[int, bytes] = {}
        wordy: dict[int, bytes] = {}
        for number, body in enumerate(self._bodies, 1):
            (alone if body.endswith(STREAM_END) else wordy if TEXT in body else packed)[number] = body
        pack, references = self.next_number, self.next_number + 1
        alone[pack] = _packed(packed, wordy)
        file = pdfdoc.PDFFile((1, 7))
        rows = bytearray(_packed_entries(pack, (*packed, *wordy)))
        for number, body in alone.items():
            _put(rows, number, 1, file.add(b"%d 0 obj\n%s\nendobj\n" % (number, body)), 0)
        _put(rows, references, 1, start := file.offset, 0)
        table = _table(bytes(rows))
        head = b"/Type/XRef/Size %d/W[%d %d %d]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]%s" % (
            (references + 1, *WIDTHS, catalogue, info, identity, identity, DIFFERENCES)
        )
        last = stream(head, table)
        file.add(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (references, last, start))
        data: bytes = file.format(None)
        return data


def _table(rows: bytes) -> bytes:
    """Deflated rows, each as its difference (PNG's "up") from the one above: most rows then are the same."""
    width = len(FREE)
    less = _less(rows, bytes(width) + rows[:-width])
    marked = bytearray(b"\x02" * (len(less) + len(less) // width))  # a mark before each row
    for column in range(width):
        marked[column + 1 :: width + 1] = less[column::width]
    return zlib.compress(marked, 9)


def _less(ones: bytes, others: bytes) -> bytes:
    """Each byte less another, without what is borrowed from the next: all at once, as two long numbers."""
    high = int.from_bytes(b"\x80" * len(ones), "big")
    one, other = int.from_bytes(ones, "big"), int.from_bytes(others, "big")
    return (((one | high) - (other & ~high)) ^ ((one ^ ~other) & high)).to_bytes(len(ones), "big")


def _packed(bodies: dict[int, bytes], wordy: dict[int, bytes]) -> bytes:
    """An object stream: the numbers and offsets of its objects, then the objects.

    Those with words, in which sheets differ, come last, as pieces of their own.
    """
    index, rows = _rows(tuple(bodies), tuple(bodies.values()), 0)
    own_index, own_rows = _rows(tuple(wordy), tuple(wordy.values()), len(rows))
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode"
    data = in_pieces([index, own_index, rows, own_rows])
    return stream(entries % (len(bodies) + len(wordy), len(index + own_index)), data)


@functools.lru_cache(CACHED)
def _rows(numbers: tuple[int, ...], bodies: tuple[bytes, ...], first: int) -> tuple[bytes, bytes]:
    """Some objects of an object stream, where the offset `first` is free: the lines that find them, and themselves."""
    offsets = accumulate([len(body) + 1 for body in bodies], initial=first)
    index = b"".join([b"%d %d\n" % each for each in zip(numbers, offsets, strict=False)])
    return index, b"".join([body + b"\n" for body in bodies])


@functools.lru_cache(CACHED)
def _packed_entries(pack: int, numbers: tuple[int, ...]) -> bytes:
    """The cross-references of a file with an object stream `pack`, in which these objects stand in this order."""
    rows = bytearray(FREE) + bytes(len(FREE) * (pack + 1))
    for at, number in enumerate(numbers):
        _put(rows, number, 2, pack, at)
    return bytes(rows)


def _put(rows: bytearray, number: int, *entry: int) -> None:
    """Put an object's cross-reference among the others."""
    row = b"".join([value.to_bytes(width, "big") for value, width in zip(entry, WIDTHS, strict=True)])
    rows[len(FREE) * number : len(FREE) * (number + 1)] = row
