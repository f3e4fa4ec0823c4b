"""Filling: whatever a person typed is text, whatever a template gets wrong is one plain problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.clinics import Approval
from handouts.errors import TemplateError, TranslationError
from handouts.fill import fill
from handouts.localize import load_locale
from handouts.model import Handout, Run, plain
from handouts.parse import parse
from handouts.protocol import resolve
from handouts.reading import leaf_texts
from handouts.text import check_text
from tests.support.sheets import DAY, ask, clinic, made, said

ENGLISH = Path(__file__).parent.parent / "locales" / "en" / "locale.toml"
HOSTILE = ["<b>", "&amp;", "]]>", "{{ 7*7 }}", "{% raw %}", "%(x)s", "%d", '100 % "sure"', "'", "<!--", "?>", "A" * 400]

printable = (
    st.text(min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda text: bool(text) and text.isprintable() and check_text(text, key="patient") is None)
)


def reasons(handout: Handout) -> str:
    """The mark's word and its reasons, "" for a clean sheet."""
    return f"{handout.mark.word} · {plain(handout.mark.reason)}" if handout.mark else ""


@pytest.mark.parametrize("text", HOSTILE)
def test_patients_data_is_text(text: str) -> None:
    """Markup, placeholders and percent signs in a name stand on the page as they were typed."""
    handout = made(ask("aftercare", patient=text, patient_id=text, clinician=text))
    assert sum(text == leaf for leaf in leaf_texts(handout)) == 3
    assert text in plain(handout.running)


@given(printable)
def test_any_name_is_text(text: str) -> None:
    """Any printable name arrives on the page, its white space as single blanks."""
    handout = made(ask("aftercare", patient=text))
    assert " ".join(text.split(" ")) in leaf_texts(handout) or " ".join(text.split()) in leaf_texts(handout)


def test_a_clinic_may_review_its_sheets_earlier() -> None:
    """The months that the clinic sets make the review due earlier, and the sheet a draft from then on."""
    usual, early = clinic(), clinic(review_interval_months=6)
    assert "Review by November 2028." in said(made(ask("aftercare"), usual))
    assert "Review by May 2027." in said(made(ask("aftercare"), early))
    later = replace(ask("aftercare"), today=date(2027, 6, 1))
    assert "past its review date" not in reasons(made(later, usual))
    assert "past its review date" in reasons(made(later, early))


def test_the_hour_at_which_a_period_ends_is_said() -> None:
    """With the time of the visit known, the calendar says from when on that day something is fine again."""
    known, unknown = said(made(ask("aftercare"))), said(made(ask("aftercare", time=None)))
    assert "Thu, Dec 3 · day 2, from 11:30" in known.replace("\u00a0", " ").replace("\u202f", " ")
    assert ", from " not in unknown


@pytest.mark.parametrize("text", HOSTILE)
def test_clinics_data_is_text(text: str) -> None:
    """So do they in the clinic's name and address."""
    handout = made(ask("pre-procedure"), replace(clinic(), name=text, address=(text,)))
    assert plain(handout.letterhead.name) == text
    assert handout.author == text
    assert text in map(plain, handout.letterhead.address)


def test_title_names_no_patient() -> None:
    """The document's title says what the sheet is, not whose."""
    assert made(ask("aftercare")).title == "After your PRP injection: left knee"


def test_marked_values() -> None:
    """Phones, doses, counts, ids and dates are marked where they enter, so that they never break or reorder."""
    handout = made(ask("aftercare"))
    runs = [run for block in handout.walk() for run in _runs(block)]
    units = {run.text for run in runs if run.isolation == "unit"}
    kept = {run.text for run in runs if run.isolation == "keep"}
    assert {"(503) 555-0123", "(503) 555-0144", "911", "1,000 mg", "3,000 mg", "3", "14", "48213"} <= units
    assert {"Tuesday, December 15", "Tue, Dec 8", "10:30\u00a0am"} <= kept


