"""Shapes -> operators, built by ReportLab's path object and written to a hundredth of a point."""

from __future__ import annotations

import functools
import re

from reportlab.pdfgen.pathobject import PDFPathObject

from handouts.editions import palette
from handouts.pdf.syntax import number, numbers
from handouts.typeset.compose import moved
from handouts.typeset.setblock import Path, Segments

CACHED = 4096
LONG = 3  # segments from which a shape is counted from its own first point
_LONG = re.compile(r"-?[0-9]*\.[0-9]{3,}")


@functools.lru_cache(CACHED)
def path_operators(path: Path, brand: str) -> bytes:
    """A shape's operators in a clinic's colour; the boxes and signs of a block are those of many others."""
    colours = palette(brand)
    state = [b"q 1 J 1 j"]
    if path.fill:
        state.append(b"%s rg" % numbers(*colours[path.fill]))
    if path.stroke:
        state.append(b"%s RG %s w" % (numbers(*colours[path.stroke]), number(path.line)))
    if path.dash:
        state.append(b"[%s] 0 d" % numbers(*path.dash))
    paint = b"B" if path.fill and path.stroke else b"f" if path.fill else b"S"
    segments = path.segments
    if len(segments) >= LONG or _is_round(segments):
        # The same shape elsewhere on the page is then the same bytes, and costs next to nothing.
        right, down = (float(place) for place in segments[0][1:3])
        state.append(b"1 0 0 1 %s cm" % numbers(right, -down))
        segments = moved(segments, -right, -down)
    return b" ".join([*state, _code(segments), paint, b"Q"])


def _is_round(segments: Segments) -> bool:
    """Whether a shape is a box with round corners, as bullets are: that is written as lines and curves."""
    return any(segment[0] == "R" and segment[-1] for segment in segments)


def _code(segments: Segments) -> bytes:
    shape = PDFPathObject()
    for segment in segments:
        _add(shape, str(segment[0]), [float(value) for value in segment[1:]])
    code: str = shape.getCode()
    return _LONG.sub(lambda found: number(float(found[0])).decode(), code).encode("ascii")


def _add(shape: PDFPathObject, kind: str, values: list[float]) -> None:
    match kind:
        case "M":
            shape.moveTo(values[0], -values[1])
        case "L":
            shape.lineTo(values[0], -values[1])
        case "C":
            x1, y1, x2, y2, x3, y3 = values
            shape.curveTo(x1, -y1, x2, -y2, x3, -y3)
        case "R":
            x, y, width, height, radius = values
            if width == height == 2 * radius:
                shape.circle(x + radius, -y - radius, radius)
            elif radius:
                shape.roundRect(x, -y - height, width, height, radius)
            else:
                shape.rect(x, -y - height, width, height)
        case _:
            shape.close()
