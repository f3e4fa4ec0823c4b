"""Filled templates become handouts, or are refused with every fault."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import Problem, TemplateError
from handouts.filled import Filled
from handouts.model import (
    Advice,
    Callout,
    Cell,
    CellKind,
    Choices,
    DoDont,
    Facts,
    Field,
    Handout,
    Heading,
    Help,
    Inlines,
    ItemList,
    Mark,
    Marker,
    PainScale,
    Paragraph,
    RedFlags,
    Role,
    Row,
    Run,
    Stage,
    Table,
    Timeline,
    WriteIn,
    plain,
)
from handouts.parse import parse
from handouts.required import REQUIRED

TOP = '<handout kind="toy" lang="en" dir="ltr" title="Toy" author="Clinic" version="1.0" written="2026-11-01">'
HEAD = """
<letterhead><clinic-name><name field="clinic.name">Clinic</name></clinic-name>
<address><line>12 Quay Street</line></address><contact><line>Call <unit field="phone">503</unit></line></contact>
</letterhead>
<running covers="identity">Toy</running>"""
FOOT = """<imprint covers="general-information"><line>Version 1.0</line></imprint>
<page-label>Page <page-number/> of <page-count/></page-label>"""
H1 = '<h1 covers="emergency when-to-call">Toy</h1>'


def sheet(body: str, *, top: str = TOP, head: str = HEAD, foot: str = FOOT) -> str:
    """A toy sheet; `body` begins on line 6."""
    return f"{top}{head}<body>{H1}\n{body}\n</body>{foot}</handout>"


def read(xml: str, kind: str = "toy") -> Handout:
    """Parse `xml` as a filled template of `kind`."""
    return parse(Filled(xml, f"{kind}.xml.jinja", kind))


def block(xml: str) -> object:
    """The one block that `xml` becomes."""
    (found,) = read(sheet(xml)).blocks[1:]
    return found


def runs(xml: str) -> Inlines:
    """Runs of a paragraph that holds `xml`."""
    found = block(f"<p>{xml}</p>")
    assert isinstance(found, Paragraph)
    return found.content


def faults(xml: str, kind: str = "toy") -> tuple[Problem, ...]:
    """Everything for which `xml` is refused."""
    with pytest.raises(TemplateError) as caught:
        read(xml, kind)
    return caught.value.problems


def fault(body: str) -> Problem:
    """The one reason for which a sheet with `body` is refused."""
    (problem,) = faults(sheet(body))
    return problem


def words(text: str) -> Inlines:
    """Plain prose."""
    return (Run(text),)


def test_sheet_has_its_settings_and_frame() -> None:
    """Attributes, letterhead, running line, imprint and page label reach the handout."""
    handout = read(sheet("<p>x</p>"))
    assert (handout.kind, handout.language, handout.direction) == ("toy", "en", "ltr")
    assert (handout.title, handout.author, handout.version) == ("Toy", "Clinic", "1.0")
    assert handout.written == "2026-11-01"
    assert handout.letterhead.name == (Run("Clinic", isolation="name", field="clinic.name"),)
    assert handout.letterhead.contact == ((Run("Call "), Run("503", isolation="unit", field="phone")),)
    assert (handout.running, handout.imprint) == (words("Toy"), (words("Version 1.0"),))
    assert handout.page_label == (Run("Page "), Run("", slot="page"), Run(" of "), Run("", slot="pages"))
    assert handout.mark is None


def test_mark_has_word_and_reason() -> None:
    """A mark tells the word across the page and why it is there."""
    mark = '<mark word="DRAFT">Not <strong>yet</strong> approved</mark>'
    handout = read(sheet("<p>x</p>", foot=FOOT + mark))
    assert handout.mark == Mark("DRAFT", (Run("Not "), Run("yet", strong=True), Run(" approved")))


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p>x</p>", Paragraph(words("x"))),
        ('<p role="lead">x</p>', Paragraph(words("x"), Role.LEAD)),
        ("<h2>x</h2>", Heading(words("x"))),
        ("<ul><li>a</li><li>b</li></ul>", ItemList((words("a"), words("b")))),
        ('<ul marker="tick" columns="2"><li>a</li></ul>', ItemList((words("a"),), Marker.TICK, 2)),
        ("<ol><li>a</li></ol>", ItemList((words("a"),), Marker.NUMBER)),
        (
            """<red-flags><title>t</title><emergency><heading>h</heading><li>a</li><after>z</after></emergency>
            <same-day><heading>s</heading><li>b</li><li>c</li></same-day></red-flags>""",
            RedFlags(
                words("t"),
                Help(words("h"), (words("a"),), (words("z"),)),
                Help(words("s"), (words("b"), words("c"))),
            ),
        ),
        (
            "<do-dont><do><heading>h</heading><li>a</li></do><dont><heading>n</heading><li>b</li></dont></do-dont>",
            DoDont(Advice(words("h"), (words("a"),)), Advice(words("n"), (words("b"),))),
        ),
        (
            """<facts><field><label>l</label><value>v</value></field><field><label>m</label><write-in/></field>
            <field><label>n</label><choices><option>a</option><option>b</option></choices></field></facts>""",
            Facts(
                (
                    Field(words("l"), words("v")),
                    Field(words("m"), None),
                    Field(words("n"), Choices((words("a"), words("b")))),
                )
            ),
        ),
        ('<write-in lines="3"><label>l</label></write-in>', WriteIn(words("l"), 3)),
        (
            "<timeline><stage><when>w</when><what>t</what></stage></timeline>",
            Timeline((Stage(words("w"), words("t")),)),
        ),
        (
            "<pain-scale><label>l</label><least>0</least><most>10</most></pain-scale>",
            PainScale(words("l"), words("0"), words("10")),
        ),
        (
            '<callout tone="warning"><p>x</p><callout><p>y</p></callout></callout>',
            Callout((Paragraph(words("x")), Callout((Paragraph(words("y")),))), "warning"),
        ),
    ],
)
def test_element_becomes_block(xml: str, expected: object) -> None:
    """Each element becomes its block of the model, with everything in it."""
    assert block(xml) == expected


def test_h3_follows_h2() -> None:
    """Headings keep their levels."""
    assert read(sheet("<h2>a</h2><h3>b</h3>")).blocks[1:] == (Heading(words("a")), Heading(words("b"), 3))


def test_table_cells_keep_their_kinds() -> None:
    """A table has text, several paragraphs, tasks, score boxes and blanks in its cells."""
    found = block(
        '<table widths="0.5 0.25 0.25"><header><cell>a</cell><cell>b</cell><cell>c</cell></header>'
        '<row><cell>t</cell><cell kind="tasks"><li>x</li><li>y</li></cell><cell kind="score"/></row>'
        '<row><cell><p>p</p> <p>q</p></cell><cell kind="blank"/><cell kind="text">z</cell></row></table>'
    )
    first = Row((Cell((words("t"),)), Cell((words("x"), words("y")), CellKind.TASKS), Cell((), CellKind.SCORE)))
    second = Row((Cell((words("p"), words("q"))), Cell((), CellKind.BLANK), Cell((words("z"),))))
    assert found == Table((words("a"), words("b"), words("c")), (first, second), (0.5, 0.25, 0.25))


def test_inline_elements_style_their_runs() -> None:
    """Strong, big, isolated and foreign texts are runs of their own style."""
    assert runs('a <strong>b <unit field="phone">5</unit></strong><big>c</big>') == (
        Run("a "),
        Run("b ", strong=True),
        Run("5", strong=True, isolation="unit", field="phone"),
        Run("c", size=1.35),
    )
    assert runs('<keep field="date">May 1</keep>, <span lang="es">hola <name field="patient">Ana</name></span>') == (
        Run("May 1", isolation="keep", field="date"),
        Run(", "),
        Run("hola ", lang="es"),
        Run("Ana", isolation="name", lang="es", field="patient"),
    )


def test_untranslated_text_may_stand_in_strong_text() -> None:
    """A sentence left in another language may stand in strong text and in the page label."""
    assert runs('<strong><span lang="es">hola</span></strong>') == (Run("hola", strong=True, lang="es"),)
    label = '<page-label><span lang="es">Pág. <page-number/></span></page-label>'
    handout = read(sheet("<p>x</p>", foot=FOOT.partition("\n")[0] + label))
    assert handout.page_label == (Run("Pág. ", lang="es"), Run("", lang="es", slot="page"))


def test_the_sheets_own_language_is_not_repeated() -> None:
    """A span in the sheet's own language is plain text."""
    assert runs('a <span lang="en">b</span> c') == words("a b c")


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("\n  a \t b\n", ("a b",)),
        ("a <!-- note --> b", ("a b",)),
        ("a <strong> b </strong> c", ("a ", "b", " c")),
        ("a<unit> 5  mg </unit>b", ("a", " ", "5 mg", " ", "b")),
        ("<unit>5</unit><unit>6</unit>", ("5", "6")),
        ("<unit>5</unit> <unit>6</unit> ", ("5", " ", "6")),
        ("\u00a0a\u00a0 \u00a0b", ("\u00a0a\u00a0 \u00a0b",)),
    ],
)
def test_white_space_collapses(xml: str, expected: tuple[str, ...]) -> None:
    """White space becomes one blank between words and nothing at the ends; no-break spaces stay."""
    texts = tuple(run.text for run in runs(xml))
    assert "".join(texts) == "".join(expected)
    assert all(not run.text.startswith(" ") and not run.text.endswith(" ") for run in runs(xml) if run.isolation)


