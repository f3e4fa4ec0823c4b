"""Options as typed -> values.  Every refusal names the option and shows what would be right."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Generic, ParamSpec, TypeVar

from handouts.errors import HandoutError, Problem, UsageError
from handouts.text import MAX_LENGTH, check_text, clean_text

C = TypeVar("C", bound=str)
P = ParamSpec("P")
T = TypeVar("T")
YEARS = range(1900, 2200)  # further off is a slip of the finger, and the calendar ends somewhere
EMPTY = "Write a value, or leave the option out."
LONGEST_LINE = 4 * (MAX_LENGTH + 1)  # bytes


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a check found: a value, or nothing because there is a problem."""

    found: tuple[T, ...] = ()

    @property
    def value(self) -> T:
        """The value; to be asked for only after `Collector.finish`."""
        return self.found[0]

    @property
    def or_none(self) -> T | None:
        """The value, or None while there is a problem with it."""
        return self.found[0] if self.found else None


class Collector:
    """Runs checks and raises all their problems at once."""

    def __init__(self) -> None:
        self.errors: list[HandoutError] = []

    def check(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Checked[T]:
        """What `function` returns; its problems are kept."""
        try:
            return Checked((function(*args, **kwargs),))
        except HandoutError as error:
            self.errors.append(error)
            return Checked()

    def finish(self) -> None:
        """Raise what was collected, as an error of the earliest step that has one."""
        if self.errors:
            first = min(self.errors, key=lambda error: error.exit_code)
            raise type(first)([problem for error in self.errors for problem in error.problems])


def wrong(option: str, message: str, hint: str = "", code: str = "bad-option") -> UsageError:
    """The refusal of an option."""
    return UsageError(Problem(code, message, hint, key=option))


def as_date(option: str, text: str) -> date | None:
    """An ISO date (2026-12-01), or None for ""."""
    if not text:
        return None
    hint = "Write year-month-day, such as 2026-12-01."
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise wrong(option, f"{_shown(text)} is not a date.", hint)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise wrong(option, f"There is no day {text}.", hint) from None
    if day.year not in YEARS:
        raise wrong(option, f"The year of {text} is too far away.", hint)
    return day


def as_time(option: str, text: str) -> time | None:
    """A time on the 24-hour clock (10:30), or None for ""."""
    if not text:
        return None
    parts = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text)
    if parts is None:
        raise wrong(option, f"{_shown(text)} is not a time.", "Write hours and minutes, such as 09:30 or 14:00.")
    return time(int(parts[1]), int(parts[2]))


def as_number(option: str, text: str, limits: range, why: str = "") -> int | None:
    """A whole number inside `limits`, or None for ""."""
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,9}", text) and int(text) in limits:
        return int(text)
    raise wrong(option, f"{_shown(text)} is not a whole number from {limits[0]} to {limits[-1]}.", why)


def as_choice(option: str, text: str, choices: Iterable[C]) -> C:
    """One of `choices`; the refusal names the nearest and lists them all."""
    by_name = {str(choice): choice for choice in choices}
    if text in by_name:
        return by_name[text]
    all_of_them = f"Choose one of: {', '.join(by_name)}."
    if not text:
        raise wrong(option, "This is needed.", all_of_them, "missing-option")
    from handouts.clinics.faults import did_you_mean

    raise wrong(option, f"{_shown(text)} is not known.", f"{did_you_mean(text, by_name)} {all_of_them}".strip())


def as_text(option: str, text: str) -> str:
    """A name or number as it may stand on the page; the refusal never repeats it."""
    cleaned = clean_text(text)
    if text and not cleaned:
        raise wrong(option, "There is nothing to be seen in it.", EMPTY, "empty")
    if problem := check_text(cleaned, key=option):
        raise UsageError(problem)
    return cleaned


def from_standard_input(named: Mapping[str, str]) -> dict[str, str]:
    """Options given as "-" take one line each of standard input, in the order of `named`."""
    return {option: _line(option) if text == "-" else text for option, text in named.items()}


def _line(option: str) -> str:
    try:
        line = _read_line(option)
    except (UnicodeDecodeError, OSError):
        raise wrong(option, "Standard input is not text in UTF-8.", "Send the name as UTF-8 text.") from None
    if not line.strip():
        hint = "Give one line for each option that is -."
        raise wrong(option, "Standard input has no line for it.", hint, "missing-option")
    return line.rstrip("\r\n")


def _read_line(option: str) -> str:
    """A line as text.  At a terminal the person is asked for it; from a pipe it is UTF-8, whatever the machine's."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        print(f"{option.removeprefix('--')}: ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline(LONGEST_LINE)
    return sys.stdin.buffer.readline(LONGEST_LINE).decode("utf-8-sig")


def _shown(text: str) -> str:
    from handouts.clinics.faults import shown

    return shown(text)
