"""parameters.toml holds the table of the clinical findings (findings/clinical.md 6), for every treatment and region."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest

from handouts.knowledge import Value, defaults, parameters, regions, treatments

PAIRS = list(product(treatments(), regions()))

FLUID = {"dextrose", "saline"}
PRP = {"prp"}
CELLS = {"bmc", "adipose", "msc"}
ALL = FLUID | PRP | CELLS

DISC = {"disc"}
SPINE = {"low-back", "si-joint", "neck", "upper-back", "facet"}  # beside the disc, which has rows of its own
JOINTS = {"hip", "knee", "wrist-hand"}
TENDONS = {"elbow", "ankle-achilles", "plantar-fascia", "hamstring", "biceps", "shoulder", "labrum"}
LEGS = {"hip", "knee", "ankle-achilles", "plantar-fascia", "hamstring", "labrum"}
EVERYWHERE = DISC | SPINE | JOINTS | TENDONS
ELSEWHERE = EVERYWHERE - DISC
BACK = DISC | SPINE


class Row(NamedTuple):
    """A cell of the table: default, least and most for these treatments in these regions."""

    treatments: set[str]
    regions: set[str]
    default: Value
    low: float | None
    high: float | None


def everywhere(default: Value, low: float | None = None, high: float | None = None) -> list[Row]:
    """One value for all."""
    return [Row(ALL, EVERYWHERE, default, low, high)]


def by_treatment(*cells: tuple[Value, float | None, float | None]) -> list[Row]:
    """Values for the sugar and salt waters, for PRP and for cells."""
    return [Row(who, EVERYWHERE, *cell) for who, cell in zip((FLUID, PRP, CELLS), cells, strict=True)]


TABLE: dict[str, list[Row]] = {
    "nsaid_avoid_days_before": by_treatment((7, 1, 14), (7, 2, 14), (14, 5, 28)),
    "nsaid_avoid_days_after": by_treatment((14, 4, 84), (14, 7, 90), (28, 14, 84)),
    "steroid_injection_gap_weeks": everywhere(4, 2, 13),
    "supplement_avoid_days_before": everywhere(0, 0, 14),
    "vaccine_gap_days": everywhere(0, 0, 28),
    "fever_threshold_c": everywhere(38.0, 37.8, 38.3),
    "light_meal_hours_before": everywhere(2, 1, 3),
    "fasting_food_hours": everywhere(6, 4, 8),
    "fasting_clear_fluid_hours": everywhere(2, 0, 4),
    "extra_water_day_before": [
        Row({"prp", "bmc"}, EVERYWHERE, default=True, low=None, high=None),
        Row(ALL - {"prp", "bmc"}, EVERYWHERE, default=False, low=None, high=None),
    ],
    "visit_minutes": by_treatment((30, 15, 60), (60, 30, 120), (120, 60, 240)),
    "driver_required": [
        Row(ALL, BACK, "yes", None, None),
        Row(CELLS, EVERYWHERE - BACK, "yes", None, None),
        Row(FLUID | PRP, LEGS, "driving-leg", None, None),
        Row(FLUID | PRP, EVERYWHERE - BACK - LEGS, "advised", None, None),
    ],
    "no_driving_hours": [
        Row(ALL, BACK, 24, 1, 72),  # 0 would be driving home after spine work, which no sheet allows (7.1.8)
        Row(ALL, LEGS, 24, 0, 72),
        Row(ALL, EVERYWHERE - BACK - LEGS, 0, 0, 72),
    ],
    "rest_hours": [
        Row(FLUID, ELSEWHERE, 24, 0, 72),
        Row(PRP, ELSEWHERE, 48, 24, 168),
        Row(CELLS, ELSEWHERE, 48, 24, 168),
        Row(ALL, DISC, 72, 48, 336),
    ],
    "strenuous_avoid_days": [
        Row(FLUID, ELSEWHERE, 7, 2, 14),
        Row(PRP, SPINE | JOINTS, 7, 2, 42),
        Row(PRP, TENDONS, 14, 2, 42),
        Row(CELLS, ELSEWHERE, 28, 14, 56),
        Row(ALL, DISC, 28, 14, 84),
    ],
    "impact_return_weeks": [
        Row(FLUID, ELSEWHERE, 2, 1, 6),
        Row(PRP, SPINE | JOINTS, 4, 2, 16),
        Row(PRP, TENDONS, 6, 2, 16),
        Row(CELLS, ELSEWHERE, 6, 4, 12),
        Row(ALL, DISC, 12, 6, 24),
    ],
    "lifting_limit_kg": [Row(ALL, BACK, 5, 2, 10)],
    "lifting_limit_days": [Row(ALL, SPINE, 7, 2, 84), Row(ALL, DISC, 28, 2, 84)],
    "stretching_from_day": everywhere(3, 2, 7),
    "strengthening_from_day": [
        Row(FLUID, ELSEWHERE, 7, 4, 28),
        Row(PRP | CELLS, ELSEWHERE, 14, 4, 28),
        Row(ALL, DISC, 28, 4, 28),  # load from week 4 (3.3)
    ],
    "physio_start_day": everywhere(7, 3, 21),
    "desk_work_return_days": everywhere(1, 0, 3),
    "manual_work_return_days": [Row(ALL, SPINE | JOINTS, 5, 2, 42), Row(ALL, TENDONS | DISC, 14, 2, 42)],
    "shower_ok_after_hours": by_treatment((12, 0, 24), (12, 0, 24), (24, 24, 48)),
    "soak_avoid_hours": by_treatment((48, 24, 168), (48, 24, 168), (240, 168, 504)),
    "sauna_avoid_hours": everywhere(72, 24, 168),
    "dressing_hours": by_treatment((24, 12, 48), (24, 12, 48), (24, 24, 72)),
    "ice_policy": everywhere(""),
    "heat_ok_after_hours": everywhere(24, 0, 72),
    "massage_avoid_days": everywhere(7, 0, 14),
    "alcohol_avoid_hours_after": everywhere(24, 0, 72),
    "paracetamol_max_mg_day": everywhere(3000, 2000, 4000),
    "paracetamol_single_mg": everywhere(1000, 500, 1000),
    "paracetamol_min_gap_h": everywhere(6, 4, 8),
    "soreness_expected_days_min": by_treatment((2, 1, 10), (3, 1, 14), (5, 1, 21)),
    "soreness_expected_days_max": by_treatment((7, 1, 10), (7, 1, 14), (7, 1, 21)),
    "call_if_not_better_days": everywhere(7, 3, 10),
    "infection_watch_weeks": [Row(ALL, ELSEWHERE, 6, 2, 12), Row(ALL, DISC, 12, 2, 12)],
    "sessions_planned": by_treatment((3, 1, 6), (1, 1, 3), (1, 1, 2)),
    "sessions_max": by_treatment((6, 1, 8), (3, 1, 4), (2, 1, 3)),
    "weeks_between_sessions": by_treatment((4, 2, 8), (4, 1, 12), (26, 12, 52)),
    "review_after_sessions": by_treatment((3, 1, 4), (1, 1, 4), (1, 1, 4)),
    "stop_if_no_gain_after_sessions": by_treatment((3, 1, 4), (1, 1, 4), (1, 1, 4)),
    "gain_pain_points": everywhere(2, 1, 4),
    "gain_percent": everywhere(30, 20, 50),
    "gain_activity_points": everywhere(2, 1, 3),
    "follow_up_call_days": everywhere(3, 1, 7),
    "follow_up_weeks": by_treatment(((4,), 2, 12), ((6,), 4, 12), ((6, 12, 26, 52), 4, 52)),
    "diary_daily_days": everywhere(14, 7, 28),
    "joint_surgery_gap_months": everywhere(3, 3, None),
    "review_interval_months": everywhere(24, 6, 36),
    "reading_grade_target": everywhere(6, 1, 8),
}


def test_the_table_has_every_parameter() -> None:
    """The table and the file name the same parameters."""
    assert sorted(TABLE) == sorted(parameters())


@pytest.mark.parametrize("name", TABLE)
def test_values_and_ranges_are_those_of_the_findings(name: str) -> None:
    """Default and safe range of each parameter are the table's, for each treatment in each region."""
    said = {
        pair: (row.default, row.low, row.high) for row in TABLE[name] for pair in product(row.treatments, row.regions)
    }
    found = {}
    for treatment, region in PAIRS:
        if parameters()[name].applies(region):
            limits = parameters()[name].limits(treatment, region)
            found[treatment, region] = (defaults(treatment, region)[name], limits.low, limits.high)
    assert found == said


