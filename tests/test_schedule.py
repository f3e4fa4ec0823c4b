"""The day convention: the procedure is day 0."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts import schedule
from handouts.knowledge import defaults, regions, treatments

HOURS = {
    "dressing": "dressing_hours",
    "shower": "shower_ok_after_hours",
    "heat": "heat_ok_after_hours",
    "drive": "no_driving_hours",
    "soak": "soak_avoid_hours",
    "sauna": "sauna_avoid_hours",
    "light": "rest_hours",
}
TUESDAY = date(2026, 12, 1)
WORKDAYS = frozenset(range(5))

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)


def rows(day0: date | None = TUESDAY, treatment: str = "prp", region: str = "knee") -> dict[int, schedule.Day]:
    """The calendar with the usual values, by day number."""
    found = schedule.calendar(day0, defaults(treatment, region), WORKDAYS)
    return {row.number: row for row in found}


def test_days_after() -> None:
    """10 days after December 1 means through December 11, and free from day 11."""
    assert schedule.after(TUESDAY, 10) == date(2026, 12, 11)
    assert schedule.free_day(10) == 11
    assert schedule.after(TUESDAY, schedule.free_day(10)) == date(2026, 12, 12)


def test_days_before() -> None:
    """7 days before begins on day -7."""
    assert schedule.before(TUESDAY, 7) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("hours", "left", "day", "hour"),
    [
        (0, None, 0, None),
        (1, None, 2, None),  # who leaves just before midnight is free only after the next one has begun
        (24, None, 2, None),
        (25, None, 3, None),
        (48, None, 3, None),
        (0, time(10, 30), 0, None),
        (2, time(10, 30), 0, time(12, 30)),
        (12, time(10, 30), 1, None),  # 22:30 is no time to begin anything
        (24, time(10, 30), 1, time(10, 30)),
        (48, time(16, 0), 2, time(16, 0)),
        (24, time(20, 0), 2, None),
        (24, time(0, 0), 1, None),
    ],
)
def test_hours(hours: int, left: time | None, day: int, hour: time | None) -> None:
    """Hours end at their hour where that of leaving is known, and otherwise with the day on which they may end."""
    minute = left.hour * 60 + left.minute if left else None
    assert schedule.end_of_hours(hours, minute) == (day, hour)


@given(st.integers(0, 504), st.integers(0, 2 * 1440), st.booleans())
def test_hours_never_end_early(hours: int, left: int, known: bool) -> None:
    """Nothing is said to be free before its hours are over, and with the hour known not a day too late."""
    assume(known or left < 1440)
    day, hour = schedule.end_of_hours(hours, left if known else None)
    said = day * 1440 + (hour.hour * 60 + hour.minute if hour else 0)
    over = left + hours * 60
    if hours:
        assert said >= over
    assert said - over < (1440 if known else 2 * 1440 + 1)


@pytest.mark.parametrize(
    ("written", "months", "due"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 24, date(2028, 11, 22)),
        (date(2026, 11, 22), 36, date(2028, 11, 22)),
    ],
)
def test_review_due(written: date, months: int, due: date) -> None:
    """The review is due after the clinic's months, on a day that there is, and never after the template's own day."""
    protocol = {"review_interval_months": months}
    assert schedule.review_due(written, protocol, date(2028, 11, 22)) == due


@given(days, weekdays)
def test_next_open(day: date, open_days: frozenset[int]) -> None:
    """A visit moves forward only, by less than a week, to a day on which the clinic opens."""
    moved = schedule.next_open(day, open_days)
    assert moved.weekday() in open_days
    assert timedelta(0) <= moved - day < timedelta(7)
    assert all((day + timedelta(n)).weekday() not in open_days for n in range((moved - day).days))


@given(days, st.integers(1, 8), st.integers(1, 12), weekdays)
def test_sessions(first: date, count: int, weeks: int, open_days: frozenset[int]) -> None:
    """The typed first session stays; the others are at least the weeks apart from it, in order, on open days."""
    found = schedule.sessions(first, count, weeks, open_days)
    assert len(found) == count
    assert found[0] == first
    for number, day in enumerate(found[1:], 1):
        assert day is not None
        assert day.weekday() in open_days
        assert timedelta(0) <= day - first - timedelta(weeks=weeks * number) < timedelta(7)
    known = [day for day in found if day is not None]
    assert known == sorted(set(known))


def test_sessions_without_a_date() -> None:
    """Without a first date every session has none, to be written in."""
    assert schedule.sessions(None, 3, 4, WORKDAYS) == (None, None, None)


def test_typed_days_when_closed() -> None:
    """Typed dates on which the clinic is closed are named, so that the caller can warn."""
    saturday = date(2026, 12, 5)
    assert schedule.closed_days((TUESDAY, saturday, None), WORKDAYS) == (saturday,)


def test_review_comes_before_more_sessions() -> None:
    """When more sessions are planned than the clinic gives without a review, the review comes first."""
    found = schedule.visits(TUESDAY, 4, 4, {"review_after_sessions": 3, "follow_up_weeks": (4,)}, WORKDAYS)
    assert [visit.session for visit in found] == [1, 2, 3, 4, 0]
    assert [visit.review_first for visit in found] == [False, False, False, True, False]


def test_last_review() -> None:
    """Reviews follow the last session by the clinic's weeks, on open days."""
    found = schedule.visits(date(2026, 12, 5), 1, 4, {"review_after_sessions": 1, "follow_up_weeks": (6, 12)}, WORKDAYS)
    assert [(visit.date, visit.weeks) for visit in found[1:]] == [(date(2027, 1, 18), 6), (date(2027, 3, 1), 12)]


