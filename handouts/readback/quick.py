"""The quick proof: the finished bytes are read by our own small readers and held against the layout, block by block.

What a block of bytes draws is found out once, whichever sheets share it; then a sheet costs little more than to inflate
it and to see that its blocks are those of the layout, in their order and places.  It asks no second program: that the
outlines are the right ones, and that others read the file as we do, only the full proof sees.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from struct import error as StructError  # noqa: N812
from typing import NamedTuple

from handouts.readback.blocks import faults, glyphs_of
from handouts.readback.embedded import sound_glyphs
from handouts.readback.extents import EDGE, extent
from handouts.readback.objects import DamagedError, Objects, reference, references
from handouts.readback.page import taken_apart
from handouts.typeset.fonts import Face
from handouts.typeset.pages import Layout, PlacedBlock

NEAR = 0.011  # points: places are written to a hundredth
FAINT = 0.2  # strongest watermark
_MARK = b"\n/Artifact<</Type/Pagination/Subtype/Watermark>>BDC q\n/Faint gs\n"
_MARK_BODY = re.compile(rb"[0-9. ]+ rg\n(?:[-0-9. ]+ cm\n)+(?:[-0-9. ]+ [mlc]\n|h\n)+f Q EMC")
_PAGINATION = {
    "Header": b"/Artifact<</Type/Pagination/Subtype/Header>>BDC",
    "Footer": b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
    "Repeat": b"/Artifact<</Type/Pagination>>BDC",
}


class Fault(NamedTuple):
    """What is wrong, where: the page from 1 and the block's distance from its top (None: the page as a whole)."""

    code: str
    page: int
    top: float | None


def quick_faults(data: bytes, layout: Layout) -> Iterator[Fault]:
    """Everything by which the finished file is not the layout."""
    try:
        yield from _file_faults(Objects(data), layout)
    except (DamagedError, ValueError, IndexError, StructError):
        yield Fault("damaged", 0, None)


def _file_faults(objects: Objects, layout: Layout) -> Iterator[Fault]:
    root = objects.dictionary(reference(objects.trailer, b"Root"))
    kids = references(objects.dictionary(reference(root, b"Pages")), b"Kids")
    if len(kids) != len(layout.pages):
        yield Fault("pages", len(kids), None)
        return
    pages = [objects.dictionary(kid) for kid in kids]
    (resources,) = {reference(page, b"Resources") for page in pages}  # one for all pages
    sound = _fonts(objects, objects.dictionary(resources), layout)
    box = b"/MediaBox[0 0 %s %s]" % (_written(layout.width), _written(layout.height))
    for number, (page, placed) in enumerate(zip(pages, layout.pages, strict=True), 1):
        content = objects.pieces(reference(page, b"Contents"))
        if box not in page or b"/Rotate" in page or b"/UserUnit" in page:
            yield Fault("moved", number, None)
        yield from _page_faults(content, placed, number, layout, sound)


def _written(value: float) -> bytes:
    return (b"%.2f" % value).rstrip(b"0").rstrip(b".")


def _fonts(objects: Objects, resources: bytes, layout: Layout) -> dict[Face, frozenset[int]]:
    """Glyphs of each face that the file can show."""
    faces = {face for page in layout.pages for placed in page for face, _ in glyphs_of(placed.block)}
    faint = re.search(rb"/Faint<</Type/ExtGState/ca ([0-9.]+)>>", resources)
    if layout.mark and (not faint or float(faint[1]) > FAINT):
        raise DamagedError
    return {face: sound_glyphs(objects, reference(resources, face.name.encode()), face) for face in faces}


def _page_faults(
    content: list[bytes], page: tuple[PlacedBlock, ...], number: int, layout: Layout, sound: dict[Face, frozenset[int]]
) -> Iterator[Fault]:
    last, mark, word = content[-1].partition(_MARK)
    if bool(mark) != bool(layout.mark) or (mark and not _is_watermark(word)):
        yield Fault("stray", number, None)
    if _outside(page, layout):
        yield Fault("outside", number, None)
    read = taken_apart([*content[:-1], last])
    if len(read.blocks) != len(page) or read.ids != tuple(range(read.contents)):
        yield Fault("blocks", number, None)
    for around, before, after in zip(read.around, (None, *page), (*page, None), strict=False):
        if around.split() != _between(before, after):
            yield Fault("stray", number, after and after.y)
    for block, placed in zip(read.blocks, page, strict=False):
        if abs(block.x - placed.x) > NEAR or abs(block.y - (layout.height - placed.y)) > NEAR:
            yield Fault("moved", number, placed.y)
        if not all(glyphs <= sound[face] for face, glyphs in glyphs_of(placed.block)):
            yield Fault("no-outline", number, placed.y)
        for code, top in faults(block.body, placed.block, bool(placed.artifact)):
            yield Fault(code, number, placed.y + top)
    yield from _overlaps(page, number)


def _between(before: PlacedBlock | None, after: PlacedBlock | None) -> list[bytes]:
    """What must stand between two blocks, or at an end of the page: the end and the beginning of decoration."""
    ended = [b"EMC"] if before and before.artifact else []
    return [*ended, _PAGINATION[after.artifact]] if after and after.artifact else ended


def _outside(page: tuple[PlacedBlock, ...], layout: Layout) -> bool:
    """Whether a line reaches where printers leave white."""
    right, low = layout.width - EDGE, layout.height - EDGE
    for placed in page:
        lines, x, y = extent(placed.block), placed.x, placed.y
        if x + lines.left < EDGE or x + lines.right > right or y + lines.top < EDGE or y + lines.bottom > low:
            return True
    return False


@functools.lru_cache(64)
def _is_watermark(operators: bytes) -> bool:
    """Whether these are outlines in a see-through colour, and no more."""
    return _MARK_BODY.fullmatch(operators) is not None


def _overlaps(page: tuple[PlacedBlock, ...], number: int) -> Iterator[Fault]:
    """Blocks that stand upon each other; the page's number stands beside the small print."""
    *stacked, _label = page
    lowest = 0.0
    for placed in stacked:
        if placed.y < lowest - 1:
            yield Fault("overlap", number, placed.y)
        lowest = placed.y + placed.block.height
