"""What the sheet about a treatment says: what is known, what is not, and what can go wrong, where it fits."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from handouts.knowledge import evidence, regions, treatments
from handouts.model import Handout, Heading, ItemList, Paper, plain
from handouts.sheet import make
from tests.support.sheets import ask, clinic, made, said

COMBINATIONS = [(t, r) for t in treatments() for r in regions() if not evidence(t, r).refused]
CELLS = ("bmc", "adipose", "msc")


@cache
def sheet_about(treatment: str, region: str) -> Handout:
    """The sheet about `treatment` in `region`."""
    return made(ask("about", treatment, region))


def about(treatment: str, region: str, **values: object) -> str:
    """The words of the sheet about `treatment` in `region`."""
    return said(made(ask("about", treatment, region, **values)) if values else sheet_about(treatment, region))


@pytest.mark.parametrize(("treatment", "region"), COMBINATIONS)
def test_the_main_questions_are_answered(treatment: str, region: str) -> None:
    """Every sheet says what it is, what it is for, whether it works, its risks, other choices, rules and cost."""
    sheet = sheet_about(treatment, region)
    headings = [plain(block.content) for block in sheet.walk() if isinstance(block, Heading)]
    for word in ("What is it", "used for", "goal", "work", "risks", "else", "cost", "right for you", "on the day"):
        assert any(word in heading for heading in headings), word
    text = said(sheet)
    for words in ("Clinics offer such shots for", "No one can promise", "Other choices include", "in writing"):
        assert words in text


@pytest.mark.parametrize(("treatment", "region"), COMBINATIONS)
def test_no_study_is_said_plainly(treatment: str, region: str) -> None:
    """Where no trial was found the sheet says so, and only there."""
    none = evidence(treatment, region).code == "X"
    assert ("nobody can say that it does" in about(treatment, region)) is none


def test_saline_is_named_as_the_dummy() -> None:
    """Salt water is what other shots are compared with, and its sheet does not hide it."""
    text = about("saline", "knee")
    assert text.count("dummy shot") >= 2
    assert "1.8 of 10 points" in text


def test_vein_treatment_is_told_apart() -> None:
    """The old name sclerotherapy comes with the warning that for veins it is another treatment."""
    for treatment in ("dextrose", "saline"):
        assert "Sclerotherapy of the veins is a different treatment." in about(treatment, "knee")


def test_figures_stand_only_where_they_fit() -> None:
    """Counted harms are those of the treatment and the area, each number with its place in the literature."""
    assert "1 in 1,300 to 1 in 6,500" in about("dextrose", "knee")
    assert "1 in 1,300" not in about("dextrose", "low-back")
    assert "472 serious problems" in about("dextrose", "low-back")
    assert "472" not in about("prp", "low-back")
    assert "123 times" in about("dextrose", "neck")
    assert "123 times" not in about("dextrose", "low-back")
    assert "5 in 100 people had more pain" in about("prp", "hamstring")
    for treatment in treatments():
        assert ("2,372 people" in about(treatment, "knee")) is (treatment in CELLS)


@pytest.mark.parametrize(("treatment", "region"), COMBINATIONS)
def test_figures_are_no_promise(treatment: str, region: str) -> None:
    """Where harms are counted the sheet says that they tell nothing about this patient; else that nobody counted."""
    text = about(treatment, region)
    assert ("They cannot tell what will happen to you." in text) ^ ("Nobody has counted well" in text)


@pytest.mark.parametrize(("treatment", "region"), COMBINATIONS)
def test_guidelines_are_not_hidden(treatment: str, region: str) -> None:
    """Each sheet says that doctors do not agree, and that guidelines do not put this first."""
    text = about(treatment, region)
    assert "Doctors do not agree on this treatment. Many guidelines do not suggest it as a first choice." in text
    assert ("A US guideline advises strongly against" in text) is (region == "knee" and treatment in ("prp", *CELLS))


def test_guidance_is_explained_when_it_is_used() -> None:
    """Ultrasound or X-ray is said to help, not to take all risk away; without guidance nothing is said."""
    assert "Ultrasound can help guide the needle. It does not remove all risk." in about(
        "prp", "knee", guidance="ultrasound"
    )
    assert "X-ray pictures can help guide the needle." in about("prp", "disc", guidance="x-ray")
    assert "guide the needle" not in about("prp", "knee")


def test_sedation_changes_the_way_home() -> None:
    """After medicine to make one sleepy there is no driving for at least a day."""
    assert "do not drive or drink alcohol for 24 hours" in about("prp", "knee", sedation=True)
    assert "sleepy" not in about("prp", "knee")


def test_own_treatment_is_marked_among_the_types() -> None:
    """The list of types names all six, and marks the patient's own."""
    lists = [block.items for block in made(ask("about", "adipose", "knee")).walk() if isinstance(block, ItemList)]
    (types,) = (items for items in lists if "sugar water" in plain(items[0]))
    names = [plain(item).partition(":")[0] for item in types]
    assert len(names) == len(treatments())
    assert [name for name in names if "(your shot)" in name] == ["Fat tissue (your shot)"]


def test_numbers_of_sessions_are_the_clinics() -> None:
    """How many sessions, how far apart and how many at most follow the protocol; a single one has no weeks between."""
    text = about("dextrose", "knee")
    for words in ("We plan 3 sessions.", "There are 4 weeks between two sessions.", "no more than 6 sessions"):
        assert words in text
    assert "between two sessions" not in about("prp", "knee")
    assert "We plan 1 session." in about("prp", "knee")


def test_soreness_and_benefit_do_not_clash() -> None:
    """By the day on which to call the new soreness should ease; help for the old pain is not expected before weeks."""
    text = about("prp", "knee")
    assert "you may start to feel it after some weeks" in text
    assert "The new soreness should ease sooner: call us if it is no better by day 7." in text
    assert "If it helps your old pain, that takes some weeks." in said(made(ask("aftercare", "prp", "knee")))


def test_donor_site_is_part_of_cell_treatments() -> None:
    """Where marrow or fat is taken the day, the risks and the danger signs say so; the leg is then an emergency."""
    for treatment, place in (("bmc", "took marrow"), ("adipose", "took fat"), ("msc", "took marrow or fat")):
        text = about(treatment, "knee")
        assert place in text
        assert re.search(r"firmly for 10 minutes, very bad belly pain, or a weak leg", text)
        assert "new weakness in an arm\n" in text
    assert "weak leg" not in about("prp", "knee")


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("prp", "labrum"), ("msc", "disc")])
def test_three_pages(treatment: str, region: str, paper: Paper) -> None:
    """The sheet takes three pages, and no more."""
    request = ask("about", treatment, region, paper=paper)
    assert len(make(request, clinic()).layout.pages) == 3


def test_statutory_notice_has_its_place() -> None:
    """Where the law wants a notice before cell treatment, the sheet has the place for it; a sugar shot has none."""
    here = replace(clinic(), jurisdiction="US-CA")
    assert "Notice required by" in said(made(ask("about", "bmc"), here))
    assert "Notice required by" not in said(made(ask("about", "dextrose"), here))
