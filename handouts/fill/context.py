"""Everything that a template may name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from handouts import schedule
from handouts.fill.marks import keep, unit
from handouts.fill.own import Shared, StandIn, shown_clinic, shown_hours, shown_request
from handouts.fill.reasons import reasons
from handouts.kinds import Kind
from handouts.knowledge import countries, evidence, jurisdiction, regions, short_sources, treatments
from handouts.localize import Formatter, Locale
from handouts.model import Request
from handouts.protocol import Protocol, paracetamol_doses
from handouts.traced import trace, traced


def context(shared: Shared, protocol: Protocol, locale: Locale, kind: Kind) -> dict[str, Any]:
    """Everything a template may name; templates/README.md explains it to the people who edit them."""
    request, clinic, days = shown_request(shared), shown_clinic(shared), shared.open_days
    country = countries()[clinic.country]
    formatter = locale.for_country(country)
    review_due = schedule.review_due(kind.date, protocol, kind.review_by)
    known = evidence(request.treatment, request.region)
    protocol = replace(protocol, settled=traced(protocol.settled))
    return {
        "request": request,
        "clinic": clinic,
        "kind": kind,
        "p": protocol,
        "country": country,
        "treatment": treatments()[request.treatment],
        "region": regions()[request.region],
        "evidence_code": known.code,
        "evidence_sources": " ".join(known.sources) or "J",
        "sources": [(each, short_sources()[each]) for each in known.sources or treatments()[request.treatment].sources],
        "jurisdiction": jurisdiction(clinic.jurisdiction or clinic.country),
        "language": locale.info.tag,
        "direction": locale.info.direction,
        "words": formatter.words,
        **formatter.marks,
        "opening_hours": shown_hours(shared),
        "night_phone": clinic.after_hours_phone,
        "reasons": reasons(shared.request, shared.clinic, kind, locale, review_due),
        "review_due": review_due,
        "paracetamol_doses": paracetamol_doses(protocol),
        "page_number": Markup("<page-number/>"),
        "page_count": Markup("<page-count/>"),
        "calendar": schedule.calendar(request.procedure_date, protocol, days, request.time),
        "later_visits": [f"visit-{weeks}" for weeks in sorted(protocol["follow_up_weeks"])[1:]],
        "countdown": schedule.countdown(request.procedure_date, protocol),
        "diary": schedule.diary(request.procedure_date, protocol),
        "visits": _visits(request, protocol, days),
        **_spoken(formatter, request),
    }


def _spoken(formatter: Formatter, request: Request) -> dict[str, Any]:
    """Functions and values that say dates and amounts in the locale's way."""
    day0 = request.procedure_date
    at = escape(formatter.marks["comma"]) + keep(formatter.time(request.time)) if request.time else Markup("")
    return {
        "procedure": keep(formatter.date(day0)) + at if day0 else None,
        "first_session": keep(formatter.date(request.first_session)) if request.first_session else None,
        "arrival": keep(formatter.time(request.time)) if request.time else None,
        "end_of": lambda days: keep(trace(formatter.day(schedule.after(day0, days)), days)) if day0 else None,
        "short_end_of": lambda days: (
            keep(trace(formatter.short_day(schedule.after(day0, days)), days)) if day0 else None
        ),
        "start_of": lambda days: keep(trace(formatter.day(schedule.before(day0, days)), days)) if day0 else None,
        "in_days": lambda hours: trace(hours // 24, hours),
        "clock": lambda hour: keep(formatter.time(hour)),
        "date": lambda day: keep(formatter.date(day)),
        "short_day": lambda day: keep(formatter.short_day(day)),
        "month": formatter.month,
        "plain_date": lambda day: _printed(day) or formatter.plain_date(day),
        "phone": lambda number: unit(_printed(number) or formatter.phone(number), "phone"),
        "plain_phone": lambda number: _printed(number) or formatter.phone(number),
        "temperature": lambda celsius: trace(formatter.temperature(celsius), celsius),
        "weight": lambda kg: trace(formatter.weight(kg), kg),
        "mg": lambda amount: trace(formatter.mg(amount), amount),
        "figure": lambda amount: unit(formatter.number(amount)),
    }


def _visits(request: Request, protocol: Protocol, days: frozenset[int]) -> tuple[schedule.Visit, ...]:
    count = request.sessions or protocol["sessions_planned"]
    weeks = request.weeks_between or protocol["weeks_between_sessions"]
    return schedule.visits(request.first_session, count, weeks, protocol, days)


def _printed(value: object) -> StandIn | None:
    """What the language prints for a stand-in, which was settled before."""
    return value.printed if isinstance(value, StandIn) else None
