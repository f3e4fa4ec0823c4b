"""Syllables of a word, counted by its letters: no dictionary, so nothing to download and nothing to license.

English spelling is irregular.  Held against a pronouncing dictionary, the rules below with their exceptions are right
for 98 of 100 words that our sheets say or could say, and as often too high as too low.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

VOWELS = {  # letters that make a syllable's core, by language, without accents where these do not count
    "fr": "aeiouyàâäéèêëîïôöùûüÿœæ",
    "de": "aeiouyäöü",
    "pt": "aeiouáâãàéêíóôõúü",
    "pl": "aeiouyąęó",
    "ru": "аеёиоуыэюя",
}
SPELLED_OUT = 5  # letters; longer ones are read as words
# Words that the rules below get wrong, and that our sheets say or could say.
ENGLISH = {
    word: count
    for count, words in {
        1: "asked clothes eye eyes hour hours our ours tongue",
        2: "being centre doing every fibre fluid fluids giant going people prism quiet rhythm science seeing someone "
        "something sometimes somewhere spasm spasms steroid steroids trial trials trying",
        3: "area areas different idea ideas insurance medicine medicines reaction reactions regular rheumatoid",
        4: "diabetes diabetic dialysis ibuprofen mechanism vegetable",
        6: "acetaminophen",
    }.items()
    for word in words.split()
}
# Letters that are written and make no syllable.
_MUTE = tuple(
    map(
        re.compile,
        (
            r"(?<=[^aeioutdy])e(?=d$)",  # walked, not wanted
            r"(?<=[^aeioucgsxzy])(?<![sc]h)e(?=s$)(?<![^aeiouy]le)",  # times, not cases
            r"(?<=[^aeiouy])e$(?<![^aeiouy]le)",  # while, not whole tables
            r"(?<=[aeiouy][^aeiouy])e(?=(?:ly|ments?|ful|fully|less|ness|ty)$)",  # likely, safety
            r"(?<=[aeiouy][^aeiouy])e(?=(?:where|thing|times?|one|how|lines?|style|names?|lets?|spread)$)",  # something
            r"(?<=[cdg])e(?=able|ments?$|ful$|lines?$|lets?$)",
            r"(?<=[cgst])[ie](?=(?:al|an|on|ous|ent|ence)(?:s|ly|al|ally|ed|ing)?$)",  # special, station
            r"(?<=[qg])u(?=[aeiouy])",
        ),
    )
)
# Neighbouring vowels that are two syllables.
_PARTED = re.compile(
    r"i(?=a|o(?!u?s?n\b)|u)|u(?=al|ar|at|ou)|e(?=o(?!us)|u[ms])|y(?=ing)|(?<=[^aeiou])i(?=et|er\b)|oe(?=t)|a(?=o)"
)


@cache
def english(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; those of PRP are its letters."""
    if word.isupper() and 1 < len(word) < SPELLED_OUT:
        return len(word)
    word = word.lower().replace("’", "'")
    if "-" in word:
        return sum(english(part) for part in word.split("-") if part)
    return max(ENGLISH.get(word) or _english(word.removesuffix("'s")), 1)


def _english(word: str) -> int:
    for pattern in _MUTE:
        word = pattern.sub("", word)
    return len(re.findall(r"[aeiouy]+", word)) + len(_PARTED.findall(word))


@cache
def spanish(word: str) -> int:
    """Syllables of a Spanish word: its spelling tells them, hiatus by an accent on the weak vowel."""
    word = unicodedata.normalize("NFC", word.lower())
    word = re.sub(r"(?<=[qg])u(?=[eéií])", "", word)
    word = re.sub(r"y$|(?<![aeiouáéíóúü])y(?![aeiouáéíóúü])", "i", word).replace("h", "")
    groups = re.findall(r"[aeiouáéíóúü]+", word)
    return max(sum(_vowel_group(group) for group in groups), 1)


def _vowel_group(group: str) -> int:
    """Strong vowels, and weak ones with an accent, are each a core; weak ones lean on a neighbour."""
    cores = len(re.findall(r"[aeoáéóíú]", group))
    return max(cores, 1)


def by_vowel_groups(language: str) -> Callable[[str], int]:
    """A count for languages whose groups of vowels are their syllables, near enough."""
    pattern = re.compile(f"[{VOWELS[language]}]+" if language in ("fr", "de", "pt") else f"[{VOWELS[language]}]")

    def count(word: str) -> int:
        word = word.lower()
        if language == "fr":
            word = re.sub(r"(?<=[^aeiouyé])e(?:s|nt)?$", "", word)
        if language == "pl":
            word = re.sub(r"i(?=[aąeęoóu])", "", word)
        return max(len(pattern.findall(word)), 1)

    return count
