"""A PO file as rules see it: its entries, and each translated sentence with the English that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from gettext import c2py
from pathlib import Path
from typing import Any, NamedTuple

_PLURALS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*")
COUNTED = range(1000)  # numbers by which plural rules are compared; a sheet counts no further


class Found(NamedTuple):
    """What is wrong at a line of the PO file, in one sentence."""

    line: int
    message: str


class Form(NamedTuple):
    """A translated sentence at its line.  `english` holds the sentences that it may stand for, the nearest first.

    A plural form that is for one number `only` may say that number in words.
    """

    line: int
    english: tuple[str, ...]
    text: str
    only: int | None = None


@dataclass(frozen=True, slots=True)
class Plurals:
    """What a header says: how many forms there are, and which of them a number takes."""

    count: int
    form_of: Callable[[int], int]


@dataclass(frozen=True)
class Translation:
    """The PO file of the language `tag`.

    `entries` are polib's, without obsolete ones, and `faults` are what could not be read.  `wanted` are context and
    English of each sentence that the templates have, none where only the file itself is looked at; a `complete`
    language claims to translate them all.
    """

    path: Path
    tag: str
    lines: tuple[str, ...]
    metadata: dict[str, str]
    entries: tuple[Any, ...]
    faults: tuple[Found, ...] = ()
    wanted: tuple[tuple[str, str], ...] = ()
    complete: bool = False

    @property
    def language(self) -> str:
        """The language without country or script."""
        return language_of(self.tag)

    @cached_property
    def plurals(self) -> Plurals | None:
        """Plural forms as the header has them, or None if it does not say them so that they can be understood."""
        found = _PLURALS.fullmatch(self.metadata.get("Plural-Forms", ""))
        if not found:
            return None
        try:
            form_of = c2py(found[2])
            used = {form_of(number) for number in COUNTED}
        except (ValueError, ArithmeticError, RecursionError):
            return None
        return Plurals(int(found[1]), form_of) if max(used) < int(found[1]) else None

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every translated sentence that would print: not those that are empty or fuzzy."""
        return tuple(form for entry in self.entries if not entry.fuzzy for form in self._forms(entry) if form.text)

    def line_of(self, entry: Any, form: int | None = None) -> int:  # noqa: ANN401  # polib has no types
        """The line at which the translation of `entry`, or one plural form of it, begins."""
        start = "msgstr" if form is None else f"msgstr[{form}]"
        first = max(1, int(entry.linenum))  # polib has 0 for what begins the file
        begun = False
        for number in range(first, len(self.lines) + 1):
            line = self.lines[number - 1].lstrip()
            if line.startswith(start):
                return number
            if begun and not line:
                break
            begun = begun or bool(line)
        return first

    def _forms(self, entry: Any) -> Iterator[Form]:  # noqa: ANN401  # polib has no types
        if not entry.msgid_plural:
            yield Form(self.line_of(entry), (entry.msgid,), entry.msgstr)
            return
        for number, text in sorted(entry.msgstr_plural.items()):
            served = [n for n in COUNTED if self.plurals and self.plurals.form_of(n) == number]
            only = served[0] if len(served) == 1 else None
            yield Form(self.line_of(entry, number), _english(entry, served), text, only)


def _english(entry: Any, served: list[int]) -> tuple[str, ...]:  # noqa: ANN401  # polib has no types
    """What a plural form stands for that serves these numbers: the singular too, if 1 is one of them."""
    if served == [1]:
        return entry.msgid, entry.msgid_plural
    return (entry.msgid_plural, entry.msgid) if 1 in served else (entry.msgid_plural,)


def language_of(tag: str) -> str:
    """The language of a tag, without country or script."""
    return re.split("[-_]", tag)[0].lower()
