"""One table of a clinic file, read setting by setting; what is missing, empty, unknown or mistyped is a fault."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from handouts.clinics.faults import Faults, did_you_mean, shown
from handouts.clinics.placeholders import is_placeholder
from handouts.errors import Problem
from handouts.text import check_text, clean_text, is_visible

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from handouts.clinics.lines import KeyPath

MAX_ITEMS = 20
CACHED = 512  # texts

# One line as it might be written, for whoever left the setting out.
EXAMPLES = {
    "name": 'name = "Harbor Spine & Joint Clinic"',
    "address": 'address = ["12 Quay Street", "Portland, OR 97201"]',
    "country": 'country = "US"',
    "language": 'language = "en"',
    "phone": 'phone = "+1 503-555-0123"',
    "after_hours_phone": 'after_hours_phone = "+1 503-555-0144", or "none" if there is no such number',
    "email": 'email = "desk@harborspine.example"',
    "website": 'website = "www.harborspine.example"',
    "logo": 'logo = "logo.png"',
    "colour": 'colour = "#0C5E79"',
    "paper": 'paper = "a4"',
    "jurisdiction": 'jurisdiction = "US-OR"',
    "notice": 'notice = "notice.txt"',
    "days": 'days = ["mon", "tue", "wed", "thu", "fri"]',
    "open": 'open = "08:00"',
    "close": 'close = "17:00"',
    "clinician": 'clinician = "Dr. Maria Lopez"',
    "role": 'role = "Medical director"',
    "date": "date = 2026-11-01",
    "covers": 'covers = ["bmc"]',
}


class Table:
    """The settings at `path`; what is wrong with them goes to `faults`."""

    def __init__(self, values: Mapping[str, Any], faults: Faults, path: KeyPath = ()) -> None:
        self.values = values
        self.faults = faults
        self.path = path

    def has(self, key: str) -> bool:
        """Whether `key` is written at all."""
        return key in self.values

    def fault(self, key: str, code: str, message: str, hint: str = "") -> None:
        """Record a fault of `key`."""
        self.faults.add((*self.path, key), code, message, hint)

    def refuse_unknown(self, known: Collection[str], misplaced: Mapping[str, str]) -> None:
        """Fault every setting that is not `known`; `misplaced` has advice for those that belong elsewhere."""
        for key in self.values:
            if key not in known:
                if self.faults.full:
                    return
                hint = misplaced.get(key) or did_you_mean(key, known) or f"The settings here are: {', '.join(known)}."
                self.fault(key, "unknown-key", f"There is no setting {shown(key)} here.", hint)

    def missing(self, key: str) -> None:
        """Fault `key` for not being there."""
        self.fault(key, "missing-key", "This setting is missing.", f"Add a line such as: {EXAMPLES[key]}")

    def text(self, key: str, *, required: bool = False) -> str:
        """Text of `key`, cleaned; "" where it is not given or has a fault."""
        if self.has(key):
            return read_text_value(self.values[key], (*self.path, key), key, self.faults)
        if required:
            self.missing(key)
        return ""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Texts of the list `key`, cleaned; an empty tuple where it is not given or has a fault."""
        if not self.has(key):
            if required:
                self.missing(key)
            return ()
        value = self.values[key]
        if not isinstance(value, list):
            self.fault(
                key, "wrong-type", f"This must be a list, not {shown(value)}.", f"Write it like this: {EXAMPLES[key]}"
            )
            return ()
        if len(value) > MAX_ITEMS:
            self.fault(key, "too-long", f"The list has more than {MAX_ITEMS} items.", "Shorten it.")
            return ()
        if not value:
            self.fault(key, "empty", "The list is empty.", f"Write it like this: {EXAMPLES[key]}")
        path = (*self.path, key)
        texts = [read_text_value(item, (*path, number), key, self.faults) for number, item in enumerate(value)]
        return tuple(texts) if all(texts) else ()


def read_text_value(value: object, path: KeyPath, key: str, faults: Faults) -> str:
    """`value`, cleaned, or "" if it is no text that may be printed; then `faults` says why."""
    example = f"Write it like this: {EXAMPLES[key]}"
    if not isinstance(value, str):
        faults.add(path, "wrong-type", f"This must be text in quotation marks, not {shown(value)}.", example)
        return ""
    text, fault = _judged(value)
    if fault:
        faults.add(path, fault.code, fault.message, fault.hint or example)
        return ""
    return text


@functools.lru_cache(CACHED)
def _judged(value: str) -> tuple[str, Problem | None]:
    """A text cleaned, and why it may not be printed; clinics share most of theirs, such as days and hours."""
    text = clean_text(value)
    if not text:
        return text, Problem("empty", "There is nothing between the quotation marks.")
    if problem := check_text(text, key=""):
        return text, problem
    if is_placeholder(text) or not is_visible(text):
        return text, Problem("placeholder", f"{shown(text)} still has to be filled in.")
    return text, None
