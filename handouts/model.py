"""The handout as plain data: what is asked for (`Request`) and what is said (`Handout`, its blocks and runs).

Everything is frozen and hashable, so that a block can be typeset once and reused.  Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Literal, NamedTuple

Side = Literal["left", "right"]
Guidance = Literal["", "ultrasound", "x-ray", "none"]
Paper = Literal["a4", "letter"]
Direction = Literal["ltr", "rtl"]
Isolation = Literal["", "unit", "keep", "name"]
Slot = Literal["", "page", "pages"]


@dataclass(frozen=True, slots=True)
class Request:
    """One sheet as asked for.  `None` or "" means not given: the sheet has a write-in line there.

    `joint` is which joint's labrum it is; `guidance` is how the needle is seen ("" leaves it unsaid); with `sedation`
    the patient is given medicine to be sleepy.  `chart_copy` adds a page to sign for the clinic's own file; `proof`
    makes a clinician's copy that shows what each statement rests on.
    """

    kind: str
    treatment: str
    region: str
    locale: str
    paper: Paper
    today: date
    side: Side | None = None
    joint: str = ""
    guidance: Guidance = ""
    sedation: bool = False
    patient: str = ""
    patient_id: str = ""
    clinician: str = ""
    procedure_date: date | None = None
    time: time | None = None
    first_session: date | None = None
    sessions: int | None = None
    weeks_between: int | None = None
    edition: str = "standard"
    draft: bool = False
    chart_copy: bool = False
    proof: bool = False


class Run(NamedTuple):
    """A stretch of settled text in one style.

    `isolation` is how it stands in its line: "" is prose; "unit" (phone, dose, e-mail) is one left-to-right object that
    never breaks; "keep" (a date in words) never breaks but reads in its own direction; "name" is set apart from its
    neighbours' direction and may break.  `lang` is a BCP 47 tag where it differs from the sheet's.  `field` names the
    clinic-file key, option or parameter that the text came from.  `slot` is filled in when pages are numbered.
    `size` scales the paragraph's type size.  `source` holds the ids of what the statement rests on; it never shows in
    how the run is set.
    """

    text: str
    strong: bool = False
    isolation: Isolation = ""
    lang: str = ""
    field: str = ""
    slot: Slot = ""
    size: float = 1.0
    source: tuple[str, ...] = ()


Inlines = tuple[Run, ...]


def plain(runs: Inlines) -> str:
    """Text of `runs`, as a reader hears it."""
    return "".join(run.text for run in runs)


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
class BodyMap:
    """A body from the front and from the back, with the treated `area` marked.

    `area` is a region's id, or the joint's for a labrum.  An area that has sides and is given none has open rings on
    both, for the pen.  `alt` says the same in words.
    """

    area: str
    alt: str
    side: Side | None = None


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


Figure = BodyMap | Course | Calendar | Codes | Strip | Chart
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


@dataclass(frozen=True, slots=True)
class Logo:
    """The clinic's picture, ready to embed: `data` is a JPEG file, or deflated RGB rows; `alt` says what it is."""

    data: bytes
    encoding: Literal["jpeg", "rgb", "gray"]
    width: int
    height: int
    alt: str
    jpeg_gray: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who hands out the sheet: name and address at the start side, hours and phones at the end side."""

    name: Inlines
    address: tuple[Inlines, ...]
    contact: tuple[Inlines, ...]
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a sheet is not clean: the watermark's word, and the reason as a sentence."""

    word: str
    reason: Inlines


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A sheet with a dot, or a usual phone, for each of the clinic's and the patient's own words.

    An edition in which that has no room is not tried for the sheets that share it.

    Many sheets share it, and know it by identity.
    """

    handout: Handout


@dataclass(frozen=True, slots=True)
class Handout:
    """A sheet with every word settled.

    `running` repeats who it is for on the pages after the first; `imprint` and `page_label` stand at the foot of each
    page.  `language` is a BCP 47 tag.  `title` is the document's title: it never names a patient.  `written` is the ISO
    date of the template's version.  A sheet of more than `pages` pages is set again with less air.  `chart` stands on a
    page of its own, for the clinic's file.  `outline` is what it shares with other sheets.
    """

    kind: str
    language: str
    direction: Direction
    title: str
    author: str
    letterhead: Letterhead
    running: Inlines
    blocks: tuple[Block, ...]
    imprint: tuple[Inlines, ...]
    page_label: Inlines
    mark: Mark | None = None
    version: str = ""
    written: str = "2026-01-01"
    pages: int = 2
    chart: tuple[Block, ...] = ()
    outline: Outline | None = field(default=None, compare=False, repr=False)

    def walk(self) -> Iterator[Block]:
        """Every block in reading order, outer before inner."""
        stack = list(reversed((*self.blocks, *self.chart)))
        while stack:
            block = stack.pop()
            yield block
            if isinstance(block, Callout):
                stack.extend(reversed(block.blocks))
