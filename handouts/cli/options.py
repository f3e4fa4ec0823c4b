"""Options as typed, and as values.  Every refusal names the option and shows a right example."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Annotated, TypeVar

import typer

from handouts.errors import Problem, UsageError
from handouts.text import check_text, clean_text

T = TypeVar("T")

Clinic = Annotated[
    str, typer.Option("--clinic", metavar="FILE", help="The clinic's file. Without it: the sample clinic.")
]
Treatment = Annotated[str, typer.Option("--treatment", metavar="ID", help="See: list treatments.")]
Region = Annotated[str, typer.Option("--region", metavar="ID", help="The area treated. See: list regions.")]
Side = Annotated[str, typer.Option("--side", metavar="left|right", help="Not given: boxes to tick.")]
Locale = Annotated[str, typer.Option("--locale", metavar="TAG", help="Language. Not given: the clinic's.")]
Patient = Annotated[str, typer.Option("--patient", metavar="NAME", help="- reads it from standard input.")]
PatientId = Annotated[str, typer.Option("--patient-id", metavar="NUMBER", help="- reads it from standard input.")]
Clinician = Annotated[str, typer.Option("--clinician", metavar="NAME", help="Who gives the treatment.")]
ProcedureDate = Annotated[str, typer.Option("--procedure-date", metavar="YYYY-MM-DD", help="Day 0.")]
Time = Annotated[str, typer.Option("--time", metavar="HH:MM", help="When to come, on the 24-hour clock.")]
FirstSession = Annotated[str, typer.Option("--first-session", metavar="YYYY-MM-DD", help="Date of session 1.")]
Sessions = Annotated[str, typer.Option("--sessions", metavar="N", help="How many. Not given: the clinic's number.")]
WeeksBetween = Annotated[str, typer.Option("--weeks-between", metavar="N", help="Not given: the clinic's number.")]
PaperSize = Annotated[str, typer.Option("--paper", metavar="a4|letter", help="Not given: the clinic's.")]
EditionName = Annotated[str, typer.Option("--edition", metavar="standard|large", help="Size of type.")]
Draft = Annotated[bool, typer.Option("--draft", help="Make it as a draft, untranslated sentences in English.")]
Out = Annotated[str, typer.Option("--out", metavar="FILE|FOLDER", help="Not given: the current folder.")]
Open = Annotated[bool, typer.Option("--open", help="Show the sheet when it is made.")]
Print = Annotated[str | None, typer.Option("--print", metavar="[PRINTER]", help="Print the sheet when it is made.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]


def refuse(option: str, message: str, hint: str = "", code: str = "bad-option") -> Problem:
    """A problem with an option."""
    return Problem(code, message, hint, key=option)


def as_date(option: str, text: str) -> date | None:
    """An ISO date (2026-12-01), or None for ""."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
        if text == day.isoformat():
            return day
    except ValueError:
        pass
    raise UsageError(refuse(option, f"“{text}” is not a date.", "Write year-month-day, such as 2026-12-01."))


def as_time(option: str, text: str) -> time | None:
    """A time on the 24-hour clock (10:30), or None for ""."""
    if not text:
        return None
    try:
        moment = time.fromisoformat(text)
        if text == moment.strftime("%H:%M"):
            return moment
    except ValueError:
        pass
    raise UsageError(refuse(option, f"“{text}” is not a time.", "Write hours and minutes, such as 09:30 or 14:00."))


def as_number(option: str, text: str, limits: tuple[int, int], why: str) -> int | None:
    """A whole number inside `limits`, or None for ""."""
    if not text:
        return None
    low, high = limits
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    raise UsageError(refuse(option, f"“{text}” is not a whole number from {low} to {high}.", why))


def as_choice(option: str, text: str, choices: Iterable[str]) -> str:
    """One of `choices`; the refusal lists them."""
    allowed = list(choices)
    if text in allowed:
        return text
    said = f"“{text}” is not known." if text else "This option is needed."
    raise UsageError(
        refuse(option, said, f"Choose one of: {', '.join(allowed)}.", "missing-option" if not text else "bad-option")
    )


def as_text(option: str, text: str) -> str:
    """A name or number as it may stand on the page; the refusal never repeats it."""
    problem = check_text(text, key=option)
    if problem:
        raise UsageError(problem)
    return clean_text(text)


def from_standard_input(named: dict[str, str]) -> dict[str, str]:
    """Options given as "-" take one line each of standard input, in the order of `named`."""
    values = dict(named)
    for option, text in named.items():
        if text == "-":
            values[option] = _line(option)
    return values


def _line(option: str) -> str:
    try:
        line = sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError(refuse(option, "Standard input is not text in UTF-8.")) from None
    if not line.strip():
        raise UsageError(
            refuse(option, "Standard input has no line for it.", "Give one line for each option that is -.")
        )
    return line


class Collector:
    """Runs checks and raises all their problems at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def check(self, function: Callable[..., T], *arguments: object) -> T | None:
        """The result of `function`, or None with its problems kept."""
        try:
            return function(*arguments)
        except UsageError as error:
            self.problems.extend(error.problems)
            return None

    def finish(self) -> None:
        """Raise what was collected."""
        if self.problems:
            raise UsageError(self.problems)
