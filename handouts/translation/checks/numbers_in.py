"""Numbers in a text, by value: in any digits, with the marks of its language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

# Blanks that part thousands.
_BLANK = "\u00a0\u2009\u202f"
_FRACTIONS = "¼-¾⅐-⅞"
# Marks: a point, a comma, an apostrophe, and the two of Arabic.
NUMBER = re.compile(rf"\d+(?:[.,'’\u066b\u066c{_BLANK}]\d+)*[{_FRACTIONS}]?|[{_FRACTIONS}]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")
_PARTED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_VALUE = re.compile(r"%\(\w+\)s")


def numbers_in(text: str, language: str) -> Counter[Decimal]:
    """The values of the numbers that stand in `text`; what placeholders bring is none of them."""
    bare = _VALUE.sub(" ", text)
    return Counter(value for found in NUMBER.finditer(bare) for value in _values(found[0], language))


def readings(text: str, language: str) -> Iterator[Counter[Decimal]]:
    """The ways to read the numbers of `text`: a common blank may part thousands, or two numbers."""
    yield numbers_in(text, language)
    yield numbers_in(_PARTED.sub("", text), language)


def _values(written: str, language: str) -> list[Decimal]:
    """The value of a number as `language` writes it: 1.500 is fifteen hundred in German, one and a half in English.

    What has too many marks for a number, such as a version, gives each of its parts.
    """
    whole = re.sub(f"[{_FRACTIONS}]", "", written)
    part = sum((Decimal(str(unicodedata.numeric(char))) for char in written if char not in whole), Decimal(0))
    if not whole:
        return [part]
    text = _latin(whole)
    point, group = (",", ".") if _decimal_comma(language) else (".", ",")
    text = text.replace("\u066b", point).replace("\u066c", group)
    text = re.sub(f"['’{_BLANK}]", "", text)
    if group in text and not _GROUPED.fullmatch(text.split(point)[0].replace(group, ",")):
        text = text.replace(group, point)  # 1.5 in a language with commas: no thousands, so a decimal mark
    text = text.replace(group, "").replace(point, ".")
    if text.count(".") > 1:
        return [Decimal(each) for each in text.split(".")]
    return [Decimal(text) + part]


def _latin(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


@lru_cache(64)
def _decimal_comma(language: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(language.replace("-", "_")).number_symbols
    except (UnknownLocaleError, ValueError):
        return False
    return bool(symbols.get("latn", {}).get("decimal") == ",")
