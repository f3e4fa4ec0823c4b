"""The same sheet by WeasyPrint, from HTML that lies ready: `python weasy.py FILE.html FILE.css`."""

import sys

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

fonts = FontConfiguration()
page, style = sys.argv[1:]
sheet = CSS(style, font_config=fonts)
HTML(page).write_pdf(f"{page}.pdf", stylesheets=[sheet], font_config=fonts, pdf_tags=True)
