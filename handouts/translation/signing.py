"""Signing for a kind of sheet in a language: what stands in the way, and the review where nothing does."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from handouts.errors import Problem
from handouts.localize import Locale, Miss
from handouts.localize.folders import SETTINGS
from handouts.localize.po import PO, read_po
from handouts.localize.reviews import Review, digest_of, mark_of
from handouts.localize.settings import settings
from handouts.translation.checks import Level, check_locale
from handouts.translation.draft import WORDS

SHOWN = 30
OWN_CHECK = ("untranslated", "fuzzy")  # asked of the kind's own messages here
INTERNATIONAL = ("paracetamol",)  # may be the same as in English


def obstacles(locale: Locale, said: Sequence[Miss]) -> list[Problem]:
    """Why nobody can sign yet for a kind whose sentences are `said`; nothing if all is ready."""
    return [*_lacking(locale, said), *_english_words(locale), *_errors(locale, said)]


def review_of(kind: str, locale: Locale, said: Sequence[Miss], reviewer: str, role: str, day: dt.date) -> Review:
    """The signature under a kind of sheet as the language is now."""
    rows = [locale.catalog.row(key) for key in said]
    marks = tuple(sorted(map(mark_of, rows)))
    return Review(kind, reviewer, role, day, digest_of(rows), locale.settings, marks)


def _lacking(locale: Locale, said: Sequence[Miss]) -> Iterator[Problem]:
    file = f"{locale.folder.name}/{PO.as_posix()}"
    lacking = [key for key in said if locale.catalog.lacks(key)]
    for key in lacking[:SHOWN]:
        fuzzy = locale.catalog.row(key)[-1]
        what = "Marked fuzzy, so it does not print" if fuzzy else "Not translated"
        yield Problem("untranslated", f"{what}: “{key.msgid}”.", file=file)
    if len(lacking) > SHOWN:
        yield Problem("untranslated", f"And {len(lacking) - SHOWN} more are not translated.", file=file)


def _english_words(locale: Locale) -> Iterator[Problem]:
    words = settings(locale.folder / SETTINGS)["words"]
    for key, english in WORDS.items():
        if words[key] == english and key not in INTERNATIONAL:
            file = f"{locale.folder.name}/{SETTINGS}"
            yield Problem("english-word", "This word is English.", "Translate it.", file=file, key=f"words.{key}")


def _errors(locale: Locale, said: Sequence[Miss]) -> Iterator[Problem]:
    """Errors that `locale check` finds in the file's head or in sentences of the kind."""
    entries = sorted(
        (entry.linenum, Miss(entry.msgctxt or "", entry.msgid))
        for entry in read_po(locale.folder / PO)
        if not entry.obsolete
    )
    starts = [line for line, _ in entries]
    wanted = frozenset(said)
    for complaint in check_locale(locale.folder):
        at = bisect_right(starts, complaint.line) - 1
        own = at < 0 or entries[at][1] in wanted
        if own and complaint.level is Level.ERROR and complaint.code not in OWN_CHECK:
            file = f"{locale.folder.name}/{PO.as_posix()}"
            yield Problem(complaint.code, complaint.message, complaint.reason, file=file, line=complaint.line)
