"""A batch on a cluster: a real scheduler and real workers on loopback, which may die or be wrong ones."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.batch.order import Failure, Order, Versions
from handouts.batch.remote import attempt_shared
from handouts.clinics import sample_clinic
from handouts.model import Request
from tests.support.clinics import GOOD, TODAY
from tests.support.dask import Dask
from tests.support.office import FEW, batch, begun, checkout, clinics, counted, manifest, sheets, until
from tests.support.program import Done, files, refused

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signals")
WHERE = ("--clinics", "clinics", "--out", "out", "--json", *FEW)
POISON = """
_make = make
def make(request: Request, clinic: Clinic, proof: How = "full") -> Sheet:
    import os
    if request.region == "hip":
        os._exit(3)
    if request.region == "neck":
        raise KeyError("Ana")
    while request.region == "elbow":
        pass
    return _make(request, clinic, proof)
"""


def has_made(out: Path, count: int) -> bool:
    """Whether so many sheets are there."""
    return out.is_dir() and len(list(out.rglob("*.pdf"))) >= count


@contextlib.contextmanager
def underway(folder: Path) -> Iterator[tuple[Dask, subprocess.Popen[bytes]]]:
    """A cluster of one worker, and a batch of 240 sheets that has made some of them."""
    clinics(folder, 120)
    with Dask(folder, 1) as dask:
        process = begun(folder, *WHERE, "--cluster", dask.address)
        until(lambda: has_made(folder / "out", 40))
        yield dask, process


@POSIX
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    """Two workers make the sheets, one of them is killed on the way, and all is as if one machine had made it."""
    clinics(tmp_path, 60)
    out = tmp_path / "out"
    with Dask(tmp_path, 2) as dask:
        process = begun(tmp_path, *WHERE, "--cluster", dask.address)
        until(lambda: has_made(out, 10))
        dask.kill(0)
        said, complaints = process.communicate()
    assert (process.returncode, complaints) == (0, b"")
    assert counted(Done(0, said.decode(), "")) == {"made": 120, "unchanged": 0, "failed": 0}
    assert counted(batch(tmp_path, *WHERE)) == {"made": 0, "unchanged": 120, "failed": 0}
    batch(tmp_path, *WHERE[:2], "--out", "whole", *FEW)
    assert sheets(out) == sheets(tmp_path / "whole")
    assert files(out) == files(tmp_path / "whole")
    assert manifest(out) == manifest(tmp_path / "whole")


@POSIX
def test_poisonous_sheets_fail_alone_there_too(tmp_path: Path) -> None:
    """A sheet that ends its process, raises or never ends fails alone; the workers of the cluster live on."""
    home = checkout(tmp_path)
    with (home / "handouts" / "sheet.py").open("a", encoding="utf-8") as file:
        file.write(POISON)
    run = home / "handouts" / "batch" / "run.py"
    run.write_text(run.read_text("utf-8").replace("SECONDS_A_SHEET = 60.0", "SECONDS_A_SHEET = 5.0"), "utf-8")
    clinics(tmp_path, 2)
    areas = [word for area in ("hip", "neck", "elbow", "knee") for word in ("--region", area)]
    these = ("--kind", "aftercare", "--treatment", "prp", *areas)
    with Dask(tmp_path, 1, home) as dask:
        done = batch(tmp_path, *WHERE[:5], *these, "--cluster", dask.address, home=home)
        assert [worker.poll() for worker in dask.workers] == [None]
    assert (done.code, counted(done)) == (1, {"made": 2, "unchanged": 0, "failed": 6})
    reasons = {row["file"].split("-")[-1]: row["problems"][0]["message"] for row in done.json["failures"]}
    assert "exit code 3" in reasons["hip.pdf"]
    assert "KeyError" in reasons["neck.pdf"]
    assert "not finished after 5 seconds" in reasons["elbow.pdf"]
    assert "Ana" not in done.out + done.err


@POSIX
def test_a_lost_scheduler_is_said_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """Where the scheduler ends, the batch does, with one plain error; what was made is known to the next run."""
    with underway(tmp_path) as (dask, process):
        dask.stop()
        said, complaints = process.communicate()
    refused(
        Done(process.returncode, "", complaints.decode()), 7, "--cluster: The scheduler has gone away. Run the same"
    )
    assert b"errors" in said
    done = batch(tmp_path, *WHERE)
    assert done.code == 0
    assert counted(done)["unchanged"] >= 16


@POSIX
def test_ctrl_c_stops_a_cluster_too(tmp_path: Path) -> None:
    """Ctrl-C ends the run with exit 130; the machines stop, and what they had made is made no worse by the next run."""
    with underway(tmp_path) as (dask, process):
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate()
        assert process.returncode == 130
        assert "goes on from here" in complaints.decode()
        assert counted(batch(tmp_path, *WHERE, "--cluster", dask.address))["failed"] == 0
    assert len(sheets(tmp_path / "out")) == 240


def test_another_version_is_not_let_in(tmp_path: Path) -> None:
    """A machine with another version of the program makes no sheet, and the run says which machine it is."""
    home = checkout(tmp_path)
    with (home / "handouts" / "text.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    clinics(tmp_path, 1)
    with Dask(tmp_path, 1, home) as dask:
        done = batch(tmp_path, *WHERE[:4], *FEW, "--cluster", dask.address)
    assert (done.code, sheets(tmp_path / "out")) == (7, {})
    assert "has another version of the program" in done.err


def test_a_folder_that_is_not_shared_is_said(tmp_path: Path) -> None:
    """A machine that does not see the run's own file in the folder writes nothing there, and ends the run."""
    request = Request("diary", "prp", "knee", "en", "a4", TODAY)
    order = Order("c/en/diary-prp-knee.pdf", "c", request, Versions("0", "", "", ""))
    found = attempt_shared(sample_clinic(TODAY), order, tmp_path, "token")
    assert isinstance(found, Failure)
    assert (found.hopeless, found.problems[0].code) == (True, "not-shared")
    assert files(tmp_path) == []


