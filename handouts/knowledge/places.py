"""Treatments, regions of the body and countries, as the rows of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.model import Paper


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment.  `donor` says where the patient's own blood or tissue is taken ("arm"), "" for none.

    A clinic's approval counts for a `sensitive` one only where the clinic names it.
    """

    id: str
    name: str
    offered: bool = False
    sensitive: bool = False
    donor: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the body.

    `red_flags` names the sets of warning signs shown beside the general ones, such as "SPINE" and "HEAD".
    `driving_leg`: the treated leg may be the one the patient drives with.  `groups` are "joint" and "spine".
    """

    id: str
    name: str
    offered: bool = False
    sensitive: bool = False
    sided: bool = False
    driving_leg: bool = False
    groups: frozenset[str] = frozenset()
    red_flags: tuple[str, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether it is a joint."""
        return "joint" in self.groups

    @property
    def spine(self) -> bool:
        """Whether it is a part of the spine."""
        return "spine" in self.groups


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code, with the number for an ambulance.

    `urgent` is a number for urgent advice that is no emergency, "" where there is none.  `paper` is what its printers
    hold; `fahrenheit` is whether its people read temperatures so.
    """

    code: str
    name: str
    emergency: str
    urgent: str = ""
    paper: Paper = "a4"
    fahrenheit: bool = False
