"""The Hebrew sentences: complete, true to the English ones, and set from right to left with values left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polib
import pytest

from handouts.data import data_dir
from handouts.model import Request
from handouts.sheet import make
from handouts.translation.checks.words import in_words, words
from tests.support import sight
from tests.support.sheets import KINDS, ask, clinic, flags, made, said

PO = data_dir("locales") / "he" / "LC_MESSAGES" / "handouts.po"
FORMS = 3
ALONE = r"(?:[ושהבלכמ]|כש)?(?:אתה|אתן|שלך|לך|אותך|אליך)"  # "you" to one person, or to women


def messages() -> Any:  # noqa: ANN401 - polib has no types
    """The PO file's entries."""
    return polib.pofile(str(PO))


def pairs() -> Iterator[tuple[str, str]]:
    """Each English sentence, in the plural if it has one, with each Hebrew form of it."""
    for entry in messages():
        for hebrew in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid_plural or entry.msgid, hebrew


def asked(kind: str, treatment: str = "prp", region: str = "knee") -> Request:
    """A request for a Hebrew sheet."""
    return replace(ask(kind, treatment, region), locale="he")


def test_every_message_is_translated() -> None:
    """Every message is written in all three forms, none is fuzzy or left over, and only names stay as they are."""
    assert all(hebrew.strip() for _, hebrew in pairs())
    assert not [entry.msgid for entry in messages() if entry.fuzzy or entry.obsolete]
    assert not [entry.msgid for entry in messages() if entry.msgid_plural and len(entry.msgstr_plural) != FORMS]
    assert {english for english, hebrew in pairs() if english == hebrew} == {"PRP", "MSC"}


@pytest.mark.parametrize("pattern", [r"%\(\w+\)s", r"\d", "<strong>", "</strong>", "[<>&]"])
def test_values_are_kept(pattern: str) -> None:
    """Placeholders, digits and markup are those of the English sentence, in every form."""
    found = [tuple(sorted(re.findall(pattern, text)) for text in pair) for pair in pairs()]
    assert not [pair for pair in found if pair[0] != pair[1]]


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Hebrew."""
    negation = words("he").negation
    assert negation
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    assert not [pair for pair in pairs() if denied.search(pair[0]) and negation.count(in_words(pair[1])).stop == 1]


def test_nobody_is_addressed_as_a_man_or_a_woman() -> None:
    """Readers are addressed in the plural or not at all; nothing is pointed, and no sign turns the direction."""
    unfit = re.compile(rf"(?<!\w){ALONE}(?!\w)|[\u05b0-\u05bd\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    assert not [hebrew for _, hebrew in pairs() if unfit.search(hebrew)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("bmc", "neck")])
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Every kind is made and reads back whole; those for a leaf take three pages at most, the others four."""
    sheet = make(asked(kind, treatment, region), clinic())
    assert sheet.handout.direction == "rtl"
    assert len(sheet.layout.pages) <= (4 if kind in {"about", "diary"} else 3)


def test_aftercare() -> None:
    """Dates, phones and doses are as Hebrew readers write them; phones and amounts run from left to right."""
    sheet = make(asked("aftercare"), clinic())
    emergency, same_day = flags(sheet.handout)
    text = said(sheet.handout).replace("\u00a0", " ")
    assert sheet.handout.title == "אחרי זריקת PRP: ברך שמאל"
    assert "חייגו 911 מיד" in emergency
    assert "באותו יום: 503 555-0123" in same_day
    assert "במשך 14 ימים, עד סוף יום שלישי, 15 בדצמבר" in text
    assert "אצטמינופן: 1,000 mg בכל פעם, בהפרש של 6 שעות לפחות" in text
    assert "מיום שני עד יום שישי, משעה 8:00 עד 17:00" in text
    drawn = [line.text for page in sight.lines_seen(sheet.data) for line in page]
    for value in ("503 555-0123", "1,000 mg", "3,000 mg", "100.4 °F / 38 °C", "110 lb / 50 kg"):
        assert any(value in " ".join(line.replace("\u00a0", " ").split()) for line in drawn), value


def test_one_two_and_many() -> None:
    """Hebrew has a form of its own for two hours."""
    said_of = {n: said(made(asked("aftercare", "dextrose"), clinic(rest_hours=n))) for n in (1, 2, 24)}
    assert "במשך שעה אחת (1)." in said_of[1].replace("\u00a0", " ")
    assert "במשך שעתיים (2)." in said_of[2].replace("\u00a0", " ")
    assert "במשך 24 שעות." in said_of[24].replace("\u00a0", " ")
