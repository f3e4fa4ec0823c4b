"""Drawings of a sheet, as what they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.request import Side
from handouts.model.runs import Inlines
from handouts.model.texts import Paragraph


@dataclass(frozen=True, slots=True)
class BodyMap:
    """A body from the front and from the back, with the treated `area` marked.

    `area` is a region's id, or the joint's for a labrum.  An area that has sides and is given none has open rings on
    both, for the pen.  `alt` says the same in words.
    """

    area: str
    alt: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a course: when, and what happens; `kind` gives its shape."""

    kind: Literal["session", "review", "stop"]
    when: Inlines
    what: Inlines


@dataclass(frozen=True, slots=True)
class Course:
    """The points of a treatment's course along a line."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar's entry: when, and the tasks to tick."""

    when: Inlines
    tasks: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days in columns, which fill one after the other."""

    days: tuple[Day, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: what a camera reads in it, and the caption that says so."""

    payload: str
    caption: Inlines


@dataclass(frozen=True, slots=True)
class Codes:
    """QR codes side by side, or at the end side of paragraphs."""

    beside: tuple[Paragraph, ...]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A panel to cut off and keep at hand: when to call for help, whom to call, and codes for the phone."""

    title: Inlines
    heading: Inlines
    signs: Inlines
    lines: tuple[Inlines, ...]
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """An empty grid for the pen: 0 to 10 upwards, one column a day.  `alt` says what it is for."""

    days: int
    label: Inlines
    across: Inlines
    alt: str


Figure = BodyMap | Course | Calendar | Codes | Strip | Chart
