"""The full proof: what PDFium sees on each page, held against the lines of the layout."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.errors import Problem
from handouts.readback.expected import Expected, expected_lines
from handouts.readback.extents import EDGE
from handouts.readback.problems import problem, wrong_count
from handouts.readback.seen import SeenPage, read
from handouts.typeset.pages import Layout

INK = 40  # of 255 shades: least difference between a word and what it stands on; the watermark makes 25


def seen_problems(data: bytes, layout: Layout) -> Iterator[Problem]:
    """Everything by which the finished file does not show the layout."""
    pages = read(data)
    if len(pages) != len(layout.pages):
        yield wrong_count(len(pages), layout)
        return
    for number, (page, seen) in enumerate(zip(layout.pages, pages, strict=True), 1):
        yield from _check_page(list(expected_lines(page, layout)), seen, number, layout)


def _check_page(lines: list[Expected], seen: SeenPage, number: int, layout: Layout) -> Iterator[Problem]:
    claimed: set[int] = set()
    for line in lines:
        near = seen.near(line.y, line.meant.reach, line.left - 1, line.right + 0.5)
        claimed.update(near)
        place = f"A line on page {number}, {round(layout.height - line.y)} points from the top,"
        if not _is_inside(line, layout):
            yield problem("outside", f"{place} reaches outside the printable page.")
        elif not line.reads([seen.chars[i] for i in near]):
            yield problem("not-seen", f"{place} does not read back as it was set.")
        elif not all(seen.has_ink(ink, INK) for ink in line.inks):
            yield problem("no-ink", f"{place} cannot be seen: something covers it, or it is as pale as the paper.")
    if stray := [seen.chars[i] for i in range(len(seen.chars)) if i not in claimed]:
        place = f"the first {round(layout.height - stray[0].y)} points from the top"
        yield problem("stray", f"Page {number} shows {len(stray)} characters that belong to no line, {place}.")


def _is_inside(line: Expected, layout: Layout) -> bool:
    across = line.left >= EDGE and line.right <= layout.width - EDGE
    return across and EDGE <= line.y <= layout.height - EDGE
