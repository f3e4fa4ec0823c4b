"""Faults of a filled template, collected so that whoever edits it sees all of them at once.

Messages name elements and attributes, and never repeat what stands in them: it may be a patient's.
"""

from __future__ import annotations

from handouts.errors import Problem, TemplateError

MOST = 50


class Faults:
    """Problems of one filled template; lines are those of the filled text."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.problems: list[Problem] = []

    def add(self, code: str, line: int, message: str, hint: str) -> None:
        """Record one fault."""
        self.problems.append(Problem(code, message, hint, file=self.template, line=line))

    def settle(self) -> None:
        """Raise TemplateError if anything was recorded: the first 50 faults, which are more than anyone reads."""
        if self.problems:
            raise TemplateError(self.problems[:MOST])
