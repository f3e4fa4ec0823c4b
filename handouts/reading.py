"""The handout as it is read aloud: the text of each leaf of the structure tree, in order."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import assert_never

from handouts.model import (
    Advice,
    Block,
    BodyMap,
    Calendar,
    Callout,
    Cell,
    CellKind,
    Chart,
    Choices,
    Codes,
    Course,
    DoDont,
    Facts,
    Figure,
    Handout,
    Heading,
    Help,
    ItemList,
    Letterhead,
    Marker,
    PainScale,
    Paragraph,
    RedFlags,
    Signature,
    Strip,
    Table,
    Timeline,
    WriteIn,
    plain,
)

CACHED = 512


def leaf_texts(handout: Handout) -> tuple[str, ...]:
    """Every text a listener hears, from the letterhead to the imprint, then the chart copy."""
    patients = (*_letterhead(handout.letterhead), *_blocks(handout.blocks), *_foot(handout))
    return (*patients, *_blocks(handout.chart))


def _letterhead(letterhead: Letterhead) -> Iterator[str]:
    yield plain(letterhead.name)
    yield from map(plain, (*letterhead.address, *letterhead.contact))


def _foot(handout: Handout) -> Iterator[str]:
    if handout.mark:
        yield f"{handout.mark.word} · {plain(handout.mark.reason)}"
    yield from map(plain, handout.imprint)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _texts(block)


@functools.lru_cache(CACHED)
def _texts(block: Block) -> tuple[str, ...]:
    """The texts of a block, most of which many sheets share."""
    return tuple(_block(block))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield plain(block.content)
        case ItemList():
            yield from _items(block)
        case RedFlags():
            yield plain(block.title)
            yield from (*_help(block.emergency), *_help(block.same_day))
            yield from map(plain, (*block.emergency.after, *block.same_day.after))
        case DoDont():
            yield from (*_help(block.do), *_help(block.dont))
        case WriteIn() | Signature():
            yield from map(plain, block.labels if isinstance(block, Signature) else (block.label,))
        case Facts():
            yield from _facts(block)
        case Table():
            yield from map(plain, block.header)
            for row in block.rows:
                for cell in row.cells:
                    yield from _cell(cell)
        case Timeline():
            for stage in block.stages:
                yield from (plain(stage.when), plain(stage.what))
        case PainScale():
            yield from (plain(block.label), plain(block.least), plain(block.most))
        case Callout():
            yield from _blocks(block.blocks)
        case BodyMap() | Course() | Calendar() | Codes() | Strip() | Chart():
            yield from _figure(block)
        case _:
            assert_never(block)


def _figure(block: Figure) -> Iterator[str]:
    """Texts in and beside a figure; what the drawing itself says is its alternative text, which no eye can prove."""
    match block:
        case BodyMap():
            return
        case Course():
            for point in block.points:
                yield from (plain(point.when), plain(point.what))
        case Calendar():
            for day in block.days:
                yield from map(plain, (day.when, *day.tasks))
        case Codes():
            yield from (plain(paragraph.content) for paragraph in block.beside)
            yield from (plain(code.caption) for code in block.codes)
        case Strip():
            yield from map(plain, (block.title, block.heading, block.signs, *block.lines))
            yield from (plain(code.caption) for code in block.codes)
        case Chart():
            yield from (plain(block.label), plain(block.across))
        case _:
            assert_never(block)


def _items(block: ItemList) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        if block.marker is Marker.NUMBER:
            yield f"{number}."
        yield plain(item)


def _help(column: Help | Advice) -> Iterator[str]:
    yield plain(column.heading)
    yield from map(plain, column.items)


def _facts(block: Facts) -> Iterator[str]:
    for field in block.fields:
        yield plain(field.label)
        if isinstance(field.value, Choices):
            yield from map(plain, field.value.options)
        elif field.value is not None:
            yield plain(field.value)


def _cell(cell: Cell) -> Iterator[str]:
    if cell.kind in (CellKind.TEXT, CellKind.TASKS):
        yield from map(plain, cell.content)
