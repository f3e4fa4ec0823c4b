"""What an administrator gets back: failed.csv, to be mended and fed in again; the line that says how far it is."""

from __future__ import annotations

import csv
import os
import re
import sys
from pathlib import Path

import openpyxl
import pytest

from handouts.batch.clinicrow import EXAMPLES
from handouts.batch.run import Tally
from handouts.cli.progress import in_words
from tests.support.office import FEW, batch, clinics, counted, manifest, sheets
from tests.support.program import CALL, refused, run
from tests.support.tables import ALM, ELM, as_csv, grid, workbook

WHERE = ("--out", "out", "--json", *FEW)


def failed(out: Path, name: str = "failed.csv", delimiter: str = ",") -> list[list[str]]:
    """Rows of the file."""
    text = (out / name).read_text("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=delimiter))


def test_failed_rows_come_back_as_they_came(tmp_path: Path) -> None:
    """failed.csv has the faulty rows with all their cells, in the table's own form, and the reasons."""
    rows = [ELM | {"# region": "north"}, {**ALM, "phone": "0113 0", "# region": "south; east"}, {**ELM, "id": "c"}]
    (tmp_path / "clinics.csv").write_text(as_csv(grid(*rows), ";"), "cp1252")
    done = batch(tmp_path, "--clinics", "clinics.csv", *WHERE)
    assert (done.code, counted(done)) == (1, {"made": 4, "unchanged": 0, "failed": 2})
    names, row = failed(tmp_path / "out", delimiter=";")
    assert names == [*grid(*rows)[0], "reason"]
    assert row[:-1] == [str(cell) for cell in grid(*rows)[2]]
    assert row[-1].startswith("phone: ")


def test_mended_rows_are_fed_back(tmp_path: Path) -> None:
    """failed.csv itself, mended, makes what was missing, beside the sheets that are there; reasons do no harm."""
    rows = [ELM, {**ALM, "phone": "0113 0"}, {**ELM, "id": "oak", "hours": "always"}]
    (tmp_path / "clinics.csv").write_text(as_csv(grid(*rows)), "utf-8")
    batch(tmp_path, "--clinics", "clinics.csv", *WHERE)
    path = tmp_path / "out" / "failed.csv"
    path.write_text(path.read_text("utf-8-sig").replace("0113 0", "+44 113 496 0123"), "utf-8-sig")
    done = batch(tmp_path, "--clinics", "out/failed.csv", *WHERE)
    assert (done.code, counted(done)) == (1, {"made": 2, "unchanged": 0, "failed": 2})
    assert path.read_text("utf-8-sig").count("oak") == 1
    assert [row[0] for row in failed(tmp_path / "out", "failed-again.csv")] == ["id", "oak"]
    assert {line["clinic"] for line in manifest(tmp_path / "out")} == {"elm-road", "alm"}
    path.write_text(path.read_text("utf-8-sig").replace("always", "mon-fri 08:30-17:30"), "utf-8-sig")
    assert counted(batch(tmp_path, "--clinics", "out/failed.csv", *WHERE)) == {"made": 2, "unchanged": 2, "failed": 0}
    assert not (tmp_path / "out" / "failed-again.csv").exists()
    assert len(sheets(tmp_path / "out")) == 6


def test_rows_of_a_workbook_come_back_too(tmp_path: Path) -> None:
    """What a workbook's row says as a person sees it stands in failed.csv: no float for an id, no clock for a date."""
    workbook(tmp_path / "clinics.xlsx", grid(ELM, {**ELM, "id": 1017.0, "phone": 1134960123.0}))
    assert counted(batch(tmp_path, "--clinics", "clinics.xlsx", *WHERE)) == {"made": 2, "unchanged": 0, "failed": 2}
    _, row = failed(tmp_path / "out")
    assert (row[0], row[5]) == ("1017", "1134960123")
    assert "may have lost a 0 or + in front" in row[-1]


def test_a_sheet_that_fails_names_itself(tmp_path: Path) -> None:
    """Where only some sheets of a clinic fail, the reason says which."""
    (tmp_path / "clinics.csv").write_text(as_csv(grid(ELM)), "utf-8")
    where = ("--clinics", "clinics.csv", "--out", "out", "--json", "--kind", "diary", "--region", "knee")
    assert counted(batch(tmp_path, *where, "--treatment", "prp", "--treatment", "bmc")) == {
        "made": 1,
        "unchanged": 0,
        "failed": 1,
    }
    assert failed(tmp_path / "out")[1][-1].startswith("elm-road/en/diary-bmc-knee.pdf: ")


def test_from_the_template_to_the_sheets(tmp_path: Path) -> None:
    """`clinic template` writes a workbook; filled in, `batch` takes it as it is; it is never written over."""
    assert run(tmp_path, "clinic", "template", "clinics.xlsx").out == "clinics.xlsx\n"
    refused(run(tmp_path, "clinic", "template", "clinics.xlsx"), 7, "left as it is")
    refused(run(tmp_path, "clinic", "template", "clinics.csv"), 2, "ends in .xlsx")
    refused(batch(tmp_path, "--clinics", "clinics.xlsx", "--out", "out"), 3, "no rows")
    book = openpyxl.load_workbook(tmp_path / "clinics.xlsx")
    for row, values in ((2, ELM), (3, ALM)):
        for column, name in enumerate(EXAMPLES, 1):
            book["clinics"].cell(row, column).value = values.get(name)
    book.save(tmp_path / "clinics.xlsx")
    done = batch(tmp_path, "--clinics", "clinics.xlsx", *WHERE)
    assert (done.code, counted(done)) == (0, {"made": 4, "unchanged": 0, "failed": 0})


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    """On a terminal there is one line with the count, which is gone at the end."""
    import pty
    import subprocess

    clinics(tmp_path, 120)
    ours, its = pty.openpty()
    arguments = ("--clinics", "clinics", "--out", "out", "--jobs", "1", *FEW)
    process = subprocess.Popen([*CALL, "batch", *arguments], cwd=tmp_path, stderr=its, stdout=subprocess.PIPE)
    os.close(its)
    said = b""
    while True:
        try:
            said += os.read(ours, 65536)
        except OSError:  # how Linux says that nobody has the terminal any more
            break
    process.communicate()
    assert process.returncode == 0
    assert re.search(rb"\d+ of 240 sheets", said)
    assert said.endswith(b"\r\x1b[K")


def test_the_line_tells_rate_and_time_left() -> None:
    """Once a rate means something, the line has it, and the time left; before, the count alone."""
    tally = Tally(planned=240, made=38, unchanged=1, failed=1)
    assert in_words(tally, 240, 1.0) == "40 of 240 sheets, 1 failed"
    assert in_words(tally, 240, 20.0) == "40 of 240 sheets, 1 failed, 2 a second, about 1:40 left"
