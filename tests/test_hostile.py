"""Hostile input is plain text: each gives a correct sheet or one plain error, never a traceback, never a stray file."""

from __future__ import annotations

import json
import os
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from handouts.cli.values import as_text
from handouts.clinics import build_clinic
from handouts.clinics.source import parse_toml
from handouts.errors import HandoutError, UsageError
from handouts.kinds import kinds
from handouts.sheet import make
from handouts.text import clean_text
from tests.support.clinics import GOOD, TODAY
from tests.support.program import Done, files, refused, run
from tests.support.sheets import ask
from tests.support.structure import leaves
from tests.test_logo import png_header

NAME, STREET = "Harbor Spine & Joint Clinic", "12 Quay Street"
FULL = ("--clinic", "clinic.toml", "--treatment", "prp", "--region", "knee", "--out", "sheet.pdf")
# Joiners shape the letters beside them and are no text of their own: extraction may drop them.
JOINERS = str.maketrans("", "", "\u200c\u200d")
TEXTS = {
    "markup": "<b>Ana</b> & Söhne </p><h1>",
    "entities": "A&amp;B &lt; &#65; <!-- x --> ]]> <![CDATA[x",
    "jinja": "{{ 7*7 }} {% raw %} {# x #}",
    "percent": "%(x)s %d %s %% %(n)d {0} {x}",
    "quotes": 'O\'Brien "x" `x` \\',
    "pdf": "(x) Tj ET \\) <</A>> stream endstream /ActualText",
    "shell": "$(touch stray) ; `touch stray` | x > stray",
    "blanks": "Ana    \u00a0Bo\u2003\u3000Cy",
    "stacked accents": "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308a",
    "decomposed": "Mari\u0301a Nu\u0301n\u0303ez",
    "both directions": "Ana محمد (Bo) 12-34",
    "brackets": "שרה (לוי) [א] {ב} «ג» <ד>",
    "joined": "می\u200cخواهم",
    "old glyphs": "ﬁ ﬀ ﻼ",
    "beyond U+FFFF": "𝔸na",
    "Devanagari": "प्रिया शर्मा",
    "Thai": "สมชาย ใจดี",
    "only a sign": "Ana -",
    "low lines": "a____________b",
}
LONG = {
    "unbroken": "A" * 400,
    "with blanks": ("Maximiliana " * 34)[:400],
    "hyphens": "Anna-Maria-" * 36,
    "digits": "0123456789" * 40,
    "Hebrew": "שרה " * 100,
}
# What is refused, with what the refusal says of it.
REFUSED = {
    "bidi override": ("Ana \u202etsil", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "bidi isolate": ("Ana \u2066x\u2069", "U+2066 LEFT-TO-RIGHT ISOLATE"),
    "bidi mark": ("Ana\u200f", "U+200F RIGHT-TO-LEFT MARK"),
    "bell": ("Ana \x07", "U+0007"),
    "escape": ("\x1b[31mAna", "U+001B"),
    "tab": ("A\tna", "U+0009"),
    "line end": ("Ana\nBo", "Write it on one line."),
    "line separator": ("Ana\u2028Bo", "U+2028"),
    "zero width": ("Ana\u200bBo", "U+200B"),
    "private": ("Ana \ue000", "U+E000"),
    "unassigned": ("Ana \u0378", "U+0378"),
    "filler": ("\u3164", "U+3164 HANGUL FILLER, an invisible character"),
    "mark alone": ("\u0300 Ana", "U+0300 COMBINING GRAVE ACCENT, a mark without"),
    "zalgo": ("Z" + "\u0301" * 60 + "algo", "accents"),
    "too long": ("A" * 501, "at most 500"),
}


def written(**texts: str) -> str:
    """A clinic's file with texts in place of its own, quoted as TOML wants it."""
    quoted = {"name": NAME, "street": STREET, **texts}
    # JSON's quoting is TOML's for all but a delete character, and TOML knows no surrogates.
    text = GOOD.replace(f'"{NAME}"', json.dumps(quoted["name"], ensure_ascii=False).replace("\x7f", "\\u007f"))
    return text.replace(f'"{STREET}"', json.dumps(quoted["street"], ensure_ascii=False).replace("\x7f", "\\u007f"))


def folded(text: str) -> str:
    """`text` as comparable with what a reader of the file finds."""
    return unicodedata.normalize("NFC", clean_text(text).translate(JOINERS))


def says(data: bytes, text: str) -> int:
    """How many pieces of the sheet's structure hold `text` as it was typed."""
    return sum(text in (piece, folded(piece)) or folded(text) in folded(piece) for piece in leaves(data))


def plain(done: Done, folder: Path, *known: str) -> None:
    """Assert that a refusal is for people, shows nothing of a patient, and left only the files that are `known`."""
    refused(done, done.code)
    assert all(line.isprintable() for line in done.err.splitlines())
    assert files(folder) == sorted(known)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_are_printed_as_typed(text: str, tmp_path: Path) -> None:
    """As patient, clinic, street and clinician at once, a hostile text is on the sheet letter by letter."""
    (tmp_path / "clinic.toml").write_text(written(name=text, street=text), encoding="utf-8")
    done = run(tmp_path, "aftercare", *FULL, "--patient", text, "--clinician", text)
    assert (done.code, done.out, done.err) == (0, "sheet.pdf\n", "")
    assert files(tmp_path) == ["clinic.toml", "sheet.pdf"]
    assert says((tmp_path / "sheet.pdf").read_bytes(), text) >= 4


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("kind", kinds())
def test_long_names_are_printed_whole(kind: str, text: str, tmp_path: Path) -> None:
    """A patient's name of 400 characters, with blanks or without, is on the sheet to its last letter."""
    done = run(tmp_path, kind, "--patient", text, "--out", "sheet.pdf")
    assert (done.code, done.err) == (0, "")
    assert says((tmp_path / "sheet.pdf").read_bytes(), text)


@pytest.mark.parametrize("text", [*LONG.values(), "王小明" * 133], ids=[*LONG, "Chinese"])
def test_too_much_of_everything(text: str, tmp_path: Path) -> None:
    """With 400 characters in every place, there is a sheet with all of them, or a plain error that it fits no page."""
    (tmp_path / "clinic.toml").write_text(written(name=text, street=text), encoding="utf-8")
    done = run(tmp_path, "aftercare", *FULL, "--patient", text, "--clinician", text)
    if done.code:
        assert done.code == 6
        plain(done, tmp_path, "clinic.toml")
    else:
        assert says((tmp_path / "sheet.pdf").read_bytes(), text) >= 4


@pytest.mark.parametrize("option", ["--patient", "--patient-id", "--clinician"])
@pytest.mark.parametrize("name", REFUSED)
def test_texts_that_cannot_be_printed(option: str, name: str) -> None:
    """Control, bidi, private and unassigned characters, zalgo and endless texts are refused without repeating them."""
    text, said = REFUSED[name]
    with pytest.raises(UsageError) as caught:
        as_text(option, text)
    (problem,) = caught.value.problems
    assert problem.key == option
    assert said in f"{problem.message} {problem.hint}"
    assert str(problem).isprintable()
    assert "Ana" not in str(problem)


def test_every_bad_text_at_once(tmp_path: Path) -> None:
    """Bad characters in options and in the clinic's file come back in one run, plainly."""
    (tmp_path / "clinic.toml").write_text(written(name="Har\u202ebor", street="12\x1b[31m"), encoding="utf-8")
    given = ("--patient", "Ana \u202e", "--clinician", "\x1b[31mBo", "--patient-id", "Z" + "\u0301" * 60)
    done = run(tmp_path, "aftercare", *FULL, *given)
    assert done.code == 2
    assert len(done.err.splitlines()) == 5
    plain(done, tmp_path, "clinic.toml")


@pytest.mark.parametrize("option", ["--patient", "--treatment", "--clinic", "--procedure-date", "--out"])
@pytest.mark.skipif(os.name == "nt", reason="Windows' arguments are Unicode")
def test_bytes_that_are_no_text(option: str, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 (lone surrogates, inside) are refused, or are a file's name as any other."""
    done = run(tmp_path, "aftercare", option, os.fsdecode(b"a\xff\x1b"))
    if option == "--out":
        assert (done.code, os.fsencode(os.listdir(tmp_path)[0])) == (0, b"a\xff\x1b")  # noqa: PTH208 - as bytes
    else:
        assert done.code == {"--clinic": 2}.get(option, 2)
        plain(done, tmp_path)


@pytest.mark.parametrize(("text", "code"), [("Ana 😀", 5), ("Ana \U00020bb7", 5), ("Ana 🏴\U000e0067", 2)])
def test_characters_that_no_font_can_write(text: str, code: int, tmp_path: Path) -> None:
    """A character without a glyph is named with its field, and the rest of the name is not."""
    done = run(tmp_path, "aftercare", "--patient", text)
    assert done.code == code
    assert "patient" in done.err
    assert "U+" in done.err
    assert "Ana" not in done.err
    assert not files(tmp_path)


def test_terminal_codes_in_options_are_shown_as_numbers(tmp_path: Path) -> None:
    """What a refusal repeats cannot colour, move or clear the terminal."""
    done = run(
        tmp_path, "aftercare", "--treatment", "\x1b[2Jprp\u202e", "--clinic", "no\x1b]0;x\x07", "--region", "x" * 999
    )
    assert "<U+001B>[2Jprp<U+202E>" in done.err
    assert "no<U+001B>]0;x<U+0007>" in done.err
    assert "x" * 99 not in done.err
    plain(done, tmp_path)


# Files that are not what they seem


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("bomb.png", "pixels"),
        ("../outside.png", "not inside"),
        ("/etc/passwd", "not inside"),
        ("link.png", "not inside"),
        ("folder", "logo"),
        ("text.png", "logo"),
        ("missing.png", "logo"),
        ("a\\u0000b.png", "U+0000"),
    ],
)
def test_logos_that_are_none(logo: str, said: str, tmp_path: Path) -> None:
    """A bomb, a path that climbs out (written or by a link), a folder, a text or nothing as logo: exit 3, plainly."""
    folder = tmp_path / "clinic"
    (folder / "folder").mkdir(parents=True)
    picture = BytesIO()
    Image.new("RGB", (60, 40)).save(picture, "PNG")
    (tmp_path / "outside.png").write_bytes(picture.getvalue())
    (folder / "bomb.png").write_bytes(png_header(60_000, 60_000))
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "link.png").symlink_to("../outside.png")
    (folder / "clinic.toml").write_text(f'logo = "{logo}"\n{GOOD}', encoding="utf-8")
    known = files(folder)
    done = run(folder, "aftercare", *FULL)
    assert done.code == 3
    assert "clinic.toml:1: logo: " in done.err
    assert said in done.err
    plain(done, folder, *known)


