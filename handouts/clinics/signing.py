"""Who answers for the clinic's settings: `[approval]`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from handouts.clinics.clinic import Approval
from handouts.clinics.faults import did_you_mean, shown
from handouts.clinics.table import Table
from handouts.knowledge import sensitive_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("clinician", "role", "date", "covers")


def read_approval(top: Table, today: date, misplaced: Mapping[str, str]) -> Approval | None:
    """The approval, None where nobody has given it."""
    if not top.has("approval"):
        return None
    values = top.values["approval"]
    if not isinstance(values, dict):
        hint = "Write [approval] on a line, and below it clinician, role and date."
        top.fault("approval", "wrong-type", "The approval is not written as a table.", hint)
        return None
    table = Table(values, top.faults, ("approval",))
    table.refuse_unknown(KEYS, misplaced)
    clinician, role = table.text("clinician", required=True), table.text("role", required=True)
    signed, covers = _date(table, today), _covers(table)
    return Approval(clinician, role, signed, covers) if signed else None


def _date(table: Table, today: date) -> date | None:
    if not table.has("date"):
        table.missing("date")
        return None
    value = table.values["date"]
    if isinstance(value, datetime) or not isinstance(value, date):
        hint = "Write year, month and day without quotation marks: date = 2026-11-01"
        table.fault("date", "bad-date", f"{shown(value)} is not a date.", hint)
        return None
    if value > today:
        message = f"{value.isoformat()} is in the future; today is {today.isoformat()}."
        table.fault("date", "future-date", message, "Write the day on which the settings were approved.")
        return None
    return value


def _covers(table: Table) -> tuple[str, ...]:
    if table.values.get("covers") == []:
        return ()
    covers = table.texts("covers")
    known = sorted(sensitive_ids())
    for number, name in enumerate(covers):
        if name not in known:
            path = (*table.path, "covers", number)
            hint = did_you_mean(name, known) or f"Only {', '.join(known)} have to be named; delete it."
            table.faults.add(path, "unknown-cover", f"{shown(name)} is none of what an approval has to name.", hint)
    return tuple(dict.fromkeys(covers))
