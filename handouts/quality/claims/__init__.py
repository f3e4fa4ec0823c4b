"""Claims that no sheet may make (clinical findings 1.4 and 7.1), found in its sentences as far as rules can go.

Rules know words, not sense: what they find is to be read by a person, and what they pass is not proven honest.  Each
language has its own, in a TOML file here; a language without one is not checked, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.model import Handout
from handouts.quality.claims.rules import rulebook
from handouts.quality.claims.text import sentences
from handouts.quality.words import pieces

__all__ = ["Claim", "claims_in", "claims_of", "known"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that claims too much: the rule it breaks, why that is so, and what may be said instead."""

    rule: str
    sentence: str
    reason: str
    instead: str
    place: str = ""


def known(language: str) -> bool:
    """Whether there are rules for `language`."""
    return rulebook(language) is not None


def claims_in(text: str, language: str, place: str = "") -> Iterator[Claim]:
    """Claims in a text, sentence by sentence; nothing in a language without rules."""
    book = rulebook(language)
    if book is None:
        return
    said = list(sentences(text, book.contractions))
    for number, sentence in enumerate(said):
        following = " ; ".join(later.seen for later in said[number + 1 : number + 3])
        for rule in book.rules:
            if book.breaks(rule, sentence, following):
                yield Claim(rule.id, sentence.said, rule.reason, rule.instead, place)


def claims_of(handout: Handout) -> tuple[Claim, ...]:
    """Claims anywhere on a sheet."""
    return tuple(claim for piece in pieces(handout) for claim in claims_in(piece.text, handout.language, piece.place))
