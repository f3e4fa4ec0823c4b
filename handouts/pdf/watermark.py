"""The word SAMPLE or DRAFT across a page, drawn as outlines: it cannot be lost with a font nor blur the text layer."""

from __future__ import annotations

import functools
import math

from handouts.editions import palette
from handouts.model import Run
from handouts.pdf.syntax import number, numbers
from handouts.typeset.compose import Typesetter
from handouts.typeset.lines import SetText, set_text
from handouts.typeset.shaping import Shaped

ALPHA = 0.15
STATE = b"Faint"
REACH = 0.78  # share of the page's diagonal


@functools.lru_cache(64)
def watermark(word: str, typesetter: Typesetter) -> bytes:
    """Operators that lay the word across the page, see-through, from the lower start to the upper end corner."""
    content = set_text((Run(word),), typesetter.style("title"), 10_000.0)
    width, height = typesetter.page_width, typesetter.page_height
    scale = REACH * math.hypot(width, height) / content.width
    angle = math.atan2(height, width) * (-1 if typesetter.rtl else 1)
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
    middle = typesetter.style("title").size * 0.33
    matrix = b"%.4f %.4f %.4f %.4f %s cm" % (cos, sin, -sin, cos, numbers(width / 2, height / 2))
    shift = b"1 0 0 1 %s cm" % numbers(-content.lines[0].left - content.width / 2, -middle)
    colour = b"%s rg" % numbers(*palette()["mark"])
    parts = [b"/Artifact<</Type/Pagination/Subtype/Watermark>>BDC q", b"/%s gs" % STATE, colour, matrix, shift]
    return b"\n".join([*parts, _outlines(content), b"f Q EMC"])


def _outlines(content: SetText) -> bytes:
    out: list[bytes] = []
    for word in content.lines[0].words:
        for show in word.shaped.shows:
            if show.hidden:
                continue
            for glyph, x in zip(show.glyphs, show.positions, strict=True):
                scale = word.size / word.shaped.face.hb_face.upem
                out += _glyph(word.shaped, glyph, word.x + x * word.size / 1000, show.rise * word.size / 1000, scale)
    return b"\n".join(out)


def _glyph(shaped: Shaped, glyph: int, x: float, y: float, scale: float) -> list[bytes]:
    """One glyph's outline as path operators."""
    pen = _Pen(x, y, scale)
    shaped.face.hb_font.draw_glyph_with_pen(glyph, pen)
    return pen.out


class _Pen:
    """HarfBuzz's pen protocol -> PDF path operators; quadratic curves become cubic ones."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self.out: list[bytes] = []
        self._origin = (x, y)
        self._scale = scale
        self._at = (0.0, 0.0)

    def _points(self, *points: tuple[float, float]) -> bytes:
        self._at = points[-1]
        return b" ".join(number(self._origin[i] + p[i] * self._scale) for p in points for i in (0, 1))

    def moveTo(self, p: tuple[float, float]) -> None:  # noqa: N802 - the protocol's name
        self.out.append(self._points(p) + b" m")

    def lineTo(self, p: tuple[float, float]) -> None:  # noqa: N802
        self.out.append(self._points(p) + b" l")

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.out.append(self._points(*points) + b" c")

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        first = tuple(a + 2 / 3 * (c - a) for a, c in zip(self._at, control, strict=True))
        second = tuple(e + 2 / 3 * (c - e) for e, c in zip(end, control, strict=True))
        self.out.append(self._points((first[0], first[1]), (second[0], second[1]), end) + b" c")

    def closePath(self) -> None:  # noqa: N802
        self.out.append(b"h")
