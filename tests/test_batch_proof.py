"""How sheets of a batch are proven: a stated sample in full, the others quickly, and the manifest says which."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from handouts.batch.sample import EVERY
from handouts.clinics import sample_clinic
from handouts.kinds import kinds
from handouts.localize import locales
from handouts.model import Request
from handouts.sheet import make
from tests.support.clinics import TODAY
from tests.support.office import FEW, batch, clinic_file, clinics, counted, manifest, sheets

ARGUMENTS = ("--clinics", "clinics", "--out", "out", "--json", *FEW)


def in_full(out: Path) -> set[str]:
    """Files that were proven in full."""
    return {line["file"] for line in manifest(out) if line["proof"]["how"] == "full"}


def test_first_of_each_sort_and_every_fiftieth_are_proven_in_full(tmp_path: Path) -> None:
    """The sample is the first of each kind, treatment, region, language and paper, and what the digests choose."""
    home = clinics(tmp_path, 30)
    clinic_file(home / "c7.toml", country="GB", phone="+44 113 496 0123", after_hours_phone="none")
    done = batch(tmp_path, *ARGUMENTS)
    chosen = {line["file"] for line in manifest(tmp_path / "out") if int(line["inputs"], 16) % EVERY == 0}
    first = {f"{name}/en/aftercare-prp-{area}.pdf" for name in ("c0", "c7") for area in ("knee", "hip")}
    assert in_full(tmp_path / "out") == first | chosen
    assert done.json["proven"] == {"full": len(first | chosen), "quick": 60 - len(first | chosen)}


def test_either_proof_gives_the_same_file(tmp_path: Path) -> None:
    """With --full-proof every sheet is proven in full, also one that was proven quickly before; its bytes stay."""
    clinics(tmp_path, 4)
    batch(tmp_path, *ARGUMENTS)
    before = sheets(tmp_path / "out")
    quick = set(before) - in_full(tmp_path / "out")
    assert quick
    assert counted(batch(tmp_path, *ARGUMENTS, "--full-proof")) == {
        "made": len(quick),
        "unchanged": 8 - len(quick),
        "failed": 0,
    }
    assert in_full(tmp_path / "out") == set(before)
    assert sheets(tmp_path / "out") == before
    assert counted(batch(tmp_path, *ARGUMENTS, "--full-proof"))["made"] == 0


def test_a_manifest_of_an_older_program_is_no_fault(tmp_path: Path) -> None:
    """Lines that do not say how a sheet was proven are of an older version: with --full-proof all is made anew."""
    clinics(tmp_path, 2)
    batch(tmp_path, *ARGUMENTS)
    lines = [{**line, "program": "older", "proof": {"lines": 1, "values": 1}} for line in manifest(tmp_path / "out")]
    (tmp_path / "out" / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert counted(batch(tmp_path, *ARGUMENTS, "--full-proof")) == {"made": 4, "unchanged": 0, "failed": 0}


def test_the_sample_does_not_depend_on_how_the_run_went(tmp_path: Path) -> None:
    """After an edit of one clinic, the same sheets are proven in full as if all had been made at once."""
    home = clinics(tmp_path, 6)
    batch(tmp_path, *ARGUMENTS)
    clinic_file(home / "c3.toml", phone="+1 503-555-0199")
    batch(tmp_path, *ARGUMENTS)
    batch(tmp_path, "--clinics", "clinics", "--out", "other", *FEW)
    assert manifest(tmp_path / "out") == manifest(tmp_path / "other")


def test_where_the_first_fails_the_next_is_proven_in_full(tmp_path: Path) -> None:
    """A first sheet that cannot be made does not take the sample's place: another of its sort is looked at."""
    home = clinics(tmp_path, 40)
    clinic_file(home / "c0.toml", name="Clinic \U00012000")
    done = batch(tmp_path, *ARGUMENTS, "--jobs", "1")
    assert counted(done) == {"made": 78, "unchanged": 0, "failed": 2}
    sorts = Counter(file.rpartition("-")[2] for file in in_full(tmp_path / "out"))
    assert min(sorts["knee.pdf"], sorts["hip.pdf"]) >= 1


@pytest.mark.parametrize("tag", [locale.tag for locale in locales()])
def test_sheets_of_every_language_are_proven_quickly(tag: str) -> None:
    """What the full proof lets pass, the quick one does too, in any language: no batch lacks a sheet for nothing."""
    for kind in kinds():
        request = Request(kind, "prp", "knee", tag, "a4", TODAY, draft=True)
        quick, full = make(request, sample_clinic(TODAY), "quick"), make(request, sample_clinic(TODAY))
        assert quick.proof._replace(how="full") == full.proof