def test_without_its_library_it_says_what_to_install(tmp_path: Path) -> None:
    """Where dask.distributed is missing, --cluster is refused in one sentence, and nothing is made."""
    clinics(tmp_path, 1)
    plant = "import sys; sys.modules['distributed'] = None"
    done = batch(tmp_path, *WHERE[:4], *FEW, "--cluster", "tcp://127.0.0.1:1", plant=plant)
    refused(done, 2, "is not installed. Install it: python -m pip install distributed")
    assert sheets(tmp_path / "out") == {}


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path) -> None:
    """No scheduler, a scheduler without machines, a name that is none: one plain sentence each."""
    clinics(tmp_path, 1)
    for address in ("nonsense://127.0.0.1:1", "127.0.0.1", "tcp://"):
        done = batch(tmp_path, *WHERE[:4], *FEW, "--cluster", address)
        refused(done, 2, "--cluster: This is no address of a scheduler. Write it as tcp://scheduler:8786")
    soon = "from handouts.batch import cluster; cluster.ANSWERING = 1.0"
    done = batch(tmp_path, *WHERE[:4], *FEW, "--cluster", "tcp://127.0.0.1:1", plant=soon)
    refused(done, 2, "No scheduler answers at tcp://127.0.0.1:1. Start one: dask scheduler")
    with Dask(tmp_path, 0) as dask:
        done = batch(tmp_path, *WHERE[:4], *FEW, "--cluster", dask.address, plant=soon.replace("1.0", "4.0"))
    refused(done, 2, "has no workers. Start some: dask worker tcp://127.0.0.1:")


def test_patients_do_not_leave_the_machine(tmp_path: Path) -> None:
    """A list of patients is never sent to a cluster; and a cluster's machines have no --jobs."""
    (tmp_path / "clinic.toml").write_text(GOOD, "utf-8")
    (tmp_path / "today.csv").write_text("patient,patient_id\nAna Quetzal,1\n", "utf-8")
    of_patients = ("--patients", "today.csv", "--clinic", "clinic.toml", "--kind", "diary", "--out", "out")
    refused(batch(tmp_path, *of_patients, "--cluster", "tcp://127.0.0.1:1"), 2, "does not leave this machine")
    clinics(tmp_path, 1)
    refused(batch(tmp_path, *WHERE[:4], *FEW, "--cluster", "tcp://127.0.0.1:1", "--jobs", "2"), 2, "--jobs")
