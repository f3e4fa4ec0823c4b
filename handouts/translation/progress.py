"""How far a language is with each kind of sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.localize import Locale, Miss
from handouts.localize.reviews import Review, reviews

State = Literal["yes", "void", "no"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of the sentences that a kind can say; `reviewed` is void if anything changed since it was signed."""

    messages: int
    translated: int
    fuzzy: int
    reviewed: State
    reviewers: tuple[Review, ...]


def progress(locale: Locale, kind: str, said: Sequence[Miss]) -> Progress:
    """How far `locale` is with a kind of sheet whose sentences are `said`."""
    fuzzy = sum(locale.catalog.row(key)[-1] for key in said)
    lacking = sum(locale.catalog.lacks(key) for key in said)
    signed = [review for review in reviews(locale.folder) if review.kind == kind]
    holding = tuple(review for review in signed if locale.holds(review, said))
    state: State = "yes" if holding else "void" if signed else "no"
    return Progress(len(said), len(said) - lacking, fuzzy, state, holding)
