"""Figures: what templates may ask for, what is read aloud of them, and how they are laid out."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp

from handouts.editions import STANDARD
from handouts.errors import TemplateError
from handouts.filled import Filled
from handouts.knowledge import regions
from handouts.model import Calendar, Cell, CellKind, Day, Facts, Handout, Run, Side, Table
from handouts.parse import parse
from handouts.parse.schema import AREAS
from handouts.pdf import Meta, write
from handouts.readback import prove
from handouts.reading import leaf_texts
from handouts.sourcing import unsourced
from handouts.typeset.figures.body import HALF_WIDTH, SHAPES, SPOTS
from handouts.typeset.figures.bodymap import body_paths, signs
from handouts.typeset.figures.codes import encoded
from handouts.typeset.pages import Layout, lay_out
from handouts.typeset.setblock import Drawing, Text
from tests.support import structure

TOP = '<handout kind="toy" lang="{}" dir="{}" title="Toy" author="Clinic" version="1.0" written="2026-11-01"{}>'
HEAD = """<letterhead><clinic-name>Clinic</clinic-name><address><line>12 Quay Street</line></address>
<contact><line>Call us</line></contact></letterhead><running covers="identity">Toy</running>"""
FOOT = """<imprint covers="general-information"><line>Version</line></imprint>
<page-label><page-number/> / <page-count/></page-label>"""
H1 = '<h1 covers="emergency when-to-call">Toy</h1>'
MAP = '<body-map area="{}" side="{}"><alt>The left knee</alt></body-map>'
FIELD = "<field><label>Patient</label><write-in/></field>"
DAY = "<day><when>Day {}</when><li>Rest.</li><li>Walk a little.</li></day>"


def sheet(body: str, *, language: str = "en", direction: str = "ltr", more: str = "") -> Handout:
    """A toy sheet with `body`, which begins on line 4."""
    top = TOP.format(language, direction, more)
    return parse(Filled(f"{top}{HEAD}\n<body>{H1}\n{body}\n</body>{FOOT}</handout>", "toy.xml.jinja", "toy"))


def laid(handout: Handout) -> Layout:
    """The sheet on A4."""
    return lay_out(handout, STANDARD, "a4")


def printed(handout: Handout) -> bytes:
    """The sheet's bytes, which read back."""
    layout = laid(handout)
    data = write(layout, Meta(handout.title, handout.author, handout.language, handout.written))
    prove(data, handout, layout)
    return data


def drawings(layout: Layout) -> list[Drawing]:
    """Figures of all pages."""
    blocks = (placed.block for page in layout.pages for placed in page)
    return [mark for block in blocks for mark in block.marks if isinstance(mark, Drawing)]


def codes(body: str) -> list[tuple[str, int | None]]:
    """Codes and lines of all faults of `body`."""
    with pytest.raises(TemplateError) as refused:
        sheet(body)
    return [(problem.code, problem.line) for problem in refused.value.problems]


