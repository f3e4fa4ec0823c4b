"""Options as typed -> a `Request`, with everything that is wrong with them in one error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

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
from handouts.model import Request, Side

if TYPE_CHECKING:
    from handouts.cli.asked import Asked
    from handouts.clinics import Clinic

SAMPLE_TREATMENT, SAMPLE_REGION = "dextrose", "low-back"
SIDES: tuple[Side, ...] = ("left", "right")
MANY = range(1, 100)


class Names(NamedTuple):
    """Texts that go onto the page as they are."""

    patient: Checked[str]
    patient_id: Checked[str]
    clinician: Checked[str]


def request_for(asked: Asked, clinic: Clinic | None, today: date, collector: Collector) -> Checked[Request]:
    """The request that the options make for `clinic`, which is None if its file has faults.

    Problems go to `collector`; there is a request only if there were none, here or before.
    """
    from handouts.editions import EDITIONS, PAPER

    check = collector.check
    treatment = check(_treatment, asked)
    region = check(_region, asked)
    names = _names(asked, collector)
    locale = check(_locale, asked, clinic)
    paper = check(as_choice, "--paper", asked.paper or (clinic.paper if clinic else "a4"), PAPER)
    edition = check(as_choice, "--edition", asked.edition, EDITIONS)
    day0 = check(as_date, "--procedure-date", asked.procedure_date)
    first = check(as_date, "--first-session", asked.first_session)
    moment = check(as_time, "--time", asked.time)
    side = check(_side, asked.side, region.or_none)
    plan = (clinic, treatment.or_none, region.or_none)
    sessions = check(_sessions, asked.sessions, *plan)
    weeks = check(_weeks_between, asked.weeks_between, *plan[1:])
    if collector.errors:
        return Checked()
    return Checked(
        (
            Request(
                kind=asked.kind.id,
                treatment=treatment.value,
                region=region.value,
                locale=locale.value,
                paper=paper.value,
                today=today,
                side=side.value,
                patient=names.patient.value,
                patient_id=names.patient_id.value,
                clinician=names.clinician.value,
                procedure_date=day0.value,
                time=moment.value,
                first_session=first.value,
                sessions=sessions.value,
                weeks_between=weeks.value,
                edition=edition.value,
                draft=asked.draft,
            ),
        )
    )


def _treatment(asked: Asked) -> str:
    """Only the sample has a default: with a clinic's own file, a guess could hand a patient the wrong sheet."""
    from handouts.knowledge import treatments

    return as_choice("--treatment", asked.treatment or _sample(asked, SAMPLE_TREATMENT), treatments())


def _region(asked: Asked) -> str:
    from handouts.knowledge import regions

    return as_choice("--region", asked.region or _sample(asked, SAMPLE_REGION), regions())


def _sample(asked: Asked, default: str) -> str:
    return default if asked.clinic is None else ""


def _names(asked: Asked, collector: Collector) -> Names:
    named = {"--patient": asked.patient, "--patient-id": asked.patient_id}
    read: Mapping[str, str] = collector.check(from_standard_input, named).or_none or {}
    typed = (read.get("--patient", ""), read.get("--patient-id", ""), asked.clinician)
    options = ("--patient", "--patient-id", "--clinician")
    return Names(*(collector.check(as_text, option, text) for option, text in zip(options, typed, strict=True)))


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


def _side(side: str, region: str | None) -> Side | None:
    from handouts.knowledge import regions

    if not side:
        return None
    chosen = as_choice("--side", side, SIDES)
    if region and not regions()[region].sided:
        raise wrong("--side", f"The {regions()[region].name.lower()} has no side.", "Leave --side out.")
    return chosen


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
