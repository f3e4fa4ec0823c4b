"""Where each setting of a TOML file stands.  tomllib gives values without lines, so this walks the text again.

It is only used on text that tomllib has accepted, and therefore never judges: what it cannot follow it skips.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY = re.compile(r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+|[ \t]*\.[ \t]*)+""")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")' r"|'''.*?'{3,5}(?!')" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]*")


def find_lines(text: str) -> Mapping[KeyPath, int]:
    """Line, from 1, of every table and key of `text`, by path; items of a list are counted from 0."""
    walker = _Walker(text.replace("\r\n", "\n"))
    walker.document()
    return walker.found


class _Walker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.seen = 0
        self.found: dict[KeyPath, int] = {}
        self.tables: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        while self.skip(_BETWEEN) < len(self.text):
            start = self.at
            if self.peek("["):
                table = self.header()
            else:
                self.statement(table)
            if self.at == start:
                return

    def header(self) -> KeyPath:
        repeated = self.peek("[[")
        self.at += 2 if repeated else 1
        path = self.inside(self.key())
        if repeated:
            self.found.setdefault(path, self.here())
            number = self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, number)
        self.note(path)
        self.skip(_BLANK)
        self.at += 2 if repeated else 1
        return path

    def inside(self, names: KeyPath) -> KeyPath:
        """`names` with the number of the latest element wherever they pass through a list of tables."""
        path: KeyPath = ()
        for position, name in enumerate(names, 1):
            path = (*path, name)
            if position < len(names) and path in self.tables:
                path = (*path, self.tables[path])
        return path

    def statement(self, table: KeyPath) -> None:
        path = table + self.key()
        self.note(path, below=len(table))
        self.skip(_BLANK)
        if self.peek("="):
            self.at += 1
            self.skip(_BLANK)
            self.value(path)

    def key(self) -> KeyPath:
        self.skip(_BLANK)
        written = _KEY.match(self.text, self.at)
        if written is None:
            return ()
        self.at = written.end()
        if _BARE_KEY.fullmatch(written[0]):
            return (written[0],)
        value: object = tomllib.loads(f"{written[0]} = 0")
        names: list[str] = []
        while isinstance(value, dict):
            name, value = next(iter(value.items()))
            names.append(name)
        return tuple(names)

    def value(self, path: KeyPath) -> None:
        if self.peek("["):
            self.items(path)
        elif self.peek("{"):
            self.inline(path)
        else:
            text = _STRING.match(self.text, self.at) or _BARE.match(self.text, self.at)
            self.at = text.end() if text else self.at

    def items(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        while self.skip(_BETWEEN) < len(self.text) and not self.peek("]"):
            start = self.at
            if self.peek(","):
                self.at += 1
                number += 1
                continue
            self.note((*path, number))
            self.value((*path, number))
            if self.at == start:
                return
        self.at += 1

    def inline(self, path: KeyPath) -> None:
        self.at += 1
        while self.skip(_BETWEEN) < len(self.text) and not self.peek("}"):
            start = self.at
            if self.peek(","):
                self.at += 1
                continue
            self.statement(path)
            if self.at == start:
                return
        self.at += 1

    def note(self, path: KeyPath, below: int = 0) -> None:
        """Record `path` here, and the tables on the way to it that have no line yet."""
        for length in range(below + 1, len(path)):
            self.found.setdefault(path[:length], self.here())
        self.found[path] = self.here()

    def here(self) -> int:
        self.line += self.text.count("\n", self.seen, self.at)
        self.seen = self.at
        return self.line

    def peek(self, what: str) -> bool:
        return self.text.startswith(what, self.at)

    def skip(self, what: re.Pattern[str]) -> int:
        blank = what.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.at
