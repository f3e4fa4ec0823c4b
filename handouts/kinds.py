"""The kinds of sheet there are: one template each, described by the block of TOML at its top.

Read without Jinja2, because the command line asks at every start.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from handouts.data import data_dir
from handouts.errors import Problem, TemplateError

SUFFIX = ".xml.jinja"
OPEN, CLOSE = "{#---", "---#}"
OPTIONS = ("procedure-date", "time", "first-session", "sessions", "weeks-between")
MOST_PAGES = 20


class Kind(NamedTuple):
    """A kind of sheet.  `help` is one sentence; `options` are those it takes beyond what every kind takes.

    `pages` are those that it should fit, with less air if need be.
    """

    id: str
    name: str
    help: str
    version: str
    date: dt.date
    review_by: dt.date
    options: tuple[str, ...]
    path: Path
    order: int
    pages: int


def kinds() -> dict[str, Kind]:
    """Every kind of sheet by its id, in the order in which they are listed.

    Raises TemplateError with every fault of every front block.
    """
    return dict(_shipped())


@cache
def _shipped() -> dict[str, Kind]:
    return load_kinds(data_dir("templates"))


def load_kinds(folder: Path) -> dict[str, Kind]:
    """Kinds of the templates in `folder`; raises as `kinds` does."""
    found: list[Kind] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found.append(_load(path))
        except TemplateError as error:
            problems.extend(error.problems)
    if problems:
        raise TemplateError(problems)
    return {kind.id: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.id))}


def _load(path: Path) -> Kind:
    if not re.fullmatch("[a-z][a-z0-9-]*", path.name.removesuffix(SUFFIX)):
        hint = "Name the file with small letters, digits and hyphens, such as aftercare.xml.jinja."
        raise _error(path, 0, "bad-name", "The template's file name cannot become a command.", hint)
    lines = _front_lines(path)
    values = _toml(path, lines)
    if problems := list(_faults(path, lines, values)):
        raise TemplateError(problems)
    return Kind(
        id=path.name.removesuffix(SUFFIX),
        name=values["name"].strip(),
        help=values["help"].strip(),
        version=values["version"],
        date=values["date"],
        review_by=values["review_by"],
        options=tuple(values.get("options", ())),
        path=path,
        order=values.get("order", 100),
        pages=values.get("pages", 2),
    )


def _front_lines(path: Path) -> list[str]:
    """The lines between the marks, without reading on; the first is the file's line 2."""
    lines: list[str] = []
    try:
        with path.open(encoding="utf-8-sig") as file:
            if file.readline().rstrip() != OPEN:
                raise _error(path, 1, "no-front-block", "The template has no front block.", f"Begin it with {OPEN}.")
            for line in file:
                if line.rstrip() == CLOSE:
                    return lines
                lines.append(line)
    except (OSError, UnicodeDecodeError) as error:
        raise _error(path, 0, "unreadable", "The template cannot be read.", "Save it as UTF-8 text.") from error
    raise _error(path, 1, "no-front-block", "The front block has no end.", f"Write {CLOSE} on a line after it.")


def _toml(path: Path, lines: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) + 1 if place else len(lines) + 1
        hint = 'Write each setting as key = value, texts in quotes: name = "Aftercare".'
        raise _error(path, line, "bad-front-block", "The front block is no valid TOML.", hint) from error


def _error(path: Path, line: int, code: str, message: str, hint: str) -> TemplateError:
    return TemplateError(Problem(code, message, hint, file=path.name, line=line))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_date(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_options(value: object) -> bool:
    return isinstance(value, list) and all(item in OPTIONS for item in value) and len(set(value)) == len(value)


def _is_version(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)*", value) is not None


def _is_pages(value: object) -> bool:
    return _is_order(value) and value in range(1, MOST_PAGES + 1)


def _is_order(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_SETTINGS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "name": (_is_text, 'Write the name of the sheet, such as name = "Aftercare".'),
    "help": (_is_text, 'Write one sentence, such as help = "What to do after the procedure."'),
    "version": (_is_version, 'Write the version in quotes, such as version = "1.0".'),
    "date": (_is_date, "Write the day of this version, such as date = 2026-11-01."),
    "review_by": (_is_date, "Write the day by which to review it, such as review_by = 2028-11-01."),
    "options": (_is_options, f'Write a list with any of {", ".join(OPTIONS)}, such as options = ["time"].'),
    "order": (_is_order, "Write a whole number, such as order = 1."),
    "pages": (_is_pages, f"Write a whole number from 1 to {MOST_PAGES}, such as pages = 4."),
}
_OPTIONAL = ("options", "order", "pages")


def _faults(path: Path, lines: list[str], values: Mapping[str, Any]) -> Iterator[Problem]:
    for key in [key for key in values if key not in _SETTINGS]:
        message, hint = "The front block has no such setting.", f"The settings are: {', '.join(_SETTINGS)}."
        yield Problem("unknown-key", message, hint, path.name, _line_of(key, lines), key)
    for key, (is_right, hint) in _SETTINGS.items():
        if key not in values:
            if key not in _OPTIONAL:
                yield Problem("missing-key", "The front block lacks this setting.", hint, path.name, 1, key)
        elif not is_right(values[key]):
            message = "The front block has a wrong value here."
            yield Problem("bad-value", message, hint, path.name, _line_of(key, lines), key)
    day, review = values.get("date", ""), values.get("review_by", "")
    if _is_date(day) and _is_date(review) and review <= day:
        message, hint = "The review is due before this version was written.", "Write a later day."
        yield Problem("bad-value", message, hint, path.name, _line_of("review_by", lines), "review_by")


def _line_of(key: str, lines: list[str]) -> int:
    """The file's line on which `key` is set; 1 where it is written in a way not looked for."""
    for number, line in enumerate(lines, 2):
        if re.match(rf"\s*\[*[\"']?{re.escape(key)}\b", line):
            return number
    return 1
