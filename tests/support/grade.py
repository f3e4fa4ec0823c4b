"""The reading grade of a handout's words (Flesch-Kincaid), counted without a dictionary.

Headings, labels and tables' heads are left out.  A list item is a sentence if it has five words or more or ends as
one; a shorter fragment belongs to what follows it.  Phones, e-mails, dates, names and numbers count as a short word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.model import (
    Callout,
    Cell,
    DoDont,
    Handout,
    Inlines,
    ItemList,
    Paragraph,
    RedFlags,
    Role,
    Table,
    Timeline,
)

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
FRAGMENT = 5
EXCEPTIONS = {
    "area": 3,
    "idea": 3,
    "diet": 2,
    "fluid": 2,
    "create": 2,
    "every": 2,
    "people": 2,
    "medicine": 3,
    "being": 2,
}


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade, what it was counted from, and the longest sentence in words."""

    grade: float
    sentences: int
    words: int
    longest: str


def grade(handout: Handout) -> Grade:
    """The grade of everything that is read in `handout`."""
    sentences = list(_sentences(handout))
    counted = [[syllables(word) for word in WORD.findall(text)] for text in sentences]
    words = sum(map(len, counted))
    value = 0.39 * words / len(sentences) + 11.8 * sum(map(sum, counted)) / words - 15.59
    return Grade(value, len(sentences), words, max(sentences, key=lambda text: len(WORD.findall(text))))


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels."""
    word = word.lower()
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeiouy]l[^l]?e$", word) and not word.endswith("le"):
        count -= 1
    if re.search(r"[^aeiouytd]ed$", word):
        count -= 1
    return max(count, 1)


def _sentences(handout: Handout) -> Iterator[str]:
    for texts in _groups(handout):
        kept = ""
        for text in texts:
            for piece in SENTENCE.split(text.strip()):
                if not WORD.search(piece):
                    continue
                whole = len(WORD.findall(piece)) >= FRAGMENT or piece.endswith((".", "!", "?"))
                if whole and kept:
                    yield kept
                    kept = ""
                if whole:
                    yield piece
                else:
                    kept = f"{kept} {piece}".strip()
        if kept:
            yield kept


def _groups(handout: Handout) -> Iterator[list[str]]:
    for block in handout.walk():
        match block:
            case Paragraph(role=role) if role is not Role.TITLE:
                yield [_read(block.content)]
            case ItemList():
                yield [_read(item) for item in block.items]
            case RedFlags():
                for side in (block.emergency, block.same_day):
                    yield [_read(text) for text in (side.heading, *side.items, *side.after)]
            case DoDont():
                for column in (block.do, block.dont):
                    yield [_read(item) for item in column.items]
            case Timeline():
                yield [_read(stage.what) for stage in block.stages]
            case Table():
                yield [_read(text) for row in block.rows for cell in row.cells[1:] for text in _cell(cell)]
            case Callout():
                continue


def _cell(cell: Cell) -> tuple[Inlines, ...]:
    return cell.content


def _read(runs: Inlines) -> str:
    """What is read: critical values stand as a short word each."""
    return "".join("n" if run.isolation else run.text for run in runs)
