"""Whether every value of `[protocol]` is in the safe range wherever it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.clinics.effective import Combination, combinations, decided, in_words
from handouts.clinics.faults import Faults, any_of, shown
from handouts.knowledge import Limits, Parameter, Value, parameters, regions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from handouts.clinics.clinic import Found, Scope


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
            faults.add(path, "out-of-range", message, _hint(parameter, unsafe[0], safe))
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
    limits = parameter.limits(*unsafe[0])
    place = f"For {in_words(unsafe)}, " if partly else ""
    if isinstance(value, str):
        text = f"{shown(value)} is not safe; {any_of(limits.choices)} is the only choice."
        return place + text
    worst = next(item for item in (value if isinstance(value, tuple) else (value,)) if not limits.allow(item))
    safe = range_in_words(limits, parameter.unit)
    return f"{place}{with_unit(worst, parameter.unit)} is outside the safe range of {safe}."


def range_in_words(limits: Limits, unit: str) -> str:
    """A range of numbers: "2 to 14 days", "at least 4 hours"."""
    if limits.high is None:
        return f"at least {with_unit(limits.low or 0, unit)}"
    low = f"{limits.low:.15g}" if limits.low is not None else "0"
    return f"{low} to {with_unit(limits.high, unit)}"


def _hint(parameter: Parameter, unsafe: Combination, safe: Sequence[Combination]) -> str:
    limits, default = parameter.limits(*unsafe), parameter.default(*unsafe)
    usual = ", ".join(str(item) for item in default) if isinstance(default, tuple) else f"{default}"
    source = f"The {'limit' if limits.hard else 'range'} comes from {parameter.source}"
    always = " and nothing overrides it" if limits.hard else ""
    if limits.choices:
        advice = f'leave the line out for the default of "{usual}".'
    else:
        advice = f"choose a value inside it, or leave the line out for the default of {usual}."
    elsewhere = f" It is safe under {_table(safe)}." if safe else ""
    return f"{source}{always}; {advice}{elsewhere}"


def _table(pairs: Sequence[Combination]) -> str:
    """The headings under which a value is safe, whole treatments first."""
    tables = []
    for treatment in dict.fromkeys(treatment for treatment, _ in pairs):
        here = [region for each, region in pairs if each == treatment]
        whole = len(here) == len(regions())
        tables += [f"[protocol.{treatment}]"] if whole else [f"[protocol.{treatment}.{region}]" for region in here]
    return " or ".join(tables)
