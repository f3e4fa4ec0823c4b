"""Not yet."""

from __future__ import annotations

from handouts.model import Strip
from handouts.typeset.compose import Composer


def draw_strip(composer: Composer, block: Strip, x: float, y: float, width: float, parent: int) -> float:
    """Not yet."""
    raise NotImplementedError
