"""Request, clinic, protocol and locale -> a filled template, in which every word is settled.  The only home of Jinja2.

Clinic and patient data are text by autoescape.  A value that must not break, reorder or get lost is marked once, here,
where it enters the template (`unit`, `keep`, `name`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from handouts import schedule
from handouts.clinics import Clinic, open_days
from handouts.data import data_dir
from handouts.errors import Problem, TemplateError, TranslationError
from handouts.filled import CODE_BYTES, Filled
from handouts.kinds import Kind, kinds
from handouts.knowledge import countries, evidence, jurisdiction, regions, short_sources, treatments
from handouts.localize import Formatter, Locale, Miss
from handouts.model import Request
from handouts.protocol import Protocol, paracetamol_doses
from handouts.traced import parameter_of, trace, traced

BLANK = "_"  # low lines where a pen is expected inside running text
SHOWN_MISSES = 200
_ITEM = re.compile(r'<li\b(?:[^>]*\bsrc="([^"]*)")?[^>]*>(.*?)</li>', re.DOTALL)


def fill(request: Request, clinic: Clinic, protocol: Protocol, locale: Locale, folder: Path | None = None) -> Filled:
    """Fill the template of `request.kind` (in `folder`, by default the program's own).

    Raises `TranslationError` with every message that the locale lacks (a draft takes those in English), and
    `TemplateError` for a template that asks for what does not exist.
    """
    environment = _environment(folder or data_dir("templates"))
    kind = kinds()[request.kind]
    messages = locale.messages(draft=request.draft)
    context = _context(request, clinic, protocol, locale, kind)
    try:
        template = environment.get_template(kind.path.name)
        xml = template.render(context, messages=messages)
    except jinja2.TemplateError as error:
        raise TemplateError(_fault(error, kind)) from None
    if messages.misses and not request.draft:
        raise TranslationError(_missing(messages.misses, locale))
    return Filled(xml, kind.path.name, kind.id)


@functools.cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=False, pgettext=_pgettext, npgettext=_npgettext
    )
    environment.filters.update(items=items, plain=plain, fits_code=fits_code)
    environment.globals.update(unit=unit, keep=keep, name=name, big=big, strong=strong, blank=blank)
    return environment


@jinja2.pass_context
def _gettext(context: jinja2.runtime.Context, message: str) -> str:
    return str(context["messages"].gettext(message))


@jinja2.pass_context
def _ngettext(context: jinja2.runtime.Context, singular: str, plural: str, number: int) -> str:
    return str(context["messages"].ngettext(singular, plural, number))


@jinja2.pass_context
def _pgettext(context: jinja2.runtime.Context, where: str, message: str) -> str:
    return str(context["messages"].pgettext(where, message))


@jinja2.pass_context
def _npgettext(context: jinja2.runtime.Context, where: str, singular: str, plural: str, number: int) -> str:
    return str(context["messages"].npgettext(where, singular, plural, number))


def unit(value: object, field: str = "") -> Markup:
    """A number, phone, dose or address of the net: one left-to-right object that never breaks."""
    return _marked("unit", value, field)


def keep(value: object) -> Markup:
    """A date or time in words: never breaks."""
    return _marked("keep", value, "")


def name(value: object, field: str) -> Markup:
    """A name as somebody typed it, set apart from the direction of its surroundings."""
    return _marked("name", value, field)


def big(value: object) -> Markup:
    """Larger type, for the number to call."""
    return _around("big", value)


def strong(value: object) -> Markup:
    """Bold type; nothing stays nothing."""
    return _around("strong", value) if value else Markup("")


def blank(width: int) -> Markup:
    """A place for the pen inside running text, `width` low lines long."""
    return _around("keep", BLANK * width)


def items(listed: str) -> list[Markup]:
    """What stands in each `<li>` of `listed`, with its source, for a sentence."""
    return [_cited(source, found.strip()) for source, found in _ITEM.findall(listed)]


def _cited(source: str, words: str) -> Markup:
    marked = Markup(words)  # noqa: S704 - it was markup before
    return Markup('<cite src="{}">{}</cite>').format(source, marked) if source else marked


def plain(text: str) -> str:
    """`text` without its marks, for what is no part of the page: a figure's description, a code."""
    return " ".join(Markup(text).striptags().split())  # noqa: S704 - made to be stripped


def fits_code(text: str) -> bool:
    """Whether a phone can read `text` from a printed code."""
    return len(text.encode()) <= CODE_BYTES


def _marked(tag: str, value: object, field: str) -> Markup:
    field = field or parameter_of(value)
    return _around(tag, value, f' field="{escape(field)}"' if field else "")


def _around(tag: str, value: object, attribute: str = "") -> Markup:
    """An element; written together by hand, since it is done thousands of times a sheet and `Markup.format` is slow."""
    return Markup(f"<{tag}{attribute}>{escape(value)}</{tag}>")  # noqa: S704 - what is not ours is escaped


def _context(request: Request, clinic: Clinic, protocol: Protocol, locale: Locale, kind: Kind) -> dict[str, Any]:
    """Everything a template may name; templates/README.md explains it to the people who edit them."""
    country = countries()[clinic.country]
    formatter = locale.for_country(country)
    days = open_days(clinic)
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
        "opening_hours": formatter.hours(clinic.hours),
        "night_phone": "" if clinic.after_hours_phone == "none" else clinic.after_hours_phone,
        "reasons": _reasons(request, clinic, kind, locale, review_due),
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
        "plain_date": formatter.plain_date,
        "phone": lambda number: unit(formatter.phone(number), "phone"),
        "plain_phone": formatter.phone,
        "temperature": lambda celsius: trace(formatter.temperature(celsius), celsius),
        "weight": lambda kg: trace(formatter.weight(kg), kg),
        "mg": lambda amount: trace(formatter.mg(amount), amount),
        "figure": lambda amount: unit(formatter.number(amount)),
    }


