"""The Arabic sentences: complete, true to the English ones, and set from right to left with values left to right."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from functools import partial

import pytest

from handouts.data import data_dir
from handouts.model import Paper
from handouts.sheet import Sheet, make
from tests.support import sight
from tests.support.messages import pairs
from tests.support.sheets import KINDS, ask, clinic, flags, made, said

asked = partial(ask, locale="ar")
PAIRS = tuple(pairs("ar"))
PO = data_dir("locales") / "ar" / "LC_MESSAGES" / "handouts.po"
SAME = {"PRP", "MSC"}
FORMS = 6
LATIN = {"PRP", "MSC", "BMC", "FDA", "mg", "adipose", "platelet", "rich", "plasma", "mesenchymal", "stem", "cells"}
ENDS = {".": ".", "?": "؟", ":": ":"}
SAMPLE = [("dextrose", "low-back"), ("prp", "knee"), ("bmc", "neck")]
LEAVES = ("pre-procedure", "aftercare", "session-plan")


@functools.cache
def sheet(kind: str, treatment: str = "prp", region: str = "knee", paper: Paper = "letter") -> Sheet:
    """An Arabic sheet, read back as every sheet is before it is given out."""
    return make(asked(kind, treatment, region, paper=paper), clinic())


def drawn(kind: str) -> list[str]:
    """The lines of a sheet as the eye meets them, from left to right."""
    return [line.text for page in sight.lines_seen(sheet(kind).data) for line in page]


def test_marks_are_arabic() -> None:
    """Sentences end as the English ones do; commas, semicolons and question marks are the Arabic ones."""
    for english, arabic in PAIRS:
        assert ENDS.get(english[-1], arabic[-1]) == arabic[-1]
        assert not re.search("[,;?]", arabic), arabic


def test_digits_and_latin_letters() -> None:
    """Digits are never Arabic-Indic, and only names that stand on packages and forms are in Latin letters."""
    bare = " ".join(re.sub(r"%\(\w+\)s|</?strong>", "", arabic) for _, arabic in PAIRS)
    assert set(re.findall("[A-Za-z]+", bare)) == LATIN
    assert not re.search("[٠-٩۰-۹]", bare)


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Arabic."""
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    denies = re.compile(r"\b[وف]?(?:لا|لم|لن|ليس|ليست|لسنا|غير|عدم|بعدم|بلا|أبدًا)\b")
    assert not [(english, arabic) for english, arabic in PAIRS if denied.search(english) and not denies.search(arabic)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), SAMPLE)
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Every kind is made and reads back whole, from right to left."""
    paper: Paper = "a4" if region == "knee" else "letter"
    made_sheet = sheet(kind, treatment, region, paper)
    assert made_sheet.handout.direction == "rtl"
    assert len(made_sheet.layout.pages) <= (3 if kind in LEAVES else 4)


@pytest.mark.parametrize("kind", KINDS)
def test_conforms(kind: str, faultless: Callable[[bytes], None]) -> None:
    """An Arabic sheet keeps every rule of PDF/UA-1 and PDF/A-2a, and is drawn without complaint."""
    faultless(sheet(kind).data)


def test_aftercare_of_a_clinic_in_the_united_states() -> None:
    """An Arabic sheet has its dates, phones, doses and names of things in order, as Arabic readers have them."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title == "بعد حقن PRP: الركبة اليسرى"
    assert "اتصلوا الآن بالرقم 911" in emergency
    assert "اتصلوا بنا في اليوم نفسه: 503 555-0123" in same_day
    assert "لمدة 14 يومًا، حتى نهاية يوم الثلاثاء، 15 ديسمبر" in text
    assert "لمدة 6 أسابيع" in text
    assert "أسيتامينوفين: 1,000 mg في المرة الواحدة، بفاصل 6 ساعات على الأقل" in text
    assert "100.4 °F / 38 °C" in text
    assert "من الاثنين إلى الجمعة، من 8:00 ص إلى 5:00 م" in text


@pytest.mark.parametrize("value", ["503 555-0123", "1,000 mg", "3,000 mg", "100.4 °F / 38 °C", "110 lb / 50 kg"])
def test_values_run_from_left_to_right(value: str) -> None:
    """Phones, doses, temperatures and weights stand on the page whole and from left to right."""
    assert any(value in " ".join(line.replace("\u00a0", " ").split()) for line in drawn("aftercare"))


def test_address_runs_from_left_to_right() -> None:
    """An address in Latin letters is one object: its parts are not set from right to left."""
    assert "12 Quay Street, Portland, OR" in " ".join(drawn("aftercare"))


def test_one_two_few_and_many() -> None:
    """Arabic counts in its six forms."""
    said_of = {n: said(made(asked("aftercare", "dextrose"), clinic(rest_hours=n))) for n in (1, 2, 5, 24)}
    assert "لمدة ساعة واحدة (1)." in said_of[1]
    assert "لمدة ساعتين (2)." in said_of[2]
    assert "لمدة 5 ساعات." in said_of[5]
    assert "لمدة 24 ساعة." in said_of[24]


def test_clinics_in_germany_and_egypt() -> None:
    """The emergency number, the clock and what medicines are called follow the clinic's country."""
    german, egyptian = (said(made(asked("aftercare"), clinic(code))) for code in ("DE", "EG"))
    assert "بالرقم 112" in german
    assert "باراسيتامول" in german
    assert "من 08:00 إلى 17:00" in german
    assert "بالرقم 123" in egyptian
    assert "8:00\u00a0ص" in egyptian


def test_draft_until_reviewed() -> None:
    """An Arabic sheet says that no clinician has reviewed the translation."""
    assert "لم يراجع طبيب هذه الترجمة بعد." in said(made(asked("aftercare")))
    assert not (PO.parents[1] / "reviews.toml").exists()
