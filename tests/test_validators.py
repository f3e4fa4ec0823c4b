"""The instruments themselves: they pass a good file, and fail each of many files broken in one way."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.support import structure
from tests.support.sample import sample, saved
from tests.support.verapdf import ValidatorError, VeraPdf

Damage = Callable[[Pdf], None]


def content(pdf: Pdf, old: str, new: str) -> None:
    """Replace a piece of the first page's operators."""
    stream = pdf.pages[0].obj.Contents
    before = stream.read_bytes().decode("ascii")
    assert old in before
    stream.write(before.replace(old, new, 1).encode("ascii"))


def metadata(pdf: Pdf, old: bytes, new: bytes) -> None:
    """Replace a piece of the XMP packet."""
    before = pdf.Root.Metadata.read_bytes()
    assert old in before
    pdf.Root.Metadata.write(before.replace(old, new))


def element(pdf: Pdf, role: str) -> pikepdf.Object:
    """The first structure element of a role."""
    found = [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == Name(f"/{role}")]
    return found[0]


def font(pdf: Pdf) -> pikepdf.Object:
    """The one font."""
    return pdf.pages[0].obj.Resources.Font.F1


def no_language(pdf: Pdf) -> None:
    """Leave out the document's language."""
    del pdf.Root.Lang


def no_title_shown(pdf: Pdf) -> None:
    """Let viewers show the file's name."""
    del pdf.Root.ViewerPreferences


def no_title(pdf: Pdf) -> None:
    """Leave out the title."""
    metadata(pdf, b"dc:title", b"dc:rights")


def not_marked(pdf: Pdf) -> None:
    """Do not claim to be tagged."""
    del pdf.Root.MarkInfo


def no_tree(pdf: Pdf) -> None:
    """Leave out the structure tree."""
    del pdf.Root.StructTreeRoot


def no_alt(pdf: Pdf) -> None:
    """Leave out the figure's description."""
    del element(pdf, "Figure").Alt


def unmarked_text(pdf: Pdf) -> None:
    """Take the marks from around the header."""
    content(pdf, "/Artifact <</Type /Pagination /Subtype /Header>> BDC", "")
    content(pdf, "EMC", "")


def no_claim_ua(pdf: Pdf) -> None:
    """Do not claim PDF/UA."""
    metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def no_claim_a(pdf: Pdf) -> None:
    """Claim PDF/A conformance B instead of A."""
    metadata(pdf, b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<")


def no_intent(pdf: Pdf) -> None:
    """Leave out what the colours mean."""
    del pdf.Root.OutputIntents


def wrong_colour(pdf: Pdf) -> None:
    """Use a colour space that the output intent does not cover."""
    content(pdf, "0.1 0.3 0.5 rg", "0.1 0.3 0.5 0 k")


def font_not_embedded(pdf: Pdf) -> None:
    """Leave out the font's program."""
    del font(pdf).DescendantFonts[0].FontDescriptor.FontFile2


def no_to_unicode(pdf: Pdf) -> None:
    """Leave out what the glyphs mean."""
    del font(pdf).ToUnicode


def missing_glyph(pdf: Pdf) -> None:
    """Show a box for a character that the font has not."""
    content(pdf, "BT /F1 20 Tf 40 750 Td <", "BT /F1 20 Tf 40 750 Td <0000")


def wrong_width(pdf: Pdf) -> None:
    """Declare a glyph wider than it is."""
    font(pdf).DescendantFonts[0].W[1][0] = 999


def heading_skipped(pdf: Pdf) -> None:
    """Begin with a heading of level 2."""
    element(pdf, "H1").S = Name.H2


def no_scope(pdf: Pdf) -> None:
    """Do not say what the table's header is the header of."""
    del element(pdf, "TH").A


def bad_list(pdf: Pdf) -> None:
    """Put a list item into a paragraph."""
    element(pdf, "L").S = Name.P


def stray_link(pdf: Pdf) -> None:
    """Add a link without order, description or place in the tree."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[40, 600, 90, 620])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def script(pdf: Pdf) -> None:
    """Add a script that runs when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


DAMAGES: tuple[tuple[Damage, str], ...] = (
    (no_language, "ua1 7.2-"),
    (no_title_shown, "ua1 7.1-10"),
    (no_title, "ua1 7.1-9"),
    (not_marked, "2a 6.7.2.2-1"),
    (no_tree, "ua1 7.1-11"),
    (no_alt, "ua1 7.3-1"),
    (unmarked_text, "ua1 7.1-3"),
    (no_claim_ua, "ua1 5-1"),
    (no_claim_a, "2a 6.6.4-"),
    (no_intent, "2a 6.2.4.3-"),
    (wrong_colour, "2a 6.2.4.3-"),
    (font_not_embedded, "2a 6.2.11.4.1-1"),
    (no_to_unicode, "ua1 7.21.7-1"),
    (missing_glyph, "ua1 7.21.8-1"),
    (wrong_width, "2a 6.2.11.5-1"),
    (heading_skipped, "ua1 7.4.2-1"),
    (no_scope, "ua1 7.5-1"),
    (bad_list, "ua1 7.2-"),
    (stray_link, "ua1 7.18"),
    (script, "2a 6.5.1-"),
)


def test_good_file_passes(faultless: Callable[[bytes], None]) -> None:
    """The sample keeps every rule of both profiles, and poppler draws it without complaint."""
    faultless(saved(sample()))


@pytest.mark.parametrize(("damage", "rule"), DAMAGES, ids=[damage.__name__ for damage, _ in DAMAGES])
def test_each_damage_is_found(vera: VeraPdf, damage: Damage, rule: str) -> None:
    """A file broken in one way fails by the rule that speaks of it."""
    pdf = sample()
    damage(pdf)
    rules = [violation.rule for violation in vera.check(saved(pdf))]
    assert any(found.startswith(rule) for found in rules), rules


def test_what_cannot_be_judged_is_no_pass(vera: VeraPdf) -> None:
    """A file that is no PDF, or a profile that does not exist, is an error and never an empty list of violations."""
    with pytest.raises(ValidatorError):
        vera.check(b"not a PDF")
    with pytest.raises(ValidatorError):
        vera.check(saved(sample()), ("ua9",))
    assert vera.check(saved(sample())) == []


def drop_claim(pdf: Pdf) -> None:
    """Leave a list's label out of the tree."""
    del element(pdf, "LI").K[0]


def claim_twice(pdf: Pdf) -> None:
    """Let a cell read the list's label too."""
    element(pdf, "TD").K = Array([4, 7])


def heading_as_artifact(pdf: Pdf) -> None:
    """Turn the heading into decoration, in the content only."""
    content(pdf, "/H1 <</MCID 0>> BDC", "/Artifact BMC")


def empty_parent_tree(pdf: Pdf) -> None:
    """Leave the way back from content to tree empty."""
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array())


@pytest.mark.parametrize(
    "damage", [drop_claim, claim_twice, heading_as_artifact, empty_parent_tree, unmarked_text, no_tree]
)
def test_tree_that_does_not_fit_its_content_is_refused(damage: Damage) -> None:
    """Content that the tree lacks, reads twice or misplaces is found without a validator."""
    pdf = sample()
    damage(pdf)
    with pytest.raises(structure.StructureError):
        structure.read(saved(pdf))
