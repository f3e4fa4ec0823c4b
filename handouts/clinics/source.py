"""Reads a clinic file: bytes from the disk to TOML's values, or one plain reason why not."""

from __future__ import annotations

import stat
import tomllib
from typing import TYPE_CHECKING, Any

from handouts.clinics.syntax import syntax_problem
from handouts.errors import ClinicError, Problem

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_000_000

# A longer line is no setting, and tomllib takes a very long time over a name with thousands of dots.
MAX_LINE = 2_000


def read_text(path: Path) -> str:
    """Text of the clinic file at `path`.  Raises ClinicError if it is no readable UTF-8 text of up to 1 MB."""
    try:
        data = _read_bytes(path)
    except (OSError, ValueError) as error:
        raise ClinicError(Problem("unreadable", *_why_unreadable(error), file=str(path))) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClinicError(_not_utf8(path, data, error)) from None
    if not text.strip():
        hint = "Write a file to fill in with: python generate.py clinic new mine.toml"
        raise ClinicError(Problem("empty", "The file is empty.", hint, file=str(path)))
    return text


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The values that `text`, the content of `file`, holds.  Raises ClinicError if it is not TOML."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = f"The line is longer than {MAX_LINE} characters."
            raise ClinicError(Problem("too-long", message, "Shorten it.", file=file, line=number))
    try:
        return tomllib.loads(text)
    except RecursionError:
        hint = "Compare it with a new file from: python generate.py clinic new"
        problem = Problem("syntax", "Lists or tables are nested too deeply.", hint, file=file)
    except ValueError as error:
        problem = syntax_problem(str(error), text, file)
    raise ClinicError(problem)


def bytes_of(path: Path, size: int, most: int) -> bytes:
    """The bytes of a file of `size`, though it may have grown; not more than one above `most`.

    Python makes room for as many bytes as are asked for before it reads.
    """
    with path.open("rb") as file:
        data = file.read(min(size, most) + 1)
        return data if len(data) <= size else data + file.read(most + 1 - len(data))


def _read_bytes(path: Path) -> bytes:
    # A pipe or a device is refused before it is opened: it could block or never end.
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        raise OSError("It is not an ordinary file.")
    data = bytes_of(path, status.st_size, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise OSError("It is larger than 1 MB, which no clinic file is.")
    return data


def _why_unreadable(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "There is no such file.", "Check the name and the folder."
    if isinstance(error, IsADirectoryError):
        return "This is a folder, not a file.", "Name the clinic file in it, such as clinic.toml."
    if isinstance(error, PermissionError):
        return "You are not allowed to read this file.", "Ask whoever looks after it for the right to read it."
    reason = error.strerror or str(error) if isinstance(error, OSError) else "The name is not a file's name."
    return f"The file cannot be read: {reason.rstrip('.')}.", ""


def _not_utf8(path: Path, data: bytes, error: UnicodeDecodeError) -> Problem:
    line = 0 if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.count(b"\n", 0, error.start) + 1
    hint = "Save it again from your editor with the encoding UTF-8."
    return Problem("not-utf-8", "The file is not saved as UTF-8 text.", hint, file=str(path), line=line)
