"""Items of the scorecard as data: what is asked, by which tool, and who can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

from handouts.quality.scorecard.look import Look


class Verdict(Enum):
    """The answer to an item.  An exception is a departure that is allowed for a stated reason, and shown."""

    PASSED = "passed"
    FAILED = "failed"
    EXCEPTION = "allowed exception"
    NOT_APPLICABLE = "not applicable"
    HUMAN = "for a person"


class Finding(NamedTuple):
    """What is amiss and what to do about it; `allowed` makes it an exception, `idle` says there is nothing to judge."""

    place: str
    mend: str
    allowed: bool = False
    idle: bool = False


Check = Callable[[Look], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a published tool; `check` is None where only a person can answer it."""

    id: str
    tool: str
    question: str
    check: Check | None = None

    @property
    def decided(self) -> Literal["machine", "human"]:
        """Who decides."""
        return "machine" if self.check else "human"


@dataclass(frozen=True, slots=True)
class Result:
    """An item's answer for one sheet."""

    item: Item
    verdict: Verdict
    findings: tuple[Finding, ...] = ()


def judge(item: Item, look: Look) -> Result:
    """The answer of one item."""
    if item.check is None:
        return Result(item, Verdict.HUMAN)
    findings = tuple(item.check(look))
    if not findings:
        return Result(item, Verdict.PASSED)
    if any(not (finding.allowed or finding.idle) for finding in findings):
        return Result(item, Verdict.FAILED, tuple(f for f in findings if not (f.allowed or f.idle)))
    idle = all(finding.idle for finding in findings)
    return Result(item, Verdict.NOT_APPLICABLE if idle else Verdict.EXCEPTION, findings)


def idle(reason: str) -> Finding:
    """There is nothing to judge, for a reason."""
    return Finding(reason, "", idle=True)
