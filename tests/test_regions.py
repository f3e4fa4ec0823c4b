"""What the words of each region say: its warning signs, its care, its driving, in every variant."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from handouts.fill import fill
from handouts.knowledge import parameters, regions, sources
from handouts.localize import load_locale
from handouts.protocol import resolve
from tests.support.sheets import ask, clinic

WORDS = ("name", "do_move", "dont_move", "driving", "driver", "clothes", "stretch", "strengthen", "risks")
SIGNS = ("emergencies", "same_day")
PROBE = """\
{% import "parts/regions/" ~ region.id ~ ".xml.jinja" as region_words with context %}
<probe>
<where>{{ region_words.where(request.side) }}</where>
"""
PROBE += "{% if region.joints %}<area_choices>{{ region_words.area_choices(request.side) }}</area_choices>{% endif %}\n"
PROBE += "".join(f"<{name}>{{{{ region_words.{name}() }}}}</{name}>\n" for name in (*WORDS, *SIGNS)) + "</probe>\n"

SPINE = [each.id for each in regions().values() if each.spine]
LIMBS = [each.id for each in regions().values() if not each.spine]
LEGS = [each.id for each in regions().values() if each.driving_leg and each.id != "labrum"]
ARMS = ["shoulder", "elbow", "wrist-hand", "biceps"]
NO_RISKS_OF_ITS_OWN = {"plantar-fascia"}

# Sets of section 3.5 of the clinical findings: what must stand among the emergencies, and for the same day.
SETS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "SPINE": (
        (
            "new weakness in an arm or leg",
            "new numbness between your legs",
            "genitals",
            "back passage",
            "during sex",
            "cannot pass urine",
            "leak urine or stool",
            "stiff neck",
            "chills",
            "very unwell",
        ),
        (),
    ),
    "HEAD": (
        ("headache with a change in sight or hearing", "sleepiness", "confusion", "seizure"),
        ("headache that is worse when you sit up",),
    ),
    "CHEST": (("sudden pain in the chest or shoulder tip", "short breath", "dry cough", "days later"), ()),
    "CALF": (
        ("swollen, warm or sore calf or thigh", "chest pain", "short breath", "coughing up blood"),
        ("one calf or thigh is swollen, warm or sore",),
    ),
    "JOINT": (("very painful, hot, swollen joint", "cannot move", "with a fever"), ()),
}
# Signs that section 3.3 adds for one region: half of the box, words.
EXTRA = {
    "neck": ("emergencies", ("speaking", "seeing", "swallowing")),
    "upper-back": ("emergencies", ("speaking", "seeing", "swallowing")),
    "disc": ("emergencies", ("worse back or neck pain", "fever", "sweats", "weeks later")),
    "hip": ("same_day", ("weakness in an arm or leg", "cannot stand on the leg")),
    "knee": ("same_day", ("hot, swollen knee", "cannot bend", "stand on")),
    "elbow": ("same_day", ("hand that stays numb",)),
    "wrist-hand": ("emergencies", ("finger that turns white or blue",)),
    "ankle-achilles": ("same_day", ("sudden snap", "cannot push off")),
    "hamstring": ("same_day", ("sudden pop", "large bruise", "leg that stays numb")),
    "biceps": ("same_day", ("sudden pop", "large bruise", "arm that stays numb")),
    "labrum": ("same_day", ("locks", "slips out", "cannot stand on the leg")),
}

Say = Callable[..., ET.Element]


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Say:
    """Function from region, changes of the request, and the clinic's own `values` to the region's words."""
    folder = tmp_path_factory.mktemp("probe") / "templates"
    shutil.copytree(Path(__file__).parent.parent / "templates", folder)
    (folder / "aftercare.xml.jinja").write_text(PROBE, "utf-8")

    def words(region: str, values: Mapping[str, Any] | None = None, **asked: object) -> ET.Element:
        request = ask("aftercare", "dextrose", region, **asked)
        usual = clinic(**(values or {}))
        protocol = resolve(usual, "dextrose", region, sedation=request.sedation)
        return ET.fromstring(fill(request, usual, protocol, load_locale("en"), folder).xml)  # noqa: S314  # our own templates

    return words


def text_of(words: ET.Element, macro: str) -> str:
    """What `macro` says, as one line."""
    return " ".join("".join(part(words, macro).itertext()).split())


def part(words: ET.Element, macro: str) -> ET.Element:
    """The element that holds what `macro` says."""
    found = words.find(macro)
    assert found is not None
    return found


@pytest.mark.parametrize("region", list(regions()))
def test_every_region_has_its_words(region: str, say: Say) -> None:
    """Each region says all that the sheets ask of it, as whole sentences, with and without a date."""
    for day in ({}, {"procedure_date": None}):
        words = say(region, **day)
        for macro in WORDS:
            text = text_of(words, macro)
            assert text or (macro == "risks" and region in NO_RISKS_OF_ITS_OWN)
            assert "None" not in text
            assert macro == "name" or not text or (text[0].isupper() and text.endswith("."))


@pytest.mark.parametrize("region", list(regions()))
def test_side_is_named(region: str, say: Say) -> None:
    """A region with sides names the side; without one it names only itself."""
    if not regions()[region].sided:
        assert not re.search(r"\b(left|right)\b", text_of(say(region), "where"))
        return
    plain = text_of(say(region, side=None), "where")
    assert text_of(say(region, side="left"), "where") == f"left {plain}"
    assert text_of(say(region, side="right"), "where") == f"right {plain}"


@pytest.mark.parametrize("region", list(regions()))
def test_every_sign_of_its_sets_is_said(region: str, say: Say) -> None:
    """The sets that the region names in regions.toml stand in the box, each sign in its half."""
    words = say(region)
    for flag_set in regions()[region].red_flags:
        for macro, signs in zip(SIGNS, SETS[flag_set], strict=True):
            for sign in signs:
                assert sign in text_of(words, macro), f"{flag_set}: {sign}"


@pytest.mark.parametrize("region", EXTRA)
def test_signs_of_its_own(region: str, say: Say) -> None:
    """A region's own warning signs stand beside its sets."""
    macro, signs = EXTRA[region]
    for sign in signs:
        assert sign in text_of(say(region), macro)


