"""PO files, read strictly: what a translator's program would let pass in silence is refused with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from handouts.errors import Problem, TranslationError
from handouts.localize.syntax import broken_lines

PO = Path("LC_MESSAGES", "handouts.po")

_SYNTAX = re.compile(r"\(line (\d+)\)")


def read_po(path: Path, width: int = 0) -> Any:  # noqa: ANN401  # polib has no types
    """The PO file `path`, to be written back in lines of `width`.

    Raises TranslationError, with file and line, for a file that is damaged or does not say its plural forms.
    """
    import polib

    _check_lines(path)
    try:
        po = polib.pofile(str(path), encoding="utf-8-sig", wrapwidth=width)
    except (OSError, UnicodeError, ValueError) as error:
        found = _SYNTAX.search(str(error))
        raise po_fault(path, int(found[1]) if found else 0, "This line is no PO.") from error
    if "Plural-Forms" not in po.metadata:
        raise po_fault(path, 1, "The header does not say Plural-Forms.")
    return po


def po_fault(path: Path, line: int, message: str) -> TranslationError:
    """The refusal of a PO file for a line of it."""
    where = Path(*path.parts[-1 - len(PO.parts) :])
    return TranslationError(Problem("po", message, file=where.as_posix(), line=line))


def _check_lines(path: Path) -> None:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeError as error:
        raise po_fault(path, 0, "The file is not UTF-8.") from error
    problems = [problem for number, said in broken_lines(text) for problem in po_fault(path, number, said).problems]
    if problems:
        raise TranslationError(problems)
