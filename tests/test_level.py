"""The reading level: how sentences, words and syllables are counted, and what the formulas make of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.model import Handout, Heading, ItemList, Paragraph, Run, Strip
from handouts.quality import level
from handouts.quality.formulas import MEASURES, Counts, measure
from handouts.quality.level import LEAST, sentences
from handouts.quality.syllables import english, spanish
from handouts.quality.words import pieces
from tests.support.sheets import ask, made

ENGLISH = (
    "a-bout a-re-a be-fore breathe bleed-ing care cleared clothes ev-ery fam-i-ly heal-ing i-de-a in-jec-tion joint "
    "med-i-cine nee-dle nerve num-ber of-ten peo-ple pla-ces plate-let phys-i-cal pre-scribed re-ac-tion spine "
    "some-one swell-ing times treat-ment want-ed walked weak-ness a-ce-ta-min-o-phen in-flam-ma-to-ry di-a-be-tes "
    "re-gen-er-a-tive safe-ly ex-er-cise ques-tion tis-sue worse"
)
SPANISH = "a-bue-lo a-ho-ra a-yu-da cié-na-ga dí-a dí-as guí-a in-yec-ción li-ga-men-to mé-di-co o-í-do pa-ís pier-na "
SPANISH += "rey ro-di-lla san-gre tra-ta-mien-to u-ña vier-nes a-gua que-rer cau-sa pin-güi-no lí-ne-a"


def said(handout: Handout, *blocks: object) -> Handout:
    """The handout with other blocks."""
    return replace(handout, blocks=blocks)  # type: ignore[arg-type]


def text(words: str) -> tuple[Run, ...]:
    """Words as a run of prose."""
    return (Run(words),)


@pytest.fixture(scope="module")
def handout() -> Handout:
    """A sheet of the sample clinic."""
    return made(ask("aftercare"))


@pytest.mark.parametrize("word", ENGLISH.split())
def test_english_syllables(word: str) -> None:
    """Everyday words and those of our sheets have the syllables that a dictionary gives them."""
    assert english(word.replace("-", "")) == word.count("-") + 1


@pytest.mark.parametrize("word", SPANISH.split())
def test_spanish_syllables(word: str) -> None:
    """Spanish words are divided as the spelling says, an accent parting neighbouring vowels."""
    assert spanish(word.replace("-", "")) == word.count("-") + 1


def test_letters_that_are_read_one_by_one() -> None:
    """PRP is three syllables, and a word with a hyphen is the sum of its parts."""
    assert english("PRP") == 3
    assert english("follow-up") == 3


def test_formulas_by_hand() -> None:
    """Each formula gives what its paper's coefficients give for ten words in two sentences."""
    counts = Counts(2, ("word",) * 8 + ("medicine", "doctor"), (1,) * 8 + (3, 2))
    values = {formula.name: round(formula.value(counts), 3) for row in MEASURES.values() for formula in row.formulas}
    assert values == {
        "Flesch-Kincaid grade": 1.7,
        "SMOG grade": 7.169,
        "Szigriszt-Pazos (INFLESZ)": 120.845,
        "Fernández-Huerta": 123.74,
        "Kandel-Moles": 114.85,
        "Wiener Sachtextformel 1": 0.577,
        "Flesch, Portuguese": 133.78,
        "Pisarek": 2.667,
        "Flesch-Oborneva": 122.205,
    }


def test_rule_for_list_items(handout: Handout) -> None:
    """Items of five words are sentences; shorter ones are read with the words that lead into the list."""
    items = ItemList((text("a rash"), text("new redness that spreads fast"), text("itching")))
    found = sentences(pieces(said(handout, Paragraph(text("Call us for:")), items)))
    assert [sentence.text for sentence in found] == ["Call us for:", "new redness that spreads fast", "a rash itching"]


def test_signs_that_are_run_in(handout: Handout) -> None:
    """Signs on a strip, parted by semicolons, are read as the list that they are."""
    signs = text("trouble breathing or chest pain; fainting, a seizure, or confusion")
    strip = Strip(text("Keep this"), text("Call now for:"), signs, (text("Call us."),))
    found = [sentence.text for sentence in sentences(pieces(said(handout, strip)))]
    assert found == [
        "trouble breathing or chest pain",
        "fainting, a seizure, or confusion",
        "Call us.",
        "Call now for:",
    ]


def test_what_is_left_out(handout: Handout) -> None:
    """Headings are no sentences, and names, phones, dates and numbers are one short word each."""
    phone = (Run("Call "), Run("(503) 555-0123", isolation="unit"), Run(" within 1,000 hours."))
    found = sentences(pieces(said(handout, Heading(text("What to expect")), Paragraph(phone))))
    assert [sentence.text for sentence in found] == ["Call n within n hours."]


def test_longest_sentence_has_its_place(handout: Handout) -> None:
    """The longest sentence is told with the heading that it stands under, and never with a name."""
    long = Paragraph((Run("Ana Roe", isolation="name"), Run(f" should {'really ' * 30}rest.")))
    found = level(said(handout, *handout.blocks, Heading(text("Your days")), long)).longest
    assert found.words == 33
    assert found.place == "under “Your days”, at “… should really really …”"


def test_a_name_does_not_change_the_level() -> None:
    """Whoever the sheet is for, its level is the same."""
    one, other = (made(ask("aftercare", patient=name)) for name in ("Bo", "Maximiliane Featherstonehaugh-Oberhuber"))
    assert level(one) == level(other)


def test_too_short_to_score(handout: Handout) -> None:
    """A text of less than a hundred words has no level, and that is said."""
    found = level(said(handout, Paragraph(text("Rest. Walk."))))
    assert found.results == ()
    assert str(LEAST) in found.remark


@pytest.mark.parametrize(
    ("language", "formulas"), [("en-GB", 2), ("es", 2), ("fr", 1), ("de", 1), ("pt-BR", 1), ("ru", 1)]
)
def test_each_language_has_its_own_formulas(language: str, formulas: int) -> None:
    """A language is measured by the formulas that were fitted to it."""
    assert len(measure(language).formulas) == formulas


@pytest.mark.parametrize("language", ["ar", "he", "hi", "ko", "vi", "zh-Hans"])
def test_no_formula_is_made_up(handout: Handout, language: str) -> None:
    """For a language without a validated formula there is no number, and that is said."""
    found = level(replace(handout, language=language))
    assert found.results == ()
    assert found.remark.startswith("There is no validated formula for")


def test_smog_needs_thirty_sentences(handout: Handout) -> None:
    """SMOG was fitted to thirty sentences, and is not worked out for fewer."""
    few = Paragraph(text("We will call you in the morning and ask how you feel. " * 12))
    assert [result.formula.name for result in level(said(handout, few)).results] == ["Flesch-Kincaid grade"]


def test_hard_words_raise_the_grade(handout: Handout) -> None:
    """A sheet in the words of a journal fails its gate, in English and in Spanish."""
    hard = "Contraindications necessitate immediate interdisciplinary consultation regarding anticoagulation. " * 20
    assert not level(said(handout, Paragraph(text(hard)))).passed
    duro = "Las contraindicaciones requieren inmediatamente consultas interdisciplinarias sobre anticoagulación. " * 20
    assert not level(replace(said(handout, Paragraph(text(duro))), language="es")).passed
