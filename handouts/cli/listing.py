"""`list`: what there is to choose from, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from handouts.cli.parameters import Row, Scope, all_parameters, as_table, parameters_in
from handouts.cli.report import say, say_json
from handouts.cli.values import Collector, as_choice, wrong


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


def _sources() -> list[Row]:
    from handouts.knowledge import sources

    return [{"id": key, "name": name} for key, name in sources().items()]


SUBJECTS: dict[str, Callable[[], list[Row]]] = {
    "kinds": _kinds,
    "treatments": _treatments,
    "regions": _regions,
    "locales": _locales,
    "parameters": all_parameters,
    "sources": _sources,
}

Subject = Annotated[str, typer.Argument(metavar="WHAT", help=f"One of: {', '.join(SUBJECTS)}.")]
Treatment = Annotated[str, typer.Option("--treatment", metavar="ID", help="Parameters as they are for it.")]
Region = Annotated[str, typer.Option("--region", metavar="ID", help="Parameters as they are there.")]
ClinicFile = Annotated[str | None, typer.Option("--clinic", metavar="FILE", help="Parameters as this clinic set them.")]
Sedation = Annotated[bool, typer.Option("--sedation", help="Parameters as they are then.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]


def list_(
    subject: Subject,
    treatment: Treatment = "",
    region: Region = "",
    clinic: ClinicFile = None,
    sedation: Sedation = False,
    as_json: Json = False,
) -> None:
    """List the kinds of sheet, treatments, regions, locales, parameters or sources."""
    scope = Scope(treatment, region, clinic, sedation)
    collector = Collector()
    known = collector.check(as_choice, "list", subject, SUBJECTS)
    rows = collector.check(_rows, known.or_none, scope)
    collector.finish()
    if as_json:
        say_json(**{known.value: rows.value})
    elif scope.given:
        for line in as_table(rows.value):
            say(line)
    else:
        width = max(len(row["id"]) for row in rows.value)
        for row in rows.value:
            say(f"{row['id']:<{width}}  {row['name']}")


def _rows(subject: str | None, scope: Scope) -> list[Row]:
    if scope.given and subject not in ("parameters", None):
        message = f"Only parameters depend on a treatment, a region, a clinic or sedation; {subject} do not."
        raise wrong("list", message, "Leave --treatment, --region, --clinic and --sedation out.")
    if scope.given:
        return parameters_in(scope)
    return SUBJECTS[subject]() if subject else []
