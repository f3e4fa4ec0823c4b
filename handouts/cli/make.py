"""One command for each kind of sheet: options -> request -> sheet -> file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from handouts.cli import options
from handouts.cli.options import Collector
from handouts.cli.report import reporting, say, say_json, warn
from handouts.errors import UsageError
from handouts.kinds import Kind

if TYPE_CHECKING:
    from handouts.clinics import Clinic
    from handouts.model import Request
    from handouts.sheet import Sheet

SAMPLE_TREATMENT, SAMPLE_REGION = "dextrose", "low-back"
COMMON: dict[str, tuple[Any, Any]] = {
    "clinic": (options.Clinic, ""),
    "treatment": (options.Treatment, ""),
    "region": (options.Region, ""),
    "side": (options.Side, ""),
    "locale": (options.Locale, ""),
    "patient": (options.Patient, ""),
    "patient_id": (options.PatientId, ""),
    "clinician": (options.Clinician, ""),
}
OF_A_KIND: dict[str, tuple[Any, Any]] = {
    "procedure-date": (options.ProcedureDate, ""),
    "time": (options.Time, ""),
    "first-session": (options.FirstSession, ""),
    "sessions": (options.Sessions, ""),
    "weeks-between": (options.WeeksBetween, ""),
}
OUTPUT: dict[str, tuple[Any, Any]] = {
    "paper": (options.PaperSize, ""),
    "edition": (options.EditionName, "standard"),
    "draft": (options.Draft, False),
    "out": (options.Out, ""),
    "show": (options.Open, False),
    "printer": (options.Print, None),
    "as_json": (options.Json, False),
}


class KindCommand(TyperCommand):
    """A command whose `--print` may stand without a printer's name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's own context
        """Give a bare `--print` the empty name, which means the usual printer."""
        followed = [*args[1:], "-"]
        bare = [arg == "--print" and after.startswith("-") for arg, after in zip(args, followed, strict=True)]
        named = ["--print=" if alone else arg for arg, alone in zip(args, bare, strict=True)]
        return super().parse_args(ctx, named)


@dataclass(frozen=True, slots=True)
class Asked:
    """Options as typed; those that a kind does not take are empty."""

    kind: Kind
    clinic: str = ""
    treatment: str = ""
    region: str = ""
    side: str = ""
    locale: str = ""
    patient: str = ""
    patient_id: str = ""
    clinician: str = ""
    procedure_date: str = ""
    time: str = ""
    first_session: str = ""
    sessions: str = ""
    weeks_between: str = ""
    paper: str = ""
    edition: str = "standard"
    draft: bool = False
    out: str = ""
    show: bool = False
    printer: str | None = None
    as_json: bool = False


def command(kind: Kind) -> Callable[..., None]:
    """The function behind a kind's command, with just the options that the kind takes."""
    own = {name.replace("-", "_"): OF_A_KIND[name] for name in kind.options}
    table = {**COMMON, **own, **OUTPUT}

    def run(**typed: Any) -> None:  # noqa: ANN401 - Typer calls it by the signature below
        make_and_deliver(Asked(kind, **typed))

    run.__doc__ = kind.help
    run.__name__ = kind.id
    wrapped = reporting(run)
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter(n, keyword, annotation=a, default=d) for n, (a, d) in table.items()]
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapped.__annotations__ = {}
    return wrapped


def make_and_deliver(asked: Asked) -> None:
    """Make the sheet, write it, then show or print it."""
    from handouts.output import destination, write_whole
    from handouts.sheet import make

    clinic = _clinic(asked)
    request = request_for(asked, clinic, _today())
    sheet = make(request, clinic)
    path = destination(Path(asked.out) if asked.out else None, sheet.name, sheet.data)
    write_whole(path, sheet.data)
    warnings = sheet.warnings
    for warning in warnings:
        warn(warning)
    _tell(asked, sheet, path)
    _hand_over(asked, path)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day where the clinic is


def _clinic(asked: Asked) -> Clinic:
    from handouts.clinics import load_clinic, sample_clinic

    return load_clinic(Path(asked.clinic), _today()) if asked.clinic else sample_clinic(_today())


