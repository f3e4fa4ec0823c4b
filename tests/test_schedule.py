"""The day convention: the procedure is day 0."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import schedule
from handouts.knowledge import defaults

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


@pytest.mark.parametrize(("hours", "number"), [(0, 0), (1, 1), (12, 1), (24, 1), (25, 2), (48, 2), (72, 3)])
def test_hours(hours: int, number: int) -> None:
    """Hours are over on the day by which they have surely passed, so nothing is free too early."""
    assert schedule.day_of_hours(hours) == number


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


def test_calendar_shows_the_first_week_and_then_only_changes() -> None:
    """Days 0 to 7 are always there; later ones only where something changes."""
    found = rows()
    assert list(found)[:8] == list(range(8))
    assert all(row.changes for number, row in found.items() if number > 7)
    assert all(row.date == TUESDAY + timedelta(number) for number, row in found.items())


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
    assert schedule.changes(protocol)["manual"] == 85