def test_adjacent_values_stay_apart() -> None:
    """Two isolated values side by side are two runs, while prose grows together."""
    assert runs("<unit>5</unit><unit>6</unit>") == (Run("5", isolation="unit"), Run("6", isolation="unit"))
    assert runs("<strong>a</strong><strong> b</strong>") == (Run("a b", strong=True),)


@pytest.mark.parametrize(
    ("body", "code", "named"),
    [
        ("<para>x</para>", "unknown-element", "<para>"),
        ("<p>a<b>x</b></p>", "unknown-element", "<b>"),
        ("<p><table/></p>", "misplaced", "<table>"),
        ("<p><cell>x</cell></p>", "misplaced", "<cell>"),
        ("<cell>x</cell>", "misplaced", "<cell>"),
        ("<p><page-number/></p>", "misplaced", "<page-number>"),
        ("<p><unit><strong>5</strong></unit></p>", "misplaced", "<unit>"),
        ("<p><strong>a<strong>b</strong></strong></p>", "nested", "<strong>"),
        ('<p><strong>a<span lang="es"><strong>b</strong></span></strong></p>', "nested", "<strong>"),
        ('<p style="x">a</p>', "unknown-attribute", "<p>"),
        ('<p role="huge">a</p>', "bad-attribute", "<p>"),
        ('<p><span lang="?">a</span></p>', "bad-attribute", "<span>"),
        ("<p><span>a</span></p>", "missing-attribute", "<span>"),
        ('<ul marker="star"><li>a</li></ul>', "bad-attribute", "<ul>"),
        ('<ul columns="3"><li>a</li></ul>', "bad-attribute", "<ul>"),
        ('<callout tone="loud"><p>a</p></callout>', "bad-attribute", "<callout>"),
        ('<write-in lines="0"><label>a</label></write-in>', "bad-attribute", "<write-in>"),
        ("<p> </p>", "empty", "<p>"),
        ("<p>a <unit></unit></p>", "empty", "<unit>"),
        ("<h2/>", "empty", "<h2>"),
        ("<callout/>", "empty", "<callout>"),
        ("<ul/>", "missing-element", "<li>"),
        ("<ul>x<li>a</li></ul>", "stray-text", "<ul>"),
        ("loose", "stray-text", "<body>"),
        ("<h1>second</h1>", "too-many", "<h1>"),
        ("<h3>deep</h3>", "wrong-order", "<h3>"),
        ("<timeline><stage><what>a</what><when>b</when></stage></timeline>", "wrong-order", "<when>"),
        ("<facts><field><label>a</label></field></facts>", "bad-field", "<field>"),
        ("<facts><field><label>a</label><value/></field></facts>", "empty", "<value>"),
        ("<pain-scale><label>a</label><least>b</least></pain-scale>", "missing-element", "<most>"),
        ("<callout><red-flags/></callout>", "misplaced", "<red-flags>"),
    ],
)
def test_fault_is_refused(body: str, code: str, named: str) -> None:
    """A fault is refused with file, line, the element's name and what to write."""
    problem = fault(body)
    assert (problem.code, problem.file, problem.line) == (code, "toy.xml.jinja", 6 - (named == "<body>"))
    assert named in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("widths", "row", "code", "advice"),
    [
        ("0.5 0.4", "<cell>x</cell><cell/>", "bad-attribute", "add up to 1"),
        ("1", "<cell>x</cell><cell>y</cell>", "bad-attribute", "2 shares"),
        ("1.5 -0.5", "<cell>x</cell><cell>y</cell>", "bad-attribute", "2 shares"),
        ("half half", "<cell>x</cell><cell>y</cell>", "bad-attribute", "2 shares"),
        ("0.5 0.5", "<cell>x</cell>", "bad-table", "Write 2"),
        ("0.5 0.5", '<cell kind="score"/><cell>x</cell>', "bad-table", "first cell"),
        ("0.5 0.5", '<cell>x</cell><cell kind="score">5</cell>', "stray-text", "Delete"),
        ("0.5 0.5", '<cell>x</cell><cell kind="tasks"/>', "missing-element", "<li>"),
        ("0.5 0.5", '<cell>x</cell><cell kind="date">y</cell>', "bad-attribute", "score"),
    ],
)
def test_faulty_table_is_refused(widths: str, row: str, code: str, advice: str) -> None:
    """A table whose widths, cells and header do not agree is refused."""
    row = row.replace("<cell/>", "<cell>y</cell>")
    table = f'<table widths="{widths}"><header><cell>a</cell><cell>b</cell></header><row>{row}</row></table>'
    problem = fault(table)
    assert problem.code == code
    assert advice in problem.hint


