"""The command `score`: what it says, to people and to programs, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.kinds import kinds
from handouts.quality.scorecard import ITEMS
from tests.support.program import files, refused, run

PRP_KNEE = ("--treatment", "prp", "--region", "knee")


def test_says_everything_about_one_sheet(tmp_path: Path) -> None:
    """Grades, how they are counted, items, claims and what people must judge are said; no file is made."""
    done = run(tmp_path, "score", "aftercare", *PRP_KNEE, "--side", "left")
    assert done.code == ("FAILED" in done.out), done.out
    for words in (
        "Flesch-Kincaid grade: ",
        "SMOG grade: ",
        "Longest sentence: ",
        "A list item is a sentence",
        "Claims: ",
    ):
        assert words in done.out
    assert "For a person to judge" in done.out
    assert files(tmp_path) == []


def test_json_has_every_item(tmp_path: Path) -> None:
    """Programs get one object: the formulas with their bars, every item with its verdict, and the claims."""
    answer = run(tmp_path, "score", "aftercare", *PRP_KNEE, "--json").json
    assert [item["id"] for item in answer["items"]] == [item.id for item in ITEMS]
    assert {item["decided"] for item in answer["items"]} == {"machine", "human"}
    assert answer["reading"]["formulas"][0]["bar"] == 6.0
    assert answer["claims"] == []
    failed = any(item["verdict"] == "failed" for item in answer["items"])
    assert answer["passed"] is not failed


def test_every_sheet_of_a_treatment_and_region(tmp_path: Path) -> None:
    """--all goes through every kind, and options narrow it; each sheet has its line."""
    done = run(tmp_path, "score", "--all", *PRP_KNEE)
    assert [line.split()[0] for line in done.out.splitlines() if " prp knee: " in line] == list(kinds())
    assert done.out.splitlines()[-1].startswith(f"{len(kinds())} sheets, ")
    assert done.code == ("FAILED" in done.out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "score: This is needed. Choose one of: "),
        (("aftercaer",), "Did you mean"),
        (("aftercare", "--first-session", "2026-12-01"), "--first-session: A sheet of the kind aftercare"),
        (("aftercare", "--out", "x.pdf"), "--out: There is no such option"),
    ],
)
def test_refuses_plainly(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be scored is refused with a plain reason."""
    refused(run(tmp_path, "score", *arguments), 2, said)
