"""What may stand in a text that a person gives us: clinic data, a patient's name, an address.

Messages name characters by number and name and never repeat the text, because it may be a patient's.
"""

from __future__ import annotations

import re
import unicodedata

from handouts.errors import Problem

MAX_LENGTH = 500
MAX_STACKED_MARKS = 8

# Without these two, Persian, Hindi and emoji are spelt wrongly; every other invisible format character can hide or
# reorder what the patient reads.
JOINERS = frozenset("\u200c\u200d")

# Letters by name, but without ink.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

_KINDS = {
    "Cc": "a control character",
    "Cf": "an invisible character that can hide or reorder text",
    "Cs": "half of a character",
    "Co": "a private character, which every font shows differently",
    "Cn": "a number to which no character is assigned",
    "Zl": "a line break",
    "Zp": "a line break",
}

# Whole glyphs that old files hold instead of letters (the ligature U+FB01, joined Arabic letters), and every blank.
_GLYPHS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
_BLANKS = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# Joiners that have a letter on one side at most join nothing, nor do those of emoji: their parts stand side by side.
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_LOOSE = re.compile(f"(?<![^ {_PICTURE}])[\u200c\u200d]+|[\u200c\u200d]+(?![^ {_PICTURE}])")

# They choose between a picture in colour and a line drawing, and print has but one of the two.
_PRESENTATION = str.maketrans("", "", "\ufe0e\ufe0f")


def clean_text(text: str) -> str:
    """`text` as it is printed: letters in Unicode's composed form (NFC), single blanks, none at either end."""
    if _is_plain(text):
        return " ".join(text.split())
    letters = _GLYPHS.sub(lambda glyph: unicodedata.normalize("NFKC", glyph[0]), text.translate(_PRESENTATION))
    single = _BLANKS.sub(" ", unicodedata.normalize("NFC", letters)).strip()
    return _BLANKS.sub(" ", _LOOSE.sub("", single)).strip()


def check_text(text: str, *, key: str, file: str = "", line: int = 0, most: int = MAX_LENGTH) -> Problem | None:
    """The first reason why `text` cannot be printed, or None.  An empty text is fine.

    It may have up to `most` characters.  `key` is the setting or option it was given with; `file` and `line` say where.
    """
    strange = None if _is_plain(text) else _bad_character(text) or _loose_mark(text) or _stacked_marks(text)
    fault = strange or _too_long(text, most)
    if fault is None:
        return None
    code, message, hint = fault
    return Problem(code, message, hint, file=file, line=line, key=key)


def is_visible(text: str) -> bool:
    """Whether `text` says anything: it has a letter or a digit of any script."""
    return any(char.isalnum() for char in text)


def character_name(char: str) -> str:
    """A character as "U+202E RIGHT-TO-LEFT OVERRIDE", fit for any terminal."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} {name}".rstrip()


def _is_plain(text: str) -> bool:
    """Whether a text has nothing but ASCII's letters, digits, signs and blanks, as most have."""
    return text.isascii() and text.isprintable()


def _bad_character(text: str) -> tuple[str, str, str] | None:
    for position, char in enumerate(text, 1):
        kind = "an invisible character" if char in _FILLERS else _KINDS.get(unicodedata.category(char))
        if kind is not None and char not in JOINERS:
            message = f"Character {position} is {character_name(char)}, {kind}."
            hint = "Write it on one line." if char in "\n\r\u2028\u2029" else "Delete it, or type the text again."
            return "bad-character", message, hint
    return None


def _loose_mark(text: str) -> tuple[str, str, str] | None:
    for position, (before, char) in enumerate(zip(f" {text}", text, strict=False), 1):
        if before.isspace() and unicodedata.category(char).startswith("M"):
            message = f"Character {position} is {character_name(char)}, a mark without the letter that it belongs to."
            return "bad-character", message, "Delete it, or type the text again."
    return None


def _stacked_marks(text: str) -> tuple[str, str, str] | None:
    stacked = 0
    for char in text:
        stacked = stacked + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if stacked > MAX_STACKED_MARKS:
            message = f"One letter carries more than {MAX_STACKED_MARKS} accents, which would cover other lines."
            return "bad-character", message, "Type the text again."
    return None


def _too_long(text: str, most: int) -> tuple[str, str, str] | None:
    if len(text) <= most:
        return None
    message = f"The text has {len(text)} characters; at most {most} can be printed."
    return "too-long", message, "Shorten it."
