"""How languages look sentences up and write days, numbers, phones and hours."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.clinics import Hours
from handouts.data import data_dir
from handouts.errors import TranslationError, UsageError
from handouts.knowledge import countries
from handouts.localize import Formatter, Locale, Miss, load_catalog, load_locale, locales

FRIDAY = date(2026, 12, 11)
TUESDAY = date(2026, 12, 1)
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
NBSP = "\u00a0"

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""

SENTENCES = """
msgid "Rest today."
msgstr "Descanse hoy."

#, fuzzy
msgid "Do not drive for 48 hours."
msgstr "No conduzca durante 24 horas."

msgid "Use ice."
msgstr ""

msgid "Wait {n} day."
msgid_plural "Wait {n} days."
msgstr[0] "Espere {n} día."
msgstr[1] "Espere {n} días."

msgctxt "side"
msgid "left"
msgstr "izquierda"

msgid "{n} dose"
msgid_plural "{n} doses"
msgstr[0] "{n} dosis"
msgstr[1] ""
"""


def forms(tag: str, country: str, folder: Path | None = None) -> Formatter:
    """The forms of a language in a country."""
    return load_locale(tag, folder).for_country(countries()[country])


def new_locale(folder: Path, name: str, po: str | None = None, **changed: str) -> Path:
    """A language made from the Spanish settings; `changed` are texts of them, each with what stands there instead."""
    home = folder / name
    (home / "LC_MESSAGES").mkdir(parents=True)
    text = (data_dir("locales") / "es" / "locale.toml").read_text("utf-8")
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    (home / "locale.toml").write_text(text, "utf-8")
    if po is not None:
        (home / "LC_MESSAGES" / "handouts.po").write_text(po, "utf-8")
    return home


@pytest.fixture
def spanish(tmp_path: Path) -> Locale:
    """Spanish with a few sentences."""
    new_locale(tmp_path, "es", HEADER + SENTENCES)
    return load_locale("es", tmp_path)


def faults(error: pytest.ExceptionInfo[TranslationError]) -> list[tuple[str, int, str]]:
    """File, line and key of each problem."""
    return [(problem.file, problem.line, problem.key) for problem in error.value.problems]


# Which languages there are


def test_languages_come_with_the_program() -> None:
    """English and Spanish are there, each by its own name."""
    assert {(row.tag, row.name, row.direction) for row in locales()} >= {
        ("en", "English", "ltr"),
        ("es", "Español", "ltr"),
    }


@pytest.mark.parametrize("tag", ["pt-BR", "pt_BR", "pt_br", "PT-br"])
def test_tags_are_found_as_people_write_them(tmp_path: Path, tag: str) -> None:
    """Hyphens, underscores and case make no difference, and the tag that comes back is a proper one."""
    new_locale(tmp_path, "pt_BR")
    assert load_locale(tag, tmp_path).info.tag == "pt-BR"
    assert [row.tag for row in locales(tmp_path)] == ["pt-BR"]


@pytest.mark.parametrize("tag", ["tlh", "", "../en", "es-MX"])
def test_unknown_language_names_those_there_are(tag: str) -> None:
    """A language that is not there is refused, with the ones that are."""
    with pytest.raises(UsageError, match=r"Choose one of: .*en, .*es"):
        load_locale(tag)


def test_listing_languages_is_cheap() -> None:
    """Listing the languages loads none of the heavy libraries."""
    code = (
        "import sys; from handouts.localize import locales; locales();"
        "print([name for name in ('babel', 'polib', 'phonenumbers', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Sentences


def test_sentences_are_translated(spanish: Locale) -> None:
    """Sentences, plurals and sentences in a context come from the PO file, and nothing is missed."""
    messages = spanish.messages()
    assert messages.gettext("Rest today.") == "Descanse hoy."
    assert messages.ngettext("Wait {n} day.", "Wait {n} days.", 1) == "Espere {n} día."
    assert messages.ngettext("Wait {n} day.", "Wait {n} days.", 10) == "Espere {n} días."
    assert messages.pgettext("side", "left") == "izquierda"
    assert messages.gettext("") == ""
    assert messages.misses == ()


def test_what_is_missing_is_remembered(spanish: Locale) -> None:
    """Missing, empty and fuzzy sentences come in English, and are listed once each in the order they were asked for."""
    messages = spanish.messages()
    assert messages.gettext("Do not drive for 48 hours.") == "Do not drive for 48 hours."
    assert messages.gettext("Use ice.") == "Use ice."
    assert messages.pgettext("verb", "left") == "left"
    assert messages.gettext("Use ice.") == "Use ice."
    assert messages.ngettext("{n} dose", "{n} doses", 3) == "{n} doses"
    assert messages.npgettext("pill", "{n} dose", "{n} doses", 1) == "{n} dose"
    assert messages.misses == (
        Miss("", "Do not drive for 48 hours."),
        Miss("", "Use ice."),
        Miss("verb", "left"),
        Miss("", "{n} dose"),
        Miss("pill", "{n} dose"),
    )


def test_each_sheet_has_its_own_misses(spanish: Locale) -> None:
    """What one sheet misses is not held against the next, though both share the sentences."""
    spanish.messages().gettext("Use ice.")
    assert spanish.messages().misses == ()
    assert load_locale("es", spanish.folder.parent).catalog is spanish.catalog


def test_draft_marks_english(spanish: Locale) -> None:
    """In a draft English sentences are marked as English, and still counted."""
    messages = spanish.messages(draft=True)
    assert messages.gettext("Use ice.") == '<span lang="en">Use ice.</span>'
    assert messages.ngettext("{n} h", "{n} hs", 2) == '<span lang="en">{n} hs</span>'
    assert messages.gettext("Rest today.") == "Descanse hoy."
    assert len(messages.misses) == 2


def test_source_language_misses_nothing() -> None:
    """English is what templates are written in: every sentence stands for itself."""
    messages = load_locale("en").messages(draft=True)
    assert messages.gettext("Rest today.") == "Rest today."
    assert [messages.npgettext("x", "day", "days", n) for n in (0, 1, 2)] == ["days", "day", "days"]
    assert messages.misses == ()


def test_language_without_po_misses_everything(tmp_path: Path) -> None:
    """A language that nobody has begun to translate is one that misses every sentence."""
    new_locale(tmp_path, "fr")
    messages = load_locale("fr", tmp_path).messages()
    assert messages.gettext("Rest today.") == "Rest today."
    assert messages.misses == (Miss("", "Rest today."),)


def test_plural_forms_are_the_languages_own(tmp_path: Path) -> None:
    """The header decides which form a number takes."""
    rule = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    text = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "dzień"\nmsgstr[1] "dni (2)"\nmsgstr[2] "dni (5)"\n'
    new_locale(tmp_path, "pl", HEADER.replace("nplurals=2; plural=(n != 1);", rule) + "\n" + text)
    messages = load_locale("pl", tmp_path).messages()
    assert [messages.ngettext("day", "days", n) for n in (1, 2, 5, 22)] == ["dzień", "dni (2)", "dni (5)", "dni (2)"]


def test_changed_sentences_are_seen(spanish: Locale) -> None:
    """A translator who saves the file sees the change at the next sheet, and the review is void."""
    po = spanish.folder / "LC_MESSAGES" / "handouts.po"
    po.write_text(po.read_text("utf-8").replace("Descanse hoy.", "Repose hoy mismo."), "utf-8")
    changed = load_locale("es", spanish.folder.parent)
    assert changed.messages().gettext("Rest today.") == "Repose hoy mismo."
    assert changed.catalog.rows != spanish.catalog.rows


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + '\nmsgid "Rest."\nmsgstr "Descanse.\n', 7),
        (HEADER + '\nmsgid "Rest."\nmsgstr "A "B" C"\n', 7),
        (HEADER + '\nmsgid "Rest."\nmsgid "Ice."\nmsgstr "Hielo."\n', 7),
        (HEADER + "\n<<<<<<< HEAD\n", 6),
        ('msgid ""\nmsgstr ""\n"Language: es\\n"\n', 1),
        ("", 1),
        (HEADER.replace("(n != 1)", "(n !! 1)"), 1),
        (HEADER.replace("(n != 1)", "__import__('os')"), 1),
    ],
    ids=["open-quote", "stray-quote", "two-msgids", "merge-conflict", "no-plurals", "empty", "bad-plurals", "code"],
)
def test_damaged_po_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A PO file that is damaged, or does not say its plural forms, is refused with file and line."""
    new_locale(tmp_path, "es", text)
    with pytest.raises(TranslationError) as error:
        load_locale("es", tmp_path)
    assert faults(error) == [("es/LC_MESSAGES/handouts.po", line, "")]