def test_a_map_stands_in_the_facts() -> None:
    """The last child of the box of facts may be a body map, with its area, side and words."""
    facts = sheet(f"<facts>{FIELD}{MAP.format('knee', 'left')}</facts>").blocks[1]
    assert isinstance(facts, Facts)
    assert facts.body_map is not None
    assert (facts.body_map.area, facts.body_map.side, facts.body_map.alt) == ("knee", "left", "The left knee")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"<facts>{MAP.format('knee', '')}{FIELD}</facts>", "wrong-order"),
        (MAP.format("nose", "left"), "bad-attribute"),
        (MAP.format("knee", "both"), "bad-attribute"),
        ('<body-map area="knee"/>', "missing-element"),
        ('<body-map area="knee"><alt/></body-map>', "empty"),
        ("<calendar/>", "missing-element"),
        ('<calendar columns="4"><day><when>Day</when><li>Rest</li></day></calendar>', "bad-attribute"),
        ("<calendar><day><when>Day</when></day></calendar>", "missing-element"),
        ("<course><point><when>Day</when><what>Review</what></point></course>", "missing-attribute"),
        ('<course><point kind="end"><when>Day</when><what>Review</what></point></course>', "bad-attribute"),
        ("<qr-codes><qr><caption>Call</caption></qr></qr-codes>", "missing-attribute"),
        ('<qr-codes><qr payload="tel:1"/></qr-codes>', "missing-element"),
        (f'<qr-codes><qr payload="{"x" * 901}"><caption>Call</caption></qr></qr-codes>', "bad-attribute"),
        ('<chart days="60"><label>Pain</label><across>Days</across><alt>Grid</alt></chart>', "bad-attribute"),
        ('<chart days="14"><label>Pain</label><across>Days</across></chart>', "missing-element"),
        ("<strip><title>Keep</title><heading>Call</heading><p>Signs</p></strip>", "missing-element"),
        (
            f"<strip><title>Keep</title><heading>Call</heading><p>Signs</p>{'<line>503</line>' * 4}</strip>",
            "too-many",
        ),
    ],
)
def test_faults_of_figures_are_found(body: str, code: str) -> None:
    """Whatever a figure lacks or has too much of is refused with its line."""
    assert codes(body) == [(code, 4)]


def test_a_calendar_is_read_day_by_day() -> None:
    """The days are read in their order, each with its tasks, whatever the columns."""
    handout = sheet(f"<calendar>{''.join(DAY.format(n) for n in range(5))}</calendar>")
    calendar = handout.blocks[1]
    assert isinstance(calendar, Calendar)
    assert calendar.columns == 2
    assert calendar.days[0] == Day((Run("Day 0"),), ((Run("Rest."),), (Run("Walk a little."),)))
    texts = leaf_texts(handout)
    assert texts[texts.index("Day 0") :][:4] == ("Day 0", "Rest.", "Walk a little.", "Day 1")
    items = structure.read(printed(handout)).find("L")[0].kids
    assert [item.text for item in items if isinstance(item, structure.Element)][1] == "Day 1Rest.Walk a little."


def test_a_cell_may_be_one_box_to_tick() -> None:
    """A cell of kind tick holds nothing, and nothing is read of it."""
    row = '<row><cell>Stairs</cell><cell kind="tick"/></row>'
    handout = sheet(f'<table widths="0.5 0.5"><header><cell>A</cell><cell>B</cell></header>{row}</table>')
    table = handout.blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0].cells[1] == Cell((), CellKind.TICK)
    printed(handout)


def test_a_sheet_may_have_more_pages() -> None:
    """A sheet that may have three pages keeps its air on the third, where one of two is set again with less."""
    body = "<p>A sentence that takes a line of its own.</p>" * 76
    usual, longer = laid(sheet(body)), laid(sheet(body, more=' pages="3"'))
    assert (len(usual.pages), len(longer.pages)) == (2, 3)
    assert longer.typesetter.edition == STANDARD


def test_areas_are_the_regions() -> None:
    """A map can show every region there is, and the schema and the drawing know the same ones."""
    assert set(AREAS) == set(SPOTS)
    assert set(regions()) <= set(AREAS)


@pytest.mark.parametrize(
    ("area", "side", "viewers"), [("knee", "left", 1), ("knee", "right", -1), ("si-joint", "left", -1)]
)
def test_left_is_the_patients_left(area: str, side: Side, viewers: int) -> None:
    """From the front the patient's left is on the viewer's right; from the back it is on the viewer's left."""
    (spot,) = SPOTS[area]
    assert signs(spot, side) == (viewers,)


def middle(area: str, side: Side | None) -> list[float]:
    """Middles of the marks that an area has on the map, across, in units from the first view's middle line."""
    plain = len(body_paths("low-back", None, 102.0)) - 2
    marks = [path for path in body_paths(area, side, 102.0) if path.segments[0][0] == "R"]
    assert len(body_paths(area, side, 102.0)) == plain + len(marks)
    return [float(path.segments[0][1]) + float(path.segments[0][3]) / 2 - HALF_WIDTH for path in marks]


