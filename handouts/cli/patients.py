"""`batch --patients`: one sheet for each row of a list.  Nothing that tells of a patient leaves the sheet itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli.asked import OF_A_KIND, Asked
from handouts.cli.batched import Wanted, Work
from handouts.cli.report import warn
from handouts.cli.values import Checked, Collector, as_choice, wrong
from handouts.errors import HandoutError, Problem

if TYPE_CHECKING:
    from handouts.batch.order import Group, Outcome, Versions
    from handouts.batch.run import Run
    from handouts.batch.table import Row
    from handouts.clinics import Clinic
    from handouts.kinds import Kind
    from handouts.model import Request

IDENTIFIERS = ("patient", "patient_id")
NOT_IN_A_LIST = ("kind", "clinic", "out", "show", "printer", "as_json", "chart_copy", "proof", "draft", "paper")
COLUMNS = tuple(field.name for field in fields(Asked) if field.name not in NOT_IN_A_LIST)
FOR_ALL = ("treatment", "region", "locale")  # columns that an option may stand for
FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}
SHEET = "row-{:04}-{}.pdf"
UNREADABLE = "What stands there cannot be used."


def patients_work(wanted: Wanted) -> Work:
    """What is to be made for a list of patients.  Raises `UsageError` and `ClinicError`."""
    from handouts.batch.failures import rows_of_patients, write_failures
    from handouts.batch.sources import read_table
    from handouts.batch.table import Columns
    from handouts.cli.make import clinic_of

    collector = Collector()
    kind = collector.check(_kind, wanted)
    collector.check(_fitting, wanted)
    clinic = collector.check(clinic_of, wanted.clinic or None, wanted.today)
    collector.finish()
    table = read_table(Path(wanted.patients), Columns(COLUMNS))
    rows = _Rows(wanted, kind.value, clinic.value)
    _tell_others(Path(wanted.out) / rows.folder, {rows.name(row) for row in table.rows})

    def failed(run: Run, folder: Path) -> Path | None:
        return write_failures(folder, rows_of_patients(run.failures), given=Path(wanted.patients))

    return Work((rows.group(row) for row in table.rows), len(table.rows), failed, patients=True)


class _Rows:
    """Turns rows of the list into orders."""

    def __init__(self, wanted: Wanted, kind: Kind, clinic: Clinic) -> None:
        self.wanted = wanted
        self.kind = kind
        self.clinic = clinic
        self.folder = Path(wanted.clinic).stem

    def name(self, row: Row) -> str:
        """The name of a row's sheet."""
        return SHEET.format(row.number, self.kind.id)

    def group(self, row: Row) -> Group:
        """One row's sheet, or why it cannot be made."""
        from handouts.batch.order import Group, Order

        try:
            request = self._request(row)
        except HandoutError as error:
            return Group(None, (), (_refused(row, error),))
        order = Order(f"{self.folder}/{self.name(row)}", str(row.number), request, self._versions())
        return Group(self.clinic, (order,))

    def _request(self, row: Row) -> Request:
        """What the row asks for.  Raises HandoutError whose problems repeat nothing of it."""
        from handouts.batch.table import as_text
        from handouts.cli.request import request_for

        collector = Collector()
        cells = {name: as_text(value) for name, value in row.cells.items()}
        for name in IDENTIFIERS:
            if not cells.get(name):
                collector.check(_missing, name)
        asked = collector.check(self._asked, cells).or_none
        request = request_for(asked, self.clinic, self.wanted.today, collector) if asked else Checked()
        collector.finish()
        return request.value

    def _asked(self, cells: Mapping[str, str]) -> Asked:
        own: dict[str, Any] = {name: text for name, text in cells.items() if name in COLUMNS and name != "sedation"}
        for name in FOR_ALL:
            if given := self.wanted.ids[f"--{name}"]:
                own.setdefault(name, given[0])
        for name in own:
            if name in OF_A_KIND and name.replace("_", "-") not in self.kind.options:
                raise wrong(name, f"A sheet of kind {self.kind.id} does not take this.", "Leave the cell empty.")
        sedation = cells.get("sedation", "").casefold()
        if sedation not in FLAGS:
            raise wrong("sedation", UNREADABLE, "Write yes or no.")
        # A lone - would be read from the keyboard.
        if "-" in own.values():
            raise wrong("list", "A cell has a hyphen and nothing else.", "Leave it empty.", "hyphen")
        own |= {"sedation": FLAGS[sedation], "draft": self.wanted.draft}
        return Asked(kind=self.kind, clinic=self.wanted.clinic, **own)

    def _versions(self) -> Versions:
        """The program's and the template's alone: inputs and language would tell of the patient."""
        from handouts.batch.digests import program, template_version
        from handouts.batch.order import Versions

        return Versions("", template_version(self.kind.id), "", program())


def _kind(wanted: Wanted) -> Kind:
    from handouts.kinds import kinds

    given = wanted.ids["--kind"]
    if len(given) > 1:
        raise wrong("--kind", "A list of patients is for one kind of sheet.", "Run it once for each kind.")
    return kinds()[as_choice("--kind", given[0] if given else "", kinds())]


def _fitting(wanted: Wanted) -> None:
    """Raise `UsageError` for options that do not go with a list of patients, or are missing."""
    collector = Collector()
    collector.check(_needed, "--patients", wanted.patients, "Name the list: a CSV or XLSX with a row a patient.")
    collector.check(_needed, "--clinic", wanted.clinic, "Name the clinic's file.")
    for name, given in (("--clinics", wanted.clinics), ("PLAN", wanted.plan)):
        if given:
            collector.check(_refuse, name, "This does not go with a list of patients.", "Leave it out.")
    for name in FOR_ALL:
        if len(wanted.ids[f"--{name}"]) > 1:
            collector.check(_refuse, f"--{name}", "A patient's sheet has one.", "Write it into the list, row by row.")
    collector.finish()


def _needed(name: str, given: str, hint: str) -> None:
    if not given:
        raise wrong(name, "This is needed.", hint, "missing-option")


def _refuse(name: str, message: str, hint: str) -> None:
    raise wrong(name, message, hint)


def _missing(name: str) -> None:
    hint = "Each sheet has the patient's name and number, so that nobody gets another's."
    raise wrong(name, "The cell is empty.", hint, "missing-option")


def _refused(row: Row, error: HandoutError) -> Outcome:
    from handouts.batch.order import Outcome

    problems = tuple(dict.fromkeys(_discreet(problem) for problem in error.problems))
    return Outcome(str(row.number), "", "failed", problems)


def _discreet(problem: Problem) -> Problem:
    """A problem of an option as one of a column, without what stands there: it may be a patient's name."""
    column = problem.key.removeprefix("--").replace("-", "_")
    message = UNREADABLE if problem.code == "bad-option" else problem.message
    return replace(problem, message=message, key=column, file="", line=0)


def _tell_others(folder: Path, own: set[str]) -> None:
    """Warn of sheets of other lists: somebody could hand one of them out."""
    others = [path for path in folder.glob("row-*.pdf") if path.name not in own]
    if others:
        warn(f"{folder} has {len(others)} more patients' sheets, of rows that this list has not. Use a new folder.")
