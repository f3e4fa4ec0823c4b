"""Which sheets a batch makes: what is named fails if it cannot be, what is only among all is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.office import FEW, batch, checkout, clinic_file, clinics, counted, manifest, sheets
from tests.support.program import files, refused

ARGUMENTS = ("--clinics", "clinics", "--out", "out", "--json", *FEW)


def test_dry_run_makes_nothing(tmp_path: Path) -> None:
    """--dry-run counts what would be made, what is there and what fails, and leaves not even a folder."""
    home = clinics(tmp_path)
    clinic_file(home / "c1.toml", phone="+1 503-555-01")
    done = batch(tmp_path, *ARGUMENTS, "--dry-run")
    assert (done.code, done.json["planned"], done.json["to_make"], done.json["failed"]) == (1, 6, 4, 2)
    assert files(tmp_path) == ["clinics", "clinics/c0.toml", "clinics/c1.toml", "clinics/c2.toml"]


def test_refusals_count_if_they_were_named(tmp_path: Path) -> None:
    """A treatment that is never given there fails where both were named, and is left out where one was from "all"."""
    clinics(tmp_path, 1)
    these = ("--clinics", "clinics", "--out", "out", "--dry-run", "--json", "--kind", "diary")
    named = batch(tmp_path, *these, "--treatment", "saline", "--region", "disc").json
    assert (named["failed"], named["skipped"]) == (1, [])
    every = batch(tmp_path, *these, "--treatment", "saline").json
    assert (every["failed"], [row["sheets"] for row in every["skipped"]]) == (0, [1])
    lawless = batch(tmp_path, *these, "--treatment", "bmc", "--region", "knee").json
    assert (lawless["failed"], lawless["skipped"]) == (1, [])
    assert "jurisdiction" in lawless["failures"][0]["problems"][0]["key"]
    left_out = batch(tmp_path, *these, "--region", "knee").json
    assert left_out["failed"] == 0
    assert any("jurisdiction" in row["reason"] for row in left_out["skipped"])


def test_a_plan_says_which_sheets_for_whom(tmp_path: Path) -> None:
    """A plan's tables choose kinds, treatments, regions and locales for some clinics or all."""
    clinics(tmp_path)
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'clinics = "clinics"\n[[sheets]]\nkinds = ["aftercare"]\ntreatments = ["prp"]\nregions = ["knee"]\n'
        '[[sheets]]\nclinics = ["c1"]\nkinds = ["diary"]\ntreatments = ["prp"]\nregions = ["knee", "hip"]\n',
        "utf-8",
    )
    done = batch(tmp_path, "plan.toml", "--out", "out", "--json")
    assert counted(done) == {"made": 5, "unchanged": 0, "failed": 0}
    plan.write_text('[[sheets]]\nkind = ["aftercare"]\nregions = ["kne"]\n[[sheets]]\nclinics = ["c9"]\n', "utf-8")
    refused(
        batch(tmp_path, "plan.toml", "--clinics", "clinics", "--out", "out"), 2, "plan.toml:2", "plan.toml:3", '"knee"'
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--clinics", "clinics"], "--out: This is needed"),
        (["--out", "out"], "--clinics: This is needed"),
        (["--clinics", "clinics", "--out", "out", "--kind", "aftercar"], 'Did you mean "aftercare"?'),
        (["--clinics", "clinics", "--out", "out", "--jobs", "0"], "--jobs"),
        (["--clinics", "clinics", "--out", "clinics/c0.toml"], "--out"),
        (["--clinics", "clinics", "--out", "out", "--jobs", "1", "--jobs", "2"], "given twice"),
    ],
)
def test_options_that_cannot_be(arguments: list[str], said: str, tmp_path: Path) -> None:
    """What is missing, unknown or given twice is refused with exit 2, and nothing is made."""
    clinics(tmp_path, 1)
    refused(batch(tmp_path, *arguments), 2, said)
    assert files(tmp_path) == ["clinics", "clinics/c0.toml"]


def test_an_untranslated_language_is_left_out_of_all(tmp_path: Path) -> None:
    """A language that lacks a sentence of a kind is left out of "all" and said once; named, it fails and says what."""
    home, where = checkout(tmp_path), ("--clinics", "clinics", "--out", "out", "--json")
    language = home / "locales" / "es" / "LC_MESSAGES" / "handouts.po"
    lost = 'msgstr "Llame ya al %(number)s por:"'
    text = language.read_text("utf-8")
    assert lost in text
    language.write_text(text.replace(lost, 'msgstr ""'), "utf-8")
    clinics(tmp_path, 2)
    every = batch(tmp_path, *where, *FEW, "--locale", "all", home=home)
    known = len(list(home.glob("locales/*/locale.toml")))
    assert (every.code, counted(every)) == (0, {"made": 4 * (known - 1), "unchanged": 0, "failed": 0})
    assert [(row["sheets"], row["reason"].split(" is")[0]) for row in every.json["skipped"]] == [(4, "Spanish (es)")]
    named = batch(tmp_path, *where, *FEW, "--locale", "es", home=home)
    assert (named.code, counted(named)) == (1, {"made": 0, "unchanged": 0, "failed": 4})
    assert "Call %(number)s now for:" in (tmp_path / "out" / "failed.csv").read_text("utf-8-sig")
    draft = batch(tmp_path, *where, *FEW, "--locale", "all", "--draft", "--dry-run", home=home).json
    assert (draft["planned"], draft["skipped"]) == (4 * known, [])


def test_old_sheets_of_what_is_left_out_are_told(tmp_path: Path) -> None:
    """Sheets from before a language lost a sentence stay, and are out of date for whoever looks."""
    home = checkout(tmp_path)
    clinics(tmp_path, 1)
    these = ("--clinics", "clinics", "--out", "out", "--json", *FEW, "--locale", "all")
    before = counted(batch(tmp_path, *these, home=home))["made"]
    (home / "locales" / "fr" / "LC_MESSAGES" / "handouts.po").unlink()
    after = batch(tmp_path, *these, home=home)
    assert (after.code, counted(after)) == (0, {"made": 0, "unchanged": before - 2, "failed": 0})
    assert after.json["out_of_date"] == 2
    assert {line["locale"] for line in manifest(tmp_path / "out") if not line["current"]} == {"fr"}
    assert len(sheets(tmp_path / "out")) == before


def test_a_language_of_ones_own_is_as_good_as_named(tmp_path: Path) -> None:
    """Where a clinic's own language lacks a sentence, its sheets fail: nobody wants to find them missing."""
    home = checkout(tmp_path)
    clinic_file(clinics(tmp_path, 2) / "c1.toml", language="fr")
    (home / "locales" / "fr" / "LC_MESSAGES" / "handouts.po").unlink()
    done = batch(tmp_path, *ARGUMENTS, home=home)
    assert (done.code, counted(done)) == (1, {"made": 2, "unchanged": 0, "failed": 2})
    assert {row["problems"][0]["code"] for row in done.json["failures"]} == {"untranslated"}
