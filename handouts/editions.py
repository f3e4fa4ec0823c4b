"""Editions of a sheet: paper, type sizes, spacing and colours.  All lengths are in points, colours are RGB parts from
0 to 1.

A new edition is one constant here.
"""

from __future__ import annotations

import colorsys
import functools
from collections.abc import Mapping
from typing import NamedTuple

from handouts.model import Paper, Role

RGB = tuple[float, float, float]
PAPER: dict[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
BRAND = "#0C5E79"


class Type(NamedTuple):
    """Type for one kind of text: a factor on the body size, weight and colour role."""

    factor: float
    strong: bool = False
    colour: str = "text"


class Edition(NamedTuple):
    """How large everything is.

    `body` is the type size of running text, `leading` a factor on a family's own leading, `gap` the space between
    blocks.  A sheet of more pages than it should have is set again in the `tighter` edition, which takes air, never
    type size; `pages` takes the place of the sheet's own limit.  Nothing is smaller than `smallest`, or larger than
    `largest`.  `stacked` sets one below the other what else stands side by side.  In a `roomy` edition, where page 1
    holds little, the emergencies stand at its head and the small print on the last page alone.  `notes` is the width of
    a margin column for clinicians.
    """

    name: str
    body: float
    leading: float
    margin: float
    top: float
    bottom: float
    gap: float
    tighter: Edition | None = None
    stacked: bool = False
    smallest: float = 0.0
    largest: float = 99.0
    pages: int = 0
    roomy: bool = False
    notes: float = 0.0

    def size(self, kind: str) -> float:
        """Type size of a kind of text; nothing a patient must read is smaller than the body."""
        smallest = 0.0 if kind == SOURCE_NOTE else self.smallest
        return min(self.largest, max(smallest, round(self.body * TYPES[kind].factor, 2)))


SOURCE_NOTE = "source-note"  # in the margin of a proof copy, which no patient reads
TYPES: dict[str, Type] = {
    Role.TITLE: Type(1.85, strong=True, colour="brand"),
    Role.LEAD: Type(1.08),
    Role.BODY: Type(1.0),
    Role.NOTE: Type(1.0, colour="muted"),
    Role.STATUS: Type(1.0, strong=True, colour="danger"),
    "h2": Type(1.22, strong=True, colour="brand"),
    "h3": Type(1.05, strong=True, colour="brand"),
    "label": Type(1.0, colour="muted"),
    "value": Type(1.0, strong=True),
    "band": Type(1.22, strong=True, colour="white"),
    "help": Type(1.08, strong=True),
    "do": Type(1.1, strong=True, colour="good"),
    "dont": Type(1.1, strong=True, colour="warn"),
    "cell": Type(1.0),
    "cell-head": Type(1.0, strong=True),
    "clinic": Type(1.3, strong=True, colour="brand"),
    "small": Type(0.76, colour="muted"),
    SOURCE_NOTE: Type(0.66, colour="muted"),
}

_SNUGGEST = Edition("standard", body=12.0, leading=0.865, margin=28.0, top=16.0, bottom=16.0, gap=1.0)
_SNUG = Edition("standard", body=12.0, leading=0.9, margin=34.0, top=24.0, bottom=19.0, gap=2.2, tighter=_SNUGGEST)
_TIGHTER = Edition("standard", body=12.0, leading=0.93, margin=36.0, top=27.0, bottom=22.0, gap=3.0, tighter=_SNUG)
_TIGHT = Edition("standard", body=12.0, leading=0.96, margin=40.0, top=30.0, bottom=24.0, gap=4.5, tighter=_TIGHTER)
STANDARD = Edition("standard", body=12.0, leading=1.0, margin=45.0, top=34.0, bottom=26.0, gap=6.0, tighter=_TIGHT)
# Large print is 16 pt and more, all of it (UKAAF), the small print too; what it says stands in one column.
_LARGE_FULL = Edition(
    "large",
    body=17.0,
    leading=0.86,
    margin=34.0,
    top=22.0,
    bottom=20.0,
    gap=3.0,
    stacked=True,
    smallest=16.0,
    largest=26.0,
    roomy=True,
    pages=12,
)
_LARGE_SNUG = _LARGE_FULL._replace(leading=0.9, margin=36.0, top=28.0, bottom=24.0, gap=4.0, tighter=_LARGE_FULL)
_LARGE_TIGHT = _LARGE_SNUG._replace(leading=0.95, top=30.0, gap=5.5, tighter=_LARGE_SNUG)
LARGE = _LARGE_TIGHT._replace(leading=1.02, margin=42.0, top=34.0, bottom=26.0, gap=7.0, tighter=_LARGE_TIGHT)
# A clinician's proof copy: the standard sheet with a column for notes, on as many pages as it takes.
PROOF = STANDARD._replace(name="proof", stacked=True, notes=126.0, pages=99, tighter=None)
# For translators: small type, and as many pages as a kind's messages take.
WORKSHOP = STANDARD._replace(name="workshop", body=10.0, gap=5.0, pages=999, tighter=None)
EDITIONS: dict[str, Edition] = {edition.name: edition for edition in (STANDARD, LARGE)}


def rgb(colour: str) -> RGB:
    """A "#RRGGBB" colour as RGB parts."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


@functools.lru_cache(256)
def palette(brand: str = "") -> Mapping[str, RGB]:
    """Colour roles of a sheet; the clinic's own colour takes the brand's place.

    Every text role has a contrast of 4.5:1 or more on white, and stays apart from its neighbours in grey.
    """
    own = rgb(brand or BRAND)
    hue, lightness, saturation = colorsys.rgb_to_hls(*own)
    tint = colorsys.hls_to_rgb(hue, 0.94, min(saturation, 0.4))
    rule = colorsys.hls_to_rgb(hue, 0.68, min(saturation, 0.28))
    mid = colorsys.hls_to_rgb(hue, max(lightness, 0.45), min(saturation, 0.5))
    return {
        "text": rgb("#14191C"),
        "muted": rgb("#454F55"),
        "white": rgb("#FFFFFF"),
        "brand": own,
        "tint": tint,
        "rule": rule,
        "mid": mid,
        "danger": rgb("#9C1C1C"),
        "danger-tint": rgb("#FBEFEF"),
        "good": rgb("#1E6337"),
        "warn": rgb("#7D3F00"),
        "pen": rgb("#5B666C"),
        "mark": rgb("#5A5A5A"),
    }
