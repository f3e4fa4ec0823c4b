"""Why a sheet is not clean."""

from __future__ import annotations

from datetime import date

from handouts.clinics import Clinic
from handouts.kinds import Kind
from handouts.knowledge import regions, treatments
from handouts.localize import Locale, Miss
from handouts.model import Request


def reasons(request: Request, clinic: Clinic, kind: Kind, locale: Locale, review_due: date) -> tuple[str, ...]:
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
