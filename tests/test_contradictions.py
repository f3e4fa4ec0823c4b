"""Settings that are safe one by one, and clash side by side: refused, or said by `clinic check`."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from handouts.clinics import doubts
from handouts.clinics.rules import CONTRADICTIONS, DOUBTS, Rule
from handouts.errors import Problem
from handouts.knowledge import defaults, parameters, regions, treatments
from tests.support.clinics import GOOD, load_text, problems_of

PAIRS = list(product(treatments(), regions()))
FIRST = len(GOOD.splitlines()) + 2  # the line below a heading

# Heading, settings, what the one refusal says.
REFUSED: list[tuple[str, dict[str, object], str]] = [
    ("dextrose.knee", {"sessions_planned": 5, "sessions_max": 4}, "More sessions are planned than there may be"),
    ("dextrose.knee", {"sessions_planned": 2}, "The review comes after more sessions than are planned"),
    ("prp.knee", {"stop_if_no_gain_after_sessions": 4}, "The rule to stop comes after the last session"),
    ("prp.knee", {"soreness_expected_days_max": 3}, "The least soreness is not shorter than the most"),
    (
        "dextrose.knee",
        {"soreness_expected_days_min": 5, "call_if_not_better_days": 3},
        "Patients would call before any soreness is expected to ease",
    ),
    ("dextrose.hip", {"rest_hours": 72, "strenuous_avoid_days": 2}, "Rest would go on after hard exercise is allowed"),
    ("dextrose.hip", {"rest_hours": 72, "manual_work_return_days": 2}, "Rest would go on after manual work is allowed"),
    ("prp.hip", {"rest_hours": 120, "strengthening_from_day": 4}, "Rest would go on after strengthening has started"),
    ("dextrose.knee", {"strenuous_avoid_days": 14, "impact_return_weeks": 1}, "Running would be allowed while hard"),
    ("dextrose.knee", {"strengthening_from_day": 15}, "Running would be allowed before strengthening"),
    ("dextrose.knee", {"stretching_from_day": 7, "strengthening_from_day": 4}, "Strengthening would start before"),
    ("dextrose.hip", {"desk_work_return_days": 3, "manual_work_return_days": 2}, "Manual work would start before desk"),
    ("bmc.hip", {"dressing_hours": 72, "soak_avoid_hours": 168}, ""),
    ("prp.hip", {"dressing_hours": 48, "soak_avoid_hours": 24}, "A bath would be allowed while the dressing is still"),
]

# Heading, settings, what the one warning says.
ODD: list[tuple[str, dict[str, object], str]] = [
    ("dextrose.knee", {"nsaid_avoid_days_after": 20}, "Patients could never take anti-inflammatories between two"),
    ("dextrose.knee", {"nsaid_avoid_days_after": 19}, ""),
    ("prp.knee", {"nsaid_avoid_days_after": 90}, ""),
    ("prp.knee", {"rest_hours": 96}, "Stretching would start during rest"),
    ("prp.knee", {"rest_hours": 96, "stretching_from_day": 4, "physio_start_day": 3}, "Physiotherapy would start "),
    ("prp.knee", {"stretching_from_day": 4, "physio_start_day": 3}, "Physiotherapy would start before stretching"),
    ("dextrose.knee", {"desk_work_return_days": 0}, "Desk work is allowed on the day of the procedure"),
    ("dextrose.knee", {"desk_work_return_days": 0, "rest_hours": 12}, ""),
    (
        "dextrose.low-back",
        {"manual_work_return_days": 10, "lifting_limit_days": 10},
        "Manual work would start while lifting is still limited, so the sheets say the day after the limit",
    ),
    ("dextrose.low-back", {"manual_work_return_days": 11, "lifting_limit_days": 10}, ""),
    ("dextrose.low-back", {"lifting_limit_days": 84}, ""),
    ("prp.knee", {"soreness_expected_days_max": 10}, "Patients would call while soreness may still be expected"),
    ("prp.knee", {"diary_daily_days": 7, "call_if_not_better_days": 8}, "The daily diary would end before the day"),
    ("prp.knee", {"diary_daily_days": 28, "follow_up_weeks": [4, 8]}, ""),
    ("prp.knee", {"diary_daily_days": 28, "follow_up_weeks": [5, 8]}, ""),
    ("dextrose.knee", {"diary_daily_days": 28, "follow_up_weeks": [3, 8]}, "The first follow-up visit comes while the"),
    ("dextrose.knee", {"weeks_between_sessions": 3, "diary_daily_days": 22}, "The next session comes while the diary"),
    ("prp.knee", {"weeks_between_sessions": 1}, ""),
    ("dextrose.knee", {"stop_if_no_gain_after_sessions": 2}, "Patients would stop without gain before anybody"),
]


def written(heading: str, settings: dict[str, object]) -> str:
    """A clinic file with these settings under [protocol.heading]."""
    return f"{GOOD}[protocol.{heading}]\n" + "\n".join(f"{name} = {value}" for name, value in settings.items())


def odd(text: str, folder: Path) -> tuple[Problem, ...]:
    """The doubts about a clinic file."""
    return doubts(load_text(text, folder), str(folder / "clinic.toml"))


@pytest.mark.parametrize(("heading", "settings", "said"), REFUSED)
def test_contradictions_are_refused(heading: str, settings: dict[str, object], said: str, tmp_path: Path) -> None:
    """Settings that no patient could follow together are refused in one sentence, on the later one's line."""
    problems = problems_of(written(heading, settings), tmp_path)
    assert [said in problem.message for problem in problems] == ([True] if said else [])
    for problem in problems:
        assert (problem.code, problem.line) == ("contradiction", FIRST + len(settings) - 1)


