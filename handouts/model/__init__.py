"""The handout as plain data: what is asked for (`Request`) and what is said (`Handout`, its blocks and runs).

Everything is frozen and hashable, so that a block can be typeset once and reused.  Imports nothing of ours.
"""

from handouts.model.blocks import (
    Block,
    Callout,
    Cell,
    CellKind,
    Choices,
    Facts,
    Field,
    PainScale,
    Row,
    Signature,
    Stage,
    Table,
    Timeline,
    WriteIn,
)
from handouts.model.figures import BodyMap, Calendar, Chart, Code, Codes, Course, Day, Figure, Point, Strip
from handouts.model.handout import Direction, Handout, Letterhead, Logo, Mark, Outline
from handouts.model.request import Guidance, Paper, Request, Side
from handouts.model.runs import Inlines, Isolation, Run, Slot, plain
from handouts.model.texts import Advice, DoDont, Heading, Help, ItemList, Marker, Paragraph, RedFlags, Role

__all__ = [
    "Advice",
    "Block",
    "BodyMap",
    "Calendar",
    "Callout",
    "Cell",
    "CellKind",
    "Chart",
    "Choices",
    "Code",
    "Codes",
    "Course",
    "Day",
    "Direction",
    "DoDont",
    "Facts",
    "Field",
    "Figure",
    "Guidance",
    "Handout",
    "Heading",
    "Help",
    "Inlines",
    "Isolation",
    "ItemList",
    "Letterhead",
    "Logo",
    "Mark",
    "Marker",
    "Outline",
    "PainScale",
    "Paper",
    "Paragraph",
    "Point",
    "RedFlags",
    "Request",
    "Role",
    "Row",
    "Run",
    "Side",
    "Signature",
    "Slot",
    "Stage",
    "Strip",
    "Table",
    "Timeline",
    "WriteIn",
    "plain",
]
