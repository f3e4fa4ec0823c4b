"""The batch outlives whatever dies: sheets, workers, itself, the disk."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import kill_batch
from tests.support.office import (
    FEW,
    batch,
    begun,
    children,
    clinics,
    counted,
    is_alive,
    manifest,
    sheets,
    until,
)
from tests.support.program import Done, files, refused

LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
ARGUMENTS = ("--clinics", "clinics", "--out", "out", "--json", *FEW)
PLANT = """
import os, sys, ctypes
from handouts import sheet
from handouts.batch import run, worker
run.SECONDS_A_SHEET = 5.0
worker.MEMORY = 1 << 29
made = sheet.make
def make(request, clinic, proof):
    match request.region:
        case "hip": raise KeyError("Ana")
        case "shoulder": os._exit(3)
        case "elbow":
            while True: pass
        case "neck": [bytearray(1 << 26) for _ in range(1000)]
        case "facet": ctypes.string_at(0)
        case "disc": sys.exit(0)
    return made(request, clinic, proof)
sheet.make = make
"""


def has_made(out: Path, count: int) -> bool:
    """Whether so many sheets are there."""
    return len(list(out.rglob("*.pdf"))) >= count


def texts(done: Done) -> str:
    """Everything a batch said."""
    return done.out + done.err


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
def test_killed_at_any_moment_the_next_run_finishes(tmp_path: Path) -> None:
    """After kill -9 there are whole sheets only, its workers are gone, and the next run ends as if nothing had been."""
    clinics(tmp_path, 8)
    batch(tmp_path, *kill_batch.arguments("whole"))
    for count in (0, 1, 5, 11):

        def moment(out: Path, process: subprocess.Popen[bytes], count: int = count) -> None:
            until(lambda: out.is_dir() and has_made(out, count) and bool(children(process.pid)))

        done = kill_batch.kill(tmp_path, f"out-{count}", moment, tmp_path / "whole")
        assert count <= done.there < 16
        # The two that were just made may be in no journal yet.
        assert done.there - 3 <= done.unchanged <= done.there


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


@LINUX
def test_two_batches_do_not_share_a_folder(tmp_path: Path) -> None:
    """While one batch has a folder, another is refused; the first, which stood still meanwhile, goes on to its end."""
    clinics(tmp_path, 10)
    process = begun(tmp_path, *ARGUMENTS)
    until((tmp_path / "out" / ".handouts-lock").exists)
    process.send_signal(signal.SIGSTOP)
    try:
        refused(batch(tmp_path, *ARGUMENTS[:4], *FEW), 7, "Another batch")
    finally:
        process.send_signal(signal.SIGCONT)
        process.communicate()
    assert process.returncode == 0
