"""Large print, proof copies and chart copies: what each promises beside the sheet itself."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from handouts.editions import EDITIONS, PROOF, SOURCE_NOTE
from handouts.errors import UsageError
from handouts.model import Handout, Paragraph, RedFlags, Run, plain
from handouts.pdf import Meta, write
from handouts.readback import prove
from handouts.sheet import Sheet, make
from handouts.sourcing import parameters_in, sources_in, statements
from handouts.typeset.pages import Layout, lay_out
from handouts.typeset.setblock import ARTIFACT, Text
from tests.support import scripts
from tests.support.sheets import ask, clinic

LARGE_PRINT = 16.0  # points: UKAAF's least
CASES = [("aftercare", "dextrose", "low-back"), ("pre-procedure", "bmc", "hip"), ("session-plan", "prp", "knee")]
HARDEST = [("aftercare", "msc", "neck"), ("aftercare", "adipose", "disc"), ("pre-procedure", "prp", "upper-back")]


@functools.cache
def sheet(kind: str, treatment: str, region: str, **values: bool | str) -> Sheet:
    """A sheet of the sample clinic, made once."""
    return make(ask(kind, treatment, region, **values), replace(clinic(), jurisdiction="US"))


def texts(layout: Layout) -> Iterator[tuple[int, float, Text]]:
    """Every text with its page and its height on it."""
    for number, page in enumerate(layout.pages):
        for placed in page:
            yield from ((number, placed.y + m.y, m) for m in placed.block.marks if isinstance(m, Text))


def notes(layout: Layout) -> list[tuple[int, float, Text]]:
    """The notes in the margin of a proof copy."""
    size = layout.typesetter.style(SOURCE_NOTE).size
    return [
        (number, y, text)
        for number, y, text in texts(layout)
        if text.element == ARTIFACT and text.content.lines[0].words[0].size == size
    ]


@pytest.mark.parametrize("case", CASES + HARDEST)
def test_large_print_is_large(case: tuple[str, str, str]) -> None:
    """Nothing on a large-print sheet is smaller than 16 pt, not the small print nor the page number."""
    layout = sheet(*case, edition="large").layout
    sizes = {word.size for _, _, text in texts(layout) for line in text.content.lines for word in line.words}
    assert min(sizes) >= LARGE_PRINT


@pytest.mark.parametrize("case", CASES + HARDEST)
def test_large_print_says_the_same(case: tuple[str, str, str]) -> None:
    """It says what the standard sheet says, with the emergencies and whose sheet it is on page 1."""
    large, standard = sheet(*case, edition="large"), sheet(*case)
    assert sorted(large.layout.texts) == sorted(standard.layout.texts)
    first = {text.content.text for number, _, text in texts(large.layout) if number == 0}
    box = next(block for block in large.handout.blocks if isinstance(block, RedFlags))
    assert {plain(runs) for runs in (box.title, box.emergency.heading, *box.emergency.items)} <= first
    said = " ".join(first)
    assert all(run.text in said for run in large.handout.running if run.isolation)
    assert large.name.endswith("-large.pdf")


@pytest.mark.parametrize("kind", ["session-plan", "diary"])
def test_words_are_whole_in_narrow_columns(kind: str) -> None:
    """A column of large print takes what its longest word needs from the others: no word goes on on the next line."""
    for _, _, text in texts(sheet(kind, "dextrose", "low-back", edition="large").layout):
        for line, following in pairwise(text.content.lines):
            end, begin = line.words[-1].shaped.text, following.words[0].shaped.text
            assert end.endswith((" ", "-", "/", "_", "\u2013")) or begin.startswith(" "), (end, begin)


@pytest.mark.parametrize("case", CASES + HARDEST)
def test_proof_copies_name_what_stands_behind_each_text(case: tuple[str, str, str]) -> None:
    """Each source and each parameter of a statement stands in the margin, and no note stands on another."""
    proof = sheet(*case, proof=True)
    noted = " ".join(text.content.text for _, _, text in notes(proof.layout)).split()
    for runs in statements(proof.handout.blocks):
        assert {*sources_in(runs), *parameters_in(runs)} - {"-"} <= set(noted)
    for (page, y, text), (next_page, next_y, _) in pairwise(sorted(notes(proof.layout), key=lambda n: n[:2])):
        assert page < next_page or y + text.content.height <= next_y + 0.01


@pytest.mark.parametrize("case", CASES)
def test_proof_copies_are_never_clean(case: tuple[str, str, str]) -> None:
    """PROOF stands across them and the reason at their foot, whoever approved the settings; the file's name says it."""
    approved = replace(clinic(), sample=False, jurisdiction="US")
    made = make(ask(*case, proof=True), approved)
    assert made.handout.mark
    assert made.handout.mark.word == "PROOF"
    assert "clinicians" in plain(made.handout.mark.reason)
    assert made.name.endswith("-en-proof.pdf")


