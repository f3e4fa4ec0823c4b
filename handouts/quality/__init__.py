"""How clear a sheet is, measured by the program itself: reading level, scorecard, claims."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.quality import claims
from handouts.quality.claims import Claim, claims_of
from handouts.quality.level import Level, level
from handouts.quality.scorecard import Result, Verdict, look_at, scorecard
from handouts.sheet import Sheet

__all__ = ["Claim", "Level", "Result", "Score", "Verdict", "level", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured on one sheet; `claims` is None where there are no rules for its language."""

    level: Level
    results: tuple[Result, ...]
    claims: tuple[Claim, ...] | None

    def having(self, verdict: Verdict) -> tuple[Result, ...]:
        """The items that were answered so."""
        return tuple(result for result in self.results if result.verdict is verdict)

    @property
    def passed(self) -> bool:
        """Whether nothing that a machine can decide is amiss."""
        return self.level.passed and not self.claims and not self.having(Verdict.FAILED)


def score(sheet: Sheet) -> Score:
    """Measure a finished sheet."""
    look = look_at(sheet)
    found = claims_of(sheet.handout) if claims.known(look.language) else None
    return Score(look.level, scorecard(look), found)
