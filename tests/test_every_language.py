"""What holds for the sentences of every language alike; files such as test_polish.py have what is its own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from handouts.model import Paper
from handouts.sheet import make
from tests.support.messages import TRANSLATED, messages, pairs
from tests.support.sheets import KINDS, ask, clinic

KEPT = re.compile(r"%\(\w+\)s|%%|</?strong>|[<>&]|\d")
PLURALS = re.compile(r"nplurals=(\d)")
MOST_PAGES = 3
# Sentences that are written as in English.
SAME = {
    "ar": {"PRP", "MSC"},
    "de": {"PRP", "MSC", "Dextrose", "Plan", "Version"},
    "es": {"PRP", "MSC", "Plan"},
    "fr": {"PRP", "Dextrose", "Date", "Patient", "Plan", "Score", "Version", "biceps"},
    "he": {"PRP", "MSC"},
    "hi": {"PRP", "MSC"},
    "ko": {"PRP", "MSC"},
    "pl": {"PRP", "MSC", "Plan", "biceps"},
    "pt_BR": {"PRP", "MSC", "Dextrose"},
    "ru": {"PRP"},
    "vi": {"PRP", "MSC", "Dextrose"},
    "zh_Hans": {"PRP", "MSC"},
}
every_language = pytest.mark.parametrize("folder", TRANSLATED)


@every_language
def test_nothing_is_missing_or_uncertain(folder: str) -> None:
    """Every form of every message is written, in whole characters, and none is fuzzy or left over."""
    entries = messages(folder)
    plurals = PLURALS.search(entries.metadata["Plural-Forms"])
    assert plurals
    assert all(form.strip() and unicodedata.is_normalized("NFC", form) for _, form in pairs(folder))
    assert not [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete]
    assert {len(entry.msgstr_plural) for entry in entries if entry.msgid_plural} == {int(plurals[1])}


@every_language
def test_values_are_kept(folder: str) -> None:
    """Placeholders, digits, percent signs and markup are those of the English sentence, in every form as often."""
    assert [pair for pair in pairs(folder) if Counter(KEPT.findall(pair[0])) != Counter(KEPT.findall(pair[1]))] == []


@pytest.mark.parametrize(("folder", "same"), SAME.items())
def test_only_words_of_its_own_stay_as_in_english(folder: str, same: set[str]) -> None:
    """What is written as in English is a name, or a word that the language writes so too."""
    assert {english for english, own in pairs(folder) if english == own} == same


@every_language
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("prp", "knee"), ("bmc", "neck")])
def test_every_kind_is_made(folder: str, kind: str, treatment: str, region: str) -> None:
    """Every kind is made, reads back whole, and takes three pages at most."""
    paper: Paper = "a4" if region == "knee" else "letter"
    request = ask(kind, treatment, region, locale=folder, paper=paper)
    assert len(make(request, clinic()).layout.pages) <= MOST_PAGES
