"""What a check is: a rule with a code and a reason, and the complaints that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from handouts.translation.checks.translation import Found, Translation


class Level(StrEnum):
    """How much a complaint weighs: a language with errors is not ready, a warning is for a person to look at."""

    ERROR = "error"
    WARNING = "warning"


error = Level.ERROR
warning = Level.WARNING

Check = Callable[[Translation], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked.  `reason` tells the translator why it matters, or what to do."""

    code: str
    level: Level
    reason: str
    check: Check


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a line of a file; `reason` is the rule's."""

    path: str
    line: int
    level: Level
    code: str
    message: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.level}: [{self.code}] {self.message}"


RULES: dict[str, Rule] = {}


def rule(code: str, level: Level, reason: str) -> Callable[[Check], Check]:
    """Decorator that enters a rule."""

    def enter(check: Check) -> Check:
        assert code not in RULES, code  # noqa: S101 - two rules of one name would hide each other
        RULES[code] = Rule(code, level, reason, check)
        return check

    return enter
