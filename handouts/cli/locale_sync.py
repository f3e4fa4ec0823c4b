"""`locale sync`: bring the languages' files up to date with the templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.report import say, say_json
from handouts.errors import Problem, TranslationError

if TYPE_CHECKING:
    from handouts.translation.sync import File

Check = Annotated[bool, typer.Option("--check", help="Write nothing; say what is out of date.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Answer with one JSON object.", show_default=False)]

HINT = "Bring it up to date: locale sync"


def sync(check: Check = False, as_json: Json = False) -> None:
    """Bring handouts.pot and every PO file up to date with the templates; what changed is kept aside as fuzzy."""
    from handouts.data import data_dir
    from handouts.output import write_whole
    from handouts.translation.sync import files

    folder = data_dir("locales")
    # All are worked out before the first is written: a damaged one must not leave the others half done.
    found = list(files(data_dir("templates"), folder))
    stale = [file for file in found if file.stale]
    if check and stale:
        raise TranslationError(_problem(file, folder) for file in stale)
    for file in stale:
        write_whole(file.path, file.text.encode())
    if as_json:
        say_json(files=[{"file": _name(file, folder), "written": file in stale, "what": file.said} for file in found])
        return
    for file in found:
        state = "brought up to date" if file in stale else "up to date"
        say(f"{_name(file, folder)}: {state}; {file.said}")


def _problem(file: File, folder: Path) -> Problem:
    return Problem("stale", f"This is out of date: {file.said}.", HINT, file=_name(file, folder))


def _name(file: File, folder: Path) -> str:
    return file.path.relative_to(folder).as_posix()
