"""What `fill` hands to `parse`: a template with every value and word in place, still as text."""

from __future__ import annotations

from dataclasses import dataclass

CODE_BYTES = 900  # in a QR code: more makes its dots too many for a hand-held phone


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template: its `xml`, the file name of the `template` (for messages) and the `kind` of sheet."""

    xml: str
    template: str
    kind: str
