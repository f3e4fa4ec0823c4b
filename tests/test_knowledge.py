from __future__ import annotations

import re
from itertools import product

import pytest

from handouts.knowledge import (
    countries,
    defaults,
    evidence,
    jurisdiction,
    parameters,
    regions,
    sensitive_ids,
    sources,
    treatments,
)

PAIRS = list(product(treatments(), regions()))

# findings/clinical.md 6: parameter, treatment, region -> default, least, most.
TABLE = [
    ("nsaid_avoid_days_before", "dextrose", "knee", 7, 1, 14),
    ("nsaid_avoid_days_before", "prp", "knee", 7, 2, 14),
    ("nsaid_avoid_days_after", "dextrose", "knee", 14, 4, 84),
    ("nsaid_avoid_days_after", "prp", "knee", 14, 7, 90),
    ("steroid_injection_gap_weeks", "prp", "low-back", 4, 2, 13),
    ("fever_threshold_c", "prp", "knee", 38.0, 37.8, 38.3),
    ("visit_minutes", "dextrose", "knee", 30, 15, 60),
    ("visit_minutes", "prp", "knee", 60, 30, 120),
    ("no_driving_hours", "dextrose", "knee", 24, 0, 72),
    ("rest_hours", "dextrose", "low-back", 24, 0, 72),
    ("rest_hours", "prp", "low-back", 48, 24, 168),
    ("strenuous_avoid_days", "dextrose", "knee", 7, 2, 14),
    ("strenuous_avoid_days", "prp", "knee", 7, 2, 42),
    ("impact_return_weeks", "dextrose", "knee", 2, 1, 6),
    ("impact_return_weeks", "prp", "knee", 4, 2, 16),
    ("lifting_limit_kg", "dextrose", "low-back", 5, 2, 10),
    ("lifting_limit_days", "dextrose", "low-back", 7, 2, 84),
    ("stretching_from_day", "dextrose", "knee", 3, 2, 7),
    ("strengthening_from_day", "dextrose", "knee", 7, 4, 28),
    ("strengthening_from_day", "prp", "knee", 14, 4, 28),
    ("physio_start_day", "prp", "knee", 7, 3, 21),
    ("desk_work_return_days", "prp", "knee", 1, 0, 3),
    ("manual_work_return_days", "prp", "knee", 5, 2, 42),
    ("shower_ok_after_hours", "prp", "knee", 12, 0, 24),
    ("soak_avoid_hours", "prp", "knee", 48, 24, 168),
    ("sauna_avoid_hours", "prp", "knee", 72, 24, 168),
    ("dressing_hours", "prp", "knee", 24, 12, 48),
    ("heat_ok_after_hours", "prp", "knee", 24, 0, 72),
    ("massage_avoid_days", "prp", "knee", 7, 0, 14),
    ("alcohol_avoid_hours_after", "prp", "knee", 24, 0, 72),
    ("paracetamol_max_mg_day", "prp", "knee", 3000, 2000, 4000),
    ("paracetamol_single_mg", "prp", "knee", 1000, 500, 1000),
    ("paracetamol_min_gap_h", "prp", "knee", 6, 4, 8),
    ("call_if_not_better_days", "prp", "knee", 7, 3, 10),
    ("infection_watch_weeks", "prp", "knee", 6, 2, 12),
    ("sessions_planned", "dextrose", "knee", 3, 1, 6),
    ("sessions_planned", "prp", "knee", 1, 1, 3),
    ("sessions_max", "dextrose", "knee", 6, 1, 8),
    ("sessions_max", "prp", "knee", 3, 1, 4),
    ("weeks_between_sessions", "dextrose", "knee", 4, 2, 8),
    ("weeks_between_sessions", "prp", "knee", 4, 1, 12),
    ("review_after_sessions", "dextrose", "knee", 3, 1, 4),
    ("review_after_sessions", "prp", "knee", 1, 1, 4),
    ("follow_up_weeks", "dextrose", "knee", (4,), 2, 12),
    ("follow_up_weeks", "prp", "knee", (6,), 4, 12),
    ("joint_surgery_gap_months", "prp", "knee", 3, 3, None),
]


@pytest.mark.parametrize(("name", "treatment", "region", "default", "low", "high"), TABLE)
def test_table(name: str, treatment: str, region: str, default: object, low: float, high: float | None) -> None:
    """Defaults and safe ranges are those of the clinical findings."""
    limits = parameters()[name].limits(treatment, region)
    assert (defaults(treatment, region)[name], limits.low, limits.high) == (default, low, high)


@pytest.mark.parametrize(("treatment", "region"), PAIRS)
def test_defaults_are_safe(treatment: str, region: str) -> None:
    """Every default is inside its own safe range, save a policy that the clinic has to choose."""
    for name, value in defaults(treatment, region).items():
        assert value == "" or parameters()[name].limits(treatment, region).allow(value), name


@pytest.mark.parametrize("name", parameters())
def test_parameter_is_complete(name: str) -> None:
    """Every parameter has a name, a known type, a scope and a source, and a range if it is a number."""
    parameter = parameters()[name]
    assert parameter.name
    assert parameter.source
    assert set(parameter.scope) <= {"treatment", "region", "sedation", "global"}
    limits = parameter.limits("prp", "low-back")
    assert {
        "int": limits.low is not None,
        "number": limits.low is not None,
        "int_list": limits.low is not None,
        "bool": limits.low is None,
        "enum": bool(parameter.choices),
    }[parameter.type]


def test_hard_limits() -> None:
    """The floors and caps that nothing overrides are marked so."""
    hard = {name for name, row in parameters().items() if row.limits("prp", "low-back").hard}
    assert hard == {
        "driver_required",
        "joint_surgery_gap_months",
        "paracetamol_max_mg_day",
        "paracetamol_min_gap_h",
        "paracetamol_single_mg",
    }


def test_driver() -> None:
    """After spine work somebody else drives, always; after a knee it depends on the leg."""
    driver = parameters()["driver_required"]
    assert driver.limits("prp", "low-back").choices == ("yes",)
    assert driver.default("prp", "knee") == "driving-leg"
    assert driver.limits("prp", "knee").allow("advised")
    assert not parameters()["no_driving_hours"].limits("prp", "low-back").allow(0)


def test_lifting_is_for_spines() -> None:
    """A parameter that means nothing for a region is not among its defaults."""
    assert "lifting_limit_kg" in defaults("prp", "low-back")
    assert "lifting_limit_kg" not in defaults("prp", "knee")


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
