"""A proof of a translation, to read on paper: English and translation in rows, for one kind of sheet.

It is a handout like any other, so it is typeset, tagged and read back as sheets are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from handouts.kinds import SUFFIX, Kind
from handouts.localize import SOURCE, Locale
from handouts.localize.reviews import mark_of, reviews
from handouts.model import (
    Block,
    Cell,
    Handout,
    Heading,
    Inlines,
    Letterhead,
    Mark,
    Paragraph,
    Role,
    Row,
    Run,
    Signature,
    Table,
)
from handouts.sayable import Sayable

WIDTHS = (0.2, 0.38, 0.42)
NOTHING = "–"
_KEPT = re.compile(r"(%\(\w+\)s|</?\w+[^>]*>)")


def proof_of(kind: Kind, locale: Locale, said: Sequence[Sayable], day: dt.date) -> Handout:
    """The proof of everything that a kind can say in a language, as it is on `day`.

    Messages that were not in the last review as they are now are marked, if there was one.
    """
    title = f"{kind.name} in {locale.info.english}: proof of the translation"
    signed = [review for review in reviews(locale.folder) if review.kind == kind.id]
    known = frozenset(signed[-1].messages) if signed else None
    return Handout(
        kind=kind.id,
        language=locale.info.tag,
        direction=locale.info.direction,
        title=title,
        author="handouts",
        letterhead=Letterhead(_english("Proof of a translation"), (), ()),
        running=_english(title),
        blocks=(
            Paragraph(_english(title), Role.TITLE),
            *_opening(known, signed[-1].date if signed else None, locale, said),
            *_tables(locale, said, known),
            *_closing(),
        ),
        imprint=(_english(f"Made on {day.isoformat()} from the templates' version {kind.version}."),),
        page_label=(
            *_english("Page "),
            Run("", slot="page", lang=SOURCE),
            *_english(" of "),
            Run("", slot="pages", lang=SOURCE),
        ),
        mark=Mark("PROOF", _english("This is for the people who translate and review. It is no sheet for a patient.")),
        version=kind.version,
        written=day.isoformat(),
        pages=len(said),
    )


def _english(text: str) -> Inlines:
    """English, which keeps its order among lines that run from right to left."""
    return (Run(text, lang=SOURCE, isolation="name"),)


def _opening(
    known: frozenset[str] | None, day: dt.date | None, locale: Locale, said: Sequence[Sayable]
) -> Iterator[Block]:
    how = (
        "Read each row: does the translation say what the English says, in words that a patient understands? Words "
        "such as %(day)s stand for what the program fills in; <strong> makes bold. Write corrections beside the row, "
        "and give them to the translator with the row's number."
    )
    yield Paragraph(_english(how))
    changed = sum(_is_changed(locale, message, known) for message in said)
    since = f"{changed} of {len(said)} messages changed since the review of {day}; they are marked CHANGED."
    yield Paragraph(_english(since if day else f"{len(said)} messages. Nobody has reviewed this kind of sheet yet."))


def _closing() -> Iterator[Block]:
    yield Heading(_english("Who read this"))
    yield Signature((_english("Name"), _english("Role"), _english("Date")))


def _tables(locale: Locale, said: Sequence[Sayable], known: frozenset[str] | None) -> Iterator[Block]:
    """A heading and a table for each file of the templates."""
    head = (_english("Message"), _english("English"), _english(locale.info.english))
    for file, messages in groupby(said, key=lambda message: message.file):
        yield Heading(_english(_short(file)))
        yield Table(head, tuple(_row(locale, message, known) for message in messages), WIDTHS)


def _row(locale: Locale, message: Sayable, known: frozenset[str] | None) -> Row:
    _, _, _, text, forms, _ = locale.catalog.row(message.key)
    context = [_english(f"({message.context})")] if message.context else []
    english = [_english(each) for each in (message.singular, message.plural) if each]
    translations = [form for _, form in forms] or [text]
    return Row((_margin(locale, message, known), Cell((*english, *context)), Cell(tuple(map(_said, translations)))))


def _margin(locale: Locale, message: Sayable, known: frozenset[str] | None) -> Cell:
    """The message's number and place, and in what state its translation is."""
    states = []
    if locale.catalog.lacks(message.key):
        states.append("FUZZY" if locale.catalog.row(message.key)[-1] else "MISSING")
    if _is_changed(locale, message, known):
        states.append("CHANGED")
    place = _english(f"{number_of(message)} line {message.line}")
    return Cell((place, *((Run(state, strong=True, lang=SOURCE),) for state in states)))


def _said(text: str) -> Inlines:
    """A translation; what the program fills in and what marks words up keep their order in any direction."""
    parts = _KEPT.split(text) if text else [NOTHING]
    return tuple(Run(part, isolation="unit" if n % 2 else "") for n, part in enumerate(parts) if part)


def number_of(message: Sayable) -> str:
    """A short number for a message that stays while its English does."""
    return mark_of((message.context, message.singular, "", "", (), False))[:6]


def _is_changed(locale: Locale, message: Sayable, known: frozenset[str] | None) -> bool:
    return known is not None and mark_of(locale.catalog.row(message.key)) not in known


def _short(file: str) -> str:
    return file.removesuffix(SUFFIX)
