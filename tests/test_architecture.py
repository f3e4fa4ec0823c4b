"""ARCHITECTURE.md is true: its modules, its order of imports, its homes of libraries, its exit codes."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts import errors
from tests.support.pages import table

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "handouts"
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
UNITS = [row[0].strip("`/") for row in table(PAGE, "in `handouts/`")]
HOMES = {row[0].strip("`/"): set(re.findall(r"`(\w+)`", row[2])) for row in table(PAGE, "in `handouts/`")}


def unit(path: Path) -> str:
    """Module or folder directly in the package that `path` belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names that the module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_part_of_the_package_is_named() -> None:
    """The table names each module and folder of the package, once, and nothing else; folders end in a slash."""
    found = {unit(path): unit(path) + ("/" if (PACKAGE / unit(path)).is_dir() else "") for path in sources()}
    del found["__init__"]
    named = [row[0].strip("`") for row in table(PAGE, "in `handouts/`")]
    assert sorted(named) == sorted(found.values())


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    """A module imports parts of the package that stand above its own in the table, and never one below."""
    own = unit(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if top == "handouts" and other in UNITS:
            assert UNITS.index(other) <= UNITS.index(own), f"{own} imports {name}"


def test_libraries_have_their_homes() -> None:
    """Each part uses the libraries named beside it, all of them, and no others."""
    used: dict[str, set[str]] = {name: set() for name in UNITS}
    for path in sources():
        tops = {name.partition(".")[0] for name in imported(path)}
        used.setdefault(unit(path), set()).update(tops - sys.stdlib_module_names - {"handouts"})
    assert used.pop("__init__") == set()
    assert used == HOMES


def test_only_parse_reads_xml() -> None:
    """XML is read in one place."""
    readers = {
        unit(path) for path in sources() if any(n.startswith(("xml.parsers", "xml.etree")) for n in imported(path))
    }
    assert readers == {"parse"}


def test_only_the_command_line_prints_and_exits() -> None:
    """Nothing but the command line and the set-up speaks to a person, and nothing but they ends the program."""
    calls = re.compile(r"(?<![\w.])(?:print|typer\.echo|sys\.exit)\(|(?:date|datetime)\.(?:today|now)\(")
    speaking = {unit(path) for path in sources() if calls.search(path.read_text(encoding="utf-8"))}
    assert speaking <= {"cli", "bootstrap"}


def test_exit_codes_are_those_of_the_classes() -> None:
    """The table of refusals is the tree of classes, with the code that each class carries."""
    said = {row[0].strip("`"): int(row[1]) for row in table(PAGE, "class")}
    assert said == {kind.__name__: kind.exit_code for kind in errors.HandoutError.__subclasses__()}
    assert f"`HandoutError` itself ({errors.HandoutError.exit_code})" in PAGE


def test_everything_beside_the_package_is_named() -> None:
    """Each folder of the checkout is mentioned, and is there."""
    for folder in ("templates", "locales", "examples", "tests", "benchmarks", "docs"):
        assert (ROOT / folder).is_dir()
        assert f"`{folder}/`" in PAGE


def test_it_is_one_page() -> None:
    """A map that nobody can take in at a glance is none."""
    assert len(PAGE.splitlines()) < 100
