"""The Polish sentences: complete, for readers of any gender, with numbers and dates in the right forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polib
import pytest

from handouts.data import data_dir
from handouts.knowledge import countries
from handouts.localize import load_locale
from handouts.model import Request
from handouts.sheet import make
from tests.support.sheets import KINDS, ask, clinic, flags, made, said

PO = data_dir("locales") / "pl" / "LC_MESSAGES" / "handouts.po"
FORMS = 3
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")
# "You" to one person, and verbs that tell whether a man or a woman is spoken to: zrobiłeś, byłabyś.
YOU = r"\b(?:Pan|Pani|Państwo|ty|ci|cię|ciebie|tobie|twój|twoja|twoje)\b|ł[ae]ś\b|ł[ae]?byś\b"


def pairs() -> Iterator[tuple[str, str]]:
    """Each English sentence, in the plural if it has one, with each Polish form of it."""
    for entry in polib.pofile(str(PO)):
        for polish in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid_plural or entry.msgid, polish


def asked(kind: str, treatment: str = "prp", region: str = "knee", **values: object) -> Request:
    """A request for a Polish sheet."""
    return replace(ask(kind, treatment, region, **values), locale="pl")


def test_nothing_is_missing() -> None:
    """Every message is there in all three forms, with the gaps, marks and digits of the English one."""
    entries = polib.pofile(str(PO))
    assert not [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete]
    assert not [entry.msgid for entry in entries if entry.msgid_plural and len(entry.msgstr_plural) != FORMS]
    assert [pair for pair in pairs() if sorted(COUNTED.findall(pair[0])) != sorted(COUNTED.findall(pair[1]))] == []


def test_no_gender_is_guessed() -> None:
    """Nobody is addressed as a man or a woman, or by a "you" that is for friends."""
    assert [polish for _, polish in pairs() if re.search(YOU, polish, re.IGNORECASE)] == []


def test_no_line_ends_with_a_word_of_one_letter() -> None:
    """A blank at which no line breaks stands after words such as "w" and "i", as Polish printers want it."""
    assert [polish for _, polish in pairs() if re.search(r"(?<!\w)[aiouwz] ", polish, re.IGNORECASE)] == []


@pytest.mark.parametrize(("sessions", "words"), [(1, "1 zabieg."), (3, "3 zabiegi."), (5, "5 zabiegów.")])
def test_number_decides_the_form(sessions: int, words: str) -> None:
    """One, a few and many have forms of their own."""
    sheet = made(asked("about", "dextrose"), clinic(sessions_planned=sessions, sessions_max=6))
    assert f"Planujemy {words}" in said(sheet)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("bmc", "neck")])
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Each kind of sheet is made, the short ones on three pages at most."""
    assert len(make(asked(kind, treatment, region), clinic()).layout.pages) <= (4 if kind in {"about", "diary"} else 3)


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
