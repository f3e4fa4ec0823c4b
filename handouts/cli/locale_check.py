"""`locale check`: everything that rules find in a translation, line by line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.report import printable, say, say_json
from handouts.errors import TranslationError

if TYPE_CHECKING:
    from handouts.translation.checks import Complaint

Tag = Annotated[str, typer.Argument(metavar="TAG", help="A language, such as pt-BR; left out, all that there are.")]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]


def check(tag: Tag = "", as_json: Json = False) -> int:
    """Say everything that is wrong or odd in a language's sentences.

    The exit code is 4 if there is an error, and 0 if there are only warnings, for a person to look at, or nothing.
    """
    from handouts.translation.checks import Level

    found = [complaint for folder in _folders(tag) for complaint in _complaints(folder)]
    errors = [complaint for complaint in found if complaint.level is Level.ERROR]
    warnings = [complaint for complaint in found if complaint.level is Level.WARNING]
    if as_json:
        say_json(locale=tag, errors=list(map(asdict, errors)), warnings=list(map(asdict, warnings)))
    else:
        _tell(found)
        say(f"{_counted(len(errors), 'error')}, {_counted(len(warnings), 'warning')}.")
    return TranslationError.exit_code if errors else 0


def _folders(tag: str) -> list[Path]:
    """The folder of one language, or of all but the one that the templates are written in."""
    from handouts.localize import SOURCE, locales
    from handouts.localize.folders import find

    tags = [tag] if tag else [locale.tag for locale in locales()]
    return [folder for folder in map(find, tags) if folder.name != SOURCE]


def _complaints(folder: Path) -> list[Complaint]:
    """Complaints about one language, files named as they are reached from where the program was started."""
    from handouts.translation.checks import check_locale

    return [replace(each, path=_from_here(each.path)) for each in check_locale(folder)]


def _from_here(path: str) -> str:
    near = os.path.relpath(path)
    return path if near.startswith(os.pardir) else near


def _tell(found: Sequence[Complaint]) -> None:
    """Each complaint, a line each; what a rule is for is said once, behind the last that it found."""
    for number, complaint in enumerate(found, 1):
        repeated = complaint.code in (later.code for later in found[number:])
        say(printable(f"{complaint}{'' if repeated else f' {complaint.reason}'}"))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
