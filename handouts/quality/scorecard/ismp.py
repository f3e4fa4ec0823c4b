"""ISMP and Joint Commission: how doses may not be written, on sheet and imprint-free text alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.quality.scorecard.item import Check, Finding, Item
from handouts.quality.scorecard.look import Look
from handouts.quality.scorecard.wording import never

UNITS = "mg|mcg|g|kg|lb|ml|mL|l|L|units|mmol|tablets?|hours?|days?|°C|°F"
PATTERNS = {
    "trailing-zero": re.compile(r"(?<![\d.,])\d+(?:\.0+|,00?)(?!\d)"),
    "leading-zero": re.compile(r"(?<![\w.,)])[.,]\d"),
    "space": re.compile(rf"\d(?:{UNITS})\b"),
    "full-stop": re.compile(r"\d\s(?:mg|mcg|kg|lb|ml|mL)\.(?=\s+[a-z(])"),
    "symbols": re.compile(r"(?<!\w)[@<>](?=\s?\w)|\s[&+]\s(?=\d)"),
    "thousands": re.compile(r"(?<![\d.,])\d{4,}\s?(?:mg|mcg|g|ml|units)\b"),
    "name-dose": re.compile(r"\b[A-Za-z]{4,}\d+\s?(?:mg|mcg|g|ml)\b"),
}
SPACED_THOUSANDS = ("en",)  # other languages write four digits together


def _no(name: str, mend: str) -> Check:
    wanted = PATTERNS[name]

    def check(look: Look) -> Iterator[Finding]:
        for piece in look.pieces:
            if found := wanted.search(piece.text.replace("\u00a0", " ")):
                yield Finding(f"“{found[0].strip()}” {piece.place}", mend)

    return check


def _thousands(look: Look) -> Iterator[Finding]:
    if look.language in SPACED_THOUSANDS:
        yield from _no("thousands", "Write a comma: 3,000 mg.")(look)


def _item(name: str, question: str, check: Check | None = None) -> Item:
    return Item(f"ismp-{name}", "ISMP", question, check)


ISMP: tuple[Item, ...] = (
    _item("trailing-zero", "Is there no zero behind a decimal point (1.0)?", _no("trailing-zero", "Write 1, not 1.0.")),
    _item("leading-zero", "Is there a zero before a decimal point (0.5)?", _no("leading-zero", "Write 0.5, not .5.")),
    _item("space", "Is there a space between number and unit?", _no("space", "Write 500 mg, not 500mg.")),
    _item("full-stop", "Are units without a full stop?", _no("full-stop", "Write mg, not mg.")),
    _item("thousands", "Are large numbers parted (3,000)?", _thousands),
    _item(
        "symbols", "Are there no @, <, > or + for words?", _no("symbols", "Write the word: at, less than, more than.")
    ),
    _item("name-dose", "Are a medicine's name and dose apart?", _no("name-dose", "Put a space between them.")),
    _item("abbreviations", "Are there no unsafe abbreviations?", never("abbreviations", "Write it in full.")),
    _item("slash", "Is there no slash for per?", never("slash", "Write a day, in 24 hours, for each.")),
    _item("look-alike", "Can no medicine's name be taken for another?"),
)