def test_po_that_is_not_utf8(tmp_path: Path) -> None:
    """A PO file in another encoding is refused, not misread."""
    home = new_locale(tmp_path, "es")
    (home / "LC_MESSAGES" / "handouts.po").write_bytes((HEADER + '\nmsgid "a"\nmsgstr "ñ"\n').encode("latin-1"))
    with pytest.raises(TranslationError, match="not UTF-8"):
        load_locale("es", tmp_path)


@pytest.mark.parametrize("charset", ["UTF-8", "ISO-8859-1", "CHARSET"])
def test_header_cannot_garble_letters(tmp_path: Path, charset: str) -> None:
    """Letters come out as they stand in the file, with a byte order mark or a wrong charset in the header."""
    new_locale(tmp_path, "es", "\ufeff" + HEADER.replace("UTF-8", charset) + SENTENCES)
    messages = load_locale("es", tmp_path).messages()
    assert messages.ngettext("Wait {n} day.", "Wait {n} days.", 2) == "Espere {n} días."


# Settings


def test_all_faults_of_the_settings_come_at_once(tmp_path: Path) -> None:
    """A language's settings are checked whole: missing, unknown and wrong ones are named together."""
    new_locale(
        tmp_path,
        "es",
        **{
            'direction = "ltr"': 'direction = "left"\ncolour = "red"',
            'times = "de {open} a {close}"': 'times = "de {open}"',
            "follow_country = true": 'follow_country = "yes"',
            'kg = "{n} kg"\n': "",
            "numbers = { grouped_from = 4 }": "numbers = { group = 4 }",
        },
    )
    with pytest.raises(TranslationError) as error:
        load_locale("es", tmp_path)
    keys = {key for _, _, key in faults(error)}
    assert keys == {
        "direction",
        "colour",
        "hours.times",
        "numbers.follow_country",
        "units.kg",
        "country US MX PR: numbers.group",
    }


