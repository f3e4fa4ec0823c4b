"""Fonts of a finished file, held against the faces that set the text: each glyph's width, meaning and outline."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from struct import Struct

from handouts.readback.objects import DamagedError, Objects, inflated, reference
from handouts.typeset.fonts import Face

NEAR = 0.01  # 1/1000 em: widths are written to a hundredth
_WIDTH = re.compile(rb"([0-9]+)\[([0-9.]+)\]")
_MEANING = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
LONG_OFFSETS = 50  # where a font's `head` table says how wide the entries of `loca` are


def sound_glyphs(objects: Objects, font: int, face: Face) -> frozenset[int]:
    """Glyphs that object `font` can show as `face` does.  Raises DamagedError if one differs."""
    head = objects.dictionary(font)
    cid = objects.dictionary(reference(head, b"DescendantFonts"))
    descriptor = objects.dictionary(reference(cid, b"FontDescriptor"))
    meanings, program = (
        objects.raw(number) for number in (reference(head, b"ToUnicode"), reference(descriptor, b"FontFile2"))
    )
    return _sound(face, cid.partition(b"/W[")[2], meanings, program)


@functools.lru_cache(128)
def _sound(face: Face, widths: bytes, meanings: bytes, program: bytes) -> frozenset[int]:
    """The same for the bytes of its parts, the streams as they are in the file: sheets share them."""
    meanings, program = inflated(meanings), inflated(program)
    says = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _MEANING.findall(meanings)
    }
    outline = _outlines(program)
    glyphs = {int(glyph): float(width) for glyph, width in _WIDTH.findall(widths)}
    for glyph, width in glyphs.items():
        meant = face.text_of.get(glyph, says.get(glyph, ""))
        blank = not glyph or (meant and not meant.strip())
        same = abs(width - face.advance(glyph)) <= NEAR and (not glyph or says.get(glyph) == meant)
        if not same or not (blank or outline(glyph)):
            raise DamagedError
    return frozenset(glyphs)


def _outlines(program: bytes) -> Callable[[int], int]:
    """What tells how long a glyph's outline is in a TrueType font, asked one by one: Chinese has places for 65,000."""
    count = int.from_bytes(program[4:6], "big")
    rows = (program[12 + 16 * n : 28 + 16 * n] for n in range(count))
    tables = {row[:4]: (int.from_bytes(row[8:12], "big"), int.from_bytes(row[12:], "big")) for row in rows}
    if not {b"head", b"loca", b"glyf"} <= tables.keys():
        raise DamagedError
    place, length = tables[b"loca"]
    at = tables[b"head"][0] + LONG_OFFSETS
    width = 4 if int.from_bytes(program[at : at + 2], "big") else 2
    pair, places = Struct(">II" if width == 4 else ">HH"), program[place : place + length]

    def outline(glyph: int) -> int:
        before, after = map(int, pair.unpack_from(places, glyph * width))
        return after - before

    return outline
