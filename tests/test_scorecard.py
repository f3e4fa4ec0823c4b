"""The scorecard: sheets pass its items, and each item that a machine decides can fail."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from handouts.model import (
    Cell,
    Chart,
    Facts,
    Handout,
    Heading,
    ItemList,
    Paragraph,
    RedFlags,
    Role,
    Row,
    Run,
    Table,
)
from handouts.quality import Verdict, score
from handouts.quality.level import level_of
from handouts.quality.scorecard import ITEMS, Look, look_at
from handouts.quality.scorecard.item import judge
from handouts.quality.scorecard.look import contrast
from handouts.quality.words import pieces
from handouts.sheet import Sheet, make
from tests.support.matrix import CASES, clinic, made
from tests.support.sheets import ask

SAMPLE = [case for case in CASES if case.locale == "en"][::6] + [case for case in CASES if case.locale == "es"][::12]
MACHINE = [item for item in ITEMS if item.check]


def text(words: str, isolation: Any = "") -> tuple[Run, ...]:  # noqa: ANN401 - the field's own type
    """Words as runs."""
    return (Run(words, isolation=isolation),)


@functools.cache
def sheet() -> Sheet:
    """A sheet that passes."""
    return make(replace(ask("aftercare"), today=ask("aftercare").today), clinic())


@functools.cache
def whole() -> Look:
    """The look of that sheet."""
    return look_at(sheet())


def saying(handout: Handout) -> Look:
    """The same look, with another handout's words."""
    read = pieces(handout)
    return replace(whole(), handout=handout, pieces=read, level=level_of(read, handout.language))


def with_blocks(*blocks: Any) -> Look:  # noqa: ANN401 - any blocks
    """The look with other blocks."""
    return saying(replace(whole().handout, blocks=blocks))


def without(*kinds: type) -> Look:
    """The look without the blocks of some classes."""
    return with_blocks(*(block for block in whole().handout.blocks if not isinstance(block, kinds)))


def adding(words: str) -> Look:
    """The look with one more item of a list."""
    return with_blocks(*whole().handout.blocks, ItemList((text(words),)))


def printing(**values: Any) -> Look:  # noqa: ANN401 - any value of a line
    """The look with other measures of each line that is not the imprint's."""
    lines = tuple(line if line.imprint else replace(line, **values) for line in whole().lines)
    return replace(whole(), lines=lines)


def paragraph_of(edges: Sequence[tuple[float, float]]) -> Look:
    """The look with one paragraph whose lines stand from and to the given places."""
    first = next(line for line in whole().lines if line.length > 20)
    lines = [
        replace(first, paragraph=1, left=left, right=right, ends=n == len(edges))
        for n, (left, right) in enumerate(edges, 1)
    ]
    return replace(whole(), lines=tuple(lines))


def needing(*missing: str) -> Look:
    """The look of a kind that need not say something."""
    return replace(whole(), needs=whole().needs - set(missing))


def table(header: tuple[str, ...]) -> Look:
    """The look with one table whose columns are headed so."""
    row = Row(tuple(Cell((text("Rest."),)) for _ in header))
    return with_blocks(Table(tuple(map(text, header)), (row,), tuple(1 / len(header) for _ in header)))


def headless() -> Look:
    """The look of a box that says no number to call."""
    box = next(block for block in whole().handout.walk() if isinstance(block, RedFlags))
    return with_blocks(replace(box, emergency=replace(box.emergency, heading=text("Get help for:"))))


def overdue() -> Look:
    """The look of a sheet that is reviewed too late."""
    kind = whole().kind
    assert kind
    return replace(whole(), kind=kind._replace(review_by=kind.review_by.replace(year=2040)))


def split() -> Look:
    """The look of a sheet with a word that goes on on the next line."""
    first, second = whole().lines[:2]
    one = replace(first, text="Take your medi-", ends=False, paragraph=1)
    return replace(whole(), lines=(one, replace(second, text="cine now.", paragraph=1)))