def test_settings_that_are_no_toml_name_their_line(tmp_path: Path) -> None:
    """A slip of the pen in the settings is reported with its line."""
    home = new_locale(tmp_path, "es")
    (home / "locale.toml").write_text('name = "Español"\nenglish = "Spanish\n', "utf-8")
    with pytest.raises(TranslationError) as error:
        locales(tmp_path)
    assert faults(error) == [("es/locale.toml", 2, "")]


@pytest.mark.parametrize("block", ["[country]\nUS = 1", '[[country]]\ncodes = "US"', "[[country]]\ncodes = [1]"])
def test_country_blocks_name_their_countries(tmp_path: Path, block: str) -> None:
    """A block for countries says which ones."""
    home = new_locale(tmp_path, "es")
    text = (home / "locale.toml").read_text("utf-8")
    (home / "locale.toml").write_text(text[: text.index("[[country]]")] + block, "utf-8")
    with pytest.raises(TranslationError, match="codes"):
        load_locale("es", tmp_path)


# Days and times


@pytest.mark.parametrize(
    ("tag", "country", "expected"),
    [
        ("en", "US", "Friday, December 11|Tuesday, December 1, 2026|Fri, Dec 11|December 2026|December 11, 2026"),
        ("en", "GB", "Friday 11 December|Tuesday 1 December 2026|Fri 11 Dec|December 2026|11 December 2026"),
        (
            "es",
            "US",
            (
                "viernes, 11 de diciembre|martes, 1 de diciembre de 2026|vie, 11 dic|diciembre de 2026|"
                "11 de diciembre de 2026"
            ),
        ),
    ],
)
def test_days(tag: str, country: str, expected: str) -> None:
    """Days are written as people in the clinic's country write them."""
    said = forms(tag, country)
    found = said.day(FRIDAY), said.date(TUESDAY), said.short_day(FRIDAY), said.month(FRIDAY), said.plain_date(FRIDAY)
    assert "|".join(found) == expected


@pytest.mark.parametrize(
    ("tag", "country", "expected"),
    [
        ("en", "US", ["12:05 am", "8:00 am", "10:30 am", "12:00 pm", "5:00 pm"]),
        ("en", "GB", ["00:05", "08:00", "10:30", "12:00", "17:00"]),
        ("es", "ES", ["0:05", "8:00", "10:30", "12:00", "17:00"]),
        ("es", "US", ["12:05 a. m.", "8:00 a. m.", "10:30 a. m.", "12:00 p. m.", "5:00 p. m."]),
    ],
)
def test_times(tag: str, country: str, expected: list[str]) -> None:
    """Times follow the country's clock, and no line breaks inside one."""
    said = forms(tag, country)
    found = [said.time(time(*clock)) for clock in ((0, 5), (8, 0), (10, 30), (12, 0), (17, 0))]
    assert found == [text.replace(" ", NBSP) for text in expected]


