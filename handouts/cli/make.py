"""One command for each kind of sheet: options -> request -> sheet -> file -> screen and printer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from handouts.cli.asked import OF_A_KIND, Asked
from handouts.cli.report import as_data, say, say_json, tell_problems, warn
from handouts.cli.values import Collector
from handouts.errors import FontError, OutputError
from handouts.kinds import Kind

if TYPE_CHECKING:
    from handouts.clinics import Clinic
    from handouts.errors import Problem
    from handouts.output import Place
    from handouts.sheet import Sheet

NAMES = ("patient", "patient-id", "clinician")  # what is typed and stands on the sheet as it is


def command(kind: Kind) -> Callable[..., int]:
    """The function behind a kind's command, with just the options that the kind takes."""

    def run(**typed: Any) -> int:  # noqa: ANN401 - Typer calls it by the signature below
        return make_and_deliver(Asked(kind=kind, **typed))

    run.__signature__ = inspect.Signature(list(_parameters(kind)))  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _parameters(kind: Kind) -> list[inspect.Parameter]:
    own = {name.replace("-", "_") for name in kind.options}
    types = get_type_hints(Asked, include_extras=True)
    return [
        inspect.Parameter(row.name, inspect.Parameter.KEYWORD_ONLY, annotation=types[row.name], default=row.default)
        for row in fields(Asked)
        if row.name != "kind" and (row.name in own or row.name not in OF_A_KIND)
    ]


def make_and_deliver(asked: Asked) -> int:
    """Make the sheet, write it, then show and print it as asked; the result is the exit code."""
    sheet, place = _made(asked)
    path = place.write(sheet.name, sheet.data)
    for warning in sheet.warnings:
        warn(warning)
    if not asked.as_json:
        say(str(path))
    problems = _hand_over(asked, path)
    tell_problems(problems)
    if asked.as_json:
        say_json(**_result(asked, sheet, path), **({"errors": as_data(problems)} if problems else {}))
    return OutputError.exit_code if problems else 0


def _made(asked: Asked) -> tuple[Sheet, Place]:
    """The sheet, and where it goes: both are sure before anything is written."""
    from handouts.cli.request import request_for
    from handouts.output import place

    today = date.today()  # noqa: DTZ011 - the day where the clinic is
    collector = Collector()
    clinic = collector.check(clinic_of, asked.clinic, today)
    request = request_for(asked, clinic.or_none, today, collector)
    target = collector.check(place, asked.out)
    collector.finish()
    from handouts.sheet import make

    try:
        return make(request.value, clinic.value), target.value
    except FontError as error:
        raise FontError(_placed(problem, asked) for problem in error.problems) from None


def _placed(problem: Problem, asked: Asked) -> Problem:
    """A problem with a text: the option that it was given with, or else the clinic's file."""
    if problem.key in NAMES:
        return replace(problem, key=f"--{problem.key}")
    return replace(problem, file=asked.clinic or "") if problem.key else problem


def clinic_of(file: str | None, today: date) -> Clinic:
    """The clinic of a file, or the sample clinic.  Raises `ClinicError`."""
    from handouts.clinics import load_clinic, sample_clinic

    return sample_clinic(today) if file is None else load_clinic(Path(file), today)


def _result(asked: Asked, sheet: Sheet, path: Path) -> dict[str, object]:
    return {
        "file": str(path),
        "kind": asked.kind.id,
        "pages": sheet.proof.pages,
        "lines_proven": sheet.proof.lines,
        "values_proven": sheet.proof.values,
        "mark": sheet.handout.mark.word if sheet.handout.mark else "",
        "warnings": list(sheet.warnings),
    }


def _hand_over(asked: Asked, path: Path) -> list[Problem]:
    """Show and print the sheet as asked; the result is what did not work."""
    from handouts.cli import device

    collector = Collector()
    if asked.show:
        collector.check(device.open_file, path)
    if asked.printer is not None:
        collector.check(device.print_file, path, asked.printer)
    return [problem for error in collector.errors for problem in error.problems]
