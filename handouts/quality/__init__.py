"""How clear a sheet is, measured by the program itself: reading level, scorecard, claims."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.quality.level import Level, level
from handouts.sheet import Sheet

__all__ = ["Level", "Score", "level", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured on one sheet."""

    level: Level

    @property
    def passed(self) -> bool:
        """Whether nothing that a machine can decide is amiss."""
        return self.level.passed


def score(sheet: Sheet) -> Score:
    """Measure a finished sheet."""
    return Score(level(sheet.handout))