HARD = "Interdisciplinary considerations necessitate anticoagulation reassessment preoperatively. " * 60
LONG = "Rest. Walk. Eat. Drink. Sleep. Call us. Come back. Wait."
DAMAGE: dict[str, Callable[[], Look]] = {
    "pemat-1": lambda: with_blocks(Paragraph(text("Good to know"), Role.TITLE), *whole().handout.blocks[1:]),
    "pemat-3": lambda: with_blocks(*whole().handout.blocks, Paragraph(text(HARD))),
    "pemat-4": lambda: adding("Ask about a pneumothorax and collagen."),
    "pemat-6": lambda: adding("Half of 12 % and 1/2 more."),
    "pemat-7": lambda: adding("Divide your weight by the number of doses."),
    "pemat-8": lambda: with_blocks(*whole().handout.blocks, Paragraph(text(LONG))),
    "pemat-9": lambda: with_blocks(*whole().handout.blocks, Heading(text("Information")), Heading(text("End"))),
    "pemat-10": lambda: without(Facts),
    "pemat-11": lambda: needing("read-back"),
    "pemat-12": lambda: without(RedFlags),
    "pemat-17": lambda: with_blocks(Chart(14, text(" "), text("Days"), "")),
    "pemat-19": lambda: table(("", "What to do", "Pain")),
    "pemat-20": lambda: with_blocks(Paragraph(text("It may hurt."))),
    "pemat-21": lambda: adding("The patient should rest."),
    "pemat-22": lambda: adding(LONG),
    "pemat-23": lambda: with_blocks(Paragraph(text("It may hurt."))),
    "pemat-24": lambda: adding("Multiply your weight by ten."),
    "pemat-25": lambda: with_blocks(Chart(14, text("Pain"), text(" "), "A chart")),
    "cdc-1": lambda: with_blocks(*(b for b in whole().handout.blocks if getattr(b, "role", "") != Role.LEAD)),
    "cdc-2": lambda: with_blocks(*whole().handout.blocks[1:]),
    "cdc-3": lambda: without(RedFlags),
    "cdc-4": lambda: with_blocks(Paragraph(text("It may hurt."))),
    "cdc-5": headless,
    "cdc-7": lambda: adding("Ask about a pneumothorax."),
    "cdc-8": lambda: with_blocks(ItemList(tuple(text(f"item {n}") for n in range(8)))),
    "cdc-9": lambda: without(Heading),
    "cdc-10": lambda: printing(page=2),
    "cdc-11": lambda: needing("evidence"),
    "cdc-12": lambda: with_blocks(Paragraph(text("It may hurt."))),
    "cdc-14": lambda: with_blocks(ItemList((text("Rest for a while."),))),
    "cdc-15": lambda: adding("About 5% of people."),
    "cdc-17": lambda: adding("Take 10 mg per kg."),
    "cdc-18": lambda: needing("risks"),
    "cdc-19": lambda: needing("other-choices"),
    "print-size": lambda: printing(smallest=11.5),
    "print-italic": lambda: printing(slanted=True),
    "print-capitals": lambda: adding("DO NOT DRIVE after the shot."),
    "print-left": lambda: paragraph_of([(40, 500), (55, 480), (40, 300)]),
    "print-ragged": lambda: paragraph_of([(40, 500)] * 5 + [(40, 200)]),
    "print-contrast": lambda: printing(contrast=4.4),
    "print-length": lambda: printing(length=130),
    "print-split": split,
    "ismp-trailing-zero": lambda: adding("Take 1.0 mg."),
    "ismp-leading-zero": lambda: adding("Take .5 mg."),
    "ismp-space": lambda: adding("Take 500mg now."),
    "ismp-full-stop": lambda: adding("Take 500 mg. of it."),
    "ismp-thousands": lambda: adding("Take 3000 mg."),
    "ismp-symbols": lambda: adding("Call if it is > 38 °C."),
    "ismp-name-dose": lambda: adding("Take ibuprofen200 mg."),
    "ismp-abbreviations": lambda: adding("Take it BID."),
    "ismp-slash": lambda: adding("Take 10 mg/kg."),
    "pif-evidence": lambda: saying(replace(whole().handout, imprint=(text("Version 1.0."),))),
    "pif-dates": lambda: saying(replace(whole().handout, imprint=(text("Sources: R1."),))),
    "pif-review": overdue,
    "pif-inequalities": lambda: needing("interpreter"),
}


