"""A clinic as its file describes it, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, time

    from handouts.knowledge import Value
    from handouts.model import Logo, Paper

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hours(NamedTuple):
    """Opening hours shared by some `days` ("mon" to "sun", in the order of the week)."""

    days: tuple[str, ...]
    open: time
    close: time


@dataclass(frozen=True, slots=True)
class Approval:
    """Who answers for the clinic's settings, since when, and for which sensitive treatments and regions."""

    clinician: str
    role: str
    date: date
    covers: tuple[str, ...] = ()


class Override(NamedTuple):
    """A value that the clinic set, with its `key` as written ("protocol.prp.rest_hours")."""

    value: Value
    key: str


class Scope(NamedTuple):
    """What an override holds for.  "" for `treatment` or `region` is all of them."""

    treatment: str
    region: str
    parameter: str


Overrides = Mapping[Scope, Override]

# Overrides while they are being read, with the path that faults are reported at.
Found = Mapping[Scope, tuple[tuple[str | int, ...], Override]]


@dataclass(frozen=True, slots=True)
class Clinic:
    """A clinic whose file had no fault.

    Phones are in E.164 ("+15035550123"); `after_hours_phone` may be "none".  `paper` is the file's or the country's.
    Optional texts are "" where not given.  `notice` has the paragraphs of a notice that the law wants.  `overrides`
    are keyed by `Scope`.  `sample` marks the bundled clinic, whose sheets no patient may be given.  `source` is the
    name of the file.
    """

    name: str
    address: tuple[str, ...]
    country: str
    language: str
    phone: str
    after_hours_phone: str
    paper: Paper
    hours: tuple[Hours, ...]
    source: str
    email: str = ""
    website: str = ""
    logo: Logo | None = None
    colour: str = ""
    jurisdiction: str = ""
    notice: tuple[str, ...] = ()
    approval: Approval | None = None
    overrides: Overrides = field(default_factory=dict, hash=False)
    sample: bool = False


def open_days(clinic: Clinic) -> frozenset[int]:
    """Weekdays on which the clinic opens, Monday being 0."""
    return frozenset(DAYS.index(day) for hours in clinic.hours for day in hours.days)
