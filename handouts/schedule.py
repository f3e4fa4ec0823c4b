"""Day arithmetic, the day convention in one place: the procedure is day 0.

"N days after" means avoid on days 0 to N, free from day N + 1.  "N days before" means days -N to -1.  What is given in
hours is never said to be over too early: where the hour of the visit is known, the calendar says the hour at which they
end; otherwise they end with the day, as the visit may have been late on day 0.  Medicine and activity dates never move.
Visits that the program computes move forward to the clinic's next open day; dates that a person typed stay.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, NamedTuple

WEEK = 7
DAY = 24 * 60  # minutes
EVENING = time(20)  # nobody begins anything after this: what ends later is over on the next day


class Day(NamedTuple):
    """An entry of a calendar: day `number` (below 0 before the procedure), its date if known, and what changes.

    `since` is the hour from which the changes hold, None where it is the whole day.
    """

    number: int
    date: date | None
    changes: tuple[str, ...]
    since: time | None = None


class Moment(NamedTuple):
    """A day by its number, and the hour on it; None is the day's beginning."""

    day: int
    hour: time | None = None


class Visit(NamedTuple):
    """A visit of the session plan.

    `session` counts from 1, and is 0 for a visit without treatment, which is then `weeks` after the last session.
    `review_first` says that the scores are reviewed before the session.  `date` is None if no date is known.
    """

    session: int
    date: date | None
    weeks: int = 0
    review_first: bool = False


class DiaryRow(NamedTuple):
    """A row of the diary: day `number`, its date if known; `week` is 0 for a daily row, else the week that ends."""

    number: int
    date: date | None
    week: int = 0


def after(day0: date, days: int) -> date:
    """Day `days`: the last day on which something is avoided "for N days"."""
    return day0 + timedelta(days=days)


def free_day(days: int) -> int:
    """Number of the first day on which what was avoided for `days` days is free again."""
    return days + 1


