"""Reads a PO file as far as it goes: what cannot be read is a complaint, and the rest is still checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib

from handouts.localize.syntax import broken_lines
from handouts.translation.checks.translation import Found

_LINE_OF_FAULT = re.compile(r"\(line (\d+)\)")


class Reading(NamedTuple):
    """What a file gave: polib's entries and header, its lines, and what could not be read."""

    po: Any
    lines: tuple[str, ...]
    faults: tuple[Found, ...]


def read(path: Path) -> Reading:
    """Read the PO file at `path`; an entry that cannot be read is left out."""
    if not path.is_file():
        return Reading(polib.POFile(), (), (Found(1, "There is no such file; start it with locale add."),))
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Reading(polib.POFile(), (), (Found(line, "The file is not UTF-8 from here on."),))
    lines = text.replace("\r", "").split("\n")
    faults = [Found(*broken) for broken in broken_lines(text)]
    for fault in faults:
        _blank_out(lines, fault.line)
    po, more = _parsed(lines)
    return Reading(po, tuple(lines), tuple(sorted({*faults, *more})))


def _parsed(lines: list[str]) -> tuple[Any, list[Found]]:
    """The entries in `lines`; those at which polib stumbles are blanked out, one after the other."""
    faults: list[Found] = []
    while True:
        try:
            return polib.pofile("\n".join([*lines, ""]), wrapwidth=0), faults
        except (OSError, ValueError) as error:
            found = _LINE_OF_FAULT.search(str(error))
            line = int(found[1]) if found else 1
            faults.append(Found(line, "This line is out of place: each entry is msgid, then msgstr."))
            if not _blank_out(lines, line):
                return polib.POFile(), faults


def _blank_out(lines: list[str], line: int) -> bool:
    """Empty the entry around `line`, so that all others keep their numbers; whether there was anything."""
    block = list(_block(lines, line - 1))
    full = any(lines[index] for index in block)
    for index in block:
        lines[index] = ""
    return full


def _block(lines: list[str], index: int) -> Iterator[int]:
    """Indices of the lines around `index` up to the next empty ones."""
    start = end = index
    while start > 0 and lines[start - 1].strip():
        start -= 1
    while end + 1 < len(lines) and lines[end + 1].strip():
        end += 1
    yield from range(start, end + 1)
