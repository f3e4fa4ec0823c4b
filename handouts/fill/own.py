"""A clinic's and a patient's own words: a template prints them, but never gets to see them.

It gets a stand-in for each.  So what a template makes cannot depend on anybody's name, and all sheets that differ by
such words alone share one filled template, without anybody having to prove that they may.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, NoReturn

import jinja2
from markupsafe import Markup

from handouts.clinics import Clinic, open_days
from handouts.filled import FIRST_PHONE, FIRST_STAND_IN
from handouts.localize import Formatter
from handouts.model import Request

APPROVED = "approved"  # the day on which a clinic approved its settings; it is printed, and decides nothing


class StandIn:
    """What a template gets for somebody's own words.  It can be printed, and asked whether it is there: it is."""

    __slots__ = ("char", "printed")

    def __init__(self, char: str, printed: StandIn | None = None) -> None:
        self.char = char
        self.printed = printed  # a phone or day as the language writes it

    def __html__(self) -> Markup:
        """Its character; Jinja asks for it where a value is printed."""
        return Markup(self.char)  # noqa: S704 - a single character that is no markup

    def __bool__(self) -> bool:
        """Words that are not given have no stand-in."""
        return True

    def _refuse(self, *_: object) -> NoReturn:
        message = "what a clinic or patient wrote can be printed, but no template can look into it"
        raise jinja2.TemplateRuntimeError(message)

    __str__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __mod__ = _refuse
    __hash__ = None  # type: ignore[assignment]


class Shared(NamedTuple):
    """A request and a clinic without their own words, each of which is one character: what many sheets share.

    `hours` are lines.  `printed` has the character for a phone as the language writes it, by that for the phone itself,
    and for the day of the approval.
    """

    request: Request
    clinic: Clinic
    open_days: frozenset[int]
    hours: tuple[str, ...]
    printed: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Words:
    """Own words by the character that stands for them."""

    found: dict[str, str]

    def take(self, words: str, first: int = FIRST_STAND_IN) -> str:
        """The character for `words`; none for none."""
        if not words:
            return ""
        char = chr(first + len(self.found))
        self.found[char] = words
        return char

    def all(self, texts: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        return tuple([self.take(text) for text in texts])


def set_apart(request: Request, clinic: Clinic, formatter: Formatter) -> tuple[Shared, dict[str, str]]:
    """What sheets share, and the words of this one."""
    words = _Words({})
    take = words.take
    asked = replace(
        request,
        patient=take(request.patient),
        patient_id=take(request.patient_id),
        clinician=take(request.clinician),
    )
    night = "" if clinic.after_hours_phone == "none" else clinic.after_hours_phone
    phones = {number: take(number, FIRST_PHONE) for number in dict.fromkeys((clinic.phone, night)) if number}
    printed = [(char, take(formatter.phone(number), FIRST_PHONE)) for number, char in phones.items()]
    approval = clinic.approval
    if approval:
        day = take(formatter.plain_date(approval.date))
        approval = replace(approval, clinician=take(approval.clinician), role=take(approval.role), date=date.min)
        printed.append((APPROVED, day))
    bare = replace(
        clinic,
        name=take(clinic.name),
        address=words.all(clinic.address),
        phone=phones.get(clinic.phone, ""),
        after_hours_phone=phones.get(night, ""),
        hours=(),
        source="",
        email=take(clinic.email),
        website=take(clinic.website),
        logo=None,
        colour="",
        notice=words.all(clinic.notice),
        approval=approval,
        overrides={},
    )
    shared = Shared(asked, bare, open_days(clinic), words.all(formatter.hours(clinic.hours)), tuple(printed))
    return shared, words.found


def shown_request(shared: Shared) -> Request:
    """The request as templates get it."""
    given: dict[str, Any] = {
        name: _stand_in(getattr(shared.request, name), shared) for name in ("patient", "patient_id", "clinician")
    }
    return replace(shared.request, **given)


def shown_clinic(shared: Shared) -> Clinic:
    """The clinic as templates get it."""
    clinic = shared.clinic
    texts = ("name", "phone", "after_hours_phone", "email", "website")
    given: dict[str, Any] = {name: _stand_in(getattr(clinic, name), shared) for name in texts}
    given |= {name: [_stand_in(text, shared) for text in getattr(clinic, name)] for name in ("address", "notice")}
    if clinic.approval:
        signed: dict[str, Any] = {"date": StandIn("", StandIn(dict(shared.printed)[APPROVED]))}
        signed |= {name: _stand_in(getattr(clinic.approval, name), shared) for name in ("clinician", "role")}
        given["approval"] = replace(clinic.approval, **signed)
    return replace(clinic, **given)


def shown_hours(shared: Shared) -> list[StandIn]:
    """The lines of the opening hours as templates get them."""
    return [StandIn(line) for line in shared.hours]


def _stand_in(char: str, shared: Shared) -> StandIn | str:
    printed = dict(shared.printed).get(char)
    return StandIn(char, StandIn(printed) if printed else None) if char else ""
