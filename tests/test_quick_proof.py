"""The quick proof: our own reading of the bytes, for sheets of a batch."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.clinics import sample_clinic
from handouts.errors import ProofError
from handouts.kinds import kinds
from handouts.model import Request
from handouts.pdf import Meta, document, write
from handouts.readback import prove
from handouts.sheet import Sheet, make
from tests.support import scripts
from tests.support.damage import DAMAGES
from tests.test_readback import DRAWING, META, REQUEST, TODAY, damaged

STREAM = re.compile(rb"(/Length1 [0-9]+)/Length ([0-9]+)>>\nstream\n")


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """A whole sheet with nothing wrong."""
    return make(REQUEST, sample_clinic(TODAY))


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("edition", ["standard", "large"])
def test_faultless_sheet_is_proven(kind: str, edition: str) -> None:
    """Every kind is proven quickly with the same lines and values as in full; the proof says which it was."""
    request = Request(
        kind, "dextrose", "low-back", "en", "letter", TODAY, patient="María Núñez علي 王小明", edition=edition,
        procedure_date=date(2026, 12, 1), first_session=date(2026, 12, 1),
    )  # fmt: skip
    quick = make(request, sample_clinic(TODAY), proof="quick")
    full = make(request, sample_clinic(TODAY))
    assert quick.data == full.data
    assert (quick.proof.how, full.proof.how) == ("quick", "full")
    assert quick.proof._replace(how="full") == full.proof


@pytest.mark.parametrize("language", sorted(scripts.TEXTS))
def test_every_script_is_proven(language: str) -> None:
    """Arabic, Hebrew, Hindi, Thai, Vietnamese, Korean and Chinese are proven quickly too."""
    handout = scripts.proof(language)
    layout, pdf = scripts.written(handout)
    assert prove(pdf, handout, layout, "quick").lines == prove(pdf, handout, layout).lines


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("page", [0, 1])
def test_damaged_drawing_is_refused(name: str, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing step that loses, moves, doubles, hides or adds anything makes no sheet, as with the full proof."""
    monkeypatch.setattr(document, DRAWING, damaged(DAMAGES[name], page))
    with pytest.raises(ProofError) as caught:
        make(REQUEST, sample_clinic(TODAY), proof="quick")
    assert f"age {page + 1}" in str(caught.value)
    assert "Ana" not in str(caught.value)


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("language", sorted(scripts.TEXTS))
def test_damage_is_seen_in_every_script(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage is seen in any script, and each sort of it."""
    handout = scripts.proof(language)
    monkeypatch.setattr(document, DRAWING, damaged(DAMAGES[name]))
    layout, pdf = scripts.written(handout)
    with pytest.raises(ProofError):
        prove(pdf, handout, layout, "quick")


def test_lost_page_is_refused(sheet: Sheet) -> None:
    """A file with fewer pages than were laid out is refused."""
    short = write(sheet.layout._replace(pages=sheet.layout.pages[:1]), META)
    with pytest.raises(ProofError, match="1 pages instead of 2"):
        prove(short, sheet.handout, sheet.layout, "quick")


@given(at=st.integers(0, 60_000), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_broken_bytes_raise_nothing_else(sheet: Sheet, at: int, bit: int) -> None:
    """A file with one bit turned is proven or refused; there is no third way out."""
    data = bytearray(sheet.data)
    data[at % len(data)] ^= 1 << bit
    for spoiled in (bytes(data), sheet.data[: at % len(data)]):
        try:
            prove(spoiled, sheet.handout, sheet.layout, "quick")
        except ProofError as error:
            assert "Ana" not in str(error)  # noqa: PT017 - either way is right


def with_fonts(data: bytes, spoil: Callable[[bytes], bytes]) -> bytes:
    """The file with its font programs spoiled, each as long as before."""
    for found in list(STREAM.finditer(data)):
        start, length = found.end(), int(found[2])
        packed = zlib.compress(spoil(zlib.decompress(data[start : start + length])), 9)
        assert len(packed) <= length
        data = data[:start] + packed.ljust(length, b"\0") + data[start + length :]
    return data


def without_outlines(program: bytes) -> bytes:
    """A font all of whose glyphs are blank."""
    rows = {program[at : at + 4]: at for at in range(12, 12 + 16 * program[5], 16)}
    at, length = (int.from_bytes(program[rows[b"loca"] + n :][:4], "big") for n in (8, 12))
    return program[:at] + bytes(length) + program[at + length :]


def with_flat_outlines(program: bytes) -> bytes:
    """A font whose outlines are there, but are no outlines."""
    rows = {program[at : at + 4]: at for at in range(12, 12 + 16 * program[5], 16)}
    at, length = (int.from_bytes(program[rows[b"glyf"] + n :][:4], "big") for n in (8, 12))
    return program[:at] + bytes(length) + program[at + length :]


@pytest.mark.parametrize("how", ["quick", "full"])
def test_letters_without_outlines_are_refused(sheet: Sheet, how: str) -> None:
    """A font whose glyphs are all blank is refused by either proof."""
    spoiled = with_fonts(sheet.data, without_outlines)
    with pytest.raises(ProofError):
        prove(spoiled, sheet.handout, sheet.layout, "quick" if how == "quick" else "full")


def test_only_the_full_proof_looks_at_outlines(sheet: Sheet) -> None:
    """What the quick proof cannot see: outlines that are there and draw nothing.  The full one does."""
    spoiled = with_fonts(sheet.data, with_flat_outlines)
    assert prove(spoiled, sheet.handout, sheet.layout, "quick").how == "quick"
    with pytest.raises(ProofError):
        prove(spoiled, sheet.handout, sheet.layout)


def test_proof_is_of_this_sheet() -> None:
    """What was proven of one clinic's sheet is not taken for proven of another's."""
    clinic = sample_clinic(TODAY)
    one = make(REQUEST, clinic, proof="quick")
    two = make(REQUEST, replace(clinic, name="Harbor Spine & Joint Clinis"), proof="quick")
    with pytest.raises(ProofError):
        prove(one.data, two.handout, two.layout, "quick")
    assert write(two.layout, Meta("x", "y", "en", "2026-11-22")) != two.data
