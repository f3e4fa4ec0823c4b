"""The Vietnamese sentences: complete, true to the English ones, with all their marks on the page and in its text."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from functools import partial

from handouts.data import data_dir
from handouts.model import Paper
from handouts.sheet import Sheet, make
from tests.support import sight
from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="vi")
PAIRS = tuple(pairs("vi"))
PO = data_dir("locales") / "vi" / "LC_MESSAGES" / "handouts.po"
SAMPLE = [("dextrose", "low-back"), ("prp", "knee"), ("bmc", "neck")]


@functools.cache
def sheet(kind: str, treatment: str = "prp", region: str = "knee", paper: Paper = "letter") -> Sheet:
    """A Vietnamese sheet, read back as every sheet is before it is given out."""
    return make(asked(kind, treatment, region, paper=paper), clinic())


def test_letters_are_whole() -> None:
    """Each letter is written as one character with all its marks, as readers and searches expect."""
    assert not [vietnamese for _, vietnamese in PAIRS if unicodedata.normalize("NFC", vietnamese) != vietnamese]


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Vietnamese."""
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    assert not [pair for pair in PAIRS if denied.search(pair[0]) and not re.search("[Kk]hông|[Cc]hưa", pair[1])]


def test_days_after_are_no_dates() -> None:
    """A day that is counted is no "ngày 7" or "thứ 7", which would be the seventh of a month and a Saturday."""
    assert not [vietnamese for _, vietnamese in PAIRS if re.search(r"(?:[Nn]gày|[Tt]hứ) %\((?:day|n)\)s", vietnamese)]


def test_patient_is_addressed_politely() -> None:
    """The reader is "quý vị", never "bạn" or a word that guesses age or gender."""
    assert not [pair for pair in PAIRS if re.search(r"\b(?:[Bb]ạn|anh|[Cc]hị|[Ôô]ng|[Bb]à|em)\b", pair[1])]


def test_marks_come_back_from_the_file(faultless: Callable[[bytes], None]) -> None:
    """In bold and in regular, letters with two marks are in the file's text as they were written."""
    data = sheet("aftercare").data
    faultless(data)
    text = " ".join(" ".join(sight.extracted(data)).split())
    assert unicodedata.normalize("NFC", text) == text
    assert "Quý vị có dùng thuốc chống đông (loãng máu) không?" in text
    assert "sưng mặt, lưỡi hoặc họng, thở khò khè, hoặc nổi mề đay khắp người" in text


def test_aftercare_of_a_clinic_in_the_united_states() -> None:
    """A Vietnamese sheet has its dates, phones, doses and names of things as Vietnamese readers there have them."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title == "Sau khi tiêm PRP: đầu gối trái"
    assert "Gọi ngay 911 nếu bị:" in emergency.replace("\u00a0", " ")
    assert "Gọi chúng tôi ngay trong ngày: (503) 555-0123" in same_day.replace("\u00a0", " ")
    assert "trong 14 ngày, đến hết Thứ Ba, 15 tháng 12" in text
    assert "Thứ Ba, 1 tháng 12 năm 2026" in text
    assert "T4, 2 thg 12 · sau 1 ngày" in text
    assert "acetaminophen: mỗi lần 1000 mg, cách nhau ít nhất 6 giờ" in text
    assert "Thứ Hai đến Thứ Sáu, 8:00 AM đến 5:00 PM" in text


def test_clinic_in_vietnam() -> None:
    """The emergency number, the clock and the words for where to go follow the clinic's country."""
    handout = made(asked("aftercare"), clinic("VN"))
    emergency, same_day = flags(handout)
    assert "Gọi ngay 115 nếu bị:" in emergency.replace("\u00a0", " ")
    assert "hãy đến cơ sở y tế đang mở cửa hoặc khoa cấp cứu của bệnh viện" in same_day.replace("\u00a0", " ")
    assert "8:00 đến 17:00" in said(handout).replace("\u00a0", " ")


def test_draft_until_reviewed() -> None:
    """A Vietnamese sheet says that no clinician has reviewed the translation."""
    assert "Chưa có nhân viên y tế nào xem xét bản dịch này." in said(made(asked("aftercare")))
    assert not (PO.parents[1] / "reviews.toml").exists()
