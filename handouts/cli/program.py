"""The program as a whole: its commands, and every way in which it ends.

Heavy libraries are imported inside commands, so that `--help` is quick; and a command is made only if it is to be run,
or if all are to be listed: Typer takes longer to make all of them than a sheet takes to be laid out.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

import typer
from typer.main import get_command

from handouts import __version__
from handouts.cli import report
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
    command_line = get_command(application(arguments[0] if arguments else ""))
    code = command_line.main(list(arguments), _called(), standalone_mode=False, windows_expand_args=False)
    return code if isinstance(code, int) else 0


def _called() -> str:
    """How the program was started, as a person would type it again."""
    return "python generate.py" if sys.argv[0].endswith(".py") else "handouts"


def _end(number: int, _: object) -> None:
    """Leave by way of every clean-up."""
    sys.exit(128 + number)


def application(wanted: str) -> typer.Typer:
    """The program with the `wanted` command, or with all if there is no such one.

    Raises `TemplateError` for a template that describes no kind of sheet: each of them is a command.
    """
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
    adding = {kind.id: partial(_add_kind, kind) for kind in kinds().values()} | OTHERS
    for add in [adding[wanted]] if wanted in adding else adding.values():
        add(app)
    return app


def _add_kind(kind: Kind, app: typer.Typer) -> None:
    from handouts.cli.make import command

    app.command(kind.id, cls=StrictCommand, help=kind.help, epilog=_example(kind))(command(kind))


def _add_batch(app: typer.Typer) -> None:
    from handouts.cli.batch import EPILOG, batch

    app.command("batch", cls=StrictCommand, epilog=EPILOG.format(_called()))(batch)


def _add_list(app: typer.Typer) -> None:
    from handouts.cli.listing import list_

    app.command("list", cls=StrictCommand)(list_)


def _add_score(app: typer.Typer) -> None:
    from handouts.cli import score

    app.command("score", cls=StrictCommand, help=score.HELP)(score.command())


def _add_clinic(app: typer.Typer) -> None:
    from handouts.cli import clinic

    app.add_typer(clinic.app, name="clinic")


def _add_locale(app: typer.Typer) -> None:
    from handouts.cli import locale

    app.add_typer(locale.app, name="locale")


# Commands that are no kind of sheet, in the order in which they are listed.
OTHERS: dict[str, Callable[[typer.Typer], None]] = {
    "batch": _add_batch,
    "list": _add_list,
    "score": _add_score,
    "clinic": _add_clinic,
    "locale": _add_locale,
}


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
