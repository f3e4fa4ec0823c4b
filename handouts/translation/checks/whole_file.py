"""Rules about the file as a whole: whether it can be read, its header, and what is not translated."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from gettext import c2py
from typing import Any

from babel import UnknownLocaleError
from babel.messages.plurals import get_plural

from handouts.translation.checks.registry import error, rule, warning
from handouts.translation.checks.translation import COUNTED, Found, Plurals, Translation
from handouts.translation.plurals import plural_forms
from handouts.translation.tags import cldr

SHOWN = 50  # letters of a sentence by which it is told


@rule("syntax", error, "What cannot be read cannot print. The entry around this line was not checked further.")
def syntax(file: Translation) -> Iterator[Found]:
    """Every line can be read."""
    yield from file.faults


@rule("plural-header", error, "The header's Plural-Forms decide which form a number takes; copy them from the hint.")
def plural_header(file: Translation) -> Iterator[Found]:
    """The header's plural forms are those of the language, by gettext's custom or by CLDR."""
    if not file.entries:
        return
    usual = _usual(file.tag)
    line = _header_line(file, "Plural-Forms")
    hint = f" Write: {usual}" if usual else ""
    if "Plural-Forms" not in file.metadata:
        yield Found(line, f"The header does not say Plural-Forms.{hint}")
    elif file.plurals is None:
        yield Found(line, f"The Plural-Forms of the header cannot be understood.{hint}")
    elif usual and not _right(file.plurals, file.tag):
        yield Found(line, f"These plural forms are not those of the language.{hint}")


@rule("language", warning, "Programs for translators choose dictionaries and rules by the header's Language.")
def language(file: Translation) -> Iterator[Found]:
    """The header names the language of the folder."""
    said = file.metadata.get("Language", "")
    if file.entries and said.replace("-", "_").casefold() != file.tag.replace("-", "_").casefold():
        line = _header_line(file, "Language")
        yield Found(line, f"The header says Language: {said or 'nothing'}; this is {file.tag.replace('-', '_')}.")


@rule("duplicate", error, "Only one of two translations can print; delete the other.")
def duplicate(file: Translation) -> Iterator[Found]:
    """Each sentence stands once."""
    seen: dict[tuple[str, str], int] = {}
    for entry in file.entries:
        first = seen.setdefault((entry.msgctxt or "", entry.msgid), entry.linenum)
        if first != entry.linenum:
            yield Found(entry.linenum, f"This sentence stands in the file already, at line {first}.")


@rule("fuzzy", error, "Fuzzy means that a program guessed, or that the English changed. Read it, then remove the mark.")
def fuzzy(file: Translation) -> Iterator[Found]:
    """No sentence is marked fuzzy."""
    for entry in file.entries:
        if entry.fuzzy:
            yield Found(file.line_of(entry), f"“{_short(entry.msgid)}” is marked fuzzy, and does not print.")


@rule("untranslated", error, "This language says in locale.toml that it is complete, so a sheet may use any sentence.")
def untranslated(file: Translation) -> Iterator[Found]:
    """A language that claims to be complete translates every sentence of the templates."""
    if not file.complete:
        return
    there = {(entry.msgctxt or "", entry.msgid) for entry in file.entries}
    for entry in file.entries:
        if _empty(entry):
            yield Found(file.line_of(entry), f"“{_short(entry.msgid)}” is not translated.")
    if missing := [english for context, english in file.wanted if (context, english) not in there]:
        yield Found(1, f"{len(missing)} sentences are not in the file, “{_short(missing[0])}” first: use locale sync.")


@rule("incomplete", warning, "Sheets that need one of these are refused.")
def incomplete(file: Translation) -> Iterator[Found]:
    """How much a language lacks that does not claim to be complete."""
    done = {(entry.msgctxt or "", entry.msgid) for entry in file.entries if not (entry.fuzzy or _empty(entry))}
    wanted = {*file.wanted, *((entry.msgctxt or "", entry.msgid) for entry in file.entries if not file.wanted)}
    if not file.complete and (missing := len(wanted - done)):
        yield Found(1, f"{missing} of {len(wanted)} sentences have no translation yet.")


@rule("plural-forms", error, "Without its form a sheet with that number cannot be made.")
def forms_of_each(file: Translation) -> Iterator[Found]:
    """A counted sentence has each of the forms that the header announces, and no others."""
    for entry in file.entries:
        if entry.fuzzy or _empty(entry):
            continue
        if bool(entry.msgid_plural) != bool(entry.msgstr_plural):
            wants = "needs msgstr[0] and so on" if entry.msgid_plural else "has one form, msgstr"
            yield Found(file.line_of(entry), f"This sentence {wants}.")
        elif file.plurals and entry.msgid_plural:
            yield from _wrong_forms(file, entry.msgstr_plural, file.line_of(entry), file.plurals.count)


def _wrong_forms(file: Translation, given: dict[int, str], line: int, count: int) -> Iterator[Found]:
    filled = {int(form) for form, text in given.items() if text.strip()}
    for form in sorted(set(range(count)) - filled):
        numbers = [n for n in COUNTED if file.plurals and file.plurals.form_of(n) == form]
        examples = f", for numbers such as {', '.join(map(str, numbers[:3]))}" if numbers else ""
        yield Found(line, f"msgstr[{form}] is missing{examples}.")
    for form in sorted(map(int, given)):
        if form >= count:
            yield Found(line, f"There is no form msgstr[{form}]: the header says nplurals={count}.")


@lru_cache(64)
def _usual(tag: str) -> str:
    """Plural-Forms as CLDR has them for the language, "" for one that it does not know."""
    try:
        return plural_forms(cldr(tag))
    except (UnknownLocaleError, ValueError):
        return ""


def _right(plurals: Plurals, tag: str) -> bool:
    """Whether numbers fall into the same groups as by CLDR or by gettext's custom."""
    locale = cldr(tag)
    groups = _groups([plurals.form_of(n) for n in COUNTED])
    custom = c2py(get_plural(locale).plural_expr)
    known = (_groups([locale.plural_form(n) for n in COUNTED]), _groups([custom(n) for n in COUNTED]))
    return plurals.count == len(set(groups)) and groups in known


def _groups(forms: list[Any]) -> list[int]:
    """The same forms, numbered in the order in which they come up."""
    order = {form: number for number, form in enumerate(dict.fromkeys(forms))}
    return [order[form] for form in forms]


def _header_line(file: Translation, key: str) -> int:
    """The line of the header that says `key`, or its first."""
    starts = [n for n, line in enumerate(file.lines, 1) if line.startswith(f'"{key}:')]
    return starts[0] if starts else next((n for n, line in enumerate(file.lines, 1) if line.startswith("msgid")), 1)


def _empty(entry: Any) -> bool:  # noqa: ANN401  # polib has no types
    return not any(text.strip() for text in (entry.msgstr, *entry.msgstr_plural.values()))


def _short(english: str) -> str:
    return english if len(english) <= SHOWN else f"{english[:SHOWN].rstrip()}…"
