"""What no sheet is made for, whatever the templates could say about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handouts.errors import ClinicError, Problem, UsageError
from handouts.knowledge import evidence, jurisdiction, regions, treatments

if TYPE_CHECKING:
    from handouts.clinics import Clinic
    from handouts.model import Request


def admit(request: Request, clinic: Clinic) -> None:
    """Let a request pass for which a sheet can be made.

    Raises `UsageError` for a treatment that makes no sense as asked for, and `ClinicError` where the clinic's file
    lacks what the law makes the sheet say.
    """
    if problems := list(_nonsense(request)):
        raise UsageError(problems)
    if treatments()[request.treatment].regulated and not clinic.jurisdiction:
        name = treatments()[request.treatment].name
        message = f"{name} needs the rules of the place where you treat, and the file does not name it."
        hint = 'Write the country, or country and state, above the first [heading]: jurisdiction = "US-OR"'
        raise ClinicError(Problem("no-jurisdiction", message, hint, file=clinic.source, key="jurisdiction"))


def _nonsense(request: Request) -> Iterator[Problem]:
    region = regions()[request.region]
    if reason := evidence(request.treatment, request.region).refused:
        hint = "Choose another treatment or another region."
        yield Problem("no-such-treatment", f"No sheet is made for this. {reason}", hint, key="--treatment")
    if request.side and not region.sided:
        yield Problem("no-side", f"The {region.in_sentence} has no side.", "Leave --side out.", key="--side")
    if request.joint and request.joint not in region.joints:
        choices = " or ".join(region.joints)
        hint = f"Choose {choices}." if choices else "Leave --joint out."
        message = f"The {region.in_sentence} is not a part of that joint."
        yield Problem("no-such-joint", message, hint, key="--joint")
    if request.guidance == "none" and region.imaging:
        message = f"A needle is never placed in a {region.in_sentence} unseen."
        yield Problem("needs-imaging", message, "Choose --guidance x-ray or --guidance ultrasound.", key="--guidance")


def general_rule(request: Request, clinic: Clinic) -> tuple[str, ...]:
    """What whoever makes the sheet should know: that the rules of the clinic's place are not known to the program."""
    if not treatments()[request.treatment].regulated or jurisdiction(clinic.jurisdiction).known:
        return ()
    return (f"The rules of {clinic.jurisdiction} are not known; the sheet has the general line. Check it.",)
