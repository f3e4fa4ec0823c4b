"""A sheet by ReportLab's own paragraphs, lists and tables, as its guide shows them; it has no tags."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from typing import Any

from benchmarks.peers import content
from benchmarks.peers.as_data import code_image
from benchmarks.peers.as_html import marked

MARGINS = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 42)
CODE = 90  # points


def make(pieces: Iterable[content.Piece]) -> bytes:
    """A file without tags."""
    from reportlab.platypus import Image, SimpleDocTemplate

    story: list[Any] = [Image(str(content.LOGO), 69, 36)]
    for boxed, group in content.boxes(pieces):
        inner = [flowable for tag, same in content.grouped(group) for flowable in _group(tag, same)]
        story += [_box(inner)] if boxed else inner
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=(612, 792), **MARGINS).build(story)
    return file.getvalue()


def _group(tag: str, group: list[content.Piece]) -> list[Any]:
    from reportlab.platypus import Image, ListFlowable, Paragraph, Table

    rows = [[Paragraph(marked(text), _styles()[tag]) for text in piece.texts] for piece in group]
    match tag:
        case "row":
            return [Table(rows)]
        case "li":
            return [ListFlowable([row[0] for row in rows], bulletType="bullet")]
        case "code":
            codes = [Image(str(code_image(piece.payload)), CODE, CODE) for piece in group]
            return [flowable for code, row in zip(codes, rows, strict=True) for flowable in (code, *row)]
        case _:
            return [row[0] for row in rows]


def _box(inner: list[Any]) -> Any:  # noqa: ANN401 - the library has no types
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    look = [("BOX", (0, 0), (-1, -1), 1, HexColor("#9c1c1c")), ("BACKGROUND", (0, 0), (-1, -1), HexColor("#fdf3f2"))]
    return Table([[inner]], style=look)


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("S", str(content.REGULAR)))
    registerFont(TTFont("SB", str(content.BOLD)))
    registerFontFamily("S", normal="S", bold="SB", italic="S", boldItalic="SB")
    return {
        tag: ParagraphStyle(tag, fontName="SB" if tag in ("h1", "h2") else "S", fontSize=size, leading=size * 1.25)
        for tag, size in content.SIZES.items()
    }
