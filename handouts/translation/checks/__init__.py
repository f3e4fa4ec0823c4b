"""What is wrong with a translation, found by rules: `python generate.py locale check`.

Each rule is a function entered under its code, with its weight and the reason that a translator is told.  A rule that
knows words takes them from `languages/`.
"""

from __future__ import annotations

from pathlib import Path

import polib

from handouts.localize.folders import info_of
from handouts.localize.po import PO
from handouts.translation.checks import (  # noqa: F401 - importing them enters their rules
    dialled,
    kept,
    letters,
    quantities,
    whole_file,
    wording,
)
from handouts.translation.checks.reading import read
from handouts.translation.checks.registry import RULES, Complaint, Level, Rule
from handouts.translation.checks.translation import Translation
from handouts.translation.extract import POT

__all__ = ["RULES", "Complaint", "Level", "Rule", "check_file", "check_locale"]


def check_locale(folder: Path) -> list[Complaint]:
    """Complaints about the language in `folder`, beside whose folder the file of all messages stands.

    Raises TranslationError for a `locale.toml` that cannot be used.
    """
    info, path, template = info_of(folder), folder / PO, folder.parent / POT
    wanted = tuple((entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(template), encoding="utf-8"))
    return check_file(path, info.tag, wanted, complete=info.complete)


def check_file(
    path: Path, tag: str, wanted: tuple[tuple[str, str], ...] = (), *, complete: bool = False
) -> list[Complaint]:
    """Complaints about one PO file in the language `tag`, in the order of its lines.

    `wanted` are context and English of each sentence that there should be; a `complete` file claims to have them all.
    """
    reading = read(path)
    entries = tuple(entry for entry in reading.po if not entry.obsolete)
    file = Translation(path, tag, reading.lines, reading.po.metadata, entries, reading.faults, wanted, complete)
    found = (
        Complaint(str(path), line, each.level, each.code, message, each.reason)
        for each in RULES.values()
        for line, message in each.check(file)
    )
    return sorted(
        set(found), key=lambda complaint: (complaint.line, complaint.level, complaint.code, complaint.message)
    )
