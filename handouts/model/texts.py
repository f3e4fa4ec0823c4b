"""Blocks of words: paragraphs, lists, warning signs, what to do and what not to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from handouts.model.runs import Inlines


class Role(StrEnum):
    """What a paragraph is for; editions give each role its type."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    NOTE = "note"
    STATUS = "status"


class Marker(StrEnum):
    """What stands before a list item.  All but numbers are drawn shapes."""

    BULLET = "bullet"
    NUMBER = "number"
    TICK = "tick"
    CROSS = "cross"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.  `Role.TITLE` is the one H1 of a sheet."""

    content: Inlines
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading, level 2 or 3; it stays with what follows."""

    content: Inlines
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is one paragraph.  `columns` sets short items side by side."""

    items: tuple[Inlines, ...]
    marker: Marker = Marker.BULLET
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Help:
    """One half of the red-flag box: whom to call (with the number, large) and for which signs."""

    heading: Inlines
    items: tuple[Inlines, ...]
    after: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class RedFlags:
    """The red-flag box: emergencies beside the same-day calls.  Always on page 1, never split."""

    title: Inlines
    emergency: Help
    same_day: Help


@dataclass(frozen=True, slots=True)
class Advice:
    """One column of `DoDont`."""

    heading: Inlines
    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class DoDont:
    """What to do beside what not to do, with drawn ticks and crosses."""

    do: Advice
    dont: Advice
