"""Elements of figures to blocks of the model, as `blocks` does for the others."""

from __future__ import annotations

from typing import Literal, Protocol, cast

from handouts.model import (
    BodyMap,
    Calendar,
    Chart,
    Code,
    Codes,
    Course,
    Day,
    Inlines,
    Paragraph,
    Point,
    Role,
    Side,
    Strip,
    plain,
)
from handouts.parse.tree import Element


class Texts(Protocol):
    """What gives the texts of elements: the builder of blocks."""

    def one(self, element: Element, name: str) -> Inlines:
        """Runs of the only `name` in `element`."""

    def every(self, element: Element, name: str) -> tuple[Inlines, ...]:
        """Runs of each `name` in `element`."""


def body_map(build: Texts, element: Element) -> BodyMap:
    """A body with a marked area."""
    side = cast("Side | None", element.attributes.get("side") or None)
    return BodyMap(element.attributes["area"], plain(build.one(element, "alt")), side)


def course(build: Texts, element: Element) -> Course:
    """Sessions, reviews and stop points."""
    return Course(tuple(_point(build, child) for child in element.elements))


def _point(build: Texts, element: Element) -> Point:
    kind = cast("Literal['session', 'review', 'stop']", element.attributes["kind"])
    return Point(kind, build.one(element, "when"), build.one(element, "what"))


def calendar(build: Texts, element: Element) -> Calendar:
    """Days with tasks to tick."""
    days = tuple(Day(build.one(child, "when"), build.every(child, "li")) for child in element.elements)
    return Calendar(days, int(element.attributes.get("columns", "2")))


def codes(build: Texts, element: Element) -> Codes:
    """QR codes, and the paragraphs that they stand beside."""
    roles = (Role(child.attributes.get("role", "body")) for child in element.all("p"))
    beside = tuple(Paragraph(text, role) for text, role in zip(build.every(element, "p"), roles, strict=True))
    return Codes(beside, _codes(build, element))


def _codes(build: Texts, element: Element) -> tuple[Code, ...]:
    return tuple(Code(child.attributes["payload"], build.one(child, "caption")) for child in element.all("qr"))


def strip(build: Texts, element: Element) -> Strip:
    """A panel to cut off."""
    title, heading, signs = (build.one(element, name) for name in ("title", "heading", "p"))
    return Strip(title, heading, signs, build.every(element, "line"), _codes(build, element))


def chart(build: Texts, element: Element) -> Chart:
    """An empty grid."""
    label, across, alt = (build.one(element, name) for name in ("label", "across", "alt"))
    return Chart(int(element.attributes["days"]), label, across, plain(alt))
