from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.clinics import sample_clinic
from handouts.errors import ProofError
from handouts.model import Heading, Paragraph, Request, Run
from handouts.pdf import Meta, document, write
from handouts.readback import How, prove
from handouts.sheet import Sheet, make
from tests.support import scripts
from tests.support.damage import DAMAGES, Damage, glyph_places, put_glyph
from tests.support.program import ROOT, files, refused, run

TODAY = date(2026, 11, 22)
REQUEST = Request(
    "aftercare", "prp", "knee", "en", "a4", TODAY, side="left", patient="Ana Luz", procedure_date=date(2026, 12, 1)
)
META = Meta("Proof", "Harbor", "en", "2026-11-22")
DRAWING = "_page_operators"  # the step that the tests damage: what it gives is written into the file as it is

Drawing = Callable[..., list[bytes]]


def damaged(damage: Damage, only: int | None = None) -> Drawing:
    """The drawing step, spoiled on every page or on one (from 0)."""
    real: Drawing = getattr(document, DRAWING)
    drawn: list[bytes] = []

    def draw(page: object, layout: object) -> list[bytes]:
        drawn.append(b"\n".join(real(page, layout)))
        return [damage(drawn[-1]) if only in (None, len(drawn) - 1) else drawn[-1]]

    return draw


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """A whole sheet with nothing wrong."""
    return make(REQUEST, sample_clinic(TODAY))


def test_faultless_sheet_is_proven(sheet: Sheet) -> None:
    """A sheet with nothing wrong is proven line by line, with each phone, dose, date and name among the lines."""
    proof = prove(sheet.data, sheet.handout, sheet.layout)
    assert proof == sheet.proof
    assert proof.pages == len(sheet.layout.pages)
    assert proof.lines > 100
    assert proof.values > 50


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("page", [0, 1])
def test_damaged_drawing_is_refused(name: str, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing step that loses, moves, doubles, hides or adds anything makes no sheet."""
    monkeypatch.setattr(document, DRAWING, damaged(DAMAGES[name], page))
    with pytest.raises(ProofError) as caught:
        make(REQUEST, sample_clinic(TODAY))
    assert caught.value.exit_code == 8
    assert f"age {page + 1}" in str(caught.value)
    assert "Ana" not in str(caught.value)


@pytest.mark.parametrize("name", ["drop_line", "add_text", "cover", "draw_twice", "swap_blocks"])
@pytest.mark.parametrize("language", sorted(scripts.TEXTS))
def test_damage_is_seen_in_every_script(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage is seen in Arabic, Hebrew, Hindi, Thai, Vietnamese, Korean and Chinese as well."""
    monkeypatch.setattr(document, DRAWING, damaged(DAMAGES[name]))
    handout = scripts.proof(language)
    layout, pdf = scripts.written(handout)
    with pytest.raises(ProofError):
        prove(pdf, handout, layout)


@pytest.mark.parametrize("wrong", ["+1 503-555-0128", "+1 503-555-0132", "+1 530-555-0123", "+1 503-5550-123"])
@pytest.mark.parametrize("language", sorted(scripts.TEXTS))
@pytest.mark.parametrize("how", ["full", "quick"])
def test_wrong_phone_is_seen_in_every_script(how: How, language: str, wrong: str) -> None:
    """Either proof refuses one wrong digit in a phone, or two in each other's place, whatever the script."""
    right = scripts.handout(language, Paragraph(scripts.TEXTS[language]))
    layout, pdf = scripts.written(right)
    prove(pdf, right, layout, how)
    spoiled = tuple(run._replace(text=wrong) if run is scripts.PHONE else run for run in scripts.TEXTS[language])
    _, other = scripts.written(scripts.handout(language, Paragraph(spoiled)))
    with pytest.raises(ProofError):
        prove(other, right, layout, how)


@pytest.mark.parametrize("how", ["full", "quick"])
@given(page=st.integers(0, 1), place=st.integers(0, 10_000), other=st.integers(0, 1_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_one_wrong_glyph_is_seen(sheet: Sheet, how: How, page: int, place: int, other: int) -> None:
    """Either proof refuses a sheet with any glyph drawn as another, and proves it with the glyph drawn as itself."""
    changes: list[bool] = []

    def change(operators: bytes) -> bytes:
        places = glyph_places(operators)
        glyphs = sorted({int(operators[at : at + 4], 16) for at in places})
        spoiled = put_glyph(operators, places[place % len(places)], glyphs[other % len(glyphs)])
        changes.append(spoiled != operators)
        return spoiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, DRAWING, damaged(change, page))
        pdf = write(sheet.layout, META)
    if changes == [True]:
        with pytest.raises(ProofError):
            prove(pdf, sheet.handout, sheet.layout, how)
    else:
        prove(pdf, sheet.handout, sheet.layout, how)


def test_layout_that_says_something_else_is_refused(sheet: Sheet) -> None:
    """A layout that lacks a text of the handout, changes one or turns two round is refused before the eye is asked."""
    blocks = sheet.handout.blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Heading))
    changed = Heading((Run("Something else"),))
    for other in (
        (*blocks[:at], *blocks[at + 1 :]),
        (*blocks[:at], changed, *blocks[at + 1 :]),
        (*blocks[:at], blocks[at + 1], blocks[at], *blocks[at + 2 :]),
    ):
        with pytest.raises(ProofError) as caught:
            prove(sheet.data, replace(sheet.handout, blocks=other), sheet.layout)
        assert {problem.code for problem in caught.value.problems} <= {"text-count", "text-differs"}


