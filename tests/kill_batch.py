"""Kills batches at moments spread over the whole run, and sees whether the next run ends as if nothing had been.

`python -m tests.kill_batch [ROUNDS]`: so many rounds in a row (20 if not said), each with a line; exit 1 if one fails.
Two runs before them are left alone: they say what should be there, and how long a run takes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import NamedTuple

from tests.support.office import FEW, batch, begun, children, clinics, counted, is_alive, sheets, until
from tests.support.program import files

ROUNDS = 20
CLINICS = 40
Moment = Callable[[Path, "Popen[bytes]"], None]


class Round(NamedTuple):
    """What there was after the kill, and what the next run did."""

    there: int
    unchanged: int
    made: int


def arguments(out: str) -> tuple[str, ...]:
    """What is asked of a batch into the folder `out`."""
    return "--clinics", "clinics", "--out", out, "--json", *FEW


def kill(folder: Path, out: str, moment: Moment, whole: Path) -> Round:
    """Begin a batch, kill it at a `moment`, run it again, and hold what is there against the `whole` of another run."""
    home = folder / out
    process = begun(folder, *arguments(out), "--jobs", "2")
    moment(home, process)
    workers = children(process.pid) if process.poll() is None else []
    process.kill()
    process.communicate()
    until(lambda: not any(map(is_alive, workers)))
    right = sheets(whole)
    there = sheets(home) if home.is_dir() else {}
    assert there.items() <= right.items(), "half a sheet was found"
    counts = counted(batch(folder, *arguments(out)))
    assert sheets(home) == right
    assert files(home) == files(whole)
    assert (home / "manifest.jsonl").read_bytes() == (whole / "manifest.jsonl").read_bytes()
    return Round(len(there), counts["unchanged"], counts["made"])


def say(text: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _seconds(folder: Path, out: str) -> float:
    """How long a whole run takes."""
    begin = time.monotonic()
    batch(folder, *arguments(out), "--jobs", "2")
    return time.monotonic() - begin


def main(rounds: int) -> int:
    """Kill so many batches; the result is the exit code."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clinics(folder, CLINICS)
        length = min(_seconds(folder, out) for out in ("whole", "again"))
        for number in range(rounds):
            wait = length * (number + 0.5) / rounds

            def moment(_: Path, process: Popen[bytes], wait: float = wait) -> None:
                end = time.monotonic() + wait
                while time.monotonic() < end and process.poll() is None:
                    time.sleep(0.005)

            try:
                done = kill(folder, f"out-{number}", moment, folder / "whole")
            except AssertionError as error:
                failed += 1
                say(f"{number + 1:3}. killed after {wait:5.2f} s: FAILED: {error}")
            else:
                said = f"{done.there} sheets there, all whole; the next run kept {done.unchanged} and made {done.made}"
                say(f"{number + 1:3}. killed after {wait:5.2f} s: {said}")
    say(f"{rounds - failed} of {rounds} rounds ended as if nothing had been.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
