"""The Unicode bidirectional algorithm (UAX #9) for one paragraph: embedding levels, and the visual order of a line.

Isolates (UAX #9 X5a-X5c) are made here: python-bidi resolves plain text; an isolated stretch is one neutral object in
it, and its inside is resolved on its own and set one level deeper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bidi import algorithm as uax9

OBJECT = "\ufffc"
_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def first_strong_is_rtl(text: str, default: bool) -> bool:
    """Direction of `text` by its first strong character (UAX #9 P2)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return default


def has_rtl(text: str) -> bool:
    """Whether anything in a text may be read from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def levels(text: str, *, rtl: bool) -> list[int]:
    """Embedding level of each character; even is left to right."""
    if not rtl and not has_rtl(text):
        return [0] * len(text)
    storage = uax9.get_empty_storage()
    storage["base_level"] = int(rtl)
    storage["base_dir"] = "R" if rtl else "L"
    uax9.get_embedding_levels(text, storage, False, False)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    uax9.explicit_embed_and_overrides(storage, False)
    uax9.resolve_weak_types(storage, False)
    uax9.resolve_neutral_types(storage, False)
    uax9.resolve_implicit_levels(storage, False)
    result = [int(rtl)] * len(text)
    for char in storage["chars"]:
        result[char["index"]] = char["level"]
    return result


def isolated_levels(text: str, *, outer: int, rtl: bool) -> list[int]:
    """Levels inside an isolate that stands at level `outer` and has its own direction."""
    if not rtl and outer == 0 and not has_rtl(text):
        return [0] * len(text)  # nothing to turn round: keeps plain text one run
    base = outer + 1 if (outer + 1) % 2 == int(rtl) else outer + 2
    return [base + level - int(rtl) for level in levels(text, rtl=rtl)]


def visual_order(line: Sequence[int]) -> list[int]:
    """Indices of a line's pieces from left to right, by their levels (UAX #9 L2)."""
    order = list(range(len(line)))
    for level in range(max(line, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
