"""`batch --clinics`: which sheets of which clinics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.batched import Wanted, Work, ids_of
from handouts.cli.values import Collector, wrong
from handouts.errors import ClinicError, Problem

if TYPE_CHECKING:
    from handouts.batch.plan import Selection
    from handouts.batch.planfile import PlanFile
    from handouts.batch.run import Run
    from handouts.batch.sources import Source


def clinics_work(wanted: Wanted) -> Work:
    """What is to be made for whole clinics.  Raises `UsageError` and `ClinicError`."""
    from handouts.batch.failures import rows_of_clinics, write_failures
    from handouts.batch.plan import Plan
    from handouts.batch.sources import clinics_at

    collector = Collector()
    planned = collector.check(_planned, wanted)
    chosen = collector.check(_chosen, wanted)
    collector.finish()
    selections = planned.value.selections if planned.value else (chosen.value,)
    source = clinics_at(_place(wanted, planned.value), wanted.today)
    _check_names(selections, source)
    plan = Plan(selections, wanted.today, wanted.draft)

    def failed(run: Run, folder: Path) -> Path | None:
        order = {entry.id: number for number, entry in enumerate(source.entries)}
        sorted_ = sorted(run.failures, key=lambda outcome: (order[outcome.origin], outcome.file))
        delimiter = source.table.delimiter if source.table else ","
        return write_failures(folder, rows_of_clinics(source, sorted_), delimiter, source.path)

    return Work(plan.groups(source.entries), sum(len(plan.cells(entry.id)) for entry in source.entries), failed)


def _planned(wanted: Wanted) -> PlanFile | None:
    from handouts.batch.planfile import read_plan

    return read_plan(Path(wanted.plan), _known()) if wanted.plan else None


def _known() -> dict[str, list[str]]:
    from handouts.kinds import kinds
    from handouts.knowledge import regions, treatments
    from handouts.localize import locales

    tags = [locale.tag for locale in locales()]
    return {"kinds": list(kinds()), "treatments": list(treatments()), "regions": list(regions()), "locales": tags}


def _chosen(wanted: Wanted) -> Selection:
    """The sheets that the options choose."""
    from handouts.batch.plan import Choice, Selection
    from handouts.batch.planfile import choice

    if wanted.plan and any(wanted.ids.values()):
        raise wrong("--kind", "The plan says which sheets already.", "Leave the plan out, or the options that choose.")
    collector = Collector()
    known = _known()
    ids = {sort: collector.check(ids_of, wanted, f"--{sort.removesuffix('s')}", known[sort]) for sort in known}
    collector.finish()
    kinds, treatments, regions, locales = (choice(ids[sort].value, known[sort]) for sort in known)
    # Where no language is named, each clinic's own is meant, and not all that there are.
    return Selection(kinds, treatments, regions, locales if ids["locales"].value else Choice((), named=False))


def _place(wanted: Wanted, plan: PlanFile | None) -> Path:
    if wanted.clinics and plan and plan.clinics:
        raise wrong("--clinics", "The plan says already where the clinics are.", "Leave one of the two out.")
    if wanted.clinics:
        return Path(wanted.clinics)
    if plan and plan.clinics:
        return plan.clinics
    raise wrong("--clinics", "This is needed.", "Name a folder of clinic files, a CSV or an XLSX.", "missing-option")


def _check_names(selections: tuple[Selection, ...], source: Source) -> None:
    """Raise ClinicError for clinics of a plan that there are not."""
    there = {entry.id for entry in source.entries}
    unknown = dict.fromkeys(name for each in selections for name in each.clinics if name not in there)
    if unknown:
        from handouts.clinics.faults import did_you_mean, shown

        raise ClinicError(
            Problem(
                "unknown-clinic",
                f"There is no clinic {shown(name)} there.",
                did_you_mean(name, there),
                str(source.path),
            )
            for name in unknown
        )
