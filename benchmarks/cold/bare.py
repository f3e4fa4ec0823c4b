"""The same sheet by ReportLab's platypus, from text that lies ready: `python bare.py FILE.json`.

It shares nothing with `benchmarks.peers`, since loading that would count.
"""

import json
import sys
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, ListFlowable, Paragraph, SimpleDocTemplate, Table

BOX = [("BOX", (0, 0), (-1, -1), 1, HexColor("#9c1c1c")), ("BACKGROUND", (0, 0), (-1, -1), HexColor("#fdf3f2"))]
CODE = 90  # points


def marked(runs: list[tuple[str, bool]]) -> str:
    """Runs as ReportLab wants them."""
    return "".join(f"<b>{escape(text)}</b>" if strong else escape(text) for text, strong in runs)


def code(payload: str) -> Image:
    """A QR code, by a library that makes them faster than ReportLab does."""
    import segno  # type: ignore[import-not-found, unused-ignore]  # which a sheet without codes does not need

    file = BytesIO()
    segno.make(payload, error="l", micro=False, boost_error=False).save(file, kind="png", scale=4, border=0)
    return Image(file, CODE, CODE)


def flowables(tag: str, pieces: list[dict[str, Any]]) -> list[Any]:
    """What platypus makes pages of."""
    rows = [[Paragraph(marked(runs), styles[tag]) for runs in piece["texts"]] for piece in pieces]
    if tag == "row":
        return [Table(rows)]
    if tag == "li":
        return [ListFlowable([row[0] for row in rows], bulletType="bullet")]
    if tag == "code":
        return [part for piece, row in zip(pieces, rows, strict=True) for part in (code(piece["payload"]), *row)]
    return [row[0] for row in rows]


given_file = Path(sys.argv[1])
given = json.loads(given_file.read_text("utf-8"))
registerFont(TTFont("S", given["regular"]))
registerFont(TTFont("SB", given["bold"]))
registerFontFamily("S", normal="S", bold="SB", italic="S", boldItalic="SB")
styles = {
    tag: ParagraphStyle(tag, fontName="SB" if tag in ("h1", "h2") else "S", fontSize=size, leading=size * 1.25)
    for tag, size in given["sizes"].items()
}
story = [Image(given["logo"], 69, 36)]
for boxed, groups in given["pieces"]:
    inner = [flowable for tag, group in groups for flowable in flowables(tag, group)]
    story += [Table([[inner]], style=BOX)] if boxed else inner
margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 42)
SimpleDocTemplate(str(given_file.with_suffix(".pdf")), pagesize=(612, 792), **margins).build(story)
