"""Figures: what people look at rather than read, drawn as vectors.  All of it must be right in grey toner."""

from __future__ import annotations

from typing import assert_never

from handouts.model import BodyMap, Calendar, Chart, Codes, Course, Figure, Strip
from handouts.typeset.compose import Composer
from handouts.typeset.figures.beside import draw_codes_beside
from handouts.typeset.figures.bodymap import draw_body_map
from handouts.typeset.figures.calendar import draw_calendar
from handouts.typeset.figures.chart import draw_chart
from handouts.typeset.figures.codes import draw_codes
from handouts.typeset.figures.course import draw_course
from handouts.typeset.figures.strip import draw_strip

__all__ = ["draw_figure"]


def draw_figure(composer: Composer, block: Figure, x: float, y: float, width: float, parent: int) -> float:
    """Draw any figure; gives its height."""
    match block:
        case BodyMap():
            return draw_body_map(composer, block, x, y, width, parent)
        case Course():
            return draw_course(composer, block, x, y, width, parent)
        case Calendar():
            return draw_calendar(composer, block, x, y, width, parent)
        case Codes():
            draw = draw_codes_beside if block.beside else draw_codes
            return draw(composer, block, x, y, width, parent)
        case Strip():
            return draw_strip(composer, block, x, y, width, parent)
        case Chart():
            return draw_chart(composer, block, x, y, width, parent)
        case _:
            assert_never(block)
