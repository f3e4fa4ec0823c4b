"""QR codes, module by module, held against another maker's, and read by a decoder."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.graphics.barcode import qrencoder

from handouts.typeset.figures.qr import Symbol, symbol
from handouts.typeset.figures.qr.codewords import Level, smallest

QUIET = 4
LENGTHS = sorted({*range(1, 26), *range(25, 330, 13), *range(330, 1270, 97)})


def another(text: str, level: Level, mask: int) -> bytes:
    """The modules that ReportLab's encoder makes, with a mask."""
    maker = qrencoder.QRCode(smallest(len(text), level), getattr(qrencoder.QRErrorCorrectLevel, level))
    maker.addData(qrencoder.QR8bitByte(text))
    maker.makeImpl(False, mask)
    return b"".join(b"1" if module else b"0" for row in maker.modules for module in row)


def read(code: Symbol) -> list[bytes]:
    """What a decoder reads in a code with white around it, four dots a module."""
    side = code.size + 2 * QUIET
    picture = Image.new("L", (side, side), 255)
    picture.paste(
        Image.frombytes("L", (code.size, code.size), code.dark.translate(bytes.maketrans(b"01", b"\xff\0"))),
        (QUIET, QUIET),
    )
    return [
        bytes(found.bytes)
        for found in zxingcpp.read_barcodes(picture.resize((4 * side, 4 * side), Image.Resampling.NEAREST))
    ]


@pytest.mark.parametrize("level", ["L", "M"])
def test_each_module_is_as_another_maker_has_it(level: Level) -> None:
    """For texts of any length a code is one of the eight that another encoder makes, one a mask."""
    for length in LENGTHS:
        text = ("tel:+15035550123 Call for: chest pain, " * 33)[:length]
        if length <= 990 or level == "L":
            assert symbol(text, level).dark in {another(text, level, mask) for mask in range(8)}, length


@given(st.text(min_size=1, max_size=200), st.sampled_from(["L", "M"]))
def test_any_text_is_read_back(text: str, level: Level) -> None:
    """A decoder reads any text, in whatever script, as it was given."""
    assert read(symbol(text, level)) == [text.encode()]


def test_the_mask_is_not_always_the_same() -> None:
    """Texts differ in the mask that suits them."""
    texts = [f"tel:+1503555{number:04}" for number in range(60)]
    masks = [next(mask for mask in range(8) if another(text, "M", mask) == symbol(text, "M").dark) for text in texts]
    assert len(set(masks)) > 4


def test_too_long_a_text_is_refused() -> None:
    """A text that no code of the known sizes holds is an error, not another text."""
    with pytest.raises(ValueError, match="1300"):
        symbol("x" * 1300, "L")
