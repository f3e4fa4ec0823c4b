"""The readers: what they say of a file whose every operator is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import content, sight, structure
from tests.support.sample import sample, saved

OUTLINE = """\
Document
  H1 "After your visit"
  P
    "Rest for "
    Span "two"
    " days."
  Figure(alt="A blue square", Placement=Block)
  L(ListNumbering=Decimal)
    LI
      Lbl "1."
      LBody(lang=es) "Llame al +1 503-555-0123"
  Table
    TR
      TH(Scope=Column) "Day"
    TR
      TD "Ice"
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The sample's bytes."""
    return saved(sample())


def test_outline_is_the_tree_as_text(pdf: bytes) -> None:
    """Roles, languages, descriptions, attributes and texts are read; ActualText stands for what it covers."""
    assert structure.outline(pdf) == OUTLINE


def test_leaves_are_paragraphs_in_order(pdf: bytes) -> None:
    """Inline elements and the part on the next page belong to their paragraph; artifacts are not among the leaves."""
    expected = ["After your visit", "Rest for two days.", "1.", "Llame al +1 503-555-0123", "Day", "Ice"]
    assert structure.leaves(pdf) == expected
    assert structure.artifacts(pdf) == [["Harbor Clinic"], []]
    assert structure.read(pdf).find("P")[0].pages == (0, 1)


def test_invisible_characters_are_written_out() -> None:
    """A no-break space and a direction mark can be seen in an outline."""
    assert structure.visible("5\u00a0mg \u200f") == "5\\u00a0mg \\u200f"


def test_code_maps_have_three_forms() -> None:
    """Single codes, ranges with a start and ranges with a list are read, beyond the basic plane too."""
    cmap = b"""2 beginbfchar <0001> <0041> <0002> <d83dde00> endbfchar
    2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0031> <00660069>] endbfrange"""
    known = {1: "A", 2: "\U0001f600", 0x10: "a", 0x11: "b", 0x12: "c", 0x20: "1", 0x21: "fi"}
    assert content.to_unicode(cmap) == known


def test_lines_are_read_as_the_eye_does(pdf: bytes) -> None:
    """Lines come from top to bottom with the size they are drawn in, a text matrix counted in."""
    first, second = sight.lines_seen(pdf)
    seen = [(line.text, round(line.size, 2)) for line in first]
    assert seen[:3] == [("Harbor Clinic", 9), ("After your visit", 20), ("Rest for", 12)]
    assert seen[4:] == [("1. Llame al +1 503-555-0123", 12), ("Day", 12), ("Ice", 12)]
    assert [line.text for line in second] == ["days."]
    assert sight.smallest(pdf) == [pytest.approx(9), pytest.approx(12)]


def test_order_in_the_file_does_not_hide_order_on_the_page() -> None:
    """A phone drawn with its groups swapped is seen swapped, though its text is extracted as if it were right."""
    broken = sample()
    stream = broken.pages[0].obj.Contents
    body = stream.read_bytes().decode("ascii")
    start = body.index("60 610 Td <") + len("60 610 Td <")
    codes = body[start : body.index(">", start)]
    head, tail = codes[:-16], codes[-16:]  # the last four characters are drawn first on the line
    swapped = body.replace(f"60 610 Td <{codes}", f"100 610 Td <{head}> Tj -40 0 Td <{tail}")
    stream.write(swapped.encode("ascii"))
    assert "1. 0123 Llame al +1 503-555-" in sight.text_seen(saved(broken))
    assert structure.leaves(saved(broken))[3] == "Llame al +1 503-555-0123"


def test_wide_gap_parts_columns_and_rotated_text_is_no_line() -> None:
    """What stands far to the right is a line of its own; a watermark across the page is not read as a line."""
    page = sample()
    stream = page.pages[0].obj.Contents
    body = stream.read_bytes().decode("ascii")
    body = body.replace("60 610 Td", "300 610 Td").replace("40 580 Td", "0.7 0.7 -0.7 0.7 40 580 Tm")
    stream.write(body.encode("ascii"))
    lines = [line.text for line in sight.lines_seen(saved(page))[0]]
    assert {"1.", "Llame al +1 503-555-0123", "Ice"} <= set(lines)
    assert not any("D" in line for line in lines)


def test_what_leaves_the_page_is_named(pdf: bytes) -> None:
    """Characters over the edge of the paper, or inside a margin, are listed with their page."""
    assert sight.outside(pdf) == []
    assert sight.outside(pdf, margin=41)[0] == "page 1: 'H'"
    assert sight.page_boxes(pdf)[0] == (0, 0, 595, 842)


def test_actual_text_hides_no_ink() -> None:
    """A word read by its ActualText reaches as far as its last glyph, also past the edge of the page."""
    page = sample()
    stream = page.pages[0].obj.Contents
    body = stream.read_bytes().decode("ascii")
    start = body.index("40 700 Td ") + len("40 700 Td ")
    glyph = body[start : body.index(" Tj", start)]
    stream.write(body.replace(f"{glyph} Tj ET", f"{glyph} Tj 555 0 Td {glyph} Tj ET", 1).encode("ascii"))
    word = next(line for line in sight.lines_seen(saved(page))[0] if line.text == "two")
    assert word.box.right > 595
    assert sight.outside(saved(page)) == ["page 1: '2'"]


def test_picture_is_the_page(pdf: bytes) -> None:
    """A rendered page has the page's size and shows the blue square."""
    picture = sight.render(pdf, 0, scale=1)
    assert picture.size == (595, 842)
    assert picture.convert("RGB").getpixel((60, 842 - 660)) == (26, 77, 128)


def test_poppler_reads_the_same_words(pdf: bytes, pdftotext: Callable[..., str]) -> None:
    """Pdftotext finds every leaf but for the words around the page break."""
    extracted = " ".join(pdftotext(pdf).split())
    assert all(leaf in extracted for leaf in structure.leaves(pdf) if "Rest" not in leaf)
