"""Words of a language that rules count: negations, units, numbers.  Each language has a TOML file in `languages/`.

A list is words with blanks between; `*` stands for any letters, `_` for a blank inside one.  In a file that says
`glued = true`, for scripts without blanks, each list is a regular expression.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from handouts.localize.placeholders import NAMED
from handouts.translation.checks.numbers_in import NUMBER

BREAK = "|"  # where a sentence ends, in words
VALUE = "0"  # a number or placeholder, in words
_MARKUP = re.compile(r"<[^<>]*>")
_VALUES = re.compile(rf"%\(\w+\)s|{NUMBER.pattern}")
_ENDS = frozenset(".!?;:…。！？；：।؟؛۔")
_SIGNS = frozenset("°%µ")
_SYMBOLS = {
    "mcg": "mcg μg",
    "mg": "mg",
    "g": "g",
    "kg": "kg",
    "lb": "lb lbs",
    "ml": "ml",
    "cm": "cm",
    "mm": "mm",
    "°C": "°c",
    "°F": "°f",
    "percent": "%",
}
_INNER_POINT = re.compile(r"\.(?=\w)")  # in a word cut short, not at a sentence's end
_VOWEL_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f]")


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that deny: those of the `core`, and each `echo`, which in many languages says it once more.

    What `unless` finds denies nothing; what `maybe` finds other languages may say by denying something.
    """

    core: re.Pattern[str]
    echo: re.Pattern[str]
    unless: re.Pattern[str]
    maybe: re.Pattern[str]

    def meant(self, text: str) -> range:
        """How often a translation of an English text in words should deny something."""
        surely = len(self.core.findall(self.unless.sub(" ", text)))
        return range(surely, surely + len(self.maybe.findall(text)) + 1)

    def count(self, text: str) -> range:
        """How often a text in words may deny something: at least once in each sentence that does so at all."""
        sentences = self.unless.sub(" ", text).split(BREAK)
        cores = [len(self.core.findall(sentence)) for sentence in sentences]
        echoes = [len(self.echo.findall(sentence)) for sentence in sentences]
        least = sum(bool(core or echo) for core, echo in zip(cores, echoes, strict=True))
        return range(least, sum(cores) + sum(echoes) + 1)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    `units` and `numbers` go by the unit and by the number, `beside` has units with their value.  `meant` are words,
    such as "twice", for which another language may have the number; `same` are sentences that are right as they stand
    in English.
    """

    negation: Negation | None
    units: Mapping[str, re.Pattern[str]]
    beside: Mapping[str, re.Pattern[str]]
    numbers: Mapping[int, re.Pattern[str]]
    meant: Mapping[int, re.Pattern[str]]
    same: frozenset[str]

    def units_in(self, text: str) -> Counter[str]:
        """Units in a text in words."""
        return Counter({unit: n for unit, each in self.units.items() if (n := len(each.findall(text)))})

    def unit_beside(self, text: str) -> set[str]:
        """The units that stand beside a value in a text in words."""
        return {unit for unit, beside in self.beside.items() if beside.search(text)}

    def numbers_in(self, text: str) -> Counter[int]:
        """Numbers that stand as words in a text in words."""
        return Counter({value: n for value, each in self.numbers.items() if (n := len(each.findall(text)))})


@lru_cache(8192)
def in_words(text: str, value: str = "") -> str:
    """The words of a text in small letters, parted by single blanks: values as 0, ends of sentences as a bar.

    Only the placeholder named `value` is 0, if there is a name.  Points for vowels, which most writers leave out, are
    left out.
    """
    text = text.replace(f"%({value})s", f" {VALUE} ") if value else _VALUES.sub(f" {VALUE} ", text)
    text = _VOWEL_POINTS.sub("", unicodedata.normalize("NFC", text.replace("n’t", " not").replace("n't", " not")))
    text = _INNER_POINT.sub(" ", NAMED.sub(" ; ", _MARKUP.sub("", text)).replace("%%", " % "))
    return " ".join("".join(map(_seen, text.casefold())).split())


def _seen(char: str) -> str:
    if char in _ENDS:
        return f" {BREAK} "
    if char == "%":
        return " % "
    return char if char in _SIGNS or unicodedata.category(char)[0] in "LMN" else " "


@cache
def words(language: str) -> Words:
    """The lists of a language without country or script; where nobody has written any, no more than symbols."""
    path = files("handouts.translation.checks") / "languages" / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    glued, prefix = bool(data.get("glued")), str(data.get("prefix", ""))

    def pattern(listed: str) -> re.Pattern[str]:
        return re.compile(listed or "(?!)") if glued else _listed(listed, prefix)

    def table(name: str) -> dict[int, re.Pattern[str]]:
        return {int(value): pattern(listed) for value, listed in data.get(name, {}).items()}

    units = {unit: _symbol(symbols) for unit, symbols in _SYMBOLS.items()}
    for unit, listed in data.get("units", {}).items():
        both = [pattern(listed).pattern, *([units[unit].pattern] if unit in units else [])]
        units[unit] = re.compile("|".join(both))
    denied = data.get("negation")
    negation = (
        Negation(*(pattern(denied.get(key, "")) for key in ("core", "echo", "unless", "maybe"))) if denied else None
    )
    beside = {
        name: re.compile(f"(?<![^ ]){VALUE} (?:{each.pattern})|(?:{each.pattern}) {VALUE}(?![^ ])")
        for name, each in units.items()
    }
    return Words(negation, units, beside, table("numbers"), table("meant"), frozenset(data.get("same", ())))


def _symbol(symbols: str) -> re.Pattern[str]:
    """Symbols of a unit, which in some languages have endings."""
    return re.compile(f"(?<![a-zμ°])(?:{'|'.join(symbols.split())})(?![a-z])")


def _listed(listed: str, prefix: str) -> re.Pattern[str]:
    if not listed.split():
        return re.compile("(?!)")
    each = (re.escape(word).replace(r"\*", "[^ |]*").replace("_", " ") for word in listed.split())
    before = f"(?:{'|'.join(prefix.split())})?" if prefix else ""
    return re.compile(f"(?<![^ ]){before}(?:{'|'.join(each)})(?![^ ])")
