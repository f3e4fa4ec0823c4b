"""A sheet by Typst: one compiler and one template for all; the text comes as data, so that its own caches can work."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.peers import content
from benchmarks.peers.as_data import as_data


def make(pieces: Iterable[content.Piece]) -> bytes:
    """A tagged file."""
    pdf: bytes = _compiler().compile(format="pdf", sys_inputs={"pieces": json.dumps(as_data(pieces))})
    return pdf


@cache
def _compiler() -> Any:  # noqa: ANN401 - a class of a library that tests do not have
    import typst as library  # type: ignore[import-not-found, unused-ignore]

    folder = content.folder()
    (folder / "sheet.typ").write_text((Path(__file__).parent / "sheet.typ").read_text("utf-8"), "utf-8")
    return library.Compiler(
        str(folder / "sheet.typ"), root=str(folder), font_paths=[str(content.FONTS)], ignore_system_fonts=True
    )
