from __future__ import annotations

import pickle
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from handouts.clinics.rules import CONTRADICTIONS
from handouts.knowledge import defaults, parameters, regions, treatments
from handouts.protocol import paracetamol_doses, resolve
from tests.support.clinics import GOOD, load_text, problems_of

if TYPE_CHECKING:
    from handouts.errors import Problem

TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
PAIRS = list(product(treatments(), regions()))
NUMBERS = sorted(name for name, row in parameters().items() if row.type in ("int", "number"))

LEVELS = """
[protocol]
ice_policy = "limited"
massage_avoid_days = 5
lifting_limit_kg = 8
[protocol.prp]
nsaid_avoid_days_after = 10
massage_avoid_days = 6
[protocol.dextrose.knee]
rest_hours = 36
massage_avoid_days = 9
follow_up_weeks = [4, 12]
"""


def faults(protocol: str, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a clinic file that has this protocol."""
    return problems_of(GOOD + protocol, folder)


@pytest.mark.parametrize(("treatment", "region"), PAIRS)
def test_defaults(treatment: str, region: str, tmp_path: Path) -> None:
    """A clinic that sets nothing has the defaults."""
    protocol = resolve(load_text(GOOD, tmp_path), treatment, region)
    assert dict(protocol) == dict(defaults(treatment, region))
    assert {protocol.origin(name) for name in protocol} == {"default"}


@pytest.mark.parametrize(
    ("treatment", "region", "days", "origin"),
    [
        ("dextrose", "low-back", 5, "clinic"),
        ("dextrose", "knee", 9, "region"),
        ("prp", "low-back", 6, "treatment"),
        ("prp", "knee", 6, "treatment"),
    ],
)
def test_levels(treatment: str, region: str, days: int, origin: str, tmp_path: Path) -> None:
    """What is set for a region goes before what is set for a treatment, and that before what is set for everything."""
    protocol = resolve(load_text(GOOD + LEVELS, tmp_path), treatment, region)
    assert (protocol["massage_avoid_days"], protocol.origin("massage_avoid_days")) == (days, origin)
    assert protocol["ice_policy"] == "limited"
    assert ("lifting_limit_kg" in protocol) == (region == "low-back")


def test_override_remembers_its_place(tmp_path: Path) -> None:
    """An override keeps the key that it was written with."""
    overrides = load_text(GOOD + LEVELS, tmp_path).overrides
    override = overrides["dextrose", "knee", "rest_hours"]  # type: ignore[index]  # equal to a Scope
    assert (override.value, override.key) == (36, "protocol.dextrose.knee.rest_hours")


@pytest.mark.parametrize(
    ("most", "single", "gap", "doses"),
    [
        (3000, 1000, 6, 3),
        (3000, 1000, 8, 3),
        (4000, 1000, 4, 4),
        (4000, 500, 4, 6),
        (2000, 650, 6, 3),
        (4000, 1000, 7, 3),
    ],
)
def test_paracetamol(most: int, single: int, gap: int, doses: int, tmp_path: Path) -> None:
    """The day's doses are what both the most and the gap really allow."""
    text = f"paracetamol_max_mg_day = {most}\nparacetamol_single_mg = {single}\nparacetamol_min_gap_h = {gap}"
    protocol = resolve(load_text(f"{GOOD}[protocol]\n{text}", tmp_path), "prp", "knee")
    assert paracetamol_doses(protocol) == doses


def test_range_and_source(tmp_path: Path) -> None:
    """A value outside the safe range comes back with range, source and default."""
    (problem,) = faults("[protocol.dextrose]\nrest_hours = 96", tmp_path)
    assert str(problem).endswith(
        ":13: protocol.dextrose.rest_hours: For Dextrose prolotherapy, but not of the disc, 96 hours is outside the "
        "safe range of 0 to 72 hours. The range comes from C12, C13; choose a value inside it, or leave the line out "
        "for the default of 24. It is safe under [protocol.dextrose.disc]."
    )


# Protocol -> what the one problem says.
SAID = [
    (
        "[protocol]\nrest_hours = 12",
        "(MSC), but not of the disc, 12 hours is outside the safe range of 24 to 168 hours;",
    ),
    ("[protocol]\nrest_hours = 12", "; for the disc, of 48 to 336 hours. The range comes from C12, C13;"),
    ("[protocol]\nrest_hours = 12", "write another value under [protocol.dextrose.disc], [protocol.saline.disc], [pro"),
    ("[protocol]\nnsaid_avoid_days_before = 4", "For Bone marrow concentrate, Fat tissue and Mesenchymal stem cells"),
    ("[protocol]\nnsaid_avoid_days_before = 4", "safe under [protocol.dextrose], [protocol.saline] or [protocol.prp]."),
    ("[protocol.dextrose]\nrest_hours = 24", "For Dextrose prolotherapy of the disc, 24 hours is outside"),
    ("[protocol.dextrose]\nrest_hours = 24", "keep it, and write another value under [protocol.dextrose.disc]."),
    ("[protocol]\nparacetamol_max_mg_day = 4001", "The limit comes from R46 and nothing overrides it"),
    ("[protocol]\njoint_surgery_gap_months = 2", "2 months is outside the safe range of at least 3 months."),
    ("[protocol]\ndiary_daily_days = 1", "1 day is outside the safe range of 7 to 28 days."),
    ("[protocol]\ngain_percent = 60", "60% is outside the safe range of 20 to 50%."),
    ("[protocol]\nfever_threshold_c = 38.4", "38.4 °C is outside the safe range of 37.8 to 38.3 °C."),
    ("[protocol]\nfollow_up_weeks = [4, 20]", "20 weeks is outside the safe range of 2 to 12 weeks; for Plate"),
    ("[protocol]\nmassage_avoid_days = -1", "-1 days is outside the safe range of 0 to 14 days."),
    ('[protocol]\ndriver_required = "advised"', 'For the spine, "advised" is not safe; "yes" is the only choice.'),
    (
        '[protocol]\ndriver_required = "advised"',
        "It is safe under some headings of their own, such as [protocol.dextrose.hip].",
    ),
    ("[protocol.prp.low-back]\nno_driving_hours = 0", "outside the safe range of 1 to 72 hours"),
    ("[protocol]\nrest_hours = true", "This must be a whole number, not true."),
    ('[protocol]\nrest_hours = "24"', "Write it without quotation marks: 24"),
    ("[protocol]\nrest_hours = 24.0", "Write it without a decimal point: 24"),
    ("[protocol]\nrest_hours = nan", "This must be a whole number, not nan."),
    ("[protocol]\nrest_hours = {}", "This must be a whole number, not a table."),
    ("[protocol]\nrest_hours = 0x" + "f" * 1900, "a number with very many digits"),
    ("[protocol]\nfever_threshold_c = inf", "This must be a number, not inf."),
    ("[protocol]\nfever_threshold_c = 0x" + "f" * 1900, "This must be a number"),
    ('[protocol]\nextra_water_day_before = "true"', "Write it without quotation marks: true"),
    ("[protocol]\nextra_water_day_before = 1", "This must be true or false, not 1."),
    ("[protocol]\nfollow_up_weeks = [6, 4]", "The numbers do not rise"),
    ("[protocol]\nfollow_up_weeks = []", "a whole number or a list of them"),
    ('[protocol]\nice_policy = "Limited"', 'Did you mean "limited"?'),
    ('[protocol]\nice_policy = "TBC"', '"TBC" still has to be filled in.'),
    ('[protocol]\nice_policy = ""', "There is nothing between the quotation marks."),
    ("[protocol]\nrest_hour = 24", 'Did you mean "rest_hours" or'),
    ("[protocol]\nqqqq = 24", "generate.py list parameters"),
    ("[protocol]\ndextrose = 24", "Write [protocol.dextrose] on a line"),
    ("[protocol.dextros]\nrest_hours = 24", 'There is no treatment "dextros". Did you mean "dextrose"?'),
    ("[protocol.laser]\nrest_hours = 24", 'There is no treatment "laser". Write "dextrose", "saline", "prp", "bmc",'),
    ("[protocol.knee]\nrest_hours = 24", "Name the treatment first, such as [protocol.dextrose.knee]."),
    ("[protocol.prp.kne]\nrest_hours = 24", 'There is no region "kne". Did you mean "knee"?'),
    ("[protocol.prp.knee.left]\nrest_hours = 24", 'There is no setting "left" here.'),
    ("[protocol.prp.knee]\nlifting_limit_kg = 5", "This setting has no meaning for the knee. Leave the line out."),
    ('[protocol]\npaper = "a4"', "move it above the first [heading] of the file."),
]


@pytest.mark.parametrize(("protocol", "said"), SAID)
def test_refusals(protocol: str, said: str, tmp_path: Path) -> None:
    """A value that is unsafe, unknown or of the wrong type is one sentence with a remedy."""
    (problem,) = faults(protocol, tmp_path)
    assert said in str(problem)
    assert problem.line in (12, 13)


def test_hidden_override(tmp_path: Path) -> None:
    """A general value need only be safe where nothing more particular replaces it, but it must be safe somewhere."""
    cells = "".join(f"[protocol.{name}]\nnsaid_avoid_days_before = 14\n" for name in ("bmc", "adipose", "msc"))
    assert faults(f"[protocol]\nnsaid_avoid_days_before = 4\n{cells}", tmp_path) == ()
    every = "".join(f"[protocol.{name}]\nmassage_avoid_days = 7\n" for name in treatments())
    (problem,) = faults(f"[protocol]\nmassage_avoid_days = 999\n{every}", tmp_path)
    assert (problem.line, problem.key) == (13, "protocol.massage_avoid_days")


@given(st.data())
@TMP
def test_ranges(tmp_path: Path, data: st.DataObject) -> None:
    """Every value in the safe range is accepted and every other refused, with range and source in the message."""
    treatment, region = data.draw(st.sampled_from(PAIRS))
    parameter = parameters()[
        data.draw(st.sampled_from([name for name in NUMBERS if name in defaults(treatment, region)]))
    ]
    limits = parameter.limits(treatment, region)
    assert limits.low is not None
    high = limits.high if limits.high is not None else limits.low + 100
    if parameter.type == "int":
        value: float = data.draw(st.integers(int(limits.low) - 50, int(high) + 50))
    else:
        value = data.draw(st.floats(limits.low - 2, high + 2))
    problems = faults(f"[protocol.{treatment}.{region}]\n{parameter.id} = {value}", tmp_path)
    # That a safe value contradicts a default is another matter.
    assume({problem.code for problem in problems} != {"contradiction"})
    assert (not problems) == (limits.low <= value and (limits.high is None or value <= limits.high))
    for problem in problems:
        assert problem.code == "out-of-range"
        assert f"{limits.low:g}" in problem.message
        assert parameter.source in problem.hint


@given(st.data())
@TMP
def test_what_loads_is_safe_everywhere(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever a clinic sets at whatever level: if its file loads, every value of every protocol is safe."""
    names = st.sampled_from([name for name in NUMBERS if parameters()[name].type == "int"])
    lines = []
    for heading, pair in (("", PAIRS[0]), (".prp", ("prp", "knee")), (".bmc.disc", ("bmc", "disc"))):
        lines.append(f"[protocol{heading}]")
        for name in data.draw(st.sets(names, max_size=2)):
            limits = parameters()[name].limits(*pair)
            lines.append(f"{name} = {data.draw(st.integers(int(limits.low or 0), int(limits.high or 9)))}")
    text = GOOD + "\n".join(lines)
    if problems_of(text, tmp_path):
        return
    clinic = load_text(text, tmp_path)
    for treatment, region in PAIRS:
        protocol = resolve(clinic, treatment, region)
        for name, value in protocol.items():
            assert value == "" or parameters()[name].limits(treatment, region).allow(value)
        for rule in CONTRADICTIONS:
            assert not rule.broken(*(protocol[name] for name in rule.settings))


def test_crosses_processes(tmp_path: Path) -> None:
    """A clinic and its protocol are plain data: they survive the way to another process."""
    clinic = load_text(GOOD + LEVELS, tmp_path)
    protocol = resolve(clinic, "prp", "knee")
    assert pickle.loads(pickle.dumps((clinic, protocol))) == (clinic, protocol)  # noqa: S301  # our own bytes
    assert len({clinic, load_text(GOOD + LEVELS, tmp_path)}) == 1
    assert len({protocol, resolve(clinic, "prp", "knee")}) == 1
