"""Text at the start side with QR codes at the end side."""

from __future__ import annotations

from collections.abc import Callable

from handouts.model import Code
from handouts.typeset.compose import Composer
from handouts.typeset.figures.codes import code_size, draw_code

GAP = 0.8  # body sizes between the text and the codes
LEAST = 6.0  # body sizes: least width of a caption

Texts = Callable[[Composer, float, float, float, int], float]
"""Draws the text: composer, x, y, width, parent element; gives the height."""


def draw_panel(
    composer: Composer, codes: tuple[Code, ...], texts: Texts, x: float, y: float, width: float, parent: int
) -> float:
    """The text, then the codes side by side, or one below the other where that takes less room."""

    def tall(stacked: bool) -> float:
        return _draw(composer.trial(), codes, texts, 0.0, 0.0, width, -1, stacked=stacked)

    return _draw(composer, codes, texts, x, y, width, parent, stacked=min((False, True), key=tall))


def _draw(
    composer: Composer,
    codes: tuple[Code, ...],
    texts: Texts,
    x: float,
    y: float,
    width: float,
    parent: int,
    *,
    stacked: bool,
) -> float:
    gap = composer.typesetter.edition.body * GAP
    columns = [max(code_size(code), composer.typesetter.edition.body * LEAST) for code in codes]
    taken = sum(columns) + gap * len(columns) if not stacked else max(columns, default=0.0) + gap
    text = texts(composer, x, y, width - taken, parent)
    left, top, tall = x + width - taken + gap, y, 0.0
    largest = 0.0 if stacked else max(map(code_size, codes), default=0.0)
    for code, column in zip(codes, columns, strict=True):
        wide = taken - gap if stacked else column
        tall = max(tall, top - y + draw_code(composer, code, left, top, wide, parent, largest))
        left, top = (left, y + tall) if stacked else (left + column + gap, y)
    return max(text, tall)
