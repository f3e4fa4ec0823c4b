"""The structure tree: elements of set blocks get object numbers, parents and pages.

Blocks never split, so a leaf's marked content is on one page and plain integers name it.  Where words are drawn from
right to left, a Span says the text of the marked content by /ActualText.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.pdf.content import Owner
from handouts.pdf.syntax import numbers, references, text_string
from handouts.pdf.text import NOTHING, Aloud
from handouts.typeset.pages import PlacedBlock
from handouts.typeset.setblock import Drawing, Element, Picture

SPAN = Element("Span")


class Marked(NamedTuple):
    """A placed block with the owners of its marked content ids and the first of them on its page."""

    placed: PlacedBlock
    owners: tuple[Owner, ...]
    first: int


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


def structure(pages: list[list[Marked]], page_numbers: list[int], first: int, height: float) -> list[bytes]:
    """Bodies of StructTreeRoot, ParentTree, Document and all elements, numbered from `first`."""
    root, parents, document = first, first + 1, first + 2
    nodes: list[_Node] = []
    top: list[int] = []
    nums: list[bytes] = []
    group: tuple[int, _Node] | None = None
    for index, (page, page_number) in enumerate(zip(pages, page_numbers, strict=True)):
        owned: list[int] = []
        for marked in page:
            group = _group(marked, group, nodes, document, top, first + 3)
            kids, parent = (group[1].kids, group[1].number) if group else (top, document)
            made = _add(marked, parent, page_number, first + 3 + len(nodes), kids, height)
            owned += _own(marked, made, page_number)
            nodes += made
        nums.append(b"%d %s" % (index, references(owned)))
    return [
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (document, parents, len(pages)),
        b"<</Nums[%s]>>" % b" ".join(nums),
        b"<</Type/StructElem/S/Document/P %d 0 R/K%s>>" % (root, references(top)),
        *(_body(node) for node in nodes),
    ]


def _group(
    marked: Marked, group: tuple[int, _Node] | None, nodes: list[_Node], document: int, top: list[int], base: int
) -> tuple[int, _Node] | None:
    """The element that a block shares with its neighbours: the one that is open, a new one, or none."""
    wanted = marked.placed.group
    if wanted is None:
        return None
    if group and group[0] == wanted.number:
        return group
    node = _Node(wanted.element, document, base + len(nodes))
    nodes.append(node)
    top.append(node.number)
    return wanted.number, node


def _add(marked: Marked, parent: int, page: int, base: int, kids: list[int], height: float) -> list[_Node]:
    """Nodes of one block's elements; those without a parent of their own go to `kids`."""
    placed = marked.placed
    made: list[_Node] = []
    for n, element in enumerate(placed.block.elements):
        up = parent if element.parent < 0 else base + element.parent
        made.append(_Node(element, up, base + n, page))
        (kids if element.parent < 0 else made[element.parent].kids).append(base + n)
    for mark in placed.block.marks:
        if isinstance(mark, Picture | Drawing):
            left, bottom = placed.x + mark.x, height - placed.y - mark.y - mark.height
            made[mark.element].box = (left, bottom, left + mark.width, bottom + mark.height)
    return made


def _own(marked: Marked, made: list[_Node], page: int) -> list[int]:
    """Give marked content to a block's elements, and add Spans for what they say; gives the numbers of the owners."""
    owners: list[int] = []
    base = made[0].number if made else 0
    for number, owner in enumerate(marked.owners, marked.first):
        node = made[owner.element]
        if owner.aloud.text:
            span = _Node(SPAN, node.number, base + len(made), page, aloud=owner.aloud)
            node.content.append(b"%d 0 R" % span.number)
            made.append(span)
            node = span
        node.content.append(b"%d" % number)
        owners.append(node.number)
    return owners


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
    return b"<</Type/StructElem/S/%s/P %d 0 R%s%s>>" % (element.tag.encode(), node.parent, attributes, content)
