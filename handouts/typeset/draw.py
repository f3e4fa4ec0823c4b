"""How each block is drawn into a `Composer`: one function a block type, all of the same shape.

`draw(composer, block, x, y, width, parent)` sets the block with its upper start corner at (x, y), hangs its elements
under `parent`, and gives its height.  All lengths are points; fixed ones are in parts of the body size, so that
editions scale.
"""

from __future__ import annotations

from typing import assert_never

from handouts.model import (
    Block,
    BodyMap,
    Calendar,
    Callout,
    Chart,
    Codes,
    Course,
    DoDont,
    Facts,
    Heading,
    ItemList,
    Marker,
    PainScale,
    Paragraph,
    RedFlags,
    Role,
    Signature,
    Strip,
    Table,
    Timeline,
    WriteIn,
)
from handouts.typeset.compose import Composer
from handouts.typeset.facts import draw_facts
from handouts.typeset.figures import draw_figure
from handouts.typeset.lists import draw_list, list_element
from handouts.typeset.pairs import draw_do_dont, draw_red_flags
from handouts.typeset.signature import draw_signature
from handouts.typeset.tables import draw_table

SHADES = ("brand", "mid", "rule")  # of the stages of a timeline


def draw(composer: Composer, block: Block, x: float, y: float, width: float, parent: int = -1) -> float:
    """Draw any block; gives its height."""
    match block:
        case Paragraph():
            return draw_paragraph(composer, block, x, y, width, parent)
        case Heading():
            kind, tag = ("h2", "H2") if block.level == 2 else ("h3", "H3")
            return composer.text(block.content, kind, x, y, width, tag, parent)  # type: ignore[arg-type]
        case ItemList():
            return draw_list(composer, block, x, y, width, parent)
        case RedFlags():
            return draw_red_flags(composer, block, x, y, width, parent)
        case DoDont():
            return draw_do_dont(composer, block, x, y, width, parent)
        case WriteIn():
            return draw_write_in(composer, block, x, y, width, parent)
        case Signature():
            return draw_signature(composer, block, x, y, width, parent)
        case Facts():
            return draw_facts(composer, block, x, y, width, parent)
        case Table():
            return draw_table(composer, block, x, y, width, parent)
        case Timeline():
            return draw_timeline(composer, block, x, y, width, parent)
        case PainScale():
            return draw_pain_scale(composer, block, x, y, width, parent)
        case Callout():
            return draw_callout(composer, block, x, y, width, parent)
        case BodyMap() | Course() | Calendar() | Codes() | Strip() | Chart():
            return draw_figure(composer, block, x, y, width, parent)
        case _:
            assert_never(block)


def draw_paragraph(composer: Composer, block: Paragraph, x: float, y: float, width: float, parent: int) -> float:
    """Running text; the title is the sheet's H1."""
    return composer.text(block.content, block.role, x, y, width, "H1" if block.role is Role.TITLE else "P", parent)


def draw_write_in(composer: Composer, block: WriteIn, x: float, y: float, width: float, parent: int) -> float:
    """A label with a ruled line after it, or ruled lines below it."""
    body = composer.typesetter.style("body")
    room = body.leading * 1.25
    drop = (room - body.leading) / 2
    height = composer.text(block.label, "body", x, y + drop, width, "P", parent)
    used = composer.text_width(block.label, "body", width)
    foot = y + drop + height - body.leading * 0.22
    if used < width * 0.8:
        composer.rule(x + used + body.size * 0.5, foot, width - used - body.size * 0.5, stroke="pen", line=0.7)
    for line in range(1, block.lines):
        composer.rule(x, foot + line * room, width, stroke="pen", line=0.7)
    return height + 2 * drop + (block.lines - 1) * room


