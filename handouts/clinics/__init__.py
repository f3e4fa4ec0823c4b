"""Clinic files: TOML that a clinic writes, checked against the knowledge, as a `Clinic`."""

from handouts.clinics.clinic import DAYS, Approval, Clinic, Hours, Override, Overrides, Scope, open_days
from handouts.clinics.contradictions import doubts
from handouts.clinics.fields import contrast_with_white
from handouts.clinics.load import build_clinic, load_clinic, new_clinic_text, sample_clinic

__all__ = [
    "DAYS",
    "Approval",
    "Clinic",
    "Hours",
    "Override",
    "Overrides",
    "Scope",
    "build_clinic",
    "contrast_with_white",
    "doubts",
    "load_clinic",
    "new_clinic_text",
    "open_days",
    "sample_clinic",
]
