"""Set blocks -> page operators.  A block is serialised once and placed on any page: each marked content id is a %d."""

from __future__ import annotations

import functools

from handouts.editions import RGB, palette
from handouts.pdf.codes import code_operators
from handouts.pdf.shapes import path_operators
from handouts.pdf.syntax import numbers
from handouts.pdf.text import Drawn, text_operators, together
from handouts.typeset.setblock import ARTIFACT, Drawing, Path, Picture, SetBlock, Text

LOGO = b"Logo"
CACHED = 1024


@functools.lru_cache(CACHED)
def serialise(block: SetBlock, brand: str, artifact: bool) -> Drawn:
    """Operators of a block in a clinic's colour; as an `artifact` it has no marked content ids."""
    colours = palette(brand)
    writer = _Writer(artifact)
    for mark in block.marks:
        match mark:
            case Path():
                writer.decorate(path_operators(mark, brand))
            case Picture():
                tag = None if artifact else block.elements[mark.element].tag
                writer.picture(mark, tag)
            case Drawing():
                tag = None if artifact else block.elements[mark.element].tag
                writer.figure(tag, _drawn(mark, brand))
            case Text():
                leaf = artifact or mark.element == ARTIFACT
                writer.text(mark, None if leaf else block.elements[mark.element].tag, colours[mark.colour])
    return writer.done()


def _drawn(mark: Drawing, brand: str) -> bytes:
    out = [path_operators(path, brand) for path in mark.paths]
    return b"\n".join([*out, code_operators(mark.code, palette(brand)["text"])] if mark.code else out)


class _Writer:
    """Collects operators; `_open` is what stands in the open marked content sequence."""

    def __init__(self, artifact: bool) -> None:
        self._artifact = artifact
        self._out: list[bytes] = []
        self._contents = 0
        self._texts: list[Drawn] = []

    def decorate(self, operators: bytes) -> None:
        if self._artifact:
            self._out.append(operators)
        elif self._out and self._out[-1] == b"EMC" and self._out[-3:-2] == [b"/Artifact BMC"]:
            self._out[-2] += b"\n" + operators
        else:
            self._out += [b"/Artifact BMC", operators, b"EMC"]

    def picture(self, mark: Picture, tag: str | None) -> None:
        box = numbers(mark.width, 0, 0, mark.height, mark.x, -mark.y - mark.height)
        self.figure(tag, b"q %s cm /%s Do Q" % (box, LOGO))

    def figure(self, tag: str | None, operators: bytes) -> None:
        if tag is None:
            self.decorate(operators)
        else:
            self._contents += 1
            self._out += [b"/%s<</MCID %%d>>BDC" % tag.encode(), operators, b"EMC"]

    def text(self, mark: Text, tag: str | None, colour: RGB) -> None:
        drawn = text_operators(mark.content, mark.x, mark.y, colour, tag)
        self._texts.append(drawn)
        if tag is None:
            self.decorate(drawn.operators)
        else:
            self._contents += drawn.contents
            self._out.append(drawn.operators)

    def done(self) -> Drawn:
        glyphs = together([each for text in self._texts for each in text.glyphs])
        unspelled = tuple(dict.fromkeys([word for text in self._texts for word in text.unspelled]))
        return Drawn(b"\n".join(self._out), self._contents, glyphs, unspelled)
