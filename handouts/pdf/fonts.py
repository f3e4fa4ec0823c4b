"""Faces as embedded PDF fonts: Type0 / Identity-H, whose codes are the face's own glyph ids.

Because codes never change, a block's operators do not depend on what else is embedded; only the font program does.
"""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections.abc import Iterable

from handouts.pdf.syntax import number, stream
from handouts.typeset.fonts import Face
from handouts.typeset.shaping import Shaped

OBJECTS = 5
BLOCK = 100  # most entries a CMap block may have
CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
)
CMAP_FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def glyph_texts(words: Iterable[Shaped]) -> dict[Face, tuple[tuple[int, str], ...]]:
    """Texts for glyphs that mean nothing alone (parts of Indic clusters): the least of the words they stand in.

    Readers take such words from /ActualText; this keeps the text layer complete and independent of the words' order.
    """
    found: dict[Face, dict[int, str]] = {}
    for word in words:
        if word.spelled:
            continue
        texts = found.setdefault(word.face, {})
        for glyph in word.glyphs - word.face.text_of.keys():
            texts[glyph] = min(texts.get(glyph, word.text), word.text)
    return {face: tuple(sorted(texts.items())) for face, texts in found.items()}


@functools.lru_cache(128)
def font_objects(face: Face, glyphs: frozenset[int], texts: tuple[tuple[int, str], ...], first: int) -> list[bytes]:
    """Bodies of Type0 font, CID font, descriptor, font file and ToUnicode map, to be numbered from `first`."""
    glyphs = glyphs | {0}
    length, program = face.subset(glyphs)
    base = f"{_tag(face, glyphs)}+{face.name}".encode()
    widths = b" ".join(b"%d[%s]" % (glyph, number(face.advance(glyph))) for glyph in sorted(glyphs))
    known = {glyph: face.text_of[glyph] for glyph in glyphs - {0} if glyph in face.text_of}
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (base, first + 1, first + 4),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/CIDToGIDMap/Identity/DW 0/W[%s]/FontDescriptor %d 0 R>>" % (base, widths, first + 2),
        b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 %d 3000 %d]/ItalicAngle 0/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
        % (base, face.descent, face.ascent, face.ascent, face.descent, face.ascent * 0.7, first + 3),
        stream(b"/Filter/FlateDecode/Length1 %d" % length, program),
        stream(b"/Filter/FlateDecode", zlib.compress(_to_unicode({**known, **dict(texts)}), 9)),
    ]


def _tag(face: Face, glyphs: frozenset[int]) -> str:
    """The six letters that name a subset: a function of what is in it."""
    digest = hashlib.sha256(repr((face.name, sorted(glyphs))).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(texts: dict[int, str]) -> bytes:
    entries = [
        b"<%04X> <%s>" % (glyph, text.encode("utf-16-be").hex().upper().encode())
        for glyph, text in sorted(texts.items())
    ]
    blocks = [
        b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part))
        for part in (entries[at : at + BLOCK] for at in range(0, len(entries), BLOCK))
    ]
    return b"\n".join([CMAP_HEAD, *blocks, CMAP_FOOT])
