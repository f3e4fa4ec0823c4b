"""Settings that are safe one by one, and nonsense side by side on a sheet."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from handouts.clinics.clinic import Found, Scope
from handouts.clinics.effective import Combination, deciding_scope, in_words
from handouts.clinics.faults import Faults, shown
from handouts.knowledge import Value, defaults, regions, treatments

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

Scopes = tuple[Scope | None, Scope | None]


class Rule(NamedTuple):
    """`first` and `second` contradict each other where `broken` holds; `why` says it with both names in it."""

    first: str
    second: str
    broken: Callable[[float, float], bool]
    why: str


def _more(one: float, other: float) -> bool:
    return one > other


RULES = (
    Rule("sessions_planned", "sessions_max", _more, "More sessions are planned than there may be"),
    Rule("review_after_sessions", "sessions_planned", _more, "The review comes after more sessions than are planned"),
    Rule("stop_if_no_gain_after_sessions", "sessions_max", _more, "The rule to stop comes after the last session"),
    Rule(
        "soreness_expected_days_min",
        "soreness_expected_days_max",
        lambda least, most: least >= most,
        "The least soreness is not shorter than the most",
    ),
    Rule(
        "soreness_expected_days_min",
        "call_if_not_better_days",
        _more,
        "Patients would call while soreness is still expected",
    ),
    Rule(
        "rest_hours",
        "strenuous_avoid_days",
        lambda hours, days: hours > 24 * days,
        "Rest would go on after hard exercise is allowed",
    ),
    Rule(
        "rest_hours",
        "manual_work_return_days",
        lambda hours, days: hours > 24 * days,
        "Rest would go on after manual work is allowed",
    ),
    Rule(
        "strenuous_avoid_days",
        "impact_return_weeks",
        lambda days, weeks: days > 7 * weeks,
        "Running would be allowed while hard exercise is not",
    ),
    Rule(
        "strengthening_from_day",
        "impact_return_weeks",
        lambda day, weeks: day > 7 * weeks,
        "Running would be allowed before strengthening",
    ),
    Rule("stretching_from_day", "strengthening_from_day", _more, "Strengthening would start before stretching"),
    Rule("desk_work_return_days", "manual_work_return_days", _more, "Manual work would start before desk work"),
)


def report_contradictions(found: Found, doubtful: AbstractSet[Scope], faults: Faults) -> None:
    """Report each pair of settings that contradict each other for some treatment and region, once.

    `doubtful` are overrides with a fault of their own: nobody knows what they were meant to be.
    """
    broken: dict[tuple[Rule, Scopes], list[Combination]] = {}
    pairs = tuple(product(treatments(), regions()))
    written = {*found, *doubtful}
    for rule, pair in product(RULES, pairs):
        scopes = (deciding_scope(written, *pair, rule.first), deciding_scope(written, *pair, rule.second))
        if scopes != (None, None) and doubtful.isdisjoint(scopes) and rule.broken(*_values(rule, scopes, pair, found)):
            broken.setdefault((rule, scopes), []).append(pair)
    for (rule, scopes), where in broken.items():
        place = "" if len(where) == len(pairs) else f" for {in_words(where)}"
        _report(rule, _values(rule, scopes, where[0], found), scopes, place, found, faults)


def _values(rule: Rule, scopes: Scopes, pair: Combination, found: Found) -> tuple[float, float]:
    usual = defaults(*pair)
    return _value(found, scopes[0], usual[rule.first]), _value(found, scopes[1], usual[rule.second])


def _value(found: Found, scope: Scope | None, default: Value) -> float:
    value = found[scope][1].value if scope else default
    if isinstance(value, str | tuple):
        raise TypeError("Rules compare numbers.")
    return value


def _report(rule: Rule, values: tuple[float, float], scopes: Scopes, place: str, found: Found, faults: Faults) -> None:
    """Report at the setting that the clinic wrote, the later one of two."""
    pairs = zip((rule.first, rule.second), values, scopes, strict=True)
    said = [f"{name} is {shown(value)}{'' if scope else ' (the default)'}" for name, value, scope in pairs]
    order = list(found)
    latest = max((scope for scope in scopes if scope), key=order.index)
    message = f"{rule.why}{place}: {' and '.join(said)}."
    faults.add(found[latest][0], "contradiction", message, f"Change {rule.first} or {rule.second}.")
