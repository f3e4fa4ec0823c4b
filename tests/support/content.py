"""Marked content of a PDF's pages, read by interpreting their operators: which text stands under which MCID.

Independent of the program: codes become text by each font's own ToUnicode map, and ActualText replaces what it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Name

BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
HEX = re.compile(rb"<\s*([0-9a-fA-F\s]*)>")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[(.*?)\])", re.DOTALL)
NO_TEXT = "\ufffd"  # a code that the font's ToUnicode does not know


@dataclass(frozen=True, slots=True)
class Mark:
    """An open marked-content sequence."""

    tag: str
    mcid: int | None = None
    actual_text: bool = False


@dataclass(slots=True)
class PageText:
    """A page's text: by MCID, what artifacts say, and what is not marked at all."""

    by_mcid: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


def page_texts(pdf: pikepdf.Pdf) -> list[PageText]:
    """The text of each page, in content order."""
    return [_Interpreter().run(page.obj) for page in pdf.pages]


class _Interpreter:
    def __init__(self) -> None:
        self.found = PageText()
        self.marks: list[Mark] = []
        self.font: pikepdf.Object | None = None
        self.saved: list[pikepdf.Object | None] = []

    def run(self, page: pikepdf.Object) -> PageText:
        self.execute(page, page.get("/Resources", pikepdf.Dictionary()))
        if self.marks:
            raise ValueError(f"marked content is not closed: {self.marks}")
        return self.found

    def execute(self, stream: pikepdf.Object, resources: pikepdf.Object) -> None:
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            self.step(str(instruction.operator), list(instruction.operands), resources)

    def step(self, operator: str, operands: list[pikepdf.Object], resources: pikepdf.Object) -> None:
        match operator:
            case "BDC" | "BMC":
                self.open(operands, resources)
            case "EMC":
                self.marks.pop()
            case "q":
                self.saved.append(self.font)
            case "Q":
                self.font = self.saved.pop()
            case "Tf":
                self.font = resources.Font[str(operands[0])]
            case "Tj" | "'" | '"':
                self.show([operands[-1]])
            case "TJ":
                self.show(item for item in operands[0].as_list() if isinstance(item, pikepdf.String))
            case "Do":
                self.do(resources.XObject[str(operands[0])], resources)

    def open(self, operands: list[pikepdf.Object], resources: pikepdf.Object) -> None:
        tag = str(operands[0])[1:]
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(properties, Name):
            properties = resources.Properties[str(properties)]
        mcid = properties.get("/MCID")
        replaced = properties.get("/ActualText")
        self.marks.append(Mark(tag, None if mcid is None else int(mcid), replaced is not None))
        if mcid is not None:
            if int(mcid) in self.found.by_mcid:
                raise ValueError(f"MCID {int(mcid)} is used twice on a page")
            self.found.by_mcid[int(mcid)] = ""
        if replaced is not None and not any(mark.actual_text for mark in self.marks[:-1]):
            self.add(str(replaced))

    def do(self, form: pikepdf.Object, resources: pikepdf.Object) -> None:
        if form.Subtype == Name.Form:
            outer = self.font
            self.execute(form, form.get("/Resources", resources))
            self.font = outer

    def show(self, strings: Iterable[pikepdf.Object]) -> None:
        if not any(mark.actual_text for mark in self.marks):
            if self.font is None:
                raise ValueError("text is shown before a font is set")
            self.add("".join(decode(self.font, bytes(string)) for string in strings))

    def add(self, text: str) -> None:
        mcid = next((mark.mcid for mark in reversed(self.marks) if mark.mcid is not None), None)
        if mcid is not None:
            self.found.by_mcid[mcid] += text
        elif any(mark.tag == "Artifact" for mark in self.marks):
            self.found.artifacts.append(text)
        else:
            self.found.unmarked.append(text)


_MAPS: dict[bytes, dict[int, str]] = {}


def decode(font: pikepdf.Object, codes: bytes) -> str:
    """Text of `codes`, by the font's ToUnicode; a simple font without one is read as Latin-1."""
    step = 2 if font.Subtype == Name.Type0 else 1
    if "/ToUnicode" not in font:
        return codes.decode("latin-1") if step == 1 else NO_TEXT * (len(codes) // 2)
    cmap = font.ToUnicode.read_bytes()
    if cmap not in _MAPS:
        _MAPS[cmap] = to_unicode(cmap)
    known = _MAPS[cmap]
    values = (int.from_bytes(codes[start : start + step], "big") for start in range(0, len(codes), step))
    return "".join(known.get(value, NO_TEXT) for value in values)


def to_unicode(cmap: bytes) -> dict[int, str]:
    """A ToUnicode CMap's text for each code."""
    known: dict[int, str] = {}
    for block in BFCHAR.findall(cmap):
        cells = HEX.findall(block)
        known.update({int(code, 16): _utf16(text) for code, text in zip(cells[::2], cells[1::2], strict=True)})
    for block in BFRANGE.findall(cmap):
        for low, high, start, listed in RANGE.findall(block):
            codes = range(int(low, 16), int(high, 16) + 1)
            if start:
                first = _utf16(start)
                known.update({code: first[:-1] + chr(ord(first[-1]) + code - codes[0]) for code in codes})
            else:
                known.update(zip(codes, map(_utf16, HEX.findall(listed)), strict=True))
    return known


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be")
