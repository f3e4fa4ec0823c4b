"""A run: groups of orders -> workers -> sheets in the folder, each counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from handouts.batch.chunks import Wanted, chunks_of
from handouts.batch.manifest import Manifest
from handouts.batch.order import Failure, Group, Made, Order, Outcome
from handouts.batch.pool import Makers, Pool
from handouts.batch.sample import Sample
from handouts.batch.work import attempt
from handouts.errors import OutputError
from handouts.readback import How

SECONDS_A_SHEET = 60.0


@dataclass(slots=True)
class Tally:
    """Sheets so far.  What was `planned` is counted when it is ordered, the rest when it is answered.

    `proven` counts those that were made by how they were proven.
    """

    planned: int = 0
    made: int = 0
    unchanged: int = 0
    failed: int = 0
    outdated: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    proven: Counter[How] = field(default_factory=Counter)

    @property
    def left(self) -> int:
        """Sheets of which nothing has been heard."""
        return self.planned - self.made - self.unchanged - self.failed


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is made.

    With `patients`, no sheet of another patient is written over.  With `full_proof`, none is proven quickly alone.
    """

    folder: Path
    force: bool = False
    patients: bool = False
    full_proof: bool = False


class Run:
    """One run; `tally`, `failures`, `full` (why it could not go on) and `all_planned` say how it went.

    `stopped` is asked often, `heard` told often.
    """

    def __init__(
        self, settings: Settings, manifest: Manifest, stopped: Callable[[], bool], heard: Callable[[Tally], None]
    ) -> None:
        self.settings = settings
        self.manifest = manifest
        self.tally = Tally()
        self.failures: list[Outcome] = []
        self.full: OutputError | None = None
        self.all_planned = False  # whether the last of the groups was reached
        self._sample = Sample(everything=settings.full_proof)
        self._stopped = stopped
        self._heard = heard

    def go(self, groups: Iterable[Group], makers: Makers) -> None:
        """Let `makers` make what is to be made, until it is all there or the run is stopped."""
        with closing(makers):
            try:
                for order, answer in makers.answers(chunks_of(self.wanted(groups)), self.ended):
                    self._settle(order, answer)
            except OutputError as error:
                self.full = error

    def ended(self) -> bool:
        """Whether to go no further."""
        return self.full is not None or self._stopped()

    def wanted(self, groups: Iterable[Group]) -> Iterator[Wanted]:
        """What is to be made of each group; the rest of it is counted here."""
        for group in groups:
            self.tally.planned += group.sheets
            for reason, file in group.skipped:
                self.tally.skipped[reason] += 1
                self.tally.outdated += self.manifest.outdate("", file) if file else 0
            for outcome in group.refused:
                self._count(outcome)
            waiting = [order for order in map(self._sample.marked, group.orders) if not self._is_done(order)]
            if group.clinic and waiting:
                yield group.clinic, waiting
            if self.ended():
                return
        self.all_planned = True

    def _is_done(self, order: Order) -> bool:
        settings = self.settings
        if settings.force or settings.patients or not self.manifest.is_current(order, in_full=settings.full_proof):
            return False
        self._count(Outcome(order.origin, order.file, "unchanged"))
        return True

    def _settle(self, order: Order, answer: Made | Failure) -> None:
        if isinstance(answer, Failure):
            self._sample.missed(order)
            if answer.hopeless:
                self.full = OutputError(answer.problems)
            self._count(Outcome(order.origin, order.file, "failed", answer.problems))
            return
        try:
            self.manifest.note(order, answer)
        except OutputError as error:
            self.full = error
        # A patient's sheet is always made again, since nothing is kept that could tell whether it changed.
        unchanged = self.settings.patients and not answer.replaced
        if not unchanged:
            self.tally.proven[answer.proof] += 1
        self._count(Outcome(order.origin, order.file, "unchanged" if unchanged else "made"))

    def _count(self, outcome: Outcome) -> None:
        if outcome.state == "failed":
            self.tally.failed += outcome.sheets
            self.tally.outdated += self.manifest.outdate(outcome.origin, outcome.file)
            self.failures.append(outcome)
        elif outcome.state == "made":
            self.tally.made += 1
        else:
            self.tally.unchanged += 1
        self._heard(self.tally)


def pool(settings: Settings, jobs: int) -> Pool:
    """So many processes on this machine."""
    keep = settings.patients and not settings.force
    return Pool(partial(attempt, folder=settings.folder, keep=keep), jobs, SECONDS_A_SHEET)


def rehearse(groups: Iterable[Group], run: Run) -> None:
    """Count what a run would do, without making anything: sheets that would be made are left."""
    for _ in run.wanted(groups):
        pass
