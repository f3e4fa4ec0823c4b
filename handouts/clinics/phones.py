"""Telephone numbers: read as people write them, judged by the numbering plan of the clinic's country."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

    from handouts.knowledge import Country

NONE = "none"
CACHED = 256  # a batch reads each clinic more than once
_AS_TEXT = "Format the cells as text, then type the phone again."

_WRITTEN = re.compile(r"\+?[0-9 ()./\u00a0\u2010-\u2015-]+")


class PhoneFault(NamedTuple):
    """Why a number cannot be printed, and what to write instead."""

    message: str
    hint: str


@functools.lru_cache(CACHED)
def read_phone(text: str, country: Country | None) -> str | PhoneFault:
    """`text` as an E.164 number ("+15035550123") that is valid in `country`, or why it is not.

    Where the country is not known, only what is wrong everywhere is found.
    """
    import phonenumbers

    if not _WRITTEN.fullmatch(text):
        return PhoneFault("A phone number has only digits, spaces and ( ) + - . in it.", _example(country))
    try:
        number = phonenumbers.parse(text, country.code if country else None)
    except phonenumbers.NumberParseException:
        return text if country is None else PhoneFault("This is not a phone number.", _example(country))
    if fault := _plan_fault(number, country):
        return fault
    national = phonenumbers.national_significant_number(number)
    if not re.sub(r"[^0-9]", "", text).endswith(national):
        # What was typed was read differently (two numbers, an old prefix): nobody guesses which digits are meant.
        return PhoneFault("It is not clear which digits are the number.", _example(country))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def lost_in_a_table(text: str, country: Country | None) -> PhoneFault | None:
    """Why `text`, a cell of a table, may lack a digit or a + that somebody typed; None if nothing can be missing.

    Spreadsheets take phones for numbers: they drop a 0 or + in front, and round what is long.
    """
    import phonenumbers

    if re.fullmatch(r"[0-9.,]+e\+?[0-9]+", text, re.IGNORECASE):
        message = "A spreadsheet has rounded this phone: its last digits are lost."
        return PhoneFault(message, f"{_AS_TEXT} {_example(country)}".strip())
    digits = re.sub(r"\.0+$", "", text)
    plan = phonenumbers.PhoneMetadata.metadata_for_region(country.code) if country else None
    if not re.fullmatch("[1-9][0-9]*", digits) or plan is None or not (plan.national_prefix or "").startswith("0"):
        return None
    message = f"{digits} may have lost a 0 or + in front: spreadsheets drop them."
    return PhoneFault(message, f"{_AS_TEXT} {_example(country)}".strip())


def _plan_fault(number: PhoneNumber, country: Country | None) -> PhoneFault | None:
    """Why `number` is not in the numbering plan of `country`, or None."""
    import phonenumbers

    if country is None:
        valid = phonenumbers.is_valid_number(number)
        return None if valid else PhoneFault("There is no such number.", "Check every digit.")
    code = phonenumbers.country_code_for_region(country.code)
    if number.country_code != code:
        message = f"The number begins with +{number.country_code}, but {country.in_sentence} has +{code}."
        return PhoneFault(message, f"{_example(country)} Or mend the country.")
    if not phonenumbers.is_valid_number_for_region(number, country.code):
        return PhoneFault(_why_invalid(number, country), f"Check every digit. {_example(country)}")
    return None


def _why_invalid(number: PhoneNumber, country: Country) -> str:
    import phonenumbers

    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return f"The number is too short for {country.in_sentence}."
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return f"The number is too long for {country.in_sentence}."
    return f"There is no such number in {country.in_sentence}."


def _example(country: Country | None) -> str:
    import phonenumbers

    sample = phonenumbers.example_number(country.code) if country else None
    if sample is None:
        return ""
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return f"Write one number with its country code, such as {phonenumbers.format_number(sample, form)}."