def test_all_faults_come_at_once() -> None:
    """Every fault of a template comes back in one run, each with its own line."""
    found = faults(sheet('<p/>\n<ul size="2"/>\n<para/>'))
    assert [(problem.code, problem.line) for problem in sorted(found, key=lambda each: (each.line, each.code))] == [
        ("empty", 6),
        ("missing-element", 7),
        ("unknown-attribute", 7),
        ("unknown-element", 8),
    ]


def test_misspelt_element_is_guessed() -> None:
    """A misspelt element is answered with the right spelling."""
    assert "<callout>" in fault("<calout><p>x</p></calout>").hint


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (' title="Toy"', "", "missing-attribute"),
        ('lang="en"', 'lang=""', "bad-attribute"),
        ('dir="ltr"', 'dir="up"', "bad-attribute"),
        ("2026-11-01", "2026-13-01", "bad-attribute"),
        ('kind="toy"', 'kind="aftercare"', "bad-attribute"),
        ("<running covers", "<runing covers", "missing-element"),
        ("Page <page-number/> of <page-count/>", "", "empty"),
        ("<line>12 Quay Street</line>", "", "missing-element"),
    ],
)
def test_faulty_frame_is_refused(old: str, new: str, code: str) -> None:
    """A sheet without its settings, letterhead, running line or page label is refused."""
    xml = sheet("<p>x</p>").replace(old, new, 1).replace("</running>", "</runing>" if "runing" in new else "</running>")
    assert code in [problem.code for problem in faults(xml)]


