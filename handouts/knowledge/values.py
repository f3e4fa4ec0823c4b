"""A parameter: what a clinic may set, its default and its safe range for each treatment and region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = int | float | bool | str | tuple[int, ...]
ValueType = Literal["int", "number", "bool", "enum", "int_list"]


class Limits(NamedTuple):
    """The safe range of one parameter for one treatment and region, ends included.

    `low` and `high` hold numbers (each item of an int_list), None where that end is open; `choices` holds the words of
    an enum.  A `hard` limit is a floor or cap that no approval lifts.
    """

    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    hard: bool = False

    def allow(self, value: Value) -> bool:
        """Whether `value`, which is of the parameter's type, is safe."""
        if isinstance(value, bool):
            return True
        if isinstance(value, str):
            return value in self.choices
        items = value if isinstance(value, tuple) else (value,)
        return all(self._within(item) for item in items)

    def _within(self, number: float) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


class Parameter(NamedTuple):
    """A number or policy that the clinic may set.

    `unit` is an English plural ("hours"), a symbol ("mg") or ""; `scope` names what the default depends on; `source`
    says where the range comes from.  `only` holds the regions that it means anything for; empty is all of them.
    """

    id: str
    name: str
    type: ValueType
    unit: str
    scope: tuple[str, ...]
    source: str
    only: frozenset[str]
    cases: tuple[Mapping[str, Any], ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """Every word that an enum knows, safe everywhere or not."""
        return tuple(dict.fromkeys(word for case in self.cases for word in case.get("choices", ())))

    def applies(self, region: str) -> bool:
        """Whether the parameter means anything for `region`."""
        return not self.only or region in self.only

    def default(self, treatment: str, region: str) -> Value:
        """What holds where the clinic sets nothing ("" for a policy that it has to choose)."""
        value: Any = self._case(treatment, region)["default"]
        return tuple(value) if isinstance(value, list) else value

    def limits(self, treatment: str, region: str) -> Limits:
        """The safe range for `treatment` and `region`."""
        case = self._case(treatment, region)
        return Limits(case.get("min"), case.get("max"), tuple(case.get("choices", ())), case.get("hard", False))

    def _case(self, treatment: str, region: str) -> Mapping[str, Any]:
        merged: dict[str, Any] = {}
        for case in self.cases:
            if _fits(case, treatment, region):
                merged |= case
        return merged


def _fits(case: Mapping[str, Any], treatment: str, region: str) -> bool:
    return treatment in case.get("treatment", (treatment,)) and region in case.get("region", (region,))
