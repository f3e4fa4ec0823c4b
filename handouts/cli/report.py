"""What people and programs are told: results on standard output, everything else on standard error."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import traceback
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TextIO

from handouts.errors import OutputError, Problem

SCHEMA = 1
BUG = 70  # EX_SOFTWARE
GONE = (errno.EPIPE, errno.EINVAL)  # how POSIX and Windows say that nobody reads any more


def prepare() -> None:
    """Let no character and no closed stream stop a message: what the terminal cannot show is written as its number."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A result, on standard output.  Raises `OutputError` if it has no room there."""
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _silence(sys.stdout)
        message = f"The answer could not be written: {error.strerror}."
        raise OutputError(Problem("cannot-say", message, "Look at where you send the answer.")) from None


def warn(text: str) -> None:
    """Something to know that stops nothing, on standard error."""
    _tell(f"warning: {text}")


def say_json(**content: object) -> None:
    """One JSON object with the schema's number, on standard output, in ASCII so that every pipe carries it."""
    say(json.dumps({"schema": SCHEMA, **content}))


def as_data(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems for a program to read."""
    return [asdict(problem) for problem in problems]


def tell_problems(problems: Iterable[Problem]) -> None:
    """Every problem, a line each, on standard error; advice that many share is given once, behind the last of them."""
    listed = list(problems)
    for number, problem in enumerate(listed, 1):
        repeated = problem.hint in (later.hint for later in listed[number:])
        _tell(f"error: {replace(problem, hint='') if repeated else problem}")


def refuse(problems: tuple[Problem, ...], exit_code: int, *, as_json: bool) -> int:
    """Say every problem; the result is the exit code to leave with."""
    tell_problems(problems)
    if as_json:
        try:
            say_json(errors=as_data(problems))
        except OutputError as error:
            tell_problems(error.problems)
    return exit_code


def confess(error: Exception, *, as_json: bool) -> int:
    """Say where a bug is.  Its message and variables may hold a patient's name, so neither is shown."""
    where = "".join(traceback.format_tb(error.__traceback__))
    message = f"This is a fault in the program ({type(error).__name__}), not in what you typed."
    hint = "Please report it with the lines above, which hold nothing about a patient."
    _write_quietly(sys.stderr, where.rstrip("\n"))
    return refuse((Problem("fault", message, hint),), BUG, as_json=as_json)


def printable(text: str) -> str:
    """`text` on one line, safe for any terminal: whatever cannot be seen is written as its number."""
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _tell(text: str) -> None:
    _write_quietly(sys.stderr, printable(text))


def _write_quietly(stream: TextIO, text: str) -> None:
    try:
        _write(stream, text)
    except OSError:
        _silence(stream)


def _write(stream: TextIO, text: str) -> None:
    """Write a line at once.  A reader that went away (`| head`) has what it wanted."""
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except OSError as error:
        if error.errno not in GONE:
            raise
        _silence(stream)


def _silence(stream: TextIO) -> None:
    """Send what is still to come, and what waits in the buffer, nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
