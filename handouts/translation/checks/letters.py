"""Rules about single characters: whether they can be printed, and whether they belong into the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from babel.core import Locale, UnknownLocaleError, get_global

from handouts.localize.placeholders import NAMED
from handouts.translation.checks.registry import error, rule
from handouts.translation.checks.translation import Found, Translation
from handouts.typeset.fonts import families_for

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")  # spelling in some scripts; fonts need not have them
LATIN = "Latin"
# By the first word of a character's name in Unicode, where it is not the script's own.
_NAMES = {"Cjk": "Chinese", "Fullwidth": LATIN, "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"}
_COMMON = frozenset({"Feminine", "Masculine", "Micro", "Modifier"})
# Scripts by CLDR's codes; one that is not here is not looked at.
_OWN = {
    "Latn": {LATIN},
    "Cyrl": {"Cyrillic"},
    "Grek": {"Greek"},
    "Arab": {"Arabic"},
    "Hebr": {"Hebrew"},
    "Deva": {"Devanagari"},
    "Beng": {"Bengali"},
    "Thai": {"Thai"},
    "Ethi": {"Ethiopic"},
    "Hans": {"Chinese"},
    "Hant": {"Chinese"},
    "Jpan": {"Chinese", "Japanese"},
    "Kore": {"Chinese", "Korean"},
}
_GLUED = {"Chinese", "Japanese", "Korean"}  # Latin names stand in these without blanks
_TAG = re.compile(r"<[^<>]*>")


@rule("bidi-control", error, "The program keeps numbers and names in order by itself; hidden marks turn them round.")
def bidi_control(file: Translation) -> Iterator[Found]:
    """No hidden character steers the direction of the text."""
    for form in file.forms:
        for char in sorted(BIDI.intersection(form.text)):
            yield Found(form.line, f"A hidden character stands here: {_named(char)}.")


@rule("no-glyph", error, "Nothing can print it. Type another character, or ask for a font that has it.")
def no_glyph(file: Translation) -> Iterator[Found]:
    """The fonts of the language have every character, in both weights."""
    for form in file.forms:
        for char in sorted({*_bare(form.text)} - BIDI - JOINERS - {"\n", "\t"}):
            if not _printable(char, file.tag):
                yield Found(form.line, f"No font has {_named(char)}.")


@rule("foreign-letter", error, "Letters that look alike are not alike: readers aloud stumble, and searches fail.")
def foreign_letter(file: Translation) -> Iterator[Found]:
    """Each word is in the script of the language, or wholly in Latin letters."""
    own = _scripts(file.tag)
    for form in file.forms if own else ():
        for word in _words(_bare(form.text)):
            if fault := _foreign(word, own):
                yield Found(form.line, f"“{word}” holds {fault}.")


def _foreign(word: str, own: frozenset[str]) -> str:
    """What is foreign in a word: letters of another script, or Latin ones inside a word of this one."""
    letters = [(script, char) for char in word if (script := _script(char))]
    for script, char in letters:
        if script not in own and script != LATIN:
            return f"{_named(char)}"
    scripts = {script for script, _ in letters}
    if LATIN in own or LATIN not in scripts or scripts & _GLUED:
        return ""
    runs = [
        "".join(char for _, char in run) for script, run in groupby(letters, lambda pair: pair[0]) if script == LATIN
    ]
    if scripts == {LATIN}:  # a lone small letter among other letters is a slip of the keyboard
        return _named(word) if "Cyrillic" in own and len(word) == 1 and word.islower() else ""
    abbreviated = "Cyrillic" not in own and all(len(run) > 1 and run.isupper() for run in runs)
    return "" if abbreviated else f"the Latin “{runs[0]}”"


def _words(text: str) -> Iterator[str]:
    for inside, run in groupby(text, lambda char: unicodedata.category(char)[0] in "LM"):
        if inside:
            yield "".join(run)


@lru_cache(4096)
def _script(char: str) -> str:
    """The script of a letter, "" for what belongs to all or is none."""
    if unicodedata.category(char)[0] != "L":
        return ""
    first = unicodedata.name(char, "").split(" ")[0].capitalize()
    return "" if first in _COMMON else _NAMES.get(first, first)


@cache
def _scripts(tag: str) -> frozenset[str]:
    """Scripts of a language, none where it is not known."""
    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    likely = get_global("likely_subtags").get(str(locale)) or get_global("likely_subtags").get(locale.language, "")
    code = locale.script or next((part for part in likely.split("_") if len(part) == 4), "")
    return frozenset(_OWN.get(code, ()))


@lru_cache(8192)
def _printable(char: str, tag: str) -> bool:
    families = families_for(tag)
    return all(any(ord(char) in family.face(bold=bold).characters for family in families) for bold in (False, True))


def _bare(text: str) -> str:
    return _TAG.sub(" ", NAMED.sub(" ", text))


def _named(char: str) -> str:
    name = unicodedata.name(char, "a character without a name").lower()
    return f"{f'“{char}” ' if char.isprintable() else ''}U+{ord(char):04X}, {name}"
