"""Opening hours: `[[hours]]`."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from handouts.clinics.clinic import DAYS, Hours
from handouts.clinics.faults import Faults, any_of, did_you_mean, shown
from handouts.clinics.table import EXAMPLES, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOON = 12
MAX_ENTRIES = 28
KEYS = ("days", "open", "close")
EXAMPLE = f"Write [[hours]] on a line, and below it: {', '.join(EXAMPLES[key] for key in KEYS)}."

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_LOOSE_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))? ?([ap]\.?m\.?)?", re.ASCII | re.IGNORECASE)


def read_hours(top: Table, misplaced: Mapping[str, str]) -> tuple[Hours, ...]:
    """Opening hours in the order of the file.  `misplaced` has advice for settings that belong elsewhere."""
    if not top.has("hours"):
        top.fault("hours", "missing-key", "The opening hours are missing.", EXAMPLE)
        return ()
    entries = top.values["hours"]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        top.fault("hours", "wrong-type", "The opening hours are not written as a table.", EXAMPLE)
        return ()
    if len(entries) > MAX_ENTRIES:
        top.fault(
            "hours", "too-long", f"There are more than {MAX_ENTRIES} [[hours]].", "Name days of equal hours once."
        )
        return ()
    if not entries:
        top.fault("hours", "empty", "There are no opening hours.", EXAMPLE)
    tables = [Table(entry, top.faults, ("hours", number)) for number, entry in enumerate(entries)]
    read = [_entry(table, misplaced) for table in tables]
    _refuse_overlaps(read, top.faults)
    return tuple(hours for hours in read if hours)


def _entry(table: Table, misplaced: Mapping[str, str]) -> Hours | None:
    table.refuse_unknown(KEYS, misplaced)
    days = _days(table)
    opens, closes = _time(table, "open"), _time(table, "close")
    if opens is None or closes is None:
        return None
    if closes <= opens:
        message = f"The clinic would close at {closes:%H:%M}, not after it opens at {opens:%H:%M}."
        table.fault("close", "bad-hours", message, "Write times of one day by the 24-hour clock, such as 17:00.")
        return None
    return Hours(days, opens, closes) if days else None


def _days(table: Table) -> tuple[str, ...]:
    days = table.texts("days", required=True)
    before = len(table.faults)
    for number, day in enumerate(days):
        path = (*table.path, "days", number)
        if day not in DAYS:
            hint = did_you_mean(day[:3], DAYS) or f"Write {any_of(DAYS)}."
            table.faults.add(path, "unknown-day", f"{shown(day)} is not a day of the week here.", hint)
        elif day in days[:number]:
            table.faults.add(path, "repeated-day", f"{shown(day)} stands in this list twice.", "Delete one of the two.")
    return tuple(sorted(days, key=DAYS.index)) if len(table.faults) == before else ()


def _time(table: Table, key: str) -> time | None:
    text = table.text(key, required=True)
    if not text:
        return None
    if match := _TIME.fullmatch(text):
        return time(int(match[1]), int(match[2]))
    table.fault(key, "bad-time", f"{shown(text)} is not a time of day from 00:00 to 23:59.", _time_hint(text))
    return None


def _time_hint(text: str) -> str:
    """What `text`, such as "9am", probably means."""
    loose = _LOOSE_TIME.fullmatch(text)
    if loose:
        hour, minute = int(loose[1]), loose[2] or "00"
        half = (loose[3] or "").lower()[:1]
        if half and 1 <= hour <= NOON:
            hour = hour % NOON + (NOON if half == "p" else 0)
        if _TIME.fullmatch(f"{hour:02}:{minute}"):
            return f'Write "{hour:02}:{minute}".'
    return 'Write it by the 24-hour clock, such as "08:00".'


def _refuse_overlaps(entries: Sequence[Hours | None], faults: Faults) -> None:
    taken: dict[str, list[Hours]] = {day: [] for day in DAYS}
    for number, hours in enumerate(entries):
        if hours is None:
            continue
        twice = [day for day in hours.days if any(_overlap(hours, other) for other in taken[day])]
        if twice:
            message = f"These hours overlap with others of the same day ({', '.join(twice)})."
            faults.add(("hours", number), "overlapping-hours", message, "Give each day its hours once.")
        for day in hours.days:
            taken[day].append(hours)


def _overlap(one: Hours, other: Hours) -> bool:
    return one.open < other.close and other.open < one.close
