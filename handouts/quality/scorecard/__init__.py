"""The scorecard: what published tools ask of a handout, as far as a machine can answer, and what is left to people.

Tools: PEMAT-P (AHRQ 14-0002-EF), the CDC Clear Communication Index, clear print (UKAAF, RNIB), ISMP's list of
error-prone abbreviations, and the PIF TICK.  Questions are put in our own words.
"""

from __future__ import annotations

from handouts.quality.scorecard.cdc import CDC
from handouts.quality.scorecard.ismp import ISMP
from handouts.quality.scorecard.item import Item, Result, Verdict, judge
from handouts.quality.scorecard.look import Look, look_at
from handouts.quality.scorecard.pemat import PEMAT
from handouts.quality.scorecard.pif import PIF
from handouts.quality.scorecard.print import PRINT

__all__ = ["ITEMS", "Item", "Look", "Result", "Verdict", "look_at", "scorecard"]

ITEMS: tuple[Item, ...] = (*PEMAT, *CDC, *PRINT, *ISMP, *PIF)


def scorecard(look: Look) -> tuple[Result, ...]:
    """Every item's answer for one sheet."""
    return tuple(judge(item, look) for item in ITEMS)
