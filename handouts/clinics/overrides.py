"""What the clinic sets itself: `[protocol]`, `[protocol.<treatment>]` and `[protocol.<treatment>.<region>]`."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from handouts.clinics.clinic import Override, Overrides, Scope
from handouts.clinics.contradictions import report_contradictions
from handouts.clinics.faults import Faults, any_of, did_you_mean, shown
from handouts.clinics.ranges import report_out_of_range
from handouts.clinics.typed import WrongType, typed_value
from handouts.knowledge import Parameter, parameters, regions, treatments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.clinics.lines import KeyPath
    from handouts.clinics.table import Table


def read_overrides(top: Table, misplaced: Mapping[str, str]) -> Overrides:
    """The clinic's own values by scope, each safe wherever it holds, and none at odds with another."""
    if not top.has("protocol"):
        return {}
    values = top.values["protocol"]
    if not isinstance(values, dict):
        hint = "Write [protocol] on a line, and the settings below it."
        top.fault("protocol", "wrong-type", "The protocol is not written as a table.", hint)
        return {}
    known = _faultless(_Written(values), tuple(misplaced))
    return _judged(values, misplaced, top.faults) if known is None else known


def _judged(values: Mapping[str, Any], misplaced: Mapping[str, str], faults: Faults) -> Overrides:
    reader = _Reader(faults, misplaced)
    reader.read(values)
    unsafe = report_out_of_range(reader.found, reader.mistyped, faults)
    report_contradictions(reader.found, reader.mistyped | unsafe, faults)
    return {scope: override for scope, (_, override) in reader.found.items()}


class _Written(dict[str, Any]):
    """Settings as they are written; many clinics write the same."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(repr(self))

    def __eq__(self, other: object) -> bool:
        return repr(self) == repr(other)


@functools.lru_cache(256)
def _faultless(values: _Written, misplaced: tuple[str, ...]) -> Overrides | None:
    """The overrides, if nothing is wrong with them: most clinics of a batch share theirs, and they are judged once."""
    faults = Faults("", "")
    found = _judged(values, dict.fromkeys(misplaced, ""), faults)
    return None if len(faults) else found


class _Reader:
    """Walks the three levels.  What is unknown or of the wrong type is a fault and goes no further."""

    def __init__(self, faults: Faults, misplaced: Mapping[str, str]) -> None:
        self.faults = faults
        self.misplaced = misplaced
        self.found: dict[Scope, tuple[KeyPath, Override]] = {}
        self.mistyped: set[Scope] = set()

    def read(self, values: Mapping[str, Any], treatment: str = "", region: str = "") -> None:
        path: KeyPath = tuple(part for part in ("protocol", treatment, region) if part)
        below = _names_below(treatment, region)
        for key, value in values.items():
            here = (*path, key)
            if key in below:
                self._descend(value, here, treatment or key, key if treatment else "")
            elif key in parameters():
                self._set(parameters()[key], value, here, treatment, region)
            elif not self.faults.full:
                self._unknown(key, here, value, treatment, region)

    def _descend(self, value: object, path: KeyPath, treatment: str, region: str) -> None:
        if isinstance(value, dict):
            self.read(value, treatment, region)
        else:
            hint = f"Write [{'.'.join(str(part) for part in path)}] on a line, and the settings below it."
            self.faults.add(path, "wrong-type", f"This needs settings of its own, not {shown(value)}.", hint)

    def _set(self, parameter: Parameter, value: object, path: KeyPath, treatment: str, region: str) -> None:
        if region and not parameter.applies(region):
            message = f"This setting has no meaning for the {regions()[region].in_sentence}."
            self.faults.add(path, "meaningless", message, "Leave the line out.")
            return
        scope = Scope(treatment, region, parameter.id)
        typed = typed_value(parameter, value)
        if isinstance(typed, WrongType):
            self.faults.add(path, typed.code, typed.message, typed.hint)
            self.mistyped.add(scope)
        else:
            self.found[scope] = (path, Override(typed, ".".join(str(part) for part in path)))

    def _unknown(self, key: str, path: KeyPath, value: object, treatment: str, region: str) -> None:
        below = _names_below(treatment, region)
        if key in self.misplaced:
            self.faults.add(path, "unknown-key", f"There is no setting {shown(key)} here.", self.misplaced[key])
        elif isinstance(value, dict) and below:
            what = "region" if treatment else "treatment"
            code, message = f"unknown-{what}", f"There is no {what} {shown(key)}."
            self.faults.add(path, code, message, _table_hint(key, below, treatment))
        else:
            hint = did_you_mean(key, [*parameters(), *below]) or "See them all with: python generate.py list parameters"
            self.faults.add(path, "unknown-parameter", f"There is no setting {shown(key)} here.", hint)


def _names_below(treatment: str, region: str) -> tuple[str, ...]:
    if region:
        return ()
    return tuple(regions()) if treatment else tuple(treatments())


def _table_hint(key: str, below: tuple[str, ...], treatment: str) -> str:
    if not treatment and key in regions():
        return f"Name the treatment first, such as [protocol.{below[0]}.{key}]."
    return did_you_mean(key, below) or f"Write {any_of(below)}."
