from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.clinics.lines import KeyPath, find_lines

TEXT = '''\
# a comment with = and [brackets]
name = "x" # [not.a.table]
"quoted key" = 1
'single = quoted' = 2
address = [ # one
  "a]", "b#",

  'c',
]
long = """
[nothing]
a = 1 \\""" """
raw = \'\'\'
]\'\'\'

[[hours]]
days = ["mon"]
open.at = "08"
[[hours]]
[hours.inner]
"é \\u0041" = { a = 1, b = [ { c = 2 } ] }

[protocol.prp . knee]
rest_hours = 24
[protocol]
when = 2026-11-01 07:32:00
'''

LINES: dict[KeyPath, int] = {
    ("name",): 2,
    ("quoted key",): 3,
    ("single = quoted",): 4,
    ("address",): 5,
    ("address", 0): 6,
    ("address", 1): 6,
    ("address", 2): 8,
    ("long",): 10,
    ("raw",): 13,
    ("hours", 0): 16,
    ("hours", 0, "days"): 17,
    ("hours", 0, "open"): 18,
    ("hours", 0, "open", "at"): 18,
    ("hours", 1): 19,
    ("hours", 1, "inner"): 20,
    ("hours", 1, "inner", "é A"): 21,
    ("hours", 1, "inner", "é A", "b", 0, "c"): 21,
    ("protocol", "prp", "knee"): 23,
    ("protocol", "prp", "knee", "rest_hours"): 24,
    ("protocol",): 25,
    ("protocol", "when"): 26,
}


def test_lines() -> None:
    """Tables, lists of tables, dotted and quoted keys and items of lists have the line that they begin on."""
    found = find_lines(TEXT)
    assert {path: found.get(path) for path in LINES} == LINES


def test_windows_lines() -> None:
    """Files from Windows have the same lines."""
    assert find_lines(TEXT.replace("\n", "\r\n")) == find_lines(TEXT)


def _paths(value: Any, path: KeyPath = ()) -> set[KeyPath]:  # noqa: ANN401  # TOML's values
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} - {()} | {deep for key, item in items for deep in _paths(item, (*path, key))}


def test_all_paths() -> None:
    """Every path that tomllib knows has a line, and no other has."""
    assert set(find_lines(TEXT)) == _paths(tomllib.loads(TEXT))


PIECES = [
    "[a]", "[[b]]", "[b.c]", "[a.'x y']", "k = 1", "k.j = 2", '"k k" = [1, [2, 3]]', "l = { x = 1, y.z = [{}] }",
    's = """\n[q]\n"""', "t = '''\n'''", "# c", "", "m = [\n 1, # one\n 2,\n]", 'u = "a\\"b#"', "v = 1979-05-27",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_document(pieces: list[str]) -> None:
    """Whatever tomllib accepts is followed to its end: the paths are the same."""
    text = "\n".join(pieces)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(find_lines(text)) == _paths(values)


@pytest.mark.parametrize("text", ["[", "a", "a = ", "= 1", '"', "[[a]", "a = [", "a = {", "a = {b", "\x00"])
def test_never_judges(text: str) -> None:
    """Text that is no TOML comes to an end without an error."""
    find_lines(text)
