"""The translators' guide, followed as it is written, from nothing to a signed language."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.clinics import GOOD
from tests.support.desk import Desk
from tests.support.pages import blocks
from tests.support.toy import translate, translate_all

GUIDE = (Path(__file__).parents[1] / "locales" / "README.md").read_text(encoding="utf-8")
APPROVED = '\n[approval]\nclinician = "Dr. Maria Lopez"\nrole = "Medical director"\ndate = 2026-11-01\n'
CLEAN = "python generate.py aftercare --locale so --clinic clinic.toml --treatment prp --region knee --side left --json"


@pytest.mark.skipif(os.name == "nt", reason="the lines are typed into sh")
def test_from_nothing_to_a_signed_language(tmp_path: Path) -> None:
    """Every line of the guide runs; the language is a draft before the signature and clean after it."""
    desk = Desk(tmp_path)
    (desk.folder / "clinic.toml").write_text(GOOD + APPROVED, "utf-8")
    lines = [line for block in blocks(GUIDE) if block.language == "sh" for line in block.lines]
    assert sum("locale " in line for line in lines) >= 6
    for line in lines:
        if "sign-off" in line:
            assert json.loads(desk.run(CLEAN).stdout)["mark"] == f"{translate('DRAFT')} / DRAFT"
        done = desk.run(line)
        assert done.returncode == 0, done.stdout
        if "locale add" in line:
            translate_all(desk.folder / "locales" / "so")
    assert json.loads(desk.run(CLEAN).stdout)["mark"] == ""
    reviewed = {row["kind"]: row["reviewed"] for row in _progress(desk)}
    assert reviewed == dict.fromkeys(reviewed, "no") | {"aftercare": "yes"}


def _progress(desk: Desk) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(desk.run("python generate.py locale progress so --json").stdout)["progress"]
    return rows
