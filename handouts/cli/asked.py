"""What may be asked of a kind of sheet: each option with its help, in the order in which they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from handouts.kinds import OPTIONS, Kind

# Only some kinds take these.
OF_A_KIND = frozenset(name.replace("-", "_") for name in OPTIONS)


def option(name: str, metavar: str | None, text: str) -> object:
    """A Typer option of one name; without `metavar` it is a flag."""
    return typer.Option(name, metavar=metavar, help=text, show_default=False)


Clinic = Annotated[str | None, option("--clinic", "FILE", "The clinic's file. Without it: the sample clinic.")]
Treatment = Annotated[str, option("--treatment", "ID", "Which treatment. Choices: list treatments.")]
Region = Annotated[str, option("--region", "ID", "Which part of the body. Choices: list regions.")]
Side = Annotated[str, option("--side", "SIDE", "left or right. Without it: boxes to tick.")]
Joint = Annotated[str, option("--joint", "JOINT", "hip or shoulder, for a labrum. Without it: boxes to tick.")]
Guidance = Annotated[str, option("--guidance", "HOW", "ultrasound, x-ray or none. Without it: nothing is said of it.")]
Sedation = Annotated[bool, option("--sedation", None, "With medicine to make the patient sleepy.")]
Locale = Annotated[str, option("--locale", "TAG", "Language. Without it: the clinic's. Choices: list locales.")]
Patient = Annotated[str, option("--patient", "NAME", "Without it: a line to write on. With -: read from input.")]
PatientId = Annotated[str, option("--patient-id", "ID", "Without it: a line to write on. With -: read from input.")]
Clinician = Annotated[str, option("--clinician", "NAME", "Who treats. Without it: a line to write on.")]
ProcedureDate = Annotated[str, option("--procedure-date", "YYYY-MM-DD", "The day of the procedure.")]
Time = Annotated[str, option("--time", "HH:MM", "When to come, such as 09:30 or 14:00.")]
FirstSession = Annotated[str, option("--first-session", "YYYY-MM-DD", "The day of the first session.")]
Sessions = Annotated[str, option("--sessions", "N", "How many sessions. Without it: the clinic's number.")]
WeeksBetween = Annotated[str, option("--weeks-between", "N", "Weeks between them. Without it: the clinic's number.")]
PaperSize = Annotated[str, option("--paper", "SIZE", "a4 or letter. Without it: the clinic's.")]
EditionName = Annotated[str, option("--edition", "NAME", "standard or large (large print). Without it: standard.")]
ChartCopy = Annotated[bool, option("--chart-copy", None, "Add a page to sign, for the clinic's own file.")]
Proof = Annotated[bool, option("--proof", None, "Make a clinician's copy, with sources and settings in the margin.")]
Draft = Annotated[bool, option("--draft", None, "Make a draft; what is not translated stays English.")]
Out = Annotated[str, option("--out", "PATH", "A file, or a folder to put it in. Without it: this folder.")]
Open = Annotated[bool, option("--open", None, "Show the sheet when it is made.")]
Print = Annotated[str | None, option("--print", "[PRINTER]", "Print the sheet, on the usual or a named printer.")]
Json = Annotated[bool, option("--json", None, "Answer with one JSON object.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Options as typed.  Those that were not given, or that a kind does not take, are "", None or False."""

    kind: Kind
    clinic: Clinic = None
    treatment: Treatment = ""
    region: Region = ""
    side: Side = ""
    joint: Joint = ""
    guidance: Guidance = ""
    sedation: Sedation = False
    locale: Locale = ""
    patient: Patient = ""
    patient_id: PatientId = ""
    clinician: Clinician = ""
    procedure_date: ProcedureDate = ""
    time: Time = ""
    first_session: FirstSession = ""
    sessions: Sessions = ""
    weeks_between: WeeksBetween = ""
    paper: PaperSize = ""
    edition: EditionName = ""
    chart_copy: ChartCopy = False
    proof: Proof = False
    draft: Draft = False
    out: Out = ""
    show: Open = False
    printer: Print = None
    as_json: Json = False
