"""How a proof says what is wrong."""

from __future__ import annotations

from handouts.errors import Problem
from handouts.typeset.pages import Layout


def problem(code: str, message: str) -> Problem:
    """One thing that is not as it should be."""
    return Problem(code, message, "The sheet was not written. This is a fault in the program: please report it.")


def wrong_count(count: int, layout: Layout) -> Problem:
    """The file has `count` pages, and should have others."""
    return problem("pages", f"The finished file has {count} pages instead of {len(layout.pages)}.")
