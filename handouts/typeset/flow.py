"""Blocks -> set blocks in reading order.  Lists and tables flow item by item; everything else is one piece.

Each set block depends on its content and its typesetter alone and is made once a process: in a batch most blocks are
the same for every clinic.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import pairwise

from handouts.model import (
    Block,
    Calendar,
    Chart,
    Course,
    Day,
    DoDont,
    Heading,
    Inlines,
    ItemList,
    Marker,
    Paragraph,
    RedFlags,
    Role,
    Row,
    Table,
)
from handouts.typeset.columns import fitted
from handouts.typeset.compose import Composer, Typesetter
from handouts.typeset.draw import draw
from handouts.typeset.figures.calendar import draw_day
from handouts.typeset.lines import height_of
from handouts.typeset.lists import columns_of, draw_item
from handouts.typeset.pairs import Half, draw_half
from handouts.typeset.setblock import Element, Flowing, Group, SetBlock
from handouts.typeset.tables import draw_header, draw_row

CACHED = 1024
SHORT = 4  # rows of a table that does not go on on the next page


def flow(blocks: tuple[Block, ...], typesetter: Typesetter, *, first: int = 1) -> list[Flowing]:
    """Set `blocks`; what they group is numbered from `first` on."""
    result: list[Flowing] = []
    for number, (block, following) in enumerate(pairwise((*blocks, None)), first):
        match block:
            case None:
                continue
            case ItemList() if columns_of(block, typesetter) == 1:
                result.extend(_list(block, number, typesetter))
            case Table():
                result.extend(_table(block, number, typesetter))
            case Calendar() if typesetter.edition.stacked:
                result.extend(_days(block, number, typesetter))
            case RedFlags() | DoDont() if typesetter.edition.stacked:
                result.extend(_halves(block, number, typesetter))
            case _:
                result.append(Flowing(set_block(block, typesetter, _leads_in(block, following))))
    return result


def _leads_in(block: Block, following: Block | None) -> bool:
    """Whether a block must stay with the next: headings, and the sentence before a list or table."""
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and isinstance(following, ItemList | Table | Calendar | Course | Chart)


@functools.lru_cache(CACHED)
def set_block(block: Block, typesetter: Typesetter, keep: bool) -> SetBlock:
    """A block in one piece."""
    composer = Composer(typesetter)
    height = draw(composer, block, 0.0, 0.0, typesetter.measure)
    before, after = _space(block, typesetter)
    return composer.done(height, before, after, keep=keep)


def _space(block: Block, typesetter: Typesetter) -> tuple[float, float]:
    gap = typesetter.edition.gap
    match block:
        case Heading():
            return gap * 1.5, gap * 0.4
        case Paragraph(role=Role.TITLE):
            return gap * 0.6, gap * 0.3
        case Paragraph():
            return gap * 0.5, gap * 0.8
        case RedFlags():
            return gap * 1.4, gap * 1.4
        case _:
            return gap, gap * 1.2


def _halves(pair: RedFlags | DoDont, number: int, typesetter: Typesetter) -> Iterator[Flowing]:
    group = Group(number, Element("Sect" if isinstance(pair, RedFlags) else "Div"))
    for first in (True, False):
        yield Flowing(_set_half(Half(pair, first), typesetter), group)


def _days(block: Calendar, number: int, typesetter: Typesetter) -> Iterator[Flowing]:
    group = Group(number, Element("L", numbering="None"))
    for n, day in enumerate(block.days, 1):
        yield Flowing(_set_day(day, typesetter, n == len(block.days)), group)


@functools.lru_cache(CACHED)
def _set_day(day: Day, typesetter: Typesetter, last: bool) -> SetBlock:
    composer = Composer(typesetter)
    height = draw_day(composer, day, 0.0, 0.0, typesetter.measure, -1)
    return composer.done(height, 0.0, typesetter.edition.gap * 1.2 if last else 0.0)


@functools.lru_cache(CACHED)
def _set_half(half: Half, typesetter: Typesetter) -> SetBlock:
    composer = Composer(typesetter)
    height = draw_half(composer, half, 0.0, 0.0, typesetter.measure, -1)
    before, after = _space(half.pair, typesetter)
    gap = typesetter.edition.gap
    return composer.done(height, before if half.first else gap, gap if half.first else after)


def emergencies(block: RedFlags, typesetter: Typesetter) -> SetBlock:
    """The set block that must stand on page 1: the whole box, or in a stacked edition its first half."""
    if typesetter.edition.stacked:
        return _set_half(Half(block, first=True), typesetter)
    return set_block(block, typesetter, False)


def _list(block: ItemList, number: int, typesetter: Typesetter) -> Iterator[Flowing]:
    group = Group(number, Element("L", numbering="Decimal" if block.marker is Marker.NUMBER else "None"))
    last = len(block.items)
    for n, item in enumerate(block.items, 1):
        lonely = (n == 1 and _is_line(item, typesetter)) or (n == last - 1 and _is_line(block.items[-1], typesetter))
        keep = n < last and lonely
        yield Flowing(_set_item(item, block.marker, n, typesetter, keep, n == last), group)


def _is_line(item: Inlines, typesetter: Typesetter) -> bool:
    """Whether an item is a single line, which must not stand alone at a page's head or foot."""
    height = height_of(item, typesetter.style("body"), round(typesetter.measure * 0.9, 2))
    return height < 2 * typesetter.edition.body


@functools.lru_cache(CACHED)
def _set_item(item: Inlines, marker: Marker, number: int, typesetter: Typesetter, keep: bool, last: bool) -> SetBlock:
    composer = Composer(typesetter)
    height = draw_item(composer, item, marker, 0.0, 0.0, typesetter.measure, -1, number)
    gap = typesetter.edition.gap
    return composer.done(height, 0.0, gap if last else gap * 0.35, keep=keep)


def _table(block: Table, number: int, typesetter: Typesetter) -> Iterator[Flowing]:
    widths = fitted(block, typesetter, typesetter.measure)
    head = _set_header(block.header, widths, typesetter)
    group = Group(number, Element("Table"), head)
    yield Flowing(head, group)
    together = _kept(block, widths, typesetter)
    last = len(block.rows)
    for n, row in enumerate(block.rows, 1):
        yield Flowing(_set_row(row, widths, typesetter, n in together, n == last), group)


def _kept(block: Table, widths: tuple[float, ...], typesetter: Typesetter) -> set[int]:
    """Numbers of the rows that stay with the next: all of a short table's, else the first and the last but one."""
    last = len(block.rows)
    heights = [_set_row(row, widths, typesetter, False, False).height for row in block.rows]
    most = typesetter.page_height / 3
    if last <= SHORT and sum(heights) < most:
        return set(range(1, last))
    return {n for n in (1, last - 1) if 0 < n < last and heights[n - 1] + heights[n] < most}


@functools.lru_cache(CACHED)
def _set_header(cells: tuple[Inlines, ...], widths: tuple[float, ...], typesetter: Typesetter) -> SetBlock:
    composer = Composer(typesetter)
    height = draw_header(composer, cells, widths, 0.0, 0.0, typesetter.measure, -1)
    return composer.done(height, typesetter.edition.gap * 0.5, 0.0, keep=True)


@functools.lru_cache(CACHED)
def _set_row(row: Row, widths: tuple[float, ...], typesetter: Typesetter, keep: bool, last: bool) -> SetBlock:
    composer = Composer(typesetter)
    height = draw_row(composer, row, widths, 0.0, 0.0, typesetter.measure, -1)
    return composer.done(height, 0.0, typesetter.edition.gap * 1.2 if last else 0.0, keep=keep)