@pytest.mark.parametrize("region", SPINE)
def test_fever_and_weakness_after_spine_treatment(region: str, say: Say) -> None:
    """After any spine treatment fever, chills and new weakness are emergencies, and never wait for a call."""
    words = say(region)
    assert "a fever of 100.4 °F (38 °C) or more, chills" in text_of(words, "emergencies")
    for sign in ("weakness", "temperature", "chills", "fever"):
        assert sign not in text_of(words, "same_day")


@pytest.mark.parametrize("region", LIMBS)
def test_fever_and_weakness_elsewhere(region: str, say: Say) -> None:
    """Elsewhere they are for the same day, and an emergency for who is very unwell."""
    words = say(region)
    assert "fast breathing with a fever, or you feel very unwell" in text_of(words, "emergencies")
    for sign in ("a fever of 100.4 °F (38 °C) or more, or chills", "new weakness in an arm or leg"):
        assert sign in text_of(words, "same_day")


@pytest.mark.parametrize("region", list(regions()))
def test_sore_calf_is_never_left_out(region: str, say: Say) -> None:
    """A sore or swollen calf is a reason to call the same day after any treatment."""
    assert re.search(r"calf.*(sore|pain)", text_of(say(region), "same_day"))


@pytest.mark.parametrize("region", SPINE)
def test_nobody_drives_home_after_spine_work(region: str, say: Say) -> None:
    """A driver is a must, and there are always hours without driving."""
    assert text_of(say(region), "driver") == "You must have a driver to take you home."
    assert parameters()["no_driving_hours"].limits("dextrose", region).low == 1
    assert "for 1 hour," in text_of(say(region, {"no_driving_hours": 1}), "driving")
    assert "for 30 hours," in text_of(say(region, {"no_driving_hours": 30}), "driving")


@pytest.mark.parametrize("region", LEGS)
def test_driving_with_a_treated_leg(region: str, say: Say) -> None:
    """The hours hold for the leg that drives; for either where a driver is a must; numbness counts without hours."""
    ours = text_of(say(region, {"driver_required": "driving-leg", "no_driving_hours": 30}), "driving")
    assert re.search(r"while the (leg|foot) is numb\. If it is the (leg|foot) you drive with, wait 30 hours\.", ours)
    must = text_of(say(region, {"driver_required": "yes", "no_driving_hours": 30}), "driving")
    assert must.startswith("Do not drive for 30 hours,")
    assert "If" not in must
    none = text_of(say(region, {"no_driving_hours": 0}), "driving")
    assert re.search(r"while the (leg|foot) is numb\.$", none)
    assert "hour" not in none


@pytest.mark.parametrize("region", ARMS)
def test_driving_with_a_treated_arm(region: str, say: Say) -> None:
    """An arm must be strong and have feeling, after the hours if there are any."""
    for hours, start in ((30, "Do not drive for 30 hours, or while the"), (0, "Do not drive while the")):
        text = text_of(say(region, {"no_driving_hours": hours}), "driving")
        assert text.startswith(start)
        assert "numb" in text
        assert "weak" in text
        assert "leg" not in text


@pytest.mark.parametrize("region", LIMBS)
def test_driver_follows_the_protocol(region: str, say: Say) -> None:
    """A driver is a must where the protocol says so; where it asks about the driving leg, only legs are asked."""
    told = {value: text_of(say(region, {"driver_required": value}), "driver") for value in ("yes", "advised")}
    assert told == {
        "yes": "You must have a driver to take you home.",
        "advised": "Plan for a driver to take you home.",
    }
    asked = "if it is the leg you drive with" in text_of(say(region, {"driver_required": "driving-leg"}), "driver")
    assert asked == (region not in ARMS)


@pytest.mark.parametrize("region", list(regions()))
def test_sedation_reaches_every_region(region: str, say: Say) -> None:
    """After sedation nobody drives for a day, whichever side was treated."""
    words = say(region, {"no_driving_hours": regions()[region].spine}, sedation=True)
    assert text_of(words, "driver") == "You must have a driver to take you home."
    assert "Do not drive for 24 hours," in text_of(words, "driving")
    assert "you drive with" not in text_of(words, "driving")


