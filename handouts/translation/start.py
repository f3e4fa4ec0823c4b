"""A new language: its folder's name and the text of its first files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polib

from handouts.errors import Problem, UsageError
from handouts.localize import SOURCE, locales
from handouts.localize.folders import SETTINGS
from handouts.localize.po import PO
from handouts.translation.draft import draft
from handouts.translation.extract import template_file
from handouts.translation.merge import WIDTH, merged
from handouts.translation.plurals import plural_forms
from handouts.translation.tags import cldr, known_tag


@dataclass(frozen=True, slots=True)
class Start:
    """A language to begin: the files of its folder in the order in which to write them, and what to check.

    `letters` are those without which no date could be written.
    """

    tag: str
    english: str
    plurals: str
    messages: int
    files: tuple[tuple[Path, str], ...]
    letters: frozenset[str]
    checks: tuple[str, ...]


def start(typed: str, templates: Path, folder: Path) -> Start:
    """The language `typed` in the languages' `folder`, which stays as it is.

    Raises UsageError for a language that is unknown or there already, TranslationError for one without data.
    """
    tag = known_tag(typed)
    _check_new(tag, folder)
    drafted = draft(tag)
    locale = cldr(tag)
    pot = polib.pofile(template_file(templates))
    home = folder / tag.replace("-", "_")
    files = ((home / PO, merged(_empty(tag), pot).text), (home / SETTINGS, drafted.text))
    english = locale.get_display_name("en") or tag
    return Start(tag, english, plural_forms(locale), len(pot), files, drafted.letters, drafted.checks)


def _check_new(tag: str, folder: Path) -> None:
    """Refuse a language that has its folder, or whose sentences are the templates'."""
    if tag == SOURCE or tag in (there.tag for there in locales(folder)):
        hint = f"Bring it up to date: locale sync. See how far it is: locale progress {tag}"
        raise UsageError(Problem("there-already", f"The language {tag} is there already.", hint))
    home = folder / tag.replace("-", "_")
    if home.exists():
        raise UsageError(Problem("there-already", f"There is a folder {home.name} already.", "Move it away first."))


def _empty(tag: str) -> polib.POFile:
    """A PO file with nothing but its headers."""
    po = polib.POFile(wrapwidth=WIDTH)
    po.metadata = {
        "Project-Id-Version": "handouts",
        "Language": tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(cldr(tag)),
    }
    return po
