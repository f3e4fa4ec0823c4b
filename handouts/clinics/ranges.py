"""Whether every value of `[protocol]` is in the safe range wherever it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.clinics.effective import Combination, combinations, decided, in_words, listed
from handouts.clinics.faults import Faults, any_of, shown
from handouts.knowledge import Limits, Parameter, Value, parameters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from handouts.clinics.clinic import Found, Scope

# Headings that a hint may list.
MANY = 8


def report_out_of_range(found: Found, mistyped: AbstractSet[Scope], faults: Faults) -> set[Scope]:
    """Report each override that is unsafe for some treatment and region, once; the result is where those are.

    `mistyped` overrides have a fault of their own, but hide the more general ones all the same.
    """
    written = {*found, *mistyped}
    reported = set()
    for scope, (path, override) in found.items():
        parameter = parameters()[scope.parameter]
        # An override that others replace everywhere still must make sense somewhere.
        places = decided(scope, written)
        everywhere = places or tuple(combinations(scope))
        unsafe = [pair for pair in everywhere if not parameter.limits(*pair).allow(override.value)]
        if unsafe and (places or len(unsafe) == len(everywhere)):
            safe = [pair for pair in everywhere if pair not in unsafe]
            message = _message(parameter, override.value, unsafe, partly=bool(safe))
            faults.add(path, "out-of-range", message, _hint(parameter, unsafe, safe))
            reported.add(scope)
    return reported


def with_unit(value: float | str, unit: str) -> str:
    """A number with its English unit: "1 hour", "24 hours", "30%", "38 °C"."""
    if not isinstance(value, str) and abs(value) >= 10**15:
        return shown(value)
    number = value if isinstance(value, str) else f"{value:.15g}"
    if not unit:
        return number
    if unit == "%":
        return f"{number}%"
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def _message(parameter: Parameter, value: Value, unsafe: Sequence[Combination], *, partly: bool) -> str:
    if isinstance(value, str):
        place = f"For {in_words(unsafe)}, " if partly else ""
        choices = any_of(parameter.limits(*unsafe[0]).choices)
        return f"{place}{shown(value)} is not safe; {choices} is the only choice."
    (limits, where), *others = _by_limits(parameter, unsafe)
    worst = next(item for item in (value if isinstance(value, tuple) else (value,)) if not limits.allow(item))
    place = f"For {in_words(where)}, " if partly or others else ""
    rest = "".join(f"; for {in_words(pairs)}, of {range_in_words(safe, parameter.unit)}" for safe, pairs in others)
    safe = range_in_words(limits, parameter.unit)
    return f"{place}{with_unit(worst, parameter.unit)} is outside the safe range of {safe}{rest}."


def _by_limits(parameter: Parameter, pairs: Sequence[Combination]) -> list[tuple[Limits, list[Combination]]]:
    """The safe ranges for `pairs`, that of the most pairs first."""
    found: dict[Limits, list[Combination]] = {}
    for pair in pairs:
        found.setdefault(parameter.limits(*pair), []).append(pair)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def range_in_words(limits: Limits, unit: str) -> str:
    """A range of numbers: "2 to 14 days", "at least 4 hours"."""
    if limits.high is None:
        return f"at least {with_unit(limits.low or 0, unit)}"
    low = f"{limits.low:.15g}" if limits.low is not None else "0"
    return f"{low} to {with_unit(limits.high, unit)}"


def _hint(parameter: Parameter, unsafe: Sequence[Combination], safe: Sequence[Combination]) -> str:
    limits = parameter.limits(*unsafe[0])
    source = f"The {'limit' if limits.hard else 'range'} comes from {parameter.source}"
    always = " and nothing overrides it" if limits.hard else ""
    if limits.choices:
        advice = f"leave the line out for {_usual(parameter, unsafe)}."
    else:
        advice = f"choose a value inside it, or leave the line out for {_usual(parameter, unsafe)}."
    return f"{source}{always}; {advice}{_elsewhere(unsafe, safe)}"


def _usual(parameter: Parameter, pairs: Sequence[Combination]) -> str:
    defaults = {parameter.default(*pair) for pair in pairs}
    if len(defaults) > 1:
        return "the defaults"
    (default,) = defaults
    if isinstance(default, str):
        return f'the default of "{default}"'
    return f"the default of {', '.join(map(str, default)) if isinstance(default, tuple) else default}"


def _elsewhere(unsafe: Sequence[Combination], safe: Sequence[Combination]) -> str:
    """Where the value may stand, or which headings need one of their own: whichever are fewer."""
    if not safe:
        return ""
    these, others = _headings(safe, unsafe), _headings(unsafe, safe)
    if min(len(these), len(others)) > MANY:
        return f" It is safe under some headings of their own, such as {these[0]}."
    if len(these) <= len(others):
        return f" It is safe under {listed(these, 'or')}."
    return f" Or keep it, and write another value under {listed(others)}."


def _headings(pairs: Sequence[Combination], rest: Sequence[Combination]) -> list[str]:
    """The headings that hold for `pairs` and none of the `rest`."""
    tables = []
    for treatment in dict.fromkeys(treatment for treatment, _ in pairs):
        here = [region for each, region in pairs if each == treatment]
        whole = treatment not in (each for each, _ in rest)
        tables += [f"[protocol.{treatment}]"] if whole else [f"[protocol.{treatment}.{region}]" for region in here]
    return tables
