"""Rules about numbers to call: they come from the clinic's file and country, never from a translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from handouts.knowledge import countries
from handouts.localize.placeholders import NAMED
from handouts.translation.checks.registry import error, rule
from handouts.translation.checks.translation import Form, Found, Translation

DIGITS = 7  # so many in a row, marks aside, are dialled
# Letters of other scripts may stand beside a number without a blank.
_PHONE = re.compile(rf"(?<![\dA-Za-z])[+(]?\d(?:[ ().\u00a0\u202f/–-]{{0,2}}\d){{{DIGITS - 1},}}(?![\dA-Za-z])")
_SHORT = re.compile(r"(?<![\dA-Za-z.,])\d{3,4}(?![\dA-Za-z]|[.,]\d)")


@rule("phone", error, "Phones come from the clinic's file: a typed one is wrong in every other clinic.")
def phone(file: Translation) -> Iterator[Found]:
    """No phone number is typed in."""
    for form in file.forms:
        for typed in _phones(form):
            yield Found(form.line, f"“{typed}” looks like a phone number.")


@rule(
    "emergency-number", error, "Which number calls an ambulance depends on the clinic's country, not on the language."
)
def emergency_number(file: Translation) -> Iterator[Found]:
    """No emergency number is typed in."""
    for form in file.forms:
        for typed in _emergency_numbers(form):
            yield Found(form.line, f"{typed} is an emergency number.")


def without_dialled(form: Form) -> str:
    """The text of `form` without what these rules complain of, so that each number has one complaint."""
    text = form.text
    for typed in [*_phones(form), *_emergency_numbers(form)]:
        text = text.replace(typed, " ")
    return text


def _phones(form: Form) -> list[str]:
    found = _PHONE.findall(NAMED.sub("|", form.text))
    return [each for each in found if not any(each in english for english in form.english)]


def _emergency_numbers(form: Form) -> list[str]:
    found = _SHORT.findall(_PHONE.sub("|", NAMED.sub("|", form.text)))
    numbers = {each: "".join(str(unicodedata.decimal(digit)) for digit in each) for each in found}
    return [
        each
        for each, dialled in numbers.items()
        if dialled in _emergency() and not any(dialled in english for english in form.english)
    ]


@cache
def _emergency() -> frozenset[str]:
    return frozenset(each for country in countries().values() for each in (country.emergency, country.urgent) if each)
