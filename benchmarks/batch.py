"""What a batch costs, by its size and its number of processes: `python -m benchmarks.batch [SHEETS ...] [--rounds N]`.

Each run is the real command, in a process of its own, on made-up clinics in two languages, into an empty folder; then
the same command again, which finds nothing to do.  Rounds of one and of two processes take turns.  Memory is that of
all processes together, pages that they share counted once, looked at while they run (0 where the system does not say).

Each sheet is on the disk before it gets its name, which two processes wait for more than one does.  With `--folder` on
a memory disk (/dev/shm), the processors alone count.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.clinics import write_clinics

ROOT = Path(__file__).parents[1]
SIZES = (10, 100, 1000)
A_CLINIC = 10  # sheets: five kinds in two languages
CHOICE = ("--treatment", "prp", "--region", "knee", "--locale", "en", "--locale", "es")
LOOK, OFTEN = 2.0, 0.2  # seconds between two looks at the memory, which take time of their own: `OFTEN` at first
FIRST = 5.0  # seconds
MEGABYTE = 1 << 20
HEAD = ("sheets", "processes", "seconds", "a second", "CPU, ms a sheet", "of it the parent's", "memory, MB", "again, s")
WIDTHS = (8, 11, 9, 10, 17, 20, 12, 10)


class Cost(NamedTuple):
    """What a run took: seconds on the wall, of CPU in all and of the parent alone, and the most memory in bytes."""

    wall: float
    cpu: float
    parent: float
    memory: int


def run(folder: Path, jobs: int) -> Cost:
    """One batch in `folder`."""
    where = ("--clinics", "clinics", "--out", "out", "--jobs", str(jobs))
    begun, before = time.monotonic(), os.times()
    command = [sys.executable, str(ROOT / "generate.py"), "batch", *where, *CHOICE]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    parent, memory = 0.0, 0
    while process.poll() is None:
        with contextlib.suppress(OSError, ValueError, IndexError):  # it may end while we look
            memory = max(memory, sum(map(_memory, (process.pid, *_children(process.pid)))))
            parent = _seconds(process.pid)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(OFTEN if time.monotonic() - begun < FIRST else LOOK)
    wall, after = time.monotonic() - begun, os.times()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, parent, memory)


def _children(process: int) -> Iterator[int]:
    return map(int, Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split())


def _memory(process: int) -> int:
    """Bytes of a process; what it shares with others is parted among them."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _seconds(process: int) -> float:
    """CPU of a process so far, without its children's."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(sheets: int, rounds: int, where: str | None) -> dict[int, list[tuple[Cost, Cost]]]:
    """For one and for two processes: each round's first run, and its rerun that finds nothing to do."""
    found: dict[int, list[tuple[Cost, Cost]]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, costs in found.items():
            with tempfile.TemporaryDirectory(dir=where) as name:
                write_clinics(Path(name) / "clinics", max(sheets // A_CLINIC, 1), 0)
                costs.append((run(Path(name), jobs), run(Path(name), jobs)))
    return found


def line(sheets: int, jobs: int, costs: list[tuple[Cost, Cost]]) -> str:
    """A line of the table: medians of the rounds."""
    first = [cost for cost, _ in costs]
    wall, cpu, parent = (median(each) for each in zip(*(cost[:3] for cost in first), strict=True))
    memory, again = max(cost.memory for cost in first) / MEGABYTE, median(cost.wall for _, cost in costs)
    cells = (sheets, jobs, f"{wall:.1f}", f"{sheets / wall:.0f}", f"{cpu / sheets * 1000:.1f}")
    return row(*cells, f"{parent / sheets * 1000:.2f}", f"{memory:.0f}", f"{again:.1f}")


def row(*cells: object) -> str:
    """Cells under their heads."""
    return "".join(f"{cell!s:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


def main(sizes: list[int], rounds: int, where: str | None = None) -> None:
    """Print the table."""
    print(row(*HEAD))
    for sheets in sizes:
        found = measured(sheets, rounds, where)
        for jobs, costs in found.items():
            print(line(sheets, jobs, costs), flush=True)
        one, two = (median(cost.wall for cost, _ in found[jobs]) for jobs in (1, 2))
        print(f"{'':8}two processes are {one / two:.2f} times as fast as one", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where sheets are written; by default where temporary files are")
    given = parser.parse_args()
    main(list(given.sizes), given.rounds, given.folder)
