"""Codewords as the modules of a QR code, with the mask that leaves the fewest shapes which mislead a camera.

A symbol is one long number: a bit a module, row by row, the first the highest.  Between two rows stands a column that
belongs to none of them, so that shifting by one never brings modules of different rows together.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from handouts.typeset.figures.qr.codewords import Level, codewords, room, smallest

FINDER = 7  # modules: the side of the three large squares
PERIOD = 12  # rows and columns after which each mask begins again
_LEVELS: dict[Level, int] = {"L": 0b01, "M": 0b00}
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda row, column: (row + column) % 2,
    lambda row, _: row % 2,
    lambda _, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
_FORMAT, _FORMAT_MASK, _VERSION = 0b10100110111, 0b101010000010010, 0b1111100100101
NO_PENALTY = 1 << 30  # more than any code gets
_LONE, _LINES, _SQUARE, _LIKE_A_FINDER, _UNEVEN = 2, 5, 3, 40, 10  # what the norm counts against a mask

Place = tuple[int, int]


class Symbol(NamedTuple):
    """A code of `size` times `size` modules; `dark` has a byte for each, "1" where it is dark."""

    size: int
    dark: bytes


def symbol(text: str, level: Level) -> Symbol:
    """The code of `text`, in UTF-8, as phones expect it.  Raises ValueError for more than a code holds."""
    data = text.encode()
    version = smallest(len(data), level)
    frame = _frame(version, level)
    laid = frame.lay(codewords(data, version, level))
    best, least = laid, NO_PENALTY
    for code in (laid ^ mask for mask in frame.masks):
        penalty = frame.penalty(code, least)
        if penalty < least:
            best, least = code, penalty
    return Symbol(frame.size, frame.modules(best))


def side(text: str, level: Level) -> int:
    """How many modules wide the code of `text` is.  Raises ValueError for more than a code holds."""
    return _side(smallest(len(text.encode()), level))


def _side(version: int) -> int:
    return 4 * version + 17


@functools.lru_cache(64)
def _frame(version: int, level: Level) -> _Frame:
    return _Frame(version, level)


class _Frame:
    """What all codes of a version share: its fixed patterns and its masks, and the way that codewords take."""

    def __init__(self, version: int, level: Level) -> None:
        self.size = _side(version)
        self.stride = self.size + 1
        self.area = int(("1" * self.size + "0") * self.size, 2)
        fixed = dict(_fixed(version, self.size))
        self._order = itemgetter(*self._bits(fixed, 8 * room(version)))
        dark = self._number(place for place, shade in fixed.items() if shade)
        of_words = self.area ^ self._number(fixed)
        self.masks = tuple(
            dark | self._number(_format(level, number, self.size)) | (self._all_over(mask) & of_words)
            for number, mask in enumerate(_MASKS)
        )

    def _bits(self, fixed: Iterable[Place], count: int) -> list[int]:
        """For each module the number of the codewords' bit that it shows; `count`, one too many, where it has none."""
        stride = self.stride  # places are numbers here: there are thousands
        taken = {row * stride + column for row, column in fixed}
        free = [place for place in _way(self.size, stride) if place not in taken]
        bits = [count] * (self.size * stride)
        for number, place in enumerate(free[:count]):
            bits[place] = number
        return bits

    def _number(self, places: Iterable[Place]) -> int:
        digits = bytearray(b"0" * (self.size * self.stride))
        for row, column in places:
            digits[row * self.stride + column] = ord("1")
        return int(digits, 2)

    def _all_over(self, mask: Callable[[int, int], int]) -> int:
        """A mask on the whole symbol: all of them repeat themselves."""
        tile = ["".join("0" if mask(row, column) else "1" for column in range(PERIOD)) for row in range(PERIOD)]
        times = self.size // PERIOD + 1
        rows = [(tile[row % PERIOD] * times)[: self.size] + "0" for row in range(self.size)]
        return int("".join(rows), 2)

    def lay(self, words: bytes) -> int:
        """Codewords in their places, without a mask."""
        bits = f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}0"
        return int("".join(self._order(bits)), 2)

    def modules(self, code: int) -> bytes:
        """The modules of a code, a byte each."""
        rows = f"{code:0{self.size * self.stride}b}".encode()
        return b"".join([rows[at : at + self.size] for at in range(0, len(rows), self.stride)])

    def penalty(self, code: int, most: int = NO_PENALTY) -> int:
        """What the norm counts against a code: lines and squares of one shade, what looks like a finder, unevenness.

        Where that is more than `most`, not all of it is counted.
        """
        light, stride = code ^ self.area, self.stride
        found = _UNEVEN * (abs(20 * code.bit_count() - 10 * self.size**2) // self.size**2)
        found += _SQUARE * (_squares(code, stride).bit_count() + _squares(light, stride).bit_count())
        found += sum(_lines(shade, step) for shade in (code, light) for step in (1, stride))
        if found <= most:
            found += _LIKE_A_FINDER * (_finders(code, light, 1) + _finders(code, light, stride))
        return found


def _lines(shade: int, step: int) -> int:
    """Three for each line of five modules of one shade, and one for each module more."""
    two = shade & shade >> step
    four = two & two >> 2 * step
    five = four & shade >> 4 * step
    return five.bit_count() + _LONE * (five & ~(five >> step)).bit_count()


def _squares(shade: int, stride: int) -> int:
    """Squares of two by two modules of one shade."""
    two = shade & shade >> 1
    return two & two >> stride


def _finders(code: int, light: int, step: int) -> int:
    """Lines of modules as across a finder with four light ones at one side of them."""
    two = light & light >> step
    four = two & two >> 2 * step
    middle = code >> 2 * step & code >> 3 * step & code >> 4 * step
    ends = code & light >> step & light >> 5 * step & code >> 6 * step
    like = middle & ends
    return (like & four >> FINDER * step).bit_count() + (like >> 4 * step & four).bit_count()


def _way(size: int, stride: int) -> Iterator[int]:
    """The way of the codewords: up and down, two columns wide, from the lower right corner on."""
    upwards = True
    for right in [*range(size - 1, FINDER, -2), *range(FINDER - 2, 0, -2)]:  # around the upright line of dots
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield row * stride + right
            yield row * stride + right - 1
        upwards = not upwards


def _fixed(version: int, size: int) -> Iterator[tuple[Place, bool]]:
    """The patterns of a version, and the places kept for its format: whether each module is dark."""
    for each in range(FINDER + 1, size - FINDER - 1):
        yield (FINDER - 1, each), each % 2 == 0
        yield (each, FINDER - 1), each % 2 == 0
    for place in _format_places(size):
        yield place, False
    yield (size - 8, 8), True
    for top, left in ((3, 3), (3, size - 4), (size - 4, 3)):
        yield from _rings(top, left, 4, size, lambda ring: ring in (0, 1, 3))
    middles = _crosses(version, size)
    for row in middles:
        for column in middles:
            if (row, column) not in ((6, 6), (6, size - 7), (size - 7, 6)):
                yield from _rings(row, column, 2, size, lambda ring: ring != 1)
    if version >= 7:
        digits = version << 12 | _divided(version << 12, _VERSION)
        for number in range(18):
            row, column = divmod(number, 3)
            shade = bool(digits >> number & 1)
            yield (row, size - 11 + column), shade
            yield (size - 11 + column, row), shade


def _rings(
    row: int, column: int, widest: int, size: int, is_dark: Callable[[int], bool]
) -> Iterator[tuple[Place, bool]]:
    """Squares around a middle, as far as they are in the symbol."""
    for down in range(-widest, widest + 1):
        for right in range(-widest, widest + 1):
            if 0 <= row + down < size and 0 <= column + right < size:
                yield (row + down, column + right), is_dark(max(abs(down), abs(right)))


def _crosses(version: int, size: int) -> list[int]:
    """Rows and columns in which small squares have their middles."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = -(-(4 * version + 4) // (2 * count - 2)) * 2
    return [6, *(size - 7 - step * number for number in range(count - 1))]


def _format_places(size: int) -> list[Place]:
    """Where the format stands, from its last bit on: around the first finder, then beside the others."""
    down = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)]
    back = [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    right = [(8, size - 1 - number) for number in range(8)]
    below = [(size - 7 + number, 8) for number in range(7)]
    return [*down, *back, *right, *below]


def _format(level: Level, mask: int, size: int) -> set[Place]:
    """The dark modules that say which level and mask a code has, twice."""
    digits = (_LEVELS[level] << 3 | mask) << 10
    digits = (digits | _divided(digits, _FORMAT)) ^ _FORMAT_MASK
    return {place for number, place in enumerate(_format_places(size)) if digits >> number % 15 & 1}


def _divided(number: int, by: int) -> int:
    """What is left when `number` is divided as a polynomial of bits."""
    while number.bit_length() >= by.bit_length():
        number ^= by << number.bit_length() - by.bit_length()
    return number