def test_labrum_of_one_joint(say: Say) -> None:
    """The labrum of a hip or shoulder has that joint's care and signs, and not the other's."""
    same = {"no_driving_hours": 24, "driver_required": "advised", "strengthening_from_day": 14}
    hip, shoulder = say("labrum", same, joint="hip"), say("labrum", same, joint="shoulder")
    assert (text_of(hip, "where"), text_of(shoulder, "where")) == ("left hip labrum", "left shoulder labrum")
    for macro in ("do_move", "dont_move", "driving", "driver", "clothes", "stretch", "strengthen", "risks"):
        assert text_of(hip, macro) == text_of(say("hip", same), macro)
        assert text_of(shoulder, macro) == text_of(say("shoulder", same), macro)
    for sign, of in (("coughing up blood", hip), ("dry cough", shoulder)):
        assert [sign in text_of(words, "emergencies") for words in (hip, shoulder)] == [of is hip, of is shoulder]
    assert "stand on the leg" in text_of(hip, "same_day")
    assert "stand on the leg" not in text_of(shoulder, "same_day")


def test_labrum_is_ticked(say: Say) -> None:
    """Where nobody said which joint, or which side, there is a box for each."""
    words = say("labrum", side="left")
    assert [box.text for box in part(words, "area_choices").iter("option")] == [
        "left hip labrum",
        "left shoulder labrum",
    ]
    words = say("labrum", side=None)
    assert len(list(part(words, "area_choices").iter("option"))) == 4


def test_labrum_of_an_unnamed_joint(say: Say) -> None:
    """Where nobody said which joint, the sheet says what to do for each, and both joints' signs."""
    words = say("labrum")
    assert text_of(words, "where") == "left hip or shoulder labrum"
    for macro in ("do_move", "dont_move"):
        text = text_of(words, macro)
        assert text.startswith("If it is your hip: ")
        assert " If it is your shoulder: " in text
    assert "while the arm or leg is weak or numb" in text_of(words, "driving")
    for macro in ("stretch", "strengthen"):
        assert "hip or shoulder" in text_of(words, macro)
    for sign in ("coughing up blood", "dry cough"):
        assert sign in text_of(words, "emergencies")


@pytest.mark.parametrize("region", list(regions()))
def test_no_number_in_the_words(region: str, say: Say) -> None:
    """Numbers come from the clinic's protocol, marked; the words have none, and no number word for days or weeks."""
    words = say(region)
    for marked in [each for each in words.iter() if each.tag in ("unit", "keep")]:
        marked.text = ""
    for macro in (*WORDS, *SIGNS, "where"):
        text = text_of(words, macro)
        assert not re.search(r"\d", text)
        assert not re.search(r"\b(two|three|four|six|seven|ten|twelve|fourteen)\b", text)


@pytest.mark.parametrize("region", list(regions()))
def test_every_statement_names_its_sources(region: str, say: Say) -> None:
    """Each stretch of a region's words stands inside sources that are known."""
    words, known = say(region), {*sources(), "K", "J", "-"}
    for macro in (*WORDS[1:], *SIGNS):
        for bare in _bare(part(words, macro), known):
            assert not bare.strip(), f"{macro} says without a source: {bare}"


def _bare(element: ET.Element, known: set[str]) -> list[str]:
    """Stretches of text in `element` under no known source."""
    if "src" in element.attrib:
        assert set(element.attrib["src"].split()) <= known
        return []
    found = [element.text or ""]
    for child in element:
        found += [*_bare(child, known), child.tail or ""]
    return found


def test_limits_follow_the_clinic(say: Say) -> None:
    """Days and weights in the words are the clinic's own, with the last day where it is known."""
    own = {"lifting_limit_days": 1, "lifting_limit_kg": 4}
    for region in SPINE:
        text = text_of(say(region, own), "dont_move")
        assert "4 kg" in text
        assert "for 1 day, through Wed, Dec 2" in text
        assert "for 1 day." in text_of(say(region, own, procedure_date=None), "dont_move")
    for region in ("ankle-achilles", "plantar-fascia"):
        text = text_of(say(region, {"impact_return_weeks": 1}), "dont_move")
        assert "for 1 week, through Tue, Dec 8" in text
    for region in ("shoulder", "elbow", "wrist-hand"):
        assert "before Tue, Dec 8" in text_of(say(region, {"strengthening_from_day": 7}), "dont_move")
        undated = text_of(say(region, {"strengthening_from_day": 7}, procedure_date=None), "dont_move")
        assert "before day 7" in undated
    assert "up to 9 weeks later" in text_of(say("disc", {"infection_watch_weeks": 9}), "emergencies")


def test_neck_is_stiff_anyway(say: Say) -> None:
    """Where the neck itself was treated, only a very stiff neck is an emergency; elsewhere any stiff neck is."""
    for region in SPINE:
        assert ("very stiff neck" in text_of(say(region), "emergencies")) == (region == "neck")
