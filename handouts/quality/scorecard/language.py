"""Checks of a sheet's words: level, terms, numbers, and how the reader is spoken to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.quality.scorecard.item import Finding, idle
from handouts.quality.scorecard.look import Look
from handouts.quality.scorecard.wording import never, pattern, terms

FRACTION = re.compile(r"[½⅓⅔¼¾⅛]|(?<![\d/])\d/\d(?![\d/])")
PERCENT = re.compile(r"\d\s?%")

sums = never("sums", "Work it out for the reader.")


def everyday_words(look: Look) -> Iterator[Finding]:
    """The reading level reaches its bar."""
    if not look.level.results:
        yield idle(look.level.remark)
    for result in look.level.results:
        if result.formula.gate and not result.passed:
            where = f"the whole text: {result.formula.name} {result.value:.1f}, not {result.formula.bar:.1f}"
            yield Finding(where, f"Use shorter words and sentences; the longest is {look.level.longest.place}.")


def terms_explained(look: Look) -> Iterator[Finding]:
    """A medical term stands with its plain words."""
    known = list(terms(look.language))
    if look.handout.kind == "diary":
        yield idle("A diary goes with other sheets, which explain the terms.")
        return
    if not known:
        yield idle(f"There is no glossary for {look.language}.")
    said = "\n".join(piece.text for piece in look.pieces)
    for term, plain in known:
        found = term.search(said)
        if found and not plain.search(said):
            place = next((piece.place for piece in look.pieces if term.search(piece.text)), "the text")
            yield Finding(f"“{found[0]}” {place}", "Say it in plain words where it first stands (findings 8.1).")


def clear_numbers(look: Look) -> Iterator[Finding]:
    """Numbers are whole, without fractions and percent signs."""
    for piece in look.pieces:
        if found := FRACTION.search(piece.text):
            yield Finding(f"“{found[0]}” {piece.place}", "Write it in words, such as half.")
        if found := PERCENT.search(piece.text):
            yield Finding(f"“{found[0]}” {piece.place}", "Write so many of 100 people, or percent as a word.")


def speaks_to_reader(look: Look) -> Iterator[Finding]:
    """The reader is spoken to, not spoken about."""
    reader, third = pattern(look.language, "reader"), pattern(look.language, "third")
    if reader is None or third is None:
        yield idle(f"There is no word list for {look.language}.")
        return
    if not any(reader.search(piece.text) for piece in look.pieces):
        yield Finding("the whole text", "Speak to the reader: you, your.")
    for piece in look.pieces:
        if found := third.search(piece.text):
            yield Finding(f"“{found[0]}” {piece.place}", "Speak to the reader: you, your.")
