"""A proof document in eight languages: the same advice with a phone, a dose, a date and names, in every kind of place.

The sentences are for proving letters and order; nobody hands them to a patient.
"""

from __future__ import annotations

import functools
import io
import re
import unicodedata
from collections.abc import Iterator

import pikepdf

from handouts.editions import STANDARD
from handouts.model import (
    Block,
    Cell,
    CellKind,
    Direction,
    Handout,
    Inlines,
    ItemList,
    Letterhead,
    Marker,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
)
from handouts.pdf import Meta, write
from handouts.typeset.pages import Layout, lay_out

RTL = frozenset({"ar", "he"})
UNREADABLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\f]")  # what pdftotext adds to say directions


def unit(text: str) -> Run:
    """One left-to-right object that never breaks."""
    return Run(text, isolation="unit")


def name(text: str) -> Run:
    """Text set apart from its neighbours' direction."""
    return Run(text, isolation="name", field="clinic.name")


def runs(*parts: str | Run) -> Inlines:
    """Prose and runs as one paragraph's content."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


PHONE, DOSE, DATE = unit("+1 503-555-0123"), unit("500 mg"), unit("2026-12-01")
CLINIC, PERSON = name("Harbor Spine & Joint Clinic"), name("María Núñez")
TEXTS: dict[str, Inlines] = {
    "en": runs(
        *("Call ", PHONE, " if you have a fever. Take ", DOSE, " of paracetamol, at most 4 times a day, until ", DATE),
        *(". Thank you for coming to ", CLINIC, ", ", PERSON, "."),
    ),
    "ar": runs(
        *("اتصل بالرقم ", PHONE, " إذا أصبت بحمى أو قشعريرة. لا تتناول الإيبوبروفين. تناول ", DOSE),
        *(" من الباراسيتامول كل ست ساعات حتى ", DATE, ". شكرًا لزيارتكم ", CLINIC, "، ", PERSON),
        ". الألم والتورم الخفيف أمر طبيعي لأيام قليلة.",
    ),
    "he": runs(
        *("התקשרו אל ", PHONE, " אם יש לכם חום. קחו ", DOSE, " של אקמול כל שש שעות עד ", DATE),
        *(". תודה שבאתם אל ", CLINIC, ", ", PERSON, ". כאב ונפיחות קלה הם דבר רגיל."),
    ),
    "hi": runs(
        *("बुखार हो तो ", PHONE, " पर फ़ोन करें। हर छह घंटे में ", DOSE, " पैरासिटामोल लें, ", DATE, " तक। "),
        *(CLINIC, " आपको फ़ोन करेगा, ", PERSON, "। सूजन और दर्द कुछ दिन सामान्य है।"),
    ),
    "th": runs(
        *("โทร ", PHONE, " หากมีไข้หรือหนาวสั่น รับประทานพาราเซตามอล ", DOSE, " ทุกหกชั่วโมง จนถึง ", DATE),
        *(" อาการปวดและบวมเล็กน้อยเป็นเรื่องปกติ ที่บ้าน ", CLINIC, " ", PERSON),
    ),
    "vi": runs(
        *("Gọi ", PHONE, " nếu bạn bị sốt hoặc ớn lạnh. Uống ", DOSE, " paracetamol mỗi sáu giờ cho đến ", DATE),
        *(". Đau nhức và sưng nhẹ là điều bình thường. ", CLINIC, ", ", PERSON, "."),
    ),
    "ko": runs(
        *("열이 나거나 오한이 있으면 ", PHONE, "로 전화하십시오. ", DATE, "까지 여섯 시간마다 파라세타몰 ", DOSE),
        *("을 복용하십시오. 통증과 약간의 부기는 정상입니다. ", CLINIC, ", ", PERSON),
    ),
    "zh-Hans": runs(
        *("如果发烧或发冷，请致电", PHONE, "。每六小时服用对乙酰氨基酚", DOSE, "，直到", DATE),
        *("。轻微的疼痛和肿胀是正常的（数天内会好转）。", CLINIC, "会给您打电话，", PERSON, "。"),
    ),
}


def strong(content: Inlines) -> Inlines:
    """The same in bold."""
    return tuple(run._replace(strong=True) for run in content)


def handout(language: str, *blocks: Block) -> Handout:
    """A handout of just these blocks under a title."""
    direction: Direction = "rtl" if language in RTL else "ltr"
    letterhead = Letterhead((name("Harbor Spine"),), (), ((PHONE,),))
    title = Paragraph((Run("Proof"),), Role.TITLE)
    foot = (Run("Version 1"),)
    return Handout(
        "proof", language, direction, "Proof", "Harbor Spine", letterhead, (Run("Proof"),), (title, *blocks), (foot,),
        (Run("1", slot="page"),),
    )  # fmt: skip


def proof(language: str) -> Handout:
    """The advice of a language in a paragraph, in bold, in lists and in the cells of a table."""
    text = TEXTS[language]
    cells = Row((Cell((text,)), Cell((text,), CellKind.TASKS)))
    table = Table(((Run("A"),), (Run("B"),)), (cells,), (0.4, 0.6))
    return handout(
        language, Paragraph(text), Paragraph(strong(text)), ItemList((text, strong(text))),
        ItemList((text,), Marker.TICK), table,
    )  # fmt: skip


def written(sheet: Handout) -> tuple[Layout, bytes]:
    """A handout laid out on A4, and its file."""
    layout = lay_out(sheet, STANDARD, "a4")
    return layout, write(layout, Meta(sheet.title, sheet.author, sheet.language, "2026-11-22"))


@functools.cache
def proof_pdf(language: str) -> bytes:
    """The proof document of a language."""
    return written(proof(language))[1]


def readable(text: str) -> str:
    """Extracted or meant text to compare: composed, single blanks, no marks of direction."""
    text = UNREADABLE.sub("", unicodedata.normalize("NFC", text)).replace("\ufffe", "-").replace("\x02", "-")
    return " ".join(text.split())


def solid(text: str) -> str:
    """The same without any blanks, for lines that break where no blank is."""
    return readable(text).replace(" ", "")


def glyph_codes(pdf: bytes) -> Iterator[int]:
    """Every code shown on any page; 0 is the box that stands for a missing glyph."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for instruction in pikepdf.parse_content_stream(page, "TJ Tj"):
                operand = instruction.operands[0]
                parts = operand.as_list() if isinstance(operand, pikepdf.Array) else [operand]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        yield from (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
