"""What is true of every sheet of {kinds} x {treatments} x {regions} x {languages} x {papers}, filled and blank."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from handouts.localize import locales
from handouts.model import Facts, RedFlags, plain
from handouts.reading import leaf_texts
from handouts.sheet import make
from tests.support import sight, structure
from tests.support.matrix import CASES, CLINICIAN, PATIENT, PATIENT_ID, Case, clinic, made
from tests.support.scripts import glyph_codes, readable, solid
from tests.support.verapdf import VeraPdf


def identity(case: Case) -> Facts:
    """The box that says whose sheet it is: the first box of facts."""
    return next(block for block in made(case).handout.walk() if isinstance(block, Facts))


def packed(text: str, case: Case) -> str:
    """Text without blanks; either bracket will do on a right-to-left sheet, where PDFium turns brackets round."""
    return solid(text).translate(TURNED) if made(case).handout.direction == "rtl" else solid(text)


# Words with the marks of Indic vowels; in Chinese and Korean one character can be a word.
WORD = re.compile(r"[\w\u0900-\u097f]{3,}|[\w]{2,}|[\u3400-\u9fff\uac00-\ud7a3]")
CONJOINT = {"hi"}  # scripts whose glyphs are no letters: PDFium tells their text, not each glyph's
FOOT = 72  # points
STEM = 5  # letters that an inflected word keeps
RTL = {info.tag for info in locales() if info.direction == "rtl"}
TURNED = str.maketrans(")", "(")
every_case = pytest.mark.parametrize("case", CASES, ids=str)
every_full_case = pytest.mark.parametrize("case", [case for case in CASES if case.full], ids=str)
PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}


def test_matrix_is_whole() -> None:
    """Three kinds, two treatments, two regions, two languages and two papers are the least that there is."""
    assert len(CASES) >= 3 * 2 * 2 * 2 * 2 * 2
    assert {"aftercare", "pre-procedure", "session-plan"} <= {case.kind for case in CASES}
    assert {"en", "es"} <= {case.locale for case in CASES}


@every_case
def test_valid(case: Case, vera: VeraPdf) -> None:
    """Every sheet keeps every rule of PDF/UA-1 and PDF/A-2a."""
    assert [str(violation) for violation in vera.check(made(case).data)] == []


@pytest.mark.parametrize("case", CASES[::5], ids=str)
def test_drawn_without_complaint(case: Case, faultless: Callable[[bytes], None]) -> None:
    """Poppler draws the sheets, here every fifth of them, without a complaint."""
    faultless(made(case).data)


@every_case
def test_pages_at_most(case: Case) -> None:
    """Every English sheet fits the pages that its kind has; other languages may take one more."""
    boxes = sight.page_boxes(made(case).data)
    assert len(boxes) <= made(case).handout.pages + (case.locale != "en")
    for box in boxes:
        assert (box.right - box.left, box.top - box.bottom) == pytest.approx(PAPERS[case.paper], abs=0.01)


@every_case
def test_large_enough_to_read(case: Case) -> None:
    """Nothing is smaller than 12 points but the imprint at the foot of each page, which has 9 or more."""
    sheet = made(case)
    imprint = Counter(packed("".join(map(plain, sheet.handout.imprint)), case))
    for page in sight.inked(sheet.data):
        small = [char for char in page if char.size < 11.99]
        if case.locale not in CONJOINT:
            assert Counter(packed("".join(char.text for char in small), case)) == imprint
        assert max(char.box.top for char in small) < FOOT
        assert min(char.size for char in small) >= 9


@every_case
def test_everything_inside_the_printable_page(case: Case) -> None:
    """No character reaches into the 12 points that office printers leave white at each edge, and each has its glyph."""
    data = made(case).data
    assert sight.outside(data, 12) == []
    assert 0 not in set(glyph_codes(data))


@every_case
def test_structure_says_the_handout(case: Case) -> None:
    """A screen reader is given the text of the document model, in order: all of it, and nothing else."""
    sheet = made(case)
    heard = [readable(text) for text in structure.leaves(sheet.data)]
    assert heard == [readable(text) for text in leaf_texts(sheet.handout)]


@every_case
def test_headings_descend_one_by_one(case: Case) -> None:
    """A sheet has one first heading, which comes first, and no level is left out on the way down."""
    levels = [int(e.role[1]) for e in structure.read(made(case).data).walk() if re.fullmatch("H[1-6]", e.role)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_case
def test_red_flags_on_page_one(case: Case) -> None:
    """The red flags stand whole on page 1, with the clinic's phones and the country's emergency number."""
    sheet = made(case)
    (flags,) = [block for block in sheet.handout.walk() if isinstance(block, RedFlags)]
    said = [flags.title]
    for half in (flags.emergency, flags.same_day):
        said += [half.heading, *half.items, *half.after]
    first = {readable(e.text) for e in structure.read(sheet.data).walk() if e.pages == (0,)}
    assert {readable(plain(text)) for text in said} <= first
    seen = re.sub(r"\D", "", " ".join(sorted(map(plain, said))))
    for number in ("911", clinic().phone.removeprefix("+1"), clinic().after_hours_phone.removeprefix("+1")):
        assert number in seen


@pytest.mark.parametrize("case", [case for case in CASES if case.full and case.locale in RTL], ids=str)
def test_identity_on_every_page_from_right_to_left(case: Case) -> None:
    """Each page shows every word of who it is for, as the eye sees it: PDFium turns Latin names round."""
    for page in sight.lines_seen(made(case).data):
        seen = " ".join(line.text for line in page).split()
        assert {*PATIENT.split(), PATIENT_ID} <= set(seen)


@pytest.mark.parametrize("case", [case for case in CASES if case.full and case.locale not in RTL], ids=str)
def test_identity_on_every_page(case: Case) -> None:
    """Each page says whose sheet it is, all that is known of it, and which page it is of how many."""
    sheet = made(case)
    pages = sight.extracted(sheet.data)
    known = [plain(field.value) for field in identity(case).fields if isinstance(field.value, tuple)]
    assert {PATIENT, PATIENT_ID, CLINICIAN} <= set(known)
    for number, page in enumerate(pages, 1):
        text = packed(page, case)
        assert all(solid(value) in text for value in (PATIENT, PATIENT_ID))
        assert all(packed(value, case) in text for value in known[: len(known) if number == 1 else 0])
        label = "".join(
            {"page": str(number), "pages": str(len(pages))}.get(r.slot, r.text) for r in sheet.handout.page_label
        )
        assert solid(label) in text
    for page in pages[1:]:
        # A dot between two facts is left out where the line breaks.
        assert solid(plain(sheet.handout.running)).replace("·", "") in solid(page).replace("·", "")


@every_full_case
def test_running_line_says_what_the_facts_say(case: Case) -> None:
    """The line at the head of the second page repeats who, what, where and when: the day whole, the rest in short."""
    running = plain(made(case).handout.running).casefold()
    for field in identity(case).fields:
        assert isinstance(field.value, tuple), plain(field.label)
        value = plain(field.value).casefold()
        if value == CLINICIAN.casefold():
            continue
        if day := re.match(r".*2026", value):
            assert day[0] in running
        else:
            words = [word for word in WORD.findall(running) if word in value]  # Chinese parts no words
            assert words or any(word[:STEM] in running for word in WORD.findall(value)), plain(field.label)


@every_case
def test_metadata(case: Case) -> None:
    """The file names its title and language, and the logo is described by the clinic's name."""
    sheet = made(case)
    with pikepdf.open(io.BytesIO(sheet.data)) as pdf:
        assert str(pdf.Root.Lang) == case.locale
        assert str(pdf.docinfo.Title) == sheet.handout.title
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == sheet.handout.title
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
    logo, *others = structure.read(sheet.data).find("Figure")
    assert logo.attributes["alt"] == clinic().name
    assert all(figure.attributes["alt"] for figure in others)


