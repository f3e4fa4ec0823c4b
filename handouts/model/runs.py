"""Settled text: stretches of it, each in one style."""

from __future__ import annotations

from typing import Literal, NamedTuple

Isolation = Literal["", "unit", "keep", "name"]

Slot = Literal["", "page", "pages"]


class Run(NamedTuple):
    """A stretch of settled text in one style.

    `isolation` is how it stands in its line: "" is prose; "unit" (phone, dose, e-mail) is one left-to-right object that
    never breaks; "keep" (a date in words) never breaks but reads in its own direction; "name" is set apart from its
    neighbours' direction and may break.  `lang` is a BCP 47 tag where it differs from the sheet's.  `field` names the
    clinic-file key, option or parameter that the text came from.  `slot` is filled in when pages are numbered.
    `size` scales the paragraph's type size.  `source` holds the ids of what the statement rests on; it never shows in
    how the run is set.
    """

    text: str
    strong: bool = False
    isolation: Isolation = ""
    lang: str = ""
    field: str = ""
    slot: Slot = ""
    size: float = 1.0
    source: tuple[str, ...] = ()


Inlines = tuple[Run, ...]


def plain(runs: Inlines) -> str:
    """Text of `runs`, as a reader hears it."""
    return "".join(run.text for run in runs)