@pytest.mark.parametrize("case", SAMPLE, ids=str)
def test_sheets_pass(case: Any) -> None:  # noqa: ANN401 - a case of the matrix
    """Every sheet passes every item that a machine decides, reads at grade 6 or lower, and claims nothing."""
    found = score(made(case))
    failed = {result.item.id: result.findings for result in found.having(Verdict.FAILED)}
    assert failed == {}
    assert found.level.passed, found.level
    assert found.claims == ()


@pytest.mark.parametrize("item", MACHINE, ids=lambda item: item.id)
def test_each_item_can_fail(item: Any) -> None:  # noqa: ANN401 - an item
    """An item that a machine decides fails on a sheet that is damaged just there, and says what to mend."""
    assert judge(item, whole()).verdict in (Verdict.PASSED, Verdict.EXCEPTION, Verdict.NOT_APPLICABLE)
    result = judge(item, DAMAGE[item.id]())
    assert result.verdict is Verdict.FAILED
    assert all(finding.place and finding.mend.endswith(".") for finding in result.findings)


def test_every_item_is_told_apart() -> None:
    """Items have names of their own, and say who decides them."""
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert set(DAMAGE) == {item.id for item in MACHINE}
    assert {item.decided for item in ITEMS} == {"machine", "human"}


def spoiled(pattern: bytes, with_: bytes) -> Look:
    """The look of the finished file with something changed in how its pages are drawn."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet().data)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            page.Contents = pdf.make_stream(re.sub(pattern, with_, page.Contents.read_bytes()))
        pdf.save(out)
    return look_at(sheet()._replace(data=out.getvalue()))


@pytest.mark.parametrize(
    ("item", "pattern", "with_"),
    [
        ("print-size", rb"1 0 0 1 (\S+ \S+) Tm", rb"0.8 0 0 0.8 \1 Tm"),
        ("print-italic", rb"1 0 0 1 (\S+ \S+) Tm", rb"1 0 0.2 1 \1 Tm"),
        ("print-contrast", rb"BT\n\S+ \S+ \S+ rg", b"BT\n0.7 0.7 0.7 rg"),
    ],
)
def test_print_is_measured_on_the_file(item: str, pattern: bytes, with_: bytes) -> None:
    """Small, slanted and pale letters are seen on the finished page, whatever the program meant to draw."""
    (found,) = [each for each in ITEMS if each.id == item]
    assert judge(found, spoiled(pattern, with_)).verdict is Verdict.FAILED


def test_small_imprint_is_an_exception_that_is_told() -> None:
    """The imprint at the foot is smaller than 12 points, and the scorecard says so."""
    (found,) = [each for each in ITEMS if each.id == "print-size"]
    result = judge(found, whole())
    assert result.verdict is Verdict.EXCEPTION
    assert "imprint" in result.findings[0].place


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1, and #767676 on white the well-known 4.54."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((9, 9, 9), (9, 9, 9)) == 1
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)


def test_a_language_without_word_lists_is_said_to_have_none() -> None:
    """What cannot be judged in a language does not count as passed."""
    look = saying(replace(whole().handout, language="ko"))
    verdicts = {item.id: judge(item, look).verdict for item in MACHINE}
    for name in ("pemat-3", "pemat-4", "pemat-7", "pemat-21", "ismp-abbreviations"):
        assert verdicts[name] is Verdict.NOT_APPLICABLE
