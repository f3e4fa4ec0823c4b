"""Not yet."""

from __future__ import annotations

from handouts.model import Course
from handouts.typeset.compose import Composer


def draw_course(composer: Composer, block: Course, x: float, y: float, width: float, parent: int) -> float:
    """Not yet."""
    raise NotImplementedError
