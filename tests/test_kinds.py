"""Kinds of sheet are found from the front blocks of the templates."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import Problem, TemplateError
from handouts.kinds import kinds, load_kinds
from handouts.required import REQUIRED, required

FRONT = """\
{#---
name = "Aftercare"
help = "What to do after the procedure."
version = "1.0"
date = 2026-11-01
review_by = 2028-11-01
options = ["procedure-date", "time"]
order = 2
---#}
<handout/>
"""


def place(folder: Path, text: str = FRONT, name: str = "aftercare") -> Path:
    """Write a template that is right unless `text` says otherwise."""
    path = folder / f"{name}.xml.jinja"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the templates in `folder`."""
    with pytest.raises(TemplateError) as caught:
        load_kinds(folder)
    return caught.value.problems


def test_front_block_becomes_kind(tmp_path: Path) -> None:
    """A template's front block gives its name, help, version, dates, options and place in the list."""
    path = place(tmp_path)
    kind = load_kinds(tmp_path)["aftercare"]
    assert (kind.id, kind.name, kind.help) == ("aftercare", "Aftercare", "What to do after the procedure.")
    assert (kind.version, kind.date, kind.review_by) == ("1.0", date(2026, 11, 1), date(2028, 11, 1))
    assert (kind.options, kind.order, kind.path) == (("procedure-date", "time"), 2, path)


def test_kinds_stand_in_their_order(tmp_path: Path) -> None:
    """Kinds come in the order their templates give, then by id."""
    for name, order in (("alpha", 3), ("beta", 1), ("delta", 2), ("gamma", 2)):
        place(tmp_path, FRONT.replace("order = 2", f"order = {order}"), name)
    assert list(load_kinds(tmp_path)) == ["beta", "delta", "gamma", "alpha"]


def test_other_files_are_no_kinds(tmp_path: Path) -> None:
    """Parts, notes and other files in the folder become no kind."""
    (tmp_path / "README.md").write_text("notes", encoding="utf-8")
    (tmp_path / "parts").mkdir()
    place(tmp_path / "parts", "no front block")
    assert load_kinds(tmp_path) == {}


def test_options_and_order_may_be_left_out(tmp_path: Path) -> None:
    """A kind without options takes only those that every kind takes."""
    place(tmp_path, FRONT.replace('options = ["procedure-date", "time"]\norder = 2\n', ""))
    assert load_kinds(tmp_path)["aftercare"].options == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "advice"),
    [
        ("{#---\n", "", "no-front-block", 1, "{#---"),
        ("---#}\n", "", "no-front-block", 1, "---#}"),
        ('name = "Aftercare"', "name = Aftercare", "bad-front-block", 2, "quotes"),
        ('version = "1.0"\n', "", "missing-key", 1, 'version = "1.0"'),
        ('"1.0"', "1.0", "bad-value", 4, "in quotes"),
        ("2026-11-01", '"soon"', "bad-value", 5, "date = 2026-11-01"),
        ("2026-11-01", "2026-11-01T10:00:00", "bad-value", 5, "date = 2026-11-01"),
        ("2028-11-01", "2026-11-01", "bad-value", 6, "later"),
        ('"time"', '"weight"', "bad-value", 7, "weeks-between"),
        ('"time"', "[1]", "bad-value", 7, "weeks-between"),
        ('"What to do after the procedure."', '" "', "bad-value", 3, "one sentence"),
        ("order = 2", "order = true", "bad-value", 8, "whole number"),
        ("order = 2", "rank = 2", "unknown-key", 8, "order"),
        ("order = 2", "pages = 0", "bad-value", 8, "from 1 to 20"),
        ("order = 2", "pages = true", "bad-value", 8, "from 1 to 20"),
    ],
)
def test_faulty_front_block_is_refused(tmp_path: Path, old: str, new: str, code: str, line: int, advice: str) -> None:
    """A front block with a fault is refused with file, line and what to write."""
    place(tmp_path, FRONT.replace(old, new, 1))
    (problem,) = problems(tmp_path)
    assert (problem.code, problem.file, problem.line) == (code, "aftercare.xml.jinja", line)
    assert advice in problem.hint


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """The faults of all templates come back in one run."""
    place(tmp_path, "plain text", "alpha")
    place(tmp_path, FRONT.replace("2026-11-01", "1").replace('"1.0"', '""'), "beta")
    place(tmp_path, FRONT, "Bad Name")
    found = [(problem.file.partition(".")[0], problem.code) for problem in problems(tmp_path)]
    assert sorted(found) == [
        ("Bad Name", "bad-name"),
        ("alpha", "no-front-block"),
        ("beta", "bad-value"),
        ("beta", "bad-value"),
    ]


def test_unreadable_template_is_refused(tmp_path: Path) -> None:
    """A template that is no UTF-8 is refused by name."""
    (tmp_path / "alpha.xml.jinja").write_bytes(b"{#---\n\xff\n---#}")
    (problem,) = problems(tmp_path)
    assert (problem.code, problem.file) == ("unreadable", "alpha.xml.jinja")


@given(st.text())
def test_any_front_block_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in a front block, nothing but TemplateError comes of it."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "alpha.xml.jinja").write_bytes(f"{{#---\n{text}\n---#}}".encode(errors="surrogatepass"))
    with pytest.raises(TemplateError):
        load_kinds(folder)


def test_shipped_templates_have_front_blocks() -> None:
    """Every template that travels with the program can be listed, and its kind has requirements of its own."""
    assert set(kinds()) <= set(REQUIRED)


def test_a_caller_cannot_change_the_kinds(tmp_path: Path) -> None:
    """Changing what was returned changes nothing for the next caller."""
    place(tmp_path)
    kinds()["made-up"] = load_kinds(tmp_path)["aftercare"]
    assert "made-up" not in kinds()


def test_listing_kinds_is_quick() -> None:
    """Asking for the kinds loads no heavy library."""
    code = (
        "import sys; from handouts.kinds import kinds; kinds();"
        "sys.exit(any(name in sys.modules for name in ('jinja2', 'babel', 'reportlab')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_requirements_follow_the_findings() -> None:
    """Each kind must say what table 7.2 of the clinical findings demands of it."""
    ids = {kind: {need.id for need in required(kind)} for kind in REQUIRED}
    assert ids["pre-procedure"] - ids["aftercare"] == {
        f"prompt-{about}" for about in ("pregnancy", "allergy", "diabetes", "cancer", "immune")
    }
    assert ids["aftercare"] - ids["session-plan"] == {"nsaid", "paracetamol"}
    assert ids["session-plan"] - ids["aftercare"] == {"stop-review", "scores", "regulatory", "cost"}
    visits = (ids["pre-procedure"], ids["aftercare"], ids["session-plan"])
    assert {"adults", "evidence", "other-choices", "infection", "read-back"} <= set.intersection(*visits)
    assert ids["about"] - ids["pre-procedure"] == {"regulatory", "cost"}
    assert ids["pre-procedure"] - ids["about"] == {"nsaid", "paracetamol", "infection"}
    assert ids["diary"] - {"scores", "paracetamol"} == {
        *("identity", "emergency", "when-to-call", "general-information", "imprint"),
    }


def test_unknown_kind_must_still_say_where_help_is() -> None:
    """A kind that the findings do not know needs who it is for, help, and that it is general information."""
    assert [need.id for need in required("toy")] == ["identity", "emergency", "when-to-call", "general-information"]
