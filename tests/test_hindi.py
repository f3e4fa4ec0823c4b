"""The Hindi sentences: complete, true to the English ones, and written with whole conjuncts in both weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import polib
import pytest

from handouts.data import data_dir
from handouts.model import Request
from handouts.sheet import make
from handouts.translation.checks.words import in_words, words
from handouts.typeset.fonts import families_for
from handouts.typeset.shaping import shape
from tests.support.sheets import KINDS, ask, clinic, flags, made, said

PO = data_dir("locales") / "hi" / "LC_MESSAGES" / "handouts.po"
ENDS = {".": "।", "?": "?", ":": ":"}
WORD = "[\u0900-\u0963\u0970-\u097f]+"


def messages() -> Any:  # noqa: ANN401 - polib has no types
    """The PO file's entries."""
    return polib.pofile(str(PO))


def pairs() -> Iterator[tuple[str, str]]:
    """Each English sentence, in the plural if it has one, with each Hindi form of it."""
    for entry in messages():
        for hindi in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid_plural or entry.msgid, hindi


def asked(kind: str, treatment: str = "prp", region: str = "knee") -> Request:
    """A request for a Hindi sheet."""
    return replace(ask(kind, treatment, region), locale="hi")


def test_every_message_is_translated() -> None:
    """Every form is written, none is fuzzy or left over, and only names stay as they are."""
    assert all(hindi.strip() for _, hindi in pairs())
    assert not [entry.msgid for entry in messages() if entry.fuzzy or entry.obsolete]
    assert {english for english, hindi in pairs() if english == hindi} == {"PRP", "MSC"}


@pytest.mark.parametrize("pattern", [r"%\(\w+\)s", "[0-9]", "<strong>", "</strong>", "[<>&]"])
def test_values_are_kept(pattern: str) -> None:
    """Placeholders, digits and markup are those of the English sentence, in every form."""
    found = [tuple(sorted(re.findall(pattern, text)) for text in pair) for pair in pairs()]
    assert not [pair for pair in found if pair[0] != pair[1]]


def test_marks_and_digits() -> None:
    """Sentences end in a danda, and digits are never those of Devanagari."""
    assert not [hindi for english, hindi in pairs() if ENDS.get(english[-1], hindi[-1]) != hindi[-1]]
    assert not [hindi for _, hindi in pairs() if re.search(r"\.|[०-९]| ।", hindi)]


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Hindi."""
    negation = words("hi").negation
    assert negation
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not)\b", re.IGNORECASE)
    assert not [pair for pair in pairs() if denied.search(pair[0]) and negation.count(in_words(pair[1])).stop == 1]


def test_reader_is_aap_and_neither_man_nor_woman() -> None:
    """No sentence says "tum", and none says of "aap" what the ending of a verb would tell of their sex."""
    sexed = "आप [^।?,:]*(?:(?:सकते|सकती|लेते|लेती|चाहते|चाहती|रहे|रही) हैं|(?:करेंगे|करेंगी|लेंगे|लेंगी))"
    unfit = rf"(?<!{WORD[:-1]})(?:तुम|तुम्हें|तुम्हारा|तू|{sexed})(?!{WORD[:-1]})"
    assert not [hindi for _, hindi in pairs() if re.search(unfit, hindi)]


@pytest.mark.parametrize("bold", [False, True])
def test_conjuncts_are_whole(bold: bool) -> None:
    """In either weight no conjunct of any sentence falls apart into letters with a visible halant."""
    face = families_for("hi")[0].face(bold=bold)
    halant = face.glyph("\u094d")
    used = {word for _, hindi in pairs() for word in re.findall(WORD, hindi)}
    assert halant
    assert not [word for word in used if halant in shape(face, word, False, "hi").glyphs]
    assert halant in shape(face, "जगत्", False, "hi").glyphs


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("bmc", "neck")])
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Every kind is made and reads back whole; those for a leaf take three pages at most, the others four."""
    assert len(make(asked(kind, treatment, region), clinic()).layout.pages) <= (4 if kind in {"about", "diary"} else 3)


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
