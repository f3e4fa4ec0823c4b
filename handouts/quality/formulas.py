"""Reading formulas, each for the language it was fitted to, with its source and the bar that a sheet must reach.

A formula counts lengths; it does not know sense.  So a language has two where two were validated, and none where none
was: then only sentences are counted, and that is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from handouts.quality.syllables import by_vowel_groups, english, spanish

WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
SMOG_SENTENCES = 30  # McLaughlin fitted it to 30 sentences


@dataclass(frozen=True, slots=True)
class Counts:
    """What every formula is made of."""

    sentences: int
    words: tuple[str, ...]
    syllables: tuple[int, ...]

    @property
    def sentence(self) -> float:
        """Words in a sentence, on average."""
        return len(self.words) / self.sentences

    @property
    def word(self) -> float:
        """Syllables in a word, on average."""
        return sum(self.syllables) / len(self.words)

    def share(self, least: int) -> float:
        """Words of `least` syllables or more, in percent."""
        return 100 * sum(count >= least for count in self.syllables) / len(self.words)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: `bar` is what a sheet should reach, from the side that `better` names; only a `gate` stops a sheet."""

    name: str
    value: Callable[[Counts], float]
    source: str
    better: Literal["lower", "higher"]
    bar: float | None = None
    gate: bool = False
    sentences: int = 1

    def passes(self, value: float) -> bool:
        """Whether `value`, as it is printed, reaches the bar."""
        if self.bar is None:
            return True
        value = round(value, 1)
        return value <= self.bar if self.better == "lower" else value >= self.bar


@dataclass(frozen=True, slots=True)
class Measure:
    """How a language is measured: how its syllables are counted, and by which formulas."""

    syllables: Callable[[str], int]
    formulas: tuple[Formula, ...]


def flesch_kincaid(counts: Counts) -> float:
    """US school grade.  Kincaid, Fishburne, Rogers, Chissom: Research Branch Report 8-75, US Navy, 1975."""
    return 0.39 * counts.sentence + 11.8 * counts.word - 15.59


def smog(counts: Counts) -> float:
    """US school grade for full understanding, so 1 to 2 above others.  McLaughlin: Journal of Reading 12 (1969) 639."""
    long_words = sum(count >= 3 for count in counts.syllables)
    return 3.1291 + 1.0430 * math.sqrt(long_words * SMOG_SENTENCES / counts.sentences)


def fernandez_huerta(counts: Counts) -> float:
    """Ease from 0 to 100; 70 is grade 6.  Fernández Huerta: Consigna 214 (1959), as mended by Law (2011)."""
    return 206.84 - 60 * counts.word - 1.02 * counts.sentence


def szigriszt_pazos(counts: Counts) -> float:
    """Perspicuity, 65 is "fairly easy" on the INFLESZ scale.  Szigriszt Pazos, 1993; Barrio-Cantalejo, 2008."""
    return 206.835 - 62.3 * counts.word - counts.sentence


def kandel_moles(counts: Counts) -> float:
    """Ease from 0 to 100.  Kandel, Moles: Cahiers d'études de radio-télévision 19 (1958)."""
    return 209 - 1.15 * counts.sentence - 68 * counts.word


def wiener(counts: Counts) -> float:
    """School grade, first Wiener Sachtextformel.  Bamberger, Vanecek: Lesen, verstehen, lernen, schreiben, 1984."""
    long_words = 100 * sum(len(word) > 6 for word in counts.words) / len(counts.words)
    short = 100 * sum(count == 1 for count in counts.syllables) / len(counts.words)
    return 0.1935 * counts.share(3) + 0.1672 * counts.sentence + 0.1297 * long_words - 0.0327 * short - 0.875


def flesch_portuguese(counts: Counts) -> float:
    """Ease from 0 to 100.  Martins, Ghiraldelo, Nunes, Oliveira: Notas do ICMC 28, São Paulo, 1996."""
    return 248.835 - 84.6 * counts.word - 1.015 * counts.sentence


def pisarek(counts: Counts) -> float:
    """Years of school, the linear form; long words have four syllables.  Pisarek: Zeszyty Prasoznawcze 4 (1969)."""
    return counts.sentence / 3 + counts.share(4) / 3 + 1


def oborneva(counts: Counts) -> float:
    """Ease from 0 to 100.  Oborneva: automated assessment of the complexity of texts (thesis), Moscow, 2006."""
    return 206.835 - 1.3 * counts.sentence - 60.1 * counts.word


FK = Formula("Flesch-Kincaid grade", flesch_kincaid, "Kincaid 1975", "lower", 6.0, gate=True)
SMOG = Formula("SMOG grade", smog, "McLaughlin 1969", "lower", 8.0, gate=True, sentences=SMOG_SENTENCES)
INFLESZ = Formula("Szigriszt-Pazos (INFLESZ)", szigriszt_pazos, "Szigriszt 1993", "higher", 65.0, gate=True)
HUERTA = Formula("Fernández-Huerta", fernandez_huerta, "Fernández Huerta 1959", "higher", 70.0)

MEASURES: dict[str, Measure] = {
    "en": Measure(english, (FK, SMOG)),
    "es": Measure(spanish, (INFLESZ, HUERTA)),
    "fr": Measure(
        by_vowel_groups("fr"), (Formula("Kandel-Moles", kandel_moles, "Kandel, Moles 1958", "higher", 70.0),)
    ),
    "de": Measure(
        by_vowel_groups("de"), (Formula("Wiener Sachtextformel 1", wiener, "Bamberger, Vanecek 1984", "lower", 6.0),)
    ),
    "pt": Measure(by_vowel_groups("pt"), (Formula("Flesch, Portuguese", flesch_portuguese, "Martins 1996", "higher"),)),
    "pl": Measure(by_vowel_groups("pl"), (Formula("Pisarek", pisarek, "Pisarek 1969", "lower"),)),
    "ru": Measure(by_vowel_groups("ru"), (Formula("Flesch-Oborneva", oborneva, "Oborneva 2006", "higher"),)),
}


def measure(language: str) -> Measure:
    """How texts in `language` (a BCP 47 tag) are measured.

    Arabic has a formula (Osman, 2016), but for text with its short vowels written, which sheets do not have.
    """
    return MEASURES.get(language.partition("-")[0].lower(), Measure(lambda word: 1 if word else 0, ()))
