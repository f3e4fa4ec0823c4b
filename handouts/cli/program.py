"""The program as a whole: its commands, and every way in which it ends.

Heavy libraries are imported inside commands, so that `--help` is quick.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from handouts import __version__
from handouts.cli import clinic, locale, report, score
from handouts.cli.batch import EPILOG as BATCH_EPILOG
from handouts.cli.batch import batch
from handouts.cli.listing import list_
from handouts.cli.make import command
from handouts.cli.shape import Commands, StrictCommand
from handouts.errors import HandoutError, Problem
from handouts.kinds import Kind, kinds

HELP = "Make printable patient handouts for prolotherapy and PRP clinics."
EPILOG = """\b
Begin with:
  {0} aftercare                a sample sheet
  {0} aftercare --help         everything that can be chosen
  {0} clinic new clinic.toml   a file for your own clinic

\b
Exit codes: 0 done; 1 a sheet failed, or failed its score; 2 an option is
wrong; 3 the clinic's file or a template is; 4 a language is not ready; 5 no
font has a character; 6 something fits no page; 7 a file cannot be written,
opened or printed; 8 the finished sheet failed its proof; 70 a fault in the
program."""
INTERRUPTED = 130  # what shells call a program that was ended by Ctrl-C


def run(arguments: Sequence[str]) -> int:
    """Run the program; the result is its exit code."""
    report.prepare()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    as_json = "--json" in arguments
    try:
        return _run(arguments)
    except HandoutError as error:
        return report.refuse(error.problems, error.exit_code, as_json=as_json)
    except typer.TyperException as error:  # what our own look at the words let pass
        return report.refuse((Problem("usage", str(error)),), 2, as_json=as_json)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place before the user
        return report.confess(error, as_json=as_json)


def _run(arguments: Sequence[str]) -> int:
    command_line = get_command(application())
    code = command_line.main(list(arguments), _called(), standalone_mode=False, windows_expand_args=False)
    return code if isinstance(code, int) else 0


def _called() -> str:
    """How the program was started, as a person would type it again."""
    return "python generate.py" if sys.argv[0].endswith(".py") else "handouts"


def _end(number: int, _: object) -> None:
    """Leave by way of every clean-up."""
    sys.exit(128 + number)


def application() -> typer.Typer:
    """The program with a command for each kind of sheet.  Raises `TemplateError` for a template that describes none."""
    app = typer.Typer(
        cls=Commands,
        epilog=EPILOG.format(_called()),
        no_args_is_help=False,
        add_completion=False,
        rich_markup_mode=None,  # what people typed is shown as typed, and starting stays quick
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=HELP)(_main)
    for kind in kinds().values():
        app.command(kind.id, cls=StrictCommand, help=kind.help, epilog=_example(kind))(command(kind))
    app.command("batch", cls=StrictCommand, epilog=BATCH_EPILOG.format(_called()))(batch)
    app.command("list", cls=StrictCommand)(list_)
    app.command("score", cls=StrictCommand, help=score.HELP)(score.command())
    app.add_typer(clinic.app, name="clinic")
    app.add_typer(locale.app, name="locale")
    return app


def _example(kind: Kind) -> str:
    own = "--first-session 2026-12-01" if "first-session" in kind.options else "--procedure-date 2026-12-01"
    first = f"{_called()} {kind.id} --clinic clinic.toml --treatment prp"
    return f"\b\nExample:\n  {first}\n    --region knee --side left {own} --patient -"


def _version(asked: bool) -> None:
    if asked:
        report.say(f"handouts {__version__}")
        raise typer.Exit


def _main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")] = False,
) -> None:
    return
