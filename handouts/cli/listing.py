"""`list`: what there is to choose from, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from handouts.cli.options import as_choice
from handouts.cli.report import reporting, say, say_json

Row = dict[str, Any]


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

    return [{"id": p.id, "name": p.name, "unit": p.unit, "source": p.source} for p in parameters().values()]


SUBJECTS: dict[str, Callable[[], list[Row]]] = {
    "kinds": _kinds,
    "treatments": _treatments,
    "regions": _regions,
    "locales": _locales,
    "parameters": _parameters,
}


@reporting
def list_(
    subject: Annotated[str, typer.Argument(metavar="|".join(SUBJECTS), help="What to list.")],
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")] = False,
) -> None:
    """List the kinds of sheet, treatments, regions, locales or parameters."""
    rows = SUBJECTS[as_choice("list", subject, SUBJECTS)]()
    if as_json:
        say_json(**{subject: rows})
        return
    width = max(len(row["id"]) for row in rows)
    for row in rows:
        say(f"{row['id']:<{width}}  {row['name']}".rstrip())
