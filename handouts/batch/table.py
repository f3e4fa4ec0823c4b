"""A table of an office, whatever program wrote it: names of columns, and rows with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from handouts.errors import ClinicError, Problem

Value = str | int | float | bool | date | datetime | time | None

MAX_ROWS = 100_000
TITLES = 20  # rows above the names of the columns, at most
REASON = "reason"  # what failed.csv adds, and what is passed over when it is fed back


class Damaged(str):
    """A cell whose content is lost; the text says why."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, its cells by column, and its cells as they came."""

    number: int
    cells: dict[str, Value]
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table: `head` are the names of the columns as they came, `delimiter` what parts its cells in a CSV."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","


Numbered = tuple[int, Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table may have; names that begin with `family` are judged elsewhere."""

    names: tuple[str, ...]
    family: str = "\n"

    def __contains__(self, name: str) -> bool:
        return name in self.names or name.startswith(self.family)


def tabulated(lines: Iterable[Numbered], known: Columns, file: str, delimiter: str = ",") -> Table:
    """The table of numbered `lines`, whose columns are `known`.

    Titles above the names of the columns are passed over, and so are empty rows.  Raises ClinicError with all that is
    wrong with the columns.
    """
    filled = [(number, cells) for number, cells in lines if any(as_text(cell) for cell in cells)]
    place = _head(filled, known, file)
    number, head = filled[place]
    columns = [column_name(as_text(cell)) for cell in head]
    rows = tuple(_row(each, cells, columns) for each, cells in filled[place + 1 :])
    width = max([len(columns), *(len(row.raw) for row in rows)])
    columns += [""] * (width - len(columns))
    if problems := list(_wrong_columns(columns, rows, known, file, number)):
        raise ClinicError(problems)
    if len(rows) > MAX_ROWS:
        message = f"The table has more than {MAX_ROWS} rows."
        raise ClinicError(Problem("too-long", message, "Split it into several files.", file))
    return Table(tuple(as_text(cell) for cell in head), rows, delimiter)


def column_name(text: str) -> str:
    """The name of a column as the program knows it: "After-hours phone" is after_hours_phone."""
    name = text.strip().strip("*:").strip().casefold()
    return name if "." in name else re.sub(r"[\s\-/]+", "_", name)


def as_text(value: Value) -> str:
    """A cell as a person sees it, more or less: no blanks at its ends, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _head(lines: Sequence[Numbered], known: Columns, file: str) -> int:
    """Which of the lines has the names of the columns: the one, of the first, with the most that are known."""
    counts = [len({column_name(as_text(cell)) for cell in cells} & set(known.names)) for _, cells in lines[:TITLES]]
    if counts and max(counts) > 1:
        return counts.index(max(counts))
    message = "No row has the names of the columns."
    hint = f"Write them in the first row: {', '.join(known.names[:6])}, and so on."
    raise ClinicError(Problem("no-columns", message, hint, file))


def _row(number: int, cells: Sequence[Value], columns: Sequence[str]) -> Row:
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name and as_text(cell)}
    raw = [as_text(cell) for cell in cells]
    while len(raw) > len(columns) and not raw[-1]:
        raw.pop()
    return Row(number, named, tuple(raw))


def _wrong_columns(
    columns: Sequence[str], rows: Sequence[Row], known: Columns, file: str, line: int
) -> Iterator[Problem]:
    from handouts.clinics.faults import did_you_mean, shown

    for place, name in enumerate(columns):
        if name and name in columns[:place]:
            yield Problem("repeated-column", f"There are two columns {shown(name)}.", "Delete one.", file, line)
        elif name and name != REASON and not name.startswith("#") and name not in known:
            near = did_you_mean(name, known.names)
            hint = f"{near} A column that is your own begins with #, such as #{name}.".strip()
            yield Problem("unknown-column", f"There is no column {shown(name)}.", hint, file, line)
        elif not name and any(len(row.raw) > place and row.raw[place] for row in rows):
            message = f"Column {letter(place)} has values, but no name of its own."
            yield Problem("nameless-column", message, "Write the name in its top cell; part merged cells.", file, line)


def letter(place: int) -> str:
    """The name that spreadsheets give a column: A, B, ... Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
