"""Options as typed -> a `Request`, with everything that is wrong with them in one error."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from handouts.cli.values import (
    Checked,
    Collector,
    as_choice,
    as_date,
    as_number,
    as_text,
    as_time,
    from_standard_input,
    wrong,
)
from handouts.errors import UsageError
from handouts.model import Guidance, Request, Side

if TYPE_CHECKING:
    from handouts.cli.asked import Asked
    from handouts.clinics import Clinic

SAMPLE_TREATMENT, SAMPLE_REGION = "dextrose", "low-back"
BOTH = ("both", "bilateral", "left+right", "left,right")
SIDES: tuple[Side, ...] = ("left", "right")
GUIDANCES: tuple[Guidance, ...] = ("ultrasound", "x-ray", "none")
MANY = range(1, 100)


def request_for(asked: Asked, clinic: Clinic | None, today: date, collector: Collector) -> Checked[Request]:
    """The request that the options make for `clinic`, which is None if its file has faults.

    Problems go to `collector`; there is a request only if there were none, here or before.
    """
    parts = _what(asked, clinic, collector) | _who(asked, collector) | _how(asked, clinic, collector)
    if collector.errors:
        return Checked()
    values = {name: part.value for name, part in parts.items()}
    flags = {name: getattr(asked, name) for name in ("draft", "sedation", "chart_copy", "proof")}
    return Checked((Request(kind=asked.kind.id, today=today, **flags, **values),))


def _what(asked: Asked, clinic: Clinic | None, collector: Collector) -> dict[str, Checked[Any]]:
    """Fields of the request about the treatment and its days."""
    check = collector.check
    treatment, region = check(_treatment, asked), check(_region, asked)
    place = treatment.or_none, region.or_none
    return {
        "treatment": treatment,
        "region": region,
        "side": check(_side, asked.side, region.or_none),
        "joint": check(_joint, asked.joint, region.or_none),
        "guidance": check(_guidance, asked.guidance),
        "procedure_date": check(as_date, "--procedure-date", asked.procedure_date),
        "time": check(_time, asked),
        "first_session": check(as_date, "--first-session", asked.first_session),
        "sessions": check(_sessions, asked.sessions, clinic, *place),
        "weeks_between": check(_weeks_between, asked.weeks_between, *place),
    }


def _who(asked: Asked, collector: Collector) -> dict[str, Checked[Any]]:
    """Fields of the request that go onto the page as they are."""
    named = {"--patient": asked.patient, "--patient-id": asked.patient_id}
    read = collector.check(from_standard_input, named).or_none or dict.fromkeys(named, "")
    return {
        "patient": collector.check(as_text, "--patient", read["--patient"]),
        "patient_id": collector.check(as_text, "--patient-id", read["--patient-id"]),
        "clinician": collector.check(as_text, "--clinician", asked.clinician),
    }


def _how(asked: Asked, clinic: Clinic | None, collector: Collector) -> dict[str, Checked[Any]]:
    """Fields of the request about language, paper and type."""
    from handouts.editions import PAPER

    paper = asked.paper or (clinic.paper if clinic else "a4")
    return {
        "locale": collector.check(_locale, asked, clinic),
        "paper": collector.check(as_choice, "--paper", paper, PAPER),
        "edition": collector.check(_edition, asked),
    }


def _edition(asked: Asked) -> str:
    from handouts.editions import EDITIONS

    if asked.proof and asked.edition:
        raise wrong("--edition", "A proof copy has one size.", "Leave out --edition or --proof.")
    return as_choice("--edition", asked.edition or "standard", EDITIONS)


def _treatment(asked: Asked) -> str:
    """Only the sample has a default: with a clinic's own file, a guess could hand a patient the wrong sheet."""
    from handouts.knowledge import treatments

    return as_choice("--treatment", asked.treatment or _sample(asked, SAMPLE_TREATMENT), treatments())


def _region(asked: Asked) -> str:
    from handouts.knowledge import regions

    return as_choice("--region", asked.region or _sample(asked, SAMPLE_REGION), regions())


def _sample(asked: Asked, default: str) -> str:
    return default if asked.clinic is None else ""


def _locale(asked: Asked, clinic: Clinic | None) -> str:
    """The tag of a language that there is."""
    from handouts.localize import SOURCE, load_locale, locales

    tag = asked.locale or (clinic.language if clinic else SOURCE)
    try:
        return load_locale(tag).info.tag
    except UsageError:
        known = [locale.tag for locale in locales()]
    if asked.locale:
        return as_choice("--locale", tag, known)
    message = f'There are no sheets yet in "{tag}", the language of the clinic\'s file.'
    raise wrong("--locale", message, f"Choose one of: {', '.join(known)}.", "missing-option")


def _time(asked: Asked) -> time | None:
    hour = as_time("--time", asked.time)
    if hour and not asked.procedure_date:
        raise wrong("--time", "A time means nothing without its day.", "Add it, such as --procedure-date 2026-12-01.")
    return hour


def _side(side: str, region: str | None) -> Side | None:
    from handouts.knowledge import regions

    if not side:
        return None
    if side.casefold() in BOTH:
        hint = "Make one for the left and one for the right, or leave --side out for boxes to tick."
        raise wrong("--side", "A sheet is for one side.", hint)
    chosen = as_choice("--side", side, SIDES)
    if region and not regions()[region].sided:
        raise wrong("--side", f"The {regions()[region].in_sentence} has no side.", "Leave --side out.")
    return chosen


def _joint(joint: str, region: str | None) -> str:
    from handouts.knowledge import regions

    if not joint or region is None:
        return joint
    choices = regions()[region].joints
    if not choices:
        raise wrong("--joint", f"The {regions()[region].in_sentence} is one joint's alone.", "Leave --joint out.")
    return as_choice("--joint", joint, choices)


def _guidance(guidance: str) -> Guidance:
    return as_choice("--guidance", guidance, GUIDANCES) if guidance else ""


def _sessions(text: str, clinic: Clinic | None, treatment: str | None, region: str | None) -> int | None:
    from handouts.protocol import resolve

    if clinic is None or treatment is None or region is None:
        return as_number("--sessions", text, MANY)
    most = int(resolve(clinic, treatment, region)["sessions_max"])
    why = "More sessions need a new assessment first (sessions_max in the clinic's file)."
    return as_number("--sessions", text, range(1, most + 1), why)


def _weeks_between(text: str, treatment: str | None, region: str | None) -> int | None:
    from handouts.knowledge import parameters

    if treatment is None or region is None:
        return as_number("--weeks-between", text, MANY)
    parameter = parameters()["weeks_between_sessions"]
    limits = parameter.limits(treatment, region)
    safe = range(int(limits.low or MANY[0]), int(limits.high or MANY[-1]) + 1)
    return as_number("--weeks-between", text, safe, f"The safe range comes from {parameter.source}.")
