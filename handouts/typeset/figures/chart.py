"""Not yet."""

from __future__ import annotations

from handouts.model import Chart
from handouts.typeset.compose import Composer


def draw_chart(composer: Composer, block: Chart, x: float, y: float, width: float, parent: int) -> float:
    """Not yet."""
    raise NotImplementedError