def end_of_hours(hours: int, left: int | None) -> Moment:
    """When `hours` hours are over for a patient who left at minute `left` of day 0, None being at an unknown hour."""
    if not hours:
        return Moment(0)
    if left is None:
        return Moment(free_day(-(-hours // 24)))
    day, minute = divmod(left + hours * 60, DAY)
    hour = time(*divmod(minute, 60))
    if hour >= EVENING:
        return Moment(day + 1)
    return Moment(day, hour if minute else None)


def minute_of_leaving(arrival: time | None, protocol: Mapping[str, Any]) -> int | None:
    """Minute of day 0 at which a patient who comes at `arrival` leaves; None if that is not known."""
    if arrival is None:
        return None
    return arrival.hour * 60 + arrival.minute + int(protocol["visit_minutes"])


def before(day0: date, days: int) -> date:
    """Day -N: the first of the `days` days before."""
    return day0 - timedelta(days=days)


def review_due(written: date, protocol: Mapping[str, Any], latest: date) -> date:
    """The day by which a sheet `written` on a day is reviewed: after the clinic's months, and by `latest` at last."""
    years, month = divmod(written.month - 1 + int(protocol["review_interval_months"]), 12)
    last = monthrange(written.year + years, month + 1)[1]
    return min(latest, date(written.year + years, month + 1, min(written.day, last)))


def next_open(day: date, open_days: frozenset[int]) -> date:
    """`day`, or the first day after it on which the clinic opens (weekdays in `open_days`, Monday being 0)."""
    for later in range(WEEK):
        moved = day + timedelta(days=later)
        if moved.weekday() in open_days:
            return moved
    return day


def closed_days(days: tuple[date | None, ...], open_days: frozenset[int]) -> tuple[date, ...]:
    """Those of the typed `days` on which the clinic is closed: a reason to warn, not to move them."""
    return tuple(day for day in days if day is not None and day.weekday() not in open_days)


def sessions(first: date | None, count: int, weeks: int, open_days: frozenset[int]) -> tuple[date | None, ...]:
    """Dates of `count` sessions, `weeks` apart.  The first was typed and stays; the others open with the clinic."""
    if first is None:
        return (None,) * count
    later = (next_open(after(first, weeks * WEEK * number), open_days) for number in range(1, count))
    return (first, *later)


def visits(
    first: date | None, count: int, weeks: int, protocol: Mapping[str, Any], open_days: frozenset[int]
) -> tuple[Visit, ...]:
    """Every visit of a plan: its sessions, then the reviews after the last one."""
    review_after = protocol["review_after_sessions"]
    dates = sessions(first, count, weeks, open_days)
    treated = [Visit(n, day, review_first=n > 1 and (n - 1) % review_after == 0) for n, day in enumerate(dates, 1)]
    last = dates[-1]
    reviews = [
        Visit(0, next_open(after(last, gap * WEEK), open_days) if last else None, gap)
        for gap in protocol["follow_up_weeks"]
    ]
    return (*treated, *reviews)


def changes(protocol: Mapping[str, Any], arrival: time | None = None) -> dict[str, Moment]:
    """What changes after a procedure, in the order of the sheet, with the moment at which it changes."""
    p, left = protocol, minute_of_leaving(arrival, protocol)
    found = {
        "rest": Moment(0),
        "dressing": end_of_hours(p["dressing_hours"], left),
        "shower": end_of_hours(p["shower_ok_after_hours"], left),
        "heat": end_of_hours(p["heat_ok_after_hours"], left),
        "drive": end_of_hours(p["no_driving_hours"], left),
        "desk": Moment(p["desk_work_return_days"]),
        "soak": end_of_hours(p["soak_avoid_hours"], left),
        "sauna": end_of_hours(p["sauna_avoid_hours"], left),
        "light": end_of_hours(p["rest_hours"], left),
        "stretch": Moment(p["stretching_from_day"]),
        "call": Moment(p["follow_up_call_days"]),
        "manual": Moment(p["manual_work_return_days"]),
        "strength": Moment(p["strengthening_from_day"]),
        "physio": Moment(p["physio_start_day"]),
        "better": Moment(p["call_if_not_better_days"]),
        "hard": Moment(free_day(p["strenuous_avoid_days"])),
        "massage": Moment(free_day(p["massage_avoid_days"])),
        "impact": Moment(free_day(p["impact_return_weeks"] * WEEK)),
        "nsaid": Moment(free_day(p["nsaid_avoid_days_after"])),
    }
    if "lifting_limit_days" in p:
        found["lift"] = Moment(free_day(p["lifting_limit_days"]))
        found["manual"] = max(
            found["manual"], found["lift"], key=lambda moment: moment.day
        )  # never inside the lifting ban
    return found | {f"visit-{weeks}": Moment(weeks * WEEK) for weeks in p["follow_up_weeks"]}


def calendar(
    day0: date | None, protocol: Mapping[str, Any], open_days: frozenset[int], arrival: time | None = None
) -> tuple[Day, ...]:
    """The days on which something changes, from morning on or from an hour of theirs.

    Calls and visits of ours fall on open days.
    """
    rows: dict[Moment, list[str]] = {}
    for change, moment in changes(protocol, arrival).items():
        rows.setdefault(_moved(change, moment, day0, open_days), []).append(change)
    return _dated(rows, day0)


def countdown(day0: date | None, protocol: Mapping[str, Any]) -> tuple[Day, ...]:
    """The days before the procedure on which there is something to do, and the day itself."""
    p = protocol
    rows = {Moment(-1): ["pack"], Moment(0): ["wash", "food", "come"]}
    if p["extra_water_day_before"]:
        rows[Moment(-1)].insert(0, "water")
    for change, days in (("supplements", p["supplement_avoid_days_before"]), ("nsaid", p["nsaid_avoid_days_before"])):
        if days:
            rows.setdefault(Moment(-days), []).insert(0, change)
    return _dated(rows, day0)


def _dated(rows: Mapping[Moment, list[str]], day0: date | None) -> tuple[Day, ...]:
    in_order = sorted(rows.items(), key=lambda row: (row[0].day, row[0].hour or time.min))
    return tuple(Day(day, after(day0, day) if day0 else None, tuple(what), hour) for (day, hour), what in in_order)


def _moved(change: str, moment: Moment, day0: date | None, open_days: frozenset[int]) -> Moment:
    if day0 is None or not (change == "call" or change.startswith("visit-")):
        return moment
    return Moment((next_open(after(day0, moment.day), open_days) - day0).days)


def diary(day0: date | None, protocol: Mapping[str, Any]) -> tuple[DiaryRow, ...]:
    """Rows to fill in: day 0, before the procedure; each day as long as the clinic asks; then weekly to the review."""
    daily = protocol["diary_daily_days"]
    weeks = range(daily // WEEK + 1, min(protocol["follow_up_weeks"]) + 1)
    rows = [(number, 0) for number in range(daily + 1)] + [(week * WEEK, week) for week in weeks]
    return tuple(DiaryRow(number, after(day0, number) if day0 else None, week) for number, week in rows)
