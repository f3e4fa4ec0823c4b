"""What screen readers are given where words run from right to left: the structure tree says them forwards."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Literal

import pikepdf
import pytest

from handouts.errors import ProofError
from handouts.model import Paragraph, Request
from handouts.pdf import document
from handouts.pdf import structure as trees
from handouts.readback import prove
from handouts.reading import leaf_texts
from handouts.sheet import Sheet, make
from tests.support import scripts, sight, structure
from tests.support.matrix import TODAY, clinic
from tests.support.poppler import text as poppler_text
from tests.support.scripts import RTL, TEXTS, readable, runs

RTL_WORD = re.compile("[\u05d0-\u05ea\u0620-\u064a]{2,}")
LTR = sorted(TEXTS.keys() - RTL)


def sheet(locale: str, kind: str = "about") -> Sheet:
    """A sheet with red flags in two columns close together."""
    return make(Request(kind, "prp", "low-back", locale, "a4", TODAY), clinic())


def spans(pdf: bytes) -> list[str]:
    """What Spans of the structure tree say in place of their content."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        elements = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Span"]
        return [str(one.ActualText) for one in elements if "/ActualText" in one]


@pytest.mark.parametrize("locale", ["he", "ar"])
def test_tree_says_each_bracket_as_it_was_typed(locale: str) -> None:
    """Brackets are said as they stand in the text, though a reader of the drawn text is given mirror images."""
    made = sheet(locale)
    heard = [readable(text) for text in structure.leaves(made.data)]
    assert heard == [readable(text) for text in leaf_texts(made.handout)]
    assert any(re.search(r"\([^()]*[\u05d0-\u064a][^()]*\)", text) for text in heard)


def test_lone_bracket_is_said() -> None:
    """A bracket that stands by itself between words of two directions is said as it was typed."""
    handout = scripts.handout("he", Paragraph(runs("אב ( ", scripts.CLINIC, " ) גד")))
    _, pdf = scripts.written(handout)
    assert "אב ( Harbor Spine & Joint Clinic ) גד" in [readable(text) for text in structure.leaves(pdf)]


@pytest.mark.parametrize("language", LTR)
def test_nothing_is_said_twice_from_left_to_right(language: str) -> None:
    """Where glyphs read forwards, the content itself is what the tree says."""
    assert spans(scripts.proof_pdf(language)) == []


def test_name_in_another_language_is_said_in_it() -> None:
    """A Hebrew name on an English sheet is said forwards too."""
    handout = scripts.handout("en", Paragraph(runs("For ", scripts.name("שרה לוי"), " only.")))
    _, pdf = scripts.written(handout)
    assert "For שרה לוי only." in [readable(text) for text in structure.leaves(pdf)]
    assert any("שרה לוי" in text for text in spans(pdf))


def test_poppler_tears_no_hebrew_word_between_columns() -> None:
    """Beside another column at another height, each Hebrew word is extracted whole, by either reader."""
    made = sheet("he")
    meant = Counter(RTL_WORD.findall(" ".join(leaf_texts(made.handout))))
    for text in (poppler_text(made.data), " ".join(sight.extracted(made.data))):
        assert Counter(RTL_WORD.findall(readable(text))) >= meant  # running lines are drawn on every page


@pytest.mark.parametrize("how", ["full", "quick"])
@pytest.mark.parametrize(
    ("pattern", "other"),
    [
        (rb"/ActualText<FEFF05", rb"/ActualText<FEFF06"),
        (rb"/ActualText<FEFF[0-9A-F]*>", b""),
        (rb"(/ActualText.*/K)\[[0-9]+\]", rb"\1[0]"),
    ],
    ids=["another letter", "nothing", "in place of other content"],
)
def test_tree_that_says_something_else_is_refused(
    pattern: bytes, other: bytes, how: Literal["full", "quick"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose tree says other words than were set, or says none, is no proven sheet, in either proof."""

    def spoiled(*arguments: object) -> list[bytes]:
        bodies = trees.structure(*arguments)  # type: ignore[arg-type]
        *_, last = (n for n, body in enumerate(bodies) if b"/S/Span" in body)
        return [*bodies[:last], re.sub(pattern, other, bodies[last]), *bodies[last + 1 :]]

    handout = scripts.proof("he")
    layout, pdf = scripts.written(handout)
    prove(pdf, handout, layout, how)
    monkeypatch.setattr(document, "structure", spoiled)
    _, pdf = scripts.written(handout)
    with pytest.raises(ProofError, match="screen readers do not say"):
        prove(pdf, handout, layout, how)
