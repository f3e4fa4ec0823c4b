"""The box of facts: whose sheet this is, with write-in lines and tick boxes for what is not known."""

from __future__ import annotations

from handouts.model import Choices, Facts, Field
from handouts.typeset.compose import Composer
from handouts.typeset.figures.bodymap import draw_map, map_size

COLUMNS = 2  # in a stacked edition one
SHARES = (0.5, 0.47, 0.53, 0.44, 0.56, 0.41, 0.59)  # of the first column
MOST_AIR = 0.6  # body sizes: a map leaves rows room for the pen, but they stay together


def draw_facts(composer: Composer, block: Facts, x: float, y: float, width: float, parent: int) -> float:
    """Fields in columns, read across; label, then value, rule or boxes.  A body map stands at the end side."""
    pad = composer.typesetter.pad * 0.9
    if block.body_map is None:
        height = _rows(composer, block, x, y, _columns(composer, block, width), parent)
    else:
        size = map_size(composer, block.body_map)
        room = width - size.width - pad
        columns = _columns(composer, block, room)
        fields = _rows(composer.trial(), block, x, y, columns, -1)
        height = max(fields, size.height + pad * 1.2)
        rows = -(-len(block.fields) // len(columns))
        air = min((height - fields) / (rows + 1), composer.typesetter.edition.body * MOST_AIR)
        down = (height - fields - air * (rows - 1)) / 2
        _rows(composer, block, x, y + down, columns, parent, air)
        draw_map(composer, block.body_map, x + room, y + (height - size.height) / 2, parent)
    composer.rectangle(x, y, width, height, stroke="rule", line=1.0, radius=4)
    return height


def _columns(composer: Composer, block: Facts, width: float) -> tuple[float, ...]:
    """Widths of the columns with which the fields are least tall, equal ones where that does as well."""
    pad = composer.typesetter.pad * 0.9
    if composer.typesetter.edition.stacked:
        return (width - 2 * pad,)
    room = width - pad * (COLUMNS + 1)
    choice = [(share * room, room - share * room) for share in SHARES]
    least = pad + -(-len(block.fields) // COLUMNS) * _row_height(composer)
    heights: list[int] = []
    for columns in choice:
        heights.append(round(_rows(composer.trial(), block, 0.0, 0.0, columns, -1)))
        if heights[-1] <= round(least):
            return columns
    return choice[heights.index(min(heights))]


def _row_height(composer: Composer) -> float:
    """Height of a row in which nothing takes two lines."""
    return composer.typesetter.style("label").leading + composer.typesetter.edition.gap * 0.35


def _rows(
    composer: Composer, block: Facts, x: float, y: float, columns: tuple[float, ...], parent: int, air: float = 0.0
) -> float:
    """The fields with `air` between their rows; gives the height without it."""
    pad = composer.typesetter.pad * 0.9
    listing = composer.element("L", parent, numbering="None")
    count = len(columns)
    labels = [_label_width(composer, block.fields[n::count], column) for n, column in enumerate(columns)]
    used = pad * 0.6
    for row, start in enumerate(range(0, len(block.fields), count)):
        tall, left = 0.0, x + pad
        for n, field in enumerate(block.fields[start : start + count]):
            tall = max(tall, _field(composer, field, left, y + used + row * air, labels[n], columns[n], listing))
            left += columns[n] + pad
        used += tall + composer.typesetter.edition.gap * 0.35
    return used + pad * 0.4


def _label_width(composer: Composer, fields: tuple[Field, ...], column: float) -> float:
    widths = (composer.text_width(field.label, "label", column * 0.6) for field in fields)
    return max(widths, default=0.0) + composer.typesetter.edition.body * 0.7


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
    left, top, tall = x, y, body.leading
    for option in choices.options:
        needed = composer.text_width(option, "body", width - size * 1.5) + 0.5
        if left > x and left + size * 1.5 + needed > x + width:
            left, y, tall = x, y + tall, body.leading
        composer.icon("box", left, y + (body.leading - size) / 2, size, "pen")
        tall = max(tall, composer.text(option, "body", left + size * 1.5, y, needed, "P", inner))
        left += size * 1.5 + needed + body.size
    return y - top + tall