def test_marks_stand_where_the_area_is() -> None:
    """A known side has one filled mark on its own half; an unknown one has an open ring on both."""
    assert middle("knee", "left") == pytest.approx([5.2, 5.2])
    assert middle("knee", "right") == pytest.approx([-5.2, -5.2])
    assert middle("knee", None) == pytest.approx([-5.2, 5.2])
    assert all(path.fill != "danger" for path in body_paths("knee", None, 102.0))


def test_the_body_is_symmetric() -> None:
    """Each point of the outlines has its mirror image."""
    for shapes in SHAPES.values():
        points = {(round(float(s[-2]), 6), s[-1]) for shape in shapes for s in shape if s[0] in ("M", "L", "C")}
        assert points == {(-x, y) for x, y in points}


def test_a_right_to_left_sheet_does_not_mirror_the_body() -> None:
    """The map changes sides on the page; within it, the left knee stays on the viewer's right."""
    body = f"<facts>{FIELD}{MAP.format('knee', 'left')}</facts>"
    (here,), (there,) = (drawings(laid(sheet(body, direction=way))) for way in ("ltr", "rtl"))
    assert (there.x < 100, here.x > 400) == (True, True)
    for drawing in (here, there):
        spot = drawing.paths[-1].segments[0]
        assert float(spot[1]) - drawing.x == pytest.approx(float(here.paths[-1].segments[0][1]) - here.x)


def test_figures_are_tagged_with_words() -> None:
    """A map is a Figure with its alternative text."""
    found = structure.read(printed(sheet(MAP.format("hip", "right")))).find("Figure")
    assert [figure.attributes["alt"] for figure in found] == ["The left knee"]


SIGNS = "Call 911 now: chest pain; trouble breathing; weak legs. 現在就打電話 اتصل " + "More signs. " * 20
QR = '<qr payload="{}"><caption>{}</caption></qr>'
CALL, SAVE = QR.format("tel:+15035550123", "Scan to call us"), QR.format(SIGNS.strip(), "Scan to keep the signs")
POINT = '<point kind="{0}"><when>Week {1}</when><what>What {0} is</what></point>'
COURSE = "".join(POINT.format(kind, n) for n, kind in enumerate(("session", "session", "review", "session", "stop")))
STRIP = f"""<strip><title>Keep this</title><heading>Call 911 for:</heading><p>Chest pain, or weak legs.</p>
<line>Clinic: <unit>503</unit></line><line>Night: <unit>504</unit></line>{CALL}{SAVE}</strip>"""
CHART = '<chart days="14"><label>Worst pain</label><across>Days since</across><alt>An empty grid</alt></chart>'
ALL = (
    f"<facts>{FIELD}{MAP.format('knee', '')}</facts>{MAP.format('low-back', '')}<course>{COURSE}</course>"
    f"<calendar>{DAY.format(1)}{DAY.format(2)}</calendar><qr-codes>{CALL}{SAVE}</qr-codes>{STRIP}{CHART}"
)


def scanned(pdf: bytes) -> list[str]:
    """What a decoder reads off the printed pages, seen in grey at 150 dots an inch."""
    pages = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=150 / 72, grayscale=True).to_pil() for page in pages]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("body", [f"<qr-codes>{CALL}{SAVE}</qr-codes>", STRIP])
def test_codes_scan(body: str, direction: str) -> None:
    """A decoder reads just the payloads off the printed page, in any script, on sheets of both directions."""
    assert sorted(scanned(printed(sheet(body, direction=direction)))) == sorted(["tel:+15035550123", SIGNS.strip()])


def test_codes_scan_under_a_watermark() -> None:
    """A word across the page keeps no phone from reading a code."""
    top = TOP.format("en", "ltr", "")
    body = f"{H1}{'<p>One line.</p>' * 14}<qr-codes>{CALL}{SAVE}{CALL}</qr-codes>" + STRIP
    mark = '<mark word="SAMPLE">Made up.</mark>'
    xml = f"{top}{HEAD}<body>{body}</body>{FOOT}{mark}</handout>"
    handout = parse(Filled(xml, "toy.xml.jinja", "toy"))
    assert sorted(scanned(printed(handout))) == sorted(["tel:+15035550123"] * 3 + [SIGNS.strip()] * 2)


