"""Whether a value of `[protocol]` is of its parameter's type."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from handouts.clinics.faults import any_of, did_you_mean, shown
from handouts.clinics.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.knowledge import Parameter, Value, ValueType

MAX_ITEMS = 6
MAX_NUMBER = 10**9


class WrongType(NamedTuple):
    """Why a value is not of its parameter's type."""

    code: str
    message: str
    hint: str


def typed_value(parameter: Parameter, value: object) -> Value | WrongType:
    """`value` as `parameter` takes it: lists become tuples, whole numbers may stand for decimal ones."""
    return _unfilled(value) or _READERS[parameter.type](parameter, value)


def _unfilled(value: object) -> WrongType | None:
    text = value.strip() if isinstance(value, str) else None
    hint = "Write a value, or leave the line out for the default."
    if text == "":
        return WrongType("empty", "There is nothing between the quotation marks.", hint)
    if text and is_placeholder(text):
        return WrongType("placeholder", f"{shown(text)} still has to be filled in.", hint)
    return None


def _yes_or_no(_: Parameter, value: object) -> Value | WrongType:
    return value if isinstance(value, bool) else _wrong(value, "true or false")


def _whole(_: Parameter, value: object) -> Value | WrongType:
    return value if _is_whole(value) else _wrong(value, "a whole number")


def _number(_: Parameter, value: object) -> Value | WrongType:
    return float(value) if _is_number(value) else _wrong(value, "a number")


def _is_whole(value: object) -> TypeGuard[int]:
    # In Python true and false are whole numbers; in a clinic file they are a mistake.
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> TypeGuard[float]:
    # Beyond MAX_NUMBER a whole number may not fit a float.
    return (_is_whole(value) and abs(value) <= MAX_NUMBER) or (isinstance(value, float) and math.isfinite(value))


def _whole_numbers(_: Parameter, value: object) -> Value | WrongType:
    items = value if isinstance(value, list) else [value]
    if not items or not all(_is_whole(item) for item in items):
        return _wrong(value, "a whole number or a list of them", "Write it as: [4, 12]")
    if len(items) > MAX_ITEMS or any(late <= early for early, late in pairwise(items)):
        hint = f"Write up to {MAX_ITEMS} numbers, each larger than the one before: [4, 12]"
        return WrongType("bad-list", "The numbers do not rise, or they are too many.", hint)
    return tuple(items)


def _choice(parameter: Parameter, value: object) -> Value | WrongType:
    choices = parameter.choices
    if isinstance(value, str) and value in choices:
        return value
    near = did_you_mean(value, choices) if isinstance(value, str) else ""
    return WrongType(
        "unknown-choice", f"{shown(value)} is not one of the choices.", near or f"Write {any_of(choices)}."
    )


def _wrong(value: object, wanted: str, hint: str = "") -> WrongType:
    """`value` is not `wanted`; if it would be without its quotation marks, the hint says so."""
    bare = value.strip() if isinstance(value, str) else ""
    if bare in ("true", "false") or re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", bare):
        hint = f"Write it without quotation marks: {bare}"
    elif isinstance(value, float) and value.is_integer() and abs(value) <= MAX_NUMBER:
        hint = f"Write it without a decimal point: {int(value)}"
    return WrongType("wrong-type", f"This must be {wanted}, not {shown(value)}.", hint)


_READERS: dict[ValueType, Callable[[Parameter, object], Value | WrongType]] = {
    "bool": _yes_or_no,
    "int": _whole,
    "number": _number,
    "int_list": _whole_numbers,
    "enum": _choice,
}
