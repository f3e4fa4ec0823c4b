"""The Korean sentences: complete, true to the English ones, right after any value, and broken only between words."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from functools import partial

import pytest

from handouts.data import data_dir
from handouts.model import Paper
from handouts.reading import leaf_texts
from handouts.sheet import Sheet, make
from tests.support import sight
from tests.support.messages import pairs
from tests.support.sheets import KINDS, ask, clinic, flags, made, said

asked = partial(ask, locale="ko")
PAIRS = tuple(pairs("ko"))
PO = data_dir("locales") / "ko" / "LC_MESSAGES" / "handouts.po"
SAMPLE = [("dextrose", "low-back"), ("prp", "knee"), ("bmc", "neck")]
# Particles that differ after a consonant and after a vowel: none may follow a value directly.
PARTICLES = "은|는|이|가|을|를|과|와|으로|로|이나|나|이며|며|이고|이라|라"


@functools.cache
def sheet(kind: str, treatment: str = "prp", region: str = "knee", paper: Paper = "letter") -> Sheet:
    """A Korean sheet, read back as every sheet is before it is given out."""
    return make(asked(kind, treatment, region, paper=paper), clinic())


def test_particles_fit_any_value() -> None:
    """No particle that depends on the last sound stands right after a value."""
    found = re.compile(rf"%\(\w+\)s(?:{PARTICLES})(?![가-힣])")
    assert not [korean for _, korean in PAIRS if found.search(korean)]


def test_days_are_counted_from_the_day_after() -> None:
    """A day is "7일 후", never "7일째", which counts the day of the injection as the first."""
    assert not [korean for _, korean in PAIRS if re.search(r"일째|번째 날", korean)]


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Korean."""
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    denies = re.compile("않|못|없|마세요|말고|말라|말아|아닙|아닌|아니|모르|모릅|안 될")
    assert not [pair for pair in PAIRS if denied.search(pair[0]) and not denies.search(pair[1])]


def test_patient_is_addressed_politely() -> None:
    """Sentences end politely, and none says 당신 or 너."""
    assert not [korean for _, korean in PAIRS if re.search("당신|너의|너는", korean)]
    assert not [korean for _, korean in PAIRS if re.search(r"[가-힣]다\.|[해라]\.$", korean) and "니다" not in korean]


@pytest.mark.parametrize("kind", KINDS)
def test_conforms(kind: str, faultless: Callable[[bytes], None]) -> None:
    """A Korean sheet keeps every rule of PDF/UA-1 and PDF/A-2a, and is drawn without complaint."""
    faultless(sheet(kind).data)


@pytest.mark.parametrize("kind", KINDS)
def test_lines_break_between_words(kind: str) -> None:
    """Each line begins and ends with a whole word of the sheet."""
    made_sheet = sheet(kind)
    words = {word for text in leaf_texts(made_sheet.handout) for word in text.replace("\u00a0", " ").split()}
    drawn = [line.text.split() for page in sight.lines_seen(made_sheet.data) for line in page]
    hangul = {word for line in drawn for word in (line[:1] + line[-1:]) if re.fullmatch("[가-힣]+", word)}
    whole = {part for word in words for part in re.findall("[가-힣]+", word)} | words
    assert hangul - whole == set()


def test_aftercare_of_a_clinic_in_the_united_states() -> None:
    """A Korean sheet has its dates, phones, doses and names of things as Korean readers there have them."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title == "PRP 주사 후: 왼쪽 무릎"
    assert "바로 911에 전화할 증상:" in emergency
    assert "당일 전화하세요: (503) 555-0123" in same_day.replace("\u00a0", " ")
    assert "12월 15일 화요일까지 14일 동안 소염진통제를 쓰지 마세요" in text
    assert "2026년 12월 1일 화요일" in text
    assert "12월 2일(수) · 1일 후" in text
    assert re.search(r"오[전후] \d{1,2}:30부터", text)
    assert "아세트아미노펜 성분 약을 먹어도 됩니다. 한 번에 1,000mg씩, 적어도 6시간 간격으로" in text
    assert "월요일~금요일, 오전 8:00~오후 5:00" in text


def test_clinics_in_korea_and_australia() -> None:
    """The emergency number, where to go, and what packages say follow the clinic's country."""
    korean, australian = (said(made(asked("aftercare"), clinic(code))).replace("\u00a0", " ") for code in ("KR", "AU"))
    assert "바로 119에 전화할 증상:" in korean
    assert "야간·휴일 진료 병원 또는 응급실에 가세요" in korean
    assert "paracetamol" not in korean
    assert "아세트아미노펜(paracetamol) 성분 약" in australian


def test_draft_until_reviewed() -> None:
    """A Korean sheet says that no clinician has reviewed the translation."""
    assert "의료진이 아직 이 번역을 검토하지 않았습니다." in said(made(asked("aftercare")))
    assert not (PO.parents[1] / "reviews.toml").exists()
