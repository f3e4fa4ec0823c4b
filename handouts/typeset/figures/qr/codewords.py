"""A text as the codewords of a QR code: its bytes, and those that mend damage (Reed-Solomon, in blocks)."""

from __future__ import annotations

import functools
from itertools import chain
from typing import Literal, NamedTuple

Level = Literal["L", "M"]
"""How much damage can be mended: 7 or 15 of 100 codewords."""

# For each version, from 1 up, as the norm has them: codewords that mend, in each block; and blocks.
_MENDING: dict[Level, tuple[int, ...]] = {
    "L": (7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26),
    "M": (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28),
}
_BLOCKS: dict[Level, tuple[int, ...]] = {
    "L": (1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12),
    "M": (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21),
}
_BYTES_MODE = 0b0100
_FILLING = (0xEC, 0x11)
_LONG = 10  # version from which the length takes two bytes
CACHED = 256  # blocks, as a text that differs from another at its end alone shares most of them with it; and lengths
_FIELD = 0x11D  # the polynomial of the field of 256 elements


class Blocks(NamedTuple):
    """How a version's codewords are parted: `short` blocks of `size` bytes of data, `long` ones of a byte more."""

    short: int
    long: int
    size: int
    mending: int

    @property
    def data(self) -> int:
        """Codewords for data."""
        return self.short * self.size + self.long * (self.size + 1)


def room(version: int) -> int:
    """All codewords of a version: what is left of its square beside the fixed patterns."""
    crosses = version // 7 + 2 if version > 1 else 0
    fixed = 25 * crosses**2 - 10 * crosses - 55 if crosses else 0
    return ((16 * version + 128) * version + 64 - fixed - (36 if version >= 7 else 0)) // 8


def blocks(version: int, level: Level) -> Blocks:
    """The blocks of a version."""
    count, mending = _BLOCKS[level][version - 1], _MENDING[level][version - 1]
    size, long = divmod(room(version), count)
    return Blocks(count - long, long, size - mending, mending)


@functools.lru_cache(CACHED)
def smallest(length: int, level: Level) -> int:
    """The smallest version that holds `length` bytes.  Raises ValueError where none does."""
    for version in range(1, len(_BLOCKS[level]) + 1):
        if length + (3 if version >= _LONG else 2) <= blocks(version, level).data:
            return version
    raise ValueError(length)


def codewords(data: bytes, version: int, level: Level) -> bytes:
    """All codewords of `data`, in the order in which they are laid down: blocks take turns, data before what mends."""
    parted = blocks(version, level)
    padded = _padded(data, version, parted.data)
    cut = parted.short * parted.size
    parts = [padded[at : at + parted.size] for at in range(0, cut, parted.size)]
    parts += [padded[at : at + parted.size + 1] for at in range(cut, len(padded), parted.size + 1)]
    mends = [_remainder(part, parted.mending) for part in parts]
    return _in_turns(parts) + _in_turns(mends)


def _in_turns(parts: list[bytes]) -> bytes:
    """A byte of each part, then the next of each; longer parts have one at the end."""
    turns = chain.from_iterable(zip(*parts, strict=False))
    size = min(map(len, parts))
    return bytes(turns) + b"".join([part[size:] for part in parts])


def _padded(data: bytes, version: int, size: int) -> bytes:
    """Mode, length, data and end, with filling up to `size` bytes."""
    counted = 16 if version >= _LONG else 8
    bits = ((_BYTES_MODE << counted | len(data)) << 8 * len(data) | int.from_bytes(data, "big")) << 4
    message = bits.to_bytes(len(data) + counted // 8 + 1, "big")
    missing = size - len(message)
    return message + bytes(_FILLING * (missing // 2 + 1))[:missing]


@functools.lru_cache(CACHED)
def _remainder(data: bytes, mending: int) -> bytes:
    """Reed-Solomon: what is left of the data when the generator has divided it."""
    multiples = _multiples(mending)
    top, rest, kept = 8 * (mending - 1), 0, (1 << 8 * mending) - 1
    for byte in data:
        rest = (rest << 8 & kept) ^ multiples[byte ^ rest >> top]
    return rest.to_bytes(mending, "big")


@functools.cache
def _multiples(mending: int) -> tuple[int, ...]:
    """The generator without its first coefficient, times each element of the field: its coefficients as one number."""
    generator = [1]
    root = 1
    for _ in range(mending):
        shifted = [_times(coefficient, root) for coefficient in generator]
        generator = [a ^ b for a, b in zip([*generator, 0], [0, *shifted], strict=True)]
        root = _times(root, 2)
    multiples = [0]
    for bit in range(8):
        more = int.from_bytes(bytes(_times(coefficient, 1 << bit) for coefficient in generator[1:]), "big")
        multiples += [each ^ more for each in multiples]
    return tuple(multiples)


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (one >> 7) * _FIELD
        other >>= 1
    return product
