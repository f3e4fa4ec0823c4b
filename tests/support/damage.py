"""Ways to damage a drawing step: each takes a page's operators as they are about to be written, and spoils them."""

from __future__ import annotations

import re
from collections.abc import Callable

Damage = Callable[[bytes], bytes]
MOVE = re.compile(rb"(?<=^q )1 0 0 1 (\S+) (\S+) cm$", re.MULTILINE)  # of a block: those of shapes end no line
PLACE = re.compile(rb"1 0 0 1 (\S+) (\S+) Tm\n(\[.*\]TJ)")
SHOWN = re.compile(rb"<((?:[0-9A-F]{4})+)>(?=[^\n]*\]TJ)")


def glyph_places(operators: bytes) -> list[int]:
    """Offset of the four digits of each glyph shown."""
    return [at for found in SHOWN.finditer(operators) for at in range(found.start(1), found.end(1), 4)]


def put_glyph(operators: bytes, at: int, glyph: int) -> bytes:
    """The same with another glyph at one place."""
    return operators[:at] + b"%04X" % glyph + operators[at + 4 :]


def _longest(operators: bytes) -> re.Match[bytes]:
    return max(PLACE.finditer(operators), key=lambda found: len(found[3]))


def drop_line(operators: bytes) -> bytes:
    """A line is not shown."""
    line = _longest(operators)
    return operators[: line.start(3)] + b"[]TJ" + operators[line.end(3) :]


def cut_line(operators: bytes) -> bytes:
    """The second half of a line is not shown."""
    line = _longest(operators)
    half = line[3].rindex(b"<", 0, len(line[3]) // 2)
    return operators[: line.start(3)] + line[3][:half] + b"]TJ" + operators[line.end(3) :]


def lower_line(operators: bytes) -> bytes:
    """A line stands two points too low."""
    line = _longest(operators)
    lower = b"%.2f" % (float(line[2]) - 2)
    return operators[: line.start(2)] + lower + operators[line.end(2) :]


def move_off(operators: bytes) -> bytes:
    """A block stands beside the page."""
    block = list(MOVE.finditer(operators))[2]
    return operators[: block.start(1)] + b"700" + operators[block.end(1) :]


def move_to_the_edge(operators: bytes) -> bytes:
    """A block stands half beside the page."""
    block = list(MOVE.finditer(operators))[2]
    return operators[: block.start(1)] + b"300" + operators[block.end(1) :]


def swap_blocks(operators: bytes) -> bytes:
    """Two blocks stand in each other's places."""
    one, two = list(MOVE.finditer(operators))[1:3]
    parts = (operators[: one.start()], two[0], operators[one.end() : two.start()], one[0], operators[two.end() :])
    return b"".join(parts)


def drop_block(operators: bytes) -> bytes:
    """A block is not drawn."""
    one, two = list(MOVE.finditer(operators))[1:3]
    return operators[: one.start()] + operators[two.start() - 2 :].removeprefix(b"q ")


def draw_twice(operators: bytes) -> bytes:
    """Everything is drawn once more, a line lower."""
    return operators + b"\nq 1 0 0 1 0 -14 cm\n" + operators + b"\nQ"


def draw_over(operators: bytes) -> bytes:
    """One line is drawn upon another."""
    first, *_, last = PLACE.finditer(operators)
    return operators[: last.start(1)] + first[1] + b" " + first[2] + operators[last.end(2) :]


def add_text(operators: bytes) -> bytes:
    """A word stands where nothing should."""
    font = re.search(rb"/\S+ [\d.]+ Tf", operators)
    assert font
    line = _longest(operators)
    return operators + b"\nBT %s 1 0 0 1 20 400 Tm %s ET" % (font[0], line[3])


def cover(operators: bytes) -> bytes:
    """A white box hides the middle of the page."""
    return operators + b"\nq 1 1 1 rg 0 300 700 200 re f Q"


def paint_white(operators: bytes) -> bytes:
    """Text is painted white on white."""
    return re.sub(rb"BT\n\S+ \S+ \S+ rg", b"BT\n1 1 1 rg", operators)


def paint_nothing(operators: bytes) -> bytes:
    """Text is there, but not painted."""
    return operators.replace(b"0 Ts 0 Tr", b"0 Ts 3 Tr")


def clip_away(operators: bytes) -> bytes:
    """All but a corner of the page is cut off."""
    return b"q 0 0 300 300 re W n\n" + operators + b"\nQ"


def shrink(operators: bytes) -> bytes:
    """Everything is drawn at nine tenths of its size."""
    return b"q .9 0 0 .9 0 0 cm\n" + operators + b"\nQ"


def empty(_operators: bytes) -> bytes:
    """Nothing is drawn."""
    return b""


DAMAGES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        drop_line, cut_line, lower_line, move_off, move_to_the_edge, swap_blocks, drop_block, draw_twice, draw_over,
        add_text, cover, paint_white, paint_nothing, clip_away, shrink, empty,
    )
}  # fmt: skip
