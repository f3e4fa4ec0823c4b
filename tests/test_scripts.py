from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image, ImageChops

from handouts.clinics import sample_clinic
from handouts.errors import FontError
from handouts.model import Direction, Inlines, Paragraph, Request, Run, plain
from handouts.readback import prove
from handouts.reading import leaf_texts
from handouts.sheet import make
from handouts.text import clean_text
from tests.support import scripts, sight, structure
from tests.support.scripts import CLINIC, DATE, DOSE, PERSON, PHONE, RTL, TEXTS, name, readable, runs, solid, unit

LANGUAGES = sorted(TEXTS)
LTR = sorted(TEXTS.keys() - RTL)
UNITS = (PHONE.text, DOSE.text, DATE.text)
TODAY = date(2026, 11, 22)
REQUEST = Request("aftercare", "prp", "knee", "en", "a4", TODAY)


def words_of(language: str) -> list[str]:
    """Words of the proof in the language's own script, marks included, in reading order."""
    prose = "".join(run.text for run in TEXTS[language] if not run.isolation)
    words: list[str] = re.findall(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0652])+", prose)
    return words


def unmarked_words_of(language: str) -> list[str]:
    """The same without words that have a mark over a letter: all but one in Arabic."""
    words = [word for word in words_of(language) if not any(map(unicodedata.combining, word))]
    assert len(words) >= len(words_of(language)) - 1
    return words


def one_line(content: Inlines, language: str) -> bytes:
    """A file with one paragraph, proven."""
    sheet = scripts.handout(language, Paragraph(content))
    layout, pdf = scripts.written(sheet)
    prove(pdf, sheet, layout)
    return pdf


