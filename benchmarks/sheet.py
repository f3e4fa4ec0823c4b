"""CPU time of one sheet, step by step: `python -m benchmarks.sheet [ROUNDS]`, from the project's folder.

Each sheet is of a clinic with another name, as in a batch; the first ones, which fill the caches, are told apart.
Rounds are interleaved, so that a slow moment of the machine is shared by all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from statistics import median
from time import process_time
from typing import Any

from handouts import sheet
from handouts.clinics import Clinic, sample_clinic
from handouts.kinds import kinds
from handouts.model import Request

ROUNDS = 15
TODAY = date(2026, 11, 22)
STEPS = {"fill": "fill", "parse": "parse", "typeset": "lay_out", "write": "write", "prove": "prove"}
WHOLE = "whole sheet"

Times = dict[str, float]


def timed(function: Callable[..., Any], step: str, times: Times) -> Callable[..., Any]:
    """`function`, which adds the seconds of CPU that it takes to `times`."""

    def run(*arguments: Any) -> Any:  # noqa: ANN401 - whatever the step takes and gives
        begun = process_time()
        try:
            return function(*arguments)
        finally:
            times[step] = times.get(step, 0.0) + process_time() - begun

    return run


@contextmanager
def watched() -> Iterator[Times]:
    """Seconds of CPU by step of all that the spine does meanwhile."""
    times: Times = {}
    own = {name: getattr(sheet, name) for name in STEPS.values()}
    for step, name in STEPS.items():
        setattr(sheet, name, timed(own[name], step, times))
    try:
        yield times
    finally:
        for name, function in own.items():
            setattr(sheet, name, function)


def request(kind: str) -> Request:
    """A sheet of `kind` with dates, on which most is printed."""
    day = date(2026, 12, 1)
    return Request(kind, "dextrose", "low-back", "en", "letter", TODAY, procedure_date=day, first_session=day)


def measure(kind: str, clinic: Clinic) -> Times:
    """One sheet's seconds of CPU, by step and as a whole."""
    with watched() as times:
        begun = process_time()
        sheet.make(request(kind), clinic)
        times[WHOLE] = process_time() - begun
    return times


def rounds(count: int) -> Iterator[dict[str, Times]]:
    """Times by kind, `count` rounds of them, each of a clinic with another name."""
    clinic = sample_clinic(TODAY)
    for number in range(count):
        named = replace(clinic, name=f"{clinic.name} {number + 1:03}")
        yield {kind: measure(kind, named) for kind in kinds()}


def table(found: list[dict[str, Times]]) -> Iterator[str]:
    """Medians of the rounds, with each step's share of the whole sheet."""
    names = list(found[0])
    middle = {kind: {step: median(times[kind][step] for times in found) for step in (*STEPS, WHOLE)} for kind in names}
    yield f"{'':14}" + "".join(f"{kind:>22}" for kind in names)
    for step in (*STEPS, WHOLE):
        cells = (
            f"{middle[kind][step] * 1000:>12.1f} ms {middle[kind][step] / middle[kind][WHOLE]:>6.0%}" for kind in names
        )
        yield f"{step:14}" + "".join(cells)
    least = min(middle[kind][WHOLE] for kind in names)
    yield f"{'to each other':14}" + "".join(f"{middle[kind][WHOLE] / least:>22.2f}" for kind in names)


def main(count: int) -> None:
    """Print the table of `count` rounds, after one that fills the caches."""
    first, *later = rounds(count + 1)
    print(f"CPU per sheet: median of {count} rounds, warm, a new clinic each; share of the whole sheet.\n")
    print("\n".join(table(later)))
    kind, times = next(iter(first.items()))
    usual = median(each[kind][WHOLE] for each in later)
    print(f"\nThe first sheet of a process takes {times[WHOLE] / usual:.1f} times as much, without imports.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
