"""The Brazilian sentences: complete, for readers of any gender, with days that cannot be taken for dates."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest

from handouts.knowledge import countries
from handouts.localize import load_locale
from tests.support.messages import pairs
from tests.support.sheets import ask, clinic, flags, made, said

asked = partial(ask, locale="pt-BR")
PAIRS = tuple(pairs("pt_BR"))
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")


def test_no_gender_is_guessed() -> None:
    """No word about the reader tells whether it is a man or a woman, and no word is the one of Portugal."""
    told = r"\b(?:sentado|deitado|cansado|preparado|pronto|seguro|sozinho|obrigado|o paciente)\b"
    portugal = r"\b(?:controlo|infeção|penso|reacção|contacte|facto|equipa)\b"
    assert [text for _, text in PAIRS if re.search(f"{told}|{portugal}", text, re.IGNORECASE)] == []


def test_days_are_no_dates() -> None:
    """A day after the injection is an ordinal: "o dia 3" is the third of a month."""
    assert [text for _, text in PAIRS if re.search(r"\bdia %\((?:day|n|worse|first|last)\)s", text)] == []
    assert "não alivia até o 7º dia" in said(made(asked("aftercare"), clinic("BR"))).replace("\u00a0", " ")


@pytest.mark.parametrize(("sessions", "words"), [(1, "1 sessão."), (3, "3 sessões.")])
def test_number_decides_the_form(sessions: int, words: str) -> None:
    """One and many have forms of their own."""
    sheet = made(asked("about", "dextrose"), clinic(sessions_planned=sessions, sessions_max=6))
    assert f"Planejamos {words}" in said(sheet).replace("\u00a0", " ")


def test_aftercare() -> None:
    """The first of a month is an ordinal, thousands have a dot, and Brazil has its own number and places."""
    handout = made(asked("aftercare"), clinic("BR"))
    text = said(handout).replace("\u00a0", " ")
    assert "Ligue já para 192 em caso de:" in flags(handout)[0].replace("\u00a0", " ")
    assert "terça-feira, 1º de dezembro de 2026, 10h30" in text
    assert "até terça-feira, 15 de dezembro, inclusive" in text
    assert "paracetamol: 1.000 mg por vez" in text
    assert "vá a uma UPA ou a um pronto-socorro." in text
    formatter = load_locale("pt-BR").for_country(countries()["BR"])
    assert [formatter.short_day(date(2026, 12, day)) for day in (1, 11)] == ["ter. 1º/12", "sex. 11/12"]
