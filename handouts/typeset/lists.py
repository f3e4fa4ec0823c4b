"""Lists: items below each other or in columns, each with its drawn marker or its number."""

from __future__ import annotations

import functools

from handouts.model import Inlines, ItemList, Marker, Run
from handouts.typeset.compose import Composer, Icon, Typesetter

CACHED = 2048
ICONS: dict[Marker, tuple[Icon, str]] = {
    Marker.BULLET: ("bullet", "brand"),
    Marker.TICK: ("tick", "good"),
    Marker.CROSS: ("cross", "warn"),
    Marker.BOX: ("box", "pen"),
}


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


@functools.lru_cache(CACHED)
def items_heights(
    items: tuple[Inlines, ...], marker: Marker, widths: tuple[float, ...], typesetter: Typesetter
) -> tuple[float, ...]:
    """Heights that `draw_items` takes in some widths."""
    trial = Composer(typesetter, measuring=True)
    return tuple([draw_items(trial, items, marker, 0.0, 0.0, width, -1) for width in widths])


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


def columns_of(block: ItemList, typesetter: Typesetter) -> int:
    """Columns in which a list is set: one in a stacked edition."""
    return 1 if typesetter.edition.stacked else block.columns


def draw_list(composer: Composer, block: ItemList, x: float, y: float, width: float, parent: int) -> float:
    """A whole list, in columns if it asks for them (filled one after the other) and the edition has room."""
    columns = columns_of(block, composer.typesetter)
    element = list_element(composer, block.marker, parent)
    gutter = composer.typesetter.edition.body
    column = (width - gutter * (columns - 1)) / columns
    share = -(-len(block.items) // columns)
    tall = 0.0
    for n in range(columns):
        part = block.items[n * share : (n + 1) * share]
        left = x + n * (column + gutter)
        height = draw_items(composer, part, block.marker, left, y, column, element, first=n * share + 1)
        tall = max(tall, height)
    return tall
