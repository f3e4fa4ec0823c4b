"""The sheets that all makers set, and their text as plain pieces that any of them can set."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.clinics import Clinic, load_clinic
from handouts.data import data_dir
from handouts.fill import fill
from handouts.localize import load_locale
from handouts.model import (
    Block,
    Calendar,
    Callout,
    Code,
    Codes,
    DoDont,
    Facts,
    Handout,
    Heading,
    Help,
    Inlines,
    ItemList,
    Paragraph,
    RedFlags,
    Request,
    Role,
    Run,
    Strip,
    Table,
    Timeline,
)  # fmt: skip
from handouts.parse import parse
from handouts.protocol import resolve

TODAY = date(2026, 11, 22)
DAY = date(2026, 12, 1)
REQUEST = Request("aftercare", "dextrose", "low-back", "en", "letter", TODAY, procedure_date=DAY, first_session=DAY)
FONTS = Path(str(resources.files("weblate_fonts"))) / "static/weblate_fonts/source-sans/ttf"
REGULAR, BOLD = (FONTS / f"SourceSans3-{weight}.ttf" for weight in ("Regular", "Bold"))
SIZES = {"h1": 20, "h2": 13, "p": 11, "li": 11, "row": 11, "code": 11}  # points of type
LOGO = data_dir("examples") / "harbor" / "logo.png"
AREAS = (503, 971, 541, 206, 212, 213, 214, 215, 216, 217, 218, 301, 302, 303, 304, 305, 307, 308, 309, 310)
NAME = "Harbor Spine & Joint Clinic"


class Piece(NamedTuple):
    """A heading, paragraph, list item, row of a table (with several texts) or QR code (of `payload`, with its caption).

    Neighbours that are `boxed` stand in one box with a frame and a ground.
    """

    tag: Literal["h1", "h2", "p", "li", "row", "code"]
    texts: tuple[Inlines, ...]
    payload: str = ""
    boxed: bool = False


@cache
def folder() -> Path:
    """Where this process keeps clinics' files, their logo and codes."""
    made = Path(tempfile.mkdtemp(prefix="handouts-peers-"))
    (made / "logo.png").write_bytes(LOGO.read_bytes())
    return made


@cache
def clinic_file(number: int) -> Path:
    """The file of clinic `number`, written once, which differs from all others by its name, addresses and phone."""
    path = folder() / f"{number}.toml"
    text = (LOGO.parent / "clinic.toml").read_text(encoding="utf-8")
    area = AREAS[number // 100 % len(AREAS)]
    changed = text.replace(NAME, f"{NAME} {number:04}").replace("503-555-0123", f"{area}-555-01{number % 100:02}")
    path.write_text(changed.replace("12 Quay", f"{number + 1} Quay"), encoding="utf-8")
    return path


def clinic(number: int) -> Clinic:
    """Clinic `number`, read from its file."""
    return load_clinic(clinic_file(number), TODAY)


def handout(number: int) -> Handout:
    """The aftercare sheet of clinic `number`."""
    own = clinic(number)
    protocol = resolve(own, REQUEST.treatment, REQUEST.region)
    return parse(fill(REQUEST, own, protocol, load_locale(REQUEST.locale)))


def pieces(sheet: Handout) -> Iterator[Piece]:
    """All text and codes of a sheet in reading order; drawings are left out, which helps those who cannot draw them."""
    head = sheet.letterhead
    for line in (head.name, *head.address, *head.contact):
        yield Piece("p", (line,))
    for block in sheet.blocks:
        yield from _block(block)
    for line in sheet.imprint:
        yield Piece("p", (line,))


def without_drawings(all_pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The text alone: no boxes, no codes."""
    return (piece._replace(boxed=False) for piece in all_pieces if piece.tag != "code")


def boxes(all_pieces: Iterable[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Neighbours in one box, and those outside of any, together."""
    for boxed, group in groupby(all_pieces, key=lambda piece: piece.boxed):
        yield boxed, list(group)


def grouped(all_pieces: Iterable[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Neighbours of one tag together: the items of a list, the rows of a table of as many columns."""
    for (tag, _), group in groupby(all_pieces, key=lambda piece: (piece.tag, len(piece.texts))):
        yield tag, list(group)


def _block(block: Block) -> Iterator[Piece]:
    match block:
        case Paragraph():
            yield Piece("h1" if block.role is Role.TITLE else "p", (block.content,))
        case Heading():
            yield Piece("h2", (block.content,))
        case ItemList():
            yield from (Piece("li", (item,)) for item in block.items)
        case RedFlags():
            yield from _boxed((Piece("h2", (block.title,)), *_help(block.emergency), *_help(block.same_day)))
        case DoDont():
            for advice in (block.do, block.dont):
                yield Piece("p", (advice.heading,))
                yield from (Piece("li", (item,)) for item in advice.items)
        case Facts():
            yield from (Piece("row", (f.label, f.value if isinstance(f.value, tuple) else ())) for f in block.fields)
        case Table():
            yield Piece("row", block.header)
            for row in block.rows:
                yield Piece("row", tuple(sum(cell.content, ()) for cell in row.cells))
        case Timeline():
            yield from (Piece("row", (stage.when, stage.what)) for stage in block.stages)
        case Calendar():
            yield from (Piece("row", (day.when, _spaced(day.tasks))) for day in block.days)
        case Callout():
            yield from _boxed(piece for inner in block.blocks for piece in _block(inner))
        case Codes():
            yield from (piece for beside in block.beside for piece in _block(beside))
            yield from _codes(block.codes)
        case Strip():
            lines = (block.title, block.heading, block.signs, *block.lines)
            yield from _boxed((*(Piece("p", (line,)) for line in lines), *_codes(block.codes)))
        case _:
            return


def _boxed(inner: Iterable[Piece]) -> Iterator[Piece]:
    return (piece._replace(boxed=True) for piece in inner)


def _codes(codes: tuple[Code, ...]) -> Iterator[Piece]:
    return (Piece("code", (code.caption,), code.payload) for code in codes)


def _spaced(texts: tuple[Inlines, ...]) -> Inlines:
    return tuple(run for text in texts for run in (*text, Run(" ")))


def _help(part: Help) -> Iterator[Piece]:
    yield Piece("p", (part.heading,))
    yield from (Piece("li", (item,)) for item in part.items)
    yield from (Piece("p", (text,)) for text in part.after)
