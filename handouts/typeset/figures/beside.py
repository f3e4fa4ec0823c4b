"""QR codes beside paragraphs."""

from __future__ import annotations

from functools import partial

from handouts.model import Codes, Role
from handouts.typeset.compose import Composer
from handouts.typeset.figures.panel import draw_panel


def draw_codes_beside(composer: Composer, block: Codes, x: float, y: float, width: float, parent: int) -> float:
    """The paragraphs at the start side, the codes at the end side."""
    division = composer.element("Div", parent)
    return draw_panel(composer, block.codes, partial(_paragraphs, block), x, y, width, division)


def _paragraphs(block: Codes, composer: Composer, x: float, y: float, width: float, parent: int) -> float:
    at = y
    for paragraph in block.beside:
        at += composer.text(paragraph.content, paragraph.role or Role.BODY, x, at, width, "P", parent)
        at += composer.typesetter.edition.gap
    return at - y
