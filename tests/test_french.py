"""The French sentences: complete, true to the English ones in all that can be counted, and right on the sheet."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest

from handouts.data import data_dir
from handouts.knowledge import countries
from handouts.localize import load_locale
from handouts.model import Request
from handouts.sheet import make
from tests.support.matrix import with_everything
from tests.support.messages import pairs
from tests.support.sheets import KINDS, TODAY, ask, clinic, flags, made, said

asked = partial(ask, locale="fr")
PAIRS = tuple(pairs("fr"))
PO = data_dir("locales") / "fr" / "LC_MESSAGES" / "handouts.po"
COUNTED = re.compile(r"%\(\w+\)s|</?strong>|\d")


def test_gaps_and_numbers_come_in_the_english_order() -> None:
    """Phones, doses and days, all of them gaps, stand in French in the order of the English sentence."""
    assert [pair for pair in PAIRS if COUNTED.findall(pair[0]) != COUNTED.findall(pair[1])] == []


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in French."""
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not taken)\b", re.IGNORECASE)
    denies = re.compile(
        r"\b(?:ne|pas|ni|jamais|rien|aucune?|personne|sans|impossibles?|interdite)\b|\bn’", re.IGNORECASE
    )
    reworded = {"urine bloquée, ou fuites d’urine ou de selles"}
    lost = {french for english, french in PAIRS if denied.search(english) and not denies.search(french)}
    assert {french for french in lost if "se tenir" not in french} <= reworded


def test_high_signs_have_their_blank() -> None:
    """A blank at which no line breaks stands before : ; ? and !, and the apostrophe is the printers' one."""
    assert not [french for _, french in PAIRS if re.search("(?<!\u00a0)[:;?!]|[ ]\u00a0|\u202f|'", french)]


def test_patient_is_addressed_formally() -> None:
    """No sentence says "tu"."""
    assert not [french for _, french in PAIRS if re.search(r"\b(?:tu|toi|ton|tes|te)\b", french, re.IGNORECASE)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("bmc", "neck")])
def test_every_kind_is_made(kind: str, treatment: str, region: str) -> None:
    """Each kind of sheet is made with all that can be told, on three pages at most."""
    sheet = make(with_everything(Request(kind, treatment, region, "fr", "letter", TODAY)), clinic())
    assert len(sheet.layout.pages) <= 3


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("FR", ("paracétamol", "la kinésithérapie", "chez un médecin de garde ou aux urgences d’un hôpital")),
        (
            "CA",
            ("acétaminophène", "la physiothérapie", "clinique sans rendez-vous ou à l’urgence d’un hôpital"),
        ),
        ("CH", ("paracétamol", "la physiothérapie", "dans une permanence médicale ou aux urgences d’un hôpital")),
    ],
)
def test_words_of_the_country(code: str, words: tuple[str, ...]) -> None:
    """Each country's names for medicines and places go into the sentences."""
    text = said(made(asked("aftercare"), clinic(code))).replace("\u00a0", " ")
    assert [word for word in words if word not in text] == []


def test_aftercare() -> None:
    """Dates, phones and doses are as French readers write them, wherever the clinic is."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title.replace("\u00a0", " ") == "Après votre injection de PRP : genou gauche"
    assert "Appelez le 911 tout de suite" in emergency.replace("\u00a0", " ")
    assert "(503) 555-0123" in same_day.replace("\u00a0", " ")
    assert "jusqu’au mardi 15 décembre inclus" in text
    assert "mardi 1er décembre 2026" in text
    assert "acétaminophène, 1 000 mg à la fois" in text
    assert "100,4 °F (38 °C)" in text
    assert "du lundi au vendredi, de 8 h 00 à 17 h 00" in text


def test_first_of_a_month() -> None:
    """The first of a month is an ordinal, no other day is."""
    formatter = load_locale("fr").for_country(countries()["FR"])
    assert [formatter.day(date(2026, 12, day)) for day in (1, 11)] == ["mardi 1er décembre", "vendredi 11 décembre"]


def test_draft_until_reviewed() -> None:
    """A French sheet says that no clinician has reviewed the translation."""
    assert "Aucun soignant n’a encore relu cette traduction." in said(made(asked("aftercare")))
    assert not (PO.parents[1] / "reviews.toml").exists()
