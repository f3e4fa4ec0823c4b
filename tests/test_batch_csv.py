"""CSV as offices really make them: encodings, delimiters, titles, blank rows, phones that a spreadsheet spoiled."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from handouts.batch.sources import clinics_at
from handouts.errors import ClinicError
from tests.support.clinics import TODAY
from tests.support.tables import ALM, ELM, as_csv, faultless, faults, grid

ENCODINGS = {
    "UTF-8": "utf-8",
    "UTF-8 with its mark": "utf-8-sig",
    "UTF-16": "utf-16",
    "UTF-16 turned, with its mark": "be",
    "UTF-16 without a mark": "utf-16-le",
    "UTF-16 turned, without a mark": "utf-16-be",
    "Windows": "cp1252",
}


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text."""
    return codecs.BOM_UTF16_BE + text.encode("utf-16-be") if encoding == "be" else text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_every_encoding_and_delimiter_is_read(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """Names with accents and curly quotes arrive whole, whatever program saved the file and for which country."""
    path = tmp_path / "clinics.csv"
    path.write_bytes(encoded(as_csv(grid(ELM, ALM), delimiter), encoding))
    found = faultless(path)
    assert found["alm"].name == ALM["name"]
    assert found["alm"].address == ("C. Peñón 3", "Leeds LS1 3AB")
    assert found["elm-road"].phone == "+441134960123"
    assert clinics_at(path, TODAY).table.delimiter == delimiter  # type: ignore[union-attr]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_ends_of_lines_do_not_matter(end: str, tmp_path: Path) -> None:
    """Lines may end as on any system, also inside of a cell."""
    path = tmp_path / "clinics.csv"
    row = {**ELM, "address": f"7 Elm Road{end}Leeds LS1 3AB"}
    path.write_bytes(as_csv(grid(row), end=end).encode())
    assert faultless(path)["elm-road"].address == ("7 Elm Road", "Leeds LS1 3AB")


def test_excels_own_first_line_is_understood(tmp_path: Path) -> None:
    """A line that says what parts the cells is obeyed and is no row; rows keep their numbers in the file."""
    path = tmp_path / "clinics.csv"
    path.write_text("sep=;\n" + as_csv(grid({**ELM, "phone": "1"}), ";"), "utf-8")
    assert ("bad-phone", 3, "phone") in faults(path)


def test_titles_blank_rows_and_empty_columns_are_passed_over(tmp_path: Path) -> None:
    """What offices put above, between and beside their rows does no harm."""
    path = tmp_path / "clinics.csv"
    names, *rows = (["", *line, ""] for line in grid(ELM, ALM))
    lines = [["Clinics of the north"], [], ["as of June"], names, [], rows[0], ["", " "], rows[1], [], [""]]
    path.write_text(as_csv(lines), "utf-8")
    assert list(faultless(path)) == ["elm-road", "alm"]


def test_names_of_columns_as_people_write_them(tmp_path: Path) -> None:
    """Capitals, blanks, hyphens and a star behind a needed column are no other column; one's own begins with #."""
    path = tmp_path / "clinics.csv"
    names, row = grid(ELM)
    names = [name.replace("_", "-" if name.startswith("after") else " ").capitalize() + "*" for name in names]
    path.write_text(as_csv([[*names, "# region", "Reason"], [*row, "north", "old"]]), "utf-8")
    assert faultless(path)["elm-road"].name == ELM["name"]


def test_settings_have_columns_of_their_own(tmp_path: Path) -> None:
    """A column protocol.prp.knee.rest_hours sets what the clinic's file would, in the same safe range."""
    path = tmp_path / "clinics.csv"
    path.write_text(as_csv(grid(ELM | {"protocol.prp.knee.rest_hours": "24"})), "utf-8")
    assert faultless(path)["elm-road"].overrides
    path.write_text(as_csv(grid(ELM | {"protocol.prp.knee.rest_hours": "2400"})), "utf-8")
    assert faults(path) == [("out-of-range", 2, "protocol.prp.knee.rest_hours")]


@pytest.mark.parametrize("phone", ["1134960123", "1134960123.0", "441134960123", "1,13496E+09", "1.13496E+09"])
def test_spoiled_phones_are_said_not_guessed(phone: str, tmp_path: Path) -> None:
    """A phone that may have lost a zero, a + or its last digits is refused with its row; nothing is added."""
    path = tmp_path / "clinics.csv"
    path.write_text(as_csv(grid(ELM, {**ELM, "id": "b", "phone": phone, "after_hours_phone": phone}), ";"), "utf-8")
    assert faults(path) == [("bad-phone", 3, "phone"), ("bad-phone", 3, "after_hours_phone")]


def test_what_cannot_have_lost_a_digit_is_taken(tmp_path: Path) -> None:
    """Where national numbers begin with no 0, a float is the number that was typed."""
    path = tmp_path / "clinics.csv"
    us = {**ELM, "country": "US", "address": "12 Quay Street|Portland, OR 97201", "phone": "5035550123.0"}
    path.write_text(as_csv(grid(us)), "utf-8")
    assert faultless(path)["elm-road"].phone == "+15035550123"


def test_repeated_and_impossible_ids_fail_alone(tmp_path: Path) -> None:
    """Ids that are one folder on some disk fail, each with its row, and so do those that no disk can have."""
    path = tmp_path / "clinics.csv"
    ids = ["elm", "ELM", "oak", "", "../up", "con", "a/b", "x" * 65, "caf\u00e9", "cafe\u0301"]
    path.write_text(as_csv(grid(*({**ELM, "id": each} for each in ids))), "utf-8")
    found = [(code, line) for code, line, _ in faults(path)]
    repeated = [(n, "repeated-id") for n in (2, 3, 10, 11)]
    wrong = [(5, "no-id"), *((n, "bad-id") for n in (6, 7, 8, 9))]
    assert sorted(found) == sorted((code, line) for line, code in repeated + wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-columns"),
        ("a,b\n1,2\n", "no-columns"),
        (as_csv([[*grid(ELM)[0], "phone"], [*grid(ELM)[1], "1"]]), "repeated-column"),
        (as_csv([[*grid(ELM)[0], "fone"], [*grid(ELM)[1], "1"]]), "unknown-column"),
        (as_csv([grid(ELM)[0], [*grid(ELM)[1], "1"]]), "nameless-column"),
        (as_csv([grid(ELM)[0]]), "empty"),
        ('id,name,address\n1,"a,b\n', "unreadable"),
    ],
    ids=lambda value: value if "-" in value[:12] or len(value) < 12 else "table",
)
def test_tables_that_cannot_be_read_say_why(text: str, code: str, tmp_path: Path) -> None:
    """A table that is none, has a column twice, a strange or a nameless one, or no rows, is refused as a whole."""
    path = tmp_path / "clinics.csv"
    path.write_text(text, "utf-8")
    assert [fault for fault, _, _ in faults(path)] == [code]


def test_unreadable_letters_are_refused(tmp_path: Path) -> None:
    """Bytes that no encoding of an office can be are not read as something else."""
    path = tmp_path / "clinics.csv"
    path.write_bytes(as_csv(grid(ALM)).encode().replace("Á".encode(), b"\x81\x8d"))
    with pytest.raises(ClinicError, match="unusual encoding"):
        clinics_at(path, TODAY)


def test_faults_are_told_as_the_table_has_them(tmp_path: Path) -> None:
    """A fault names the row and the column, and its advice is for a table, not for a clinic's file."""
    path = tmp_path / "clinics.csv"
    row = {**ELM, "hours": "whenever", "language": "", "approved_by": "Dr. Amina Khan", "approval_date": "soon"}
    path.write_text(as_csv(grid(row)), "utf-8")
    with pytest.raises(ClinicError) as caught:
        clinics_at(path, TODAY).entries[0].clinic()
    told = [(problem.line, problem.key) for problem in caught.value.problems]
    assert {key for _, key in told} >= {"hours", "language", "approval_date"}
    assert {line for line, _ in told} == {2}
    assert not any("[approval]" in problem.hint or "[[" in problem.hint for problem in caught.value.problems)
