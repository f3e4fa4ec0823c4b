"""What `fill` hands to `parse`: a template with every value and word in place, still as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

CODE_BYTES = 900  # in a QR code: more makes its dots too many for a hand-held phone
LONGEST_PHONE = 32  # bytes

# What stands where a clinic's or patient's own words belong.  They are private characters, which those words may not
# have in them (see `text`), and which no font can write: one that were left over would be no sheet.
FIRST_STAND_IN, FIRST_PHONE, LAST_STAND_IN = 0x100000, 0x108000, 0x10FFFD
STAND_IN = re.compile(f"[{chr(FIRST_STAND_IN)}-{chr(LAST_STAND_IN)}]")


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template: its `xml`, the file name of the `template` (for messages) and the `kind` of sheet.

    `own` has the words that belong in place of each stand-in, by its character.  So sheets that differ by nothing else
    are one `xml`.
    """

    xml: str
    template: str
    kind: str
    own: Mapping[str, str] = field(default_factory=dict)


def code_bytes(text: str) -> int:
    """Bytes of `text` in a code; a stand-in counts as a phone, which is all that a code has of anybody's own words."""
    return len(STAND_IN.sub("", text).encode()) + LONGEST_PHONE * len(STAND_IN.findall(text))
