"""What the sheets say: every kind, treatment and region, as data after filling and parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handouts.kinds import kinds
from handouts.knowledge import defaults, parameters, treatments
from handouts.model import Handout
from handouts.quality import level
from handouts.translation.extract import template_file
from tests.support.sheets import KINDS, SHEETS, ask, clinic, flags, made, said


@pytest.fixture(params=SHEETS, ids="-".join)
def sheet(request: pytest.FixtureRequest) -> Handout:
    """Each sheet of the sample clinic."""
    kind, treatment, region = request.param
    return made(ask(kind, treatment, region))


def test_every_kind_is_known() -> None:
    """The kinds are found in the order in which a patient meets them."""
    assert tuple(kinds()) == KINDS


def test_reading_grade(sheet: Handout) -> None:
    """Every sheet reads at grade 6 or lower."""
    found = level(sheet)
    (kincaid,) = [result for result in found.results if result.formula.name.startswith("Flesch-Kincaid")]
    assert kincaid.value <= 6, f"grade {kincaid.value:.1f}; longest: {found.longest}"


def test_no_claim_is_made(sheet: Handout) -> None:
    """No sheet promises, sells or belittles (7.1)."""
    never = (
        r"\bcures?\b|guarantee|regrow|permanent|100\s?%|painless|no side effects|complete repair|natural|anti-aging"
        r"|FDA.approved|clinically proven|good candidate|book now|\bsafe\b|e\.g\.|i\.e\."
    )
    assert re.findall(never, said(sheet), re.IGNORECASE) == []


def test_general_emergencies(sheet: Handout) -> None:
    """The general emergency signs are on every sheet, under the country's number."""
    emergency, same_day = flags(sheet)
    for words in ("911", "breathing", "chest pain", "tongue", "throat", "wheezing", "hives", "fainting", "seizure"):
        assert words in emergency
    for words in ("confusion", "bleeding that will not stop", "very unwell", "fast breathing"):
        assert words in emergency
    signs = ("gets worse", "has not eased", "redness", "pus", "rash", "itching", "bruise or lump", "numbness", "calf")
    for words in (*signs, "basic tasks", "(503) 555-0123", "(503) 555-0144", "Do not wait for office hours"):
        assert words in same_day


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("treatment", list(treatments()))
def test_spine_signs(kind: str, treatment: str) -> None:
    """Near the spine fever, chills and new weakness are emergencies and never a call for the same day."""
    emergency, same_day = flags(made(ask(kind, treatment, "low-back")))
    for words in ("weakness", "between your legs", "genitals", "back passage", "during sex", "urine", "stool"):
        assert words in emergency
    for words in ("stiff neck", "100.4 °F (38 °C)", "chills", "sight", "hearing", "sleepiness"):
        assert words in emergency
    assert "headache that is worse when you sit up" in same_day
    for words in ("weakness", "temperature", "°F", "chills", "fever"):
        assert words not in same_day


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("treatment", list(treatments()))
def test_knee_signs(kind: str, treatment: str) -> None:
    """A hot knee is an emergency; a sore calf alone is for the same day, with short breath an emergency."""
    emergency, same_day = flags(made(ask(kind, treatment, "knee")))
    for words in ("hot, swollen joint", "with a fever", "coughing up blood", "short breath"):
        assert words in emergency
    for words in ("100.4 °F (38 °C)", "chills", "weakness in an arm", "calf or thigh", "bend or stand on"):
        assert words in same_day


def test_watch_window() -> None:
    """How long to watch for an infection is said, with the last day."""
    _, same_day = flags(made(ask("aftercare")))
    assert "for 6 weeks, through Tuesday, January 12" in same_day


def test_arm_that_gave_blood() -> None:
    """Only where blood is drawn is the arm watched."""
    assert "drew blood" in flags(made(ask("aftercare", "prp")))[1]
    assert "drew blood" not in flags(made(ask("aftercare", "dextrose")))[1]


def test_closed_without_a_phone() -> None:
    """Where nobody answers after hours, a sentence says what to do, never the word none."""
    text = flags(made(ask("aftercare"), replace(clinic(), after_hours_phone="none")))[1]
    assert "nobody answers" in text
    assert "urgent care" in text
    assert "none" not in text


@pytest.mark.parametrize("kind", ["pre-procedure", "aftercare"])
def test_blood_thinner_has_no_days(kind: str) -> None:
    """The blood thinner is never stopped by the sheet: the plan, its dates and the prescriber are written in."""
    text = said(made(ask(kind)))
    thinner = re.search(r"Do you take a blood thinner\?.*", text)
    assert thinner
    assert not re.search(r"\d", thinner[0])
    for words in ("Plan", "Restart date"):
        assert words in text
    assert kind == "aftercare" or ("Stop date" in text and "Prescriber" in text)