@pytest.mark.parametrize("length", [1, 100, 121, 500, 900])
def test_codes_keep_their_quiet_zone_and_size(length: int) -> None:
    """Each module measures 0.38 mm or more, with four empty ones at every edge; all of a long text comes back."""
    payload = "x" * length
    modules = encoded(payload).size
    (drawing,) = drawings(laid(sheet(f"<qr-codes>{QR.format(payload, 'Scan')}</qr-codes>")))
    assert drawing.width / (modules + 8) * 25.4 / 72 >= 0.38
    assert drawing.code
    quiet = drawing.width * 4 / (modules + 8)
    assert (drawing.code.x - drawing.x, drawing.code.y - drawing.y) == pytest.approx((quiet, quiet))
    assert drawing.code.side == pytest.approx(drawing.width - 2 * quiet)
    assert scanned(printed(sheet(f"<qr-codes>{QR.format(payload, 'Scan')}</qr-codes>"))) == [payload]


def test_a_course_is_a_list() -> None:
    """Each point is an item: when it is, and what happens; sessions are numbered where they are drawn."""
    handout = sheet(f"<course>{COURSE}</course>")
    data = printed(handout)
    items = structure.read(data).find("LI")
    assert [item.text for item in items][:3] == [
        "Week 0What session is",
        "Week 1What session is",
        "Week 2What review is",
    ]
    assert [text for text in structure.artifacts(data)[0] if text.strip() in {"1", "2", "3"}] == ["1", "2", "3"]


@pytest.mark.parametrize("count", [1, 2, 8, 16])
def test_a_course_of_any_length_fits(count: int) -> None:
    """Long courses go on in further rows of equal length."""
    printed(sheet(f"<course>{''.join(POINT.format('session', n) for n in range(count))}</course>"))


@pytest.mark.parametrize("count", [1, 3, 8])
def test_dates_of_a_course_stay_whole(count: int) -> None:
    """Where dates are long, fewer points stand in a row: no date breaks."""
    when = "<when><keep>Wednesday, September 30, 2026</keep></when>"
    point = f'<point kind="review">{when}<what>We review.</what></point>'
    layout = laid(sheet(f"<course>{point * count}</course>"))
    dates = [
        mark.content
        for page in layout.pages
        for placed in page
        for mark in placed.block.marks
        if isinstance(mark, Text) and mark.content.text.startswith("Wednesday")
    ]
    assert [len(date.lines) for date in dates] == [1] * count


def test_large_codes_stand_below_each_other() -> None:
    """Codes never overlap, however many modules they need."""
    one = QR.format("x" * 900, "Scan")
    found = drawings(laid(sheet(f"<callout><qr-codes>{one * 5}</qr-codes></callout>")))
    for n, first in enumerate(found):
        for second in found[n + 1 :]:
            assert abs(first.x - second.x) >= first.width or abs(first.y - second.y) >= first.height


def test_a_strip_is_read_before_its_codes() -> None:
    """Title, heading, signs and phones are text, and the captions follow."""
    texts = leaf_texts(sheet(STRIP))
    first = texts.index("Keep this")
    assert texts[first : first + 7] == (
        *("Keep this", "Call 911 for:", "Chest pain, or weak legs.", "Clinic: 503", "Night: 504"),
        *("Scan to call us", "Scan to keep the signs"),
    )
    section = structure.read(printed(sheet(STRIP))).find("Sect")[0]
    assert [kid.role for kid in section.kids if isinstance(kid, structure.Element)] == [
        *("H2", "H3", "P", "P", "P", "Div", "Div"),
    ]


def test_a_chart_has_its_words() -> None:
    """The grid is a Figure between what to draw and what the days are; its numbers are decoration."""
    found = structure.read(printed(sheet(CHART)))
    assert [figure.attributes["alt"] for figure in found.find("Figure")] == ["An empty grid"]
    assert structure.leaves(found)[3:6] == ["Toy", "Worst pain", "Days since"]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_all_figures_keep_the_rules(faultless: Callable[[bytes], None], language: str, direction: str) -> None:
    """A sheet with every figure is valid PDF/UA-1 and PDF/A-2a, in both directions."""
    faultless(printed(sheet(ALL, language=language, direction=direction, more=' pages="4"')))