def test_lost_page_is_refused(sheet: Sheet) -> None:
    """A file with fewer pages than were laid out is refused."""
    short = write(sheet.layout._replace(pages=sheet.layout.pages[:1]), META)
    with pytest.raises(ProofError, match="1 pages instead of 2"):
        prove(short, sheet.handout, sheet.layout)


def test_every_problem_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All lines that do not read back are told in one refusal, each with its page and height and without its text."""
    monkeypatch.setattr(document, DRAWING, damaged(DAMAGES["empty"]))
    with pytest.raises(ProofError) as caught:
        make(REQUEST, sample_clinic(TODAY))
    assert len(caught.value.problems) > 100
    assert all(problem.code == "not-seen" for problem in caught.value.problems)
    words = {word for block in ("Ana Luz", "acetaminophen") for word in block.split()}
    assert not any(word in str(caught.value) for word in words)


SPOILED = """
import sys; sys.argv[0] = 'generate.py'; sys.path.insert(0, {root!r})
from handouts.pdf import document
from tests.support.damage import DAMAGES
real = document.{step}
document.{step} = lambda page, layout: [DAMAGES[{name!r}](b'\\n'.join(real(page, layout)))]
from handouts.cli import app
app()
"""


@pytest.mark.parametrize("name", ["drop_line", "cover", "add_text"])
def test_refused_sheet_leaves_no_file(name: str, tmp_path: Path) -> None:
    """The program ends with 8, says so in plain words and leaves no file, not even a part of one."""
    code = SPOILED.format(root=str(ROOT), step=DRAWING, name=name)
    (tmp_path / "out").mkdir()
    done = run(tmp_path, "aftercare", "--patient", "Ana Luz", "--out", "out", command=(sys.executable, "-c", code))
    refused(done, 8, "The sheet was not written.")
    assert "Ana" not in done.err
    assert files(tmp_path) == ["out"]


def test_refused_sheet_does_not_replace_the_last_one(tmp_path: Path) -> None:
    """A sheet that was made before stays as it was when a new one of its name is refused."""
    assert run(tmp_path, "aftercare", "--out", "sheet.pdf").code == 0
    before = (tmp_path / "sheet.pdf").read_bytes()
    code = SPOILED.format(root=str(ROOT), step=DRAWING, name="swap_blocks")
    done = run(tmp_path, "aftercare", "--out", "sheet.pdf", command=(sys.executable, "-c", code))
    refused(done, 8)
    assert files(tmp_path) == ["sheet.pdf"]
    assert (tmp_path / "sheet.pdf").read_bytes() == before


def test_draft_does_not_let_a_damaged_sheet_through(tmp_path: Path) -> None:
    """`--draft` forgives missing translations, never a failed proof."""
    code = SPOILED.format(root=str(ROOT), step=DRAWING, name="cut_line")
    done = run(tmp_path, "aftercare", "--draft", command=(sys.executable, "-c", code))
    refused(done, 8)
    assert files(tmp_path) == []
