"""Workbooks as offices really make them: merged cells, formulas, numbers that were phones, several worksheets."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from handouts.batch.clinicrow import EXAMPLES
from handouts.batch.sources import clinics_at
from handouts.batch.template import NEEDED
from handouts.batch.template import workbook as template
from handouts.errors import ClinicError
from tests.support.clinics import TODAY
from tests.support.tables import ALM, ELM, as_csv, faultless, faults, grid, workbook


def test_workbook_says_what_a_csv_says(tmp_path: Path) -> None:
    """The same rows are the same clinics, in either sort of file."""
    (tmp_path / "clinics.csv").write_text(as_csv(grid(ELM, ALM)), "utf-8")
    workbook(tmp_path / "clinics.xlsx", grid(ELM, ALM))
    one, two = (faultless(tmp_path / f"clinics.{sort}") for sort in ("csv", "xlsx"))
    assert [(each.name, each.address, each.phone, each.hours) for each in one.values()] == [
        (each.name, each.address, each.phone, each.hours) for each in two.values()
    ]


@pytest.mark.parametrize("phone", [1134960123, 1134960123.0, 441134960123, 1.13e20])
def test_phones_that_became_numbers_are_said(phone: Any, tmp_path: Path) -> None:  # noqa: ANN401 - a cell's value
    """A cell that is a number may have lost its zero or +: it is refused, and never mended by a guess."""
    workbook(tmp_path / "clinics.xlsx", grid({**ELM, "phone": phone}))
    assert faults(tmp_path / "clinics.xlsx") == [("bad-phone", 2, "phone")]


def test_ids_and_settings_may_be_numbers_and_dates(tmp_path: Path) -> None:
    """A whole number is no fraction, a date is a day, yes is yes."""
    approval = {"approved_by": "Dr. Amina Khan", "approval_role": "Lead", "approval_date": datetime(2025, 1, 15)}  # noqa: DTZ001 - as Excel has it
    workbook(tmp_path / "clinics.xlsx", grid({**ELM, "id": 1017.0, "protocol.rest_hours": 72.0, **approval}))
    clinic = faultless(tmp_path / "clinics.xlsx")["1017"]
    assert clinic.approval
    assert clinic.approval.date == date(2025, 1, 15)


def test_merged_cells_are_read_as_they_look(tmp_path: Path) -> None:
    """A title merged across is a title; a cell merged downwards stands in each of its rows."""
    path = tmp_path / "clinics.xlsx"
    lines = [["All clinics of the group"], *grid(ELM, {**ALM, "country": "", "language": ""})]
    book = workbook(path, lines)
    page = book["clinics"]
    page.merge_cells("A1:H1")
    for column in ("D", "E"):
        page.merge_cells(f"{column}3:{column}4")
    book.save(path)
    assert [each.country for each in faultless(path).values()] == ["GB", "GB"]


def test_merged_names_of_columns_are_refused(tmp_path: Path) -> None:
    """A name merged over two columns leaves one without a name: nobody guesses what it holds."""
    path = tmp_path / "clinics.xlsx"
    names, row = grid(ELM)
    book = workbook(path, [[*names, "email", ""], [*row, "desk@elmroad.example", "www.elmroad.example"]])
    book["clinics"].merge_cells("I1:J1")
    book.save(path)
    assert faults(path) == [("nameless-column", 1, "")]


def test_formulas_give_their_values_or_a_reason(tmp_path: Path) -> None:
    """A formula without a saved value, and an error, are faults of their cell and not of the table."""
    path = tmp_path / "clinics.xlsx"
    workbook(path, grid(ELM, {**ALM, "name": '="Alm "&"Clinic"'}, {**ALM, "id": "c", "website": "#N/A"}))
    assert faults(path) == [("damaged", 3, "name"), ("damaged", 4, "website")]


def test_other_worksheets_are_passed_over(tmp_path: Path) -> None:
    """Notes and hidden worksheets are no tables of clinics; of two tables nobody guesses which is meant."""
    path = tmp_path / "clinics.xlsx"
    notes = [["Call Ana"], ["before June"]]
    book = workbook(path, grid(ELM), notes=notes, old=grid(ALM))
    assert [problem for problem, _, _ in faults(path)] == ["unreadable"]
    book["old"].sheet_state = "hidden"
    book.save(path)
    assert list(faultless(path)) == ["elm-road"]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A file that only has the name of a workbook is refused plainly."""
    (tmp_path / "clinics.xlsx").write_bytes(b"PK\x03\x04 not at all")
    with pytest.raises(ClinicError, match="no XLSX workbook"):
        clinics_at(tmp_path / "clinics.xlsx", TODAY)


def test_template_filled_in_is_read_without_a_fault(tmp_path: Path) -> None:
    """The template's own examples, typed into it as a person would, make a clinic; all columns are known."""
    import openpyxl

    path = tmp_path / "clinics.xlsx"
    path.write_bytes(template())
    (tmp_path / "notice.txt").write_text("This treatment is not approved.\n", "utf-8")
    book = openpyxl.load_workbook(path)
    page = book["clinics"]
    for row, wanted in ((2, tuple(EXAMPLES)), (5, NEEDED)):
        for column, name in enumerate(EXAMPLES, 1):
            if name in wanted and name != "logo":
                page.cell(row, column).value = EXAMPLES[name] if name != "id" else f"clinic-{row}"
    book.save(path)
    found = faultless(path)
    assert list(found) == ["clinic-2", "clinic-5"]
    assert found["clinic-2"].notice
    assert found["clinic-2"].approval


def test_template_keeps_the_zeros_of_phones(tmp_path: Path) -> None:
    """Its cells are formatted as text, so that a spreadsheet keeps what is typed."""
    import openpyxl

    (tmp_path / "clinics.xlsx").write_bytes(template())
    page = openpyxl.load_workbook(tmp_path / "clinics.xlsx")["clinics"]
    assert {page.cell(row, column).number_format for row in (2, 500) for column in range(1, len(EXAMPLES) + 1)} == {"@"}
