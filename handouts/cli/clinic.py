"""`clinic`: write a new clinic file, and check one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from handouts.cli.report import reporting, say, say_json

app = typer.Typer(no_args_is_help=True, help="Make or check a clinic's file.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="A clinic file, such as clinic.toml.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.")]


@app.command("new")
@reporting
def new(file: File, as_json: Json = False) -> None:
    """Write a commented clinic file to fill in."""
    from handouts.clinics import new_clinic_text
    from handouts.errors import OutputError, Problem
    from handouts.output import write_whole

    if file.exists() or file.is_symlink():
        message = "There is something of that name already; it was left as it is."
        raise OutputError(Problem("exists", message, "Choose another name.", str(file)))
    write_whole(file, new_clinic_text().encode())
    if as_json:
        say_json(file=str(file))
    else:
        say(str(file))


@app.command("check")
@reporting
def check(file: File, as_json: Json = False) -> None:
    """Say everything that is wrong with a clinic file, or that nothing is."""
    from handouts.clinics import load_clinic

    clinic = load_clinic(file, date.today())  # noqa: DTZ011 - the day where the clinic is
    drafts = [] if clinic.approval else ["not approved"]
    if as_json:
        say_json(file=str(file), name=clinic.name, drafts=drafts)
        return
    say(f"{file}: nothing is wrong with it.")
    if drafts:
        say("Its sheets are drafts until somebody answers for its settings: fill in [approval].")
