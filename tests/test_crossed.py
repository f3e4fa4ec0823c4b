"""Languages and countries cross: the words are the patient's language, the numbers to call those of the country."""

from __future__ import annotations

import re
from dataclasses import replace

import phonenumbers
import pytest

from handouts.clinics import Clinic
from handouts.knowledge import countries
from handouts.localize import locales
from handouts.model import Paper, RedFlags, plain
from handouts.sheet import make
from tests.support import structure
from tests.support.sheets import ask, clinic, made, said

HOMES = ("US", "GB", "DE", "PL", "IL", "EG", "IN", "KR", "CN", "BR")
RTL = {info.tag for info in locales() if info.direction == "rtl"}


def clinic_in(country: str) -> Clinic:
    """The sample clinic with a phone of `country`."""
    number = phonenumbers.example_number(country)
    assert number is not None
    phone = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return replace(clinic(country), phone=phone, after_hours_phone=phone)


@pytest.mark.parametrize("country", HOMES)
@pytest.mark.parametrize("locale", [info.tag for info in locales()])
def test_numbers_are_the_countrys(locale: str, country: str) -> None:
    """Who to call, how a phone is written and which degrees come first follow the clinic's country, in any language."""
    home = clinic_in(country)
    handout = made(ask("aftercare", locale=locale), home)
    box = next(block for block in handout.blocks if isinstance(block, RedFlags))
    emergency = countries()[country].emergency
    assert emergency in [run.text for run in box.emergency.heading if run.isolation == "unit"]
    number = phonenumbers.parse(home.phone)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    shown = re.sub(r"[()]", "", national) if locale in RTL else national
    assert shown in plain(box.same_day.heading).replace("\u00a0", " ").replace("\u2011", "-")
    text = said(handout)
    assert (text.index("°F") < text.index("°C")) is countries()[country].fahrenheit


@pytest.mark.parametrize(
    ("locale", "country", "paper"), [("ar", "DE", "a4"), ("pl", "GB", "a4"), ("ko", "US", "letter")]
)
def test_a_crossed_sheet_is_made(locale: str, country: str, paper: Paper) -> None:
    """An Arabic sheet of a German clinic, a Polish one of a British, and others, are proven whole."""
    request = ask("aftercare", locale=locale, paper=paper)
    sheet = make(request, clinic_in(country))
    assert any(countries()[country].emergency in text for text in structure.leaves(sheet.data))
