"""Handing a finished sheet to the system: its viewer or its printers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from handouts.errors import OutputError, Problem


def open_file(path: Path) -> None:
    """Show the sheet in the system's viewer.  Raises `OutputError` where there is none."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise _refused("This computer has no program set up to open PDF files.", path)
    _run([opener, str(path)], path, "The sheet could not be opened")


def print_file(path: Path, printer: str) -> None:
    """Send the sheet to `printer` ("" is the usual one).  Raises `OutputError` where there is no print service."""
    if sys.platform == "win32":
        if printer:
            raise _refused("On Windows a printer cannot be chosen by name here; use --print alone.", path)
        os.startfile(path, "print")
        return
    spooler = shutil.which("lp")
    if spooler is None:
        raise _refused("This computer has no print service (lp).", path)
    destination = ["-d", printer] if printer else []
    _run([spooler, *destination, "--", str(path)], path, "The sheet was not printed")


def _run(command: list[str], path: Path, failed: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise _refused(f"{failed}: {Path(command[0]).name} did not answer.", path) from None
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"{Path(command[0]).name} gave no reason"
        raise _refused(f"{failed}: {said}.", path)


def _refused(message: str, path: Path) -> OutputError:
    return OutputError(Problem("device", message, f"The sheet itself is finished: {path}. Open or print it by hand."))
