"""The German sentences: complete, polite to readers of any gender, in words that break, in each country's forms."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest

from handouts.knowledge import countries
from handouts.localize import load_locale
from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="de")
PAIRS = tuple(pairs("de"))
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")


def test_patient_is_addressed_formally() -> None:
    """No sentence says "du", and none takes the patient or the prescriber for a man."""
    familiar = r"\b(?:du|dir|dich|dein\w*)\b|\b(?:der|den|dem|Ihr|Ihren) (?:Arzt|Patient\w*)\b"
    assert [german for _, german in PAIRS if re.search(familiar, german, re.IGNORECASE)] == []


def test_words_break() -> None:
    """No word is longer than a narrow column holds: compounds of more than 22 letters have hyphens to break at."""
    assert [german for _, german in PAIRS if re.search(r"[^\W\d_]{23}", german)] == []


def test_aftercare() -> None:
    """The last day counts, no dot stands twice where a date ends a sentence, and a thousand has no mark."""
    handout = made(asked("aftercare"), clinic("DE"))
    text = said(handout).replace("\u00a0", " ")
    assert "Bei diesen Zeichen sofort 112 anrufen:" in flags(handout)[0].replace("\u00a0", " ")
    assert "bis einschließlich Dienstag, 15. Dezember" in text
    assert "Paracetamol nehmen: je 1000 mg" in text
    assert ".." not in text


@pytest.mark.parametrize(
    ("code", "day", "thousands", "place"),
    [
        ("DE", "Freitag, 1. Januar", "12.500", "in eine Bereitschaftspraxis oder in die Notaufnahme"),
        ("AT", "Freitag, 1. Jänner", "12.500", "zum ärztlichen Notdienst oder in die Notaufnahme"),
        ("CH", "Freitag, 1. Januar", "12’500", "zum ärztlichen Notfalldienst oder in den Notfall eines Spitals"),
    ],
)
def test_forms_of_the_country(code: str, day: str, thousands: str, place: str) -> None:
    """Austria and Switzerland have months, marks and places of their own."""
    formatter = load_locale("de").for_country(countries()[code])
    assert formatter.day(date(2027, 1, 1)) == day
    assert formatter.number(12_500).replace("\u00a0", " ") == thousands
    assert f"gehen Sie {place}." in said(made(asked("aftercare"), clinic(code))).replace("\u00a0", " ")
