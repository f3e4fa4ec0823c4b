"""Templates -> `locales/handouts.pot`: every message once, with its notes and the places it stands at.

Babel finds the messages and polib writes them, so that nothing is changed which did not change: no creation date, and
places without line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib
from babel.messages.extract import extract
from jinja2 import TemplateSyntaxError

from handouts.errors import Problem, TemplateError

POT = Path("handouts.pot")
NOTE = "NOTE:"

# Strings, not booleans: Babel's options come from an ini file.  Not silent: a broken template must not be skipped.
OPTIONS = {"trimmed": "true", "silent": "false", "newstyle_gettext": "false", "encoding": "utf-8"}
_PLACEHOLDER = re.compile(r"%\(\w+\)s")


class Message(NamedTuple):
    """A message of a template.  `plural` and `context` are "" for none; `note` speaks to translators."""

    context: str
    singular: str
    plural: str
    note: str
    file: str
    line: int


def messages(folder: Path) -> Iterator[Message]:
    """Every message of every template in `folder`, file by file, in the order in which it stands.

    Raises TemplateError for a template that Jinja cannot read.
    """
    for path in sorted(folder.rglob("*.jinja"), key=lambda path: path.relative_to(folder).as_posix()):
        yield from _messages_in(path, path.relative_to(folder).as_posix())


def template_file(folder: Path) -> str:
    """The text of `handouts.pot` for the templates in `folder`; the same templates give the same text."""
    pot = polib.POFile(wrapwidth=110)
    pot.metadata = {
        "Project-Id-Version": "handouts",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=INTEGER; plural=EXPRESSION;",
    }
    entries: dict[tuple[str, str], Any] = {}
    for message in messages(folder):
        entry = entries.get((message.context, message.singular))
        if entry is None:
            entries[message.context, message.singular] = _entry(message)
        else:
            _join(entry, message)
    pot.extend(entries.values())
    return f"{pot}\n"


def write_template_file(templates: Path, locales: Path) -> Path:
    """Write `handouts.pot` into `locales` and give its path."""
    path = locales / POT
    path.write_text(template_file(templates), "utf-8", newline="\n")
    return path


def _messages_in(path: Path, name: str) -> Iterator[Message]:
    with path.open("rb") as file:
        try:
            found = list(extract("jinja2", file, comment_tags=(NOTE,), options=OPTIONS, strip_comment_tags=True))
        except TemplateSyntaxError as error:
            message = f"The template cannot be read: {error.message}."
            raise TemplateError(Problem("template-syntax", message, file=name, line=error.lineno)) from error
    for line, said, notes, context in found:
        singular, plural = said if isinstance(said, tuple) else (said, "")
        yield Message(context or "", singular, plural, " ".join(" ".join(notes).split()), name, line)


def _entry(message: Message) -> Any:  # noqa: ANN401  # polib has no types
    """An entry, flagged for placeholders only where it has one: a bare percent sign is text."""
    entry = polib.POEntry(msgid=message.singular, comment=message.note, occurrences=[(message.file, "")])
    if message.context:
        entry.msgctxt = message.context
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: "", 1: ""}
    if _PLACEHOLDER.search(message.singular + message.plural):
        entry.flags.append("python-format")
    return entry


def _join(entry: Any, message: Message) -> None:  # noqa: ANN401  # polib has no types
    """One more place of a message that is known."""
    if message.plural and not entry.msgid_plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: "", 1: ""}
    if (message.file, "") not in entry.occurrences:
        entry.occurrences.append((message.file, ""))
    if message.note and message.note not in entry.comment:
        entry.comment = f"{entry.comment}\n{message.note}".strip()
