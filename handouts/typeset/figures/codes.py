"""Not yet."""

from __future__ import annotations

from handouts.model import Codes
from handouts.typeset.compose import Composer


def draw_codes(composer: Composer, block: Codes, x: float, y: float, width: float, parent: int) -> float:
    """Not yet."""
    raise NotImplementedError
