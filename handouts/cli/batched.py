"""A batch as it was asked for: options -> plan -> run -> what is left in the folder, and what people are told."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli.report import as_data, say, say_json, tell_problems, warn
from handouts.cli.values import Collector, as_choice, as_number, wrong
from handouts.errors import OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handouts.batch.manifest import Manifest
    from handouts.batch.order import Group, Outcome
    from handouts.batch.pool import Makers
    from handouts.batch.run import Run, Settings

FAILED = 1
INTERRUPTED = 130
MOST_JOBS = 256
SHOWN = 20  # failures that are told one by one; failed.csv has all of them
AGAIN = "Run the same command again: it goes on from here."


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `batch`; those that were not given are "" or False."""

    plan: str
    clinics: str
    out: str
    ids: dict[str, tuple[str, ...]]
    patients: str
    clinic: str
    jobs: str
    cluster: str
    today: date
    dry_run: bool
    force: bool
    full_proof: bool
    as_zip: bool
    draft: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done, whoever asked for it: `groups` of about `expected` sheets, and how to tell what failed."""

    groups: Iterable[Group]
    expected: int
    failed: Callable[[Run, Path], Path | None]
    patients: bool = False


def carry_out(wanted: Wanted) -> int:
    """Do what was asked for; the result is the exit code."""
    if wanted.patients or wanted.clinic:
        from handouts.cli.patients import patients_work as work_of
    else:
        from handouts.cli.clinics import clinics_work as work_of
    collector = Collector()
    jobs = collector.check(_jobs, wanted.jobs)
    collector.check(_fitting, wanted)
    folder = collector.check(_folder, wanted.out)
    work = collector.check(work_of, wanted)
    collector.finish()
    return (
        _rehearsed(work.value, folder.value, wanted)
        if wanted.dry_run
        else _run(work.value, folder.value, jobs.value, wanted)
    )


def ids_of(wanted: Wanted, name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The ids that were given with an option.  Raises `UsageError` for those that there are not."""
    there = [*known, "all"]
    collector = Collector()
    found = [collector.check(as_choice, name, text, there) for text in wanted.ids[name]]
    collector.finish()
    return tuple(each.value for each in found)


def _jobs(text: str) -> int:
    import os

    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return as_number("--jobs", text, range(1, MOST_JOBS + 1)) or usable


def _fitting(wanted: Wanted) -> None:
    if wanted.cluster and wanted.patients:
        raise wrong("--cluster", "A list of patients does not leave this machine.", "Leave --cluster out.")
    if wanted.cluster and not re.fullmatch(r"(tcp|tls)://\S+:\d+", wanted.cluster):
        raise wrong("--cluster", "This is no address of a scheduler.", "Write it as tcp://scheduler:8786")
    if wanted.cluster and wanted.jobs:
        raise wrong("--jobs", "A cluster's machines have their own number of processes.", "Leave one of the two out.")


def _folder(out: str) -> Path:
    if not out:
        raise wrong(
            "--out", "This is needed.", "Name the folder for the sheets, such as --out sheets/", "missing-option"
        )
    path = Path(out)
    if path.exists() and not path.is_dir():
        raise wrong("--out", "This is a file; sheets need a folder.", "Name a folder, such as --out sheets/")
    return path


def _rehearsed(work: Work, folder: Path, wanted: Wanted) -> int:
    from handouts.batch.manifest import Manifest
    from handouts.batch.run import Run, Settings, rehearse

    settings = Settings(folder, wanted.force, work.patients, wanted.full_proof)
    run = Run(settings, Manifest(folder), lambda: False, lambda _: None)
    rehearse(work.groups, run)
    tally = run.tally
    _tell_skipped(run, wanted)
    _tell_failures(run)
    if wanted.as_json:
        say_json(**_counts(run), to_make=tally.left, **_errors(run))
    else:
        say(
            f"{_sheets(tally.planned)} asked for: {tally.left} to make, {tally.unchanged} unchanged, "
            f"{tally.failed} that fail. Nothing was made."
        )
    return FAILED if tally.failed else 0


def _run(work: Work, folder: Path, jobs: int, wanted: Wanted) -> int:
    from handouts.batch.lock import alone_in
    from handouts.batch.manifest import Manifest
    from handouts.batch.run import Run, Settings
    from handouts.cli.progress import Progress
    from handouts.output import clear_parts, make_folder

    make_folder(folder)
    with alone_in(folder), _interruptions() as interrupted:
        clear_parts(folder)
        manifest = Manifest(folder)
        with Progress(work.expected, quiet=wanted.as_json) as progress:
            settings = Settings(folder, wanted.force, work.patients, wanted.full_proof)
            run = Run(settings, manifest, lambda: bool(interrupted), progress)
            run.go(work.groups, _makers(settings, jobs, wanted))
        clear_parts(folder)
        if run.full:
            _tell_failures(run)
            raise OutputError(run.full.problems)
        files = _finish(work, run, manifest, wanted)
    return _report(run, files, wanted, stopped=bool(interrupted))


