"""Every English sheet there is, on both papers: made and read back, validated, scored, and listed in docs/matrix.md.

    python -m tests.whole_matrix

It takes some minutes and ends with exit code 1 if any sheet failed.  The tests look at a sample of the same sheets.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from handouts.editions import PAPER
from handouts.errors import HandoutError
from handouts.kinds import kinds
from handouts.knowledge import regions, treatments
from handouts.model import Request
from handouts.quality import Score, Verdict, score
from handouts.sheet import make
from tests.support.matrix import TODAY, clinic, with_everything
from tests.support.verapdf import VeraPdf

PAGE = Path(__file__).parents[1] / "docs" / "matrix.md"
TWO_PAGES = ("pre-procedure", "aftercare", "session-plan")
Place = tuple[str, str, str]  # kind, treatment, region


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one kind of sheet for one treatment in one region: its longest form, or why there is none."""

    place: Place
    pages: int = 0
    grade: float = 0.0
    refused: str = ""
    faults: tuple[str, ...] = field(default=())

    @property
    def cell(self) -> str:
        """How the page of all sheets shows it."""
        return "–" if self.refused else f"{self.pages} · {self.grade:.1f}"


def request(place: Place, paper: str) -> Request:
    """The sheet at `place` with everything that it can be told."""
    kind, treatment, region = place
    return with_everything(Request(kind, treatment, region, "en", paper, TODAY))  # type: ignore[arg-type]


def outcome(place: Place) -> Outcome:
    """Make, validate and score a sheet on both papers."""
    pages, grade, faults = 0, 0.0, []
    for paper in PAPER:
        try:
            sheet = make(request(place, paper), clinic())
        except HandoutError as error:
            return Outcome(place, refused=error.problems[0].message)
        found = score(sheet)
        pages, grade = max(pages, len(sheet.layout.pages)), max(grade, found.level.results[0].value)
        faults += [f"{paper}: {violation}" for violation in _validator().check(sheet.data)]
        faults += [f"{paper}: it fails {name}" for name in _failed(found)]
    if place[0] in TWO_PAGES and pages > 2:
        faults.append(f"it has {pages} pages")
    return Outcome(place, pages, grade, faults=tuple(faults))


def _failed(found: Score) -> Iterator[str]:
    """What a scored sheet does not pass: its reading level, items of the scorecard, claims."""
    if not found.level.passed:
        yield "its reading level"
    yield from (result.item.id for result in found.having(Verdict.FAILED))
    yield from (f"the claim {claim}" for claim in found.claims or ())


@cache
def _validator() -> VeraPdf:
    """One for each process."""
    return VeraPdf()


def outcomes(places: Iterable[Place]) -> list[Outcome]:
    """Outcomes of `places`, made by as many processes as the machine has cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(outcome, places, chunksize=8))


def every_place() -> tuple[Place, ...]:
    """Each kind of sheet for each treatment in each region."""
    return tuple(product(kinds(), treatments(), regions()))


def page(found: list[Outcome]) -> str:
    """The page that lists all sheets."""
    return "\n".join(_page({one.place: one for one in found})) + "\n"


def _page(found: dict[Place, Outcome]) -> Iterator[str]:
    made = [one for one in found.values() if not one.refused]
    grades = [one.grade for one in made]
    yield "# Every sheet there is\n"
    yield (
        f"{len(made)} sheets in English, each on A4 and on Letter. All of them read back whole, are valid PDF/UA-1 and "
        f"PDF/A-2a by veraPDF, and pass every item of the scorecard that a machine can decide. Their reading grade "
        f"(Flesch-Kincaid) is {min(grades):.1f} to {max(grades):.1f}, {sum(grades) / len(grades):.1f} on average.\n"
    )
    yield "Made by `python -m tests.whole_matrix`. A cell gives pages and reading grade; – is refused, because:\n"
    for reason in dict.fromkeys(one.refused for one in found.values() if one.refused):
        yield f"- {reason}"
    for treatment in treatments().values():
        yield f"\n## {treatment.name}\n"
        yield f"| region | {' | '.join(kinds())} |"
        yield "|---" * (len(kinds()) + 1) + "|"
        for region in regions().values():
            cells = (found[kind, treatment.id, region.id].cell for kind in kinds())
            yield f"| {region.name} | {' | '.join(cells)} |"


def main() -> int:
    """Make everything, say what is amiss, and renew the page if nothing is."""
    found = outcomes(every_place())
    for one in found:
        for fault in one.faults:
            sys.stdout.write(f"{' '.join(one.place)}: {fault}\n")
    if any(one.faults for one in found):
        return 1
    PAGE.write_text(page(found), "utf-8")
    sys.stdout.write(f"{len(found)} sheets: {PAGE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
