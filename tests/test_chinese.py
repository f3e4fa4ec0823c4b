"""The Simplified Chinese sentences: complete, true to the English ones, and set as Chinese is."""

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

asked = partial(ask, locale="zh-Hans")
PAIRS = tuple(pairs("zh_Hans"))
PO = data_dir("locales") / "zh_Hans" / "LC_MESSAGES" / "handouts.po"
SAME = {"PRP", "MSC"}
LATIN = {"PRP", "MSC", "BMC", "FDA", "X", "mg"}
ENDS = {".": "。", "?": "？", ":": "："}
FULL_WIDTH = "，。：；？！（）、"
SAMPLE = [("dextrose", "low-back"), ("prp", "knee"), ("bmc", "neck")]
TWO_PAGES = ("pre-procedure", "aftercare", "session-plan")


@functools.cache
def sheet(kind: str, treatment: str = "prp", region: str = "knee", paper: Paper = "letter") -> Sheet:
    """A Chinese sheet, read back as every sheet is before it is given out."""
    return make(asked(kind, treatment, region, paper=paper), clinic())


def test_marks_are_chinese() -> None:
    """Sentences end as the English ones do, with Chinese marks; all marks are full width, without blanks."""
    for english, chinese in PAIRS:
        assert chinese[-1:] in ENDS.values() if english[-1] in ENDS else chinese[-1:] not in ENDS.values(), chinese
        assert ENDS.get(english[-1], chinese[-1]) == chinese[-1]
        assert not re.search(rf"[,;:?!.]|[{FULL_WIDTH}] | [{FULL_WIDTH}]", chinese), chinese


def test_latin_letters_are_names() -> None:
    """Only names and signs that Chinese readers know are in Latin letters."""
    bare = " ".join(re.sub(r"%\(\w+\)s|</?strong>", "", chinese) for _, chinese in PAIRS)
    assert set(re.findall("[A-Za-z]+", bare)) == LATIN


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Chinese."""
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    assert not [
        chinese for english, chinese in PAIRS if denied.search(english) and not re.search("[不没未无绝]", chinese)
    ]


def test_patient_is_addressed_politely() -> None:
    """No sentence says 你."""
    assert not [chinese for _, chinese in PAIRS if "你" in chinese]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), SAMPLE)
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Every kind is made and reads back whole; those for a leaf take two pages, the others three."""
    paper: Paper = "a4" if region == "knee" else "letter"
    pages = len(sheet(kind, treatment, region, paper).layout.pages)
    assert pages <= (2 if kind in TWO_PAGES else 3)


@pytest.mark.parametrize("kind", KINDS)
def test_conforms(kind: str, faultless: Callable[[bytes], None]) -> None:
    """A Chinese sheet keeps every rule of PDF/UA-1 and PDF/A-2a, and is drawn without complaint."""
    faultless(sheet(kind).data)


@pytest.mark.parametrize("kind", KINDS)
def test_lines_begin_and_end_by_the_rules(kind: str) -> None:
    """No line begins with a closing mark, and none ends with an opening one."""
    for page in sight.lines_seen(sheet(kind).data):
        for line in page:
            assert line.text.strip()[:1] not in set("，。：；？！）、"), line.text
            assert line.text.strip()[-1:] not in set("（《“"), line.text


def test_aftercare_of_a_clinic_in_the_united_states() -> None:
    """A Chinese sheet has its dates, phones, doses and names of things in order, as Chinese readers have them."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title == "PRP注射之后：左膝"
    assert "请立即拨打911：" in emergency
    assert "请当天致电我们：(503) 555-0123" in same_day
    assert "直到12月15日星期二（含当天）" in text
    assert "2026年12月1日星期二" in text
    assert "对乙酰氨基酚：每次1000 mg，两次至少相隔6小时。24小时内不要超过3次，总量绝不能超过3000 mg。" in text
    assert "发烧达到100.4°F（38°C）或更高" in text
    assert "星期一至星期五 8:00至17:00" in text


def test_clinic_in_china() -> None:
    """The emergency number and the words for where to go follow the clinic's country."""
    emergency, same_day = flags(made(asked("aftercare"), clinic("CN")))
    assert "请立即拨打120：" in emergency
    assert "请去就近医院的夜间门诊或急诊科。" in same_day


def test_sentences_stand_without_blanks() -> None:
    """Where two sentences meet, no blank stands between them."""
    assert not re.findall(rf"[{FULL_WIDTH}] ", said(made(asked("aftercare"))))


def test_draft_until_reviewed() -> None:
    """A Chinese sheet says that no clinician has reviewed the translation."""
    assert "这份译文还没有经过医护人员审核。" in said(made(asked("aftercare")))
    assert not (PO.parents[1] / "reviews.toml").exists()
