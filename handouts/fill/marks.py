"""What templates write around values, so that they neither break nor reorder nor get lost; and their filters."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from handouts.filled import CODE_BYTES, code_bytes
from handouts.traced import parameter_of

BLANK = "_"  # low lines where a pen is expected inside running text
_ITEM = re.compile(r'<li\b(?:[^>]*\bsrc="([^"]*)")?[^>]*>(.*?)</li>', re.DOTALL)


def unit(value: object, field: str = "") -> Markup:
    """A number, phone, dose or address of the net: one left-to-right object that never breaks."""
    return _marked("unit", value, field)


def keep(value: object) -> Markup:
    """A date or time in words: never breaks."""
    return _marked("keep", value, "")


def name(value: object, field: str) -> Markup:
    """A name as somebody typed it, set apart from the direction of its surroundings."""
    return _marked("name", value, field)


def big(value: object) -> Markup:
    """Larger type, for the number to call."""
    return _around("big", value)


def strong(value: object) -> Markup:
    """Bold type; nothing stays nothing."""
    return _around("strong", value) if value else Markup("")


def blank(width: int) -> Markup:
    """A place for the pen inside running text, `width` low lines long."""
    return _around("keep", BLANK * width)


def items(listed: str) -> list[Markup]:
    """What stands in each `<li>` of `listed`, with its source, for a sentence."""
    return [_cited(source, found.strip()) for source, found in _ITEM.findall(listed)]


def _cited(source: str, words: str) -> Markup:
    marked = Markup(words)  # noqa: S704 - it was markup before
    return Markup('<cite src="{}">{}</cite>').format(source, marked) if source else marked


def plain(text: str) -> str:
    """`text` without its marks, for what is no part of the page: a figure's description, a code."""
    return " ".join(Markup(text).striptags().split())  # noqa: S704 - made to be stripped


def fits_code(text: str) -> bool:
    """Whether a phone can read `text` from a printed code."""
    return code_bytes(text) <= CODE_BYTES


def _marked(tag: str, value: object, field: str) -> Markup:
    field = field or parameter_of(value)
    return _around(tag, value, f' field="{escape(field)}"' if field else "")


def _around(tag: str, value: object, attribute: str = "") -> Markup:
    """An element; written together by hand, since it is done thousands of times a sheet and `Markup.format` is slow."""
    return Markup(f"<{tag}{attribute}>{escape(value)}</{tag}>")  # noqa: S704 - what is not ours is escaped
