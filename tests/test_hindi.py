"""The Hindi sentences: complete, true to the English ones, and written with whole conjuncts in both weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from handouts.sheet import make
from handouts.translation.checks.words import in_words, words
from handouts.typeset.fonts import families_for
from handouts.typeset.shaping import shape
from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="hi")
PAIRS = tuple(pairs("hi"))
ENDS = {".": "।", "?": "?", ":": ":"}
WORD = "[\u0900-\u0963\u0970-\u097f]+"


def test_marks_and_digits() -> None:
    """Sentences end in a danda, and digits are never those of Devanagari."""
    assert not [hindi for english, hindi in PAIRS if ENDS.get(english[-1], hindi[-1]) != hindi[-1]]
    assert not [hindi for _, hindi in PAIRS if re.search(r"\.|[०-९]| ।", hindi)]


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Hindi."""
    negation = words("hi").negation
    assert negation
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    assert not [pair for pair in PAIRS if denied.search(pair[0]) and negation.count(in_words(pair[1])).stop == 1]


def test_reader_is_aap_and_neither_man_nor_woman() -> None:
    """No sentence says "tum", and none says of "aap" what the ending of a verb would tell of their sex."""
    sexed = "आप [^।?,:]*(?:(?:सकते|सकती|लेते|लेती|चाहते|चाहती|रहे|रही) हैं|(?:करेंगे|करेंगी|लेंगे|लेंगी))"
    unfit = rf"(?<!{WORD[:-1]})(?:तुम|तुम्हें|तुम्हारा|तू|{sexed})(?!{WORD[:-1]})"
    assert not [hindi for _, hindi in PAIRS if re.search(unfit, hindi)]


@pytest.mark.parametrize("bold", [False, True])
def test_conjuncts_are_whole(bold: bool) -> None:
    """In either weight no conjunct of any sentence falls apart into letters with a visible halant."""
    face = families_for("hi")[0].face(bold=bold)
    halant = face.glyph("\u094d")
    used = {word for _, hindi in PAIRS for word in re.findall(WORD, hindi)}
    assert halant
    assert not [word for word in used if halant in shape(face, word, False, "hi").glyphs]
    assert halant in shape(face, "जगत्", False, "hi").glyphs


def test_aftercare() -> None:
    """Dates, phones and doses are as Hindi readers write them."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title == "PRP इंजेक्शन के बाद: बायाँ घुटना"
    assert "इनके लिए 911 पर अभी फ़ोन करें" in emergency
    assert "उसी दिन हमें फ़ोन करें: (503) 555-0123" in same_day
    assert "14 दिन, यानी मंगलवार, 15 दिसंबर के अंत तक" in text
    assert "एसिटामिनोफ़ेन लेना ठीक है: एक बार में 1,000 mg, कम से कम 6 घंटे के अंतर पर" in text
    assert "100.4 °F (38 °C) या ज़्यादा बुखार" in text
    assert "सोमवार से शुक्रवार, 8:00 AM से 5:00 PM तक" in text


def test_words_can_be_copied(pdftotext: Callable[..., str]) -> None:
    """Words with conjuncts, in bold or not, are whole in what another reader takes from the page."""
    text = pdftotext(make(asked("aftercare", "dextrose"), clinic()).data)
    assert [word for word in ("डेक्सट्रोज़", "प्रक्रिया", "स्ट्रोक", "प्रोलोथेरेपी", "फ़्लू") if word not in text] == []
