from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.clinics import contrast_with_white, load_clinic, new_clinic_text, open_days, sample_clinic
from handouts.data import data_dir
from handouts.errors import ClinicError
from tests.support.clinics import GOOD, TODAY, changed, load_text, problems_of

TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def only(text: str, folder: Path) -> str:
    """The one problem of `text`, as a person reads it."""
    problems = problems_of(text, folder)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return str(problems[0]).removeprefix(f"{folder / 'clinic.toml'}:")


def test_faultless(tmp_path: Path) -> None:
    """A faultless file is a clinic with what it says, and its country's paper."""
    clinic = load_text(GOOD, tmp_path)
    assert clinic.name == "Harbor Spine & Joint Clinic"
    assert (clinic.phone, clinic.after_hours_phone) == ("+15035550123", "+15035550144")
    assert (clinic.paper, clinic.approval, clinic.logo, clinic.sample) == ("letter", None, None, False)
    assert (clinic.hours[0].open, clinic.hours[0].close) == (time(8), time(17))
    assert open_days(clinic) == {0, 1, 2, 3, 4}
    assert clinic.source == "clinic.toml"


def test_sample() -> None:
    """The bundled clinic is faultless and approved, on a computer whose clock is behind too."""
    clinic = sample_clinic(date(2020, 1, 1))
    assert clinic.sample
    assert clinic.approval
    assert clinic.approval.clinician == "Dr. Maria Lopez"
    assert clinic.logo
    assert clinic.logo.alt == clinic.name
    assert {scope.parameter: row.value for scope, row in clinic.overrides.items()} == {"ice_policy": "limited"}


def test_new_file_is_refused_until_filled_in(tmp_path: Path) -> None:
    """A new file is TOML, and every blank in it is named until it is filled in."""
    text = new_clinic_text()
    tomllib.loads(text)
    problems = problems_of(text, tmp_path)
    assert {problem.code for problem in problems} == {"placeholder"}
    blanks = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"[a-z].*\"<", line)]
    assert sorted({problem.line for problem in problems}) == blanks


def test_new_file_filled_in(tmp_path: Path) -> None:
    """A new file whose blanks are filled in, and whose optional settings are switched on, is faultless."""
    text = new_clinic_text()
    for line in GOOD.splitlines():
        blank = re.search(rf"^{re.escape(line.split(' =')[0])} = .*<.*$", text, re.MULTILINE)
        text = text.replace(blank[0], line) if blank else text
    optional = re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE).replace('logo = "logo.png"', "")
    (tmp_path / "notice.txt").write_text("What the law asks for.", "utf-8")
    assert problems_of(text, tmp_path) == ()
    assert problems_of(optional, tmp_path) == ()
    assert load_text(optional, tmp_path).approval


MANY = """\
name = "TBC"
adress = ["12 Quay Street"]
country = "UK"
language = "en_GB"
phone = "911"
colour = "#FFEE00"

[[hours]]
days = ["mon"]
open = "9am"
close = "17:00"
"open " = 3

[approval]
clinician = ""
role = "Medical director"
date = 2027-01-01

[protocol]
ice_policy = "sometimes"
[protocol.dextrose.knee]
rest_hours = 96
"""


def test_all_faults_at_once(tmp_path: Path) -> None:
    """All faults of a file come back in one run, in the order of its lines, each with the key as written."""
    problems = problems_of(MANY, tmp_path)
    assert [(problem.line, problem.key, problem.code) for problem in problems] == [
        (1, "name", "placeholder"),
        (1, "address", "missing-key"),
        (1, "after_hours_phone", "missing-key"),
        (2, "adress", "unknown-key"),
        (3, "country", "unknown-country"),
        (4, "language", "bad-language"),
        (6, "colour", "low-contrast"),
        (10, "hours[1].open", "bad-time"),
        (12, 'hours[1]."open "', "unknown-key"),
        (15, "approval.clinician", "empty"),
        (17, "approval.date", "future-date"),
        (20, "protocol.ice_policy", "unknown-choice"),
        (22, "protocol.dextrose.knee.rest_hours", "out-of-range"),
    ]
    assert all(problem.hint and problem.message.endswith(".") for problem in problems)


