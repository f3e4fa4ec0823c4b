"""The batch: every sheet of every clinic, whatever dies meanwhile; a rerun makes only what changed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.support.office import (
    FEW,
    batch,
    begun,
    children,
    clinic_file,
    clinics,
    counted,
    is_alive,
    manifest,
    sheets,
    until,
)
from tests.support.program import ROOT, Done, files, refused, run

LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
ARGUMENTS = ("--clinics", "clinics", "--out", "out", "--json", *FEW)
PLANT = """
import os, sys, ctypes
from handouts import sheet
from handouts.batch import run, worker
run.SECONDS_A_SHEET = 5.0
worker.MEMORY = 1 << 29
made = sheet.make
def make(request, clinic):
    match request.region:
        case "hip": raise KeyError("Ana")
        case "shoulder": os._exit(3)
        case "elbow":
            while True: pass
        case "neck": [bytearray(1 << 26) for _ in range(1000)]
        case "facet": ctypes.string_at(0)
        case "disc": sys.exit(0)
    return made(request, clinic)
sheet.make = make
"""


def has_made(out: Path, count: int) -> bool:
    """Whether so many sheets are there."""
    return len(list(out.rglob("*.pdf"))) >= count


def texts(done: Done) -> str:
    """Everything a batch said."""
    return done.out + done.err


def test_each_sheet_has_its_place(tmp_path: Path) -> None:
    """A folder for each clinic, in it one for each language, in it a file for each kind, treatment and region."""
    clinics(tmp_path, 2)
    done = batch(tmp_path, *ARGUMENTS, "--kind", "diary")
    assert (done.code, counted(done)) == (0, {"made": 8, "unchanged": 0, "failed": 0})
    names = [
        f"c{n}/en/{kind}-prp-{area}.pdf" for n in (0, 1) for kind in ("aftercare", "diary") for area in ("hip", "knee")
    ]
    assert sorted(sheets(tmp_path / "out")) == names
    assert [line["file"] for line in manifest(tmp_path / "out")] == names
    assert not (tmp_path / "out" / "failed.csv").exists()


def test_manifest_tells_what_each_sheet_is_and_rests_on(tmp_path: Path) -> None:
    """A line has the digest and size of the file, its pages and proof, and the versions that it was made from."""
    clinics(tmp_path, 1)
    batch(tmp_path, *ARGUMENTS)
    for line in manifest(tmp_path / "out"):
        data = (tmp_path / "out" / line["file"]).read_bytes()
        assert (line["sha256"], line["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
        assert line["pages"] == 2
        assert line["proof"]["lines"] > line["proof"]["values"] > 20
        assert line["mark"] == "DRAFT"
        assert re.fullmatch("[0-9a-f]{16}", line["inputs"])
        assert line["program"].startswith("0.1.0 ")
        assert line["catalog"].startswith("en ")


def test_a_rerun_makes_nothing_that_is_there(tmp_path: Path) -> None:
    """Nothing changed: nothing is made, and no file is touched, the manifest's content included."""
    clinics(tmp_path)
    batch(tmp_path, *ARGUMENTS)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.pdf")}
    text = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 0, "unchanged": 6, "failed": 0}
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.pdf")} == before
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == text
    assert counted(batch(tmp_path, *ARGUMENTS, "--force")) == {"made": 6, "unchanged": 0, "failed": 0}


def test_an_edit_of_one_clinic_remakes_that_clinic(tmp_path: Path) -> None:
    """Only the sheets that change are made again: a clinic's, a treatment's, a damaged one's, a lost one's."""
    home = clinics(tmp_path)
    batch(tmp_path, *ARGUMENTS)
    with (home / "c1.toml").open("a") as file:
        file.write("# a remark changes nothing\n")
    assert counted(batch(tmp_path, *ARGUMENTS))["made"] == 0
    with (home / "c1.toml").open("a") as file:
        file.write("[protocol.prp.knee]\nrest_hours = 24\n")
    before = sheets(tmp_path / "out")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 1, "unchanged": 5, "failed": 0}
    after = sheets(tmp_path / "out")
    assert [name for name in after if after[name] != before[name]] == ["c1/en/aftercare-prp-knee.pdf"]
    clinic_file(home / "c1.toml", phone="+1 503-555-0199")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}
    (tmp_path / "out" / "c0/en/aftercare-prp-hip.pdf").unlink()
    with (tmp_path / "out" / "c2/en/aftercare-prp-hip.pdf").open("ab") as file:
        file.write(b"x")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}


