"""Rules about claims, as patterns of words.

A pattern is words with blanks between: `heal*` is any word that begins so, `a|b` either, `{set}` one of a named set, a
word with `?` may be missing.  `..4` are up to four words in between, in the same clause; `...4` may pass over a comma.
Where small words are written together with the next one, as in Hebrew, `prefix` lists them: any word may begin so.
Chinese is matched sign by sign: 软骨 is two words in a row there, and `..4` are up to four signs.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from handouts.quality.claims.text import LETTER, Sentence, parted, unaccented

_GAP = re.compile(r"(\.{2,3})(\d+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not be claimed: `plain` patterns are taken back by a negation before or in them, `flat` ones, which
    negate themselves, only by one before.  `unless` is what makes the same words honest.  `questions` are judged, too;
    a `hedged` claim may be hoped for; `advice` is not made better by an "if".
    """

    id: str
    reason: str
    instead: str
    plain: tuple[re.Pattern[str], ...]
    flat: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    questions: bool
    hedged: bool
    advice: bool


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a language, with its ways to negate, to hedge and to begin a new clause."""

    rules: tuple[Rule, ...]
    contractions: dict[str, str]
    negations: re.Pattern[str]
    hedges: re.Pattern[str]
    conditions: re.Pattern[str]
    clause: re.Pattern[str]
    emphatic: re.Pattern[str]
    disclaimers: re.Pattern[str]

    def breaks(self, rule: Rule, sentence: Sentence, following: str = "") -> bool:
        """Whether `sentence` claims what `rule` forbids; `following` is what is said next."""
        if rule.hedged and self.disclaimers.search(following):
            return False
        if (sentence.asks and not rule.questions) or any(each.search(sentence.seen) for each in rule.unless):
            return False
        text = self.emphatic.sub(lambda found: "_" * len(found[0]), sentence.seen)
        plain = (found for each in rule.plain for found in each.finditer(sentence.seen))
        flat = (found for each in rule.flat for found in each.finditer(sentence.seen))
        return any(not self._taken_back(rule, text, found.start(), found.end()) for found in plain) or any(
            not self._taken_back(rule, text, found.start(), found.start()) for found in flat
        )

    def _taken_back(self, rule: Rule, text: str, start: int, end: int) -> bool:
        """Whether what stands from `start` to `end` is denied, or only hoped for, in its own clause."""
        begins = max((found.end() for found in self.clause.finditer(text, 0, start)), default=0)
        clause = text[begins:end]
        if self.negations.search(clause) or (rule.hedged and self.hedges.search(clause)):
            return True
        return not rule.advice and self.conditions.search(clause) is not None


@dataclass(frozen=True, slots=True)
class _Sets:
    """Named sets of words, and what may be written together with the word that follows."""

    named: dict[str, str]
    prefix: str

    @property
    def before(self) -> str:
        """The pattern of a small word before each word."""
        return f"(?:{'|'.join(self.prefix.split())})?" if self.prefix else ""


@cache
def rulebook(language: str) -> Rulebook | None:
    """The rules of a language (a BCP 47 tag), or None where nobody has written any."""
    path = _file(language)
    if path is None:
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = _Sets(data["sets"], data.get("prefix", ""))
    return Rulebook(
        rules=tuple(_rule(name, row, sets) for name, row in data["rules"].items()),
        contractions=data.get("contractions", {}),
        negations=_any(data["negations"], sets),
        hedges=_any(data["hedges"], sets),
        conditions=_any(data["conditions"], sets),
        clause=_any(data["clause"], sets),
        emphatic=_any(data["emphatic"], sets),
        disclaimers=_any(data["disclaimers"], sets),
    )


def _file(language: str) -> Traversable | None:
    """The file of a language, or of the language in one script: rules in simplified signs see no others."""
    parts = language.lower().split("-")
    names = (f"{'-'.join(parts[:end])}.toml" for end in range(len(parts), 0, -1))
    paths = (files("handouts.quality.claims") / name for name in names)
    return next((path for path in paths if path.is_file()), None)


def _rule(name: str, row: dict[str, Any], sets: _Sets) -> Rule:
    plain, flat, unless = (tuple(_pattern(p, sets) for p in row.get(key, ())) for key in ("plain", "flat", "unless"))
    questions, hedged, advice = (bool(row.get(key)) for key in ("questions", "hedged", "advice"))
    return Rule(name, row["reason"], row["instead"], plain, flat, unless, questions, hedged, advice)


def _any(patterns: list[str], sets: _Sets) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(each, sets).pattern for each in patterns))


def _pattern(text: str, sets: _Sets) -> re.Pattern[str]:
    out, blank = r"(?<![^ ])", ""
    for item in text.split():
        if gap := _GAP.fullmatch(item):
            word = "[^ ,;]+" if gap[1] == ".." else "[^ ;]+"
            out += f"(?: {word}){{0,{gap[2]}}}"
        elif item.endswith("?") and item != "?":
            out += f"(?:{blank}{_word(item[:-1], sets)})?"
            continue
        else:
            out += blank + _word(item, sets)
        blank = " "
    return re.compile(out + r"(?![^ ])")


def _word(item: str, sets: _Sets) -> str:
    """Pattern of one place: words parted by bars, `_` for a blank inside one, `#` for a number."""
    words = [
        word
        for part in item.split("|")
        for word in (sets.named[part[1:-1]].split() if part.startswith("{") else [part])
    ]
    return f"{sets.before}(?:{'|'.join(map(_letters, words))})"


def _letters(word: str) -> str:
    if word == "#":
        return r"[0-9]+(?:[.,][0-9]+)*"
    return re.escape(parted(unaccented(word).replace("_", " "))).replace(r"\*", f"{LETTER}*")
