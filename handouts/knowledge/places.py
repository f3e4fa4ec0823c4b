"""Treatments, regions of the body, evidence, jurisdictions and countries, as the rows of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from handouts.model import Paper

GENERAL = "general"


class Treatment(NamedTuple):
    """A treatment.  `donor` says where the patient's own blood or tissue is taken: "arm", "hip" (bone marrow), "fat",
    "source" (marrow or fat), "" for none.

    A clinic's approval counts for a `sensitive` one only where the clinic names it.  A `regulated` one needs the
    clinic's jurisdiction, whose rule is printed.
    """

    id: str
    name: str
    family: Literal["fluid", "prp", "cells"]
    sensitive: bool = False
    regulated: bool = False
    sources: tuple[str, ...] = ()
    donor: str = ""


class Region(NamedTuple):
    """A region of the body.

    `red_flags` names the sets of warning signs shown beside the general ones, such as "SPINE" and "HEAD".
    `driving_leg`: the treated leg may be the one the patient drives with.  `imaging`: the needle is never placed
    unseen.  `groups` say what it is: "joint", "spine", "disc", "tendon", "muscle", "labrum".  `joints` are those to
    choose from, for a part that more than one joint has.
    """

    id: str
    name: str
    sensitive: bool = False
    sided: bool = False
    driving_leg: bool = False
    imaging: bool = False
    joints: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    red_flags: tuple[str, ...] = ()

    @property
    def in_sentence(self) -> str:
        """The name as it stands inside a sentence: "low back", but "SI joint"."""
        return self.name if self.name[1].isupper() else self.name[0].lower() + self.name[1:]

    @property
    def joint(self) -> bool:
        """Whether it is a joint."""
        return "joint" in self.groups

    @property
    def spine(self) -> bool:
        """Whether it is a part of the spine."""
        return "spine" in self.groups


class Evidence(NamedTuple):
    """How good the evidence is for a treatment in a region: `code` is B, M, N, F or X, of two the more cautious.

    `refused` is why the two make no sense together, "" where they do.
    """

    code: str
    sources: tuple[str, ...]
    refused: str = ""


class Jurisdiction(NamedTuple):
    """A place with a rule about these treatments.

    `rule` names the sentence in templates/parts/regulation.xml.jinja; "general" is where the rules are not known.
    `notice` is the law that wants a written notice before treatment with cells, "" where there is none.
    """

    code: str
    rule: str
    sources: tuple[str, ...] = ()
    notice: str = ""

    @property
    def known(self) -> bool:
        """Whether its rules are known."""
        return self.rule != GENERAL


class Country(NamedTuple):
    """A country by its ISO 3166 code, with the number for an ambulance.

    `urgent` is a number for urgent advice that is no emergency, "" where there is none.  `paper` is what its printers
    hold; `fahrenheit` is whether its people read temperatures so; `the` is whether its name has an article.
    """

    code: str
    name: str
    emergency: str
    urgent: str = ""
    paper: Paper = "a4"
    fahrenheit: bool = False
    the: bool = False

    @property
    def in_sentence(self) -> str:
        """The name as it stands inside a sentence: "the United Kingdom"."""
        return f"the {self.name}" if self.the else self.name
