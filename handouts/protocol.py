"""The values that hold for one treatment in one region at one clinic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from handouts.clinics.effective import deciding_scope
from handouts.knowledge import Limits, defaults, parameters

if TYPE_CHECKING:
    from handouts.clinics import Clinic, Scope

Origin = Literal["default", "clinic", "treatment", "region", "sedation"]


@dataclass(frozen=True, slots=True)
class Protocol(Mapping[str, Any]):
    """Values by parameter id: whole and decimal numbers, true and false, words, and tuples of whole numbers.

    A parameter that means nothing for the region (a lifting limit for a knee) is not in it.  `raised` are those that
    sedation made stricter.
    """

    treatment: str
    region: str
    settled: Mapping[str, Any] = field(hash=False)
    scopes: Mapping[str, Scope] = field(hash=False)
    sedation: bool = False
    raised: frozenset[str] = frozenset()

    def __getitem__(self, parameter: str) -> Any:  # noqa: ANN401  # templates take any of the types above
        return self.settled[parameter]

    def __iter__(self) -> Iterator[str]:
        return iter(self.settled)

    def __len__(self) -> int:
        return len(self.settled)

    def origin(self, parameter: str) -> Origin:
        """Who decided `parameter`: the "default"; the clinic, for everything, a treatment or a region; or sedation."""
        if parameter in self.raised:
            return "sedation"
        scope = self.scopes.get(parameter)
        if scope is None:
            return "default"
        if scope.region:
            return "region"
        return "treatment" if scope.treatment else "clinic"

    def limits(self, parameter: str) -> Limits:
        """The range that is safe here."""
        usual = parameters()[parameter].limits(self.treatment, self.region)
        if self.sedation and parameter in SEDATION_HOURS:
            return usual._replace(low=max(usual.low or 0, SEDATION_HOURS[parameter]), hard=True)
        if self.sedation and parameter == DRIVER:
            return usual._replace(choices=("yes",), hard=True)
        return usual


# After sedation nothing goes below these, whatever the clinic set (findings/clinical.md 6, hard floors).
DRIVER = "driver_required"
SEDATION_HOURS = {"no_driving_hours": 24, "alcohol_avoid_hours_after": 24}


def resolve(clinic: Clinic, treatment: str, region: str, *, sedation: bool = False) -> Protocol:
    """The protocol of `clinic` for `treatment` in `region`, with values that were proved safe.

    With `sedation` somebody else must drive, and driving and alcohol wait for a day at least.
    """
    values = dict(defaults(treatment, region))
    written = {scope.parameter for scope in clinic.overrides}.intersection(values)
    decided = {name: deciding_scope(clinic.overrides, treatment, region, name) for name in values if name in written}
    scopes = {name: scope for name, scope in decided.items() if scope}
    values |= {name: clinic.overrides[scope].value for name, scope in scopes.items()}
    if not sedation:
        return Protocol(treatment, region, values, scopes)
    sedated = _sedated(values)
    raised = frozenset(name for name in values if sedated[name] != values[name])
    return Protocol(treatment, region, sedated, scopes, sedation, raised)


def _sedated(values: dict[str, Any]) -> dict[str, Any]:
    floors = {name: max(least, values[name]) for name, least in SEDATION_HOURS.items()}
    return values | floors | {DRIVER: "yes"}


def paracetamol_doses(protocol: Protocol) -> int:
    """Doses of paracetamol in 24 hours that both the day's most and the least gap between doses allow."""
    by_amount = protocol["paracetamol_max_mg_day"] // protocol["paracetamol_single_mg"]
    by_gap = 24 // protocol["paracetamol_min_gap_h"]
    return int(min(by_amount, by_gap))
