"""A workbook to fill in with a row for each clinic."""

from __future__ import annotations

from io import BytesIO

from handouts.batch.clinicrow import EXAMPLES

NEEDED = ("id", "name", "address", "country", "language", "phone", "after_hours_phone", "hours")
ROWS = 2000  # that are formatted as text, so that phones keep their zeros
WIDTH = 22
NOTES = {
    "id": "A short name for the clinic's folder, each its own.",
    "name": "As patients know it.",
    "address": "Its lines, parted by | or by line breaks.",
    "country": "Two letters. It decides the emergency number, the paper, and how dates and phones are written.",
    "language": "The clinic's own language.",
    "phone": "With its country code.",
    "after_hours_phone": "With its country code, or none if there is no such number.",
    "hours": "Days and times on the 24-hour clock; groups parted by semicolons.",
    "logo": "A PNG or JPEG file beside this one.",
    "colour": "Dark enough to read on white.",
    "paper": "a4 or letter; without it the country's.",
    "jurisdiction": "Country, or country and state, whose rules hold. Some treatments need it.",
    "notice": "A text file beside this one, with the notice that the law wants.",
    "approved_by": "Who answers for the clinic's settings. Without it, sheets are drafts.",
    "approval_covers": "Sensitive treatments and areas that the approval names, such as: bmc",
}
MORE = (
    "Settings of your own: a column for each, such as protocol.rest_hours, protocol.prp.rest_hours or "
    "protocol.prp.knee.rest_hours. See them all with: list parameters"
)


def workbook() -> bytes:
    """The workbook's bytes.  Its second worksheet says what the columns mean."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    table = book.create_sheet("clinics")
    table.append(list(EXAMPLES))
    table.freeze_panes = "B2"
    for number, name in enumerate(EXAMPLES, 1):
        table.cell(1, number).font = Font(bold=name in NEEDED)
        table.column_dimensions[get_column_letter(number)].width = WIDTH
        for row in range(2, ROWS + 2):
            table.cell(row, number).number_format = "@"
    notes = book.create_sheet("notes")
    notes.append(["Column", "Needed", "What it is", "Example"])
    for name, example in EXAMPLES.items():
        notes.append([name, "yes" if name in NEEDED else "", NOTES.get(name, ""), example])
    notes.append([MORE])
    for letter, width in zip("ABCD", (WIDTH, 8, 90, 40), strict=True):
        notes.column_dimensions[letter].width = width
    for cell in notes[1]:
        cell.font = Font(bold=True)
    data = BytesIO()
    book.save(data)
    return data.getvalue()
