"""Words that items look for, by language; a language that has none is not judged by them, and that is said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from handouts.quality.scorecard.item import Check, Finding, idle
from handouts.quality.scorecard.look import Look


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(files("handouts.quality.scorecard").joinpath("wording.toml").read_text(encoding="utf-8"))


def pattern(language: str, name: str) -> re.Pattern[str] | None:
    """The pattern called `name` of a language, or None."""
    found = _all().get(language, {}).get(name)
    case = 0 if name == "abbreviations" else re.IGNORECASE
    return re.compile(found, case) if found else None


def terms(language: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Medical terms of a language, each with the plain words that explain it."""
    for term, plain in _all().get(language, {}).get("terms", {}).items():
        yield re.compile(rf"\b(?:{term})\b"), re.compile(plain, re.IGNORECASE)


def never(name: str, mend: str) -> Check:
    """A check that fails wherever the pattern called `name` is found in the sheet's words."""

    def check(look: Look) -> Iterator[Finding]:
        wanted = pattern(look.language, name)
        if wanted is None:
            yield idle(f"There is no word list for {look.language}.")
            return
        for piece in look.pieces:
            if found := wanted.search(piece.text):
                yield Finding(f"“{found[0]}” {piece.place}", mend)

    return check