def draw_timeline(composer: Composer, block: Timeline, x: float, y: float, width: float, parent: int) -> float:
    """Stages side by side: when above a bar whose shade fades, what below it."""
    body = composer.typesetter.style("body")
    gutter = body.size * 0.6
    if composer.typesetter.edition.stacked:
        return _stacked_timeline(composer, block, x, y, width, parent)
    column = (width - gutter * (len(block.stages) - 1)) / len(block.stages)
    heads = [composer.text_height(stage.when, "cell-head", column) for stage in block.stages]
    bar = y + max(heads) + body.size * 0.1
    thick = body.size * 0.55
    listing = list_element(composer, Marker.BULLET, parent)
    tall = 0.0
    for n, stage in enumerate(block.stages):
        left = x + n * (column + gutter)
        item = composer.element("LI", listing)
        composer.text(stage.when, "cell-head", left, y + max(heads) - heads[n], column, "Lbl", item)
        tall = max(tall, composer.text(stage.what, "body", left, bar + thick * 1.6, column, "LBody", item))
        shade = SHADES[min(n, len(SHADES) - 1)]
        reach = column + (gutter if n < len(block.stages) - 1 else 0)
        composer.rectangle(left, bar + thick * 0.3, reach, thick, fill=shade)
        composer.rectangle(left, bar + thick * 0.3, reach, thick, stroke="brand", line=0.6)
    return bar + thick * 1.6 + tall - y


def _stacked_timeline(composer: Composer, block: Timeline, x: float, y: float, width: float, parent: int) -> float:
    """Stages one below the other, beside a bar whose shade fades."""
    body = composer.typesetter.style("body").size
    thick, indent = body * 0.55, body * 1.4
    listing = list_element(composer, Marker.BULLET, parent)
    at = y
    for n, stage in enumerate(block.stages):
        item = composer.element("LI", listing)
        tall = composer.text(stage.when, "cell-head", x + indent, at, width - indent, "Lbl", item)
        tall += composer.text(stage.what, "body", x + indent, at + tall, width - indent, "LBody", item) + body * 0.4
        composer.rectangle(x, at, thick, tall, fill=SHADES[min(n, len(SHADES) - 1)])
        composer.rectangle(x, at, thick, tall, stroke="brand", line=0.6)
        at += tall
    return at - y


def draw_pain_scale(composer: Composer, block: PainScale, x: float, y: float, width: float, parent: int) -> float:
    """Eleven boxes to circle; the numbers are decoration, as the words for both ends say them."""
    body = composer.typesetter.style("body")
    division = composer.element("Div", parent)
    top = y
    y += composer.text(block.label, "body", x, y, width, "P", division) + body.size * 0.3
    step, tall = width / 11, body.leading * 1.2
    for n in range(11):
        composer.rectangle(x + n * step, y, step, tall, fill="tint" if n % 2 else "white", stroke="brand", line=0.7)
        composer.string(str(n), "cell-head", x + n * step, y + (tall - body.leading) / 2, step, align="center")
    y += tall + body.size * 0.1
    half = width / 2
    ends = composer.text(block.least, "body", x, y, half, "P", division)
    return y + max(ends, composer.text(block.most, "body", x + half, y, half, "P", division, align="end")) - top


def draw_callout(composer: Composer, block: Callout, x: float, y: float, width: float, parent: int) -> float:
    """A tinted box with a bar at its start side, holding other blocks."""
    body = composer.typesetter.style("body").size
    pad = composer.typesetter.pad
    tint, edge = ("danger-tint", "danger") if block.tone == "warning" else ("tint", "brand")
    section = composer.element("Sect" if any(isinstance(b, Heading) for b in block.blocks) else "Div", parent)
    at = y + pad * 0.7
    layer = composer.layer
    for n, inner in enumerate(block.blocks):
        at += body * 0.25 if n else 0.0
        at += draw(composer, inner, x + pad * 1.4, at, width - pad * 2.4, section)
    height = at + pad * 0.7 - y
    composer.rectangle(x, y, body * 0.35, height, fill=edge, layer=layer)
    composer.rectangle(x, y, width, height, fill=tint, layer=layer)
    return height
