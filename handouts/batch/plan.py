"""Which sheets for which clinics: what was chosen -> orders, refusals, and what is left out with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from operator import or_
from typing import NamedTuple

from handouts.admission import admit
from handouts.batch.digests import digest_of, versions
from handouts.batch.order import Group, Order, Outcome
from handouts.batch.sources import Entry
from handouts.clinics import Clinic
from handouts.data import data_dir
from handouts.errors import ClinicError, HandoutError, Problem
from handouts.knowledge import evidence, treatments
from handouts.localize import SOURCE, load_locale
from handouts.model import Request
from handouts.sayable import messages_of


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
    """Whether the treatment, the pair of treatment and region, and the language were named by somebody."""

    treatment: bool
    pair: bool
    locale: bool

    def __or__(self, other: Named) -> Named:
        return Named(*map(or_, self, other))


NOBODY = Named(treatment=False, pair=False, locale=False)


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
        try:
            clinic = entry.clinic()
            return self._sorted(entry.id, clinic, _in_own_language(cells, clinic))
        except ClinicError as error:
            reasons = [self._needless(cell, named) for cell, named in cells.items()]
            skipped = tuple((reason, "") for reason in reasons if reason)
            count = len(reasons) - len(skipped)
            return Group(None, (), (Outcome(entry.id, "", "failed", error.problems, count),) if count else (), skipped)

    def cells(self, clinic: str) -> dict[Cell, Named]:
        """Each sheet that was chosen for a clinic, once."""
        found: dict[Cell, Named] = {}
        for each in self.selections:
            if each.concerns(clinic):
                pair = each.treatments.named and each.regions.named
                # A clinic's own language is as good as named: it stands in the clinic's file.
                named = Named(each.treatments.named, pair, each.locales.named or not each.locales.ids)
                locales = each.locales.ids or ("",)
                for cell in product(locales, each.kinds.ids, each.treatments.ids, each.regions.ids):
                    locale, kind, treatment, region = cell
                    key = Cell(kind, treatment, region, locale)
                    found[key] = found.get(key, NOBODY) | named
        return found

    def _needless(self, cell: Cell, named: Named, clinic: Clinic | None = None) -> str:
        """Why a sheet that nobody named is left out, "" if it is not."""
        if not named.pair and (reason := evidence(cell.treatment, cell.region).refused):
            return reason
        if not named.locale and not self.draft and (reason := _untranslated(cell.locale, cell.kind)):
            return reason
        treatment = treatments()[cell.treatment]
        lawless = clinic and treatment.regulated and not clinic.jurisdiction and not named.treatment
        return f"{treatment.name} needs the clinic's jurisdiction." if lawless else ""

    def _sorted(self, name: str, clinic: Clinic, cells: dict[Cell, Named]) -> Group:
        """Cells as orders, as refusals, or left out."""
        digest = digest_of(clinic)
        orders: list[Order] = []
        refused: list[Outcome] = []
        skipped: list[tuple[str, str]] = []
        for cell, named in cells.items():
            request = self._request(cell, clinic)
            file = file_of(name, cell)
            if reason := self._needless(cell, named, clinic):
                skipped.append((reason, file))
                continue
            try:
                admit(request, clinic)
                orders.append(Order(file, name, request, versions(request, clinic, digest)))
            except HandoutError as error:
                refused.append(Outcome(name, file, "failed", error.problems))
        return Group(clinic, tuple(orders), tuple(refused), tuple(skipped))

    def _request(self, cell: Cell, clinic: Clinic) -> Request:
        return Request(**cell._asdict(), paper=clinic.paper, today=self.today, draft=self.draft)


def file_of(clinic: str, cell: Cell) -> str:
    """Where a sheet goes: elm-road/es/aftercare-prp-knee.pdf."""
    return f"{clinic}/{cell.locale}/{cell.kind}-{cell.treatment}-{cell.region}.pdf"


@lru_cache(1024)
def _untranslated(tag: str, kind: str) -> str:
    """What to say of a kind of sheet that a language has not all sentences for, "" if it has, or is damaged."""
    try:
        locale = load_locale(tag)
    except HandoutError:  # is told where the sheet is ordered
        return ""
    lacks = locale.catalog.lacks
    if tag == SOURCE or not any(lacks(message.key) for message in messages_of(kind, data_dir("templates"))):
        return ""
    return f"{locale.info.english} ({tag}) is not translated whole yet. To try it all the same, name it."


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
        there = cell if cell.locale else cell._replace(locale=own)
        found[there] = found.get(there, NOBODY) | named
    return found
