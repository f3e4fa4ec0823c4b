"""Where clinics come from: a folder of clinic files, or a table with a row for each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from handouts.batch.clinicrow import COLUMNS, clinic_of
from handouts.batch.csvfile import read_csv
from handouts.batch.table import Columns, Row, Table, as_text, tabulated
from handouts.clinics import Clinic, load_clinic
from handouts.errors import ClinicError, Problem

WORKBOOKS = (".xlsx", ".xlsm")
TABLES = (".csv", ".tsv", ".txt", *WORKBOOKS)
MAX_ID = 64
# What Windows calls its devices, whatever stands behind the point.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One clinic as it came: its `id`, and the way to read it, which raises ClinicError for a faulty one.

    `fault` is what is wrong with its id.  `row` is its row, where it came from a table; `file` its file otherwise.
    """

    id: str
    read: Callable[[], Clinic]
    fault: Problem | None = None
    row: Row | None = None
    file: str = ""

    def clinic(self) -> Clinic:
        """The clinic.  Raises ClinicError with all that is wrong with it."""
        if self.fault is None:
            return self.read()
        try:
            self.read()
        except ClinicError as error:
            raise ClinicError((self.fault, *error.problems)) from None
        raise ClinicError(self.fault)


@dataclass(frozen=True, slots=True)
class Source:
    """All clinics of a run, unread; `table` where they are rows of one."""

    path: Path
    entries: tuple[Entry, ...]
    table: Table | None = field(default=None)


def clinics_at(path: Path, today: date) -> Source:
    """The clinics of a folder or a table.  Raises ClinicError if there are none, or the table cannot be read."""
    if path.is_dir():
        return _folder(path, today)
    if path.suffix.casefold() == ".toml":
        return Source(path, tuple(_judged([(path.stem, partial(load_clinic, path, today), None, path)])))
    if path.is_file() and path.suffix.casefold() not in TABLES:
        hint = "Clinics are a folder of TOML files, or a table: .csv or .xlsx."
        raise ClinicError(Problem("unknown-table", "This is no table of a sort that can be read.", hint, str(path)))
    table = read_table(path, COLUMNS)
    rows = [(as_text(row.cells.get("id")), partial(clinic_of, row, path, today), row, path) for row in table.rows]
    if not rows:
        raise ClinicError(Problem("empty", "The table has no rows.", "Write a row for each clinic.", str(path)))
    return Source(path, tuple(_judged(rows)), table)


def read_table(path: Path, columns: Columns) -> Table:
    """The table in a CSV or XLSX file.  Raises ClinicError."""
    if path.suffix.casefold() in WORKBOOKS:
        from handouts.batch.workbook import read_workbook

        return read_workbook(path, columns)
    lines, delimiter = read_csv(path)
    return tabulated(lines, columns, str(path), delimiter)


def _folder(folder: Path, today: date) -> Source:
    files = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    if not files:
        hint = "Each clinic is a file of its own there, such as elm-road.toml."
        raise ClinicError(Problem("empty", "The folder has no clinic files (*.toml).", hint, str(folder)))
    return Source(
        folder, tuple(_judged([(path.stem, partial(load_clinic, path, today), None, path) for path in files]))
    )


def _judged(found: Sequence[tuple[str, Callable[[], Clinic], Row | None, Path]]) -> Iterator[Entry]:
    """Entries whose ids can be folders' names, each its own: file systems may not tell capital letters apart."""
    times = Counter(_folded(name) for name, *_ in found)
    for given, read, row, path in found:
        name = unicodedata.normalize("NFC", given)  # as macOS does not
        place = {"file": str(path), "line": row.number if row else 0, "key": "id" if row else ""}
        fault = _wrong_id(name, place) or _repeated(name, times[_folded(name)], place)
        yield Entry(name, read, fault, row, str(path))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _wrong_id(name: str, place: dict[str, object]) -> Problem | None:
    hint = "Use letters, digits, hyphens and points, such as elm-road."
    if not name:
        return Problem("no-id", "The clinic has no id, so its folder has no name.", hint, **place)  # type: ignore[arg-type]
    plain = re.fullmatch(r"[^\W_][\w .\-]*", name) and name == name.strip(" .") and not RESERVED.fullmatch(name)
    if plain and len(name) <= MAX_ID:
        return None
    return Problem("bad-id", "This name cannot be the name of a folder on every computer.", hint, **place)  # type: ignore[arg-type]


def _repeated(name: str, times: int, place: dict[str, object]) -> Problem | None:
    if times < 2:
        return None
    message = f"{times} clinics have the id “{name}”, and their sheets would get mixed up."
    return Problem("repeated-id", message, "Give each its own.", **place)  # type: ignore[arg-type]