@pytest.mark.parametrize(
    ("clinic", "said"),
    [
        (".", "This is a folder, not a file."),
        ("missing.toml", "There is no such file."),
        ("empty.toml", "The file is empty."),
        ("binary.toml", "UTF-8"),
        ("deep.toml", "nested too deeply"),
        ("pipe.toml", "not an ordinary file"),
        ("/dev/zero", "not an ordinary file"),
        ("x" * 300, "name"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_clinic_files_that_are_none(clinic: str, said: str, tmp_path: Path) -> None:
    """A folder, a pipe, a device, an empty, binary or endlessly nested file as clinic: exit 3 at once, plainly."""
    (tmp_path / "empty.toml").touch()
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)))
    (tmp_path / "deep.toml").write_text("a = " + "[" * 1900, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.toml")
    known = files(tmp_path)
    sheet = ("aftercare", "--treatment", "prp", "--region", "knee", "--clinic", clinic)
    for words in (sheet, ("clinic", "check", clinic)):
        done = run(tmp_path, *words)
        assert done.code == 3
        assert said in done.err
        plain(done, tmp_path, *known)


def test_options_as_values_stay_values(tmp_path: Path) -> None:
    """What looks like an option is a value where = says so, and a name that begins with a hyphen is one."""
    done = run(tmp_path, "aftercare", "--patient=--draft", "--patient-id=-", "--out=-x.pdf", given=b"--json\n")
    assert (done.code, done.out) == (0, "-x.pdf\n")
    data = (tmp_path / "-x.pdf").read_bytes()
    assert says(data, "--draft")
    assert says(data, "--json")


# Anything at all

# What is not proven is not written: PDFium misreads these scripts, and finds no ink where some signs stand alone.
UNPROVEN = [*map(chr, (*range(0x0675, 0x0679), *range(0x0800, 0x0860), *range(0x1C50, 0x1D00), *range(0x2300, 0x2900)))]
ANY = st.text(st.characters(exclude_categories=["Cs", "Lm", "Sk", "So"], exclude_characters=UNPROVEN), max_size=60)
LETTERS = st.text(st.sampled_from("abcÄßéñ αжشל王สก12 -'&<{%.,/()\u0301\u200c"), min_size=1, max_size=420)
TEXT = ANY | LETTERS


def sheet_of(name: str, street: str, patient: str, path: Path) -> bytes:
    """The sheet for a patient of a clinic, by way of the clinic's file and the option."""
    text = written(name=name, street=street)
    clinic = build_clinic(parse_toml(text, str(path)), text, path, TODAY)
    return make(ask("aftercare", patient=as_text("--patient", patient)), clinic).data


@given(name=TEXT, street=TEXT, patient=TEXT)
@example(name="<b>", street="&", patient="{{ 7*7 }}")
@example(name="A" * 400, street="%(x)s %d", patient="محمد " * 80)
def test_any_text_is_printed_or_refused(name: str, street: str, patient: str) -> None:
    """Any clinic, address and patient makes a sheet whose structure holds them exactly, or is refused by a sentence."""
    try:
        data = sheet_of(name, street, patient, Path("clinic.toml"))
    except HandoutError as refusal:
        problems, code = refusal.problems, refusal.exit_code
    else:
        assert all(says(data, typed) for typed in (name, street, patient))
        return
    assert code in (2, 3, 5, 6)
    assert all(problem.message.endswith((".", "?")) for problem in problems)
