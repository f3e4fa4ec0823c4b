"""The Russian sentences: complete, for readers of any gender, with units, numbers and days in the right forms."""

from __future__ import annotations

import re
from functools import partial

import pytest

from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="ru")
PAIRS = tuple(pairs("ru"))
FORMS = 3
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")
# "You" to a friend, and short words that tell whether a man or a woman is spoken to.
YOU = r"\b(?:ты|тебя|тебе|твой|твоя|согласен|согласна|уверена?|готова?|смогла?)\b"
LATIN = {"PRP", "BMC", "FDA", "off", "label"}


def test_no_gender_is_guessed() -> None:
    """Readers are "вы", and no word tells whether they are men or women."""
    assert [russian for _, russian in PAIRS if re.search(YOU, russian, re.IGNORECASE)] == []


def test_letters_are_cyrillic() -> None:
    """Only names are in Latin letters; a dash, and the word after one of a single letter, begin no line."""
    texts = [re.sub(r"%\(\w+\)s|<.*?>", "", russian) for _, russian in PAIRS]
    assert {word for text in texts for word in re.findall(r"[A-Za-z]+", text)} == LATIN
    assert [russian for _, russian in PAIRS if re.search(r" —|(?<!\w)[авикосуя] ", russian, re.IGNORECASE)] == []


@pytest.mark.parametrize(("days", "words"), [(14, "14 дней"), (21, "21 день"), (22, "22 дня"), (41, "41 день")])
def test_number_decides_the_form(days: int, words: str) -> None:
    """21 is as one, 22 as a few, 14 as many."""
    sheet = made(asked("aftercare"), clinic(nsaid_avoid_days_after=days))
    assert f"{words}, до " in said(sheet).replace("\u00a0", " ")


def test_aftercare() -> None:
    """Days are right after "до", units are Russian, and exercise is not what physiotherapy means in Russian."""
    handout = made(asked("aftercare", "dextrose", "low-back"), clinic("RU"))
    text = said(handout).replace("\u00a0", " ")
    assert "Сразу звоните 112" in flags(handout)[0].replace("\u00a0", " ")
    assert "до 15 декабря (вторник) включительно" in text
    assert "парацетамол: по 1000 мг" in text
    assert "не поднимайте больше 5 кг" in text
    assert "Разрешена лечебная физкультура" in text
