"""Translated sentences: a PO file read by polib, looked up by the standard library, strict about what is missing."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, NamedTuple

from handouts.errors import TranslationError
from handouts.localize.placeholders import placeholder_faults
from handouts.localize.po import PO, po_fault, read_po
from handouts.localize.reviews import Row


class Miss(NamedTuple):
    """A sentence that has no translation.  `context` is "" for none."""

    context: str
    msgid: str


@dataclass(frozen=True, slots=True, eq=False)  # read once from each file: compared by identity
class Catalog:
    """The sentences of one language, shared by all sheets; each sheet looks them up by a recorder of its own.

    `translations` is None for the language that templates are written in.  `rows` are the sentences as they are signed
    for, fuzzy and empty ones too.
    """

    translations: NullTranslations | None
    rows: Mapping[Miss, Row]

    def row(self, key: Miss) -> Row:
        """A sentence as it is signed for, or one without a translation if the catalog does not have it."""
        return self.rows.get(key) or (*key, "", "", (), False)

    def lacks(self, key: Miss) -> bool:
        """Whether a sentence would be missing from a sheet: no translation, or one that is fuzzy."""
        _, _, _, text, forms, fuzzy = self.row(key)
        return fuzzy or not (all(form for _, form in forms) if forms else text)

    def recorder(self, fallback: Callable[[str], str] = str) -> Recorder:
        """A look-up that remembers what it misses.

        `fallback` gets the English sentence (singular or plural as the number wants) and returns what stands for it.
        """
        return Recorder(self.translations, fallback)


class Recorder:
    """Looks sentences up, as Jinja's i18n extension asks for them, and remembers those that are not translated.

    Fuzzy and empty translations count as missing.
    """

    def __init__(self, translations: NullTranslations | None, fallback: Callable[[str], str]) -> None:
        self._misses: dict[Miss, None] = {}
        if translations is None:
            self._look_up: NullTranslations = NullTranslations()
        else:
            # A copy shares the sentences; what is missing goes to its own English.
            self._look_up = copy.copy(translations)
            self._look_up.add_fallback(_English(self._misses, fallback))

    @property
    def misses(self) -> tuple[Miss, ...]:
        """What was missing so far, each once, in the order in which it was looked up."""
        return tuple(self._misses)

    def gettext(self, message: str) -> str:
        """The translation of `message`."""
        return self.pgettext("", message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The translation for the number `n`, by the language's own plural forms."""
        return self.npgettext("", singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of `message` where it stands in `context`."""
        if not message:  # gettext would answer with the header
            return ""
        return self._look_up.pgettext(context, message) if context else self._look_up.gettext(message)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """The translation for the number `n` where it stands in `context`."""
        if context:
            return self._look_up.npgettext(context, singular, plural, n)
        return self._look_up.ngettext(singular, plural, n)


class _English(NullTranslations):
    """Stands behind a catalog and answers in English."""

    def __init__(self, misses: dict[Miss, None], fallback: Callable[[str], str]) -> None:
        super().__init__()
        self._misses = misses
        self._said = fallback

    def gettext(self, message: str) -> str:
        return self.pgettext("", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.npgettext("", msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self._misses.setdefault(Miss(context, message))
        return self._said(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        self._misses.setdefault(Miss(context, msgid1))
        return self._said(msgid1 if n == 1 else msgid2)


SOURCE_CATALOG = Catalog(None, {})


def load_catalog(folder: Path) -> Catalog:
    """The sentences of the language in `folder`, none if it has no PO file.

    Raises TranslationError, with file and line, for a PO file that is damaged or does not say its plural forms.
    """
    path = folder / PO
    if not path.is_file():
        return Catalog(NullTranslations(), {})
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, _mtime: int, _size: int) -> Catalog:
    po = read_po(path)
    _check_placeholders(path, po)
    po.encoding = "utf-8"
    po.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    try:
        translations = GNUTranslations(io.BytesIO(po.to_binary()))
    except ValueError as error:
        raise po_fault(path, 1, "The Plural-Forms of the header cannot be understood.") from error
    return Catalog(
        translations, {Miss(entry.msgctxt or "", entry.msgid): _row(entry) for entry in po if not entry.obsolete}
    )


def _check_placeholders(path: Path, po: Any) -> None:  # noqa: ANN401  # polib has no types
    problems = [
        problem
        for entry in po
        if not (entry.obsolete or entry.fuzzy)
        for fault in placeholder_faults(entry)
        for problem in po_fault(path, entry.linenum, fault.message).problems
    ]
    if problems:
        raise TranslationError(problems)


def _row(entry: Any) -> Row:  # noqa: ANN401  # polib has no types
    forms = tuple((int(form), text) for form, text in sorted(entry.msgstr_plural.items()))
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural, entry.msgstr, forms, bool(entry.fuzzy)
