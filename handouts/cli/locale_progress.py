"""`locale progress`: how far every language is with every kind of sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from handouts.cli.locale_named import Json, OptionalTag, sayable, translated
from handouts.cli.report import say, say_json

if TYPE_CHECKING:
    from handouts.localize import Locale
    from handouts.quality.level import Level
    from handouts.translation.progress import Progress

HEAD = ("locale", "kind", "translated", "fuzzy", "reviewed", "reading level")
NONE = "-"


def progress(tag: OptionalTag = "", as_json: Json = False) -> None:
    """Say how far each language is with each kind of sheet: translated, fuzzy, reviewed, and how hard it is to read."""
    from handouts.kinds import kinds
    from handouts.localize import SOURCE, locales
    from handouts.translation import progress as counting

    chosen = [translated(tag)] if tag else [translated(row.tag) for row in locales() if row.tag != SOURCE]
    found = []
    for locale in chosen:
        for kind in kinds():
            done = counting.progress(locale, kind, [message.key for message in sayable(kind)])
            found.append((locale.info.tag, kind, done, _level(locale, kind) if done.translated else None))
    if as_json:
        say_json(progress=[_data(*row) for row in found])
        return
    for line in _table([HEAD, *(_columns(*row) for row in found)]):
        say(line)


def _level(locale: Locale, kind: str) -> Level | None:
    """The reading level of the sample sheet, if everything on it is translated."""
    from handouts.cli.request import SAMPLE_REGION, SAMPLE_TREATMENT
    from handouts.clinics import sample_clinic
    from handouts.errors import TranslationError
    from handouts.fill import fill
    from handouts.model import Request
    from handouts.parse import parse
    from handouts.protocol import resolve
    from handouts.quality.level import level

    today = date.today()  # noqa: DTZ011 - the day where the clinic is
    clinic = sample_clinic(today)
    request = Request(kind, SAMPLE_TREATMENT, SAMPLE_REGION, locale.info.tag, "a4", today)
    try:
        return level(parse(fill(request, clinic, resolve(clinic, request.treatment, request.region), locale)))
    except TranslationError:
        return None


def _columns(tag: str, kind: str, done: Progress, level: Level | None) -> tuple[str, ...]:
    signed = f", {done.reviewers[-1].date.isoformat()}" if done.reviewers else ""
    counted = f"{done.translated} of {done.messages}"
    return tag, kind, counted, str(done.fuzzy), f"{done.reviewed}{signed}", _in_words(level)


def _in_words(level: Level | None) -> str:
    if level is None:
        return NONE
    return ", ".join(f"{found.formula.name} {found.value:.1f}" for found in level.results) or "no formula"


def _data(tag: str, kind: str, done: Progress, level: Level | None) -> dict[str, object]:
    people = [{"reviewer": row.reviewer, "role": row.role, "date": row.date.isoformat()} for row in done.reviewers]
    return {
        "locale": tag,
        "kind": kind,
        "messages": done.messages,
        "translated": done.translated,
        "fuzzy": done.fuzzy,
        "reviewed": done.reviewed,
        "reviewers": people,
        "reading": {found.formula.name: round(found.value, 2) for found in level.results} if level else None,
    }


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
