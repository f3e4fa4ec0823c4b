"""The command line: the only place that prints, reads the clock, and exits.

Heavy libraries are imported inside commands, so that `--help` is quick.
"""

from __future__ import annotations

from typing import Annotated

import typer

from handouts import __version__
from handouts.cli import clinic
from handouts.cli.listing import list_
from handouts.cli.make import KindCommand, command
from handouts.cli.report import refuse, say
from handouts.errors import HandoutError
from handouts.kinds import kinds

app = typer.Typer(
    name="handouts",
    help="Make printable patient handouts for prolotherapy and PRP clinics.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        say(f"handouts {__version__}")
        raise typer.Exit


@app.callback()
def main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")] = False,
) -> None:
    """Make printable patient handouts for prolotherapy and PRP clinics."""


def _add_kinds() -> None:
    """Each template is a command."""
    try:
        found = kinds()
    except HandoutError as error:
        refuse(error.problems, error.exit_code, as_json=False)
    for kind in found.values():
        app.command(kind.id, cls=KindCommand, help=kind.help)(command(kind))


_add_kinds()
app.command("list")(list_)
app.add_typer(clinic.app, name="clinic")
