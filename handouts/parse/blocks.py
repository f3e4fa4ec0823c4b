"""Elements of a checked tree to blocks of the model: one small function for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from handouts.model import (
    Advice,
    Block,
    Callout,
    Cell,
    CellKind,
    Choices,
    DoDont,
    Facts,
    Field,
    Heading,
    Help,
    Inlines,
    ItemList,
    Marker,
    PainScale,
    Paragraph,
    RedFlags,
    Role,
    Row,
    Signature,
    Stage,
    Table,
    Timeline,
    WriteIn,
)
from handouts.parse import figures
from handouts.parse.inline import inlines
from handouts.parse.tree import Element
from handouts.parse.values import widths


class Builder(NamedTuple):
    """Makes blocks for a sheet in `language`.  It relies on `check` and `check_values` having found no fault."""

    language: str

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The blocks that stand in `parent`."""
        return tuple(_BUILD[child.name](self, child) for child in parent.elements)

    def text(self, element: Element) -> Inlines:
        """Runs of an element that holds text."""
        return inlines(element, self.language)

    def one(self, element: Element, name: str) -> Inlines:
        """Runs of the only `name` in `element`."""
        return self.text(element.one(name))

    def every(self, element: Element, name: str) -> tuple[Inlines, ...]:
        """Runs of each `name` in `element`."""
        return tuple(self.text(child) for child in element.all(name))


def _title(build: Builder, element: Element) -> Paragraph:
    return Paragraph(build.text(element), Role.TITLE)


def _paragraph(build: Builder, element: Element) -> Paragraph:
    return Paragraph(build.text(element), Role(element.attributes.get("role", "body")))


def _heading(build: Builder, element: Element) -> Heading:
    level: Literal[2, 3] = 2 if element.name == "h2" else 3
    return Heading(build.text(element), level)


def _bullets(build: Builder, element: Element) -> ItemList:
    marker = Marker(element.attributes.get("marker", "bullet"))
    return ItemList(build.every(element, "li"), marker, int(element.attributes.get("columns", "1")))


def _numbers(build: Builder, element: Element) -> ItemList:
    return ItemList(build.every(element, "li"), Marker.NUMBER)


def _red_flags(build: Builder, element: Element) -> RedFlags:
    emergency, same_day = (_help(build, element.one(name)) for name in ("emergency", "same-day"))
    return RedFlags(build.one(element, "title"), emergency, same_day)


def _help(build: Builder, element: Element) -> Help:
    return Help(build.one(element, "heading"), build.every(element, "li"), build.every(element, "after"))


def _do_dont(build: Builder, element: Element) -> DoDont:
    return DoDont(_advice(build, element.one("do")), _advice(build, element.one("dont")))


def _advice(build: Builder, element: Element) -> Advice:
    return Advice(build.one(element, "heading"), build.every(element, "li"))


def _facts(build: Builder, element: Element) -> Facts:
    fields = tuple(_field(build, child) for child in element.all("field"))
    maps = [figures.body_map(build, child) for child in element.all("body-map")]
    return Facts(fields, maps[0] if maps else None)


def _field(build: Builder, element: Element) -> Field:
    answer = element.elements[1]
    label = build.one(element, "label")
    match answer.name:
        case "value":
            return Field(label, build.text(answer))
        case "choices":
            return Field(label, Choices(build.every(answer, "option")))
        case _:
            return Field(label, None)


def _write_in(build: Builder, element: Element) -> WriteIn:
    return WriteIn(build.one(element, "label"), int(element.attributes.get("lines", "1")))


def _signature(build: Builder, element: Element) -> Signature:
    return Signature(build.every(element, "label"))


def _table(build: Builder, element: Element) -> Table:
    rows = tuple(Row(tuple(_cell(build, cell) for cell in row.elements)) for row in element.all("row"))
    return Table(build.every(element.one("header"), "cell"), rows, widths(element))


def _cell(build: Builder, element: Element) -> Cell:
    kind = CellKind(element.attributes.get("kind", "text"))
    if kind is CellKind.TASKS:
        return Cell(build.every(element, "li"), kind)
    if kind is CellKind.TEXT:
        return Cell(build.every(element, "p") or (build.text(element),), kind)
    return Cell((), kind)


def _timeline(build: Builder, element: Element) -> Timeline:
    return Timeline(tuple(Stage(build.one(child, "when"), build.one(child, "what")) for child in element.elements))


def _pain_scale(build: Builder, element: Element) -> PainScale:
    return PainScale(build.one(element, "label"), build.one(element, "least"), build.one(element, "most"))


def _callout(build: Builder, element: Element) -> Callout:
    tone: Literal["note", "warning"] = "warning" if element.attributes.get("tone") == "warning" else "note"
    return Callout(build.blocks(element), tone)


_BUILD: Final[Mapping[str, Callable[[Builder, Element], Block]]] = {
    "h1": _title,
    "h2": _heading,
    "h3": _heading,
    "p": _paragraph,
    "ul": _bullets,
    "ol": _numbers,
    "red-flags": _red_flags,
    "do-dont": _do_dont,
    "facts": _facts,
    "write-in": _write_in,
    "signature": _signature,
    "table": _table,
    "timeline": _timeline,
    "pain-scale": _pain_scale,
    "callout": _callout,
    "body-map": figures.body_map,
    "course": figures.course,
    "calendar": figures.calendar,
    "strip": figures.strip,
    "qr-codes": figures.codes,
    "chart": figures.chart,
}