def test_calendar_shows_the_days_on_which_something_changes() -> None:
    """Each day of the calendar has a change, in the order of the days, with its date."""
    found = rows()
    assert list(found) == sorted(found)
    assert all(row.changes for row in found.values())
    assert all(row.date == TUESDAY + timedelta(number) for number, row in found.items())


def test_a_day_on_which_hours_end_has_two_entries() -> None:
    """What is free from an hour of a day on stands apart from what is free all day, after it."""
    found = schedule.calendar(TUESDAY, defaults("prp", "knee"), WORKDAYS, time(10, 30))
    first = [(row.since, row.changes) for row in found if row.number == 1]
    assert first == [(None, ("shower", "desk")), (time(11, 30), ("dressing", "heat", "drive"))]
    assert [row.since for row in found if "soak" in row.changes] == [time(11, 30)]


def test_without_an_hour_a_bath_waits_for_the_whole_day_after() -> None:
    """48 hours after a visit at an unknown hour of day 0 are over on day 3, not during day 2."""
    assert "soak" in rows()[3].changes


@given(st.sampled_from(list(product(treatments(), regions()))), st.none() | st.times())
def test_no_entry_is_early(pair: tuple[str, str], arrival: time | None) -> None:
    """For no treatment, region and hour of coming does the calendar free anything before its hours are over."""
    protocol: Mapping[str, Any] = defaults(*pair)
    for row in schedule.calendar(None, protocol, WORKDAYS, arrival):
        said = (
            timedelta(days=row.number, hours=row.since.hour, minutes=row.since.minute)
            if row.since
            else timedelta(row.number)
        )
        for change, name in HOURS.items():
            if change in row.changes and protocol[name]:
                came = timedelta(hours=arrival.hour, minutes=arrival.minute) if arrival else timedelta(days=1)
                assert said >= came + timedelta(hours=protocol[name])


def test_medicines_are_free_on_the_day_after_the_last_one_avoided() -> None:
    """Anti-inflammatories avoided for 14 days come back on day 15."""
    assert "nsaid" in rows()[15].changes


def test_only_the_clinics_own_visits_move() -> None:
    """A call on a closed Saturday moves to Monday; what the patient may do does not move."""
    wednesday = date(2026, 12, 2)
    found = rows(wednesday)
    assert "call" in found[5].changes
    assert "stretch" in found[3].changes


def test_calendar_without_a_date_has_the_same_days() -> None:
    """Without a procedure date the rows are the same, with no dates in them."""
    found = rows(None)
    assert list(found) == list(rows())
    assert all(row.date is None for row in found.values())


def test_lifting_is_a_matter_of_the_spine() -> None:
    """A knee's calendar says nothing of lifting, a back's does."""
    assert not any("lift" in row.changes for row in rows().values())
    assert "lift" in rows(treatment="dextrose", region="low-back")[8].changes


def test_physical_work_waits_for_the_lifting_limit() -> None:
    """Physical work is never said to be fine on a day on which lifting is still limited."""
    protocol = {**defaults("dextrose", "low-back"), "manual_work_return_days": 2, "lifting_limit_days": 84}
    assert schedule.changes(protocol)["manual"].day == 85