def test_an_edit_of_a_template_or_language_remakes_its_sheets(tmp_path: Path) -> None:
    """A template's edit concerns its own kind, a sentence's its own language; a program's concerns all."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for part in ("generate.py", "handouts", "templates", "locales", "examples"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, checkout / part)
    clinics(tmp_path, 1)
    these = ("--kind", "about", "--kind", "diary", "--locale", "en", "--locale", "es", "--draft")
    arguments = (*ARGUMENTS[:5], *FEW[2:], *these)
    call = (sys.executable, str(checkout / "generate.py"), "batch")

    def made() -> int:
        return counted(run(tmp_path, *arguments, command=call))["made"]

    assert made() == 8
    template = checkout / "templates" / "diary.xml.jinja"
    template.write_text(template.read_text("utf-8") + "\n{# a remark #}\n", "utf-8")
    assert made() == 4
    language = checkout / "locales" / "es" / "LC_MESSAGES" / "handouts.po"
    language.write_text(language.read_text("utf-8") + '\nmsgid "New"\nmsgstr "Nueva"\n', "utf-8")
    assert made() == 4
    module = checkout / "handouts" / "text.py"
    module.write_text(module.read_text("utf-8") + "\n", "utf-8")
    assert made() == 8


def test_faulty_clinics_stop_nobody(tmp_path: Path) -> None:
    """Sheets of a faulty clinic fail, with every fault and its line in failed.csv; the others are made; exit 1."""
    home = clinics(tmp_path)
    clinic_file(home / "c1.toml", phone="+1 503-555-01", country="XX")
    done = batch(tmp_path, *ARGUMENTS)
    assert (done.code, counted(done)) == (1, {"made": 4, "unchanged": 0, "failed": 2})
    text = (tmp_path / "out" / "failed.csv").read_text("utf-8-sig")
    assert text.startswith("clinic,file,sheet,reason")
    assert "c1,clinics/c1.toml,all 2 of them," in text
    assert "line 3: country" in text
    assert "line 5: phone" in text
    clinic_file(home / "c1.toml", name="Clinic 1")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}
    assert not (tmp_path / "out" / "failed.csv").exists()


def test_old_sheets_of_a_clinic_that_fails_now_are_told(tmp_path: Path) -> None:
    """They are not removed, but the manifest, the index and a warning say that they are out of date."""
    home = clinics(tmp_path)
    batch(tmp_path, *ARGUMENTS)
    clinic_file(home / "c1.toml", phone="+1 503-555-01")
    done = batch(tmp_path, *ARGUMENTS)
    assert "2 sheets there are out of date" in done.err
    assert [line["current"] for line in manifest(tmp_path / "out")] == [True, True, False, False, True, True]
    assert (tmp_path / "out" / "index.html").read_text("utf-8").count("Out of date") == 2
    clinic_file(home / "c1.toml", name="Clinic 1")
    assert counted(batch(tmp_path, *ARGUMENTS)) == {"made": 2, "unchanged": 4, "failed": 0}


@LINUX
def test_poisonous_sheets_fail_alone(tmp_path: Path) -> None:
    """An exception, a process that ends, an endless loop, too much memory, a crash: each fails alone and says why."""
    clinics(tmp_path, 2)
    areas = [
        word
        for area in ("hip", "shoulder", "elbow", "neck", "facet", "disc", "knee", "low-back")
        for word in ("--region", area)
    ]
    done = batch(
        tmp_path, *ARGUMENTS[:5], "--kind", "aftercare", "--treatment", "prp", *areas, "--jobs", "2", plant=PLANT
    )
    assert (done.code, counted(done)) == (1, {"made": 4, "unchanged": 0, "failed": 12})
    assert "Ana" not in texts(done) + (tmp_path / "out" / "failed.csv").read_text("utf-8-sig")
    reasons = {row["file"].split("-")[-1]: row["problems"][0]["message"] for row in done.json["failures"]}
    assert "KeyError" in reasons["hip.pdf"]
    assert "exit code 3" in reasons["shoulder.pdf"]
    assert "not finished after 5 seconds" in reasons["elbow.pdf"]
    assert "MemoryError" in reasons["neck.pdf"]
    assert "signal 11" in reasons["facet.pdf"]
    assert "SystemExit" in reasons["disc.pdf"]
    assert sorted(sheets(tmp_path / "out")) == [
        f"c{n}/en/aftercare-prp-{area}.pdf" for n in (0, 1) for area in ("knee", "low-back")
    ]


@LINUX
@pytest.mark.parametrize("count", [0, 1, 5, 11])
def test_killed_at_any_moment_the_next_run_finishes(count: int, tmp_path: Path) -> None:
    """After kill -9 there are whole sheets only, its workers are gone, and the next run ends as if nothing had been."""
    clinics(tmp_path, 8)
    out = tmp_path / "out"
    process = begun(tmp_path, *ARGUMENTS, "--jobs", "2")
    until(lambda: out.is_dir() and len(list(out.rglob("*.pdf"))) >= count and bool(children(process.pid)))
    workers = children(process.pid)
    process.kill()
    process.communicate()
    until(lambda: not any(map(is_alive, workers)))
    there = sheets(out)
    assert count <= len(there) < 16
    counts = counted(batch(tmp_path, *ARGUMENTS))
    assert (counts["made"] + counts["unchanged"], counts["failed"]) == (16, 0)
    assert counts["unchanged"] >= len(there) - 3
    batch(tmp_path, *ARGUMENTS[:2], "--out", "other", "--json", *FEW)
    assert sheets(out) == sheets(tmp_path / "other")
    assert files(out) == files(tmp_path / "other")
    assert (out / "manifest.jsonl").read_bytes() == (tmp_path / "other" / "manifest.jsonl").read_bytes()


@LINUX
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    """Workers that are killed from outside are replaced, and every sheet is made."""
    clinics(tmp_path, 8)
    process = begun(tmp_path, *ARGUMENTS, "--jobs", "2")
    out = tmp_path / "out"
    for count in (1, 4):
        until(partial(has_made, out, count))
        os.kill(children(process.pid)[0], signal.SIGKILL)
    said, _ = process.communicate()
    assert process.returncode == 0
    assert counted(Done(0, said.decode(), "")) == {"made": 16, "unchanged": 0, "failed": 0}


@LINUX
def test_what_dead_runs_left_is_cleared(tmp_path: Path) -> None:
    """Parts of a run that died are gone after the next one, and its half-written journal is understood."""
    clinics(tmp_path, 1)
    batch(tmp_path, *ARGUMENTS)
    out = tmp_path / "out"
    (out / "c0" / "en" / ".handouts-00.part").write_bytes(b"%PDF")
    (out / ".handouts-journal.jsonl").write_text('{"file": "c0/en/aft', "ascii")
    before = [name for name in files(out) if not name.endswith((".part", "journal.jsonl"))]
    assert counted(batch(tmp_path, *ARGUMENTS))["unchanged"] == 2
    assert files(out) == before


@LINUX
@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "kill -INT"])
def test_ctrl_c_stops_cleanly(whole_group: bool, tmp_path: Path) -> None:
    """Ctrl-C ends the run at once with exit 130, whole sheets, a true manifest, and a word on how to go on."""
    clinics(tmp_path, 20)
    process = begun(tmp_path, *ARGUMENTS[:4], *FEW, "--jobs", "2")
    out = tmp_path / "out"
    until(lambda: out.is_dir() and len(list(out.rglob("*.pdf"))) >= 4)
    workers = children(process.pid)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    said, complaints = process.communicate()
    assert process.returncode == 130
    assert "Run the same command again: it goes on from here." in complaints.decode()
    assert b"Traceback" not in complaints
    assert not any(map(is_alive, workers))
    assert [line["file"] for line in manifest(out)] == sorted(sheets(out))
    counts = counted(batch(tmp_path, *ARGUMENTS))
    assert counts["made"] + counts["unchanged"] == 40
    assert f" {counts['unchanged']} made, 0 unchanged, 0 failed, " in said.decode()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk on which a few sheets fit."""
    disk = tmp_path / "out"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("needs the right to mount a disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_ends_the_run(small_disk: Path, tmp_path: Path) -> None:
    """On a full disk the run ends with one plain error; what is there is whole, and with more room the next goes on."""
    clinics(tmp_path, 12)
    done = batch(tmp_path, *ARGUMENTS[:4], *FEW)
    refused(done, 7, "the disk is full")
    there = sheets(small_disk)
    assert 0 < len(there) < 24
    assert not list(small_disk.rglob("*.part"))
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    counts = counted(batch(tmp_path, *ARGUMENTS))
    assert counts["made"] + counts["unchanged"] == 24
    assert counts["unchanged"] >= len(there) - 2


def test_two_batches_do_not_share_a_folder(tmp_path: Path) -> None:
    """While one batch writes into a folder, another is refused."""
    clinics(tmp_path, 10)
    process = begun(tmp_path, *ARGUMENTS)
    until((tmp_path / "out" / ".handouts-lock").exists)
    until(lambda: bool(list((tmp_path / "out").rglob("*.pdf"))))
    refused(batch(tmp_path, *ARGUMENTS[:4], *FEW), 7, "Another batch")
    process.communicate()
    assert process.returncode == 0


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


def test_index_has_every_sheet(tmp_path: Path) -> None:
    """The index links each sheet, with the names that people know, and can be searched."""
    home = clinics(tmp_path, 1)
    (home / "c0.toml").rename(home / "a&b é.toml".replace("&", "-"))
    batch(tmp_path, *ARGUMENTS)
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    links = re.findall('href="([^"]+)"', page)
    assert links == ["a-b%20%C3%A9/en/aftercare-prp-hip.pdf", "a-b%20%C3%A9/en/aftercare-prp-knee.pdf"]
    assert "Platelet-rich plasma" in page
    assert 'type="search"' in page
    assert "http" not in page


def test_zip_has_every_sheet(tmp_path: Path) -> None:
    """--zip puts every sheet of the folder into one file, the same one each time."""
    clinics(tmp_path, 2)
    batch(tmp_path, *ARGUMENTS, "--zip")
    path = tmp_path / "out" / "handouts.zip"
    before = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == sheets(tmp_path / "out")
    batch(tmp_path, *ARGUMENTS, "--zip")
    assert path.read_bytes() == before


def test_quiet_when_piped(tmp_path: Path) -> None:
    """Without a terminal there is one line on standard output for people, the index's place, and no progress."""
    clinics(tmp_path, 1)
    done = batch(tmp_path, *ARGUMENTS[:4], *FEW)
    assert done.err == ""
    assert done.out == "2 sheets: 2 made, 0 unchanged, 0 failed.\nAll sheets: out/index.html\n"


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
