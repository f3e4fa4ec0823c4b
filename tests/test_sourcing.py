"""What a statement rests on travels with it as data, and never shows in how it is set."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.editions import STANDARD
from handouts.errors import TemplateError
from handouts.filled import Filled
from handouts.knowledge import parameters
from handouts.model import Inlines, ItemList, Paragraph, Run, plain
from handouts.parse import parse
from handouts.protocol import resolve
from handouts.sourcing import sources_in, statements, unsourced
from handouts.traced import TracedInt, parameter_of, trace, traced
from handouts.typeset.compose import typesetter
from handouts.typeset.lines import set_text
from handouts.typeset.pages import lay_out
from handouts.typeset.setblock import Text
from tests.support.matrix import CASES, Case
from tests.support.sheets import DAY, ask, clinic, made
from tests.test_parse import sheet

CITED = """<p src="R1">No cite. <cite src="R2 K">Two of <unit>7</unit>.</cite> <strong>Bold <cite src="R3">and</cite>
on.</strong></p>
<ul><li><cite src="R46">First sentence.</cite><cite src="J"> Second</cite> one.</li><li src="-">Item</li></ul>
<table widths="0.5 0.5"><header><cell>A</cell><cell>B</cell></header>
<row><cell>Day</cell><cell src="C1">Rest <cite src="C2">a-</cite><cite src="C3">while</cite>.</cell></row></table>"""


def parsed(body: str) -> tuple[Paragraph | ItemList, ...]:
    """Blocks of a toy sheet after its title."""
    return parse(Filled(sheet(body), "toy.xml.jinja", "toy")).blocks[1:]  # type: ignore[return-value]


def test_nearest_source_counts() -> None:
    """A cite says what its words rest on, and the element what the others do."""
    (paragraph,) = parsed('<p src="R1">One <cite src="R2 K">two <cite src="J">three</cite></cite> <unit>4</unit></p>')
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.source) for run in paragraph.content] == [
        ("One ", ("R1",)),
        ("two ", ("R2", "K")),
        ("three ", ("J",)),
        ("4", ("R1",)),
    ]
    assert sources_in(paragraph.content) == ("R1", "R2", "K", "J")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p src="R466">x</p>', ["“R466”", "Did you mean R46?"]),
        ('<p><cite src="r22">x</cite></p>', ["“r22”", "Did you mean R2"]),
        ('<p src="somebody">x</p>', ["sources.toml"]),
        ("<p><cite>x</cite></p>", ["lacks the attribute “src”"]),
        ('<p src="">x</p>', ["wrong value"]),
        ('<p><strong src="R1">x</strong></p>', ["no attribute “src”"]),
        ('<ul src="R1"><li>x</li></ul>', ["no attribute “src”"]),
    ],
)
def test_sources_that_nobody_knows_are_refused(body: str, words: list[str]) -> None:
    """A source must be known, and stand where text stands: the fault has its line and what was meant."""
    with pytest.raises(TemplateError) as refusal:
        parsed(f"\n{body}")
    (problem,) = refusal.value.problems
    assert problem.line == 7
    assert all(word in f"{problem.message} {problem.hint}" for word in words)
    assert "somebody" not in f"{problem.message} {problem.hint}"


def test_cites_do_not_change_the_page() -> None:
    """With and without cites a sheet has the same lines: same words, same places."""
    bare = re.sub(r'</?cite[^>]*>| src="[^"]*"', "", CITED)
    layouts = [lay_out(parse(Filled(sheet(body), "toy.xml.jinja", "toy")), STANDARD, "a4") for body in (CITED, bare)]
    lines = [
        [
            (mark.x, mark.y, mark.content.lines, mark.content.values)
            for page in layout.pages
            for placed in page
            for mark in placed.block.marks
            if isinstance(mark, Text)
        ]
        for layout in layouts
    ]
    assert lines[0] == lines[1]
    assert layouts[0].texts == layouts[1].texts


@given(st.lists(st.tuples(st.sampled_from(["ab ", "c-", "d", " ", "שלום", "7"]), st.sampled_from("RSJ")), min_size=1))
def test_runs_of_one_style_are_set_as_one(parts: list[tuple[str, str]]) -> None:
    """However a text is cut up by its sources, it breaks and turns as one text."""
    style = typesetter(STANDARD, "a4", "en", "ltr").style("body")
    cut: Inlines = tuple(Run(text, source=(source,)) for text, source in parts)
    assert set_text(cut, style, 60.0).lines == set_text((Run(plain(cut)),), style, 60.0).lines


def test_numbers_remember_their_parameter() -> None:
    """A number that a clinic can set says which setting it is, also as a dose, a date or the larger of two."""
    handout = made(ask("aftercare", procedure_date=DAY))
    fields = {(run.text, run.field) for runs in statements(handout.blocks) for run in runs if run.field in parameters()}
    named = {field for _, field in fields}
    assert {"paracetamol_single_mg", "nsaid_avoid_days_after", "fever_threshold_c", "infection_watch_weeks"} <= named
    assert len({text for text, field in fields if field == "nsaid_avoid_days_after"}) == 2  # days, and the date
    assert "call_if_not_better_days" in named


def test_traced_values_are_the_values_they_are() -> None:
    """They count, compare and print as before; the sheet says the same with and without them."""
    protocol = resolve(clinic(), "dextrose", "low-back")
    for parameter, value in traced(protocol.settled).items():
        plain_value = protocol.settled[parameter]
        assert value == plain_value
        assert f"{value}" == f"{plain_value}"
        assert hash(value) == hash(plain_value)
        assert isinstance(value, bool | tuple) or parameter_of(value) == parameter
    weeks = TracedInt(2, "infection_watch_weeks")
    for number in (weeks * 7, 7 * weeks, weeks + 1, 1 + weeks, weeks - 1, max(weeks, 1)):
        assert parameter_of(number) == "infection_watch_weeks"
    assert weeks * 7 == 14
    assert weeks / 4 == 0.5
    assert parameter_of(trace("14 days", weeks)) == "infection_watch_weeks"
    assert parameter_of(trace("14 days", 14)) == ""


@pytest.mark.parametrize("case", [case for case in CASES if case.locale == "en"], ids=str)
def test_every_statement_has_a_source(case: Case) -> None:
    """Every statement of every sheet says what it rests on, or that it is no clinical one."""
    assert unsourced(made(case.request)) == []


def test_unsourced_statements_are_found() -> None:
    """A statement without a source is named; headings, labels, values and marked numbers need none."""
    handout = parse(
        Filled(
            sheet(
                '<h2>H</h2><p>Bare <unit>7</unit>.</p><ul><li src="K">Sourced</li></ul>'
                '<ul><li><cite src="R1">Half</cite> bare</li></ul><p><unit>503</unit> · </p>'
                "<facts><field><label>A</label><value>B</value></field></facts>"
            ),
            "toy.xml.jinja",
            "toy",
        )
    )
    assert unsourced(handout) == ["Bare 7.", "Half bare"]
