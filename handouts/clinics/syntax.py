"""What is wrong with a file that is not TOML, said to somebody who never heard of TOML."""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.clinics.faults import shown
from handouts.errors import Problem

TEXT = 'Write the line as: name = "text"'
UNCLOSED = "Put a quotation mark at the end of the text."
REMOVE = "Delete the line and type it again."
LIST = 'Write it as: ["one", "two"]'


class _Reading(NamedTuple):
    """If tomllib's message matches `message` and the line matches `line`, a person is told `said` and `hint`."""

    message: str
    line: str
    said: str
    hint: str


# The first that fits counts.
_READINGS = (
    _Reading(
        "", "[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]", "The quotation marks are curly.", 'Type straight ones: "'
    ),
    _Reading("Cannot (overwrite|mutate)", "", "The setting is written twice.", "Delete one of the two."),
    _Reading("Cannot (declare|redefine)", "", "The [heading] is written twice.", "Put its settings under one of them."),
    _Reading(r"character '\\n'|Unterminated|Expected \"'\"", "", "A text is not closed.", UNCLOSED),
    _Reading("Illegal character", "", "There is an invisible control character.", REMOVE),
    _Reading("Unescaped|Invalid hex|not a scalar", "", r"There is a \ in a text.", r"Write / or \\ instead of \."),
    _Reading("Unclosed array", "", "A list is not closed, or lacks a comma.", LIST),
    _Reading("inline table", "", "A { is not closed on its line.", "Put a } at the end of the line."),
    _Reading("Expected '\\]", "", "The [heading] is not closed.", "Put a ] at its end."),
    _Reading("Expected '='", r"^\[", "The [heading] is not closed.", "Put a ] at its end."),
    _Reading("Expected '='", "", "There is no = after the name.", TEXT),
    _Reading("", r"=\s*(#.*)?$", "There is nothing after the =.", TEXT),
    _Reading("", r"^(open|close)\s*=\s*\d", "A time needs quotation marks.", 'Write it like this: open = "08:00"'),
    _Reading("", r"^date\s*=\s*\d", "This is not a date.", "Write year, month and day, such as: date = 2026-11-01"),
    _Reading("", r"=\s*\+?\d[\d\s().-]{3,}\d\s*$", "A phone number needs quotation marks.", 'Write it as: "+1 ..."'),
    _Reading("Invalid value", r"=\s*(True|False|yes|no|TRUE|FALSE)\b", "This is no value.", "Write true or false."),
    _Reading("Invalid value", "", "A text needs quotation marks.", TEXT),
    _Reading("Invalid statement|key", "", "The line does not begin with a setting's name.", "Begin a comment with #."),
    _Reading("Expected newline", "", "Something stands after the value.", "Put each setting on a line of its own."),
    _Reading("", "", "The line cannot be understood.", TEXT),
)


def syntax_problem(message: str, text: str, file: str) -> Problem:
    """What tomllib's `message` says about `text`, the content of `file`, in plain words and with its line."""
    place = re.search(r"at line (\d+)", message)
    # "At end of document" is the last line that has anything on it.
    line = int(place[1]) if place else text.rstrip().count("\n") + 1
    content = text.split("\n")[line - 1].strip()
    reading = next(each for each in _READINGS if re.search(each.message, message) and re.search(each.line, content))
    message = f"{reading.said} (The line reads: {shown(content)[1:-1]})"
    return Problem("syntax", message, reading.hint, file=file, line=line)
