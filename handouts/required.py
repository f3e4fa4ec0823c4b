"""What each kind of sheet must say, whatever its template leaves out.

Source: the clinical findings, 7.2; "adults" is issue 2's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Requirement(NamedTuple):
    """Something a sheet must say: `id` is what a template writes in `covers`, `what` completes "must give …"."""

    id: str
    what: str


_WHAT = {
    "identity": "the box with patient, treatment, region, side, date, clinic and clinician",
    "description": "a plain one-line description of the treatment",
    "evidence": "the evidence sentence for this treatment and region",
    "other-choices": "the other choices a patient has",
    "risks": "the risks, or the signs of them",
    "blood-thinner": "the blood-thinner sentence and the box for the plan",
    "nsaid": "the rule for anti-inflammatory medicines (NSAIDs)",
    "paracetamol": "the paracetamol limit with the caution to read labels",
    "infection": "what to do about infection, fever or feeling ill",
    "prompt-pregnancy": "the question about pregnancy",
    "prompt-allergy": "the question about allergies",
    "prompt-diabetes": "the question about diabetes",
    "prompt-cancer": "the question about cancer",
    "prompt-immune": "the question about the immune system",
    "emergency": "the emergency block with the local number",
    "when-to-call": "when to call, with the clinic's phone and what to do out of hours",
    "stop-review": "the rule for stopping and reviewing",
    "scores": "the score boxes",
    "regulatory": "the regulatory or off-label line",
    "cost": "the cost line",
    "general-information": "that this is general information and the clinician's advice comes first",
    "imprint": "version, sources, dates written and to be reviewed, and who approved it",
    "read-back": "the read-back questions",
    "interpreter": "the offer of an interpreter and of large print",
    "adults": "that it is for adults",
}


def _needs(ids: str) -> tuple[Requirement, ...]:
    return tuple(Requirement(each, _WHAT[each]) for each in ids.split())


_START = "identity description evidence other-choices risks blood-thinner"
_PROMPTS = "prompt-pregnancy prompt-allergy prompt-diabetes prompt-cancer prompt-immune"
_HELP = "emergency when-to-call"
_END = "general-information imprint read-back interpreter adults"

REQUIRED: Mapping[str, tuple[Requirement, ...]] = MappingProxyType(
    {
        "pre-procedure": _needs(f"{_START} nsaid paracetamol infection {_PROMPTS} {_HELP} {_END}"),
        "aftercare": _needs(f"{_START} nsaid paracetamol infection {_HELP} {_END}"),
        "session-plan": _needs(f"{_START} infection {_HELP} stop-review scores regulatory cost {_END}"),
        "about": _needs(f"{_START} {_PROMPTS} {_HELP} regulatory cost {_END}"),
        "diary": _needs(f"identity scores {_HELP} paracetamol general-information imprint"),
    }
)

_ANY_KIND = _needs(f"identity {_HELP} general-information")


def required(kind: str) -> tuple[Requirement, ...]:
    """What a sheet of `kind` must say; a kind that 7.2 does not know needs at least what keeps a patient safe."""
    return REQUIRED.get(kind, _ANY_KIND)
