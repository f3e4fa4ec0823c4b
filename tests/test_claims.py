"""Claims: overstated sentences are found, honest ones are not, and our own sheets make none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from handouts.data import data_dir
from handouts.localize import locales
from handouts.quality.claims import claims_in, claims_of, known
from handouts.quality.claims.rules import rulebook
from handouts.translation.extract import messages
from tests.support.sheets import ask, made

FIXTURES = Path(__file__).parent / "fixtures" / "claims"
RULES = Path(data_dir("templates")).parent / "handouts" / "quality" / "claims"
LANGUAGES = sorted(path.stem for path in RULES.glob("*.toml"))
# Written when the rules were done, to measure them: how many are found since they were mended.  They may not get fewer.
MEASURED = {
    "later.en.txt": 52,
    "last.en.txt": 31,
    **{f"later.{language}.txt": 35 for language in ("fr", "ar", "zh-hans")},
    **{f"last.{language}.txt": 27 for language in ("fr", "ar", "zh-hans")},
}
# Balanced wording of the clinical findings, 1.4.
BALANCED = (
    "It has not been shown to regrow cartilage.",
    "No one can promise that tissue will heal fully.",
    "This is a needle treatment. It does not need surgery, but it has risks.",
)


def lines(name: str) -> list[str]:
    """Sentences of a file, without its remarks."""
    return [line for line in (FIXTURES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def overstated(name: str) -> list[tuple[str, str]]:
    """Rule and sentence of each line."""
    return [(rule, sentence) for rule, _, sentence in (line.partition(": ") for line in lines(name))]


def ids(text: str, language: str) -> set[str]:
    """Rules that a text breaks."""
    return {claim.rule for claim in claims_in(text, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_overstated_claims_are_found(language: str) -> None:
    """Each overstated claim of 1.4 and 7.1, put in other words, breaks its rule."""
    missed = [
        (rule, said) for rule, said in overstated(f"overstated.{language}.txt") if rule not in ids(said, language)
    ]
    assert missed == []


@pytest.mark.parametrize("name", MEASURED)
def test_rules_find_what_they_were_not_written_for(name: str) -> None:
    """Of sentences that were written after the rules as many are found as when they were measured, or more."""
    language = name.split(".")[1]
    assert sum(rule in ids(said, language) for rule, said in overstated(name)) >= MEASURED[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_honest_sentences_pass(language: str) -> None:
    """Balanced, negated and asked sentences are not taken for claims."""
    assert {line: ids(line, language) for line in lines(f"honest.{language}.txt") if ids(line, language)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_sentences(language: str) -> None:
    """Each rule is proven by two sentences or more that are in no rule; in English there are more than sixty."""
    book = rulebook(language)
    assert book
    counted = Counter(rule for rule, _ in overstated(f"overstated.{language}.txt"))
    assert set(counted) <= {rule.id for rule in book.rules}
    assert {rule.id for rule in book.rules if counted[rule.id] < 2} <= (set() if language == "en" else {"disc-disease"})
    assert language != "en" or sum(counted.values()) > 60
    rules = (RULES / f"{language}.toml").read_text("utf-8").lower()
    assert [said for _, said in overstated(f"overstated.{language}.txt") if said.lower().rstrip(".") in rules] == []


def templates() -> Iterator[tuple[str, str]]:
    """Each message of the templates, and each translation, with its language."""
    for message in messages(data_dir("templates")):
        yield from (("en", text) for text in (message.singular, message.plural) if text)
    for locale in locales():
        path = data_dir("locales") / locale.tag.replace("-", "_") / "LC_MESSAGES" / "handouts.po"
        for entry in polib.pofile(str(path)) if path.is_file() else ():
            yield from ((locale.tag, text) for text in (entry.msgstr, *entry.msgstr_plural.values()) if text)


def test_no_message_claims_too_much() -> None:
    """No sentence of a template or of a translation makes a claim."""
    found = [
        (language, claim.rule, claim.sentence)
        for language, text in templates()
        for claim in claims_in(re.sub(r"%\(\w+\)s|</?\w+[^>]*>", " 7 ", text), language)
    ]
    assert found == []


@pytest.mark.parametrize("said", BALANCED)
def test_balanced_wording_is_what_rules_offer(said: str) -> None:
    """What rules offer to say instead is not itself a claim."""
    book = rulebook("en")
    assert book
    assert any(said in rule.instead for rule in book.rules)
    assert [(rule.id, ids(rule.instead, "en")) for rule in book.rules if ids(rule.instead, "en")] == []


@pytest.mark.parametrize(
    ("said", "claims"),
    [
        ("PRP regrows cartilage.", True),
        ("It does not hurt, and it regrows cartilage.", True),
        ("Not only does it help, it regrows cartilage.", True),
        ("There is no doubt that it regrows cartilage.", True),
        ("It’s not been shown to regrow cartilage.", False),
        ("It doesn't regrow cartilage.", False),
        ("Does it regrow cartilage? That has not been shown.", False),
        ("Some clinics say that it regrows cartilage.", False),
    ],
)
def test_a_denial_takes_back_only_its_own_clause(said: str, claims: bool) -> None:
    """A claim that is denied or asked is none; a "not" elsewhere changes nothing."""
    assert ("regrow" in ids(said, "en")) is claims


@pytest.mark.parametrize(
    ("said", "claims"),
    [
        ("这能让软骨再生。", True),
        ("软骨，再生很慢。", False),
        ("没有证据表明软骨会再生。", False),
        ("它很贵，软骨会再生。", True),
        ("不仅有效，软骨还会再生。", True),
        ("PRP让软骨再生", True),
    ],
)
def test_chinese_is_read_sign_by_sign(said: str, claims: bool) -> None:
    """Chinese sets no blanks: words are found within a line, beside Latin letters, and not across a comma."""
    assert ("regrow" in ids(said, "zh-Hans")) is claims


@pytest.mark.parametrize("said", ["نسبة التحسن ٨٥٪ نجاح", "نسبة التحسن 85% نجاح", "نسبة التحسن ۸۵٪ نجاح"])
def test_numbers_are_read_in_any_digits(said: str) -> None:
    """A rate of success is found in Arabic digits as in Latin ones."""
    assert "percent-success" in ids(said, "ar")


def test_a_claim_on_a_sheet_is_found_with_its_place() -> None:
    """A claim that comes in by way of a filled sheet is told with the place where it stands."""
    handout = made(ask("aftercare", clinician="Dr. Cure: we guarantee relief"))
    assert {claim.rule for claim in claims_of(handout)} >= {"guarantee"}


def test_a_language_without_rules_is_not_called_clean() -> None:
    """Where nobody has written rules, that can be told from a text without claims."""
    assert known("es-MX")
    assert known("zh-Hans-SG")
    assert not known("zh-Hant")  # other signs than those of the rules
    assert not known("eo")
    assert list(claims_in("Tio kuracas ĉion.", "eo")) == []