@pytest.mark.parametrize(
    ("tag", "country", "expected"),
    [
        ("en", "US", ["Monday to Friday, 8:00 am to 5:00 pm", "Saturday and Sunday, 9:00 am to 12:30 pm"]),
        ("en", "GB", ["Monday to Friday, 08:00 to 17:00", "Saturday and Sunday, 09:00 to 12:30"]),
        ("es", "ES", ["lunes a viernes, de 8:00 a 17:00", "sábado y domingo, de 9:00 a 12:30"]),
    ],
)
def test_opening_hours(tag: str, country: str, expected: list[str]) -> None:
    """Days in a row that share their hours are said as a span, two days by their names."""
    hours = Hours(WORKDAYS, time(8), time(17)), Hours(("sat", "sun"), time(9), time(12, 30))
    assert [line.replace(NBSP, " ") for line in forms(tag, country).hours(hours)] == expected


def test_opening_hours_of_odd_weeks() -> None:
    """Days apart are listed, noon breaks are said, rows alike are joined, and a week may open on Sunday."""
    said = forms("en", "GB")
    apart = Hours(("mon", "wed", "fri"), time(8), time(12))
    assert said.hours([apart]) == ["Monday, Wednesday and Friday, 08:00 to 12:00"]
    noon = [Hours(("tue",), time(14), time(18)), Hours(("tue",), time(8), time(12))]
    assert said.hours(noon) == ["Tuesday, 08:00 to 12:00 and 14:00 to 18:00"]
    rows = [Hours((day,), time(8), time(17)) for day in WORKDAYS]
    assert said.hours(rows) == ["Monday to Friday, 08:00 to 17:00"]
    assert said.hours([Hours(("mon", "tue", "wed", "thu", "sun"), time(8), time(17))]) == [
        "Sunday to Thursday, 08:00 to 17:00"
    ]
    assert said.hours([Hours((*WORKDAYS, "sat", "sun"), time(0), time(23))]) == ["Monday to Sunday, 00:00 to 23:00"]


# Numbers


@pytest.mark.parametrize(
    ("tag", "country", "expected"),
    [
        ("en", "US", ["3,000", "12,000", "0.5", "3"]),
        ("en", "DE", ["3,000", "12,000", "0.5", "3"]),
        ("es", "US", ["3,000", "12,000", "0.5", "3"]),
        ("es", "ES", ["3000", "12.000", "0,5", "3"]),
    ],
)
def test_numbers(tag: str, country: str, expected: list[str]) -> None:
    """Numbers have the marks that the reader knows, so that 3,000 is never taken for 3."""
    said = forms(tag, country)
    assert [said.number(value) for value in (3000, 12000, 0.50, 3.0)] == expected
    assert said.mg(1000) == f"{said.number(1000)} mg"


@given(st.integers(0, 10**7), st.sampled_from(["0", "0.5", "0.25", "0.1"]))
def test_numbers_lose_nothing(whole: int, part: str) -> None:
    """A written number reads back as the number it was, without trailing zeros."""
    value = whole + Decimal(part)
    written = forms("en", "US").number(value)
    assert Decimal(written.replace(",", "")) == value
    assert not re.search(r"\.\d*0$|\.$", written)


@pytest.mark.parametrize("tag", ["ar", "fa", "hi", "he", "th", "fr", "de"])
def test_digits_are_latin(tmp_path: Path, tag: str) -> None:
    """Doses, dates and times have Latin digits and only such blanks as every font has, in every language."""
    new_locale(tmp_path, tag)
    said = forms(tag, "US", tmp_path)
    written = [
        said.date(TUESDAY),
        said.short_day(TUESDAY),
        said.mg(12000),
        said.time(time(10, 30)),
        said.temperature(38),
    ]
    assert all(not char.isdigit() or char.isascii() for text in written for char in text)
    assert not {"\u202f", "\u2009"} & set("".join(written))
    assert "2026" in written[0]


@pytest.mark.parametrize(
    ("country", "celsius", "expected"),
    [
        ("US", 38.0, "100.4 °F (38 °C)"),
        ("US", 37.8, "100 °F (37.8 °C)"),
        ("GB", 38.0, "38 °C (100.4 °F)"),
        ("GB", 38.3, "38.3 °C (100.9 °F)"),
    ],
)
def test_temperatures(country: str, celsius: float, expected: str) -> None:
    """Temperatures are given on both scales, the country's first."""
    assert forms("en", country).temperature(celsius) == expected


