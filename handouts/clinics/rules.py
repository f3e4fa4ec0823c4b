"""Which settings cannot stand side by side on a clinic's sheets, and which are only odd together.

Settings that the safe ranges keep apart need no rule: a bath is never allowed before a shower, and clear fluid never
stops before food.  Some pairs look like a clash and are none: light strengthening is no hard exercise; a warm pack on
the spot, and desk work on the next day, go with relative rest (findings/clinical.md 3.4); showers are taken with the
dressing on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Rule(NamedTuple):
    """`settings` clash where `broken`, called with their values, holds; `why` says it.

    What is `written` is judged only where the clinic wrote every one of the settings: the program reconciles its own
    defaults by itself.
    """

    settings: tuple[str, ...]
    broken: Callable[..., bool]
    why: str
    written: bool = False


def _more(one: int, other: int) -> bool:
    return one > other


def _less(one: int, other: int) -> bool:
    return one < other


def _hours_beyond_days(hours: int, days: int) -> bool:
    return hours > 24 * days


def _days_beyond_weeks(days: int, weeks: int) -> bool:
    return days > 7 * weeks


def _never_free(after: int, before: int, weeks: int, sessions: int) -> bool:
    """Whether no day is left between day `after` and the first of the `before` days ahead of the next session."""
    return sessions > 1 and after + before >= 7 * weeks - 1


def _work_on_the_day(day: int, rest: int) -> bool:
    return day == 0 and rest >= 24


def _beyond_first_visit(days: int, visits: tuple[int, ...]) -> bool:
    return days > 7 * visits[0]


def _beyond_next_session(days: int, weeks: int, sessions: int) -> bool:
    return sessions > 1 and days > 7 * weeks


# The sheets would tell a patient two things that cannot both be followed: the file is refused.
CONTRADICTIONS = (
    Rule(("sessions_planned", "sessions_max"), _more, "More sessions are planned than there may be"),
    Rule(("review_after_sessions", "sessions_planned"), _more, "The review comes after more sessions than are planned"),
    Rule(("stop_if_no_gain_after_sessions", "sessions_max"), _more, "The rule to stop comes after the last session"),
    Rule(
        ("soreness_expected_days_min", "soreness_expected_days_max"),
        lambda least, most: least >= most,
        "The least soreness is not shorter than the most",
    ),
    Rule(
        ("soreness_expected_days_min", "call_if_not_better_days"),
        _more,
        "Patients would call before any soreness is expected to ease",
    ),
    Rule(("rest_hours", "strenuous_avoid_days"), _hours_beyond_days, "Rest would go on after hard exercise is allowed"),
    Rule(
        ("rest_hours", "manual_work_return_days"), _hours_beyond_days, "Rest would go on after manual work is allowed"
    ),
    Rule(
        ("rest_hours", "strengthening_from_day"), _hours_beyond_days, "Rest would go on after strengthening has started"
    ),
    Rule(
        ("strenuous_avoid_days", "impact_return_weeks"),
        _days_beyond_weeks,
        "Running would be allowed while hard exercise is not",
    ),
    Rule(
        ("strengthening_from_day", "impact_return_weeks"),
        _days_beyond_weeks,
        "Running would be allowed before strengthening",
    ),
    Rule(("stretching_from_day", "strengthening_from_day"), _more, "Strengthening would start before stretching"),
    Rule(("desk_work_return_days", "manual_work_return_days"), _more, "Manual work would start before desk work"),
    Rule(("dressing_hours", "soak_avoid_hours"), _more, "A bath would be allowed while the dressing is still on"),
)

# Odd together, but a clinic may mean it: `clinic check` says so.
DOUBTS = (
    Rule(
        ("nsaid_avoid_days_after", "nsaid_avoid_days_before", "weeks_between_sessions", "sessions_planned"),
        _never_free,
        "Patients could never take anti-inflammatories between two sessions",
    ),
    Rule(("rest_hours", "stretching_from_day"), _hours_beyond_days, "Stretching would start during rest"),
    Rule(("rest_hours", "physio_start_day"), _hours_beyond_days, "Physiotherapy would start during rest"),
    Rule(
        ("physio_start_day", "stretching_from_day"),
        _less,
        "Physiotherapy would start before stretching is allowed",
    ),
    Rule(
        ("desk_work_return_days", "rest_hours"),
        _work_on_the_day,
        "Desk work is allowed on the day of the procedure, on which patients rest",
    ),
    Rule(
        ("manual_work_return_days", "lifting_limit_days"),
        lambda work, limit: work <= limit,
        "Manual work would start while lifting is still limited, so the sheets say the day after the limit",
        written=True,
    ),
    Rule(
        ("soreness_expected_days_max", "call_if_not_better_days"),
        _more,
        "Patients would call while soreness may still be expected",
    ),
    Rule(
        ("diary_daily_days", "call_if_not_better_days"),
        _less,
        "The daily diary would end before the day on which patients call if it is no better",
    ),
    Rule(
        ("diary_daily_days", "follow_up_weeks"),
        _beyond_first_visit,
        "The first follow-up visit comes while the diary is still kept daily",
    ),
    Rule(
        ("diary_daily_days", "weeks_between_sessions", "sessions_planned"),
        _beyond_next_session,
        "The next session comes while the diary of the last one is still kept daily",
    ),
    Rule(
        ("stop_if_no_gain_after_sessions", "review_after_sessions"),
        _less,
        "Patients would stop without gain before anybody reviews it",
    ),
)
