"""The words of a handout, piece by piece, each with what it is for and where it stands.

Blocks are plain data, so pieces are found by the names of their fields and not by the blocks' own classes: a block that
is new to the program is read without a line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TypeGuard

from handouts.model import Handout, Heading, Inlines, Marker, Paragraph, Role, Run, Table, plain

VALUE = "n"  # how a name, phone, address, date or number counts: as one short word
NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
LABELS = {"label", "when", "header", "options", "least", "most", "across", "caption", "title", "clinic_name"}
ITEMS = {"items", "tasks"}
RUN_IN = {"signs"}  # lists set as one paragraph, their items parted by semicolons
_BETWEEN = re.compile("[;؛；]")  # items of a list that is run in
LEADS = (":", "：")
END = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔")


class Use(Enum):
    """What a piece of text is for."""

    HEADING = "heading"
    LABEL = "label"
    LEAD_IN = "lead-in"
    ITEM = "list item"
    PROSE = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text as it is printed: `place` says in words where it stands, `group` which pieces belong together."""

    runs: Inlines
    use: Use
    place: str
    group: int
    language: str

    @property
    def text(self) -> str:
        """What is printed."""
        return " ".join(plain(self.runs).split())

    @property
    def read(self) -> str:
        """What is read: without names, phones, addresses and dates, and each number as one short word."""
        parts = (VALUE if _is_value(run) else NUMBER.sub(VALUE, run.text) for run in self.runs if run.text)
        return " ".join("".join(parts).split())


def _is_value(run: Run) -> bool:
    return bool(run.isolation or run.field or run.slot)


def pieces(handout: Handout) -> tuple[Piece, ...]:
    """Every piece of the sheet's body, in reading order, without the letterhead and the imprint."""
    return tuple(_Reader(handout.language).read(handout.blocks))


def imprint(handout: Handout) -> str:
    """What stands at the foot of each page, for those who answer for the sheet."""
    return " ".join(plain(line) for line in handout.imprint)


class _Reader:
    """Walks blocks and remembers under which heading it is."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.section = ""
        self.group = 0

    def read(self, blocks: tuple[object, ...]) -> Iterator[Piece]:
        for block in blocks:
            self.group += 1
            yield from self._value(block, "")

    def _value(self, value: object, name: str) -> Iterator[Piece]:
        """Pieces in `value`, which stands in the field called `name`."""
        if _is_text(value) and name in RUN_IN:
            for item in _items(value):
                yield self._piece(item, Use.ITEM)
        elif _is_text(value):
            yield self._piece(value, self._use(value, name))
        elif isinstance(value, Paragraph | Heading):
            yield from self._paragraph(value)
        elif isinstance(value, Table):
            yield from self._table(value)
        elif isinstance(value, tuple):
            for part in value:
                yield from self._value(part, name)
        elif is_dataclass(value) and not isinstance(value, Run):
            yield from self._fields(value)

    def _fields(self, block: object) -> Iterator[Piece]:
        for field in fields(block):  # type: ignore[arg-type]
            inner = getattr(block, field.name)
            if isinstance(inner, Marker | str | int | float | bytes):
                continue
            if is_dataclass(inner) or field.name == "blocks":
                self.group += 1
            yield from self._value(inner, field.name)

    def _paragraph(self, block: Paragraph | Heading) -> Iterator[Piece]:
        if isinstance(block, Heading) or block.role is Role.TITLE:
            self.section = " ".join(plain(block.content).split())
            yield self._piece(block.content, Use.HEADING)
        else:
            yield self._piece(block.content, self._use(block.content, "content"))

    def _table(self, table: Table) -> Iterator[Piece]:
        """Header row and the first cell of each row are labels; every other cell is read by itself."""
        for cell in table.header:
            yield self._piece(cell, Use.LABEL)
        for row in table.rows:
            for column, cell_ in enumerate(row.cells):
                self.group += 1
                for text in cell_.content:
                    yield self._piece(text, Use.ITEM if column else Use.LABEL)

    def _use(self, runs: Inlines, name: str) -> Use:
        text = plain(runs).rstrip()
        if text.endswith(LEADS):
            return Use.LEAD_IN
        if name in LABELS and not text.endswith(END):
            return Use.LABEL
        if name == "heading":
            return Use.HEADING
        if name == "value":
            return Use.LABEL
        return Use.ITEM if name in ITEMS else Use.PROSE

    def _piece(self, runs: Inlines, use: Use) -> Piece:
        return Piece(runs, use, self._place(runs), self.group, self.language)

    def _place(self, runs: Inlines) -> str:
        first = " ".join(_shown(runs).split()[:4])
        return f"under “{self.section}”, at “{first} …”" if self.section else f"at “{first} …”"


def _items(runs: Inlines) -> Iterator[Inlines]:
    """Items of a list that is run in."""
    item: list[Run] = []
    for run in runs:
        first, *others = [run.text] if run.isolation else _BETWEEN.split(run.text)
        item.append(run._replace(text=first))
        for other in others:
            yield tuple(item)
            item = [run._replace(text=other)]
    yield tuple(item)


def _shown(runs: Inlines) -> str:
    """Text without what may be a patient's, since places are printed on screens and in logs."""
    return "".join("…" if run.isolation == "name" else run.text for run in runs)


def _is_text(value: object) -> TypeGuard[Inlines]:
    return isinstance(value, tuple) and bool(value) and all(isinstance(part, Run) for part in value)
