"""The Polish sentences: complete, for readers of any gender, with numbers and dates in the right forms."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest

from handouts.knowledge import countries
from handouts.localize import load_locale
from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="pl")
PAIRS = tuple(pairs("pl"))
FORMS = 3
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")
# "You" to one person, and verbs that tell whether a man or a woman is spoken to: zrobiłeś, byłabyś.
YOU = r"\b(?:Pan|Pani|Państwo|ty|ci|cię|ciebie|tobie|twój|twoja|twoje)\b|ł[ae]ś\b|ł[ae]?byś\b"


def test_no_gender_is_guessed() -> None:
    """Nobody is addressed as a man or a woman, or by a "you" that is for friends."""
    assert [polish for _, polish in PAIRS if re.search(YOU, polish, re.IGNORECASE)] == []


def test_no_line_ends_with_a_word_of_one_letter() -> None:
    """A blank at which no line breaks stands after words such as "w" and "i", as Polish printers want it."""
    assert [polish for _, polish in PAIRS if re.search(r"(?<!\w)[aiouwz] ", polish, re.IGNORECASE)] == []


@pytest.mark.parametrize(("sessions", "words"), [(1, "1 zabieg."), (3, "3 zabiegi."), (5, "5 zabiegów.")])
def test_number_decides_the_form(sessions: int, words: str) -> None:
    """One, a few and many have forms of their own."""
    sheet = made(asked("about", "dextrose"), clinic(sessions_planned=sessions, sessions_max=6))
    assert f"Planujemy {words}" in said(sheet)


def test_aftercare() -> None:
    """Days are right after "do", thousands are set apart from five digits on, and Poland has its own places."""
    handout = made(asked("aftercare"), clinic("PL"))
    text = said(handout).replace("\u00a0", " ")
    assert "Natychmiast dzwonić pod 112" in flags(handout)[0].replace("\u00a0", " ")
    assert "do 15 grudnia (wtorek) włącznie" in text
    assert "paracetamol: 1000 mg na dawkę" in text
    assert "nocnej i świątecznej opieki lub na szpitalny oddział ratunkowy (SOR)" in text
    formatter = load_locale("pl").for_country(countries()["PL"])
    assert formatter.short_day(date(2026, 12, 13)).replace("\u00a0", " ") == "niedz. 13 gru"
