"""A plan: a TOML file that says which kinds, treatments, regions and locales for which clinics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.batch.plan import Choice, Selection
from handouts.clinics.faults import any_of, did_you_mean, shown, written
from handouts.clinics.lines import KeyPath, find_lines
from handouts.clinics.source import parse_toml, read_text
from handouts.errors import ClinicError, Problem, UsageError

ALL = "all"
SORTS = ("kinds", "treatments", "regions", "locales")
TOP = ("clinics", "sheets")
EXAMPLE = 'Write [[sheets]] on a line, and below it such as: treatments = ["prp"]'

Known = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What the file says: where the clinics are (None if it does not say), and which sheets."""

    clinics: Path | None
    selections: tuple[Selection, ...]


def read_plan(path: Path, known: Known) -> PlanFile:
    """The plan at `path`; `known` has the ids that there are of each sort.  Raises UsageError with all its faults."""
    try:
        text = read_text(path)
        values = parse_toml(text, str(path))
    except ClinicError as error:
        raise UsageError(error.problems) from None
    reader = _Reader(str(path), find_lines(text), known)
    plan = reader.plan(values, path.parent)
    if reader.problems:
        raise UsageError(reader.problems)
    return plan


def choice(ids: Iterable[str], there: Iterable[str]) -> Choice:
    """The ids that were named; all `there` are where none was, or "all" was."""
    named = tuple(dict.fromkeys(ids))
    return Choice(tuple(there), named=False) if not named or ALL in named else Choice(named, named=True)


class _Reader:
    """Reads the values, and collects what is wrong with them."""

    def __init__(self, file: str, lines: Mapping[KeyPath, int], known: Known) -> None:
        self.file = file
        self.lines = lines
        self.known = known
        self.problems: list[Problem] = []

    def plan(self, values: dict[str, Any], folder: Path) -> PlanFile:
        self._refuse_unknown(values, TOP, ())
        place, tables = values.get("clinics"), values.get("sheets", [])
        if place is not None and not isinstance(place, str):
            self._fault(("clinics",), "This must be one name in quotation marks.", 'Write it as: clinics = "clinics"')
        if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
            self._fault(("sheets",), "The plan names no sheets.", EXAMPLE)
            tables = []
        selections = tuple(self._selection(table, number) for number, table in enumerate(tables))
        return PlanFile(folder / place if isinstance(place, str) else None, selections)

    def _selection(self, table: dict[str, Any], number: int) -> Selection:
        here = ("sheets", number)
        self._refuse_unknown(table, ("clinics", *SORTS), here)
        kinds, treatments, regions = (
            choice(self._ids(table, sort, here), self.known[sort]) for sort in ("kinds", "treatments", "regions")
        )
        locales = self._ids(table, "locales", here)
        chosen = choice(locales, self.known["locales"]) if locales else Choice((), named=False)
        return Selection(kinds, treatments, regions, chosen, tuple(self._texts(table, "clinics", here)))

    def _ids(self, table: dict[str, Any], sort: str, here: KeyPath) -> list[str]:
        """Ids of one sort, those that there are."""
        known = list(self.known[sort])
        found = []
        for place, text in enumerate(self._texts(table, sort, here)):
            if text in known or text == ALL:
                found.append(text)
            else:
                hint = f"{did_you_mean(text, known)} Choose {any_of(known)}.".strip()
                self._fault((*here, sort, place), f"{shown(text)} is not known.", hint)
        return found

    def _texts(self, table: dict[str, Any], key: str, here: KeyPath) -> list[str]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
        self._fault((*here, key), "This must be a list of names.", f'Write it as: {key} = ["one", "two"]')
        return []

    def _refuse_unknown(self, values: dict[str, Any], known: tuple[str, ...], here: KeyPath) -> None:
        for key in values:
            if key not in known:
                hint = did_you_mean(key, known) or f"The settings here are: {', '.join(known)}."
                self._fault((*here, key), f"There is no setting {shown(key)} here.", hint)

    def _fault(self, path: KeyPath, message: str, hint: str) -> None:
        line = next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), 0)
        self.problems.append(Problem("bad-plan", message, hint, self.file, line, written(path)))