# What stands in the file (None: the setting is left out) -> the line as the person reads it.
SAID: list[tuple[dict[str, str | None], str]] = [
    ({"name": None}, "1: name: This setting is missing. Add a line such as: name ="),
    ({"name": '""'}, "1: name: There is nothing between the quotation marks."),
    ({"name": '" TBC "'}, '1: name: "TBC" still has to be filled in.'),
    ({"name": '"Your Clinic"'}, '"Your Clinic" still has to be filled in.'),
    ({"name": '"..."'}, '"..." still has to be filled in.'),
    ({"name": '"<Clinic name>"'}, "still has to be filled in."),
    ({"name": "3"}, "1: name: This must be text in quotation marks, not 3."),
    ({"name": '"a\\u202Eb"'}, "1: name: Character 2 is U+202E RIGHT-TO-LEFT OVERRIDE"),
    ({"name": '"""a\nb"""'}, "Write it on one line."),
    ({"address": '"12 Quay Street"'}, '1: address: This must be a list, not "12 Quay Street".'),
    ({"address": "[]"}, "1: address: The list is empty."),
    ({"address": '[\n"12 Quay Street",\n"n/a"]'}, '3: address[2]: "n/a" still has to be filled in.'),
    ({"address": '["1", "2", "3", "4", "5", "6", "7"]'}, "The address has 7 lines; there is room for 6."),
    ({"language": '"english"'}, '1: language: "english" is not a language code.'),
    ({"language": '"es_mx"'}, 'Write "es-mx".'),
    ({"phone": '"+1 503-555"'}, '1: phone: "+1 503-555": The number is too short for the United States.'),
    ({"phone": '"+1 503-555-01234"'}, "The number is too long for the United States."),
    ({"phone": '"+1 123-555-0123"'}, "There is no such number in the United States."),
    ({"phone": '"+44 20 7946 0018"'}, "The number begins with +44, but the United States has +1."),
    ({"phone": '"+1 416-555-0123"'}, "There is no such number in the United States."),
    ({"phone": '"+1 503-555-0123 ext. 4"'}, "A phone number has only digits"),
    ({"phone": '"+1 503-555-0123 / 0144"'}, "such as +1 201-555-0123"),
    ({"phone": '"call us"'}, "A phone number has only digits"),
    ({"phone": '"none"'}, '"none" still has to be filled in.'),
    ({"phone": "5035550123"}, "This must be text in quotation marks"),
    ({"after_hours_phone": '"ask"'}, 'If there is none, write "none".'),
    ({"email": '"desk at harbor"'}, '1: email: "desk at harbor" is not an e-mail address.'),
    ({"website": '"javascript:alert(1)"'}, "is not a web address."),
    ({"colour": '"teal"'}, '1: colour: "teal" is not a colour. Write # and six digits'),
    ({"colour": '"#777777"'}, "a contrast of 4.47 to 1; 4.5 is needed"),
    ({"paper": '"A4"'}, '1: paper: There are no sheets on "A4". Did you mean "a4"?'),
    ({"jurisdiction": '"Oregon"'}, '"Oregon" is not a country or state.'),
    ({"jurisdiction": '"CA-ON"'}, '"CA-ON" is not in the clinic\'s country, US.'),
    ({"fone": '"1"'}, '1: fone: There is no setting "fone" here. Did you mean "phone"?'),
    ({"rest_hours": "24"}, "It belongs under the heading [protocol]."),
    ({"clinician": '"Dr. X"'}, "It belongs under the heading [approval]."),
    ({"logo": '"logo.png"'}, '1: logo: "logo.png": There is no such picture'),
    ({"logo": '"../logo.png"'}, "The logo is not inside the clinic file's folder."),
    ({"hours": '"8-5"'}, "The opening hours are not written as a table."),
    ({"approval": "true"}, "The approval is not written as a table."),
    ({"protocol": "3"}, "The protocol is not written as a table."),
]


