"""What is out of date among the languages' files, and their text as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from handouts.localize.po import PO, read_po
from handouts.translation.extract import POT, template_file
from handouts.translation.merge import WIDTH, merged


@dataclass(frozen=True, slots=True)
class File:
    """A file of the languages' folder: what it should hold, and in words how it gets there."""

    path: Path
    text: str
    said: str

    @property
    def stale(self) -> bool:
        """Whether something else is on the disk, or nothing."""
        return not self.path.is_file() or self.path.read_bytes() != self.text.encode()


def files(templates: Path, locales: Path) -> Iterator[File]:
    """The template file of all messages, then every language's PO file brought up to date with it.

    Raises TemplateError for a template that cannot be read, and TranslationError for a PO file that is damaged.
    """
    text = template_file(templates)
    pot = polib.pofile(text)
    yield File(locales / POT, text, f"{len(pot)} messages")
    for path in sorted(locales.glob(f"*/{PO.as_posix()}")):
        merge = merged(read_po(path, WIDTH), pot)
        yield File(path, merge.text, merge.said)
