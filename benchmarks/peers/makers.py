"""Each maker as a function from a clinic's number to PDF bytes.  What it sets is prepared beforehand, except by us."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.peers import content
from handouts import sheet
from handouts.model import Inlines

SIZES = {"h1": 20, "h2": 13, "p": 11, "li": 11, "row": 11}
Maker = Callable[[int], bytes]
REGULAR, BOLD = (content.FONTS / f"SourceSans3-{weight}.ttf" for weight in ("Regular", "Bold"))


def ours(number: int) -> bytes:
    """From the clinic's file to a sheet proven quickly, as in a batch."""
    return sheet.make(content.REQUEST, content.clinic(number), proof="quick").data


def ours_in_full(number: int) -> bytes:
    """From the clinic's file to a sheet proven in full, as a single one is."""
    return sheet.make(content.REQUEST, content.clinic(number)).data


@cache
def prepared(number: int) -> tuple[content.Piece, ...]:
    """The pieces of a sheet, made before the clock runs."""
    return tuple(content.pieces(content.handout(number)))


def weasyprint(number: int) -> bytes:
    """HTML with tags."""
    maker, style, fonts = _weasyprint()
    logo = f"<img src='{content.LOGO.as_uri()}' alt=Logo>"
    page = f"<html lang=en><title>Sheet</title>{logo}{_html(prepared(number))}</html>"
    pdf: bytes = maker(string=page).write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)
    return pdf


@cache
def _weasyprint() -> tuple[Any, Any, Any]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = f"""@font-face{{font-family:S;src:url({REGULAR.as_uri()})}}
    @font-face{{font-family:S;font-weight:bold;src:url({BOLD.as_uri()})}}
    @page{{size:letter;margin:15mm;@bottom-right{{content:"Page " counter(page) " of " counter(pages)}}}}
    body{{font:11pt/1.25 S}} h1{{font-size:20pt;color:#0c5e79}} h2{{font-size:13pt}} p,ul{{margin:2pt 0}}
    table{{border-collapse:collapse;width:100%}} td{{border-bottom:.5pt solid gray}} img{{height:36pt}}"""
    return HTML, CSS(string=style, font_config=fonts), fonts


def _html(pieces: tuple[content.Piece, ...]) -> str:
    out = []
    for tag, group in content.grouped(pieces):
        texts = [["".join(_run(run.text, run.strong) for run in text) for text in piece.texts] for piece in group]
        if tag == "row":
            rows = "".join("<tr><td>" + "<td>".join(row) for row in texts)
            out.append(f"<table>{rows}</table>")
        else:
            inner = "".join(f"<{tag}>{text}</{tag}>" for (text,) in texts)
            out.append(f"<ul>{inner}</ul>" if tag == "li" else inner)
    return "".join(out)


def _run(text: str, strong: bool) -> str:
    return f"<b>{html.escape(text)}</b>" if strong else html.escape(text)


def typst(number: int) -> bytes:
    """One compiler and one template for all sheets; the text comes as data, so that its own caches can work."""
    pdf: bytes = _typst().compile(format="pdf", sys_inputs={"pieces": json.dumps(as_data(prepared(number)))})
    return pdf


@cache
def _typst() -> Any:  # noqa: ANN401 - a class of a library that tests do not have
    import typst as library  # type: ignore[import-not-found, unused-ignore]

    folder = content.clinic_file(0).parent
    (folder / "sheet.typ").write_text((Path(__file__).parent / "sheet.typ").read_text("utf-8"), "utf-8")
    return library.Compiler(
        str(folder / "sheet.typ"), root=str(folder), font_paths=[str(content.FONTS)], ignore_system_fonts=True
    )


def as_data(pieces: tuple[content.Piece, ...]) -> list[list[object]]:
    """Pieces as lists, fit for JSON."""
    return [
        [tag, [[[[run.text, run.strong] for run in text] for text in piece.texts] for piece in group]]
        for tag, group in content.grouped(pieces)
    ]


def reportlab(number: int) -> bytes:
    """ReportLab's own paragraphs and tables, as its guide shows them; it has no tags."""
    from reportlab.platypus import Image, ListFlowable, Paragraph, SimpleDocTemplate, Table

    styles = _reportlab()
    story: list[Any] = [Image(str(content.LOGO), 69, 36)]
    for tag, group in content.grouped(prepared(number)):
        rows = [[Paragraph(_paragraph(text), styles[tag]) for text in piece.texts] for piece in group]
        if tag == "row":
            story.append(Table(rows))
        elif tag == "li":
            story.append(ListFlowable([row[0] for row in rows], bulletType="bullet"))
        else:
            story += [row[0] for row in rows]
    file = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 42)
    SimpleDocTemplate(file, pagesize=(612, 792), **margins).build(story)
    return file.getvalue()


@cache
def _reportlab() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("S", str(REGULAR)))
    registerFont(TTFont("SB", str(BOLD)))
    registerFontFamily("S", normal="S", bold="SB", italic="S", boldItalic="SB")
    return {
        tag: ParagraphStyle(tag, fontName="SB" if tag in ("h1", "h2") else "S", fontSize=size, leading=size * 1.25)
        for tag, size in SIZES.items()
    }


def _paragraph(text: Inlines) -> str:
    return "".join(_run(run.text, run.strong) for run in text)


MAKERS: dict[str, Maker] = {
    "handouts, quick proof": ours,
    "handouts, full proof": ours_in_full,
    "Typst, tagged": typst,
    "ReportLab platypus, no tags": reportlab,
    "WeasyPrint, tagged": weasyprint,
}
