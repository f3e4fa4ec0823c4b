"""Where a line may begin: after blanks and hyphens, between Chinese characters, at Thai words."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

NO_BREAK_SPACE = "\u00a0"
CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff"  # without Hangul: Korean breaks at blanks
FIRST_CJK, FIRST_THAI = "\u2e80", "\u0e00"
NOT_FIRST = "。，、；：？！）》」』】〉〕”’％‰℃·…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}%"
NOT_LAST = "（《「『【〈〔“‘([{"
_BLANK = re.compile(r"(?<=[ \u200b])(?=[^ \u200b])")
# Not "mal-|estar" nor "a-|t-|elle": so short a piece is no help to the eye, and leads readers of columns astray.
_HYPHEN = re.compile(r"(?<=[^\W\d]{4}[-\u2010\u2013/])(?=\w{3})")
_THAI = re.compile("[\u0e00-\u0e7f]+")
_THAI_REPEAT = "\u0e46"


@functools.cache
def _between_cjk() -> re.Pattern[str]:
    return re.compile(f"(?<=[{CJK}])(?=\\S)|(?<=\\S)(?=[{CJK}])")  # takes long to compile, and few languages need it


@functools.cache
def _alone() -> re.Pattern[str]:
    """One character and its marks at the end of a paragraph: too little for a line."""
    return re.compile(f"[\u3400-\u9fff][{re.escape(NOT_FIRST)}]*")


@functools.cache
def _thai_words() -> Callable[[str], list[str]]:
    import budoux

    parse: Callable[[str], list[str]] = budoux.load_default_thai_parser().parse
    return parse


def _thai_breaks(text: str) -> Iterator[int]:
    for stretch in _THAI.finditer(text):
        at = stretch.start()
        for word in _thai_words()(stretch[0]):
            if at > stretch.start() and text[at] != _THAI_REPEAT:
                yield at
            at += len(word)


def break_opportunities(text: str) -> list[int]:
    """Offsets at which a new line may begin, in order; never 0 or the end."""
    at = {match.start() for match in _BLANK.finditer(text)} | {match.start() for match in _HYPHEN.finditer(text)}
    highest = max(text, default="")
    asian = highest >= FIRST_CJK
    if asian:
        at |= {match.start() for match in _between_cjk().finditer(text)}
    if highest >= FIRST_THAI:
        at |= set(_thai_breaks(text))
    allowed = sorted(i for i in at if 0 < i < len(text) and text[i] not in NOT_FIRST and text[i - 1] not in NOT_LAST)
    return allowed[:-1] if asian and allowed and _alone().fullmatch(text, allowed[-1]) else allowed