def test_anti_inflammatories_end_on_a_day() -> None:
    """14 days after December 1 is through December 15, with names, exceptions and what is not proven."""
    text = said(made(ask("aftercare")))
    assert "for 14 days, through Tuesday, December 15" in text
    for words in ("ibuprofen", "naproxen", "diclofenac", "meloxicam", "celecoxib"):
        assert words in text
    exceptions = ("aspirin prescribed for your heart", "prescribed for a disease")
    for words in (*exceptions, "may lessen the effect", "not proven"):
        assert words in text


def test_days_follow_the_clinic() -> None:
    """The clinic's own days print everywhere, and the next day they are free."""
    own = clinic(nsaid_avoid_days_after=10)
    text = said(made(ask("aftercare"), own))
    assert "for 10 days, through Friday, December 11" in text
    assert "14 days" not in text
    assert "for 7 days before and 10 days after" in said(made(ask("session-plan"), own))


def test_paracetamol_doses() -> None:
    """Doses are those the daily maximum allows, whatever the gap."""
    text = said(made(ask("aftercare"), clinic(paracetamol_min_gap_h=4)))
    assert "no more than 3 doses, and never over 3,000 mg, in 24 hours" in text
    assert "at least 4 hours apart" in text
    assert "Count all products that have acetaminophen in them" in text


def test_british_words() -> None:
    """In the UK it is paracetamol, degrees Celsius, 999 and 111, and the day stands before the month."""
    british = replace(clinic("GB"), phone="+442079460018", after_hours_phone="none")
    text = said(made(ask("aftercare"), british))
    for words in ("paracetamol", "38 °C (100.4 °F)", "999", "call 111", "Tuesday 15 December", "physiotherapy"):
        assert words in text
    assert "acetaminophen" not in text


def test_unknown_facts_are_written_in() -> None:
    """Without patient, dates or side the sheet has room for the pen and invents nothing."""
    nothing: dict[str, Any] = dict.fromkeys(("patient", "patient_id", "clinician"), "")
    nothing |= dict.fromkeys(("side", "procedure_date", "time", "first_session"))
    for kind in KINDS:
        text = said(made(ask(kind, **nothing)))
        assert "left knee" in text
        assert "right knee" in text
        assert "None" not in text
        assert "2026," not in text.replace("November 1, 2026", "")


def test_evidence_by_code() -> None:
    """What studies show follows the treatment and the region."""
    assert "Some studies show it may help" in said(made(ask("aftercare", "dextrose", "knee")))
    assert "no better than a dummy" in said(made(ask("aftercare", "dextrose", "low-back")))
    assert "very little research" in said(made(ask("aftercare", "prp", "low-back")))
    assert "no better than a dummy" in said(made(ask("aftercare", "prp", "knee")))


def test_corn_only_for_dextrose() -> None:
    """Dextrose is made from corn; PRP is not."""
    assert "corn" in said(made(ask("pre-procedure", "dextrose")))
    assert "corn" not in said(made(ask("pre-procedure", "prp")))


def test_session_plan_has_every_session() -> None:
    """Each session has its date and a box, and the review comes after the last."""
    text = said(made(ask("session-plan", "dextrose", sessions=3, weeks_between=4)))
    for words in ("Session 1", "December 29, 2026", "Session 3", "January 26, 2027", "Review", "February 23, 2027"):
        assert words in text
    assert "Session 4" not in text


def extremes() -> Iterator[tuple[str, str]]:
    """Each parameter at each end of its range."""
    for name in parameters():
        yield name, "low"
        yield name, "high"


@pytest.mark.parametrize(("name", "end"), list(extremes()))
def test_every_end_of_every_range_makes_a_sheet(name: str, end: str) -> None:
    """Whatever a clinic may set, the sheets are whole and no number is followed by the wrong form of a word."""
    for treatment, region in (("dextrose", "low-back"), ("prp", "knee")):
        if name not in defaults(treatment, region):
            continue
        row = parameters()[name]
        limits = row.limits(treatment, region)
        number = limits.low if end == "low" else limits.high
        if row.type == "int_list":
            value: object = (int(number or 0),)
        elif row.type == "enum":
            value = limits.choices[0 if end == "low" else -1]
        elif row.type == "bool":
            value = end == "high"
        else:
            value = number if number is not None else 90
        for kind in KINDS:
            text = said(made(ask(kind, treatment, region), clinic(**{name: value})))  # type: ignore[arg-type]
            assert not re.search(r"(?<![\d,.])1 (days|hours|weeks|months|minutes|sessions|points)\b", text)
            assert not re.search(r"(?<![\d,.])0 (hours?|days?|weeks?)\b", text)


def test_translators_template_is_current() -> None:
    """handouts.pot holds the messages of the templates as they are."""
    root = Path(__file__).parent.parent
    assert (root / "locales" / "handouts.pot").read_text("utf-8") == template_file(root / "templates")


def test_pain_that_gets_worse_is_never_waited_out() -> None:
    """However long a clinic expects soreness to last, pain that gets worse after day 3 is a reason to call."""
    assert "worse after day 3" in flags(made(ask("aftercare"), clinic(soreness_expected_days_min=9)))[1]
