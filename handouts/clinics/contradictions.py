"""Settings that are safe one by one, and nonsense side by side on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import NamedTuple

from handouts.clinics.clinic import Override, Scope
from handouts.clinics.effective import deciding_scope
from handouts.clinics.faults import Faults, shown
from handouts.clinics.lines import KeyPath
from handouts.knowledge import Value, defaults, regions, treatments

Found = Mapping[Scope, tuple[KeyPath, Override]]
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


def report_contradictions(found: Found, faults: Faults) -> None:
    """Report each pair of settings that contradict each other for some treatment and region, once."""
    reported: set[tuple[Rule, Scopes]] = set()
    for treatment, region in product(treatments(), regions()):
        values = defaults(treatment, region)
        for rule in RULES:
            scopes = (
                deciding_scope(found, treatment, region, rule.first),
                deciding_scope(found, treatment, region, rule.second),
            )
            if scopes == (None, None) or (rule, scopes) in reported:
                continue
            first = _value(found, scopes[0], values[rule.first])
            second = _value(found, scopes[1], values[rule.second])
            if rule.broken(first, second):
                reported.add((rule, scopes))
                _report(rule, (first, second), scopes, found, faults)


def _value(found: Found, scope: Scope | None, default: Value) -> float:
    value = found[scope][1].value if scope else default
    if isinstance(value, str | tuple):
        raise TypeError("Rules compare numbers.")
    return value


def _report(rule: Rule, values: tuple[float, float], scopes: Scopes, found: Found, faults: Faults) -> None:
    """Report at the setting that the clinic wrote, the later one of two."""
    pairs = zip((rule.first, rule.second), values, scopes, strict=True)
    said = [f"{name} is {shown(value)}{'' if scope else ' (the default)'}" for name, value, scope in pairs]
    order = list(found)
    latest = max((scope for scope in scopes if scope), key=order.index)
    message = f"{rule.why}: {' and '.join(said)}."
    faults.add(found[latest][0], "contradiction", message, f"Change {rule.first} or {rule.second}.")
