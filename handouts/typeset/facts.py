"""The box of facts: whose sheet this is, with write-in lines and tick boxes for what is not known."""

from __future__ import annotations

from handouts.model import Choices, Facts, Field
from handouts.typeset.compose import Composer
from handouts.typeset.figures.bodymap import draw_map, map_size

COLUMNS = 2  # in a stacked edition one
PEN = 8.0  # body sizes: least width of a line to write on


def draw_facts(composer: Composer, block: Facts, x: float, y: float, width: float, parent: int) -> float:
    """Fields in columns, read across; label, then value, rule or boxes.  A body map stands at the end side."""
    pad = composer.typesetter.pad * 0.9
    if block.body_map is None:
        height = _fields(composer, block, x, y, width, parent)
    else:
        size = map_size(composer, block.body_map)
        room = width - size.width - pad
        fields = _fields(Composer(composer.typesetter), block, x, y, room, -1)
        height = max(fields, size.height + pad * 1.2)
        _fields(composer, block, x, y + (height - fields) / 2, room, parent)
        top = y + (height - size.height) / 2
        draw_map(composer, block.body_map, x + room, top, parent)
    composer.rectangle(x, y, width, height, stroke="rule", line=1.0, radius=4)
    return height


def _fields(composer: Composer, block: Facts, x: float, y: float, width: float, parent: int) -> float:
    columns = 1 if composer.typesetter.edition.stacked else COLUMNS
    pad = composer.typesetter.pad * 0.9
    listing = composer.element("L", parent, numbering="None")
    room = width - pad * (columns + 1)
    labels = _label_widths(composer, block, room / columns, columns)
    shares = _shares(composer, block, labels, room)
    at = y + pad * 0.6
    for start in range(0, len(block.fields), columns):
        tall, left = 0.0, x + pad
        for n, field in enumerate(block.fields[start : start + columns]):
            tall = max(tall, _field(composer, field, left, at, labels[n], shares[n], listing))
            left += shares[n] + pad
        at += tall + composer.typesetter.edition.gap * 0.35
    return at + pad * 0.4 - y


def _shares(composer: Composer, block: Facts, labels: list[float], room: float) -> list[float]:
    """Widths of the columns: each has what its longest value needs, if all of them can; else they are equal."""
    pen = composer.typesetter.edition.body * PEN
    needed = [
        label + max((_value_width(composer, field, room, pen) for field in block.fields[n :: len(labels)]), default=pen)
        for n, label in enumerate(labels)
    ]
    spare = (room - sum(needed)) / len(labels)
    return [width + spare for width in needed] if spare >= 0 else [room / len(labels)] * len(labels)


def _value_width(composer: Composer, field: Field, room: float, pen: float) -> float:
    match field.value:
        case None:
            return pen
        case Choices(options):
            box = composer.typesetter.edition.body * 2.5
            return sum(composer.text_width(option, "body", room) + box for option in options)
        case _:
            return composer.text_width(field.value, "value", room) + 0.5


def _label_widths(composer: Composer, block: Facts, column: float, columns: int) -> list[float]:
    gap = composer.typesetter.edition.body * 0.7
    return [
        gap + max(composer.text_width(field.label, "label", column * 0.6) for field in block.fields[n::columns])
        if block.fields[n::columns]
        else gap
        for n in range(columns)
    ]


def _field(composer: Composer, field: Field, x: float, y: float, label: float, width: float, listing: int) -> float:
    body = composer.typesetter.style("body")
    item = composer.element("LI", listing)
    height = composer.text(field.label, "label", x, y, label, "Lbl", item)
    match field.value:
        case None:
            composer.rule(x + label, y + body.leading * 0.85, width - label, stroke="pen", line=0.7)
            return height
        case Choices():
            return max(height, _choices(composer, field.value, x + label, y, width - label, item))
        case _:
            return max(height, composer.text(field.value, "value", x + label, y, width - label, "LBody", item))


def _choices(composer: Composer, choices: Choices, x: float, y: float, width: float, item: int) -> float:
    """Options one after the other, each with a box; on the next line where one does not fit."""
    body = composer.typesetter.style("body")
    size = body.size * 0.95
    inner = composer.element("LBody", item)
    left, top = x, y
    for option in choices.options:
        needed = composer.text_width(option, "body", width - size * 1.5) + 0.5
        if left > x and left + size * 1.5 + needed > x + width:
            left, y = x, y + body.leading
        composer.icon("box", left, y + (body.leading - size) / 2, size, "pen")
        composer.text(option, "body", left + size * 1.5, y, needed, "P", inner)
        left += size * 1.5 + needed + body.size
    return y - top + body.leading
