"""The notice that the law of the clinic's place wants: a text file beside the clinic file, printed as it is.

Nobody but the clinic writes its words (findings/clinical.md 7.1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handouts.clinics.source import read_text
from handouts.errors import ClinicError
from handouts.text import check_text, clean_text

if TYPE_CHECKING:
    from pathlib import Path

MAX_LENGTH = 6000  # characters: about two pages


class NoticeFault(NamedTuple):
    """Why a notice cannot be printed."""

    code: str
    message: str
    hint: str


def read_notice(name: str, folder: Path) -> tuple[str, ...] | NoticeFault:
    """Paragraphs of the text file `name`, relative to `folder` and inside it; or why it cannot be printed.

    Blank lines part the paragraphs; the lines of one are joined.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return NoticeFault("outside", "The notice is not in the folder of the clinic file.", "Copy it there.")
    try:
        text = read_text(path)
    except ClinicError as error:
        problem = error.problems[0]
        return NoticeFault(problem.code, problem.message, "Save the notice beside the clinic file, as UTF-8 text.")
    if len(text) > MAX_LENGTH:
        message = f"The notice has {len(text)} characters; at most {MAX_LENGTH} can be printed."
        return NoticeFault("too-long", message, "Hand it out as a sheet of its own, and leave this line out.")
    paragraphs = tuple(filter(None, (clean_text(" ".join(part.split())) for part in re.split(r"\n\s*\n", text))))
    return next(filter(None, map(_fault, paragraphs)), None) or paragraphs


def _fault(paragraph: str) -> NoticeFault | None:
    problem = check_text(paragraph, key="notice", most=MAX_LENGTH)
    return NoticeFault(problem.code, problem.message, problem.hint) if problem else None
