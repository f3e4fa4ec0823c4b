"""The spine: a request becomes a proven sheet, in six steps that each can be read alone."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import NamedTuple

from handouts.admission import admit, general_rule
from handouts.arranging import arranged
from handouts.clinics import Clinic, open_days
from handouts.editions import EDITIONS, PROOF, Edition
from handouts.errors import Problem, UsageError
from handouts.fill import fill
from handouts.localize import load_locale
from handouts.model import Handout, Paper, Request
from handouts.parse import parse
from handouts.pdf import Meta, write
from handouts.protocol import resolve
from handouts.readback import How, Proof, prove
from handouts.schedule import closed_days
from handouts.typeset.pages import Layout, lay_out


class Sheet(NamedTuple):
    """A finished sheet: its bytes, what it says, where it says it, and the proof that it reads back."""

    data: bytes
    handout: Handout
    layout: Layout
    proof: Proof
    name: str
    warnings: tuple[str, ...] = ()


def make(request: Request, clinic: Clinic, proof: How = "full") -> Sheet:
    """Make one sheet; its `proof` is "full", or "quick" for one of many.

    Raises a `HandoutError` of the step that refuses; then there is no sheet.
    """
    admit(request, clinic)
    protocol = resolve(clinic, request.treatment, request.region, sedation=request.sedation)
    locale = load_locale(request.locale)
    edition = PROOF if request.proof else EDITIONS[request.edition]
    handout = arranged(_with_logo(parse(fill(request, clinic, protocol, locale)), clinic), edition)
    if request.chart_copy and not handout.chart:
        raise _no_chart_copy(request)
    data, layout, proven = finish(handout, edition, request.paper, clinic.colour, proof)
    return Sheet(data, handout, layout, proven, file_name(request), _warnings(request, clinic))


def settle_for_many() -> None:
    """Tell Python that this process makes many sheets: what it keeps is kept for long, and hardly ever in circles.

    Else it would look through all that sheets share, again and again, for something to throw away.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


def finish(
    handout: Handout, edition: Edition, paper: Paper, colour: str = "", proof: How = "full"
) -> tuple[bytes, Layout, Proof]:
    """The last steps, for any handout: its file, where things stand in it, and the proof that it reads back."""
    layout = lay_out(handout, edition, paper)
    data = write(layout, _meta(handout), colour)
    return data, layout, prove(data, handout, layout, proof)


def _no_chart_copy(request: Request) -> UsageError:
    message = f"A sheet of kind “{request.kind}” has no page for the chart."
    return UsageError(Problem("no-chart-copy", message, "Leave --chart-copy out.", key="--chart-copy"))


def _with_logo(handout: Handout, clinic: Clinic) -> Handout:
    """The clinic's picture is not text, so it joins the letterhead after parsing."""
    if clinic.logo is None:
        return handout
    logo = replace(clinic.logo, alt=clinic.name)
    return replace(handout, letterhead=replace(handout.letterhead, logo=logo))


def _warnings(request: Request, clinic: Clinic) -> tuple[str, ...]:
    """What whoever typed the options should know: dates that were typed are printed as they are."""
    closed = closed_days((request.procedure_date, request.first_session), open_days(clinic))
    doubts = tuple(f"The clinic is closed on {day.isoformat()}, a {day:%A}; the sheet says that day." for day in closed)
    return doubts + general_rule(request, clinic)


def _meta(handout: Handout) -> Meta:
    return Meta(handout.title, handout.author, handout.language, handout.written)


def file_name(request: Request) -> str:
    """A clear name without anything about the patient: aftercare-prp-left-knee-es.pdf."""
    area = "-".join(part for part in (request.side, request.joint, request.region) if part)
    size = "" if request.edition == "standard" else f"-{request.edition}"
    copy = "-proof" if request.proof else ""
    return f"{request.kind}-{request.treatment}-{area}-{request.locale}{size}{copy}.pdf"