@pytest.mark.parametrize(("settings_", "said"), SAID)
def test_top_settings(settings_: dict[str, str | None], said: str, tmp_path: Path) -> None:
    """A fault at the top of the file is one sentence with line, key and remedy."""
    text = changed(**settings_)
    if "hours" in settings_:
        text = text.split("[[hours]]")[0]
    assert said in only(text, tmp_path)


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("UK", 'Write "GB".'),
        ("us", 'Write "US".'),
        ("United States", 'Write "US".'),
        ("Germny", 'Did you mean "DE"?'),
        ("ZZ", "is not the code of a country."),
        ("CU", "No emergency number is known"),
        ("AQ", 'No emergency number is known for "AQ"'),
    ],
)  # fmt: skip
def test_countries(country: str, said: str, tmp_path: Path) -> None:
    """An unknown country names the close ones; one without a known emergency number is refused."""
    assert said in only(changed(country=f'"{country}"'), tmp_path)


HOURS = GOOD.split("[[hours]]")[0]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("", "1: hours: The opening hours are missing."),
        ('[[hours]]\nopen = "08:00"\nclose = "17:00"', "8: hours[1].days: This setting is missing."),
        ('[[hours]]\ndays = []\nopen = "08:00"\nclose = "17:00"', "9: hours[1].days: The list is empty."),
        ('[[hours]]\ndays = ["monday"]\nopen = "08:00"\nclose = "17:00"', 'Did you mean "mon"?'),
        ('[[hours]]\ndays = ["mon", "mon"]\nopen = "08:00"\nclose = "17:00"', '"mon" stands in this list twice.'),
        ('[[hours]]\ndays = ["mon"]\nopen = "9am"\nclose = "17:00"', '10: hours[1].open: "9am" is not a time'),
        ('[[hours]]\ndays = ["mon"]\nopen = "08:00"\nclose = "5 pm"', 'Write "17:00".'),
        ('[[hours]]\ndays = ["mon"]\nopen = "8.30"\nclose = "17:00"', 'Write "08:30".'),
        ('[[hours]]\ndays = ["mon"]\nopen = "08:00"\nclose = "24:00"', '"24:00" is not a time of day'),
        ('[[hours]]\ndays = ["mon"]\nopen = "08:00"\nclose = "08:00"', "11: hours[1].close: The clinic would close"),
        ('[[hours]]\ndays = ["mon"]\nopen = 08:00:00\nclose = "17:00"', "This must be text in quotation marks"),
        (
            GOOD.removeprefix(HOURS) + '[[hours]]\ndays = ["sat", "mon"]\nopen = "16:00"\nclose = "18:00"',
            "12: hours[2]: These hours overlap with others of the same day (mon).",
        ),
    ],
)
def test_hours(hours: str, said: str, tmp_path: Path) -> None:
    """Hours that are no times, end before they begin, or overlap are refused with the line."""
    assert said in only(HOURS + hours, tmp_path)


def test_lunch(tmp_path: Path) -> None:
    """A day may have hours before and after lunch."""
    two = '[[hours]]\ndays = ["sat", "mon"]\nopen = "08:00"\nclose = "12:00"\n'
    clinic = load_text(HOURS + two + two.replace("12:00", "17:00").replace("08:00", "12:00"), tmp_path)
    assert clinic.hours[0].days == ("mon", "sat")
    assert len(clinic.hours) == 2


APPROVAL = '[approval]\nclinician = "Dr. Ana Díaz"\nrole = "Medical director"\n'


