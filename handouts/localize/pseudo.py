"""Pseudo-languages, made on the fly to try a sheet before anybody has translated it; no patient ever gets one.

`en-XA` is English with accents, in brackets, a third longer: what is not bracketed was never given to translators, and
what is cut has no room.  `ar-XB` is English in Arabic letters, which run from right to left and join.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from gettext import NullTranslations
from itertools import cycle
from typing import NamedTuple

from handouts.model import Direction

LONGER = 1.35
FILLING = ("one", "two", "three", "four", "five", "six", "seven")
KEPT_CONTEXT = "watermark"  # DRAFT must be read as DRAFT
ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇĎÉƑĜĤÎĴĶĻṀÑÖÞQŔŠŢÛṼŴẊÝŽåƀçďéƒĝĥîĵķļṁñöþqŕšţûṽŵẋýž",
)
MIRRORED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz,;?",
    "ابثدهفغحيجكلمنوصقرستعضطخىز،؛؟",
)
# Placeholders, doubled percent signs, markup, entities, and the gaps of patterns stay as they are.
_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|&#?\w+;|\{\w*\})")


class Pseudo(NamedTuple):
    """A pseudo-language: its tag, its name, where its lines begin, whose data it has, and what it makes of English."""

    tag: str
    name: str
    direction: Direction
    data: str
    say: Callable[[str], str]

    def translations(self) -> NullTranslations:
        """A catalog in which every sentence is translated."""
        return _Pseudo(self.say)

    def forms(self, known: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """English forms with their words in the pseudo-language; units, and patterns of dates, stay."""
        spoken = {"words": None, "hours": None, "times": ("am", "pm")}
        return {
            section: {key: self.say(text) if _spoken(spoken, section, key) else text for key, text in table.items()}
            for section, table in known.items()
        }


def _spoken(spoken: Mapping[str, tuple[str, ...] | None], section: str, key: str) -> bool:
    keys = spoken.get(section, ())
    return keys is None or key in keys


class _Pseudo(NullTranslations):
    """Translates whatever it is asked."""

    def __init__(self, say: Callable[[str], str]) -> None:
        super().__init__()
        self._say = say

    def gettext(self, message: str) -> str:
        return self._say(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._say(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return message if context == KEPT_CONTEXT else self._say(message)

    def npgettext(self, _: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def accented(sentence: str) -> str:
    """English with accents, in brackets, a third longer."""
    return f"[{_letters(sentence, ACCENTED)}{_filling(len(_KEPT.sub('', sentence)))}]"


def mirrored(sentence: str) -> str:
    """English in Arabic letters."""
    return _letters(sentence, MIRRORED, lower=True)


def _letters(sentence: str, letters: Mapping[int, int], *, lower: bool = False) -> str:
    parts = _KEPT.split(sentence)
    parts[::2] = [(part.lower() if lower else part).translate(letters) for part in parts[::2]]
    return "".join(parts)  # what is kept stands between the others


def _filling(length: int) -> str:
    """Words that make up for what a sentence of `length` lacks, two characters of which its brackets are."""
    wanted, text = round(length * (LONGER - 1)) - 2, ""
    for word in cycle(FILLING):
        if len(text) >= wanted:
            return text.translate(ACCENTED)
        text += f" {word}"
    return text


PSEUDO = {
    pseudo.tag: pseudo
    for pseudo in (
        Pseudo("en-XA", "Accented English", "ltr", "en", accented),
        Pseudo("ar-XB", "Mirrored English", "rtl", "ar", mirrored),
    )
}


def pseudo(tag: str) -> Pseudo | None:
    """The pseudo-language of that tag, in any case, with hyphen or underscore."""
    plain = tag.replace("_", "-").casefold()
    return next((each for each in PSEUDO.values() if each.tag.casefold() == plain), None)
