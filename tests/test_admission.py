from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.admission import admit
from handouts.errors import ClinicError, UsageError
from handouts.knowledge import treatments
from handouts.model import Request
from handouts.sheet import make
from tests.support.clinics import changed, load_text
from tests.support.matrix import TODAY
from tests.support.sheets import ask, clinic, made, said


def request(treatment: str, region: str, **more: object) -> Request:
    """A sheet as asked for, with nothing but what it must have."""
    return replace(Request("about", treatment, region, "en", "letter", TODAY), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (request("saline", "disc"), "no-such-treatment", "Nobody describes salt water in a disc as a treatment."),
        (request("prp", "low-back", side="left"), "no-side", "The low back has no side."),
        (request("prp", "knee", joint="hip"), "no-such-joint", "The knee is not a part of that joint."),
        (request("prp", "labrum", joint="knee"), "no-such-joint", "Choose hip or shoulder."),
        (request("prp", "disc", guidance="none"), "needs-imaging", "A needle is never placed in a disc unseen."),
    ],
)
def test_nonsense_is_refused(asked: Request, code: str, words: str) -> None:
    """What makes no sense is refused with the reason and with what to choose."""
    with pytest.raises(UsageError) as refusal:
        admit(asked, clinic())
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert words in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("treatment", [row.id for row in treatments().values() if row.regulated])
def test_cells_need_a_jurisdiction(treatment: str, tmp_path: Path) -> None:
    """Bone marrow, fat and stem cells print only where the clinic's file says whose rules hold."""
    with pytest.raises(ClinicError, match="jurisdiction") as refusal:
        make(request(treatment, "knee"), load_text(changed(), tmp_path))
    assert "jurisdiction =" in refusal.value.problems[0].hint


@pytest.mark.parametrize(
    ("place", "phone", "words"),
    [
        ("US-OR", "+1 503 555 0123", "In the US, this is not approved for any bone, joint, back or tendon problem."),
        ("CA-ON", "+1 416 555 0123", "In Canada, products made from your own cells are drugs that need approval."),
        ("AU", "+61 2 5550 1234", "In Australia, products made from your own tissue may not be advertised."),
        ("DE", "+49 30 901820", "European regulators warn about cell treatments that are not proven."),
        ("IN", "+91 11 2345 6789", "The rules for this treatment differ from place to place."),
    ],
)
@pytest.mark.parametrize("kind", ["pre-procedure", "session-plan", "about"])
def test_regulatory_line(kind: str, place: str, phone: str, words: str, tmp_path: Path) -> None:
    """Sheets for cells carry the rule of the clinic's place; an unknown place gets the general line, and a warning."""
    of = {"country": place[:2], "jurisdiction": place, "phone": phone, "after_hours_phone": "none"}
    there = load_text(changed(**{key: f'"{value}"' for key, value in of.items()}), tmp_path)
    sheet = make(replace(request("adipose", "knee"), kind=kind), there)
    assert words in said(sheet.handout)
    assert any("are not known" in warning for warning in sheet.warnings) == (place == "IN")


def test_notice_of_a_state(tmp_path: Path) -> None:
    """Where the law wants a notice its place is kept, and the clinic's own text fills it."""
    bare = load_text(changed(jurisdiction='"US-CA"'), tmp_path)
    text = said(make(request("msc", "knee"), bare).handout)
    assert "Notice required by California Business and Professions Code 684" in text
    assert "Notice attached by:" in text
    (tmp_path / "notice.txt").write_text("These are the clinic's own words.", "utf-8")
    own = load_text(changed(jurisdiction='"US-CA"', notice='"notice.txt"'), tmp_path)
    text = said(make(request("msc", "knee"), own).handout)
    assert "These are the clinic's own words." in text
    assert "Notice attached by:" not in text
    assert "asks us to give you a written notice" in said(
        make(replace(request("msc", "knee"), kind="pre-procedure"), own).handout
    )


def test_sedation_changes_the_rules() -> None:
    """With sedation the sheets speak of fasting, a driver, driving and alcohol; without it they don't."""
    before, after = (said(made(replace(ask(kind), sedation=True))) for kind in ("pre-procedure", "aftercare"))
    assert "Eat nothing for 6 hours before you come." in before
    assert "You must have a driver to take you home." in before
    assert "light meal" not in before
    assert "After medicine to make you sleepy, do not drive or drink alcohol for 24 hours." in before
    assert "After medicine to make you sleepy, do not drive or drink alcohol for 24 hours." in after
    assert "sleepy" not in said(made(ask("aftercare")))
    assert "light meal" in said(made(ask("pre-procedure")))


@pytest.mark.parametrize(
    ("guidance", "words"),
    [("ultrasound", "Ultrasound can help guide the needle. It does not remove all risk."), ("x-ray", "contrast dye")],
)
def test_guidance_is_said(guidance: str, words: str) -> None:
    """How the needle is seen is said with its limits; X-ray asks about contrast dye; nothing is said if not asked."""
    assert words in said(made(ask("pre-procedure", guidance=guidance)))
    assert words not in said(made(ask("pre-procedure")))


@pytest.mark.parametrize("kind", ["pre-procedure", "aftercare", "session-plan"])
@pytest.mark.parametrize("region", ["neck", "disc", "knee", "labrum"])
@pytest.mark.parametrize("treatment", ["prp", "msc"])
def test_two_pages_with_sedation(kind: str, region: str, treatment: str) -> None:
    """With sedation and X-ray too, what patients are handed is one sheet of paper."""
    asked = replace(request(treatment, region), kind=kind, sedation=True, guidance="x-ray")
    assert len(make(asked, clinic()).layout.pages) <= 2