@given(st.integers(370, 390))
def test_fahrenheit_never_asks_for_a_higher_fever(tenths: int) -> None:
    """The Fahrenheit figure is at most a tenth under the Celsius one, and never over it."""
    celsius = tenths / 10
    found = re.match(r"([\d.]+) °F", forms("en", "US").temperature(celsius))
    assert found
    assert 0 <= (Decimal(str(celsius)) * 9 / 5 + 32) - Decimal(found[1]) < Decimal("0.1")


@pytest.mark.parametrize(
    ("country", "kg", "expected"), [("US", 5, "11 lb (5 kg)"), ("US", 2, "4 lb (2 kg)"), ("GB", 5, "5 kg")]
)
def test_weights(country: str, kg: int, expected: str) -> None:
    """Weights are in pounds first in the United States, never more pounds than the limit allows."""
    assert forms("en", country).weight(kg) == expected


# Phones and words


@pytest.mark.parametrize(
    ("tag", "country", "phone", "expected"),
    [
        ("en", "US", "+15035550123", "(503) 555-0123"),
        ("es", "US", "+15035550123", "(503) 555-0123"),
        ("en", "GB", "+442079460018", "020 7946 0018"),
        ("es", "ES", "+34912345678", "912 34 56 78"),
        ("en", "US", "+442079460018", "+44 20 7946 0018"),
    ],
)
def test_phones(tag: str, country: str, phone: str, expected: str) -> None:
    """Phones are written as people in the clinic's country dial them, foreign ones with their country code."""
    assert forms(tag, country).phone(phone) == expected


def test_phones_from_right_to_left(tmp_path: Path) -> None:
    """In a language that runs from right to left phones have no brackets, which would be mirrored."""
    new_locale(tmp_path, "ar", **{'direction = "ltr"': 'direction = "rtl"'})
    assert forms("ar", "US", tmp_path).phone("+15035550123") == "503 555-0123"


@pytest.mark.parametrize(
    ("tag", "country", "paracetamol", "physiotherapy"),
    [
        ("en", "US", "acetaminophen", "physical therapy"),
        ("en", "CA", "acetaminophen", "physiotherapy"),
        ("en", "GB", "paracetamol", "physiotherapy"),
        ("es", "US", "acetaminofén", "terapia física"),
        ("es", "CO", "acetaminofén", "fisioterapia"),
        ("es", "ES", "paracetamol", "fisioterapia"),
    ],
)
def test_words_follow_the_country(tag: str, country: str, paracetamol: str, physiotherapy: str) -> None:
    """Medicines and services have the names that are on the packages and doors of the country."""
    words = forms(tag, country).words
    assert (words["paracetamol"], words["physiotherapy"]) == (paracetamol, physiotherapy)


def test_lists() -> None:
    """Lists are joined as the language joins them; a list of nothing is empty."""
    assert forms("en", "US").list_and(["rest", "ice", "heat"]) == "rest, ice, and heat"
    assert forms("en", "GB").list_and(["rest", "ice", "heat"]) == "rest, ice and heat"
    assert forms("es", "ES").list_and(["reposo", "hielo"]) == "reposo y hielo"
    assert forms("en", "US").list_and([]) == ""


@pytest.mark.parametrize("tag", [row.tag for row in locales()])
@pytest.mark.parametrize("country", sorted(countries()))
def test_every_language_has_forms_for_every_country(tag: str, country: str) -> None:
    """No country leaves a language without words, also where the two have nothing to do with each other."""
    said = forms(tag, country)
    texts = [said.date(TUESDAY), said.time(time(10, 30)), said.mg(1000), said.temperature(38.0), said.weight(5)]
    texts += [*said.words.values(), *said.hours([Hours(WORKDAYS, time(8), time(17))])]
    assert all(text and not re.search(r"[{}\u202f\u2009]", text) for text in texts)


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("Tome una dosis.", "lost %(dose)s"),
        ("Tome %(dosis)s.", "which the English does not have"),
        ("Tome %(dose)s y %(dose)s.", "more than once"),
        ("Tome %(dose)s, 5 % menos.", "single %"),
    ],
)
def test_placeholders_are_kept(tmp_path: Path, translation: str, said: str) -> None:
    """A translation that loses, renames or doubles a value is refused with its line, so that no dose gets lost."""
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    (folder / "handouts.po").write_text(f'{head}msgid "Take %(dose)s."\nmsgstr "{translation}"\n', "utf-8")
    with pytest.raises(TranslationError, match=re.escape(said)) as caught:
        load_catalog(tmp_path / "xx")
    assert caught.value.problems[0].line == 5