@pytest.mark.parametrize(
    ("approval", "said"),
    [
        (APPROVAL, "13: approval.date: This setting is missing."),
        (APPROVAL + 'date = "2026-11-01"', '16: approval.date: "2026-11-01" is not a date.'),
        (APPROVAL + "date = 2026-11-01T08:00:00", "is not a date."),
        (APPROVAL + "date = 2026-11-23", "2026-11-23 is in the future; today is 2026-11-22."),
        (APPROVAL + 'date = 2026-11-01\ncovers = ["bmk"]', '17: approval.covers[1]: "bmk" is none of'),
        (APPROVAL + 'date = 2026-11-01\nname = "x"', "move it above the first [heading]"),
        (APPROVAL.replace("Dr. Ana Díaz", "TBC") + "date = 2026-11-01", "still has to be filled in"),
    ],
)
def test_approval(approval: str, said: str, tmp_path: Path) -> None:
    """An approval needs a person, a role, and a day that is not in the future."""
    assert said in only(GOOD + "\n" + approval, tmp_path)


def test_approval_counts(tmp_path: Path) -> None:
    """An approval says who answers since when, and for which sensitive treatments."""
    approval = load_text(GOOD + APPROVAL + 'date = 2026-11-22\ncovers = ["bmc", "neck"]', tmp_path).approval
    assert approval
    assert (approval.clinician, approval.date, approval.covers) == ("Dr. Ana Díaz", TODAY, ("bmc", "neck"))


@pytest.mark.parametrize(
    ("country", "written", "e164"),
    [
        ("US", "(503) 555-0123", "+15035550123"),
        ("US", "503.555.0123", "+15035550123"),
        ("US", "+1 800-555-0199", "+18005550199"),
        ("GB", "020 7946 0018", "+442079460018"),
        ("GB", "+44 (0)20 7946 0018", "+442079460018"),
        ("ES", "910 000 000", "+34910000000"),
        ("MX", "+52 55 5555 1234", "+525555551234"),
        ("IT", "+39 02 1234 5678", "+390212345678"),
    ],
)
def test_phones(country: str, written: str, e164: str, tmp_path: Path) -> None:
    """Phones may be written as people write them in their country."""
    text = changed(country=f'"{country}"', phone=f'"{written}"', after_hours_phone='"None"')
    clinic = load_text(text, tmp_path)
    assert (clinic.phone, clinic.after_hours_phone) == (e164, "none")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("EN", "en"),
        ("es-mx", "es-MX"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
    ],
)
def test_languages(written: str, tag: str, tmp_path: Path) -> None:
    """A well-formed language tag is spelt as usual, shipped or not."""
    assert load_text(changed(language=f'"{written}"'), tmp_path).language == tag


@pytest.mark.parametrize(
    "name", ["<b>Harbor</b>", "{{ 7*7 }}", "%(x)s %d Clinic", "Smith & Sons <Clinic>", "مركز الأمل"]
)
def test_hostile_names_are_text(name: str, tmp_path: Path) -> None:
    """Markup in a name is a name."""
    assert load_text(changed(name=f"'{name}'"), tmp_path).name == name


def test_contrast() -> None:
    """Contrast is WCAG's."""
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") >= 4.5 > contrast_with_white("#777777")


@given(st.integers(0, 0xFFFFFF))
@TMP
def test_any_colour(tmp_path: Path, number: int) -> None:
    """A colour is accepted exactly when it can be read on white; a refusal never shows 4.50 or more."""
    colour = f"#{number:06x}"
    problems = problems_of(changed(colour=f'"{colour}"'), tmp_path)
    assert (not problems) == (contrast_with_white(colour) >= 4.5)
    for problem in problems:
        ratio = re.search(r"contrast of ([0-9.]+)", problem.message)
        assert ratio
        assert float(ratio[1]) < 4.5


