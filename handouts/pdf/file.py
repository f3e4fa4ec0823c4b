"""The file around a sheet's objects: their numbers, and the cross-references that find them.

Streams stand by themselves; all other objects go into one object stream, where the two hundred small dictionaries of
a structure tree shrink to a fifth, and cost neither a head nor a line of the cross-reference each.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable
from itertools import accumulate, chain

from reportlab.pdfbase import pdfdoc

from handouts.pdf.deflate import in_pieces
from handouts.pdf.syntax import stream

STREAM_END = b"\nendstream"
TOGETHER = 256  # objects that are deflated as one piece
TEXT = b"<FEFF"  # begins what an object says in words
WIDTHS = (1, 3, 2)  # bytes of a cross-reference's three numbers: a sheet is far smaller than 16 MB
DIFFERENCES = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>" % sum(WIDTHS)
FREE = bytes((0, 0, 0, 0, 0xFF, 0xFF))  # object 0, which is never used


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
        entries = dict(zip(chain(packed, wordy), _packed_entries(pack, len(packed) + len(wordy)), strict=True))
        for number, body in alone.items():
            entries[number] = _entry(1, file.add(b"%d 0 obj\n%s\nendobj\n" % (number, body)), 0)
        entries[references] = _entry(1, start := file.offset, 0)
        table = _table(b"".join([FREE, *map(entries.__getitem__, range(1, references + 1))]))
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
    rows = [body + b"\n" for body in (*bodies.values(), *wordy.values())]
    offsets = accumulate(map(len, rows), initial=0)
    index = [b"%d %d\n" % each for each in zip(chain(bodies, wordy), offsets, strict=False)]
    shared = len(bodies)
    pieces = [index[:shared], index[shared:]]
    pieces += [rows[at : min(at + TOGETHER, shared)] for at in range(0, shared, TOGETHER)]
    data = in_pieces([b"".join(piece) for piece in (*pieces, rows[shared:])])
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(rows), sum(map(len, index)))
    return stream(entries, data)


@functools.lru_cache(64)
def _packed_entries(pack: int, count: int) -> list[bytes]:
    """The cross-references of as many objects in the object stream `pack`."""
    return [_entry(2, pack, at) for at in range(count)]


def _entry(kind: int, first: int, second: int) -> bytes:
    return kind.to_bytes(WIDTHS[0], "big") + first.to_bytes(WIDTHS[1], "big") + second.to_bytes(WIDTHS[2], "big")
