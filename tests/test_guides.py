"""The guides for people who edit templates and languages say what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta

from handouts import kinds, localize
from handouts.clinics import sample_clinic
from handouts.errors import TemplateError
from handouts.fill import fill
from handouts.localize.settings import OPTIONAL, SHAPE
from handouts.model import Request
from handouts.parse import schema
from handouts.parse.schema import Attribute, Content, Rule
from handouts.protocol import resolve
from handouts.required import required
from tests.support.desk import Desk
from tests.support.pages import blocks, table

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
GUIDE = (TEMPLATES / "README.md").read_text(encoding="utf-8")
LANGUAGES = (ROOT / "locales" / "README.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 22)
MANY = {(1, 1): "", (0, 1): "?", (1, schema.MANY): "+", (0, schema.MANY): "*"}
BLOCK = " ■"
FRONT = """{#---
name = "Probe"
help = "Probe."
version = "1.0"
date = 2026-11-22
review_by = 2028-11-22
---#}
"""


def names(cell: str) -> list[str]:
    """What is set as code in a cell, without brackets and what is in them."""
    return [code.partition("(")[0].partition("=")[0] for code in re.findall(r"`([^`]+)`", cell)]


def holds(rule: Rule) -> str:
    """What an element holds, as the guide writes it."""
    if rule.content is not Content.ELEMENTS:
        return str(rule.content.value)
    if not rule.ordered:
        return "blocks"
    return " ".join(f"`{name}`{MANY[counts]}" for name, counts in rule.children.items())


def takes(rule: Rule) -> str:
    """Attributes of an element, as the guide writes them."""
    return " ".join(f'`{name}="{_form(kept)}"`{"" if kept.required else "?"}' for name, kept in rule.attributes.items())


def _form(attribute: Attribute) -> str:
    return attribute.pattern if re.fullmatch("[a-z0-9|]+", attribute.pattern) else "…"


def test_elements_are_those_of_the_schema() -> None:
    """The guide lists each element once, with just what it holds and which attributes it takes."""
    rules = {**schema.RULES, "row/cell": schema.CELLS["text"]}
    elements = {" in ".join(f"`{part}`" for part in reversed(name.split("/"))): rule for name, rule in rules.items()}
    said = [(row[0].removesuffix(BLOCK), row[1], row[2]) for row in table(GUIDE, "element")]
    assert sorted(said) == sorted((name, holds(rule), takes(rule)) for name, rule in elements.items())


def test_blocks_are_marked() -> None:
    """Just the elements that may stand in the body have the sign of a block."""
    marked = [row[0] for row in table(GUIDE, "element") if row[0].endswith(BLOCK)]
    assert sorted(marked) == sorted(f"`{name}`{BLOCK}" for name in schema.RULES["body"].children)


def test_kinds_of_cell_are_explained() -> None:
    """What a cell holds as each of its kinds is said."""
    said = next(row[3] for row in table(GUIDE, "element") if row[0] == "`cell` in `row`")
    assert holds(schema.CELLS["paragraphs"]) in said
    assert f"`tasks` it holds {holds(schema.CELLS['tasks'])}" in said
    assert {holds(schema.CELLS[kind]) for kind in ("score", "blank", "tick")} == {"nothing"}


@pytest.fixture
def probe(tmp_path: Path) -> Path:
    """A folder with a template of an own kind."""
    return tmp_path / "aftercare.xml.jinja"


def test_front_block_takes_the_keys_of_the_guide(probe: Path) -> None:
    """Every key of the front block is explained, and there is no other."""
    probe.write_text(FRONT.replace("name", "nought", 1), encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        kinds.load_kinds(probe.parent)
    hint = next(problem.hint for problem in refused.value.problems if problem.key == "nought")
    assert sorted(re.findall(r"[a-z_]+", hint.partition(":")[2])) == sorted(names(row[0])[0] for row in _front())
    assert names(next(row[1] for row in _front() if row[0] == "`options`")) == list(kinds.OPTIONS)


def _front() -> list[tuple[str, ...]]:
    found = re.search(r"## The front block\n(.*?)\n## ", GUIDE, flags=re.DOTALL)
    assert found is not None
    return table(found[1], "key")


def documented() -> Iterator[str]:
    """Names that the guide says a template may use."""
    for cell in re.findall(r"^\| (`[^|]+`) \|[^|]+\|$", GUIDE.partition("## Values")[2], flags=re.MULTILINE):
        yield from names(cell)


def test_values_of_the_guide_exist(probe: Path) -> None:
    """A template finds every value that the guide names."""
    wanted = sorted(set(documented()))
    probe.write_text("".join(f"{{{{ {name} is defined }}}} {name}\n" for name in wanted), encoding="utf-8")
    clinic = sample_clinic(TODAY)
    request = Request("aftercare", "dextrose", "knee", "en", "a4", TODAY)
    protocol = resolve(clinic, "dextrose", "knee")
    filled = fill(request, clinic, protocol, localize.load_locale("en"), probe.parent)
    assert len(wanted) > 30
    assert filled.xml.splitlines() == [f"True {name}" for name in wanted]


def test_values_in_use_are_in_the_guide() -> None:
    """Every value that a template takes is explained."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.filters |= {"items": str, "plain": str, "fits_code": bool}
    used: set[str] = set()
    for path in TEMPLATES.rglob("*.jinja"):
        source = path.read_text(encoding="utf-8")
        taken = meta.find_undeclared_variables(environment.parse(source))
        used |= {name for name in taken if not name.endswith("_words") and not re.search(rf"as {name}\b", source)}
    assert used - {"_trans", "gettext", "ngettext", "pgettext", "npgettext"} <= set(documented())


def test_what_an_unknown_kind_must_cover_is_said() -> None:
    """The guide names what any kind of sheet must cover."""
    said = GUIDE.partition("A kind that is not in it must cover ")[2].partition(".\n")[0]
    assert names(said) == [need.id for need in required("a kind that nobody knows")]


def test_kind_of_the_guide_works_as_it_stands(tmp_path: Path) -> None:
    """The guide's whole template becomes a command, and the command a sheet."""
    desk = Desk(tmp_path)
    template = next(block.lines for block in blocks(GUIDE) if block.language == "jinja")
    (desk.folder / "templates" / "numbers.xml.jinja").write_text("\n".join(template), encoding="utf-8")
    done = desk.run("python generate.py numbers --treatment prp --region knee --procedure-date 2026-12-01")
    assert (done.returncode, done.stdout) == (0, "numbers-prp-knee-en.pdf\n")


def test_settings_of_a_language_are_explained() -> None:
    """Every key of locale.toml is in the guide for translators, and no other."""
    keys = [*OPTIONAL, *(f"{section}.{key}".lstrip(".") for section, shape in SHAPE.items() for key in shape)]
    assert sorted(name for row in table(LANGUAGES, "key") for name in names(row[0])) == sorted(keys)


def test_files_of_a_language_are_explained() -> None:
    """Every file in the folders of languages has its line."""
    said = {re.sub("^<tag>/", "", names(row[0])[0]) for row in table(LANGUAGES, "file")}
    for path in (ROOT / "locales").rglob("*"):
        if path.is_file() and path.name != "README.md":
            place = path.relative_to(ROOT / "locales").parts
            assert "/".join(place if len(place) == 1 else place[1:]) in said
