"""What `list parameters` says: every parameter, or the values that hold for one treatment in one region."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli.values import Collector, as_choice

if TYPE_CHECKING:
    from handouts.clinics import Clinic
    from handouts.knowledge import Limits, Parameter, Value
    from handouts.protocol import Protocol

Row = dict[str, Any]

WIDTH = 92  # the widest line of the columns, so that the lines between them are no wider
HEAD = {"id": "setting", "value_in_words": "value", "origin": "set by", "range_in_words": "safe range"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What parameters are wanted for; "", None and False where it was not said."""

    treatment: str = ""
    region: str = ""
    clinic: str | None = None
    sedation: bool = False

    @property
    def given(self) -> bool:
        """Whether anything was said."""
        return bool(self.treatment or self.region or self.sedation or self.clinic is not None)


def all_parameters() -> list[Row]:
    """Every parameter, without a value."""
    from handouts.knowledge import parameters

    return [_described(row) for row in parameters().values()]


def parameters_in(scope: Scope) -> list[Row]:
    """The parameters that mean anything in `scope`, with the values that hold there."""
    from handouts.knowledge import parameters, regions, treatments
    from handouts.protocol import resolve

    collector = Collector()
    treatment = collector.check(as_choice, "--treatment", scope.treatment, treatments())
    region = collector.check(as_choice, "--region", scope.region, regions())
    clinic = collector.check(_clinic, scope.clinic)
    collector.finish()
    protocol = resolve(clinic.value, treatment.value, region.value, sedation=scope.sedation)
    return [_settled(parameters()[name], protocol) for name in protocol]


def as_table(rows: Sequence[Row]) -> Iterator[str]:
    """Lines for people: a line of columns for each parameter, and below it what it is and where its range is from."""
    widths = {key: max(len(row[key]) for row in (HEAD, *rows)) for key in HEAD}
    for row in (HEAD, *rows):
        yield "  ".join(f"{row[key]:<{width}}" for key, width in widths.items()).rstrip()
        if row is not HEAD:
            yield from textwrap.wrap(
                f"{row['name']}. Source: {row['source']}.", WIDTH, initial_indent="  ", subsequent_indent="  "
            )


def _clinic(file: str | None) -> Clinic:
    """The clinic that was named, or one that sets nothing."""
    from dataclasses import replace

    from handouts.clinics import load_clinic, sample_clinic

    today = date.today()  # noqa: DTZ011 - the day where the clinic is
    return replace(sample_clinic(today), overrides={}) if file is None else load_clinic(Path(file), today)


def _described(parameter: Parameter) -> Row:
    row = parameter
    return {"id": row.id, "name": row.name, "type": row.type, "unit": row.unit, "source": row.source}


def _settled(parameter: Parameter, protocol: Protocol) -> Row:
    limits = protocol.limits(parameter.id)
    value = protocol[parameter.id]
    return {
        **_described(parameter),
        "value": value,
        "value_in_words": _in_words(value, parameter.unit),
        "origin": protocol.origin(parameter.id),
        "low": limits.low,
        "high": limits.high,
        "choices": list(limits.choices),
        "hard": limits.hard,
        "range_in_words": _range(parameter, limits),
    }


def _in_words(value: Value, unit: str) -> str:
    from handouts.clinics.ranges import with_unit

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return f"{', '.join(map(str, value))} {unit}".rstrip()
    return with_unit(value, unit) if value != "" else "not chosen"


def _range(parameter: Parameter, limits: Limits) -> str:
    from handouts.clinics.effective import listed
    from handouts.clinics.ranges import range_in_words

    if parameter.type == "bool":
        return "yes or no"
    if parameter.type == "enum":
        return f"{listed(limits.choices, 'or')}{' only' if len(limits.choices) == 1 else ''}"
    return range_in_words(limits, parameter.unit)
