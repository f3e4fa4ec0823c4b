"""The sentences of a language as its PO file has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

from handouts.data import data_dir

LOCALES = data_dir("locales")
TRANSLATED = sorted(path.parents[1].name for path in LOCALES.glob("*/LC_MESSAGES/handouts.po"))


def po_file(folder: str) -> Path:
    """The PO file of a language's folder, such as pt_BR."""
    return LOCALES / folder / "LC_MESSAGES" / "handouts.po"


def messages(folder: str) -> Any:  # noqa: ANN401 - polib has no types
    """The PO file's entries."""
    return polib.pofile(str(po_file(folder)))


def pairs(folder: str) -> Iterator[tuple[str, str]]:
    """Each English sentence, in the plural if it has one, with each form of its translation."""
    for entry in messages(folder):
        for form in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid_plural or entry.msgid, form
