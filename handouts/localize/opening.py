"""Opening hours in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.clinics import Hours
    from handouts.localize.formatter import Formatter

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# From so many weekdays in a row on they are said as a span.
SPAN = 3

Spans = tuple[tuple[dt.time, dt.time], ...]


def opening_lines(formatter: Formatter, hours: Sequence[Hours], patterns: Mapping[str, str]) -> list[str]:
    """A line for each group of weekdays that share their hours, in the order in which the groups first open."""
    lines = []
    for spans, days in _groups(hours).items():
        runs = [_said(formatter, run, patterns["days"]) for run in _runs(days)]
        named = formatter.list_and([name for run in runs for name in run])
        times = [_times(formatter, span, patterns["times"]) for span in spans]
        lines.append(patterns["line"].format(days=named, times=formatter.list_and(times)))
    return lines


def _groups(hours: Sequence[Hours]) -> dict[Spans, list[int]]:
    """Weekdays by the hours that they share."""
    groups: dict[Spans, list[int]] = {}
    for number, name in enumerate(WEEK):
        spans = tuple(sorted({(row.open, row.close) for row in hours if name in row.days}))
        if spans:
            groups.setdefault(spans, []).append(number)
    return groups


def _runs(days: Sequence[int]) -> list[list[int]]:
    """`days` cut where one is left out.  Saturday or Sunday before Monday open the week together with it."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == len(WEEK) - 1:
        runs[0] = runs.pop() + runs[0]
    return runs


def _said(formatter: Formatter, run: Sequence[int], pattern: str) -> list[str]:
    names = [formatter.weekday(day) for day in run]
    return names if len(run) < SPAN else [pattern.format(first=names[0], last=names[-1])]


def _times(formatter: Formatter, span: tuple[dt.time, dt.time], pattern: str) -> str:
    return pattern.format(open=formatter.time(span[0]), close=formatter.time(span[1]))
