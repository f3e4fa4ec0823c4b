"""Collects the faults of one clinic file, so that all of them come back in one run, each with its line."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from handouts.clinics.lines import KeyPath, find_lines
from handouts.errors import ClinicError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHOWN_LENGTH = 50

# More than anybody mends at a time; a file of a megabyte can hold a hundred thousand.
MAX_FAULTS = 200


class Faults:
    """The faults found so far in `file`, whose content is `text`.

    Lines are looked up only when there is something to report: nearly all files are faultless.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text
        self._found: list[tuple[KeyPath, Problem]] = []

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        return find_lines(self._text)

    @property
    def full(self) -> bool:
        """Whether further faults are no longer recorded."""
        return len(self._found) >= MAX_FAULTS

    def add(self, path: KeyPath, code: str, message: str, hint: str = "") -> None:
        """Record a fault of the setting at `path`, which need not be there."""
        if not self.full:
            self._found.append((path, Problem(code, message, hint, file=self.file, key=written(path))))

    def line(self, path: KeyPath) -> int:
        """Line of the setting at `path`, or of the nearest table around it."""
        place = path
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def raise_if_any(self) -> None:
        """Raise ClinicError with every fault, in the order of the file."""
        if self._found:
            raise ClinicError(sorted(self._with_lines(), key=lambda problem: problem.line))

    def _with_lines(self) -> Iterable[Problem]:
        for path, problem in self._found:
            yield replace(problem, line=self.line(path))


def written(path: KeyPath) -> str:
    """`path` as a person would write it: `hours[2].open`, counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{_name(part)}" if text else _name(part)
    return text


def shown(value: object) -> str:
    """`value` as a message may repeat it: short, on one line, safe for any terminal."""
    if isinstance(value, str):
        return f'"{_cut(_printable(value))}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**SHOWN_LENGTH:
        # Python refuses to write out whole numbers of thousands of digits.
        return "a number with very many digits"
    if isinstance(value, list | tuple):
        return "[]" if not value else "a list"
    if isinstance(value, dict):
        return "a table"
    return _cut(_printable(str(value)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question "Did you mean ...?" with the known words closest to `word`, "" if none is close."""
    by_fold = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_fold, n=3, cutoff=0.6)
    return f"Did you mean {any_of(by_fold[name] for name in near)}?" if near else ""


def any_of(words: Iterable[str]) -> str:
    """Words as a choice: `"a", "b" or "c"`."""
    quoted = [f'"{word}"' for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _name(part: str) -> str:
    return part if re.fullmatch(r"[A-Za-z0-9_-]+", part) and len(part) <= SHOWN_LENGTH else shown(part)


def _printable(text: str) -> str:
    # Long texts are cut before, so that a megabyte in one value costs nothing.
    head = text[: SHOWN_LENGTH + 1]
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in head)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH]}…"
