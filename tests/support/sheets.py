"""Sheets of the sample clinic as data: asked for, filled and parsed, for any kind, treatment and region."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

from handouts.clinics import Clinic, Override, Scope, sample_clinic
from handouts.fill import fill
from handouts.knowledge import regions, treatments
from handouts.localize import load_locale
from handouts.model import Handout, RedFlags, Request, plain
from handouts.parse import parse
from handouts.protocol import resolve
from handouts.reading import leaf_texts

TODAY = date(2026, 11, 22)
DAY = date(2026, 12, 1)
KINDS = ("pre-procedure", "aftercare", "session-plan", "about", "diary")
SHEETS = [(kind, treatment, region) for kind in KINDS for treatment in treatments() for region in regions()]


def clinic(country: str = "US", **values: float | str | bool | tuple[int, ...]) -> Clinic:
    """The sample clinic with its own values, in another country if asked."""
    overrides = {Scope("", "", name): Override(value, f"protocol.{name}") for name, value in values.items()}
    return replace(sample_clinic(TODAY), country=country, overrides=MappingProxyType(overrides))


def ask(kind: str, treatment: str = "prp", region: str = "knee", **values: object) -> Request:
    """A request with everything given, changed by `values`."""
    given: dict[str, object] = {
        "locale": "en",
        "paper": "letter",
        "side": "left" if regions()[region].sided else None,
        "patient": "María Núñez",
        "patient_id": "48213",
        "clinician": "Dr. Maria Lopez",
        "procedure_date": DAY,
        "time": time(10, 30),
        "first_session": DAY,
    }
    return Request(kind, treatment, region, today=TODAY, **(given | values))  # type: ignore[arg-type]


def made(asked: Request, of: Clinic | None = None) -> Handout:
    """The handout that is made for `asked`."""
    of = of or clinic()
    return parse(
        fill(asked, of, resolve(of, asked.treatment, asked.region, sedation=asked.sedation), load_locale(asked.locale))
    )


def said(handout: Handout) -> str:
    """Everything the sheet says, a line for each piece."""
    return "\n".join(leaf_texts(handout))


def flags(handout: Handout) -> tuple[str, str]:
    """The words of both halves of the red-flag box: emergencies, same-day calls."""
    box = next(block for block in handout.blocks if isinstance(block, RedFlags))
    emergency, same_day = (
        "\n".join(map(plain, (side.heading, *side.items, *side.after))) for side in (box.emergency, box.same_day)
    )
    return emergency, same_day
