"""The Hebrew sentences: complete, true to the English ones, and set from right to left with values left to right."""

from __future__ import annotations

import re
from functools import partial

from handouts.sheet import make
from handouts.translation.checks.words import in_words, words
from tests.support import sight
from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="he")
PAIRS = tuple(pairs("he"))
FORMS = 3
ALONE = r"(?:[ושהבלכמ]|כש)?(?:אתה|אתן|שלך|לך|אותך|אליך)"  # "you" to one person, or to women


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Hebrew."""
    negation = words("he").negation
    assert negation
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    assert not [pair for pair in PAIRS if denied.search(pair[0]) and negation.count(in_words(pair[1])).stop == 1]


def test_nobody_is_addressed_as_a_man_or_a_woman() -> None:
    """Readers are addressed in the plural or not at all; nothing is pointed, and no sign turns the direction."""
    unfit = re.compile(rf"(?<!\w){ALONE}(?!\w)|[\u05b0-\u05bd\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    assert not [hebrew for _, hebrew in PAIRS if unfit.search(hebrew)]


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
