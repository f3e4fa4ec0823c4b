"""`clinic`: write a new clinic file, or a table for many, and check one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.report import as_data, say, say_json, warn
from handouts.cli.shape import Commands, StrictCommand

if TYPE_CHECKING:
    from handouts.clinics import Clinic

app = typer.Typer(cls=Commands, help="Make or check a clinic's file.")

File = Annotated[str, typer.Argument(metavar="FILE", help="A clinic's file, such as clinic.toml.")]
Workbook = Annotated[str, typer.Argument(metavar="FILE", help="A workbook's name, such as clinics.xlsx.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]

UNAPPROVED = "Its sheets are drafts until somebody answers for its settings: fill in [approval]."


@app.command("new", cls=StrictCommand)
def new(file: File, as_json: Json = False) -> None:
    """Write a commented file to fill in; nothing is ever written over."""
    from handouts.clinics import new_clinic_text
    from handouts.output import write_new

    write_new(Path(file), new_clinic_text().encode())
    if as_json:
        say_json(file=file)
    else:
        say(file)


@app.command("template", cls=StrictCommand)
def template(file: Workbook, as_json: Json = False) -> None:
    """Write a workbook with a row for each clinic to fill in, for `batch`; nothing is ever written over."""
    from handouts.batch.template import workbook
    from handouts.cli.values import wrong
    from handouts.output import write_new

    if Path(file).suffix.casefold() != ".xlsx":
        raise wrong("FILE", "A workbook's name ends in .xlsx.", "Write it as clinics.xlsx.")
    write_new(Path(file), workbook())
    if as_json:
        say_json(file=file)
    else:
        say(file)


@app.command("check", cls=StrictCommand)
def check(file: File, as_json: Json = False) -> None:
    """Say everything that is wrong or odd with a clinic's file, or that nothing is."""
    from handouts.clinics import doubts, load_clinic

    clinic = load_clinic(Path(file), date.today())  # noqa: DTZ011 - the day where the clinic is
    remarks, odd = _remarks(clinic), doubts(clinic, file)
    for problem in odd:
        warn(str(problem))
    if as_json:
        approved = clinic.approval is not None
        say_json(file=file, name=clinic.name, approved=approved, remarks=remarks, warnings=as_data(odd))
        return
    say(f"{file}: {'sheets can be made, but look at the warnings' if odd else 'nothing is wrong with it'}.")
    for remark in remarks:
        say(remark)


def _remarks(clinic: Clinic) -> list[str]:
    """What is no fault, but good to know."""
    from handouts.localize import locales

    known = [locale.tag for locale in locales()]
    there = clinic.language.replace("_", "-").casefold() in (tag.casefold() for tag in known)
    language = f'There are no sheets yet in "{clinic.language}"; choose with --locale: {", ".join(known)}.'
    return [*([] if clinic.approval else [UNAPPROVED]), *([] if there else [language])]
