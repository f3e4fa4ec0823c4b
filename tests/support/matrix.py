"""A sample of the sheets there are: each treatment with each region in each language, kinds and papers taking turns,
with all options given and with none.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import product

from handouts.clinics import Clinic, sample_clinic
from handouts.editions import PAPER
from handouts.kinds import kinds
from handouts.knowledge import defaults, evidence, parameters, regions, treatments
from handouts.localize import SOURCE, locales
from handouts.model import Paper, Request
from handouts.sheet import Sheet, make

TODAY = date(2026, 11, 22)
PATIENT, PATIENT_ID, CLINICIAN = "María-José Núñez Echeverría", "A-48213", "Dr. Maximiliane Oberhuber"
SPARSE = 7
OPTIONS: dict[str, object] = {
    "procedure_date": date(2026, 12, 1),
    "time": time(10, 30),
    "first_session": date(2026, 12, 1),
    "sessions": 3,
    "weeks_between": 4,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One sheet; `full` is with every option given, otherwise with none."""

    kind: str
    treatment: str
    region: str
    locale: str
    paper: Paper
    full: bool

    def __str__(self) -> str:
        given = "full" if self.full else "blank"
        return f"{self.kind}-{self.treatment}-{self.region}-{self.locale}-{self.paper}-{given}"

    @property
    def request(self) -> Request:
        """What is asked for."""
        plain = Request(self.kind, self.treatment, self.region, self.locale, self.paper, TODAY)
        return with_everything(plain) if self.full else plain


def with_everything(request: Request) -> Request:
    """The request with everything that a sheet of its kind can be told."""
    taken = {name.replace("-", "_") for name in kinds()[request.kind].options}
    given: dict[str, object] = {name: value for name, value in OPTIONS.items() if name in taken}
    given |= {"patient": PATIENT, "patient_id": PATIENT_ID, "clinician": CLINICIAN}
    if regions()[request.region].sided:
        given["side"] = "left"
    given["joint"] = next(iter(regions()[request.region].joints), "")
    if "sessions" in given:
        given |= _course(request)
    return Request(*(given.get(name, getattr(request, name)) for name in Request.__dataclass_fields__))  # type: ignore[arg-type]


def _course(request: Request) -> dict[str, object]:
    """As many sessions as there may be of the usual three, and the usual time between them where it is safe."""
    most = int(defaults(request.treatment, request.region)["sessions_max"])  # type: ignore[arg-type]
    least = parameters()["weeks_between_sessions"].limits(request.treatment, request.region).low or 0
    return {"sessions": min(3, most), "weeks_between": max(4, int(least))}


def _sample() -> Iterator[Case]:
    """Six treatments take their turns with the five kinds, so that each region is seen in every kind in English.

    Other languages say the same words in other places: of them every seventh sheet.
    """
    names = list(kinds())
    pairs = [(t, r) for t, r in product(treatments(), regions()) if not evidence(t, r).refused]
    for shift, locale in enumerate(locales()):
        step = 1 if locale.tag == SOURCE else SPARSE
        for number, (treatment, region) in list(enumerate(pairs))[shift % step :: step]:
            turn = number + number // len(names) + shift
            paper = list(PAPER)[turn // 2 % len(PAPER)]
            yield Case(names[turn % len(names)], treatment, region, locale.tag, paper, turn % 3 > 0)


CASES = tuple(_sample())


@functools.cache
def clinic() -> Clinic:
    """The clinic whose sheets they are, with a logo, an e-mail address and a web site."""
    return sample_clinic(TODAY)


@functools.lru_cache(len(CASES))
def made(case: Case) -> Sheet:
    """The sheet of a case."""
    return make(case.request, clinic())
