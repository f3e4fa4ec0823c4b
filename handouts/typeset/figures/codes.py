"""QR codes with their captions."""

from __future__ import annotations

import functools

from handouts.model import Code, Codes
from handouts.typeset.compose import Composer
from handouts.typeset.figures.qr import Level, Symbol, side, symbol
from handouts.typeset.setblock import Modules, Path

QUIET = 4  # modules of white that a camera needs around a code
SHORT = 120  # bytes: up to here a code can afford to mend more damage
CACHED = 128
LEAST = 1.09  # points a module: 0.38 mm, which a phone reads at arm's length
USUAL = 54.0  # points: a code with few modules is this large
LARGEST = 2.2  # points a module
NARROW = 8.0  # body sizes: a caption gets no column of less than this beside its code, but stands below it
IN_A_ROW = 3


def draw_codes(composer: Composer, block: Codes, x: float, y: float, width: float, parent: int) -> float:
    """Codes side by side, each with its caption beside it, or below it where there is no room."""
    top = y
    gutter = composer.typesetter.edition.body * 1.5
    largest = max(map(code_size, block.codes))
    columns = max(1, min(len(block.codes), IN_A_ROW, int((width + gutter) / (largest + gutter))))
    column = (width - gutter * (columns - 1)) / columns
    for start in range(0, len(block.codes), columns):
        y += composer.typesetter.edition.gap if start else 0.0
        row = block.codes[start : start + columns]
        y += max(_code(composer, code, x + n * (column + gutter), y, column, parent) for n, code in enumerate(row))
    return y - top


def _code(composer: Composer, code: Code, x: float, y: float, width: float, parent: int) -> float:
    body = composer.typesetter.edition.body
    size = code_size(code)
    room = width - size - body * 0.5
    if room < NARROW * body:
        return draw_code(composer, code, x, y, width, parent)
    division = composer.element("Div", parent)
    caption = composer.text_height(code.caption, "body", room)
    height = max(size, caption)
    _draw(composer, code, x, y + (height - size) / 2, division)
    composer.text(code.caption, "body", x + size + body * 0.5, y + (height - caption) / 2, room, "P", division)
    return height


@functools.lru_cache(CACHED)
def encoded(payload: str) -> Symbol:
    """The code of a text."""
    return symbol(payload, _level(payload))


def _level(payload: str) -> Level:
    return "M" if len(payload.encode()) <= SHORT else "L"


def code_size(code: Code) -> float:
    """Width and height of a code in points, with its quiet zone."""
    return _size(code.payload)


@functools.lru_cache(CACHED)
def _size(payload: str) -> float:
    modules = side(payload, _level(payload)) + 2 * QUIET
    return round(modules * max(LEAST, min(USUAL / modules, LARGEST)), 2)


def draw_code(
    composer: Composer, code: Code, x: float, y: float, width: float, parent: int, height: float = 0.0
) -> float:
    """A code with its caption below, within `width`; gives the height.

    Beside a larger code of `height` it stands at its foot, and the captions on one line.
    """
    division = composer.element("Div", parent)
    size = code_size(code)
    tall = max(size, height)
    _draw(composer, code, x, y + tall - size, division)
    return tall + composer.text(code.caption, "body", x, y + tall, width, "P", division)


def _draw(composer: Composer, code: Code, x: float, y: float, parent: int) -> None:
    if composer.measuring:  # which needs no modules
        return
    size = code_size(code)
    drawn = encoded(code.payload)
    quiet = size * QUIET / (drawn.size + 2 * QUIET)
    paper = Path((("R", 0.0, 0.0, size, size, 0.0),), "white")
    modules = Modules(quiet, quiet, size - 2 * quiet, drawn.dark)
    alt = "".join(run.text for run in code.caption)
    composer.drawing((paper,), alt, x, y, size, size, parent, modules)
