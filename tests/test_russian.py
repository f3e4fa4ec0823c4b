"""The Russian sentences: complete, for readers of any gender, with units, numbers and days in the right forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import polib
import pytest

from handouts.data import data_dir
from handouts.model import Request
from handouts.sheet import make
from tests.support.sheets import KINDS, ask, clinic, flags, made, said

PO = data_dir("locales") / "ru" / "LC_MESSAGES" / "handouts.po"
FORMS = 3
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")
# "You" to a friend, and short words that tell whether a man or a woman is spoken to.
YOU = r"\b(?:ты|тебя|тебе|твой|твоя|согласен|согласна|уверена?|готова?|смогла?)\b"
LATIN = {"PRP", "BMC", "FDA", "off", "label"}


def pairs() -> Iterator[tuple[str, str]]:
    """Each English sentence, in the plural if it has one, with each Russian form of it."""
    for entry in polib.pofile(str(PO)):
        for russian in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry.msgid_plural or entry.msgid, russian


def asked(kind: str, treatment: str = "prp", region: str = "knee", **values: object) -> Request:
    """A request for a Russian sheet."""
    return replace(ask(kind, treatment, region, **values), locale="ru")


def test_nothing_is_missing() -> None:
    """Every message is there in all three forms, with the gaps, marks and digits of the English one."""
    entries = polib.pofile(str(PO))
    assert not [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete]
    assert not [entry.msgid for entry in entries if entry.msgid_plural and len(entry.msgstr_plural) != FORMS]
    assert [pair for pair in pairs() if sorted(COUNTED.findall(pair[0])) != sorted(COUNTED.findall(pair[1]))] == []


def test_no_gender_is_guessed() -> None:
    """Readers are "вы", and no word tells whether they are men or women."""
    assert [russian for _, russian in pairs() if re.search(YOU, russian, re.IGNORECASE)] == []


def test_letters_are_cyrillic() -> None:
    """Only names are in Latin letters; a dash, and the word after one of a single letter, begin no line."""
    texts = [re.sub(r"%\(\w+\)s|<.*?>", "", russian) for _, russian in pairs()]
    assert {word for text in texts for word in re.findall(r"[A-Za-z]+", text)} == LATIN
    assert [russian for _, russian in pairs() if re.search(r" —|(?<!\w)[авикосуя] ", russian, re.IGNORECASE)] == []


@pytest.mark.parametrize(("days", "words"), [(14, "14 дней"), (21, "21 день"), (22, "22 дня"), (41, "41 день")])
def test_number_decides_the_form(days: int, words: str) -> None:
    """21 is as one, 22 as a few, 14 as many."""
    sheet = made(asked("aftercare"), clinic(nsaid_avoid_days_after=days))
    assert f"{words}, до " in said(sheet).replace("\u00a0", " ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("bmc", "neck")])
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Each kind of sheet is made, the short ones on three pages at most."""
    assert len(make(asked(kind, treatment, region), clinic()).layout.pages) <= (4 if kind in {"about", "diary"} else 3)


def test_aftercare() -> None:
    """Days are right after "до", units are Russian, and exercise is not what physiotherapy means in Russian."""
    handout = made(asked("aftercare", "dextrose", "low-back"), clinic("RU"))
    text = said(handout).replace("\u00a0", " ")
    assert "Сразу звоните 112" in flags(handout)[0].replace("\u00a0", " ")
    assert "до 15 декабря (вторник) включительно" in text
    assert "парацетамол: по 1000 мг" in text
    assert "не поднимайте больше 5 кг" in text
    assert "Разрешена лечебная физкультура" in text
