"""Who signed for what: bound to exactly the words of a kind, void when any of them changes, shown on the proof."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handouts.data import data_dir
from handouts.editions import WORKSHOP
from handouts.errors import TemplateError, TranslationError
from handouts.kinds import kinds
from handouts.localize import Locale, Miss, load_locale
from handouts.localize.po import PO, read_po
from handouts.localize.reviews import reviews, signed
from handouts.reading import leaf_texts
from handouts.sayable import files_of, messages_of
from handouts.sheet import finish
from handouts.translation.proof import number_of, proof_of
from handouts.translation.signing import obstacles, review_of
from tests.support.toy import toy_locale, translate

DAY = date(2026, 11, 22)
PARTS = {
    "sheet.xml.jinja": '{% import "parts/regions/" ~ region.id ~ ".xml.jinja" as r %}'
    '{% include "parts/foot.xml.jinja" %}'
    "{% trans %}Rest.{% endtrans %}",
    "parts/regions/knee.xml.jinja": "{% trans n=2, count=n %}{{ n }} knee{% pluralize %}{{ n }} knees{% endtrans %}",
    "parts/regions/hip.xml.jinja": '{% import "parts/hidden.xml.jinja" as h %}{% trans "side" %}Hip{% endtrans %}',
    "parts/hidden.xml.jinja": "{% trans %}Inside.{% endtrans %}",
    "parts/foot.xml.jinja": "{% trans %}Foot.{% endtrans %}",
    "parts/unused.xml.jinja": "{% trans %}Nobody says this.{% endtrans %}",
}


def written(folder: Path, parts: dict[str, str]) -> Path:
    """A folder of templates."""
    for name, text in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


# What a kind can say


def test_a_kind_says_what_its_parts_say(tmp_path: Path) -> None:
    """Its own messages and those of every part that any region brings in, parts of parts too, and no others."""
    said = messages_of("sheet", written(tmp_path, PARTS))
    assert {message.key for message in said} == {
        ("", "Rest."), ("", "%(n)s knee"), ("side", "Hip"), ("", "Inside."), ("", "Foot."),
    }  # fmt: skip
    assert [message.plural for message in said if "knee" in message.singular] == ["%(n)s knees"]


def test_a_part_that_nobody_can_foretell_is_refused(tmp_path: Path) -> None:
    """A review could not say what it covers."""
    folder = written(tmp_path, {"sheet.xml.jinja": "\n{% include which %}"})
    with pytest.raises(TemplateError) as refused:
        files_of("sheet", folder)
    assert refused.value.problems[0].where == "sheet.xml.jinja:2"


def test_every_message_belongs_to_a_kind() -> None:
    """Together the kinds say everything that translators are given."""
    import polib

    pot = polib.pofile(str(data_dir("locales") / "handouts.pot"))
    said = {message.key for kind in kinds() for message in messages_of(kind, data_dir("templates"))}
    assert said == {Miss(entry.msgctxt or "", entry.msgid) for entry in pot}


# Signing


def said(kind: str) -> tuple[Miss, ...]:
    """What a kind of sheet can say."""
    return tuple(message.key for message in messages_of(kind, data_dir("templates")))


@pytest.fixture
def toy(tmp_path: Path) -> Locale:
    """A language made for a test, all of it translated."""
    return load_locale("so", toy_locale(tmp_path).parent)


def sign(locale: Locale, kind: str, reviewer: str = "Dr. A. Nur") -> Locale:
    """Sign for a kind as the language is now; gives the language as it is then."""
    review = review_of(kind, locale, said(kind), reviewer, "physician", DAY)
    (locale.folder / "reviews.toml").write_text(signed(locale.folder, review), "utf-8")
    return load_locale("so", locale.folder.parent)


def change(locale: Locale, key: Miss, **values: Any) -> Locale:  # noqa: ANN401 - polib has no types
    """The language with one message changed."""
    po = read_po(locale.folder / PO)
    entry = next(entry for entry in po if (entry.msgctxt or "", entry.msgid) == key)
    for name, value in values.items():
        setattr(entry, name, value)
    po.save(str(locale.folder / PO))
    return load_locale(locale.info.tag, locale.folder.parent)


def test_a_signature_holds_for_its_kind(toy: Locale) -> None:
    """Who signed for aftercare did not sign for the diary."""
    assert not toy.reviewed("aftercare", lambda: said("aftercare"))
    locale = sign(toy, "aftercare")
    assert locale.reviewed("aftercare", lambda: said("aftercare"))
    assert not locale.reviewed("diary", lambda: said("diary"))


def test_any_change_of_the_kinds_words_voids_it(toy: Locale) -> None:
    """Another translation, another fuzzy mark, another message, other words in the settings."""
    locale = sign(toy, "aftercare")
    own = said("aftercare")
    assert not change(locale, own[3], msgstr="Wax kale.").reviewed("aftercare", lambda: own)
    assert not locale.reviewed("aftercare", lambda: own[1:])
    settings = locale.folder / "locale.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('line = "{days}: {times}"', 'line = "{days} {times}"'), "utf-8"
    )
    assert not load_locale("so", locale.folder.parent).reviewed("aftercare", lambda: own)


def test_words_of_other_kinds_do_not_matter(toy: Locale) -> None:
    """A sentence that only the diary says changes nothing for aftercare."""
    locale = sign(toy, "aftercare")
    other = next(key for key in said("diary") if key not in said("aftercare"))
    assert change(locale, other, msgstr="Wax kale.").reviewed("aftercare", lambda: said("aftercare"))


def test_people_sign_beside_each_other(toy: Locale) -> None:
    """Two people may sign for the same words; a later signature takes the place of void ones."""
    both = sign(sign(toy, "aftercare"), "aftercare", "Dr. B. Ali")
    assert [review.reviewer for review in reviews(both.folder)] == ["Dr. A. Nur", "Dr. B. Ali"]
    later = sign(change(both, said("aftercare")[3], msgstr="Wax kale."), "aftercare", "Dr. B. Ali")
    assert [review.reviewer for review in reviews(later.folder)] == ["Dr. B. Ali"]


def test_nobody_signs_for_what_is_not_ready(toy: Locale) -> None:
    """A missing, a fuzzy and a wrong translation each stand in the way, and so do English words in the settings."""
    own = said("aftercare")
    assert obstacles(toy, own) == []
    locale = change(change(toy, own[3], msgstr=""), own[5], flags=["fuzzy"])
    number = next(key for key in own if key.msgid.startswith("Take it easy"))
    locale = change(locale, number, msgstr_plural={0: "%(n)s 3", 1: "%(n)s 3"})
    toml = toy.folder / "locale.toml"
    toml.write_text(toml.read_text("utf-8").replace("daryeel degdeg ah", "an urgent care clinic"), "utf-8")
    found = obstacles(load_locale("so", locale.folder.parent), own)
    assert {problem.code for problem in found} >= {"untranslated", "english-word", "number"}
    assert sum(problem.code == "untranslated" for problem in found) == 2
    other = tuple(key for key in said("diary") if key not in own)
    assert "number" not in {problem.code for problem in obstacles(locale, other)}


@pytest.mark.parametrize(
    "text",
    ["[[review]\n", "review = 3\n", '[[review]]\nkind = "aftercare"\n', "[[review]]\nkind = 3\ndate = 2026-11-01\n"],
)
def test_damaged_reviews_are_refused(toy: Locale, text: str) -> None:
    """Reviews that cannot be read are refused, not taken for none."""
    (toy.folder / "reviews.toml").write_text(text, "utf-8")
    with pytest.raises(TranslationError) as refused:
        toy.reviewed("aftercare", lambda: ())
    assert refused.value.problems[0].file == "so/reviews.toml"


def test_the_file_says_who_and_what(toy: Locale) -> None:
    """A name with quotes in it is read back as it was."""
    locale = sign(toy, "about", 'Amina "Nur" Ali \\ Co')
    row = tomllib.loads((locale.folder / "reviews.toml").read_text("utf-8"))["review"][0]
    assert (row["kind"], row["reviewer"], row["date"]) == ("about", 'Amina "Nur" Ali \\ Co', DAY)
    assert len(row["messages"]) == len(said("about"))


def test_english_needs_no_signature() -> None:
    """Templates are written in it: there is no translation to review."""
    assert load_locale("en").reviewed("aftercare", lambda: ())


# The proof


def test_a_proof_has_every_message_beside_its_translation(toy: Locale) -> None:
    """Each message stands with its number, its line, and its translations; the file is proven like a sheet."""
    messages = messages_of("diary", data_dir("templates"))
    handout = proof_of(kinds()["diary"], toy, messages, DAY)
    texts = leaf_texts(handout)
    assert "CHANGED" not in texts
    for message in messages:
        at = texts.index(f"{number_of(message)} line {message.line}")
        assert texts[at + 1] == message.singular
        assert translate(message.singular) in texts[at:]
    _, layout, proof = finish(handout, WORKSHOP, "a4")
    assert proof.pages == len(layout.pages) > 5


def test_a_proof_marks_what_changed_since_the_review(toy: Locale) -> None:
    """Only the message that changed is marked, and one without a translation says so."""
    own = said("diary")
    locale = change(change(sign(toy, "diary"), own[2], msgstr="Wax kale."), own[4], msgstr="")
    texts = leaf_texts(proof_of(kinds()["diary"], locale, messages_of("diary", data_dir("templates")), DAY))
    assert (texts.count("CHANGED"), texts.count("MISSING")) == (2, 1)
    assert texts[texts.index("CHANGED") + 1] == own[2].msgid


def test_a_proof_from_right_to_left(tmp_path: Path) -> None:
    """In such a language the table is mirrored, and English and placeholders keep their order: it reads back."""
    locale = load_locale("ar", toy_locale(tmp_path, "ar").parent)
    handout = proof_of(kinds()["diary"], locale, messages_of("diary", data_dir("templates")), DAY)
    assert handout.direction == "rtl"
    assert finish(handout, WORKSHOP, "a4")[2].lines > 500


def test_vowel_signs_over_a_doubled_letter_are_kept(tmp_path: Path) -> None:
    """Arabic with shadda and a vowel sign reads back, both of them."""
    locale = load_locale("ar", toy_locale(tmp_path, "ar").parent)
    messages = messages_of("diary", data_dir("templates"))[:3]
    changed = change(locale, messages[0].key, msgstr="تُجهَّز الخلايا")
    assert finish(proof_of(kinds()["diary"], changed, messages, DAY), WORKSHOP, "a4")[2].pages == 1