def test_every_figure_says_what_it_rests_on() -> None:
    """Tasks, signs and what a point says are statements; when it is and captions are none."""
    assert [bare for bare in unsourced(sheet(ALL)) if bare.startswith(("Week", "Day", "Scan"))] == []
    assert {"Rest.", "Chest pain, or weak legs.", "What stop is"} <= set(unsourced(sheet(ALL)))


def shown(layout: Layout, page: int) -> list[str]:
    """Texts of a page, decoration included."""
    blocks = (placed.block for placed in layout.pages[page])
    return [mark.content.text for block in blocks for mark in block.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("lines", range(30, 44))
def test_a_short_table_stays_whole(lines: int) -> None:
    """A table of four rows moves to the next page with its heading, and is never cut."""
    rows = "".join(f"<row><cell>Row {n}</cell><cell>Text</cell></row>" for n in range(4))
    table = f'<table widths="0.5 0.5"><header><cell>A</cell><cell>B</cell></header>{rows}</table>'
    layout = laid(sheet(f"{'<p>One line.</p>' * lines}<h2>Scores</h2>{table}"))
    together = {"Scores", "A", *(f"Row {n}" for n in range(4))}
    assert [len(together & set(shown(layout, page))) for page in range(len(layout.pages))] in ([6], [6, 0], [0, 6])


def test_the_running_head_ends_no_line_with_a_dot() -> None:
    """Where the line at the head of later pages breaks, the dot that parts its texts is left out."""
    words = " · ".join(f"A text of some words {n}" for n in range(9))
    xml = HEAD.replace(">Toy</running>", f">{words} · <name>Ana · Bo</name></running>")
    body = f"{H1}{'<p>One line.</p>' * 60}"
    top = TOP.format("en", "ltr", "")
    handout = parse(Filled(f"{top}{xml}<body>{body}</body>{FOOT}</handout>", "toy.xml.jinja", "toy"))
    lines = [text for text in shown(laid(handout), 1) if "A text" in text or "Ana" in text]
    assert len(lines) > 1
    assert " · ".join(lines) == f"{words} · Ana · Bo"
    assert all(line[0] != "·" and line[-1] != "·" for line in lines)


@pytest.mark.parametrize("text", ["Ana", "Dr. Katherine Alexandra O'Brien-Hughes of the Harbor Clinic"])
def test_facts_keep_clear_of_the_map(text: str) -> None:
    """Texts of the box of facts end before the map begins, in both directions."""
    field = f"<field><label>Clinician</label><value>{text}</value></field>"
    for way in ("ltr", "rtl"):
        layout = laid(sheet(f"<facts>{field * 6}{MAP.format('hip', '')}</facts>", direction=way))
        (drawing,) = drawings(layout)
        block = next(placed.block for page in layout.pages for placed in page if drawing in placed.block.marks)
        for text_ in (mark for mark in block.marks if isinstance(mark, Text)):
            for line in text_.content.lines:
                left, right = text_.x + line.left, text_.x + line.right
                assert right < drawing.x or left > drawing.x + drawing.width


@pytest.mark.parametrize("lines", range(8, 34))
def test_no_row_stands_alone(lines: int) -> None:
    """Where a long table goes on on another page, each page has two of its rows or more."""
    rows = "".join(f"<row><cell>Row {n}</cell><cell>Text</cell></row>" for n in range(9))
    table = f'<table widths="0.5 0.5"><header><cell>A</cell><cell>B</cell></header>{rows}</table>'
    layout = laid(sheet("<p>One line.</p>" * lines + table))
    pages = [sum(text.startswith("Row") for text in shown(layout, page)) for page in range(len(layout.pages))]
    assert sum(pages) == 9
    assert 1 not in pages
