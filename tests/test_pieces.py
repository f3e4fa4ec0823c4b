"""Streams in pieces: deflated once for many sheets, and inflated once."""

from __future__ import annotations

import zlib

import pytest

from handouts.pdf.deflate import in_pieces
from handouts.readback.objects import DamagedError, inflated

FLUSHED = b"\x00\x00\xff\xff"
PIECES = [b"one " * 900, b"", FLUSHED * 3, bytes(range(256)) * 30, b"\n%d 0 R"]


def test_pieces_are_one_stream() -> None:
    """Any reader inflates what was deflated in pieces; ours does so however often the pieces were seen."""
    data = in_pieces(PIECES)
    assert zlib.decompress(data) == inflated(data) == inflated(data) == b"".join(PIECES)


def test_streams_of_others_are_inflated_too() -> None:
    """A stream that holds the end of a piece by chance, or none, is read like any other."""
    for level in (0, 1, 9):  # at level 0 the mark stands in the stream as it is
        assert inflated(zlib.compress(FLUSHED.join(PIECES), level)) == FLUSHED.join(PIECES)


@pytest.mark.parametrize("place", [0, 3, 40, 200, -6, -1])
def test_a_damaged_piece_is_refused(place: int) -> None:
    """The sum at a stream's end speaks for all of its pieces, known or not."""
    data = bytearray(in_pieces(PIECES))
    inflated(bytes(data))
    data[place] ^= 0x55
    with pytest.raises(DamagedError):
        inflated(bytes(data))