def in_order(words: list[str], text: str) -> bool:
    """Whether all words stand in the text, each after the one before."""
    at = 0
    for word in words:
        at = text.find(word, at) + len(word)
        if at < len(word):
            return False
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_is_valid(language: str, faultless: Callable[[bytes], None]) -> None:
    """A sheet in any script keeps every rule of PDF/UA-1 and PDF/A-2a."""
    faultless(scripts.proof_pdf(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_is_proven(language: str) -> None:
    """Read-back proves every line and every phone, dose, date and name of a sheet in any script."""
    sheet = scripts.proof(language)
    proof = prove(scripts.proof_pdf(language), sheet, scripts.written(sheet)[0])
    values = 7 * sum(bool(run.isolation) for run in TEXTS[language])  # seven times the paragraph
    assert proof.values == values + 2  # and the letterhead's name and phone
    assert proof.lines > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_eye_sees_units_in_order(language: str) -> None:
    """Every phone, dose and date reads from left to right in one piece, in every place and script."""
    seen = [line.text for page in sight.lines_seen(scripts.proof_pdf(language)) for line in page]
    meant = " ".join(leaf_texts(scripts.proof(language)))
    for text in UNITS:
        assert sum(line.count(text) for line in seen) == meant.count(text), text


def test_eye_sees_arabic_from_the_right() -> None:
    """An Arabic line runs from right to left around its phone, with brackets and stops at the left of their words."""
    pdf = one_line(runs("اتصل بالرقم ", PHONE, " (الآن) إذا أصبت بحمى."), "ar")
    # PDFium says brackets of right-to-left words as they are typed: the one seen as "(" at the left is a typed ")".
    assert ".ىمحب تبصأ اذإ )نآلا( +1 503-555-0123 مقرلاب لصتا" in sight.text_seen(pdf)


def test_eye_sees_hebrew_from_the_right() -> None:
    """A Hebrew line runs from right to left around its phone and its date."""
    pdf = one_line(runs("התקשרו אל ", PHONE, " עד ", DATE, "."), "he")
    assert ".2026-12-01 דע +1 503-555-0123 לא ורשקתה" in sight.text_seen(pdf)


@pytest.mark.parametrize("language", LTR)
def test_left_to_right_text_is_extracted_letter_for_letter(language: str, pdftotext: Callable[..., str]) -> None:
    """PDFium and poppler both extract each paragraph whole, letter for letter, blanks at line ends aside."""
    pdf = scripts.proof_pdf(language)
    said = solid(plain(TEXTS[language]))
    assert solid(" ".join(sight.extracted(pdf))).count(said) == 7
    assert solid(pdftotext(pdf)).count(said) >= 5  # poppler reads the table's two cells side by side


@pytest.mark.parametrize("language", LTR)
def test_left_to_right_blanks_are_extracted(language: str, pdftotext: Callable[..., str]) -> None:
    """Words stay apart in both readers: units keep their blanks, and so do words where the script has blanks."""
    pdf = scripts.proof_pdf(language)
    for text in (readable(" ".join(sight.extracted(pdf))), readable(pdftotext(pdf))):
        assert all(value in text for value in UNITS)
        assert readable(plain(TEXTS[language])) in text or language in {"th", "zh-Hans"}


@pytest.mark.parametrize("language", sorted(RTL))
def test_poppler_extracts_right_to_left_words_in_order(language: str, pdftotext: Callable[..., str]) -> None:
    """Poppler extracts Arabic and Hebrew words whole, in reading order, with every phone, dose and date whole.

    Its limit: in some places it moves a mark over a letter that joins on one side only (tanwin) by one letter.
    """
    text = readable(pdftotext(scripts.proof_pdf(language)))
    assert in_order(unmarked_words_of(language) * 7, text)
    meant = " ".join(leaf_texts(scripts.proof(language)))
    for value in UNITS:
        assert text.count(value) == meant.count(value)


@pytest.mark.parametrize("language", sorted(RTL))
def test_pdfium_extracts_right_to_left_words_in_order(language: str) -> None:
    """PDFium extracts Arabic and Hebrew words whole, in reading order, and phones and dates whole.

    Its limits, with every way of writing the file that we know: it moves a mark over a letter that joins on one side
    only (tanwin), and turns round the order of Latin words beside each other on a line, each of them whole ("mg500").
    """
    text = readable(" ".join(sight.extracted(scripts.proof_pdf(language))))
    assert in_order(unmarked_words_of(language) * 7, text)
    meant = " ".join(leaf_texts(scripts.proof(language)))
    for value in (PHONE.text, DATE.text, *DOSE.text.split(), *CLINIC.text.split(), *PERSON.text.split()):
        assert text.count(value) == meant.count(value), value


@pytest.mark.parametrize("language", LANGUAGES)
def test_structure_tree_says_the_text(language: str) -> None:
    """A screen reader is given each text of the handout, in order, whole and in logical order, in every script."""
    heard = [readable(text) for text in structure.leaves(scripts.proof_pdf(language))]
    assert heard == [readable(text) for text in leaf_texts(scripts.proof(language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_has_ink(language: str) -> None:
    """Each line of each script leaves ink on the page, and no glyph is the box of a missing character."""
    pdf = scripts.proof_pdf(language)
    assert 0 not in set(scripts.glyph_codes(pdf))
    picture = sight.render(pdf, scale=2).convert("L")
    lines = sight.lines_seen(pdf)[0]
    assert len(lines) > 20
    for line in lines:
        shades = _crop(picture, line.box, 2).histogram()
        assert sum(shades[:130]) > 0, line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_is_bolder(language: str) -> None:
    """Bold text of every script has clearly more ink than the same text in regular weight."""
    text = (Run(max(words_of(language), key=len)),)
    ink = [_ink(one_line(content, language)) for content in (text, scripts.strong(text))]
    assert ink[1] > ink[0] * 1.1


def _ink(pdf: bytes) -> float:
    """Ink of the first line under the title, in black dots."""
    line = sight.lines_seen(pdf)[0][3]
    histogram = _crop(sight.render(pdf, scale=2).convert("L"), line.box, 2).histogram()
    return sum((255 - shade) / 255 * count for shade, count in enumerate(histogram))


def _crop(picture: Image.Image, box: sight.Box, scale: float) -> Image.Image:
    height = picture.height
    edges = (box.left * scale, height - box.top * scale, box.right * scale, height - box.bottom * scale)
    return picture.crop(tuple(round(edge) for edge in edges))  # type: ignore[arg-type]


def test_names_in_an_arabic_line_keep_their_order() -> None:
    """Two Latin names beside each other in an Arabic line stand from right to left, each of them left to right."""
    pdf = one_line(runs("شكرا ", CLINIC, "، ", PERSON, " هنا."), "ar")
    assert ".انه María Núñez ،Harbor Spine & Joint Clinic اركش" in sight.text_seen(pdf)
    pdf = one_line(runs("شكرا ", CLINIC, " ", PERSON, " هنا."), "ar")
    assert ".انه María Núñez Harbor Spine & Joint Clinic اركش" in sight.text_seen(pdf)


def test_units_in_an_arabic_line_do_not_join() -> None:
    """A dose and a phone beside each other in an Arabic line stay two objects: the first one at the right."""
    pdf = one_line(runs("تناول ", DOSE, " ", PHONE, "."), "ar")
    assert ".+1 503-555-0123 500 mg لوانت" in sight.text_seen(pdf)


@pytest.mark.parametrize("language", ["he", "ar"])
def test_phone_with_brackets_looks_the_same_in_every_direction(language: str) -> None:
    """A phone with brackets in a right-to-left line is, dot for dot, the phone of a left-to-right line."""
    phone, turned = "(503) 555-0123", ")503( 555-0123"
    word = {"he": "אל", "ar": "هنا"}[language]
    here = _phone_picture(runs(word + " ", unit(phone), " " + word), language, "rtl")
    there = _phone_picture(runs(word + " ", unit(phone), " " + word), language, "ltr")
    wrong = _phone_picture(runs(word + " ", unit(turned), " " + word), language, "ltr")
    assert _difference(here, there) < 0.2 * _difference(here, wrong)


def _phone_picture(content: Inlines, language: str, direction: Direction) -> Image.Image:
    sheet = replace(scripts.handout(language, Paragraph(content)), direction=direction)
    _, pdf = scripts.written(sheet)
    line = [char for char in sight.chars(pdf)[0] if char.y < 775 and char.y > 700]
    phone = [char for char in line if char.text in "()0123456789-"]
    baseline = phone[0].y
    box = sight.Box(min(c.x for c in phone), baseline - 4, max(c.box.right for c in phone), baseline + 12)
    picture = _crop(sight.render(pdf, scale=6).convert("L"), box, 6)
    return ImageChops.invert(picture).crop(ImageChops.invert(picture).getbbox())


def _difference(one: Image.Image, other: Image.Image) -> float:
    size = (max(one.width, other.width), max(one.height, other.height))
    sheets = [Image.new("L", size) for _ in range(2)]
    for sheet, picture in zip(sheets, (one, other), strict=True):
        sheet.paste(picture)
    histogram = ImageChops.difference(*sheets).histogram()
    return sum(shade * count for shade, count in enumerate(histogram)) / sum(histogram)


@pytest.mark.parametrize(
    "patient",
    ["محمد علي", "王小明", "राजेश शर्मा", "דוד לוי", "สมชาย ใจดี", "김민수", "Nguyễn Thị Ánh", "Ольга Петрова", "Ελένη"],
)
def test_names_of_other_scripts_on_an_english_sheet(patient: str, pdftotext: Callable[..., str]) -> None:
    """A patient's name in another script is written by the font that has it, and reads and extracts whole."""
    sheet = make(replace(REQUEST, patient=patient), sample_clinic(TODAY))
    assert 0 not in set(scripts.glyph_codes(sheet.data))
    heard = [readable(text) for text in structure.leaves(sheet.data)]
    assert patient in heard
    assert heard == [readable(text) for text in leaf_texts(sheet.handout)]
    assert all(word in readable(pdftotext(sheet.data)) for word in patient.split())
    assert all(word in readable(" ".join(sight.extracted(sheet.data))) for word in patient.split())


@pytest.mark.parametrize("patient", ["राजेश शर्मा", "محمد علي", "สมชาย ใจดี"])
def test_names_of_other_scripts_read_whole_on_every_page(
    patient: str, faultless: Callable[[bytes], None], pdftotext: Callable[..., str]
) -> None:
    """The running line of the second page, though decoration, says a name of any script whole; the sheet is valid."""
    sheet = make(replace(REQUEST, patient=patient), sample_clinic(TODAY))
    pages = [readable(page) for page in pdftotext(sheet.data).split("\f")[:2]]
    assert all(word in page for page in pages for word in patient.split())
    assert all(word in readable(page) for page in sight.extracted(sheet.data)[:2] for word in patient.split())
    faultless(sheet.data)


@pytest.mark.parametrize("char", ["😀", "ᚠ", "𐍈", "ༀ"])
def test_characters_that_no_font_can_write_are_named(char: str) -> None:
    """A character that no font can write is refused, naming it, its field and the font, and nothing of the rest."""
    with pytest.raises(FontError) as caught:
        make(replace(REQUEST, patient=f"Ana {char} Luz"), sample_clinic(TODAY))
    (problem,) = caught.value.problems
    assert caught.value.exit_code == 5
    assert problem.key == "patient"
    assert f"U+{ord(char):04X}, {unicodedata.name(char).lower()}" in problem.message
    assert "SourceSans3" in problem.message
    assert "Ana" not in str(caught.value)
    assert "Luz" not in str(caught.value)


@pytest.mark.parametrize(
    "emoji",
    ["❤️", "❤️‍🔥", "🏳️‍🌈", "🏴‍☠️", "👩🏽‍⚕️", "👨‍👩‍👧", "👍🏽", "🇺🇸", "1️⃣", "🅰️", "ℹ️", "♀︎"],
)
def test_emoji_are_written_or_named(emoji: str) -> None:
    """An emoji, of whatever parts, is proven on the sheet, or refused as what no font can write."""
    with suppress(FontError):
        assert make(replace(REQUEST, patient=clean_text(f"Ana {emoji} Luz")), sample_clinic(TODAY)).proof.values


def test_missing_characters_of_the_clinic_name_its_field() -> None:
    """A character that no font can write in the clinic's name is reported as the clinic's."""
    clinic = replace(sample_clinic(TODAY), name="Harbor 😀")
    with pytest.raises(FontError) as caught:
        make(REQUEST, clinic)
    assert caught.value.problems[0].key == "name"


def test_unit_in_a_paragraph_of_marks_is_proven_in_order() -> None:
    """Read-back proves the order of a phone's digits also on lines whose letters have no places of their own."""
    pdf = one_line(runs("फ़ोन ", name("हिन्दी"), " ", PHONE), "hi")
    assert PHONE.text in sight.text_seen(pdf)
