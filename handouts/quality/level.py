"""The reading level of a handout: its own words, counted by a rule that is printed with the result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from handouts.model import Handout
from handouts.quality.formulas import WORD, Counts, Formula, measure
from handouts.quality.words import END, Piece, Use, pieces

FRAGMENT = 5  # words: a shorter list item that does not end as a sentence is no sentence
LEAST = 100  # words: less says nothing about a text
LONG, MEAN = 20, 12  # words: the longest sentence, and the average one, that a sheet should have
SCRIPTIO_CONTINUA = {"zh", "ja", "th", "lo", "km", "my"}  # written without blanks, so words cannot be counted
SENTENCE = re.compile(r"(?<=[.!?…؟।۔])\s+|(?<=[。！？])")

RULE = (
    f"A list item is a sentence if it has {FRAGMENT} words or more, or ends with a full stop; shorter ones are "
    "counted with the words that lead into the list. Signs parted by semicolons are list items. Headings, labels, "
    "letterhead and imprint are left out. Names, phones, addresses, dates and numbers count as one short word each."
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read, how many words it has, and where it stands."""

    text: str
    words: int
    place: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one formula says, and whether that reaches its bar."""

    formula: Formula
    value: float

    @property
    def passed(self) -> bool:
        """Whether the value reaches the formula's bar, if it has one."""
        return self.formula.passes(self.value)


@dataclass(frozen=True, slots=True)
class Level:
    """The reading level: `results` is empty where no formula fits, and then `remark` says why."""

    language: str
    results: tuple[Result, ...]
    sentences: int
    words: int
    longest: Sentence
    remark: str = ""

    @property
    def mean(self) -> float:
        """Words in a sentence, on average."""
        return self.words / max(self.sentences, 1)

    @property
    def passed(self) -> bool:
        """Whether every formula that is a gate is passed."""
        return all(result.passed for result in self.results if result.formula.gate)


def level(handout: Handout) -> Level:
    """The reading level of everything a patient reads in `handout`."""
    return level_of(pieces(handout), handout.language)


def level_of(read: tuple[Piece, ...], language: str) -> Level:
    """The reading level of some pieces of text."""
    said = tuple(sentences(read))
    words = tuple(word for sentence in said for word in WORD.findall(sentence.text))
    longest = max(said, key=lambda sentence: sentence.words, default=Sentence("", 0, ""))
    how = measure(language)
    counts = Counts(len(said), words, tuple(map(how.syllables, words)))
    remark = _remark(language, len(words), formulas=bool(how.formulas))
    fit = [formula for formula in how.formulas if len(said) >= formula.sentences]
    results = () if remark else tuple(Result(formula, formula.value(counts)) for formula in fit)
    return Level(language, results, len(said), len(words), longest, remark)


def _remark(language: str, words: int, *, formulas: bool) -> str:
    if language.partition("-")[0].lower() in SCRIPTIO_CONTINUA:
        return f"There is no validated formula for {language}, and its words are not parted by blanks."
    if not formulas:
        return f"There is no validated formula for {language}: only sentences are counted."
    return f"Too short to score: {words} of at least {LEAST} words." if words < LEAST else ""


def sentences(read: tuple[Piece, ...]) -> Iterator[Sentence]:
    """Sentences by `RULE`."""
    counted = (piece for piece in read if piece.use not in (Use.HEADING, Use.LABEL))
    for _, group in groupby(counted, key=lambda piece: piece.group):
        yield from _sentences(list(group))


def _sentences(group: list[Piece]) -> Iterator[Sentence]:
    """Sentences of pieces that belong together: `kept` is what leads in, with the short items so far."""
    kept: list[tuple[str, str]] = []
    for piece in group:
        for part in filter(WORD.search, SENTENCE.split(piece.read)):
            whole = part.endswith(END) or len(WORD.findall(part)) >= FRAGMENT
            if piece.use is Use.LEAD_IN and not part.endswith(END):
                yield from _joined(kept)
                kept = [(part, piece.place)]
            elif whole:
                yield _sentence(part, piece.place)
            else:
                kept.append((part, piece.place))
    yield from _joined(kept)


def _joined(kept: list[tuple[str, str]]) -> Iterator[Sentence]:
    if kept:
        yield _sentence(" ".join(text for text, _ in kept), kept[0][1])


def _sentence(text: str, place: str) -> Sentence:
    return Sentence(text, len(WORD.findall(text)), place)
