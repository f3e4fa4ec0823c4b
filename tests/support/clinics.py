"""Clinic files for tests: a faultless one, changed line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handouts.clinics import Clinic, load_clinic
from handouts.errors import ClinicError, Problem

TODAY = date(2026, 11, 22)

GOOD = """\
name = "Harbor Spine & Joint Clinic"
address = ["12 Quay Street", "Portland, OR 97201"]
country = "US"
language = "en"
phone = "+1 503-555-0123"
after_hours_phone = "+1 503-555-0144"

[[hours]]
days = ["mon", "tue", "wed", "thu", "fri"]
open = "08:00"
close = "17:00"
"""


def changed(**settings: str | None) -> str:
    """GOOD with settings at its top written anew, or left out where None."""
    lines = [line for line in GOOD.splitlines() if line.split(" =")[0] not in settings]
    new = [f"{key} = {value}" for key, value in settings.items() if value is not None]
    return "\n".join([*new, *lines]) + "\n"


def load_text(text: str, folder: Path) -> Clinic:
    """The clinic that `text`, written to a file in `folder`, describes."""
    path = folder / "clinic.toml"
    path.write_text(text, "utf-8")
    return load_clinic(path, TODAY)


def problems_of(text: str, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a clinic file of this text; nothing, if it loads."""
    try:
        load_text(text, folder)
    except ClinicError as error:
        return error.problems
    return ()
