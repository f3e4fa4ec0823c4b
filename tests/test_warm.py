"""What a process has made before never shows: a warm sheet is a cold one, byte for byte, and memory stays bounded."""

from __future__ import annotations

import functools
import gc
import hashlib
import random
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from handouts.clinics import Clinic, sample_clinic
from handouts.clinics.clinic import Approval, Hours
from handouts.errors import HandoutError
from handouts.kinds import kinds
from handouts.model import Request
from handouts.sheet import make
from tests.support.program import ROOT, run

TODAY = date(2026, 11, 22)
NAMES = (
    "Spa", "Harbor Spine & Joint Clinic 0007", "Clínica del Niño Ñandú", "مركز العمود الفقري", "（北京）脊柱关节诊所",
    "A clinic whose name is so long that it takes two lines at the head of each of its many, many sheets of paper",
)  # fmt: skip
LOCALES = ("en", "es", "ar", "zh-Hans", "fr", "en-XA", "ar-XB")
CHILD = """
import sys; sys.path.insert(0, {root!r})
from tests.test_warm import cases, digest
for number in {numbers!r}:
    print(digest(cases()[number]))
"""

Case = tuple[Request, Clinic]


def clinic(chance: random.Random) -> Clinic:
    """A clinic of its own: whatever differs from one to the next."""
    phone = f"+1503555{chance.randint(100, 199):04}"
    opened = Hours(("mon", "tue", "wed", "thu", "fri"), time(chance.randint(7, 9)), time(17))
    return replace(
        sample_clinic(TODAY),
        name=chance.choice(NAMES),
        address=("12 Quay Street", "Portland, OR 97201")[: chance.randint(1, 2)],
        phone=phone,
        after_hours_phone=chance.choice(("none", phone, "+15035550144")),
        email=chance.choice(("", "desk@harborspine.example")),
        website=chance.choice(("", "www.harborspine.example")),
        hours=(opened, Hours(("sat",), time(9), time(12)))[: chance.randint(1, 2)],
        colour=chance.choice(("", "#0C5E79", "#7A1F3D")),
        approval=chance.choice((None, Approval("Dr. Maria Lopez", "Medical director", date(2026, 11, 1)))),
        notice=chance.choice(((), ("This is a notice.",))),
        sample=chance.random() < 0.2,
    )


@functools.cache
def cases() -> tuple[Case, ...]:
    """Many requests, no two alike, the same in every process."""
    chance = random.Random(20261122)  # noqa: S311 - a test's
    found = []
    for number in range(21):
        request = Request(
            list(kinds())[number % len(kinds())], chance.choice(("dextrose", "prp", "bmc")),
            chance.choice(("low-back", "knee", "neck")), LOCALES[number % len(LOCALES)],
            chance.choice(("a4", "letter")), TODAY, side=chance.choice(("left", None)),
            patient=chance.choice(("", "María Núñez")), patient_id=chance.choice(("", "A-17")),
            clinician=chance.choice(("", "Dr. Lee")), procedure_date=chance.choice((None, date(2026, 12, 1))),
            first_session=date(2026, 12, 1), edition=chance.choice(("standard", "standard", "large")), draft=True,
        )  # fmt: skip
        asked = request if request.region == "knee" else replace(request, side=None)
        found.append((asked, clinic(chance)))
    return tuple(found)


def digest(case: Case) -> str:
    """A hash of the sheet's bytes, proven quickly; or why there is none."""
    try:
        return hashlib.sha256(make(*case, proof="quick").data).hexdigest()
    except HandoutError as error:
        return error.problems[0].code


CACHE = type(functools.cache(clinic))


def caches() -> list[Any]:
    """Every cache of the package."""
    return [each for each in gc.get_objects() if isinstance(each, CACHE) and each.__module__.startswith("handouts.")]


def forget() -> None:
    """Begin as a new process does."""
    for cache in caches():
        cache.cache_clear()


@pytest.fixture(scope="module")
def cold() -> list[str]:
    """The hash of each case where nothing was made before it."""
    found = []
    for case in cases():
        forget()
        found.append(digest(case))
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_warm_sheets_are_cold_ones(cold: list[str], seed: int) -> None:
    """After any others, in any order, a sheet has the bytes that it has where nothing was made before it."""
    order = list(range(len(cases()))) * 2
    random.Random(seed).shuffle(order)  # noqa: S311 - a test's
    assert [digest(cases()[number]) for number in order] == [cold[number] for number in order]


def test_a_process_of_its_own_makes_the_same(cold: list[str], tmp_path: Path) -> None:
    """So it is in another process, which makes them from the last one on."""
    numbers = list(reversed(range(len(cases()))))[::3]
    code = CHILD.format(root=str(ROOT), numbers=numbers)
    done = run(tmp_path, command=(sys.executable, "-c", code))
    assert done.err == ""
    assert done.out.split() == [cold[number] for number in numbers]


def test_every_cache_has_an_end() -> None:
    """Caches that sheets fill keep no more than they have room for; those without bound hold the program's own data."""
    chance = random.Random(3)  # noqa: S311 - a test's
    request = cases()[0][0]

    def sizes() -> dict[str, int]:
        unbounded = (cache for cache in caches() if cache.cache_info().maxsize is None)
        return {f"{cache.__module__}.{cache.__qualname__}": cache.cache_info().currsize for cache in unbounded}

    for _ in range(3):
        digest((request, clinic(chance)))
    before = sizes()
    for number in range(40):
        digest((request, replace(clinic(chance), name=f"{chance.choice(NAMES)} {number}")))
    assert sizes() == before
