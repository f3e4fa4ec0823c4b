"""The order of a sheet's parts in an edition."""

from __future__ import annotations

from dataclasses import replace

from handouts.editions import Edition
from handouts.model import Block, Handout, Paragraph, RedFlags, Role


def arranged(handout: Handout, edition: Edition) -> Handout:
    """The handout as `edition` says it: in a roomy one the red flags follow the title, so that they begin on page 1."""
    if not edition.roomy:
        return handout
    return replace(handout, blocks=tuple(sorted(handout.blocks, key=_rank)), outline=None)


def _rank(block: Block) -> int:
    match block:
        case Paragraph(role=Role.TITLE):
            return 0
        case RedFlags():
            return 1
        case _:
            return 2
