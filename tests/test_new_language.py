"""Beginning a language: its tag, its plural forms, its draft settings, its folder; and why there may be none."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from gettext import c2py
from pathlib import Path

import polib
import pytest
from babel.dates import format_date
from babel.localedata import locale_identifiers

from handouts.errors import TranslationError, UsageError
from handouts.localize.settings import settings
from handouts.translation.draft import draft
from handouts.translation.plurals import plural_forms
from handouts.translation.tags import cldr, known_tag
from tests.support.desk import Desk

FRIDAY = date(2026, 12, 11)


@pytest.mark.parametrize(
    ("typed", "tag"), [("so", "so"), ("pt_br", "pt-BR"), ("ZH-hans", "zh-Hans"), ("iw", "he"), ("es_419", "es-419")]
)
def test_tags_are_written_as_is_customary(typed: str, tag: str) -> None:
    """Hyphens, capitals and codes in use, however a tag was typed."""
    assert known_tag(typed) == tag


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("somalii", '"so"'), ("Polish", '"pl"'), ("español", '"es"'), ("es-XX", '"es-MX"'), ("en-XA", "en-ZA")],
)
def test_an_unknown_tag_is_refused_with_the_nearest(typed: str, meant: str) -> None:
    """A slip, or a language's name, is answered with the tag that may have been meant."""
    with pytest.raises(UsageError) as refused:
        known_tag(typed)
    assert meant in refused.value.problems[0].hint


@pytest.mark.parametrize(
    ("tag", "numbers", "forms"),
    [
        ("vi", (0, 1, 2), (0, 0, 0)),
        ("hi", (0, 1, 2), (0, 0, 1)),
        ("he", (1, 2, 3), (0, 1, 2)),
        ("pl", (1, 3, 5, 22), (0, 1, 2, 1)),
        ("ar", (0, 1, 2, 3, 11, 100), (0, 1, 2, 3, 4, 5)),
    ],
)
def test_plural_forms_are_those_of_cldr(tag: str, numbers: tuple[int, ...], forms: tuple[int, ...]) -> None:
    """The header picks the form that the language has for the number."""
    expression = plural_forms(cldr(tag)).partition("plural=")[2].rstrip(";")
    assert tuple(c2py(expression)(number) for number in numbers) == forms


def test_plural_forms_of_every_language() -> None:
    """For every language of CLDR, numbers that it counts alike share a form, and no others do."""
    for name in (name for name in locale_identifiers() if "_" not in name):
        locale = cldr(name)
        expression = plural_forms(locale).partition("plural=")[2].rstrip(";")
        pick = c2py(expression)
        pairs = {(locale.plural_form(n), pick(n)) for n in range(200)}
        assert len(pairs) == len({form for _, form in pairs}) == len({category for category, _ in pairs}), name


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ru", "пятница, 11 декабря"),
        ("hu", "december 11., péntek"),
        ("zh-Hans", "12月11日星期五"),
        ("th", "วันศุกร์ที่ 11 ธันวาคม"),
        ("he", "יום שישי, 11 בדצמבר"),
    ],
)
def test_a_day_loses_its_year_and_what_belongs_to_it(tag: str, said: str) -> None:
    """The pattern of a day stands as the language writes it, with the weekday where its whole dates have it."""
    pattern = tomllib.loads(draft(tag).text)["dates"]["day"]
    assert format_date(FRIDAY, pattern, locale=cldr(tag)) == said


@pytest.mark.parametrize("tag", ["so", "ar", "ko", "pt-BR", "ja", "my", "eu", "lo"])
def test_drafts_are_settings(tag: str, tmp_path: Path) -> None:
    """A draft has every setting, in a form that the program takes."""
    (tmp_path / "locale.toml").write_text(draft(tag).text, "utf-8")
    assert settings(tmp_path / "locale.toml")["direction"] == ("rtl" if tag == "ar" else "ltr")


@pytest.mark.parametrize(("tag", "why"), [("mn-Mong", "top to bottom"), ("ba", "names of months")])
def test_a_language_that_cannot_be_set(tag: str, why: str) -> None:
    """No folder for a language whose dates could not be written, or whose lines do not run across."""
    with pytest.raises(TranslationError, match=why):
        draft(tag)


def test_the_command(tmp_path: Path) -> None:
    """`locale add` makes a folder that the program lists, in step with the templates, and says what to check."""
    desk = Desk(tmp_path)
    done = desk.run("python generate.py locale add pt_ao")
    assert done.returncode == 0
    assert "Plural forms: nplurals=2; plural=(n != 1);\nFont: source-sans" in done.stdout
    assert "To check: every value in locales/pt_AO/locale.toml" in done.stdout
    assert re.search(r"pt-AO +português \(Angola\)", desk.run("python generate.py list locales").stdout)
    po = polib.pofile(str(desk.folder / "locales" / "pt_AO" / "LC_MESSAGES" / "handouts.po"))
    assert po.metadata["Language"] == "pt_AO"
    assert {len(entry.msgstr_plural) for entry in po if entry.msgid_plural} == {2}
    assert (
        "pt_AO/LC_MESSAGES/handouts.po: up to date"
        in desk.run(
            "python generate.py locale sync --json; \
        python generate.py locale sync"
        ).stdout
    )
    again = desk.run("python generate.py locale add pt-AO")
    assert (again.returncode, "The language pt-AO is there already." in again.stdout) == (2, True)


def test_a_script_without_a_font_is_refused(tmp_path: Path) -> None:
    """Where no font has the letters there is no folder."""
    desk = Desk(tmp_path)
    done = desk.run("python generate.py locale add km")
    assert done.returncode == 5
    assert "No font that comes with the program can write Khmer: it lacks" in done.stdout
    assert not (desk.folder / "locales" / "km").exists()