@pytest.mark.parametrize(
    ("xml", "code", "line"),
    [
        ("<handout>\n<p></handout>", "not-well-formed", 2),
        ("", "not-well-formed", 1),
        ("<p>\x00</p>", "not-well-formed", 1),
        ("<p>\ud800</p>", "not-well-formed", 0),
        ('<!DOCTYPE handout [<!ENTITY a "b">]>\n<handout>&a;</handout>', "doctype", 1),
        ("<handout>&copy;</handout>", "not-well-formed", 1),
        ("<handout>\n<?php ?></handout>", "instruction", 2),
        ("<a>" * 100_000, "too-deep", 1),
        ("<page/>", "unknown-element", 1),
    ],
)
def test_other_text_is_refused(xml: str, code: str, line: int) -> None:
    """What is no well-formed sheet, or could define its own words, is refused with its line."""
    problem = faults(xml)[0]
    assert (problem.code, problem.line, problem.file) == (code, line, "toy.xml.jinja")


def test_sheet_must_say_what_its_kind_demands() -> None:
    """A sheet that lacks what its kind must say is refused, naming the template and what is lacking."""
    xml = sheet("<p>x</p>").replace(' covers="emergency when-to-call"', ' covers="emergency"')
    (problem,) = faults(xml)
    assert problem.code == "required-block"
    assert "toy.xml.jinja must give when to call" in problem.message
    assert 'covers="when-to-call"' in problem.hint


