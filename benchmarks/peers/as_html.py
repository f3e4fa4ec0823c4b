"""A sheet by WeasyPrint: HTML with a style sheet, its fonts opened once."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cache
from typing import Any

from benchmarks.peers import content
from benchmarks.peers.as_data import code_image
from handouts.model import Inlines

BOX = "<div class=box>{}</div>"


def make(pieces: Iterable[content.Piece]) -> bytes:
    """A tagged file."""
    maker, style, fonts = _library()
    pdf: bytes = maker(string=page(pieces)).write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)
    return pdf


def page(pieces: Iterable[content.Piece]) -> str:
    """The sheet as HTML, without its style."""
    logo = f"<img class=logo src='{content.LOGO.as_uri()}' alt=Logo>"
    body = "".join(BOX.format(_inner(group)) if boxed else _inner(group) for boxed, group in content.boxes(pieces))
    return f"<html lang=en><title>Sheet</title>{logo}{body}</html>"


def style() -> str:
    """The style sheet."""
    regular, bold = (path.as_uri() for path in (content.REGULAR, content.BOLD))
    return f"""@font-face{{font-family:S;src:url({regular})}}
    @font-face{{font-family:S;font-weight:bold;src:url({bold})}}
    @page{{size:letter;margin:15mm;@bottom-right{{content:"Page " counter(page) " of " counter(pages)}}}}
    body{{font:11pt/1.25 S}} h1{{font-size:20pt;color:#0c5e79}} h2{{font-size:13pt}} p,ul{{margin:2pt 0}}
    .box{{border:1pt solid #9c1c1c;background:#fdf3f2;padding:4pt}} .code{{width:90pt}} .logo{{height:36pt}}
    table{{border-collapse:collapse;width:100%}} td{{border-bottom:.5pt solid gray}}"""


@cache
def _library() -> tuple[Any, Any, Any]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return HTML, CSS(string=style(), font_config=fonts), fonts


def _inner(pieces: list[content.Piece]) -> str:
    return "".join(_group(tag, group) for tag, group in content.grouped(pieces))


def _group(tag: str, group: list[content.Piece]) -> str:
    texts = [[marked(text) for text in piece.texts] for piece in group]
    match tag:
        case "row":
            rows = "".join("<tr><td>" + "<td>".join(row) for row in texts)
            return f"<table>{rows}</table>"
        case "code":
            images = (f"<img class=code src='{code_image(piece.payload).as_uri()}' alt=Code>" for piece in group)
            return "".join(f"{image}<p>{text}</p>" for image, (text,) in zip(images, texts, strict=True))
        case "li":
            return "<ul>" + "".join(f"<li>{text}</li>" for (text,) in texts) + "</ul>"
        case _:
            return "".join(f"<{tag}>{text}</{tag}>" for (text,) in texts)


def marked(text: Inlines) -> str:
    """Runs as HTML, which ReportLab's paragraphs read too."""
    return "".join(f"<b>{html.escape(run.text)}</b>" if run.strong else html.escape(run.text) for run in text)
