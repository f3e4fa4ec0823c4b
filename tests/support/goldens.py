"""Goldens: what a few sheets look like, as text that a person can read and compare.

Each sheet has two files in `tests/goldens/`: what stands where on which page, and the structure tree as it is read
aloud.  `python -m tests.renew` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handouts.model import Request
from handouts.sheet import make
from handouts.typeset.pages import Layout, PlacedBlock
from handouts.typeset.setblock import ARTIFACT, Picture, Text
from handouts.typeset.setblock import Path as Shape
from tests.support import scripts, structure
from tests.support.matrix import TODAY, clinic, with_everything

FOLDER = Path(__file__).parents[1] / "goldens"
COMMAND = "python -m tests.renew"
SMALL = 12.0  # points: marks of list items are left out


def _request(kind: str, treatment: str, region: str, locale: str, paper: str) -> Request:
    return Request(kind, treatment, region, locale, paper, TODAY)  # type: ignore[arg-type]


SHEETS: dict[str, Request] = {
    "aftercare-en": with_everything(_request("aftercare", "prp", "knee", "en", "letter")),
    "aftercare-es": with_everything(_request("aftercare", "dextrose", "low-back", "es", "a4")),
    "pre-procedure-en": with_everything(_request("pre-procedure", "dextrose", "low-back", "en", "a4")),
    "pre-procedure-blank": _request("pre-procedure", "prp", "knee", "en", "letter"),
    "session-plan-es": with_everything(_request("session-plan", "dextrose", "knee", "es", "letter")),
    "session-plan-blank": _request("session-plan", "prp", "low-back", "en", "a4"),
    "about-en": with_everything(_request("about", "bmc", "hip", "en", "letter")),
    "diary-ar": with_everything(_request("diary", "dextrose", "knee", "ar", "a4")),
}
PROOFS = {"proof-ar": "ar", "proof-hi": "hi"}


def goldens() -> dict[str, str]:
    """What each file should hold, by its name."""
    texts: dict[str, str] = {}
    for name in (*SHEETS, *PROOFS):
        layout, pdf = drawn(name)
        texts[f"{name}.layout.txt"] = layout_text(layout)
        texts[f"{name}.tags.txt"] = structure.outline(pdf)
    return texts


def drawn(name: str) -> tuple[Layout, bytes]:
    """Layout and file of a golden; sheets are those of the sample clinic, as if it were a real one."""
    if name in PROOFS:
        return scripts.written(scripts.proof(PROOFS[name]))
    sheet = make(SHEETS[name], replace(clinic(), sample=False))
    return sheet.layout, sheet.data


def layout_text(layout: Layout) -> str:
    """A line for each line of text, box and picture: page, points from the top and the left, what it is, its words."""
    lines = [f"{layout.width:g} x {layout.height:g} points, margin {layout.margin:g}, {len(layout.pages)} pages"]
    for number, page in enumerate(layout.pages, 1):
        lines.append("")
        for placed in page:
            lines.extend(f"{number} {row}" for row in _block(placed))
    return "\n".join(lines) + "\n"


def _block(placed: PlacedBlock) -> Iterator[str]:
    for mark in placed.block.marks:
        match mark:
            case Text():
                yield from _text(placed, mark)
            case Picture():
                size = f"{mark.width:.0f} x {mark.height:.0f}"
                yield _row(placed.y + mark.y, placed.x + mark.x, "Figure", f"{size} {mark.logo.alt}")
            case Shape():
                yield from _boxes(placed, mark)


def _text(placed: PlacedBlock, mark: Text) -> Iterator[str]:
    decoration = placed.artifact or mark.element == ARTIFACT
    role = "-" if decoration else placed.block.elements[mark.element].tag
    for line in mark.content.lines:
        said = "".join(word.shaped.text for word in line.words).replace("\u00a0", " ")
        size = max(word.size for word in line.words)
        what = f"{role} {size:g}"
        yield _row(placed.y + mark.y + line.baseline, placed.x + mark.x + line.left, what, structure.visible(said))


def _boxes(placed: PlacedBlock, mark: Shape) -> Iterator[str]:
    for kind, *values in mark.segments:
        x, y, width, height = (float(value) for value in (*values, 0, 0, 0, 0)[:4])
        if kind == "R" and width > SMALL:
            colours = " ".join(filter(None, (mark.fill, mark.stroke and f"line {mark.stroke}")))
            yield _row(placed.y + y, placed.x + x, "box", f"{width:.0f} x {height:.0f} {colours}")


def _row(y: float, x: float, what: str, text: str) -> str:
    return f"{y:4.0f} {x:4.0f} {what:<9} {text}".rstrip()