@pytest.mark.parametrize(("heading", "settings", "said"), ODD)
def test_odd_settings_are_only_said(heading: str, settings: dict[str, object], said: str, tmp_path: Path) -> None:
    """Settings that are odd together make a clinic all the same; the check says so, on the later one's line."""
    problems = odd(written(heading, settings), tmp_path)
    assert any(said in problem.message for problem in problems) if said else not problems
    for problem in problems:
        assert (problem.code, problem.file) == ("doubt", str(tmp_path / "clinic.toml"))
        assert FIRST <= problem.line < FIRST + len(settings)


@pytest.mark.parametrize("rule", CONTRADICTIONS + DOUBTS, ids=lambda rule: "+".join(rule.settings))
def test_every_rule_is_seen_at_work(rule: Rule) -> None:
    """There is a case above for each rule."""
    said = [case[2] for case in (REFUSED if rule in CONTRADICTIONS else ODD)]
    assert any((text and rule.why.startswith(text)) or rule.why in text for text in said)


@pytest.mark.parametrize("rule", CONTRADICTIONS + DOUBTS, ids=lambda rule: "+".join(rule.settings))
def test_defaults_never_clash(rule: Rule) -> None:
    """For no treatment in any region do the defaults break a rule, save those that the sheets reconcile themselves."""
    applies = [pair for pair in PAIRS if all(parameters()[name].applies(pair[1]) for name in rule.settings)]
    broken = [pair for pair in applies if rule.broken(*(defaults(*pair)[name] for name in rule.settings))]
    assert applies
    assert rule.written or not broken


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("shower_ok_after_hours", "soak_avoid_hours"), ("fasting_clear_fluid_hours", "fasting_food_hours")],
)
def test_some_clashes_are_out_of_range(earlier: str, later: str) -> None:
    """What needs no rule, because the safe ranges do not overlap, indeed needs none."""
    for pair in PAIRS:
        high, low = parameters()[earlier].limits(*pair).high, parameters()[later].limits(*pair).low
        assert high is not None
        assert low is not None
        assert high <= low


def test_a_clash_names_its_settings_with_values_and_lines(tmp_path: Path) -> None:
    """Each setting of a clash is named with its value, and its line or that it is the default."""
    text = written("prp.knee", {"rest_hours": 72, "strenuous_avoid_days": 2})
    (problem,) = problems_of(text, tmp_path)
    assert problem.message == (
        "Rest would go on after hard exercise is allowed for Platelet-rich plasma (PRP) of the knee: "
        f"rest_hours is 72 (line {FIRST}) and strenuous_avoid_days is 2 (line {FIRST + 1})."
    )
    assert problem.hint == "Change rest_hours or strenuous_avoid_days."
    (odd_one,) = odd(written("dextrose", {"follow_up_weeks": [2, 6], "diary_daily_days": 15}), tmp_path)
    assert odd_one.message.endswith(
        f"diary_daily_days is 15 (line {FIRST + 1}) and follow_up_weeks is [2, 6] (line {FIRST})."
    )
    (default,) = odd(written("dextrose", {"desk_work_return_days": 0}), tmp_path)
    assert default.message.endswith(
        f": desk_work_return_days is 0 (line {FIRST}) and rest_hours is 24 or 72 (the default)."
    )


def test_doubtful_values_are_compared_with_nothing(tmp_path: Path) -> None:
    """A value with a fault of its own clashes with nothing."""
    (problem,) = problems_of(written("prp", {"strengthening_from_day": 28, "impact_return_weeks": '"8"'}), tmp_path)
    assert problem.code == "wrong-type"


def test_settings_of_different_headings_clash_where_both_hold(tmp_path: Path) -> None:
    """A setting for everything and one for a region clash there, and nowhere else."""
    text = f"{GOOD}[protocol]\nstretching_from_day = 7\n[protocol.prp.knee]\nstrengthening_from_day = 5\n"
    (problem,) = problems_of(text, tmp_path)
    assert "for Platelet-rich plasma (PRP) of the knee: " in problem.message
    assert problem.key == "protocol.prp.knee.strengthening_from_day"


def test_a_clinic_that_sets_nothing_has_no_doubts(tmp_path: Path) -> None:
    """Without settings there is nothing to doubt."""
    assert odd(GOOD, tmp_path) == ()
