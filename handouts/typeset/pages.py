"""Set blocks -> pages: what stands where.  Coordinates go down from the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from handouts.editions import Edition
from handouts.errors import LayoutError, Problem
from handouts.model import Handout, Mark, Paper, RedFlags
from handouts.typeset.compose import Typesetter, typesetter
from handouts.typeset.flow import emergencies, flow
from handouts.typeset.furniture import set_imprint, set_letterhead, set_page_label, set_running
from handouts.typeset.setblock import Flowing, SetBlock
from handouts.typeset.stack import Opening, PlacedBlock, stack

__all__ = ["Layout", "PlacedBlock", "lay_out"]


_Pages = tuple[tuple[PlacedBlock, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
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
    chart = _sheet(handout, edition, paper).chart_pages()  # one page has room for the air that was asked for
    layout = _lay_out(handout, edition, paper, chart)
    while edition.tighter and not _fits(handout, layout, edition):
        edition = edition.tighter
        layout = _lay_out(handout, edition, paper, chart)
    if _red_flags_late(handout, layout):
        message = "The red flags do not fit on the first page."
        raise LayoutError(Problem("red-flags-late", message, "Shorten the names, the address or the hours."))
    return layout


def _fits(handout: Handout, layout: Layout, edition: Edition) -> bool:
    return layout.patient_pages <= (edition.pages or handout.pages) and not _red_flags_late(handout, layout)


def _red_flags_late(handout: Handout, layout: Layout) -> bool:
    first = {id(placed.block) for placed in layout.pages[0]}
    boxes = [block for block in handout.blocks if isinstance(block, RedFlags)]
    return any(id(emergencies(block, layout.typesetter)) not in first for block in boxes)


def _lay_out(handout: Handout, edition: Edition, paper: Paper, chart: _Pages) -> Layout:
    sheet = _sheet(handout, edition, paper)
    setter, patient = sheet.setter, sheet.patient_pages()
    pages = (*patient, *chart)
    return Layout(setter.page_width, setter.page_height, edition.margin, pages, setter, handout.mark, len(patient))


def _sheet(handout: Handout, edition: Edition, paper: Paper) -> _Sheet:
    return _Sheet(handout, typesetter(edition, paper, handout.language, handout.direction))


class _Foot(NamedTuple):
    """The small print of most pages, that of the last one, and how much taller that is."""

    every: SetBlock
    last: SetBlock

    @property
    def more(self) -> float:
        return self.last.height - self.every.height


class _Sheet:
    """A handout's pages in the making: what stands at their heads and feet, and the blocks between."""

    def __init__(self, handout: Handout, setter: Typesetter) -> None:
        self.handout = handout
        self.setter = setter
        self.running = set_running(handout.running, setter)
        last = set_imprint(handout.imprint, handout.mark, setter)
        self.foot = _Foot(set_imprint((), handout.mark, setter) if setter.edition.roomy else last, last)

    def patient_pages(self) -> _Pages:
        """The pages that the patient takes home."""
        letterhead = set_letterhead(self.handout.letterhead, self.setter)
        first = Opening.of(PlacedBlock(self.setter.left, self.setter.edition.top, letterhead))
        if self.setter.edition.roomy:  # the box that says whose sheet it is may come on page 2
            first = first.followed_by(self.running, "Header")
        pages = self._stacked(flow(self.handout.blocks, self.setter), first, self.foot)
        return tuple(self._finished(page, n, len(pages), read_out=True) for n, page in enumerate(pages, 1))

    def chart_pages(self) -> _Pages:
        """The pages that stay in the clinic's file; their small print was read out before."""
        if not self.handout.chart:
            return ()
        flowing = flow(self.handout.chart, self.setter, first=len(self.handout.blocks) + 1)
        pages = self._stacked(flowing, self._later(), self.foot)
        return tuple(self._finished(page, n, len(pages), read_out=False) for n, page in enumerate(pages, 1))

    def _later(self) -> Opening:
        running = PlacedBlock(self.setter.left, self.setter.edition.top, self.running, artifact="Header")
        return Opening.of(running)

    def _stacked(self, flowing: list[Flowing], first: Opening, foot: _Foot) -> list[list[PlacedBlock]]:
        """Pages with room for the foot of most pages, and on the last one for its own."""
        edition = self.setter.edition
        bottom = self.setter.page_height - edition.bottom - foot.every.height - edition.gap
        return stack(flowing, first, self._later(), bottom, self.setter.left, reserve=foot.more)

    def _finished(self, page: list[PlacedBlock], number: int, pages: int, *, read_out: bool) -> tuple[PlacedBlock, ...]:
        """The page with its foot: decoration on every page but the patient's last, where it is read out."""
        setter, last = self.setter, number == pages
        foot = self.foot.last if last else self.foot.every
        low = setter.page_height - setter.edition.bottom
        label = set_page_label(self.handout.page_label, number, pages, setter)
        imprint = PlacedBlock(setter.left, low - foot.height, foot, artifact="" if last and read_out else "Footer")
        return (*page, imprint, PlacedBlock(setter.left, low - label.height, label, artifact="Footer"))
