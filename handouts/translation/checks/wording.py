"""Rules about what a sentence says: claims, negations, English left over, how it ends, how much room it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from handouts.editions import STANDARD
from handouts.errors import FontError
from handouts.localize.placeholders import NAMED
from handouts.model import Direction, Run
from handouts.quality.claims import claims_in, known
from handouts.translation.checks.letters import JOINERS
from handouts.translation.checks.registry import error, rule, warning
from handouts.translation.checks.translation import Found, Translation
from handouts.translation.checks.words import in_words, words
from handouts.typeset.compose import typesetter
from handouts.typeset.lines import set_text

SOURCE = "en"
# The layout takes so many times the English width, and for short labels so many type sizes more.
ROOM, SLACK = 1.6, 8.0
UNBROKEN = 100_000.0
SAMPLE = "00"
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENGLISH = re.compile(r"\b(?:the|and|your|with|this)\b", re.IGNORECASE)
_SHORTENED = re.compile(r"\w{1,5}\.")  # a word cut short is no sentence
_CLOSING = " \u00a0\u202f\"'”’»“)）」』\n\t"
# fmt: off
_ENDS = {
    ".": "a full stop", "。": "a full stop", "।": "a full stop", "۔": "a full stop", "．": "a full stop",
    "?": "a question mark", "？": "a question mark", "؟": "a question mark", ";": "a semicolon", "；": "a semicolon",
    "؛": "a semicolon", "!": "an exclamation mark", "！": "an exclamation mark", ":": "a colon", "：": "a colon",
    ",": "a comma", "，": "a comma", "،": "a comma", "…": "an ellipsis",
}
# fmt: on
_NO_FULL_STOP = frozenset({"th", "lo"})


@rule("claim", error, "No sheet may promise or claim this, in any language.")
def claim(file: Translation) -> Iterator[Found]:
    """No sentence claims what no sheet may claim."""
    for form in file.forms:
        for found in claims_in(_plain(form.text), file.tag):
            yield Found(form.line, f"“{found.sentence}”: {found.reason} Say instead: {found.instead}")


@rule("claims-unchecked", warning, "Let a clinician look for promises.")
def claims_unchecked(file: Translation) -> Iterator[Found]:
    """Whether there are rules about claims for the language."""
    if not known(file.tag):
        yield Found(1, "There are no rules about claims for this language, so none were looked for.")


@rule("negation", warning, "A lost “not” turns advice round.")
def negation(file: Translation) -> Iterator[Found]:
    """A sentence denies as often as the English one."""
    mine, theirs = words(file.language).negation, words(SOURCE).negation
    if mine is None or theirs is None:
        return
    for form in file.forms:
        here = mine.count(in_words(form.text))
        there = [theirs.meant(in_words(english)) for english in form.english]
        if not any(set(here).intersection(meant) for meant in there):
            yield Found(form.line, f"“Not” and the like: {there[0][0]} in the English, {here[-1]} here.")


@rule("copied", warning, "The patient reads this language only.")
def copied(file: Translation) -> Iterator[Found]:
    """The sentence is translated, not copied, and no English is left in it."""
    same = words(file.language).same
    for form in file.forms:
        if form.text in form.english and form.text not in same and any(map(_is_word, _WORD.findall(_plain(form.text)))):
            yield Found(form.line, "This is the English sentence.")
        elif file.language != SOURCE and (left := _ENGLISH.findall(_plain(form.text))):
            yield Found(form.line, f"English words are left: {', '.join(left)}.")


@rule("end-mark", warning, "A sentence that ends like the English one fits where the sheet puts it.")
def end_mark(file: Translation) -> Iterator[Found]:
    """The sentence ends with the same kind of mark."""
    for form in file.forms:
        here, there = _end(form.text), [_end(english) for english in form.english]
        shortened = "" in there and _SHORTENED.fullmatch(form.text)
        if here not in there and not shortened and not (file.language in _NO_FULL_STOP and not here):
            yield Found(form.line, f"The English ends with {there[0] or 'no mark'}, this with {here or 'none'}.")


@rule("white-space", warning, "Blanks at the ends and double ones make gaps on the sheet.")
def white_space(file: Translation) -> Iterator[Found]:
    """Blanks stand where the English has them, one at a time."""
    for form in file.forms:
        if _blanks(form.text) not in [_blanks(english) for english in form.english]:
            yield Found(form.line, "A blank begins or ends the sentence here, or is missing there.")
        elif re.search(r"\s{2}|[\n\t]", form.text.strip()):
            yield Found(form.line, "Two blanks stand side by side, or a line ends inside the sentence.")


@rule("long", warning, "The layout takes 1.6 times the English width. Say it shorter, or look at a draft.")
def long(file: Translation) -> Iterator[Found]:
    """The sentence, set in type, is not much wider than the English one."""
    for form in file.forms:
        here = _width(form.text, file.tag)
        there = max(_width(english, SOURCE) for english in form.english)
        if there and here > max(ROOM * there, there + SLACK * STANDARD.body):
            yield Found(form.line, f"This takes {here / there:.1f} times the width of the English.")


@lru_cache(8192)
def _width(text: str, tag: str) -> float:
    """Width in points when set in one line, 0 where no font can."""
    style = typesetter(STANDARD, "a4", tag, _direction(tag)).style("body")
    try:
        return set_text((Run(_seen(NAMED.sub(SAMPLE, _plain(text)))),), style, UNBROKEN).width
    except FontError:
        return 0.0


def _seen(text: str) -> str:
    """`text` without what takes no room: other rules speak of controls."""
    return "".join(char for char in " ".join(text.split()) if char in JOINERS or unicodedata.category(char)[0] != "C")


@lru_cache(64)
def _direction(tag: str) -> Direction:
    try:
        return "rtl" if Locale.parse(tag.replace("-", "_")).text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _plain(text: str) -> str:
    return _TAG.sub("", text)


def _is_word(text: str) -> bool:
    """Whether it is a word of a language, and no abbreviation."""
    return not text.isupper()


def _end(text: str) -> str:
    """The kind of mark that `text` ends with, "" for none."""
    bare = _plain(text).replace("...", "…").rstrip(_CLOSING)
    return _ENDS.get(bare[-1:], "")


def _blanks(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
