"""A list of patients: a sheet for each, and nothing anywhere else that tells of any of them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.support.clinics import GOOD
from tests.support.office import batch, counted, manifest, sheets
from tests.support.program import Done, refused
from tests.support.structure import leaves
from tests.support.tables import Row, as_csv, grid, workbook

WHERE = ("--patients", "today.csv", "--clinic", "clinic.toml", "--kind", "aftercare", "--out", "out", "--json")
ANA: Row = {
    "patient": "Ana Quetzal",
    "patient_id": "QZ-48213",
    "treatment": "prp",
    "region": "knee",
    "side": "left",
    "procedure_date": "2026-12-01",
    "time": "09:30",
    "clinician": "Dr. Zyxw",
}
# Each names a patient where the program would repeat what stands there.
BAD: list[Row] = [
    {**ANA, "patient": "Quetzalcoatl \U00012000"},
    {**ANA, "procedure_date": "Quetzal 1 Dec"},
    {**ANA, "region": "Quetzal's knee"},
    {**ANA, "side": "Quetzal"},
    {**ANA, "time": "48213"},
    {**ANA, "patient": ""},
    {**ANA, "patient_id": ""},
    {**ANA, "patient": "Quetzal " * 80},
    {**ANA, "clinician": "-"},
    {**ANA, "sedation": "Quetzal"},
    {**ANA, "locale": "Quetzal"},
    {**ANA, "patient": "Ana\u202eQuetzal"},
]
SECRETS = ("Quetz", "quetz", "48213", "Zyxw")
RAISES = """
import os
from handouts import sheet
def make(request, clinic, proof):
    if request.side == "left": raise ValueError(f"no sheet for {request.patient} {request.patient_id}")
    print(request.patient, request, flush=True)
    os.abort()
sheet.make = make
"""


def desk(folder: Path, *rows: Row) -> None:
    """A clinic and today's list in `folder`."""
    (folder / "clinic.toml").write_text(GOOD, "utf-8")
    (folder / "today.csv").write_text(as_csv(grid(*rows)), "utf-8")


def assert_discreet(folder: Path, done: Done) -> None:
    """Nothing of any patient was said, or stands anywhere but on the list and on the sheets."""
    said = done.out + done.err
    digests = [hashlib.sha256(data).hexdigest()[:16] for data in sheets(folder / "out").values()]
    for path in (folder / "out").rglob("*"):
        said += path.name
        if path.is_file() and path.suffix != ".pdf":
            said += path.read_text("utf-8-sig")
    assert not [secret for secret in (*SECRETS, *digests) if secret in said]


def test_each_row_is_a_sheet_with_both_identifiers(tmp_path: Path) -> None:
    """Names and numbers stand on the sheet; files are named after rows; there is no index, and no digest of a sheet."""
    desk(tmp_path, ANA, {**ANA, "patient": "Bo Quetzal", "patient_id": "48213-2", "side": "right"})
    done = batch(tmp_path, *WHERE)
    assert (done.code, counted(done)) == (0, {"made": 2, "unchanged": 0, "failed": 0})
    made = sheets(tmp_path / "out")
    assert list(made) == ["clinic/row-0002-aftercare.pdf", "clinic/row-0003-aftercare.pdf"]
    for data, words in zip(made.values(), (("Ana Quetzal", "QZ-48213"), ("Bo Quetzal", "48213-2")), strict=True):
        text = " ".join(leaves(data))
        assert all(word in text for word in words)
    assert_discreet(tmp_path, done)
    assert not (tmp_path / "out" / "index.html").exists()
    for number, line in enumerate(manifest(tmp_path / "out"), 2):
        assert (line["row"], line["proof"], line["inputs"]) == (str(number), {"how": "full"}, "")


def test_faulty_rows_are_told_by_their_numbers(tmp_path: Path) -> None:
    """Whatever is wrong with a row, failed.csv has its number and the reason, and neither repeats what stands there."""
    desk(tmp_path, ANA, *BAD)
    done = batch(tmp_path, *WHERE)
    assert (done.code, counted(done)) == (1, {"made": 1, "unchanged": 0, "failed": len(BAD)})
    names, *rows = (tmp_path / "out" / "failed.csv").read_text("utf-8-sig").splitlines()
    assert names == "row,reason"
    assert [row.partition(",")[0] for row in rows] == [str(number) for number in range(3, 3 + len(BAD))]
    assert_discreet(tmp_path, done)
    plain = batch(tmp_path, *(word for word in WHERE if word != "--json"))
    assert_discreet(tmp_path, plain)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_faults_of_the_program_tell_nothing(jobs: str, tmp_path: Path) -> None:
    """An exception with a name in it, what a worker prints, and one that crashes: none of it is said or kept."""
    desk(tmp_path, ANA, {**ANA, "side": "right"}, ANA)
    done = batch(tmp_path, *WHERE, "--jobs", jobs, plant=RAISES)
    assert (done.code, counted(done)) == (1, {"made": 0, "unchanged": 0, "failed": 3})
    assert_discreet(tmp_path, done)


def test_a_strange_column_tells_nothing(tmp_path: Path) -> None:
    """A list whose columns are not known is refused without its rows."""
    desk(tmp_path, ANA | {"surname": "Quetzal"})
    done = batch(tmp_path, *WHERE)
    assert done.code == 3
    assert "surname" in done.err
    assert not any(secret in done.out + done.err for secret in SECRETS)


def test_a_workbook_is_a_list_too(tmp_path: Path) -> None:
    """Dates and times that a spreadsheet made of what was typed are the same dates and times."""
    from datetime import datetime, time

    desk(tmp_path, ANA)
    batch(tmp_path, *WHERE)
    cells: dict[str, Any] = {"procedure_date": datetime(2026, 12, 1), "time": time(9, 30)}  # noqa: DTZ001 - as Excel has it
    workbook(tmp_path / "today.xlsx", grid({**ANA, **cells}))
    again = ("--patients", "today.xlsx", *WHERE[2:])
    assert counted(batch(tmp_path, *again)) == {"made": 0, "unchanged": 1, "failed": 0}


def test_no_patient_gets_anothers_sheet(tmp_path: Path) -> None:
    """A sheet of another patient under the same name is left as it is, unless --force says otherwise."""
    desk(tmp_path, ANA)
    batch(tmp_path, *WHERE)
    before = sheets(tmp_path / "out")
    assert counted(batch(tmp_path, *WHERE)) == {"made": 0, "unchanged": 1, "failed": 0}
    desk(tmp_path, {**ANA, "patient": "Bo Quetzal"})
    done = batch(tmp_path, *WHERE)
    assert (done.code, counted(done)) == (1, {"made": 0, "unchanged": 0, "failed": 1})
    assert sheets(tmp_path / "out") == before
    assert counted(batch(tmp_path, *WHERE, "--force"))["made"] == 1
    assert sheets(tmp_path / "out") != before


def test_options_stand_for_columns(tmp_path: Path) -> None:
    """Treatment, region and language that all have may be options; a row's own counts."""
    rows = [
        {"patient": "Ana Quetzal", "patient_id": "1"},
        {"patient": "Bo Quetzal", "patient_id": "2", "region": "hip"},
    ]
    desk(tmp_path, *rows)
    assert counted(batch(tmp_path, *WHERE, "--treatment", "prp", "--region", "knee"))["made"] == 2
    refused(batch(tmp_path, *WHERE[:-1], "--region", "knee", "--region", "hip"), 2, "A patient's sheet has one")
    refused(batch(tmp_path, *WHERE[:-1], "--clinics", "x"), 2, "does not go with a list of patients")
