"""Handing a finished sheet to the system: its viewer or its printers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from handouts.errors import OutputError, Problem

PRINT_SECONDS = 60.0
OPEN_SECONDS = 5.0  # a viewer that runs longer than this has opened


def open_file(path: Path) -> None:
    """Show the sheet in the system's viewer.  Raises `OutputError` where there is none."""
    if sys.platform == "win32":
        _start_file(path, "open")
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise _failed("This computer has no program set up to open PDF files.", path)
    try:
        viewer = _start(opener, str(path.absolute()))
        if viewer.wait(OPEN_SECONDS):
            raise _failed("The sheet could not be opened: no program took it.", path)
    except subprocess.TimeoutExpired:
        return
    except OSError:
        raise _failed("The sheet could not be opened: the program for it does not start.", path) from None


def print_file(path: Path, printer: str) -> None:
    """Send the sheet to `printer` ("" is the usual one).  Raises `OutputError` where there is no print service."""
    if sys.platform == "win32":
        if printer:
            raise _failed("On Windows a printer cannot be chosen by name here; use --print alone.", path)
        _start_file(path, "print")
        return
    spooler = shutil.which("lp")
    if spooler is None:
        raise _failed("This computer has no print service (lp).", path)
    _spool([spooler, *(["-d", printer] if printer else []), str(path.absolute())], path)


def _spool(command: list[str], path: Path) -> None:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PRINT_SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise _failed("The sheet was not printed: the print service does not answer.", path) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", errors="replace").split()).rstrip(".")
        raise _failed(f"The sheet was not printed: {said or 'the print service gave no reason'}.", path)


def _start(*command: str) -> subprocess.Popen[bytes]:
    """A program that may outlive this one."""
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)


def _start_file(path: Path, verb: str) -> None:
    if sys.platform == "win32":
        try:
            os.startfile(path, verb)  # noqa: S606 - Windows' own way, without a shell
        except OSError:
            raise _failed(f"Windows has no program set up to {verb} PDF files.", path) from None


def _failed(message: str, path: Path) -> OutputError:
    return OutputError(Problem("device", message, f"The sheet itself is finished: {path}. Open or print it by hand."))
