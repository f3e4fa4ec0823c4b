from __future__ import annotations

import re
from itertools import product

import pytest

from handouts.knowledge import (
    countries,
    evidence,
    jurisdiction,
    parameters,
    regions,
    sensitive_ids,
    sources,
    treatments,
)

PAIRS = list(product(treatments(), regions()))


@pytest.mark.parametrize(
    ("treatment", "region", "code"),
    [("dextrose", "low-back", "N"), ("dextrose", "knee", "B"), ("prp", "low-back", "F"), ("prp", "knee", "N")],
)
def test_evidence(treatment: str, region: str, code: str) -> None:
    """Evidence follows treatment and region; of two codes the more cautious counts."""
    assert evidence(treatment, region).code == code
    assert all(re.fullmatch(r"R\d+", source) for source in evidence(treatment, region).sources)


def test_regions() -> None:
    """Regions carry their warning signs, and only a limb has sides."""
    back, knee = regions()["low-back"], regions()["knee"]
    assert (back.red_flags, back.spine, back.joint, back.sided) == (("SPINE", "HEAD"), True, False, False)
    assert (knee.red_flags, knee.spine, knee.joint, knee.sided) == (("JOINT", "CALF"), False, True, True)


def test_what_there_is() -> None:
    """Sheets are made for six treatments and sixteen regions; the sensitive ones must be named in an approval."""
    assert list(treatments()) == ["dextrose", "saline", "prp", "bmc", "adipose", "msc"]
    assert len(regions()) == 16
    assert sensitive_ids() == {"bmc", "adipose", "msc", "disc", "neck"}
    assert {row.id for row in treatments().values() if row.regulated} == {"bmc", "adipose", "msc"}


@pytest.mark.parametrize(("treatment", "region"), PAIRS)
def test_every_pair_has_evidence(treatment: str, region: str) -> None:
    """Each treatment in each region has an evidence code; where studies disagree or say no, it names them."""
    found = evidence(treatment, region)
    assert found.code in "BMNFX"
    assert found.sources or found.code in "FX"


def test_nonsense() -> None:
    """What makes no sense has a reason, and is little."""
    refused = {pair: evidence(*pair).refused for pair in PAIRS if evidence(*pair).refused}
    assert list(refused) == [("saline", "disc")]


@pytest.mark.parametrize(
    ("code", "rule", "notice"),
    [
        ("US", "us", ""),
        ("US-OR", "us", ""),
        ("US-CA", "us", "California Business and Professions Code 684"),
        ("DE", "europe", ""),
        ("CA", "canada", ""),
        ("IN", "general", ""),
    ],
)
def test_jurisdictions(code: str, rule: str, notice: str) -> None:
    """A state has its own rule or its country's; a place that nobody looked up has the general one."""
    found = jurisdiction(code)
    assert (found.rule, found.notice, found.known) == (rule, notice, rule != "general")


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("US", "911"),
        ("GB", "999"),
        ("AU", "000"),
        ("AT", "112"),
        ("CH", "144"),
        ("VN", "115"),
        ("TH", "1669"),
        ("KR", "119"),
    ],
)
def test_emergency_numbers(code: str, number: str) -> None:
    """A country's number is the ambulance's, never the police's."""
    assert countries()[code].emergency == number


def test_countries() -> None:
    """Every country has digits to call; all of the European Union is there; the few with Letter paper have it."""
    union = set(re.findall("..", "ATBEBGHRCYCZDKEEFIFRDEGRHUIEITLVLTLUMTNLPLPTROSKSIESSE"))
    assert len(union) == 27
    assert all(row.emergency.isdigit() for row in countries().values())
    assert {countries()[code].emergency for code in union} == {"112"}
    assert countries()["GB"].urgent == "111"
    assert countries()["US"].fahrenheit
    assert {code for code, row in countries().items() if row.paper == "letter"} == {"US", "CA", "MX", "CL", "CO", "PH"}


def test_every_source_is_named() -> None:
    """Each source id that a parameter or an evidence code names is in the list of sources."""
    named = {
        word
        for text in (
            *(row.source for row in parameters().values()),
            *(" ".join(evidence(t, r).sources) for t in treatments() for r in regions()),
            *(" ".join(jurisdiction(code).sources) for code in (*countries(), "US-CA", "US-WA", "US-FL")),
        )
        for word in re.findall(r"\b[RCS]\d+\b", text)
    }
    assert named <= sources().keys()
    assert named
