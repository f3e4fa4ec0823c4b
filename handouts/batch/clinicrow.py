"""A row of a clinics' table -> a `Clinic`, by the same rules as a clinic's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handouts.batch.table import Columns, Damaged, Row, Value, as_text
from handouts.clinics import DAYS, Clinic, build_clinic
from handouts.clinics.phones import lost_in_a_table
from handouts.errors import ClinicError, Problem
from handouts.knowledge import countries, parameters

TEXTS = (
    *("name", "country", "language", "phone", "after_hours_phone", "email", "website", "logo", "colour", "paper"),
    *("jurisdiction", "notice"),
)
PHONES = ("phone", "after_hours_phone")
APPROVAL = {
    "approved_by": "clinician",
    "approval_role": "role",
    "approval_date": "date",
    "approval_covers": "covers",
}
PROTOCOL = "protocol."

# Every column with what might stand in it, in the order of the template workbook.
EXAMPLES = {
    "id": "elm-road",
    "name": "Elm Road Joint Clinic",
    "address": "7 Elm Road | Leeds LS1 3AB",
    "country": "GB",
    "language": "en",
    "phone": "+44 113 496 0123",
    "after_hours_phone": "none",
    "hours": "mon-fri 08:30-17:30; sat 09:00-12:00",
    "email": "desk@elmroad.example",
    "website": "www.elmroad.example",
    "logo": "elm-road.png",
    "colour": "#0C5E79",
    "paper": "a4",
    "jurisdiction": "GB",
    "notice": "notice.txt",
    "approved_by": "Dr. Amina Khan",
    "approval_role": "Clinical lead",
    "approval_date": "2025-01-15",
    "approval_covers": "",
}
COLUMNS = Columns(tuple(EXAMPLES), PROTOCOL)

_SPAN = re.compile(r"(?P<days>[a-z, \-\u2013]+?)[ :]+(?P<open>\d{1,2}:\d{2})\s*[-\u2013]\s*(?P<close>\d{1,2}:\d{2})")
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAMES = {name: number for names in (DAYS, _LONG) for number, name in enumerate(names)}


def clinic_of(row: Row, path: Path, today: date) -> Clinic:
    """The clinic that `row` of the table at `path` describes.  Raises ClinicError with all that is wrong with it."""
    own = list(_problems(row))
    found: list[Clinic] = []
    try:
        found.append(build_clinic(_values(row), "", path, today))
    except ClinicError as error:
        told = {problem.key for problem in own}
        own += [problem for problem in map(_in_a_table, error.problems) if problem.key not in told]
    if own:
        raise ClinicError(replace(problem, file=str(path), line=row.number) for problem in own)
    return found[0]


def _problems(row: Row) -> Iterator[Problem]:
    """What only a table can have wrong with it."""
    country = countries().get(as_text(row.cells.get("country")))
    for name, value in row.cells.items():
        if isinstance(value, Damaged):
            hint = "Put the value itself into the cell (copy, then paste values)."
            yield Problem("damaged", str(value), hint, key=name)
        elif name in PHONES and (fault := lost_in_a_table(as_text(value), country)):
            yield Problem("bad-phone", fault.message, fault.hint, key=name)
        elif name == "hours" and _hours(as_text(value)) is None:
            hint = f"Write it like this: {EXAMPLES['hours']}"
            yield Problem("bad-hours", "The hours cannot be understood.", hint, key=name)


def _in_a_table(problem: Problem) -> Problem:
    """A problem of a clinic file's setting, as one of a column."""
    setting = problem.key.partition("[")[0]
    column = setting
    if setting.startswith("approval"):
        names = {f"approval.{inner}": outer for outer, inner in APPROVAL.items()}
        column = names.get(setting, "approved_by")
    hint = problem.hint
    if problem.code == "missing-key":
        hint = f"Fill in the column “{column}”, such as: {EXAMPLES.get(column, '')}"
    elif re.search(r"[=\[]", hint) and EXAMPLES.get(column):
        hint = f"Write it like this: {EXAMPLES[column]}"
    return replace(problem, key=column, hint=hint)


def _values(row: Row) -> dict[str, Any]:
    """What the row would be as a clinic file."""
    cells = {name: value for name, value in row.cells.items() if not isinstance(value, Damaged)}
    values: dict[str, Any] = {name: as_text(cells[name]) for name in TEXTS if name in cells}
    for name in PHONES:
        if name in values:
            values[name] = re.sub(r"(?<=\d)\.0+$", "", values[name])
    if "address" in cells:
        lines = re.split(r"\s*[|\n]\s*", as_text(cells["address"]))
        values["address"] = [line for line in lines if line]
    if "hours" in cells:
        values["hours"] = _hours(as_text(cells["hours"])) or []
    if approval := {inner: _approval(inner, cells[outer]) for outer, inner in APPROVAL.items() if outer in cells}:
        values["approval"] = approval
    _add_protocol(values, cells)
    return values


def _approval(name: str, value: Value) -> object:
    if name == "date":
        return _date(value)
    if name == "covers":
        return [part for part in re.split(r"[,;\s]+", as_text(value)) if part]
    return as_text(value)


def _date(value: Value) -> object:
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(as_text(value))
    except ValueError:
        return as_text(value)


def _hours(text: str) -> list[dict[str, Any]] | None:
    """Opening hours such as "mon-fri 08:30-17:30; sat 09:00-12:00"; None where they cannot be understood."""
    found = []
    for part in filter(None, re.split(r"\s*[;\n|]\s*", text.casefold())):
        span = _SPAN.fullmatch(part)
        days = span and _days(span["days"])
        if not span or not days:
            return None
        found.append({"days": days, "open": span["open"].zfill(5), "close": span["close"].zfill(5)})
    return found


def _days(text: str) -> list[str] | None:
    """Days such as "mon-wed, fri"; None where one of them is none."""
    found: list[str] = []
    for part in re.split(r"\s*,\s*", text.strip()):
        ends = [_DAY_NAMES.get(word.strip(), -1) for word in re.split("[-\u2013]", part)]
        if len(ends) > 2 or -1 in ends or ends[-1] < ends[0]:
            return None
        found += DAYS[ends[0] : ends[-1] + 1]
    return found


def _add_protocol(values: dict[str, Any], cells: Mapping[str, Value]) -> None:
    for column, value in cells.items():
        if column.startswith(PROTOCOL):
            *path, name = column.split(".")
            table = values
            for part in path:
                table = table.setdefault(part, {})
            table[name] = _typed(name, value)


def _typed(parameter: str, value: Value) -> object:
    """A cell as its parameter takes it; what cannot be that stays as it is, and is refused by the parameter."""
    kind = parameters()[parameter].type if parameter in parameters() else ""
    text = as_text(value)
    if kind == "bool":
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold(), text)
    if kind == "int_list":
        parts = [part for part in re.split(r"[,;\s]+", text) if part]
        return [int(part) for part in parts] if all(re.fullmatch(r"\d{1,6}", part) for part in parts) else text
    if kind == "int" and re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    if kind == "number" and re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", text):
        return float(text)
    return text
