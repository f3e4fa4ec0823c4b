"""From a clinic file to a `Clinic`, with every fault of the file in one ClinicError."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.clinics import fields, opening, signing
from handouts.clinics.clinic import Clinic
from handouts.clinics.faults import Faults, shown
from handouts.clinics.logo import LogoFault, read_logo
from handouts.clinics.notice import NoticeFault, read_notice
from handouts.clinics.overrides import read_overrides
from handouts.clinics.source import parse_toml, read_text
from handouts.clinics.table import Table
from handouts.data import data_dir
from handouts.knowledge import parameters, treatments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.model import Logo

TOP_KEYS = (
    "name",
    "address",
    "country",
    "language",
    "phone",
    "after_hours_phone",
    "email",
    "website",
    "logo",
    "colour",
    "paper",
    "jurisdiction",
    "notice",
    "hours",
    "approval",
    "protocol",
)

# The day on which the sample clinic's settings were approved: a computer whose clock is behind makes its sheets too.
SAMPLE_APPROVED = date(2026, 11, 1)


def load_clinic(path: Path, today: date) -> Clinic:
    """The clinic that the file at `path` describes.  Raises ClinicError with all its faults; `today` judges dates."""
    text = read_text(path)
    clinic = build_clinic(parse_toml(text, str(path)), text, path, today)
    return replace(clinic, sample=path.samefile(_sample_path()))


def sample_clinic(today: date) -> Clinic:
    """The clinic that comes with the program; its sheets are marked SAMPLE."""
    return load_clinic(_sample_path(), max(today, SAMPLE_APPROVED))


@cache
def _sample_path() -> Path:
    return data_dir("examples") / "harbor" / "clinic.toml"


def new_clinic_text() -> str:
    """A commented clinic file to fill in.  It is refused until that is done."""
    return Path(__file__).with_name("new.toml").read_text("utf-8")


def build_clinic(values: Mapping[str, Any], text: str, path: Path, today: date) -> Clinic:
    """The clinic that `values`, read from the `text` of the file at `path`, describe.  Raises ClinicError."""
    faults = Faults(str(path), text)
    top = Table(values, faults)
    top.refuse_unknown(TOP_KEYS, _hints_below())
    country = fields.read_country(top)
    name = top.text("name", required=True)
    clinic = Clinic(
        name=name,
        address=fields.read_address(top),
        country=country.code if country else "",
        language=fields.read_language(top),
        phone=fields.read_phone_setting(top, "phone", country),
        after_hours_phone=fields.read_phone_setting(top, "after_hours_phone", country, may_be_none=True),
        paper=fields.read_paper(top, country),
        hours=opening.read_hours(top, _MISPLACED),
        source=path.name,
        email=fields.read_email(top),
        website=fields.read_website(top),
        logo=_logo(top, path.parent, name),
        colour=fields.read_colour(top),
        jurisdiction=fields.read_jurisdiction(top, country),
        notice=_notice(top, path.parent),
        approval=signing.read_approval(top, today, _MISPLACED),
        overrides=read_overrides(top, _MISPLACED),
    )
    faults.raise_if_any()
    return clinic


def _logo(top: Table, folder: Path, alt: str) -> Logo | None:
    name = top.text("logo")
    if not name:
        return None
    logo = read_logo(name, folder, alt)
    if isinstance(logo, LogoFault):
        top.fault("logo", logo.code, f"{shown(name)}: {logo.message}", logo.hint)
        return None
    return logo


def _notice(top: Table, folder: Path) -> tuple[str, ...]:
    name = top.text("notice")
    if not name:
        return ()
    notice = read_notice(name, folder)
    if isinstance(notice, NoticeFault):
        top.fault("notice", notice.code, f"{shown(name)}: {notice.message}", notice.hint)
        return ()
    return notice


_ABOVE = "It belongs to the clinic itself: move it above the first [heading] of the file."
_MISPLACED = dict.fromkeys(TOP_KEYS, _ABOVE)


@cache
def _hints_below() -> Mapping[str, str]:
    """Advice for settings that stand at the top of the file and belong under a heading."""
    return {
        **dict.fromkeys(parameters(), "It belongs under the heading [protocol]."),
        **{treatment: f"Write the heading [protocol.{treatment}]." for treatment in treatments()},
        **dict.fromkeys(opening.KEYS, "It belongs under the heading [[hours]]."),
        **dict.fromkeys(signing.KEYS, "It belongs under the heading [approval]."),
    }