def _visits(request: Request, protocol: Protocol, days: frozenset[int]) -> tuple[schedule.Visit, ...]:
    count = request.sessions or protocol["sessions_planned"]
    weeks = request.weeks_between or protocol["weeks_between_sessions"]
    return schedule.visits(request.first_session, count, weeks, protocol, days)


def _reasons(request: Request, clinic: Clinic, kind: Kind, locale: Locale, review_due: date) -> tuple[str, ...]:
    """Why the sheet is not clean, in the order in which it says so."""
    found = {
        "proof": request.proof,
        "sample": clinic.sample,
        "unapproved": not clinic.sample and not _approved(clinic, request),
        "unreviewed": not locale.reviewed(kind.id, lambda: _sayable(kind)),
        "overdue": request.today > review_due,
        "draft": request.draft,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _sayable(kind: Kind) -> tuple[Miss, ...]:
    """Everything that a sheet of this kind can say, whoever it is for."""
    from handouts.sayable import messages_of

    return tuple(message.key for message in messages_of(kind.id, kind.path.parent))


def _approved(clinic: Clinic, request: Request) -> bool:
    """Whether somebody answers for these settings; sensitive treatments and regions must be named in the approval."""
    if clinic.approval is None:
        return False
    asked = (treatments()[request.treatment], regions()[request.region])
    return all(not row.sensitive or row.id in clinic.approval.covers for row in asked)


def _missing(misses: Iterable[Miss], locale: Locale) -> list[Problem]:
    file = f"locales/{locale.info.tag.replace('-', '_')}/LC_MESSAGES/handouts.po"
    hint = "Translate it, or use --draft to print it in English."
    return [Problem("untranslated", f"Not translated: “{miss.msgid}”.", hint, file=file) for miss in misses][
        :SHOWN_MISSES
    ]


def _fault(error: jinja2.TemplateError, kind: Kind) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem("template-syntax", f"{error.message}.", file=error.name or kind.path.name, line=error.lineno)
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem("template-missing", f"The part {error.name} is missing.", file=kind.path.name)
    return Problem("template", f"The template cannot be filled: {error.message}.", file=kind.path.name)
