"""How each block is drawn into a `Composer`: one function a block type, all of the same shape.

`draw(composer, block, x, y, width, parent)` sets the block with its upper start corner at (x, y), hangs its elements
under `parent`, and gives its height.  All lengths are points; fixed ones are in parts of the body size, so that
editions scale.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, assert_never

from handouts.model import (
    Advice,
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
    Help,
    Inlines,
    ItemList,
    Marker,
    PainScale,
    Paragraph,
    RedFlags,
    Role,
    Run,
    Strip,
    Table,
    Timeline,
    WriteIn,
)
from handouts.typeset.compose import Composer, Icon
from handouts.typeset.facts import draw_facts
from handouts.typeset.figures import draw_figure
from handouts.typeset.tables import draw_table

ICONS: dict[Marker, tuple[Icon, str]] = {
    Marker.BULLET: ("bullet", "brand"),
    Marker.TICK: ("tick", "good"),
    Marker.CROSS: ("cross", "warn"),
    Marker.BOX: ("box", "pen"),
}


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


def draw_items(
    composer: Composer,
    items: tuple[Inlines, ...],
    marker: Marker,
    x: float,
    y: float,
    width: float,
    parent: int,
    *,
    first: int = 1,
) -> float:
    """List items below each other under an existing list element."""
    top = y
    for number, item in enumerate(items, first):
        y += draw_item(composer, item, marker, x, y, width, parent, number) + composer.typesetter.edition.gap * 0.3
    return y - top


def draw_item(
    composer: Composer, item: Inlines, marker: Marker, x: float, y: float, width: float, parent: int, number: int
) -> float:
    """One list item with its drawn marker or its number."""
    body = composer.typesetter.style("body")
    indent = body.size * (1.5 if marker in (Marker.BOX, Marker.NUMBER) else 1.25)
    element = composer.element("LI", parent)
    if marker is Marker.NUMBER:
        composer.text((Run(f"{number}."),), "cell-head", x, y, indent, "Lbl", element)
    else:
        icon, colour = ICONS[marker]
        size = body.size * {"bullet": 0.9, "box": 0.95}.get(icon, 0.78)
        composer.icon(icon, x, y + (body.leading - size) / 2, size, colour)
    return composer.text(item, "body", x + indent, y, width - indent, "LBody", element)


def list_element(composer: Composer, marker: Marker, parent: int) -> int:
    """The L element for a kind of marker."""
    return composer.element("L", parent, numbering="Decimal" if marker is Marker.NUMBER else "None")


def draw_list(composer: Composer, block: ItemList, x: float, y: float, width: float, parent: int) -> float:
    """A whole list, in columns if it asks for them (filled one after the other)."""
    element = list_element(composer, block.marker, parent)
    gutter = composer.typesetter.edition.body
    column = (width - gutter * (block.columns - 1)) / block.columns
    share = -(-len(block.items) // block.columns)
    tall = 0.0
    for n in range(block.columns):
        part = block.items[n * share : (n + 1) * share]
        left = x + n * (column + gutter)
        height = draw_items(composer, part, block.marker, left, y, column, element, first=n * share + 1)
        tall = max(tall, height)
    return tall


def draw_red_flags(composer: Composer, block: RedFlags, x: float, y: float, width: float, parent: int) -> float:
    """A band with the title, the emergencies beside the same-day calls, and what holds for both below them."""
    body = composer.typesetter.style("body").size
    pad = composer.typesetter.pad
    layer = composer.layer
    section = composer.element("Sect", parent)
    band = composer.typesetter.style("band")
    composer.icon("warning", x + pad, y + body * 0.35, band.size, "white")
    title = composer.text(
        block.title, "band", x + pad + band.size * 1.4, y + body * 0.2, width - 4 * pad, "H2", section
    )
    top = y + title + body * 0.4
    columns = (block.emergency, block.same_day)
    first = _balance((_height_of_help(composer, columns[0]), _height_of_help(composer, columns[1])), width - 3 * pad)
    tall = 0.0
    for n, (column, room) in enumerate(zip(columns, (first, width - 3 * pad - first), strict=True)):
        left = x + pad + n * (first + pad)
        tall = max(tall, _help(composer, column, left, top + pad * 0.6, room, section))
    foot = top + pad * 0.6 + tall
    composer.upright(x + pad * 1.5 + first, top + pad * 0.6, tall, stroke="danger", line=0.8)
    for paragraph in (*block.emergency.after, *block.same_day.after):
        foot += composer.text(paragraph, "body", x + pad, foot, width - 2 * pad, "P", section)
    height = foot - y + pad * 0.5
    composer.rectangle(x, y, width, height, stroke="danger", line=1.8, radius=4, layer=layer)
    composer.rectangle(x, y, width, top - y, fill="danger", radius=4, layer=layer)
    return height


def _balance(heights: tuple[Callable[[float], float], Callable[[float], float]], room: float) -> float:
    """Width of the first of two columns with which the taller one is least tall; each gives its height in a width."""

    def tall(share: float) -> float:
        return max(heights[0](room * share), heights[1](room * (1 - share)))

    return room * min((0.5, 0.46, 0.54, 0.42, 0.58), key=tall)


def _help(composer: Composer, block: Help, x: float, y: float, width: float, parent: int) -> float:
    top = y
    gap = composer.typesetter.edition.gap * 0.4
    y += composer.text(block.heading, "help", x, y, width, "H3", parent) + gap
    y += draw_items(composer, block.items, Marker.BULLET, x, y, width, list_element(composer, Marker.BULLET, parent))
    return y - top


def _height_of_help(composer: Composer, block: Help) -> Callable[[float], float]:
    return lambda width: _help(Composer(composer.typesetter), block, 0.0, 0.0, width, -1)


def draw_do_dont(composer: Composer, block: DoDont, x: float, y: float, width: float, parent: int) -> float:
    """Two boxes side by side: ticks and crosses, told apart by shape and words as well as colour."""
    do = _Column(block.do, Marker.TICK, "do", "good")
    dont = _Column(block.dont, Marker.CROSS, "dont", "warn")
    gutter = composer.typesetter.edition.body * 0.8
    room = width - gutter
    first = _balance((_height_of_advice(composer, do), _height_of_advice(composer, dont)), room)
    tall = max(
        _advice(composer, do, x, y, first, parent),
        _advice(composer, dont, x + first + gutter, y, room - first, parent),
    )
    composer.rectangle(x, y, first, tall, stroke=do.colour, line=1.3, radius=4)
    composer.rectangle(x + first + gutter, y, room - first, tall, stroke=dont.colour, line=1.3, radius=4)
    return tall


class _Column(NamedTuple):
    """A column of advice with its marker, the kind of its heading's text, and its colour."""

    advice: Advice
    marker: Marker
    kind: str
    colour: str


def _height_of_advice(composer: Composer, column: _Column) -> Callable[[float], float]:
    return lambda width: _advice(Composer(composer.typesetter), column, 0.0, 0.0, width, -1)


def _advice(composer: Composer, column: _Column, x: float, y: float, width: float, parent: int) -> float:
    pad = composer.typesetter.pad
    inner = width - 2 * pad
    division = composer.element("Div", parent)
    at = y + pad * 0.6
    at += composer.text(column.advice.heading, column.kind, x + pad, at, inner, "H3", division)
    at += composer.typesetter.edition.body * 0.15
    items = list_element(composer, column.marker, division)
    at += draw_items(composer, column.advice.items, column.marker, x + pad, at, inner, items)
    return at + pad * 0.6 - y


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
        shade = ("brand", "mid", "rule", "rule", "rule")[min(n, 4)]
        reach = column + (gutter if n < len(block.stages) - 1 else 0)
        composer.rectangle(left, bar + thick * 0.3, reach, thick, fill=shade)
        composer.rectangle(left, bar + thick * 0.3, reach, thick, stroke="brand", line=0.6)
    return bar + thick * 1.6 + tall - y


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
