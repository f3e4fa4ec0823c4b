"""The same sheet by several makers: `python -m benchmarks.peers [ROUNDS]`, from the project's folder.

Each maker is a process of its own, warm, which makes some sheets a round; the rounds take turns, so that a slow moment
of the machine is shared by all.  A maker whose library is not installed is named and left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from time import process_time
from typing import IO, NamedTuple

from benchmarks.peers import content
from benchmarks.peers.makers import MAKERS, prepared
from handouts.sheet import settle_for_many

ROUNDS = 7
A_ROUND = 16  # sheets
MEGABYTE = 1 << 20


class Round(NamedTuple):
    """A maker's round: seconds of CPU and bytes a sheet (medians), and the most memory its process ever took."""

    seconds: float
    size: float
    memory: float


def work(name: str, orders: IO[str], answers: IO[str]) -> None:
    """Make sheets as ordered, a line with the first clinic's number each; ends with its input."""
    make = MAKERS[name]
    own = name.startswith("handouts")
    if own:
        make(0)
        settle_for_many()  # as each worker of a batch does
    for order in orders:
        times, sizes = [], []
        for number in range(int(order), int(order) + A_ROUND):
            content.clinic_file(number)
            if not own:
                prepared(number)
            begun = process_time()
            data = make(number)
            times.append(process_time() - begun)
            sizes.append(len(data))
        print(json.dumps([median(times), median(sizes), memory()]), file=answers, flush=True)


def memory() -> float:
    """The most memory that this process took, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


class Worker:
    """A maker's process."""

    def __init__(self, name: str) -> None:
        command = [sys.executable, "-m", "benchmarks.peers", "--work", name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self, first: int) -> Round | None:
        """Make sheets from clinic `first` on; None if the process has died."""
        orders, answers = self.process.stdin, self.process.stdout
        if orders is None or answers is None:
            raise AssertionError("the process was started with pipes")
        try:
            print(first, file=orders, flush=True)
            return Round(*json.loads(answers.readline()))
        except (BrokenPipeError, ValueError):
            return None

    def end(self) -> None:
        """Let it finish."""
        self.process.communicate()


def measure(names: list[str], rounds: int) -> dict[str, list[Round]]:
    """Rounds of each maker that works, after one that warms it."""
    workers = {name: Worker(name) for name in names}
    found: dict[str, list[Round]] = {}
    try:
        for number in range(rounds + 1):
            for name, worker in list(workers.items()):
                done = worker.round(number * A_ROUND)
                if done is None:
                    print(f"{name}: left out, since its library cannot be used here.")
                    workers.pop(name).end()
                    found.pop(name, None)
                elif number:
                    found.setdefault(name, []).append(done)
    finally:
        for worker in workers.values():
            worker.end()
    return found


def table(found: dict[str, list[Round]]) -> list[str]:
    """Rows in Markdown; the ratios are medians of those of each round to the first maker in it."""
    first = next(iter(found.values()))
    rows = ["| maker | CPU a sheet | to the first | kB a sheet | peak memory |", "|---|---|---|---|---|"]
    for name, rounds in found.items():
        ratio = median(one.seconds / other.seconds for one, other in zip(rounds, first, strict=True))
        cpu = median(each.seconds for each in rounds) * 1000
        size = median(each.size for each in rounds) / 1000
        rows.append(f"| {name} | {cpu:.1f} ms | {ratio:.2f} | {size:.1f} | {rounds[-1].memory:.0f} MB |")
    return rows


def main(rounds: int) -> None:
    """Print the table."""
    print(f"Medians of {rounds} rounds of {A_ROUND} sheets, warm, a new clinic each.\n")
    print("\n".join(table(measure(list(MAKERS), rounds))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2], sys.stdin, sys.stdout)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
