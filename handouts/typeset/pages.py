"""Set blocks -> pages: what stands where.  Coordinates go down from the page's upper left corner."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import NamedTuple

from handouts.editions import Edition
from handouts.errors import LayoutError, Problem
from handouts.model import Handout, Mark, Outline, Paper, RedFlags
from handouts.typeset.compose import Typesetter, measurer, typesetter
from handouts.typeset.flow import emergencies, flow
from handouts.typeset.furniture import set_imprint, set_letterhead, set_page_label, set_running
from handouts.typeset.setblock import Flowing, SetBlock
from handouts.typeset.stack import Artifact, Opening, PlacedBlock, stack

__all__ = ["Layout", "PlacedBlock", "lay_out"]


CACHED = 1024  # outlines, in editions and above feet
_Pages = tuple[tuple[PlacedBlock, ...], ...]


class Layout(NamedTuple):
    """All pages of a handout, ready to draw.  Those after the first `patient_pages` are the clinic's chart copy."""

    width: float
    height: float
    margin: float
    pages: _Pages
    typesetter: Typesetter
    mark: Mark | None
    patient_pages: int

    @property
    def texts(self) -> tuple[str, ...]:
        """Text of every leaf of the structure tree, in order."""
        return tuple(
            text for page in self.pages for placed in page if not placed.artifact for text in placed.block.texts
        )


def lay_out(handout: Handout, edition: Edition, paper: Paper) -> Layout:
    """Typeset and paginate a handout, with less air where it would take too many pages.

    Raises `LayoutError` for a block that fits no page, or red flags that do not fit on the first one.
    """
    chart = _chart(handout, edition, paper) if handout.chart else ()
    while edition.tighter and not _may_fit(handout, edition, paper):
        edition = edition.tighter
    layout = _lay_out(handout, edition, paper, chart)
    while edition.tighter and not _fits(handout, layout, edition):
        edition = edition.tighter
        layout = _lay_out(handout, edition, paper, chart)
    if _red_flags_late(handout, layout):
        message = "The red flags do not fit on the first page."
        raise LayoutError(Problem("red-flags-late", message, "Shorten the names, the address or the hours."))
    return layout


def _may_fit(handout: Handout, edition: Edition, paper: Paper) -> bool:
    """Whether an edition has room for what the sheet shares with others, above a foot as tall as its own."""
    if handout.outline is None:
        return True
    return _has_room(handout.outline, _measured(handout, edition, paper).whole.height, edition, paper)


@functools.lru_cache(CACHED)
def _has_room(outline: Outline, foot: float, edition: Edition, paper: Paper) -> bool:
    sheet = _measured(outline.handout, edition, paper)
    sheet.whole = sheet.small = replace(sheet.whole, height=foot)
    return _fits(outline.handout, _layout(sheet, ()), edition)


def _fits(handout: Handout, layout: Layout, edition: Edition) -> bool:
    return layout.patient_pages <= (edition.pages or handout.pages) and not _red_flags_late(handout, layout)


def _red_flags_late(handout: Handout, layout: Layout) -> bool:
    first = {id(placed.block) for placed in layout.pages[0]}
    boxes = [block for block in handout.blocks if isinstance(block, RedFlags)]
    return any(id(emergencies(block, layout.typesetter)) not in first for block in boxes)


def _lay_out(handout: Handout, edition: Edition, paper: Paper, chart: _Pages) -> Layout:
    return _layout(_sheet(handout, edition, paper), chart)


def _layout(sheet: _Sheet, chart: _Pages) -> Layout:
    setter, patient, mark = sheet.setter, sheet.patient_pages(), sheet.handout.mark
    pages = (*patient, *chart)
    return Layout(setter.page_width, setter.page_height, setter.edition.margin, pages, setter, mark, len(patient))


def _chart(handout: Handout, edition: Edition, paper: Paper) -> _Pages:
    """The chart copy on one page, with as much air as it has, whatever the patient's pages lack."""
    pages = _sheet(handout, edition, paper).chart_pages()
    while len(pages) > 1 and edition.tighter:
        edition = edition.tighter
        pages = _sheet(handout, edition, paper).chart_pages()
    return pages


def _sheet(handout: Handout, edition: Edition, paper: Paper) -> _Sheet:
    return _Sheet(handout, typesetter(edition, paper, handout.language, handout.direction))


def _measured(handout: Handout, edition: Edition, paper: Paper) -> _Sheet:
    """A sheet that shows how tall its parts are, and nothing else."""
    return _Sheet(handout, measurer(typesetter(edition, paper, handout.language, handout.direction)))


class _Sheet:
    """A handout's pages in the making: what stands at their heads and feet, and the blocks between.

    `small` stands at the foot of most pages, `whole` at that of the patient's last one: in a roomy edition that alone
    has the small print.
    """

    def __init__(self, handout: Handout, setter: Typesetter) -> None:
        self.handout = handout
        self.setter = setter
        self.running = set_running(handout.running, setter)
        self.whole = set_imprint(handout.imprint, handout.mark, setter)
        self.small = set_imprint((), handout.mark, setter) if setter.edition.roomy else self.whole

    def patient_pages(self) -> _Pages:
        """The pages that the patient takes home; the small print of the last one is read out."""
        first = self._opening(set_letterhead(self.handout.letterhead, self.setter))
        if self.setter.edition.roomy:  # the box that says whose sheet it is may come on page 2
            first = first.followed_by(self.running, "Header")
        pages = self._stacked(flow(self.handout.blocks, self.setter), first, self.whole)
        feet: list[tuple[SetBlock, Artifact]] = [(self.small, "Footer") for _ in pages]
        feet[-1] = (self.whole, "")
        return self._finished(pages, feet)

    def chart_pages(self) -> _Pages:
        """The pages that stay in the clinic's file; their small print was read out before."""
        if not self.handout.chart:
            return ()
        flowing = flow(self.handout.chart, self.setter, first=len(self.handout.blocks) + 1)
        pages = self._stacked(flowing, self._later(), self.small)
        return self._finished(pages, [(self.small, "Footer") for _ in pages])

    def _opening(self, block: SetBlock, artifact: Artifact = "") -> Opening:
        return Opening.of(PlacedBlock(self.setter.left, self.setter.edition.top, block, artifact=artifact))

    def _later(self) -> Opening:
        return self._opening(self.running, "Header")

    def _stacked(self, flowing: list[Flowing], first: Opening, last: SetBlock) -> list[list[PlacedBlock]]:
        """Pages with room for their feet; that of the last one is `last`."""
        edition = self.setter.edition
        bottom = self.setter.page_height - edition.bottom - self.small.height - edition.gap
        reserve = last.height - self.small.height
        return stack(flowing, first, self._later(), bottom, self.setter.left, reserve=reserve)

    def _finished(self, pages: list[list[PlacedBlock]], feet: list[tuple[SetBlock, Artifact]]) -> _Pages:
        """The pages with their feet and numbers."""
        setter = self.setter
        low = setter.page_height - setter.edition.bottom
        finished = []
        for number, (page, (foot, artifact)) in enumerate(zip(pages, feet, strict=True), 1):
            label = set_page_label(self.handout.page_label, number, len(pages), setter)
            small_print = PlacedBlock(setter.left, low - foot.height, foot, artifact=artifact)
            page_number = PlacedBlock(setter.left, low - label.height, label, artifact="Footer")
            finished.append((*page, small_print, page_number))
        return tuple(finished)