def test_notes_stand_beside_their_text_in_both_directions() -> None:
    """They stand in the margin at the end side, also where lines run from right to left, and read back."""
    for language in ("en", "ar", "he"):
        proved, layout = written(cited(language))
        setter = layout.typesetter
        for placed in (placed for page in layout.pages for placed in page):
            for mark in placed.block.marks:
                if isinstance(mark, Text) and mark.content.text.startswith("R46"):
                    left = placed.x + mark.x
                    assert left < setter.left if setter.rtl else left > setter.left + setter.measure
        assert b"%PDF" in proved[:8]
        assert notes(layout)


def cited(language: str) -> Handout:
    """The proof document of a language, with a source and a parameter behind each text."""
    sheet = scripts.proof(language)
    rested = tuple(run._replace(source=("R46", "K")) for run in scripts.TEXTS[language])
    number = Run("7", isolation="unit", field="nsaid_avoid_days_after", source=("R40",))
    title, *others = sheet.blocks
    return replace(sheet, blocks=(title, Paragraph((*rested, Run(" "), number)), *others))


def written(sheet: Handout) -> tuple[bytes, Layout]:
    """A proof copy that reads back, and its layout."""
    layout = lay_out(sheet, PROOF, "a4")
    data = write(layout, Meta(sheet.title, sheet.author, sheet.language, "2026-11-22"))
    prove(data, sheet, layout)
    return data, layout


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("case", CASES)
def test_chart_copy_is_a_page_of_its_own(case: tuple[str, str, str], edition: str) -> None:
    """It follows the patient's pages, is numbered on its own, names the patient and asks what was said aloud."""
    with_chart = sheet(*case, edition=edition, chart_copy=True)
    layout, without = with_chart.layout, sheet(*case, edition=edition).layout
    patient, pages = layout.patient_pages, len(layout.pages)
    assert (patient, pages) == (len(without.pages), patient + 1)
    labels = [text.content.text for _, _, text in texts(layout) if text.content.text.startswith("Page ")]
    assert labels == [*(f"Page {n} of {patient}" for n in range(1, patient + 1)), "Page 1 of 1"]
    last = " ".join(text.content.text for number, _, text in texts(layout) if number == pages - 1)
    assert "María Núñez" in last
    assert last.count("in my own words: ") == 3
    assert all(each in last for each in ("Chart copy", "explained to me", "ask questions", "Date", "Staff"))


def test_chart_copy_is_refused_where_there_is_none() -> None:
    """A kind whose template has no chart copy says so instead of leaving it out."""
    with pytest.raises(UsageError, match="no page for the chart"):
        make(ask("diary", "dextrose", "low-back", chart_copy=True), clinic())


@pytest.mark.parametrize("case", CASES)
def test_copies_keep_the_standards(case: tuple[str, str, str], faultless: Callable[[bytes], None]) -> None:
    """Large print, proof copies and chart copies are PDF/UA-1 and PDF/A-2a like every sheet."""
    faultless(sheet(*case, edition="large", chart_copy=True).data)
    faultless(sheet(*case, proof=True, chart_copy=True).data)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_proof_copies_of_other_scripts_keep_the_standards(language: str, faultless: Callable[[bytes], None]) -> None:
    """So do proof copies whose lines run from right to left."""
    faultless(written(cited(language))[0])
