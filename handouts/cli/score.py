"""`score`: how clear a sheet is, measured; or every sheet that the program offers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from handouts.cli.asked import OF_A_KIND, Asked
from handouts.cli.make import clinic_of
from handouts.cli.report import as_data, say, say_json
from handouts.cli.values import Collector, as_choice, wrong
from handouts.errors import HandoutError, UsageError
from handouts.kinds import Kind, kinds

if TYPE_CHECKING:
    from handouts.clinics import Clinic
    from handouts.quality import Score

FAILED = 1
DELIVERY = ("out", "show", "printer", "kind", "proof")  # what only making a sheet takes

KindName = Annotated[str, typer.Argument(metavar="KIND", help="Which sheet. Choices: list kinds.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="Score every treatment and region; without KIND every kind too.")]

HELP = """Say how clear a sheet is: how hard it is to read, what it lacks, and what it must not claim.

The sheet is made in memory only; nothing is written. The exit code is 0 if all is well, and 1 if something failed."""


def command() -> Callable[..., int]:
    """The function behind `score`, with the options of every kind."""

    def run(kind: str, *, everything: bool, **typed: Any) -> int:  # noqa: ANN401 - Typer calls it by the signature below
        given = {name: value for name, value in typed.items() if value}
        return score_every(kind, given) if everything else score_one(kind, given)

    run.__signature__ = inspect.Signature(list(_parameters()))  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _parameters() -> Iterator[inspect.Parameter]:
    keyword = inspect.Parameter.KEYWORD_ONLY
    yield inspect.Parameter("kind", keyword, annotation=KindName, default="")
    yield inspect.Parameter("everything", keyword, annotation=All, default=False)
    types = get_type_hints(Asked, include_extras=True)
    for row in fields(Asked):
        if row.name not in DELIVERY:
            yield inspect.Parameter(row.name, keyword, annotation=types[row.name], default=row.default)


def score_one(name: str, given: dict[str, Any]) -> int:
    """Score the sheet that was asked for and say everything about it; the result is the exit code."""
    collector = Collector()
    kind = collector.check(as_choice, "score", name, kinds())
    if kind.or_none:
        collector.check(_only_its_own, kinds()[kind.value], given)
    collector.finish()
    found = _scored(Asked(kind=kinds()[kind.value], **given), _clinic(given))
    from handouts.cli.scored import as_json, lines

    if given.get("as_json"):
        say_json(kind=name, **as_json(found))
    else:
        for line in lines(found):
            say(line)
    return 0 if found.passed else FAILED


def score_every(name: str, given: dict[str, Any]) -> int:
    """Score every sheet of one kind, or of all, a line each; the result is the exit code."""
    chosen = [kinds()[as_choice("score", name, kinds())]] if name else list(kinds().values())
    clinic = _clinic(given)
    from handouts.cli.scored import as_json, in_short

    rows: list[dict[str, object]] = []
    failed = 0
    for asked in _every(chosen, given):
        words = f"{asked.kind.id} {asked.treatment} {asked.region}"
        row: dict[str, object] = {"kind": asked.kind.id, "treatment": asked.treatment, "region": asked.region}
        try:
            found = _scored(asked, clinic)
        except HandoutError as error:
            refused = isinstance(error, UsageError)
            failed += not refused
            rows.append(row | {"refused": refused, "errors": as_data(error.problems)})
            _tell(given, f"{words}: {'refused' if refused else 'FAILED'}: {error.problems[0].message}")
            continue
        failed += not found.passed
        rows.append(row | as_json(found))
        for line in in_short(words, found):
            _tell(given, line)
    if given.get("as_json"):
        say_json(sheets=rows, failed=failed)
    _tell(given, f"{len(rows)} sheets, {failed} of them failed.")
    return FAILED if failed else 0


def _tell(given: dict[str, Any], line: str) -> None:
    if not given.get("as_json"):
        say(line)


def _every(chosen: list[Kind], given: dict[str, Any]) -> Iterator[Asked]:
    from handouts.knowledge import regions, treatments

    those = _chosen("--treatment", given.get("treatment", ""), treatments())
    areas = _chosen("--region", given.get("region", ""), regions())
    for kind in chosen:
        others = [name for name in OF_A_KIND if name.replace("_", "-") not in kind.options]
        own = {key: value for key, value in given.items() if key not in others}
        for treatment, region in product(those, areas):
            yield replace(Asked(kind=kind, **own), treatment=treatment, region=region)


def _chosen(option: str, name: str, there: Iterable[str]) -> list[str]:
    """The one that was named, or all that there are."""
    return [as_choice(option, name, there)] if name else list(there)


def _only_its_own(kind: Kind, given: dict[str, Any]) -> None:
    """Raise `UsageError` for an option that sheets of this kind do not take."""
    for name in given:
        option = name.replace("_", "-")
        if name in OF_A_KIND and option not in kind.options:
            raise wrong(f"--{option}", f"A sheet of the kind {kind.id} does not take this.", "Leave it out.")


def _clinic(given: dict[str, Any]) -> Clinic:
    return clinic_of(given.get("clinic"), date.today())  # noqa: DTZ011 - the day where the clinic is


def _scored(asked: Asked, clinic: Clinic) -> Score:
    from handouts.cli.request import request_for

    collector = Collector()
    today = date.today()  # noqa: DTZ011 - the day where the clinic is
    request = request_for(asked, clinic, today, collector)
    collector.finish()
    from handouts.quality import score
    from handouts.sheet import make

    return score(make(request.value, clinic))
