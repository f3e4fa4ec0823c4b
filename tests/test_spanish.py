"""The Spanish sentences: complete, true to the English ones in all that can be counted, and right on the sheet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial

import polib
import pytest

from handouts.data import data_dir
from handouts.model import Paper, Request
from handouts.sheet import make
from handouts.translation.extract import template_file
from tests.support.messages import messages, pairs
from tests.support.sheets import KINDS, SHEETS, TODAY, ask, clinic, flags, made, said

asked = partial(ask, locale="es")
PAIRS = tuple(pairs("es"))
PO = data_dir("locales") / "es" / "LC_MESSAGES" / "handouts.po"
SAME = {"PRP", "Plan", "MSC"}
SHORT = {"Rev."}
NEVER = ("saline", "disc")  # refused: nobody describes it
COUNTRIES = ("US", "MX", "ES", "AR", "CL", "CO", "PE", "EC", "GB")

PLACEHOLDER = re.compile(r"%\(\w+\)s")
VOWELS = "aeiouáéíóúü"
WORD = re.compile(r"[a-záéíóúüñ]+")


def unlike(pattern: str) -> list[tuple[str, str]]:
    """The pairs in which what `pattern` finds differs, order aside."""
    return [pair for pair in PAIRS if Counter(re.findall(pattern, pair[0])) != Counter(re.findall(pattern, pair[1]))]


def syllables(word: str) -> int:
    """Syllables of a Spanish word: each vowel sound, two strong ones or an accented weak one standing apart."""
    word = re.sub(r"qu(?=[eéií])|gu(?=[eéií])", "q", word)
    word = re.sub(r"y$", "i", word)
    return max(len(re.findall(r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéóiuíú]))?|[íú]|[iuü]+", word)), 1)


def ease(text: str) -> float:
    """The Szigriszt-Pazos index of `text`, a sentence ending at a stop or a line's end: from 65 on, easy (INFLESZ)."""
    sentences = [found for part in re.split(r"[.:;!?\n]+", text.lower()) if (found := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(sentences)


def test_same_messages_as_the_templates() -> None:
    """The PO file has the templates' messages, in their order, with their plurals, notes and places."""
    template = polib.pofile(template_file(data_dir("templates")))
    kept = ("msgctxt", "msgid", "msgid_plural", "comment", "occurrences", "flags")
    assert [[getattr(entry, name) for name in kept] for entry in messages("es")] == [
        [getattr(entry, name) for name in kept] for entry in template
    ]


def test_header() -> None:
    """The header names the language and its plurals, and holds no date that changes by itself."""
    header = messages("es").metadata
    assert header["Language"] == "es"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert not [name for name in header if "Date" in name]


def test_no_stray_percent_sign() -> None:
    """A percent sign is part of a placeholder or doubled."""
    assert not [text for _, text in PAIRS if "%" in PLACEHOLDER.sub("", text).replace("%%", "")]


def test_edges_are_kept() -> None:
    """A sentence has no blanks at its ends or doubled, and ends with the English sentence's mark."""
    for english, spanish in PAIRS:
        assert " ".join(spanish.split()) == spanish
        assert spanish in SHORT or re.sub(r".*[^.?:]", "", spanish) == re.sub(r".*[^.?:]", "", english), spanish


def test_negations_are_kept() -> None:
    """A sentence that forbids or denies does so in Spanish."""
    denied = re.compile(r"\b(?:do not|never|cannot|nothing|nobody|not taken)\b", re.IGNORECASE)
    denies = re.compile(r"\b(?:no|ni|nunca|nada|nadie|ningún)\b", re.IGNORECASE)
    assert not [spanish for english, spanish in PAIRS if denied.search(english) and not denies.search(spanish)]


def test_nothing_stays_english() -> None:
    """No sentence is left as it is in English but those that are the same in both."""
    assert {english for english, spanish in PAIRS if english == spanish} == SAME


def test_patient_is_addressed_formally() -> None:
    """No sentence says "tú"."""
    assert not [text for _, text in PAIRS if re.search(r"\b(?:tú|tu|tus|ti|te|contigo)\b", text, re.IGNORECASE)]


def test_syllables() -> None:
    """Syllables are counted as Spanish divides them."""
    words = {"día": 2, "dolor": 2, "cuello": 2, "que": 1, "seguir": 2, "aire": 2, "muy": 1, "leer": 2, "guía": 2}
    assert {word: syllables(word) for word in words} == words


@pytest.mark.parametrize(("kind", "treatment", "region"), SHEETS)
def test_easy_to_read(kind: str, treatment: str, region: str) -> None:
    """Every Spanish sheet is easy to read by the INFLESZ scale."""
    assert ease(said(made(asked(kind, treatment, region)))) >= 65


@pytest.mark.parametrize(("kind", "treatment", "region"), [sheet for sheet in SHEETS if sheet[1:] != NEVER][::9])
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("filled", ["filled", "blank"])
def test_pages(kind: str, treatment: str, region: str, paper: Paper, filled: str) -> None:
    """A Spanish sheet, whose words take more room, has at most a page more than its kind should, on either paper."""
    request = replace(asked(kind, treatment, region), paper=paper)
    if filled == "blank":
        request = Request(kind, treatment, region, "es", paper, TODAY)
    sheet = make(request, clinic())
    assert len(sheet.layout.pages) <= sheet.handout.pages + 1


@pytest.mark.parametrize("region", ["si-joint", "ankle-achilles"])
def test_options_of_two_lines(region: str) -> None:
    """An area to tick whose name takes two lines stands clear of the next one, so that both read back."""
    assert make(Request("aftercare", "prp", region, "es", "a4", TODAY), clinic()).layout.pages


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("country", COUNTRIES)
def test_words_of_the_country_fit(kind: str, country: str) -> None:
    """Articles do not meet: what a country calls things goes into the sentences in every country."""
    text = said(made(asked(kind), clinic(country)))
    assert not re.findall(r"\b(?:a el|de el|(?:la|el|un|una) (?:la|el|un|una))\b", text)


def test_one_and_many() -> None:
    """One hour is singular, two are plural."""
    one, two = (said(made(asked("aftercare", "dextrose"), clinic(rest_hours=n))) for n in (1, 2))
    assert "Tómelo con calma 1 hora." in one
    assert "Tómelo con calma 2 horas." in two


def test_aftercare_of_a_clinic_in_the_united_states() -> None:
    """A Spanish sheet has its dates, phones, doses and names of things as Spanish readers in the country have them."""
    handout = made(asked("aftercare"))
    emergency, same_day = flags(handout)
    text = said(handout).replace("\u00a0", " ")
    assert handout.title == "Después de su inyección de PRP: rodilla izquierda"
    assert "Llame ya al 911" in emergency
    assert "(503) 555-0123" in same_day
    assert "la sala de emergencias" in text
    assert "hasta el martes, 15 de diciembre inclusive" in text
    assert "martes, 1 de diciembre de 2026" in text
    assert "acetaminofén: 1,000 mg" in text
    assert "100.4 °F (38 °C)" in text
    assert "lunes a viernes, de 8:00 a. m. a 5:00 p. m." in text


def test_draft_until_reviewed() -> None:
    """A Spanish sheet says that no clinician has reviewed the translation."""
    assert "Traducción aún sin revisión clínica." in said(made(asked("aftercare")))
    assert not (PO.parents[1] / "reviews.toml").exists()