def _makers(settings: Settings, jobs: int, wanted: Wanted) -> Makers:
    from handouts.batch.run import SECONDS_A_SHEET, pool

    if not wanted.cluster:
        return pool(settings, jobs)
    from handouts.batch.cluster import Cluster

    return Cluster(wanted.cluster, settings.folder, SECONDS_A_SHEET)


@contextmanager
def _interruptions() -> Iterator[list[int]]:
    """Ctrl-Cs so far: instead of breaking off anywhere, a batch looks for them."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)


def _finish(work: Work, run: Run, manifest: Manifest, wanted: Wanted) -> dict[str, str]:
    """Write what stands beside the sheets; the result is what was written, by what it is."""
    from handouts.batch import archive, index
    from handouts.batch import manifest as manifests

    folder = manifest.folder
    files = {"manifest": str(folder / manifests.NAME)}
    failed = work.failed(run, folder)
    manifest.close()
    if not work.patients:
        index.write_index(folder, manifest)
        files["index"] = str(folder / index.NAME)
    if failed:
        files["failed"] = str(failed)
    if wanted.as_zip:
        files["zip"] = str(archive.write_archive(folder, (line["file"] for line in manifest if line["current"])))
    return files


def _report(run: Run, files: dict[str, str], wanted: Wanted, *, stopped: bool) -> int:
    """Say how it went; the result is the exit code."""
    tally = run.tally
    stopped = stopped and (tally.left > 0 or not run.all_planned)
    _tell_skipped(run, wanted)
    _tell_failures(run)
    if tally.outdated:
        old = f"{_sheets(tally.outdated)} there {_are(tally.outdated)} out of date"
        warn(f"{old}, as there are no new ones: do not use them.")
    if tally.left and not stopped:
        raise AssertionError("sheets were lost")
    if wanted.as_json:
        say_json(
            **_counts(run),
            left=tally.left,
            stopped=stopped,
            files={"folder": str(run.settings.folder), **files},
            **_errors(run),
        )
    else:
        say(
            f"{_sheets(tally.planned)}: {tally.made} made, {tally.unchanged} unchanged, {tally.failed} failed"
            f"{', the rest not begun' if stopped else ''}."
        )
        if tally.made:
            say(f"Read back: {tally.proven['full']} in full, {tally.proven['quick']} quickly.")
        for name in ("index", "failed", "zip"):
            if name in files:
                say(f"{LABELS[name]}: {files[name]}")
    if stopped:
        warn(f"Stopped. {AGAIN}")
        return INTERRUPTED
    return FAILED if tally.failed else 0


LABELS = {"index": "All sheets", "failed": "What failed, and why", "zip": "All in one file"}


def _counts(run: Run) -> dict[str, Any]:
    tally = run.tally
    skipped = [{"reason": reason, "sheets": count} for reason, count in tally.skipped.items()]
    counted = {"planned": tally.planned, "made": tally.made, "unchanged": tally.unchanged, "failed": tally.failed}
    proven = {"full": tally.proven["full"], "quick": tally.proven["quick"]}
    return {**counted, "proven": proven, "out_of_date": tally.outdated, "skipped": skipped}


def _errors(run: Run) -> dict[str, Any]:
    rows = [
        {"origin": each.origin, "file": each.file, "sheets": each.sheets, "problems": as_data(each.problems)}
        for each in run.failures
    ]
    return {"failures": rows} if rows else {}


def _tell_skipped(run: Run, wanted: Wanted) -> None:
    if not wanted.as_json:
        for reason, count in run.tally.skipped.items():
            say(f"Left out, {_sheets(count)}: {reason}")


def _tell_failures(run: Run) -> None:
    """Say what failed, and what many sheets have in common once."""
    from handouts.batch.failures import in_words

    alike: dict[tuple[Problem, ...], list[Outcome]] = {}
    for outcome in run.failures:
        alike.setdefault(outcome.problems, []).append(outcome)
    for problems, outcomes in list(alike.items())[:SHOWN]:
        first, sheets = outcomes[0], sum(outcome.sheets for outcome in outcomes)
        place = first.file or problems[0].file or f"row {first.origin}"
        others = f" ({_sheets(sheets)} of this sort)" if sheets > 1 else ""
        tell_problems([Problem("failed", in_words(problems, lines=True), file=f"{place}{others}")])
    if len(alike) > SHOWN:
        warn(f"{len(alike) - SHOWN} more reasons are told in failed.csv only.")


def _sheets(count: int) -> str:
    return "1 sheet" if count == 1 else f"{count} sheets"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
