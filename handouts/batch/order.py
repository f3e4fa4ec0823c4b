"""One sheet of a batch: what is ordered, and what became of it.  Plain data, which crosses between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.clinics import Clinic
from handouts.errors import Problem
from handouts.model import Request
from handouts.readback import How

State = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Versions:
    """What a sheet depends on, each as a version or a digest; "" where it would tell of a patient.

    Two sheets with equal versions are the same file, byte for byte.
    """

    inputs: str
    template: str
    catalog: str
    program: str


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet to make: `file` is its place in the output folder, `origin` the clinic's id or the patient's row.

    `proof` says how it is to be proven.
    """

    file: str
    origin: str
    request: Request
    versions: Versions
    proof: How = "full"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Orders of one clinic, which one worker makes one after the other."""

    clinic: Clinic
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished sheet: the digest of its file, its size, and what was proven, and how."""

    sha256: str
    size: int
    pages: int
    lines: int
    values: int
    mark: str
    proof: How
    replaced: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A sheet that was not made, and why; nothing of `problems` may be a patient's.

    `hopeless` means that no other sheet can be made either: the disk is full.
    """

    problems: tuple[Problem, ...]
    hopeless: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order, or of all `sheets` of an origin that cannot have any; then `file` is ""."""

    origin: str
    file: str
    state: State
    problems: tuple[Problem, ...] = ()
    sheets: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """What a clinic, or some rows of patients, ask for: `orders`, and what is `refused` before anything is made.

    `skipped` is what nobody named and cannot be: the reason and the file of each, "" if that is not known.
    """

    clinic: Clinic | None
    orders: tuple[Order, ...]
    refused: tuple[Outcome, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def sheets(self) -> int:
        """How many sheets were asked for."""
        return len(self.orders) + sum(outcome.sheets for outcome in self.refused)
