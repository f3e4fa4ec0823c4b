"""The lines of a PO file: which of them are none.

polib takes a string without its closing quote for an empty one, and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?')
# Python ends a line at these too, and polib would see two lines where editors show one.
_HIDDEN_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_OPEN = re.compile(r'\s*(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*\\?')


def broken_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line of a PO file's `text` that cannot be one, with what is wrong with it."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _HIDDEN_ENDS.search(line):
            yield number, f"The line holds the control character U+{ord(found[0]):04X}."
        elif not _LINE.fullmatch(line):
            unclosed = _OPEN.fullmatch(line.rstrip("\r"))
            yield number, "The closing quote is missing." if unclosed else "This line is no PO."
