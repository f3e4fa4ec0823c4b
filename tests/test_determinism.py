"""Same request, same bytes: sheets can be compared, cached and made again."""

from __future__ import annotations

import ast
import hashlib
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import handouts
from handouts.clinics import sample_clinic
from handouts.kinds import kinds
from handouts.model import Request
from handouts.sheet import make
from tests.support.program import ROOT, run

TODAY = date(2026, 11, 22)
REQUEST = Request(
    "aftercare", "prp", "knee", "en", "letter", TODAY, side="left", patient="María Núñez राजेश 王小明",
    procedure_date=date(2026, 12, 1),
)  # fmt: skip
OTHERS = (
    replace(REQUEST, treatment="dextrose", region="low-back", side=None, paper="a4"),
    replace(REQUEST, locale="es", draft=True, patient="Ольга علي 김민수"),
    replace(REQUEST, patient="สมชาย ใจดี", side="right"),
)
CHILD = """
import hashlib, sys; sys.path.insert(0, {root!r})
from tests.test_determinism import REQUESTS, bytes_of
for request in REQUESTS:
    print(hashlib.sha256(bytes_of(request)).hexdigest())
"""
REQUESTS = tuple(replace(REQUEST, kind=kind) for kind in kinds())


def bytes_of(request: Request) -> bytes:
    """The sheet of the sample clinic."""
    return make(request, sample_clinic(TODAY)).data


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.kind)
def test_twice_in_a_process(request_: Request) -> None:
    """A request gives the same bytes when it is made again, and after other sheets, languages and scripts."""
    first = bytes_of(request_)
    assert bytes_of(request_) == first
    for other in OTHERS:
        bytes_of(replace(other, kind=request_.kind))
    assert bytes_of(request_) == first


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_in_a_new_process(seed: str, tmp_path: Path) -> None:
    """A new process gives the same bytes, whatever the seed of its hashes, its folder, time zone or language."""
    environment = {"PYTHONHASHSEED": seed, "TZ": f"UTC+{int(seed) % 12}", "LC_ALL": "C", "SOURCE_DATE_EPOCH": seed}
    code = CHILD.format(root=str(ROOT))
    done = run(tmp_path, command=(sys.executable, "-c", code), environment={**os.environ, **environment})
    assert done.err == ""
    assert done.out.split() == [hashlib.sha256(bytes_of(request)).hexdigest() for request in REQUESTS]


def test_different_requests_differ() -> None:
    """What the requests differ in reaches the bytes, the file's identity among them."""
    made = [bytes_of(request) for request in (REQUEST, *OTHERS)]
    assert len({data[data.rindex(b"/ID") :][:80] for data in made}) == len(made)


def test_today_is_no_part_of_a_sheet_with_dates() -> None:
    """A sheet made another day for the same dates has the same bytes: the day of printing is not on it."""
    assert bytes_of(replace(REQUEST, today=date(2026, 11, 30))) == bytes_of(REQUEST)


CHANCE = {"random", "secrets", "uuid", "time"}
MACHINE = ("os.environ", "os.getenv", "os.getpid", "os.urandom", "date.today", "datetime.now", "datetime.today")
NEAR_THE_MACHINE = {"batch", "cli", "bootstrap", "output", "translation"}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted(Path(handouts.__file__).parent.rglob("*.py"))
        if path.relative_to(Path(handouts.__file__).parent).parts[0].removesuffix(".py") not in NEAR_THE_MACHINE
    ],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_spine_knows_no_clock_and_no_chance(path: Path) -> None:
    """No module that a sheet is made by reads a clock, chance, the environment or the process."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not {alias.name.partition(".")[0] for alias in node.names} & CHANCE
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in CHANCE
        elif isinstance(node, ast.Attribute):
            assert not ast.unparse(node).endswith(MACHINE), f"line {node.lineno}"