@pytest.mark.parametrize("kind", REQUIRED)
def test_each_demand_is_enforced(kind: str) -> None:
    """Each thing that a kind must say is missed when it alone is left out, wherever the rest is covered."""
    top = TOP.replace('kind="toy"', f'kind="{kind}"')
    ids = [need.id for need in REQUIRED[kind]]
    for left_out in ids:
        items = "".join(f'<li covers="{each}">x</li>' for each in ids if each != left_out)
        xml = re.sub(r'(<(running|h1|imprint)) covers="[^"]*"', r"\1", sheet(f"<ul>{items}</ul>", top=top))
        (problem,) = faults(xml, kind)
        assert f'covers="{left_out}"' in problem.hint
    whole = "".join(f'<li><span lang="es" covers="{each}">x</span></li>' for each in ids)
    assert read(sheet(f"<ul>{whole}</ul>", top=top), kind).kind == kind


def test_refusals_never_repeat_texts() -> None:
    """No message repeats what stands in the sheet, since it may be a patient's."""
    patient = "Ana María"
    xml = sheet(f'{patient}<ul>{patient}</ul><p role="{patient}">{patient}<x>{patient}</x></p>')
    assert patient not in str(TemplateError(faults(xml)))
    assert patient not in str(TemplateError(faults(xml.replace("</ul>", ""))))


ALPHABET = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda char: char >= " " or char in "\t\n\r"
)


@given(st.text(ALPHABET), st.sampled_from(["p", "name", "unit", "strong"]))
def test_any_text_comes_back(text: str, element: str) -> None:
    """Any text placed into an element comes back as it was, up to white space."""
    inner = escape(f"x{text}x")
    xml = inner if element == "p" else f"<{element}>{inner}</{element}>"
    expected = re.sub("[ \t\r\n]+", " ", f"x{text}x")
    assert plain(runs(xml)) == expected


NAMES = ("p", "ul", "li", "table", "header", "row", "cell", "strong", "unit", "span", "facts", "field", "callout", "b")
ATTRIBUTES = ("", ' kind="score"', ' widths="1"', ' lang="es"', ' covers="a"', ' marker="tick"')
TREES = st.recursive(
    st.sampled_from(["", "text", "<page-number/>", "&lt;"]),
    lambda inner: st.builds(
        lambda name, attribute, parts: f"<{name}{attribute}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
)


@given(TREES | st.text(), st.booleans())
def test_any_xml_is_read_or_refused(xml: str, inside: bool) -> None:
    """Whatever a filled template holds, it becomes a handout or a TemplateError."""
    try:
        handout = read(sheet(xml) if inside else xml)
    except TemplateError:
        return
    assert handout.blocks
