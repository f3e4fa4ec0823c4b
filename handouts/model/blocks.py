"""Places for the pen, facts, tables; and all blocks as a closed union, so that whoever handles them handles all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from handouts.model.figures import BodyMap, Figure
from handouts.model.runs import Inlines
from handouts.model.texts import DoDont, Heading, ItemList, Paragraph, RedFlags


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A place for the pen: a label and ruled `lines` (a line is the remaining width)."""

    label: Inlines
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign, side by side, each with its label below."""

    labels: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Words with a tick box each."""

    options: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled fact: known, to be written in (`value` is None), or to be ticked."""

    label: Inlines
    value: Inlines | Choices | None


@dataclass(frozen=True, slots=True)
class Facts:
    """The box of facts that says whose sheet this is."""

    fields: tuple[Field, ...]
    body_map: BodyMap | None = None


class CellKind(StrEnum):
    """How a table's cell is filled."""

    TEXT = "text"
    TASKS = "tasks"
    SCORE = "score"
    BLANK = "blank"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs of text, tasks with tick boxes, an empty 0-10 score box, a write-in space, or one tick box."""

    content: tuple[Inlines, ...] = ()
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; its first cell is the row's header."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row, repeated on each page.  `widths` are shares of the measure and add up to 1."""

    header: tuple[Inlines, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of a timeline: when, and what happens."""

    when: Inlines
    what: Inlines


@dataclass(frozen=True, slots=True)
class Timeline:
    """Stages side by side under a drawn bar."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class PainScale:
    """Boxes 0 to 10 to circle, with the words for both ends."""

    label: Inlines
    least: Inlines
    most: Inlines


@dataclass(frozen=True, slots=True)
class Callout:
    """A box set apart, kept whole: `tone` is "note" or "warning"."""

    blocks: tuple[Block, ...]
    tone: Literal["note", "warning"] = "note"


Block = (
    Paragraph
    | Heading
    | ItemList
    | RedFlags
    | DoDont
    | WriteIn
    | Signature
    | Facts
    | Table
    | Timeline
    | PainScale
    | Callout
    | Figure
)
