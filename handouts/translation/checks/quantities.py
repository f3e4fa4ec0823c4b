"""Rules about quantities: numbers by their value, and the units that they count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from handouts.localize.placeholders import NAMED
from handouts.translation.checks.dialled import without_dialled
from handouts.translation.checks.numbers_in import numbers_in, readings
from handouts.translation.checks.registry import error, rule, warning
from handouts.translation.checks.translation import Form, Found, Translation, language_of
from handouts.translation.checks.words import VALUE, in_words, words

SOURCE = "en"


class Changes(NamedTuple):
    """Numbers that are lost or new beside an English sentence: in digits, and in words."""

    lost: list[Decimal]
    new: list[Decimal]
    words_lost: list[int]
    words_new: list[int]

    @property
    def certain(self) -> bool:
        """Whether a value was surely changed: a word may be said in another way, a digit not."""
        return bool(self.lost or self.new or (self.words_lost and self.words_new))

    def said(self) -> str:
        """The changes as a sentence."""
        lost, new = self.lost or self.words_lost, self.new or self.words_new
        if lost and new:
            return f"The English has {_listed(lost)}; here is {_listed(new)}."
        return f"The English has {_listed(lost)}, which is lost." if lost else f"{_listed(new)} is not in the English."


@rule(
    "number", error, "A changed number is a changed dose or time. Copy it in digits, with the marks of your language."
)
def number(file: Translation) -> Iterator[Found]:
    """Numbers have the values of the English; what is a word there may be digits here."""
    for line, found in _changed(file):
        if all(each.certain for each in found):
            yield Found(line, found[0].said())


@rule("number-word", warning, "A number in words is the same number in your language, in words or in digits.")
def number_word(file: Translation) -> Iterator[Found]:
    """Numbers in words are the same, as far as lists of words go."""
    for line, found in _changed(file):
        if not any(each.certain for each in found) and all(each.words_lost or each.words_new for each in found):
            yield Found(line, found[0].said())


@rule("unit", error, "Five hours are not five days, and mg are not g.")
def unit(file: Translation) -> Iterator[Found]:
    """What is counted in hours, days, weeks or milligrams stays so."""
    mine, theirs = words(file.language).units, words(SOURCE)
    for form in file.forms:
        here = words(file.language).units_in(in_words(form.text))
        wanted = [_counted(in_words(english)) & mine.keys() for english in form.english]
        if all(each - here.keys() for each in wanted):
            lost = _listed(sorted(wanted[0] - here.keys()))
            other = sorted(here.keys() - theirs.units_in(in_words(form.english[0])).keys())
            said = f"this in “{_listed(other)}”" if other else "this does not"
            yield Found(form.line, f"The English counts in “{lost}”, {said}.")
        else:
            yield from _swapped(form, file.language)


def _swapped(form: Form, language: str) -> Iterator[Found]:
    """Placeholders that stand beside another unit than in the English."""
    for name in dict.fromkeys(NAMED.findall(form.text)):
        wanted = set().union(*(words(SOURCE).unit_beside(in_words(english, name)) for english in form.english))
        here = words(language).unit_beside(in_words(form.text, name))
        if wanted and here and not wanted & here:
            theirs, mine = _listed(sorted(wanted)), _listed(sorted(here))
            yield Found(form.line, f"%({name})s counts “{theirs}” in the English, and “{mine}” here.")


def _changed(file: Translation) -> Iterator[tuple[int, list[Changes]]]:
    """Each sentence's line, with how it differs from each English one that it may stand for."""
    for form in file.forms:
        text = without_dialled(form)
        yield form.line, [changes(text, english, file.tag, form.only) for english in form.english]


def changes(text: str, english: str, tag: str, only: int | None = None) -> Changes:
    """How the numbers of `text`, in the language `tag`, differ from those of its English; `only` may stand in words."""
    there = numbers_in(english, SOURCE)
    here = next((each for each in readings(text, tag) if each == there), numbers_in(text, tag))
    mine, theirs = words(language_of(tag)), words(SOURCE)
    said, source = mine.numbers_in(in_words(text)), theirs.numbers_in(in_words(english))
    meant = source.keys() | {value for value, each in theirs.meant.items() if each.search(in_words(english))}
    new = here - there - Counter({Decimal(value): here[Decimal(value)] for value in meant})
    words_lost = [value for value in source if value not in said and value not in here] if mine.numbers else []
    words_new = [value for value in said if value not in meant and value not in there and value != only]
    return Changes(sorted((there - here).elements()), sorted(new.elements()), sorted(words_lost), sorted(words_new))


@cache
def _counting() -> dict[str, re.Pattern[str]]:
    """For each unit, how English counts in it: "5 days", "two days", "day 5"."""
    numbers = "|".join([f"{VALUE} ", *(f"{each.pattern} " for each in words(SOURCE).numbers.values())])
    units = words(SOURCE).units
    return {
        name: re.compile(f"(?:{numbers})(?:{each.pattern})|(?:{each.pattern}) {VALUE}") for name, each in units.items()
    }


def _counted(text: str) -> set[str]:
    """The units in which an English text, in words, counts."""
    return {name for name, each in _counting().items() if each.search(text)}


def _listed(values: Iterable[object]) -> str:
    return " and ".join(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value) for value in values)
