"""What can go wrong, as data: `Problem` says it to a person, `HandoutError` carries problems and the exit code.

Stages collect every problem they can see and raise once.  A bug is not a `HandoutError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, said so that the person who meets it can mend it.

    `code` is stable and for programs ("unknown-key"); `message` is one plain sentence; `hint` says what to do instead.
    `file`, `line` (1-based, 0 = the whole file) and `key` (as written, "protocol.prp.rest_hours") say where.
    """

    code: str
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    key: str = ""

    @property
    def where(self) -> str:
        """Place as `file:line: key`, leaving out what is not known."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.key) if part)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} {self.hint}".rstrip()


class HandoutError(Exception):
    """A refusal: nothing was made, and `problems` say why."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[HandoutError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class UsageError(HandoutError):
    """An option that is missing, unknown or out of range."""

    exit_code = 2


class ClinicError(HandoutError):
    """Clinic data or configuration that cannot be used."""

    exit_code = 3


class TemplateError(HandoutError):
    """A template that is not well formed, or lacks what its kind must say."""

    exit_code = 3


class TranslationError(HandoutError):
    """Messages that are missing, fuzzy or broken in the language asked for."""

    exit_code = 4


class FontError(HandoutError):
    """A character that no font can write."""

    exit_code = 5


class LayoutError(HandoutError):
    """A block that fits no page."""

    exit_code = 6


class OutputError(HandoutError):
    """A file that cannot be written, opened or printed."""

    exit_code = 7


class ProofError(HandoutError):
    """A finished sheet that does not read back as it should."""

    exit_code = 8
