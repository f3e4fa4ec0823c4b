"""What people and programs are told: results on standard output, everything else on standard error."""

from __future__ import annotations

import functools
import json
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, NoReturn, ParamSpec

import typer

from handouts.errors import HandoutError, Problem

SCHEMA = 1
P = ParamSpec("P")


def say(text: str) -> None:
    """A result, on standard output."""
    typer.echo(text)


def warn(text: str) -> None:
    """Something to know that stops nothing, on standard error."""
    typer.echo(f"warning: {text}", err=True)


def say_json(**content: object) -> None:
    """One JSON object with the schema's number, on standard output."""
    typer.echo(json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False))


def refuse(problems: Iterable[Problem], exit_code: int, *, as_json: bool) -> NoReturn:
    """Say every problem and leave with the exit code."""
    problems = tuple(problems)
    if as_json:
        say_json(errors=[asdict(problem) for problem in problems])
    for problem in problems:
        typer.echo(f"error: {problem}", err=True)
    raise typer.Exit(exit_code)


def reporting(command: Callable[P, None]) -> Callable[P, None]:
    """Turn refusals into messages and exit codes, and a bug into a traceback that shows no data."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except HandoutError as error:
            refuse(error.problems, error.exit_code, as_json=bool(kwargs.get("as_json")))
        except typer.Exit:
            raise
        except Exception as error:  # noqa: BLE001 - the last place before the user
            _confess(error)

    return wrapped


def _confess(error: Exception) -> NoReturn:
    """Say where a bug is.  Its message and variables may hold a patient's name, so neither is shown."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    typer.echo(f"This is a fault in the program. Nothing was written. Please report these lines:\n{lines}", err=True)
    typer.echo(type(error).__name__, err=True)
    sys.exit(70)
