"""Notes in the margin of a proof copy: which sources and parameters stand behind each text.  Decoration, but real text.

A note stands beside the first line of its text; where that is taken, below the note before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handouts.model import Inlines, Run
from handouts.sourcing import parameters_in, sources_in
from handouts.typeset.lines import TextStyle, set_text
from handouts.typeset.setblock import ARTIFACT, Text

GUTTER = 10.0  # between the text and its notes
NOTHING = "-"  # what says that a text makes no clinical statement


class Note(NamedTuple):
    """What stands behind a text, and the height at which the note should begin."""

    y: float
    content: Inlines


def note(runs: Inlines, y: float) -> Iterator[Note]:
    """The note at `y` for a text; none where nothing clinical stands behind it."""
    ids = [*(source for source in sources_in(runs) if source != NOTHING), *parameters_in(runs)]
    if ids:  # they read from left to right, whatever the sheet's direction
        yield Note(y, tuple(part for each in ids for part in (Run(each, isolation="name"), Run(" ")))[:-1])


def place(notes: list[Note], style: TextStyle, x: float, width: float) -> Iterator[Text]:
    """The notes as marks, from the top down, none over another."""
    free = 0.0
    for each in sorted(notes, key=lambda each: each.y):
        content = set_text(each.content, style, round(width, 2))
        y = max(each.y, free)
        free = y + content.height
        yield Text(ARTIFACT, x, y, content, style.colour)