@every_full_case
def test_no_patient_outside_the_page(case: Case) -> None:
    """Nothing about the patient is in the file's name, its title or any other of its metadata."""
    sheet = made(case)
    with pikepdf.open(io.BytesIO(sheet.data)) as pdf:
        outside = " ".join([sheet.name, *map(str, pdf.docinfo.values())]) + pdf.Root.Metadata.read_bytes().decode()
    for secret in (*PATIENT.replace("-", " ").split(), PATIENT_ID, "48213", CLINICIAN):
        assert secret not in outside


@every_case
def test_mark_says_why(case: Case) -> None:
    """A sheet of the sample clinic says so at the foot of each page, in words, beside the watermark."""
    sheet = made(case)
    assert sheet.handout.mark
    reason = f"{sheet.handout.mark.word} · {plain(sheet.handout.mark.reason)}"
    if case.locale in RTL:  # PDFium turns Latin words round
        own = set(re.findall(r"[\u0590-\u06ff]{2,}", reason))
        assert all(own <= set(re.findall(r"[\u0590-\u06ff]+", page)) for page in sight.extracted(sheet.data))
    else:
        assert all(solid(reason) in solid(page) for page in sight.extracted(sheet.data))


@every_full_case
def test_patient_is_the_only_difference(case: Case) -> None:
    """Another patient's sheet differs in the places that name the patient, and nowhere else."""
    other = make(replace(case.request, patient="Zoë Öz"), clinic())
    changed = [
        (one, two)
        for one, two in zip(leaf_texts(made(case).handout), leaf_texts(other.handout), strict=True)
        if one != two
    ]
    assert changed == [(PATIENT, "Zoë Öz")]
