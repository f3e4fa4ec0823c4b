"""What is asked for: one sheet, for one patient or for none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Side = Literal["left", "right"]

Guidance = Literal["", "ultrasound", "x-ray", "none"]

Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Request:
    """One sheet as asked for.  `None` or "" means not given: the sheet has a write-in line there.

    `joint` is which joint's labrum it is; `guidance` is how the needle is seen ("" leaves it unsaid); with `sedation`
    the patient is given medicine to be sleepy.  `chart_copy` adds a page to sign for the clinic's own file; `proof`
    makes a clinician's copy that shows what each statement rests on.
    """

    kind: str
    treatment: str
    region: str
    locale: str
    paper: Paper
    today: date
    side: Side | None = None
    joint: str = ""
    guidance: Guidance = ""
    sedation: bool = False
    patient: str = ""
    patient_id: str = ""
    clinician: str = ""
    procedure_date: date | None = None
    time: time | None = None
    first_session: date | None = None
    sessions: int | None = None
    weeks_between: int | None = None
    edition: str = "standard"
    draft: bool = False
    chart_copy: bool = False
    proof: bool = False
