"""failed.csv: what was not made and why, ready to be mended and fed back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from handouts.batch.order import Outcome
from handouts.batch.sources import Source
from handouts.batch.table import REASON, column_name
from handouts.errors import Problem
from handouts.output import write_whole

NAME = "failed.csv"
TOLD = 5

Rows = Iterable[Sequence[str]]


def write_failures(folder: Path, rows: Rows, delimiter: str = ",", given: Path | None = None) -> Path | None:
    """Write `rows`, the first of which has the names; the file, or None if nothing failed and there is no file.

    What was `given` to this run is left alone, even if it is the failed.csv of another.
    """
    listed = list(rows)
    path = folder / NAME
    if given is not None and path.exists() and given.exists() and path.samefile(given):
        path = folder / "failed-again.csv"
    if len(listed) < 2:
        path.unlink(missing_ok=True)
        return None
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(listed)
    write_whole(path, text.getvalue().encode("utf-8-sig"))  # with the mark, so that Excel reads it as UTF-8
    return path


def rows_of_clinics(source: Source, failures: Sequence[Outcome]) -> Iterator[Sequence[str]]:
    """For a table its own rows as they came, with the reason behind; for clinic files a row for each that failed."""
    if source.table is None:
        yield ("clinic", "file", "sheet", REASON)
        files = {entry.id: entry.file for entry in source.entries}
        for outcome in failures:
            yield outcome.origin, files[outcome.origin], _sheets(outcome), in_words(outcome.problems, lines=True)
        return
    head = source.table.head
    own = [place for place, name in enumerate(head) if column_name(name) != REASON]
    yield (*(head[place] for place in own), REASON)
    reasons: dict[str, list[str]] = {}
    for outcome in failures:
        sheet = f"{outcome.file}: " if outcome.file else ""
        reasons.setdefault(outcome.origin, []).append(sheet + in_words(outcome.problems))
    for entry in source.entries:
        if entry.row and (why := reasons.get(entry.id)):
            cells = entry.row.raw
            yield *(cells[place] if place < len(cells) else "" for place in own), " ".join(dict.fromkeys(why))


def rows_of_patients(failures: Iterable[Outcome]) -> Iterator[Sequence[str]]:
    """The numbers of the rows that failed, with the reasons, and nothing else of them."""
    yield "row", REASON
    for outcome in sorted(failures, key=lambda outcome: int(outcome.origin)):
        yield outcome.origin, in_words(outcome.problems)


def in_words(problems: Sequence[Problem], *, lines: bool = False) -> str:
    """Problems as one text, each with its setting and what to do, and with its line if `lines`; of many the first."""
    said = []
    for problem in problems[:TOLD]:
        line = f"line {problem.line}: " if lines and problem.line else ""
        said.append(f"{line}{replace(problem, file='')}")
    more = f" (And {len(problems) - TOLD} more.)" if len(problems) > TOLD else ""
    return " ".join(said) + more


def _sheets(outcome: Outcome) -> str:
    return outcome.file or f"all {outcome.sheets} of them"
