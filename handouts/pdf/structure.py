"""The structure tree: elements of set blocks get object numbers, parents and pages.

Blocks never split, so a leaf's marked content is on one page and plain integers name it.  Where words are drawn from
right to left, a Span says the text of the marked content by /ActualText.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.pdf.syntax import numbers, references, text_string
from handouts.pdf.text import NOTHING, Aloud, said_aloud
from handouts.typeset.pages import PlacedBlock
from handouts.typeset.setblock import ARTIFACT, Drawing, Element, Picture, SetBlock, Text

_Boxes = tuple[tuple[int, tuple[float, float, float, float]], ...]
SPAN = Element("Span")
CACHED = 1024


class Owner(NamedTuple):
    """The index of the element that marked content belongs to, and what a Span between them says in its place."""

    element: int
    aloud: Aloud = NOTHING


@dataclass(slots=True)
class _Node:
    """An element on its way to bytes; `kids` are object numbers, `content` marked content ids or Spans of them."""

    element: Element
    parent: int
    number: int
    page: int = 0
    content: list[bytes] = field(default_factory=list)
    kids: list[int] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None
    aloud: Aloud = NOTHING


class _Place(NamedTuple):
    """Where a block's elements belong: parent and page, the first number and marked content id that are free.

    The `corner` of a block with figures is its upper left one, on a page of some height.
    """

    parent: int
    page: int
    base: int
    content: int
    corner: tuple[float, float, float] | None


class _Made(NamedTuple):
    """A block's elements as bytes, the numbers of those without a parent of their own, and of each content's owner."""

    bodies: tuple[bytes, ...]
    top: tuple[int, ...]
    owners: tuple[int, ...]


@functools.lru_cache(CACHED)
def owners(block: SetBlock) -> tuple[Owner, ...]:
    """For each marked content id of a block, what it belongs to."""
    found: list[Owner] = []
    for mark in block.marks:
        if isinstance(mark, Text) and mark.element != ARTIFACT:
            found += [Owner(mark.element, aloud) for aloud in said_aloud(mark.content)]
        elif isinstance(mark, Picture | Drawing):
            found.append(Owner(mark.element))
    return tuple(found)


def structure(pages: list[list[PlacedBlock]], page_numbers: list[int], first: int, height: float) -> list[bytes]:
    """Bodies of StructTreeRoot, ParentTree, Document and all elements of pages, numbered from `first`."""
    root, parents, document = first, first + 1, first + 2
    bodies: list[bytes] = []
    top: list[int] = []
    nums: list[bytes] = []
    groups: dict[int, _Node] = {}
    for index, (page, page_number) in enumerate(zip(pages, page_numbers, strict=True)):
        owned: list[int] = []
        for placed in page:
            group = _group(placed, groups, document, first + 3 + len(bodies))
            if group and group.number == first + 3 + len(bodies):
                bodies.append(b"")  # until all of its kids are known
                top.append(group.number)
            kids, parent = (group.kids, group.number) if group else (top, document)
            corner = (placed.x, placed.y, height) if _has_figures(placed.block) else None
            made = _made(placed.block, _Place(parent, page_number, first + 3 + len(bodies), len(owned), corner))
            bodies += made.bodies
            kids += made.top
            owned += made.owners
        nums.append(b"%d %s" % (index, references(owned)))
    for group in groups.values():
        bodies[group.number - first - 3] = _body(group)
    return [
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (document, parents, len(pages)),
        b"<</Nums[%s]>>" % b" ".join(nums),
        b"<</S/Document/P %d 0 R/K%s>>" % (root, references(top)),
        *bodies,
    ]


def _group(placed: PlacedBlock, groups: dict[int, _Node], document: int, number: int) -> _Node | None:
    """The element that a block shares with its neighbours, which gets `number` if it is new; or none."""
    group = placed.group
    return groups.setdefault(group.number, _Node(group.element, document, number)) if group else None


@functools.lru_cache(CACHED)
def _has_figures(block: SetBlock) -> bool:
    return any(isinstance(mark, Picture | Drawing) for mark in block.marks)


@functools.lru_cache(CACHED)
def _made(block: SetBlock, place: _Place) -> _Made:
    """The elements of one block: the same for all sheets on which it stands after as many others."""
    return _elements(block.elements, owners(block), _boxes(block, *place.corner) if place.corner else (), place)


@functools.lru_cache(CACHED)
def _elements(elements: tuple[Element, ...], owned: tuple[Owner, ...], boxes: _Boxes, place: _Place) -> _Made:
    """The same for blocks that differ by their words alone."""
    nodes: list[_Node] = []
    top: list[int] = []
    for number, element in enumerate(elements, place.base):
        up = place.parent if element.parent < 0 else place.base + element.parent
        nodes.append(_Node(element, up, number, place.page))
        (top if element.parent < 0 else nodes[element.parent].kids).append(number)
    for number, box in boxes:
        nodes[number].box = box
    numbers_of_owners = _own(owned, nodes, place)
    return _Made(tuple([_body(node) for node in nodes]), tuple(top), tuple(numbers_of_owners))


def _boxes(block: SetBlock, x: float, y: float, height: float) -> _Boxes:
    """The places of a block's figures, by the elements that they belong to."""
    return tuple(_box(mark, x, height - y) for mark in block.marks if isinstance(mark, Picture | Drawing))


def _box(mark: Picture | Drawing, x: float, y: float) -> tuple[int, tuple[float, float, float, float]]:
    left, bottom = x + mark.x, y - mark.y - mark.height
    return mark.element, (left, bottom, left + mark.width, bottom + mark.height)


def _own(owned: tuple[Owner, ...], nodes: list[_Node], place: _Place) -> list[int]:
    """Give marked content to a block's elements, and add Spans for what they say; gives the numbers of the owners."""
    result: list[int] = []
    for number, owner in enumerate(owned, place.content):
        node = nodes[owner.element]
        if owner.aloud.text:
            span = _Node(SPAN, node.number, place.base + len(nodes), place.page, aloud=owner.aloud)
            node.content.append(b"%d 0 R" % span.number)
            nodes.append(span)
            node = span
        node.content.append(b"%d" % number)
        result.append(node.number)
    return result


def _body(node: _Node) -> bytes:
    element = node.element
    attributes = b""
    if element.scope:
        attributes = b"/A<</O/Table/Scope/%s>>" % element.scope.encode()
    elif element.numbering:
        attributes = b"/A<</O/List/ListNumbering/%s>>" % element.numbering.encode()
    elif node.box:
        attributes = b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % numbers(*node.box)
    if element.alt:
        attributes += b"/Alt" + text_string(element.alt)
    if node.aloud.text:
        attributes += b"/ActualText" + text_string(node.aloud.text)
    if node.aloud.lang:
        attributes += b"/Lang(%s)" % node.aloud.lang.encode("ascii")
    if node.content:
        content = b"/Pg %d 0 R/K[%s]" % (node.page, b" ".join(node.content))
    else:
        content = b"/K%s" % references(node.kids) if node.kids else b""
    return b"<</S/%s/P %d 0 R%s%s>>" % (element.tag.encode(), node.parent, attributes, content)