def request_for(asked: Asked, clinic: Clinic, today: date) -> Request:
    """The request that the options make; raises `UsageError` with everything that is wrong with them."""
    from handouts.editions import EDITIONS, PAPER
    from handouts.localize import load_locale
    from handouts.model import Request

    collector = Collector()
    check = collector.check
    treatment, region = _what(asked, clinic, collector)
    names = _names(asked, collector)
    locale = check(load_locale, asked.locale or clinic.language)
    paper = check(options.as_choice, "--paper", asked.paper or clinic.paper, PAPER)
    edition = check(options.as_choice, "--edition", asked.edition, EDITIONS)
    day0 = check(options.as_date, "--procedure-date", asked.procedure_date)
    first = check(options.as_date, "--first-session", asked.first_session)
    moment = check(options.as_time, "--time", asked.time)
    side = check(_side, asked.side, region)
    counts = check(_counts, asked, clinic, treatment, region) or (None, None)
    collector.finish()
    assert locale
    assert paper
    assert edition
    return Request(
        kind=asked.kind.id,
        treatment=treatment,
        region=region,
        locale=locale.info.tag,
        paper=paper,  # type: ignore[arg-type]
        today=today,
        side=side,  # type: ignore[arg-type]
        procedure_date=day0,
        time=moment,
        first_session=first,
        sessions=counts[0],
        weeks_between=counts[1],
        edition=edition,
        draft=asked.draft,
        **names,
    )


def _what(asked: Asked, clinic: Clinic, collector: Collector) -> tuple[str, str]:
    """Treatment and region: only the sample has defaults, since a guess could hand a patient the wrong sheet."""
    from handouts.knowledge import regions, treatments

    default = (SAMPLE_TREATMENT, SAMPLE_REGION) if clinic.sample else ("", "")
    treatment = collector.check(options.as_choice, "--treatment", asked.treatment or default[0], treatments())
    region = collector.check(options.as_choice, "--region", asked.region or default[1], regions())
    return treatment or "", region or ""


def _names(asked: Asked, collector: Collector) -> dict[str, str]:
    given = {"--patient": asked.patient, "--patient-id": asked.patient_id}
    typed = collector.check(options.from_standard_input, given) or dict.fromkeys(given, "")
    typed["--clinician"] = asked.clinician
    checked = {option: collector.check(options.as_text, option, text) or "" for option, text in typed.items()}
    return {option.removeprefix("--").replace("-", "_"): text for option, text in checked.items()}


def _side(side: str, region: str) -> str | None:
    from handouts.knowledge import regions

    if not side:
        return None
    options.as_choice("--side", side, ("left", "right"))
    if region and not regions()[region].sided:
        hint = "Leave --side out."
        raise UsageError(options.refuse("--side", f"The {regions()[region].name.lower()} has no side.", hint))
    return side


def _counts(asked: Asked, clinic: Clinic, treatment: str, region: str) -> tuple[int | None, int | None]:
    """Sessions and the weeks between them, inside what is safe for the treatment and region."""
    from handouts.knowledge import parameters
    from handouts.protocol import resolve

    if not (treatment and region and (asked.sessions or asked.weeks_between)):
        return None, None
    most = int(resolve(clinic, treatment, region)["sessions_max"])
    weeks = parameters()["weeks_between_sessions"]
    limits = weeks.limits(treatment, region)
    safe = (int(limits.low or 1), int(limits.high or 52))
    more = "More sessions need a new assessment of the diagnosis first."
    return (
        options.as_number("--sessions", asked.sessions, (1, most), more),
        options.as_number("--weeks-between", asked.weeks_between, safe, f"The range comes from {weeks.source}."),
    )


def _tell(asked: Asked, sheet: Sheet, path: Path) -> None:
    if not asked.as_json:
        say(str(path))
        return
    say_json(
        file=str(path),
        kind=asked.kind.id,
        pages=sheet.proof.pages,
        lines_proven=sheet.proof.lines,
        values_proven=sheet.proof.values,
        mark=sheet.handout.mark.word if sheet.handout.mark else "",
        warnings=list(sheet.warnings),
    )


def _hand_over(asked: Asked, path: Path) -> None:
    from handouts.cli import device

    if asked.show:
        device.open_file(path)
    if asked.printer is not None:
        device.print_file(path, asked.printer)


