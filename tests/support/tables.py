"""Tables of clinics as offices make them: rows as dictionaries, written as CSV in any form or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from handouts.batch.sources import clinics_at
from handouts.clinics import Clinic
from handouts.errors import ClinicError, Problem
from tests.support.clinics import TODAY

Row = dict[str, Any]

ELM: Row = {
    "id": "elm-road",
    "name": "Elm Road Joint Clinic",
    "address": "7 Elm Road | Leeds LS1 3AB",
    "country": "GB",
    "language": "en",
    "phone": "+44 113 496 0123",
    "after_hours_phone": "none",
    "hours": "mon-fri 08:30-17:30; sat 09:00-12:00",
}
ALM: Row = {**ELM, "id": "alm", "name": "Clínica “Álamo” – José", "address": "C. Peñón 3|Leeds LS1 3AB"}


def grid(*rows: Row) -> list[list[Any]]:
    """Names of columns, then the rows below them; what a row has not stays empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [names, *([row.get(name, "") for name in names] for row in rows)]


def as_csv(lines: Sequence[Sequence[Any]], delimiter: str = ",", end: str = "\r\n") -> str:
    """The text of a CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(lines)
    return text.getvalue()


def workbook(path: Path, lines: Sequence[Sequence[Any]], **more: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    """A workbook with a worksheet "clinics", and `more` by their names; saved, and given back to be changed."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, content in {"clinics": lines, **more}.items():
        page = book.create_sheet(name)
        for line in content:
            page.append(list(line))
    book.save(path)
    return book


def clinics_in(path: Path) -> Iterator[tuple[str, Clinic | tuple[Problem, ...]]]:
    """What the table at `path` holds: each id with its clinic, or with what is wrong with it."""
    for entry in clinics_at(path, TODAY).entries:
        try:
            yield entry.id, entry.clinic()
        except ClinicError as error:
            yield entry.id, error.problems


def faultless(path: Path) -> dict[str, Clinic]:
    """The clinics of a table in which nothing may be wrong."""
    found = list(clinics_in(path))
    clinics = {name: each for name, each in found if isinstance(each, Clinic)}
    assert len(clinics) == len(found), found
    return clinics


def faults(path: Path) -> list[tuple[str, int, str]]:
    """Each fault of a table as code, row and column, whether of a clinic or of the whole file."""
    try:
        found = list(clinics_in(path))
    except ClinicError as error:
        return [(problem.code, problem.line, problem.key) for problem in error.problems]
    return [
        (problem.code, problem.line, problem.key)
        for _, each in found
        if not isinstance(each, Clinic)
        for problem in each
    ]
