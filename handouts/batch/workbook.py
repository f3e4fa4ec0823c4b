"""XLSX as offices make it: merged cells, formulas, several worksheets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.batch.table import Columns, Damaged, Table, Value, tabulated
from handouts.errors import ClinicError, Problem

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from handouts.batch.table import Numbered

MAX_BYTES = 20_000_000
MAX_UNPACKED = 400_000_000
RESAVE = "Open it in your spreadsheet program and save it again as XLSX."
NO_VALUE = "It is a formula whose value is not in the file."
ONE_SHEET = "Leave one of them in the file, or save that one as CSV."


def read_workbook(path: Path, known: Columns) -> Table:
    """The one table of the workbook that has columns that are `known`.  Raises ClinicError."""
    book = _opened(path)
    found: list[Table] = []
    first: ClinicError | None = None
    for name in book.sheetnames:
        sheet = book[name]
        if getattr(sheet, "sheet_state", "") != "visible" or not hasattr(sheet, "iter_rows"):
            continue
        try:
            found.append(tabulated(_rows(sheet, path, name), known, str(path)))
        except ClinicError as error:
            if error.problems[0].code != "no-columns":
                raise
            first = first or error
    if len(found) > 1:
        raise _refused(path, f"{len(found)} of its worksheets are tables of this sort.", ONE_SHEET)
    if not found:
        raise first or _refused(path, "The workbook has no worksheet.")
    return found[0]


def _opened(path: Path, *, values: bool = False) -> Workbook:
    import openpyxl

    try:
        _check_size(path)
        return openpyxl.load_workbook(path, data_only=values)
    except ClinicError:
        raise
    except OSError as error:
        raise _refused(path, f"The file cannot be read: {error.strerror}.", "Check the name.") from None
    except Exception:  # noqa: BLE001 - damaged workbooks make openpyxl raise almost anything
        raise _refused(path, "The file is no XLSX workbook, or it has a password.") from None


def _check_size(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise _refused(path, "The workbook is larger than 20 MB.", "Split it into several files.")
    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
            raise _refused(path, "The workbook is far too large when unpacked.", "Split it into several files.")


def _rows(sheet: Any, path: Path, name: str) -> Iterator[Numbered]:  # noqa: ANN401 - openpyxl's worksheet
    merged = _merged(sheet)
    values: Any = None
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row: list[Value] = []
        for cell in cells:
            if cell.data_type == "f" and values is None:
                values = _opened(path, values=True)[name]
            row.append(_value(merged.get((cell.row, cell.column), cell), values))
        yield number, row


def _value(cell: Any, values: Any) -> Value:  # noqa: ANN401 - openpyxl's cell and worksheet
    if cell.data_type == "f":
        cell = values.cell(cell.row, cell.column)
        if cell.value is None:
            return Damaged(NO_VALUE)
    if cell.data_type == "e":
        return Damaged(f"It is the error {cell.value}.")
    value: Value = cell.value
    return value


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401 - openpyxl's worksheet
    """Cells merged downwards say the same in each of their rows, as they do on the screen.  Across, only the first."""
    return {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
    }


def _refused(path: Path, message: str, hint: str = RESAVE) -> ClinicError:
    return ClinicError(Problem("unreadable", message, hint, str(path)))
