"""Pairs of boxes: emergencies and same-day calls, what to do and what not to do.

They stand side by side; in a stacked edition one below the other, each half a piece of its own, so that a page may end
between them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from handouts.model import Advice, DoDont, Help, Marker, RedFlags
from handouts.typeset.compose import Composer
from handouts.typeset.lists import draw_items, items_heights, list_element

SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62)  # of the first of two columns; the first that will do is taken

Heights = Callable[[tuple[float, ...]], list[float]]
"""How tall something is in each of some widths."""


class Half(NamedTuple):
    """One box of a pair, as it stands in a stacked edition."""

    pair: RedFlags | DoDont
    first: bool


def draw_half(composer: Composer, half: Half, x: float, y: float, width: float, parent: int) -> float:
    """One box, as wide as there is room."""
    pair = half.pair
    if isinstance(pair, RedFlags):
        draw = _emergency if half.first else _same_day
        return draw(composer, pair, x, y, width, parent)
    return _advice_box(composer, _do(pair) if half.first else _dont(pair), x, y, width, parent)


def _stacked(composer: Composer, pair: RedFlags | DoDont, x: float, y: float, width: float, parent: int) -> float:
    upper = draw_half(composer, Half(pair, first=True), x, y, width, parent) + composer.typesetter.edition.gap
    return upper + draw_half(composer, Half(pair, first=False), x, y + upper, width, parent)


def draw_red_flags(composer: Composer, block: RedFlags, x: float, y: float, width: float, parent: int) -> float:
    """A band with the title, the emergencies beside the same-day calls, and what holds for both below them."""
    pad = composer.typesetter.pad
    layer = composer.layer
    section = composer.element("Sect", parent)
    if composer.typesetter.edition.stacked:
        return _stacked(composer, block, x, y, width, section)
    top = y + _band(composer, block, x, y, width, section)
    columns = (block.emergency, block.same_day)
    first = _balance((_heights_of_help(composer, columns[0]), _heights_of_help(composer, columns[1])), width - 3 * pad)
    tall = 0.0
    for n, (column, room) in enumerate(zip(columns, (first, width - 3 * pad - first), strict=True)):
        left = x + pad + n * (first + pad)
        tall = max(tall, _help(composer, column, left, top + pad * 0.6, room, section))
    foot = top + pad * 0.6 + tall
    composer.upright(x + pad * 1.5 + first, top + pad * 0.6, tall, stroke="danger", line=0.8)
    foot += _after(composer, block, x + pad, foot, width - 2 * pad, section)
    height = foot - y + pad * 0.5
    composer.rectangle(x, y, width, height, stroke="danger", line=1.8, radius=4, layer=layer)
    composer.rectangle(x, y, width, top - y, fill="danger", radius=4, layer=layer)
    return height


def _band(composer: Composer, block: RedFlags, x: float, y: float, width: float, section: int) -> float:
    """The title with its sign, in white; the box behind it is drawn when its height is known."""
    body = composer.typesetter.style("body").size
    pad = composer.typesetter.pad
    band = composer.typesetter.style("band")
    composer.icon("warning", x + pad, y + body * 0.35, band.size, "white")
    left = x + pad + band.size * 1.4
    return composer.text(block.title, "band", left, y + body * 0.2, width - 4 * pad, "H2", section) + body * 0.4


def _after(composer: Composer, block: RedFlags, x: float, y: float, width: float, section: int) -> float:
    """What holds for both halves."""
    top = y
    for paragraph in (*block.emergency.after, *block.same_day.after):
        y += composer.text(paragraph, "body", x, y, width, "P", section)
    return y - top


def _emergency(composer: Composer, block: RedFlags, x: float, y: float, width: float, section: int) -> float:
    """The band and the emergencies, in a box of their own."""
    pad = composer.typesetter.pad
    layer = composer.layer
    band = _band(composer, block, x, y, width, section)
    height = band + pad * 0.6
    height += _help(composer, block.emergency, x + pad, y + height, width - 2 * pad, section) + pad * 0.5
    composer.rectangle(x, y, width, height, stroke="danger", line=1.8, radius=4, layer=layer)
    composer.rectangle(x, y, width, band, fill="danger", radius=4, layer=layer)
    return height


def _same_day(composer: Composer, block: RedFlags, x: float, y: float, width: float, section: int) -> float:
    """The same-day calls and what holds for both, in a box of their own."""
    pad = composer.typesetter.pad
    height = pad * 0.6
    height += _help(composer, block.same_day, x + pad, y + height, width - 2 * pad, section)
    height += _after(composer, block, x + pad, y + height, width - 2 * pad, section) + pad * 0.5
    composer.rectangle(x, y, width, height, stroke="danger", line=1.8, radius=4)
    return height


def _balance(heights: tuple[Heights, Heights], room: float) -> float:
    """Width of the first of two columns with which the taller one is least tall; each gives its heights in widths."""
    firsts = heights[0](tuple([room * share for share in SHARES]))
    seconds = heights[1](tuple([room * (1 - share) for share in SHARES]))
    return room * min(zip(map(max, firsts, seconds), range(len(SHARES)), SHARES, strict=True))[2]


def _help(composer: Composer, block: Help, x: float, y: float, width: float, parent: int) -> float:
    top = y
    gap = composer.typesetter.edition.gap * 0.4
    y += composer.text(block.heading, "help", x, y, width, "H3", parent) + gap
    y += draw_items(composer, block.items, Marker.BULLET, x, y, width, list_element(composer, Marker.BULLET, parent))
    return y - top


def _heights_of_help(composer: Composer, block: Help) -> Heights:
    gap = composer.typesetter.edition.gap * 0.4

    def tall(widths: tuple[float, ...]) -> list[float]:
        items = items_heights(block.items, Marker.BULLET, widths, composer.typesetter)
        headings = [composer.text_height(block.heading, "help", width) for width in widths]
        return [heading + gap + below for heading, below in zip(headings, items, strict=True)]

    return tall


def draw_do_dont(composer: Composer, block: DoDont, x: float, y: float, width: float, parent: int) -> float:
    """Two boxes side by side: ticks and crosses, told apart by shape and words as well as colour."""
    if composer.typesetter.edition.stacked:
        return _stacked(composer, block, x, y, width, parent)
    do, dont = _do(block), _dont(block)
    gutter = composer.typesetter.edition.body * 0.8
    room = width - gutter
    first = _balance((_heights_of_advice(composer, do), _heights_of_advice(composer, dont)), room)
    tall = max(
        _advice(composer, do, x, y, first, parent),
        _advice(composer, dont, x + first + gutter, y, room - first, parent),
    )
    composer.rectangle(x, y, first, tall, stroke=do.colour, line=1.3, radius=4)
    composer.rectangle(x + first + gutter, y, room - first, tall, stroke=dont.colour, line=1.3, radius=4)
    return tall


def _advice_box(composer: Composer, column: _Column, x: float, y: float, width: float, parent: int) -> float:
    height = _advice(composer, column, x, y, width, parent)
    composer.rectangle(x, y, width, height, stroke=column.colour, line=1.3, radius=4)
    return height


class _Column(NamedTuple):
    """A column of advice with its marker, the kind of its heading's text, and its colour."""

    advice: Advice
    marker: Marker
    kind: str
    colour: str


def _do(block: DoDont) -> _Column:
    return _Column(block.do, Marker.TICK, "do", "good")


def _dont(block: DoDont) -> _Column:
    return _Column(block.dont, Marker.CROSS, "dont", "warn")


def _heights_of_advice(composer: Composer, column: _Column) -> Heights:
    return lambda widths: [_advice(composer.trial(), column, 0.0, 0.0, width, -1) for width in widths]


def _advice(composer: Composer, column: _Column, x: float, y: float, width: float, parent: int) -> float:
    pad = composer.typesetter.pad
    inner = width - 2 * pad
    division = composer.element("Div", parent)
    at = y + pad * 0.6
    at += composer.text(column.advice.heading, column.kind, x + pad, at, inner, "H3", division)
    at += composer.typesetter.edition.body * 0.15
    items = list_element(composer, column.marker, division)
    at += draw_items(composer, column.advice.items, column.marker, x + pad, at, inner, items)
    return at + pad * 0.6 - y
