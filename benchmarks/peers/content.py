"""The sheets that all makers set, and their text as plain pieces that any of them can set."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
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
    Callout,
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
LOGO = data_dir("examples") / "harbor" / "logo.png"
AREAS = (503, 971, 541, 206, 212, 213, 214, 215, 216, 217, 218, 301, 302, 303, 304, 305, 307, 308, 309, 310)
NAME = "Harbor Spine & Joint Clinic"


class Piece(NamedTuple):
    """A heading, paragraph, list item or row of a table (with several texts)."""

    tag: Literal["h1", "h2", "p", "li", "row"]
    texts: tuple[Inlines, ...]


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="handouts-peers-"))
    (folder / "logo.png").write_bytes(LOGO.read_bytes())
    return folder


@cache
def clinic_file(number: int) -> Path:
    """The file of clinic `number`, written once, which differs from all others by its name, addresses and phone."""
    path = _folder() / f"{number}.toml"
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
    """All text of a sheet in reading order; drawings and codes are left out, which helps those who cannot draw them."""
    head = sheet.letterhead
    for line in (head.name, *head.address, *head.contact):
        yield Piece("p", (line,))
    for block in sheet.blocks:
        yield from _block(block)
    for line in sheet.imprint:
        yield Piece("p", (line,))


def grouped(all_pieces: tuple[Piece, ...]) -> Iterator[tuple[str, list[Piece]]]:
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
            yield Piece("h2", (block.title,))
            yield from (*_help(block.emergency), *_help(block.same_day))
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
        case Callout():
            for inner in block.blocks:
                yield from _block(inner)
        case Strip():
            yield from (Piece("p", (line,)) for line in (block.title, block.heading, block.signs, *block.lines))
        case _:
            return


def _help(part: Help) -> Iterator[Piece]:
    yield Piece("p", (part.heading,))
    yield from (Piece("li", (item,)) for item in part.items)
    yield from (Piece("p", (text,)) for text in part.after)
