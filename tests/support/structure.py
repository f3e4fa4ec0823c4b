"""The structure tree of a tagged PDF, as data and as readable text: what a screen reader is given, in its order."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Name

from tests.support.content import PageText, page_texts

INLINE = frozenset({"Span", "Link", "Quote", "Reference", "Code", "Em", "Strong", "Annot"})
TEXT_ENTRIES = {"/Lang": "lang", "/Alt": "alt", "/ActualText": "actual", "/E": "expansion"}
GEOMETRY = frozenset({"/O", "/BBox", "/Width", "/Height"})  # who owns the attributes, and what a small move changes


class StructureError(Exception):
    """A structure tree that does not fit the pages' content."""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: `kids` are elements and stretches of text, `attributes` as in `lang`, `alt`, `Scope`.

    A Span that does nothing but say a text in place of its content is a stretch of text.
    """

    role: str
    kids: tuple[Element | str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    pages: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All text under the element, in order."""
        if "actual" in self.attributes:
            return self.attributes["actual"]
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """The element and all under it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, role: str) -> list[Element]:
        """Elements of one role, in reading order."""
        return [element for element in self.walk() if element.role == role]


def read(data: bytes) -> Element:
    """The tree under StructTreeRoot; StructureError if it and the content disagree about any piece of content."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise StructureError("the file has no structure tree")
        reader = _Reader(pdf)
        tops = [reader.element(top, None) for top in _listed(pdf.Root.StructTreeRoot.K)]
        reader.finish()
    return tops[0] if len(tops) == 1 else Element("StructTreeRoot", tuple(tops))


def outline(data: bytes | Element, *, indent: int = 2) -> str:
    """The tree as text, one element a line: `H1 "After your visit"`; characters that cannot be seen are escaped."""
    root = data if isinstance(data, Element) else read(data)
    return "\n".join(_lines(root, indent, 0)) + "\n"


def leaves(data: bytes | Element) -> list[str]:
    """Text of each paragraph, heading, label, cell, in order; inline elements belong to what they stand in."""
    root = data if isinstance(data, Element) else read(data)
    return [text for text in map(str.strip, _leaves(root)) if text]


def artifacts(data: bytes) -> list[list[str]]:
    """What each page says outside the tree (running lines, watermark), in content order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [[text for text in page.artifacts if text.strip()] for page in page_texts(pdf)]


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.texts = page_texts(pdf)
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.claims: dict[tuple[int, int], tuple[int, int]] = {}
        self.parents = _number_tree(pdf.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary()))
        self.keys = [int(page.obj.get("/StructParents", -1)) for page in pdf.pages]

    def element(self, node: pikepdf.Object, page: pikepdf.Object | None) -> Element:
        page = node.get("/Pg", page)
        kids: list[Element | str] = []
        pages: list[int] = []
        attributes = _attributes(node)
        for kid in _listed(node.get("/K", pikepdf.Array())):
            if isinstance(kid, int):
                pages.append(self.place(page))
                _join(kids, self.claim(node, page, kid))
            elif kid.get("/Type") == Name.MCR:
                pages.append(self.place(kid.get("/Pg", page)))
                _join(kids, self.claim(node, kid.get("/Pg", page), int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                attributes["uri"] = str(kid.Obj.get("/A", pikepdf.Dictionary()).get("/URI", ""))
            else:
                if kid.get("/P") is None or kid.P.objgen != node.objgen:
                    raise StructureError(f"a {kid.get('/S')} does not name the {node.S} it stands in as its parent")
                made = self.element(kid, page)
                if made.role == "Span" and made.attributes.keys() == {"actual"}:  # says what stands there, no more
                    pages += made.pages
                    _join(kids, made.text)
                else:
                    kids.append(made)
        return Element(str(node.S)[1:], tuple(kids), attributes, tuple(dict.fromkeys(pages)))

    def place(self, page: pikepdf.Object | None) -> int:
        if page is None:
            raise StructureError("content without a page")
        return self.numbers[page.objgen]

    def claim(self, node: pikepdf.Object, page: pikepdf.Object | None, mcid: int) -> str:
        key = self.place(page), mcid
        if key in self.claims:
            raise StructureError(f"MCID {mcid} of page {key[0] + 1} stands in the tree twice")
        self.claims[key] = node.objgen
        text = self.texts[key[0]].by_mcid.get(mcid)
        if text is None:
            raise StructureError(f"page {key[0] + 1} has no MCID {mcid}")
        return text

    def finish(self) -> None:
        for number, page in enumerate(self.texts):
            self.check_page(number, page)

    def check_page(self, number: int, page: PageText) -> None:
        lost = [text for mcid, text in page.by_mcid.items() if (number, mcid) not in self.claims]
        if lost or page.unmarked:
            raise StructureError(f"page {number + 1} has content outside the tree: {lost + page.unmarked}")
        parents = _listed(self.parents.get(self.keys[number], pikepdf.Array()))
        for mcid in page.by_mcid:
            if mcid >= len(parents) or parents[mcid].objgen != self.claims[number, mcid]:
                raise StructureError(f"the parent tree leads MCID {mcid} of page {number + 1} elsewhere")


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - pikepdf gives a PDF's integers as int
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]


def _number_tree(node: pikepdf.Object) -> dict[int, pikepdf.Object]:
    numbers = _listed(node.get("/Nums", pikepdf.Array()))
    found = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for kid in _listed(node.get("/Kids", pikepdf.Array())):
        found |= _number_tree(kid)
    return found


def _attributes(node: pikepdf.Object) -> dict[str, str]:
    found = {name: str(node[key]) for key, name in TEXT_ENTRIES.items() if key in node}
    for owned in _listed(node.get("/A", pikepdf.Array())):
        if isinstance(owned, pikepdf.Dictionary):
            found |= {key[1:]: str(value).lstrip("/") for key, value in sorted(owned.items()) if key not in GEOMETRY}
    return found


def _join(kids: list[Element | str], text: str) -> None:
    last = kids[-1] if kids else None
    if isinstance(last, str):
        kids[-1] = last + text
    elif text:
        kids.append(text)


def _lines(element: Element, indent: int, depth: int) -> Iterator[str]:
    named = ", ".join(f"{name}={_quoted(name, value)}" for name, value in element.attributes.items())
    head = " " * indent * depth + element.role + (f"({named})" if named else "")
    texts = [kid for kid in element.kids if isinstance(kid, str)]
    if len(texts) == len(element.kids):
        yield " ".join([head, *(f'"{visible(text)}"' for text in texts)])
        return
    yield head
    for kid in element.kids:
        if isinstance(kid, str):
            yield " " * indent * (depth + 1) + f'"{visible(kid)}"'
        else:
            yield from _lines(kid, indent, depth + 1)


def _quoted(name: str, value: str) -> str:
    return f'"{visible(value)}"' if name in {"alt", "actual", "expansion"} else value


def visible(text: str) -> str:
    r"""`text` with what cannot be seen written as `\u00a0`."""
    hidden = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"}
    return "".join(
        f"\\u{ord(char):04x}" if char != " " and unicodedata.category(char) in hidden else char for char in text
    )


def _leaves(element: Element) -> Iterator[str]:
    if "actual" in element.attributes:
        yield element.attributes["actual"]
        return
    text = ""
    for kid in element.kids:
        if isinstance(kid, str):
            text += kid
        elif kid.role in INLINE:
            text += kid.text
        else:
            yield text
            text = ""
            yield from _leaves(kid)
    yield text
