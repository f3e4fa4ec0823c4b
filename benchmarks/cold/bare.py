"""The same sheet by ReportLab's platypus, from text that lies ready: `python bare.py FOLDER`."""

import json
import sys
from html import escape
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, ListFlowable, Paragraph, SimpleDocTemplate, Table


def marked(runs: list[tuple[str, bool]]) -> str:
    """Runs as ReportLab wants them."""
    return "".join(f"<b>{escape(text)}</b>" if strong else escape(text) for text, strong in runs)


folder = Path(sys.argv[1])
given = json.loads((folder / "sheet.json").read_text("utf-8"))
registerFont(TTFont("S", given["regular"]))
registerFont(TTFont("SB", given["bold"]))
registerFontFamily("S", normal="S", bold="SB", italic="S", boldItalic="SB")
styles = {
    tag: ParagraphStyle(tag, fontName="SB" if tag in ("h1", "h2") else "S", fontSize=size, leading=size * 1.25)
    for tag, size in given["sizes"].items()
}
story = [Image(given["logo"], 69, 36)]
for tag, group in given["pieces"]:
    rows = [[Paragraph(marked(runs), styles[tag]) for runs in texts] for texts in group]
    if tag == "row":
        story.append(Table(rows))
    elif tag == "li":
        story.append(ListFlowable([row[0] for row in rows], bulletType="bullet"))
    else:
        story += [row[0] for row in rows]
margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 42)
SimpleDocTemplate(str(folder / "bare.pdf"), pagesize=(612, 792), **margins).build(story)