def _runs(value: object) -> list[Run]:
    if isinstance(value, Run):
        return [value]
    if isinstance(value, tuple):
        return [run for item in value for run in _runs(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [run for name in value.__dataclass_fields__ for run in _runs(getattr(value, name))]
    return []


def test_clean_sheet() -> None:
    """Approved settings, reviewed words and no draft asked for: no mark."""
    assert reasons(made(ask("aftercare"), replace(clinic(), sample=False))) == ""


def test_every_reason_is_said() -> None:
    """Reasons combine: a sample, and a draft that was asked for, past its review date."""
    late = replace(ask("aftercare"), draft=True, today=DAY.replace(year=2030))
    text = reasons(made(late))
    assert text.startswith("SAMPLE")
    for words in ("made up", "past its review date", "asked for as a draft"):
        assert words in text


def test_unapproved_settings() -> None:
    """Without an approval the sheet is a draft and claims none; with one it names who approved the settings."""
    handout = made(ask("aftercare"), replace(clinic(), sample=False, approval=None))
    assert reasons(handout).startswith("DRAFT")
    assert "not yet approved" in reasons(handout)
    assert "have not been approved" in said(handout)
    approval = Approval("Dr. Ada Kim", "Medical director", DAY)
    text = said(made(ask("aftercare"), replace(clinic(), sample=False, approval=approval)))
    assert "The clinic's settings were approved by Dr. Ada Kim, Medical director, on December 1, 2026." in text


def french(folder: Path, translated: str = "") -> Path:
    """A folder of languages with one that has `translated` as its PO file's sentences."""
    home = folder / "fr" / "LC_MESSAGES"
    home.mkdir(parents=True)
    settings = ENGLISH.read_text("utf-8").replace('name = "English"', 'name = "Français"', 1)
    (folder / "fr" / "locale.toml").write_text(settings, "utf-8")
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n > 1;\\n"\n\n'
    (home / "handouts.po").write_text(header + translated, "utf-8")
    return folder


def test_untranslated_sentences_are_listed(tmp_path: Path) -> None:
    """A language that lacks sentences makes no sheet; the error lists them and repeats nothing of the patient."""
    asked, of = ask("aftercare"), clinic()
    translated = 'msgid "What to expect"\nmsgstr "À quoi s’attendre"\n\n#, fuzzy\nmsgid "Do"\nmsgstr "Faire"\n'
    locale = load_locale("fr", french(tmp_path, translated))
    with pytest.raises(TranslationError) as caught:
        fill(asked, of, resolve(of, "prp", "knee"), locale)
    messages = [problem.message for problem in caught.value.problems]
    assert any("What studies show" in message for message in messages)
    assert any("“Do”" in message for message in messages)
    assert not any("What to expect" in message for message in messages)
    assert "Núñez" not in str(caught.value)


def test_draft_in_english(tmp_path: Path) -> None:
    """A draft takes missing sentences in English, tagged as English."""
    asked, of = replace(ask("aftercare"), draft=True), clinic()
    locale = load_locale("fr", french(tmp_path, 'msgid "What to expect"\nmsgstr "À quoi s’attendre"\n'))
    handout = parse(fill(asked, of, resolve(of, "prp", "knee"), locale))
    assert handout.language == "fr"
    runs = {run.text: run.lang for block in handout.walk() for run in _runs(block)}
    assert runs["What studies show:"] == "en"
    assert runs["À quoi s’attendre"] == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ nothing }}", "nothing"),
        ("{% if %}", ""),
        ('{% include "parts/none.xml.jinja" %}', "parts/none.xml.jinja"),
        ("{{ ().__class__ }}", ""),
        ("{{ p.rest_days }}", ""),
    ],
)
def test_broken_templates(body: str, words: str, tmp_path: Path) -> None:
    """A template that asks for what does not exist is one problem that names its file."""
    (tmp_path / "aftercare.xml.jinja").write_text(f"<handout>{body}</handout>", "utf-8")
    of = clinic()
    with pytest.raises(TemplateError) as caught:
        fill(ask("aftercare"), of, resolve(of, "prp", "knee"), load_locale("en"), tmp_path)
    problem = caught.value.problems[0]
    assert problem.file.endswith(".jinja")
    assert words in problem.message
