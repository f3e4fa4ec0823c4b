"""`list`: what there is to choose from, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli.report import say, say_json
from handouts.cli.values import Collector, as_choice, wrong

if TYPE_CHECKING:
    from handouts.clinics import Clinic
    from handouts.knowledge import Limits, Parameter, Value
    from handouts.protocol import Protocol

Row = dict[str, Any]
PLACES = {"default": "the default", "clinic": "the clinic", "treatment": "the clinic, for this treatment"}
PLACES["region"] = "the clinic, for this treatment and region"


@dataclass(frozen=True, slots=True)
class Scope:
    """What parameters are wanted for; "" and None where it was not said."""

    treatment: str = ""
    region: str = ""
    clinic: str | None = None

    @property
    def given(self) -> bool:
        """Whether anything was said."""
        return bool(self.treatment or self.region or self.clinic is not None)


def _kinds() -> list[Row]:
    from handouts.kinds import kinds

    return [{"id": kind.id, "name": kind.name} for kind in kinds().values()]


def _treatments() -> list[Row]:
    from handouts.knowledge import treatments

    return [{"id": row.id, "name": row.name} for row in treatments().values()]


def _regions() -> list[Row]:
    from handouts.knowledge import regions

    return [{"id": row.id, "name": row.name} for row in regions().values()]


def _locales() -> list[Row]:
    from handouts.localize import locales

    return [{"id": row.tag, "name": row.name} for row in locales()]


def _parameters() -> list[Row]:
    from handouts.knowledge import parameters

    return [_described(row) for row in parameters().values()]


def _sources() -> list[Row]:
    from handouts.knowledge import sources

    return [{"id": key, "name": name} for key, name in sources().items()]


SUBJECTS: dict[str, Callable[[], list[Row]]] = {
    "kinds": _kinds,
    "treatments": _treatments,
    "regions": _regions,
    "locales": _locales,
    "parameters": _parameters,
    "sources": _sources,
}

Subject = Annotated[str, typer.Argument(metavar="WHAT", help=f"One of: {', '.join(SUBJECTS)}.")]
Treatment = Annotated[str, typer.Option("--treatment", metavar="ID", help="Parameters as they are for it.")]
Region = Annotated[str, typer.Option("--region", metavar="ID", help="Parameters as they are there.")]
ClinicFile = Annotated[str | None, typer.Option("--clinic", metavar="FILE", help="Parameters as this clinic set them.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]


def list_(
    subject: Subject, treatment: Treatment = "", region: Region = "", clinic: ClinicFile = None, as_json: Json = False
) -> None:
    """List the kinds of sheet, treatments, regions, locales, parameters or sources."""
    scope = Scope(treatment, region, clinic)
    collector = Collector()
    known = collector.check(as_choice, "list", subject, SUBJECTS)
    rows = collector.check(_rows, known.or_none, scope)
    collector.finish()
    if as_json:
        say_json(**{known.value: rows.value})
        return
    width = max(len(row["id"]) for row in rows.value)
    for row in rows.value:
        say(f"{row['id']:<{width}}  {row['name']}")
        if "value" in row:
            say(f"{'':<{width}}  {row['value_in_words']} ({PLACES[row['origin']]}); {row['range_in_words']}")
            say(f"{'':<{width}}  source: {row['source']}")


def _rows(subject: str | None, scope: Scope) -> list[Row]:
    if scope.given and subject not in ("parameters", None):
        message = f"Only parameters depend on a treatment, a region or a clinic; {subject} do not."
        raise wrong("list", message, "Leave --treatment, --region and --clinic out.")
    if scope.given:
        return _in_effect(scope)
    return SUBJECTS[subject]() if subject else []


def _in_effect(scope: Scope) -> list[Row]:
    """The parameters that mean anything in `scope`, with the values that hold there."""
    from handouts.knowledge import parameters, regions, treatments
    from handouts.protocol import resolve

    collector = Collector()
    treatment = collector.check(as_choice, "--treatment", scope.treatment, treatments())
    region = collector.check(as_choice, "--region", scope.region, regions())
    clinic = collector.check(_clinic, scope.clinic)
    collector.finish()
    protocol = resolve(clinic.value, treatment.value, region.value)
    return [_settled(parameters()[name], protocol) for name in protocol]


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
    limits = parameter.limits(protocol.treatment, protocol.region)
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
    from handouts.clinics.ranges import range_in_words

    if parameter.type == "bool":
        return "choices: yes, no"
    if parameter.type == "enum":
        return f"choices: {', '.join(word or 'not chosen' for word in limits.choices)}"
    return f"safe: {range_in_words(limits, parameter.unit)}"
