"""Pieces as data fit for JSON, and their QR codes as finished images, both made before any clock runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from benchmarks.peers import content
from handouts.typeset.figures.codes import encoded

DOTS = 4  # of the image, a module
_SHADES = bytes.maketrans(b"01", b"\xff\x00")


def code_image(payload: str) -> Path:
    """An image of a QR code, beside the clinics' files."""
    name = hashlib.sha256(payload.encode()).hexdigest()[:16]
    path = content.folder() / f"code-{name}.png"
    if not path.exists():
        code = encoded(payload)
        modules = Image.frombytes("L", (code.size, code.size), code.dark.translate(_SHADES))
        modules.resize((DOTS * code.size, DOTS * code.size), Image.Resampling.NEAREST).convert("1").save(path)
    return path


def as_data(pieces: Iterable[content.Piece]) -> list[object]:
    """Pairs of whether there is a box, and what stands in it: pairs of a tag and its pieces."""
    return [
        [boxed, [[tag, [_piece(piece) for piece in group]] for tag, group in content.grouped(inner)]]
        for boxed, inner in content.boxes(pieces)
    ]


def _piece(piece: content.Piece) -> dict[str, object]:
    texts = [[[run.text, run.strong] for run in text] for text in piece.texts]
    return {"texts": texts, "payload": piece.payload, "code": code_image(piece.payload).name if piece.payload else ""}
