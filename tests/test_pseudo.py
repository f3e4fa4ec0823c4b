"""Pseudo-languages: every kind of sheet in them, proven and marked, and never offered as a language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handouts.errors import UsageError
from handouts.localize import load_locale, locales
from handouts.localize.pseudo import PSEUDO, accented, mirrored
from handouts.model import plain
from handouts.quality.words import pieces
from handouts.reading import leaf_texts
from handouts.sayable import messages_of
from handouts.sheet import Sheet, make
from tests.support.sheets import KINDS, ask, clinic

MARKUP = re.compile(r"%\(\w+\)s|%%|</?\w+[^>]*>|&\w+;|\d+")


def sheet(kind: str, tag: str) -> Sheet:
    """A whole sheet of the sample clinic in a pseudo-language."""
    asked = ask(kind, locale=tag)
    return make(asked, clinic())


@pytest.mark.parametrize("tag", PSEUDO)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_sheet_can_be_made(kind: str, tag: str) -> None:
    """Each kind is laid out, tagged and read back, with its direction, and says that nobody reviewed it."""
    made = sheet(kind, tag)
    assert (made.handout.language, made.handout.direction) == (tag, PSEUDO[tag].direction)
    assert made.handout.mark is not None
    assert made.handout.mark.word == "SAMPLE"
    reason = PSEUDO[tag].say("This translation has not yet been reviewed by a clinician.")
    assert reason in plain(made.handout.mark.reason)


@pytest.mark.parametrize("tag", PSEUDO)
def test_an_approved_clinic_gets_drafts(tag: str) -> None:
    """Nothing that a clinic signs makes a clean sheet of a pseudo-language."""
    real = replace(clinic(), sample=False)
    made = make(ask("aftercare", locale=tag), real)
    assert made.handout.mark is not None
    assert made.handout.mark.word == "DRAFT"


@pytest.mark.parametrize("say", [accented, mirrored])
def test_placeholders_markup_and_numbers_survive(say: object) -> None:
    """What is no word of a message is in its translation as it was, in order."""
    assert callable(say)
    for kind in KINDS:
        from handouts.data import data_dir

        for message in messages_of(kind, data_dir("templates")):
            assert MARKUP.findall(say(message.singular)) == MARKUP.findall(message.singular)


def test_accented_sentences_are_a_third_longer() -> None:
    """A sentence grows by 35 percent and stands in brackets, so that one that was cut is seen."""
    sentence = "Do not drive until the numb feeling is gone, and until you can brake hard."
    said = accented(sentence)
    assert said[0] + said[-1] == "[]"
    assert 1.3 < len(said) / len(sentence) < 1.45


def test_no_sentence_on_a_sheet_was_left_out() -> None:
    """What a sheet says without brackets is a value, not a sentence that translators never saw."""
    bare = [
        text
        for text in leaf_texts(sheet("aftercare", "en-XA").handout)
        if "[" not in text and re.search("[a-z]{3} [a-z]{3}", text)
    ]
    assert bare == []


def test_a_mirrored_sheet_is_read_from_the_right() -> None:
    """Letters are Arabic ones; phones and doses stay as they are, without brackets."""
    text = " ".join(piece.text for piece in pieces(sheet("aftercare", "ar-XB").handout))
    assert "503 555-0123" in text.replace("\u00a0", " ")
    assert "(503)" not in text
    assert len(re.findall("[\u0621-\u064a]", text)) > 20 * len(re.findall("[b-df-hj-np-tv-z]{4,}", text))


def test_they_are_no_languages() -> None:
    """They are found by their tags, in any spelling, and listed nowhere."""
    assert load_locale("EN_xa").info.tag == "en-XA"
    assert not {row.tag for row in locales()} & set(PSEUDO)
    with pytest.raises(UsageError):
        load_locale("en-XB")
