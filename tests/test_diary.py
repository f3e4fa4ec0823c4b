"""What the diary asks for: a row for each day, then for each week until the review, and nothing that is licensed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from handouts.model import CellKind, Chart, PainScale, Paper, Table, WriteIn, plain
from handouts.protocol import resolve
from handouts.schedule import diary
from handouts.sheet import make
from tests.support.sheets import DAY, ask, clinic, made, said


def tables(**values: object) -> list[Table]:
    """The tables of a diary: scores, days, and the change at the review."""
    sheet = made(ask("diary", "prp", "knee", **values))
    return [block for block in sheet.walk() if isinstance(block, Table)]


def rows(table: Table) -> list[str]:
    """The first cell of each row."""
    return [plain(row.cells[0].content[0]) for row in table.rows]


def test_daily_then_weekly_until_the_review() -> None:
    """Fourteen days after a baseline, then a row for each week up to the follow-up visit."""
    protocol = resolve(clinic(), "prp", "knee")
    numbers = [(row.number, row.week) for row in diary(None, protocol)]
    assert numbers[:2] == [(0, 0), (1, 0)]
    assert numbers[14:] == [(14, 0), (21, 3), (28, 4), (35, 5), (42, 6)]


def test_days_of_the_clinic() -> None:
    """A clinic that asks for 28 days has them, and no weekly row for what was daily; a visit before adds no weeks."""
    of = clinic(diary_daily_days=28, follow_up_weeks=(4, 8))
    assert [row.number for row in diary(None, resolve(of, "dextrose", "knee"))] == list(range(29))


def test_rows_are_dated() -> None:
    """With the day of the injection every row has its date; without, room to write it."""
    scores, days, _ = tables()
    assert rows(scores)[0] == "Tue, Dec 1 · before"
    assert rows(days)[0] == "Wed, Dec 2 · day 1"
    assert rows(scores)[-1] == rows(days)[-1] == "Tue, Jan 12 · week 6"
    assert re.fullmatch("day 1: _+", rows(tables(procedure_date=None)[1])[0])


def test_columns() -> None:
    """Pain now, worst and on moving, three activities; sleep, the area, exercises, total paracetamol and a note."""
    scores, days, _ = tables()
    assert [plain(cell) for cell in scores.header[1:]] == [
        "Pain now",
        "Worst pain",
        "Pain on moving",
        "Activity 1",
        "Activity 2",
        "Activity 3",
    ]
    words = " ".join(plain(cell) for cell in days.header)
    for word in ("Sleep", "Red, hot, swollen, leaking", "mg of acetaminophen", "exercises", "Note"):
        assert word in words
    assert {cell.kind for row in scores.rows for cell in row.cells[1:]} == {CellKind.SCORE}
    assert [cell.kind for cell in days.rows[0].cells[1:]] == [
        CellKind.BLANK,
        CellKind.TICK,
        CellKind.TICK,
        CellKind.BLANK,
        CellKind.BLANK,
    ]


def test_patient_names_the_activities() -> None:
    """Three activities are written in by the patient; the sheet brings no questionnaire's items."""
    sheet = made(ask("diary"))
    labels = [plain(block.label) for block in sheet.walk() if isinstance(block, WriteIn)]
    assert labels[:3] == ["Activity 1:", "Activity 2:", "Activity 3:"]
    assert not re.search(r"Oswestry|WOMAC|DASH|PROMIS|VISA|Roland|Oxford", said(sheet))


def test_chart_and_scale() -> None:
    """A pain scale for the time before, and an empty chart as long as the daily rows."""
    blocks = list(made(ask("diary"), clinic(diary_daily_days=21)).walk())
    assert [block.days for block in blocks if isinstance(block, Chart)] == [21]
    assert [plain(block.least) for block in blocks if isinstance(block, PainScale)] == ["No pain"]


def test_a_tick_means_a_call() -> None:
    """A red, hot, swollen or leaking area is a call on the same day, with the phone beside the table."""
    text = said(made(ask("diary")))
    assert re.search(r"Tick it, and call us the same day: \(503\) 555-0123\.", text)
    assert "Take your temperature if you feel ill." in text


def test_paracetamol_limit_stands_before_the_total() -> None:
    """The day's most is on the sheet on which the total is written."""
    assert "never over 3,000 mg, in 24 hours" in said(made(ask("diary")))


def test_initials_are_enough() -> None:
    """A diary without a name asks for initials only; a name that was given stands as on every sheet."""
    assert "Initials" in said(made(ask("diary", patient="")))
    assert "Patient\n" not in said(made(ask("diary", patient="")))
    assert "María Núñez" in said(made(ask("diary")))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(("treatment", "region"), [("dextrose", "low-back"), ("prp", "knee"), ("msc", "neck")])
@pytest.mark.parametrize("day", [DAY, None])
def test_three_pages(treatment: str, region: str, paper: Paper, day: date | None) -> None:
    """Front, scores, and days with the chart take a page each."""
    request = ask("diary", treatment, region, procedure_date=day, paper=paper)
    assert len(make(request, clinic()).layout.pages) == 3


def test_large_print_has_its_columns_in_more_tables() -> None:
    """In large print no table has more than four columns, and each column stands in one of them."""
    large = tables(edition="large")
    assert all(len(table.header) <= 4 for table in large)
    columns = [plain(cell) for table in large[:-1] for cell in table.header[1:]]
    assert columns == [plain(cell) for table in tables()[:-1] for cell in table.header[1:]]
