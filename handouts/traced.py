"""Values that remember which parameter they came from, so that a clinician's proof copy can name it beside the number.

They count, compare and print as the plain values they are.  Yes and no need no name: they choose words, and never
stand on a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self


class TracedInt(int):
    """A whole number from `parameter`; with a plain number added, taken off or multiplied it still is."""

    parameter: str

    def __new__(cls, value: int, parameter: str) -> Self:
        """The number `value`, from `parameter`."""
        made = super().__new__(cls, value)
        made.parameter = parameter
        return made

    def __add__(self, other: int, /) -> int:
        """The sum, from the same parameter."""
        return _computed(super().__add__(other), self)

    def __sub__(self, other: int, /) -> int:
        """The difference, from the same parameter."""
        return _computed(super().__sub__(other), self)

    def __mul__(self, other: int, /) -> int:
        """The product, from the same parameter."""
        return _computed(super().__mul__(other), self)

    __radd__, __rmul__ = __add__, __mul__


class TracedFloat(float):
    """A decimal number from `parameter`."""

    parameter: str

    def __new__(cls, value: float, parameter: str) -> Self:
        """The number `value`, from `parameter`."""
        made = super().__new__(cls, value)
        made.parameter = parameter
        return made


class TracedStr(str):
    """A word from `parameter`, or the text that says its value."""

    __slots__ = ("parameter",)
    parameter: str

    def __new__(cls, value: str, parameter: str) -> Self:
        """The text `value`, from `parameter`."""
        made = super().__new__(cls, value)
        made.parameter = parameter
        return made


def traced(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by their parameter's id, each remembering it."""
    return {parameter: _named(value, parameter) for parameter, value in values.items()}


def parameter_of(value: object) -> str:
    """The parameter that `value` came from; "" if from none."""
    return str(getattr(value, "parameter", ""))


def trace(value: Any, origin: object) -> Any:  # noqa: ANN401 - it takes and gives any of the types above
    """`value` as computed from `origin`, with its parameter."""
    parameter = parameter_of(origin)
    return _named(value, parameter) if parameter else value


def _computed(number: int, origin: TracedInt) -> int:
    made: int = trace(number, origin)
    return made


def _named(value: Any, parameter: str) -> Any:  # noqa: ANN401 - as above
    match value:
        case bool():
            return value
        case int():
            return TracedInt(value, parameter)
        case float():
            return TracedFloat(value, parameter)
        case str():
            return TracedStr(value, parameter)
        case tuple():
            return tuple(_named(each, parameter) for each in value)
        case _:
            return value
