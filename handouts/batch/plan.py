"""Which sheets for which clinics: what was chosen -> orders, refusals, and what is left out with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

from handouts.admission import admit
from handouts.batch.digests import digest_of, versions
from handouts.batch.order import Group, Order, Outcome
from handouts.batch.sources import Entry
from handouts.clinics import Clinic
from handouts.errors import ClinicError, HandoutError, Problem
from handouts.knowledge import evidence, treatments
from handouts.localize import load_locale
from handouts.model import Request


@dataclass(frozen=True, slots=True)
class Choice:
    """Some ids of one sort; `named` if somebody wrote them down, rather than meaning all there are."""

    ids: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Some sheets: each of the `kinds` for each treatment, region and locale.

    Without `locales` each clinic's own; without `clinics` all of them.
    """

    kinds: Choice
    treatments: Choice
    regions: Choice
    locales: Choice
    clinics: tuple[str, ...] = ()

    def concerns(self, clinic: str) -> bool:
        """Whether a clinic is meant."""
        return not self.clinics or clinic in self.clinics


class Cell(NamedTuple):
    """One sheet of a clinic; `locale` "" is the clinic's own language."""

    kind: str
    treatment: str
    region: str
    locale: str


class Named(NamedTuple):
    """Whether the treatment, and the pair of treatment and region, were named by somebody."""

    treatment: bool
    pair: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All selections of a run, and what holds for each of its sheets."""

    selections: tuple[Selection, ...]
    today: date
    draft: bool = False

    def groups(self, entries: Iterable[Entry]) -> Iterator[Group]:
        """What each clinic asks for, read one after the other as it is needed."""
        return (self.group(entry) for entry in entries)

    def group(self, entry: Entry) -> Group:
        """What one clinic asks for."""
        cells = self.cells(entry.id)
        skipped = Counter(_nonsense(cell) for cell, named in cells.items() if not named.pair and _nonsense(cell))
        cells = {cell: named for cell, named in cells.items() if named.pair or not _nonsense(cell)}
        try:
            clinic = entry.clinic()
            cells = _in_own_language(cells, clinic)
        except ClinicError as error:
            all_of_them = (Outcome(entry.id, "", "failed", error.problems, len(cells)),)
            return Group(None, (), all_of_them if cells else (), tuple(skipped.items()))
        return self._sorted(entry.id, clinic, cells, skipped)

    def cells(self, clinic: str) -> dict[Cell, Named]:
        """Each sheet that was chosen for a clinic, once."""
        found: dict[Cell, Named] = {}
        for each in self.selections:
            if each.concerns(clinic):
                named = Named(each.treatments.named, each.treatments.named and each.regions.named)
                locales = each.locales.ids or ("",)
                for cell in product(locales, each.kinds.ids, each.treatments.ids, each.regions.ids):
                    locale, kind, treatment, region = cell
                    key = Cell(kind, treatment, region, locale)
                    before = found.get(key, Named(False, False))
                    found[key] = Named(before.treatment or named.treatment, before.pair or named.pair)
        return found

    def _sorted(self, name: str, clinic: Clinic, cells: dict[Cell, Named], skipped: Counter[str]) -> Group:
        """Cells as orders, as refusals, or left out."""
        digest = digest_of(clinic)
        orders: list[Order] = []
        refused: list[Outcome] = []
        for cell, named in cells.items():
            request = self._request(cell, clinic)
            file = file_of(name, cell)
            try:
                if _lawless(cell, clinic) and not named.treatment:
                    skipped[f"{treatments()[cell.treatment].name} needs the clinic's jurisdiction."] += 1
                    continue
                admit(request, clinic)
                orders.append(Order(file, name, request, versions(request, clinic, digest)))
            except HandoutError as error:
                refused.append(Outcome(name, file, "failed", error.problems))
        return Group(clinic, tuple(orders), tuple(refused), tuple(skipped.items()))

    def _request(self, cell: Cell, clinic: Clinic) -> Request:
        return Request(**cell._asdict(), paper=clinic.paper, today=self.today, draft=self.draft)


def file_of(clinic: str, cell: Cell) -> str:
    """Where a sheet goes: elm-road/es/aftercare-prp-knee.pdf."""
    return f"{clinic}/{cell.locale}/{cell.kind}-{cell.treatment}-{cell.region}.pdf"


def _nonsense(cell: Cell) -> str:
    """Why the treatment is never given there, "" if it may be."""
    return evidence(cell.treatment, cell.region).refused


def _lawless(cell: Cell, clinic: Clinic) -> bool:
    return treatments()[cell.treatment].regulated and not clinic.jurisdiction


def _in_own_language(cells: dict[Cell, Named], clinic: Clinic) -> dict[Cell, Named]:
    """Cells with the clinic's language where none was chosen.  Raises ClinicError if there are no sheets in it."""
    if all(cell.locale for cell in cells):
        return cells
    try:
        own = load_locale(clinic.language).info.tag
    except HandoutError:
        message = f'There are no sheets yet in "{clinic.language}", the language of the clinic.'
        raise ClinicError(Problem("no-language", message, "Choose a language with --locale.", clinic.source)) from None
    found: dict[Cell, Named] = {}
    for cell, named in cells.items():
        found.setdefault(cell if cell.locale else cell._replace(locale=own), named)
    return found
