"""Reads our own pages of Markdown: their tables and fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Block(NamedTuple):
    """A fenced block: its language and its lines."""

    language: str
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """Fenced blocks of a page, in order."""
    for language, body in re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        yield Block(language, tuple(body.splitlines()))


def table(text: str, first: str) -> list[tuple[str, ...]]:
    """Rows of the one table whose first column is headed `first`, without its heading."""
    found = re.findall(rf"^\| {re.escape(first)} \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)", text, flags=re.MULTILINE)
    assert len(found) == 1, f"{len(found)} tables are headed “{first}”"
    return [_cells(line) for line in found[0].splitlines()]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])