@pytest.mark.parametrize("name", TABLE)
def test_the_table_says_one_thing_for_each_pair(name: str) -> None:
    """No two rows of the table speak of the same treatment and region."""
    pairs = [pair for row in TABLE[name] for pair in product(row.treatments, row.regions)]
    assert len(pairs) == len(set(pairs))


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


@pytest.mark.parametrize("name", parameters())
def test_scope_says_what_the_default_depends_on(name: str) -> None:
    """A default that differs between treatments, or between regions, has a scope that says so."""
    parameter = parameters()[name]
    here = [pair for pair in PAIRS if parameter.applies(pair[1])]
    by_pair = {pair: parameter.default(*pair) for pair in here}
    differs = {
        "treatment": any(by_pair[t, r] != by_pair["prp", r] for t, r in here),
        "region": any(by_pair[t, r] != by_pair[t, "low-back"] for t, r in here),
    }
    assert {word for word, holds in differs.items() if holds} <= set(parameter.scope)


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


@pytest.mark.parametrize("region", regions())
def test_driver(region: str) -> None:
    """After spine work somebody else drives, always; elsewhere a clinic may choose, and a leg is asked about."""
    driver = parameters()["driver_required"]
    for treatment in treatments():
        limits = driver.limits(treatment, region)
        assert limits.choices == (("yes",) if regions()[region].spine else ("yes", "driving-leg", "advised"))
    assert (driver.default("prp", region) == "driving-leg") == regions()[region].driving_leg


def test_lifting_is_for_spines() -> None:
    """A parameter that means nothing for a region is not among its defaults."""
    assert "lifting_limit_kg" in defaults("prp", "low-back")
    assert "lifting_limit_kg" not in defaults("prp", "knee")