BROKEN = [
    ('name = "x', 1, "A text is not closed."),
    ("name = Harbor", 1, "A text needs quotation marks."),
    ("name = “Harbor”", 1, "The quotation marks are curly."),
    ("a = 1\na = 2", 2, "The setting is written twice."),
    ("[a]\n[a]", 2, "The [heading] is written twice."),
    ("[hours", 1, "The [heading] is not closed."),
    ("name", 1, "There is no = after the name."),
    ("name =", 1, "There is nothing after the =."),
    ("open = 08:00", 1, "A time needs quotation marks."),
    ("phone = +1 503-555-0123", 1, "A phone number needs quotation marks."),
    ("date = 2026-13-01", 1, "This is not a date."),
    ('a = ["x"\n"y"]', 2, "A list is not closed, or lacks a comma."),
    ('a = "\x1b[2J"', 1, "There is an invisible control character."),
    ("a = " + "[" * 1500, 0, "nested too deeply"),
    ("a" * 3000 + " = 1", 1, "longer than 2000 characters"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN)
def test_syntax(text: str, line: int, said: str, tmp_path: Path) -> None:
    """A file that is no TOML is one plain sentence with the line, safe for any terminal."""
    (problem,) = problems_of(text, tmp_path)
    assert said in problem.message
    assert problem.line == line
    assert problem.message.isprintable()


def test_unreadable(tmp_path: Path) -> None:
    """A missing file, a folder, an empty file, other encodings and huge files are each one plain sentence."""
    folder = tmp_path / "folder"
    folder.mkdir()
    files = {
        "empty.toml": b" \n",
        "utf16.toml": GOOD.encode("utf-16"),
        "latin.toml": 'name = "x"\naddress = "Málaga"'.encode("latin-1"),
        "huge.toml": b"#" * 1_000_001,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    said = {}
    for name in ["missing.toml", "folder", *files, "nul\0.toml", "x" * 5000]:
        with pytest.raises(ClinicError) as error:
            load_clinic(tmp_path / name, TODAY)
        said[name[:12]] = (len(error.value.problems), error.value.problems[0].line, error.value.problems[0].message)
    assert said == {
        "missing.toml": (1, 0, "There is no such file."),
        "folder": (1, 0, "This is a folder, not a file."),
        "empty.toml": (1, 0, "The file is empty."),
        "utf16.toml": (1, 0, "The file is not saved as UTF-8 text."),
        "latin.toml": (1, 2, "The file is not saved as UTF-8 text."),
        "huge.toml": (1, 0, "The file cannot be read: It is larger than 1 MB, which no clinic file is."),
        "nul\0.toml": (1, 0, "The file cannot be read: The name is not a file's name."),
        "xxxxxxxxxxxx": (1, 0, "The file cannot be read: File name too long."),
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_pipe(tmp_path: Path) -> None:
    """A pipe is refused without waiting for somebody to write into it."""
    os.mkfifo(tmp_path / "clinic.toml")
    with pytest.raises(ClinicError, match="not an ordinary file"):
        load_clinic(tmp_path / "clinic.toml", TODAY)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_forbidden(tmp_path: Path) -> None:
    """A file that one may not read says so."""
    path = tmp_path / "clinic.toml"
    path.write_text(GOOD)
    path.chmod(0)
    with pytest.raises(ClinicError, match="not allowed to read"):
        load_clinic(path, TODAY)


def test_byte_order_mark(tmp_path: Path) -> None:
    """A file from Windows' editor, with a mark at its start and its own line ends, loads."""
    (tmp_path / "clinic.toml").write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_clinic(tmp_path / "clinic.toml", TODAY).country == "US"


FAULTS: dict[str, str | None] = {
    "name": '""',
    "address": "[]",
    "country": '"XX"',
    "language": '"?"',
    "email": '"x"',
    "website": '"x"',
    "logo": '"/etc/passwd"',
    "colour": '"#ffffff"',
    "paper": '"a5"',
    "jurisdiction": '"x"',
    "phone": '"TBC"',
    "after_hours_phone": None,
    "extra": "1",
}


@given(st.sets(st.sampled_from(sorted(FAULTS))))
@TMP
def test_every_fault_comes_back(tmp_path: Path, keys: set[str]) -> None:
    """A file with any set of faults reports each of them, and nothing else."""
    problems = problems_of(changed(**{key: FAULTS[key] for key in keys}), tmp_path)
    assert sorted(problem.key for problem in problems) == sorted(keys)
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["name", "address", "country", "phone", "hours", "days", "open", "approval", "date", "covers", "protocol", "prp",
     "dextrose", "knee", "rest_hours", "ice_policy", "follow_up_weeks", "fever_threshold_c", "logo", "colour"]
)  # fmt: skip
TABLES = st.recursive(
    st.dictionaries(KEYS | st.text(max_size=6), VALUES, max_size=6),
    lambda inner: st.dictionaries(KEYS, inner | st.lists(inner, max_size=3), max_size=5),
    max_leaves=6,
)


def _toml(value: Any) -> str:  # noqa: ANN401  # TOML's values
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(str(key))} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        safe = value.encode("utf-8", "replace").decode()
        return '"' + "".join(f"\\U{ord(char):08X}" if not char.isalnum() else char for char in safe) + '"'
    return {None: '"none"'}.get(value, f"{value}")


@given(TABLES)
@TMP
def test_arbitrary_toml(tmp_path: Path, values: dict[str, Any]) -> None:
    """Whatever TOML a file holds, it is a clinic or a ClinicError whose lines are the file's and safe to print."""
    text = "\n".join(f"{_toml(str(key))} = {_toml(value)}" for key, value in values.items())
    problems = problems_of(text or "#", tmp_path)
    assert problems
    for problem in problems:
        assert 0 <= problem.line <= text.count("\n") + 1
        assert problem.message.isprintable()
        assert problem.key.isprintable()


@given(st.binary(max_size=200))
@TMP
def test_arbitrary_bytes(tmp_path: Path, data: bytes) -> None:
    """Whatever bytes a file holds, it is a ClinicError."""
    (tmp_path / "clinic.toml").write_bytes(data)
    with pytest.raises(ClinicError):
        load_clinic(tmp_path / "clinic.toml", TODAY)


def test_floods(tmp_path: Path) -> None:
    """A file of nothing but faults is answered quickly, with as many as a person can read."""
    text = GOOD + "[protocol]\n" + "\n".join(f"a{number} = 1" for number in range(40_000))
    assert len(problems_of(text, tmp_path)) == 200
    many = HOURS + '[[hours]]\ndays = ["mon"]\nopen = "08:00"\nclose = "09:00"\n' * 5_000
    assert "There are more than 28" in only(many, tmp_path)


def test_light_imports() -> None:
    """Reading the module loads neither phone numbers nor pictures: `--help` stays quick."""
    code = "import sys, handouts.clinics, handouts.protocol; print(sorted({'phonenumbers', 'PIL'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_sample_file_stays_a_sample() -> None:
    """The made-up clinic's file is a sample however it is named on the command line; a copy of it is somebody's own."""
    path = data_dir("examples") / "harbor" / "clinic.toml"
    assert load_clinic(path, date(2026, 11, 22)).sample


def test_notice_is_printed_as_it_is(tmp_path: Path) -> None:
    """The notice that a state's law wants is the clinic's own text file, paragraph by paragraph."""
    (tmp_path / "notice.txt").write_text("First  line\nof one.\n\n  \nThe second.\n", "utf-8")
    assert load_text(changed(notice='"notice.txt"'), tmp_path).notice == ("First line of one.", "The second.")


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "unreadable"), (b"\xff\xfea", "not-utf-8"), (b"x" * 6001, "too-long"), (b"a\x07b", "bad-character")],
)
def test_notice_that_cannot_be_printed(content: bytes | None, code: str, tmp_path: Path) -> None:
    """A notice that is missing, in another encoding, too long or with strange characters is one clear fault."""
    if content is not None:
        (tmp_path / "notice.txt").write_bytes(content)
    (problem,) = problems_of(changed(notice='"notice.txt"'), tmp_path)
    assert (problem.code, problem.key) == (code, "notice")


def test_notice_stays_in_its_folder(tmp_path: Path) -> None:
    """A notice outside of the clinic's folder is not read."""
    (problem,) = problems_of(changed(notice='"../notice.txt"'), tmp_path)
    assert problem.code == "outside"
