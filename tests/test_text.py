from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.text import MAX_LENGTH, check_text, clean_text, is_visible


@pytest.mark.parametrize(
    "text",
    [
        "",
        "María Núñez",
        "<b>Smith & Sons</b>",
        "{{ 7*7 }} %(x)s %d",
        "می\u200cخواهم",
        "प्रोलोथेरेपी",
        "👩\u200d⚕️ clinic",
        "Phạm Thị Hằng",
    ],
)
def test_names_of_the_world(text: str) -> None:
    """Names and texts of any script, markup and joiners included, are plain text."""
    assert check_text(text, key="name") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\u202eb", "Character 2 is U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066a", "U+2066"),
        ("a\u200f", "U+200F"),
        ("a\u00adb", "U+00AD SOFT HYPHEN"),
        ("a\x1b[31m", "U+001B, a control character"),
        ("a\nb", "control character"),
        ("\ue000", "private"),
        ("\U0010ffff", "no character is assigned"),
        ("\ud800", "half of a character"),
        ("a" + "\u0301" * 20, "accents"),
        ("a" * (MAX_LENGTH + 1), "501 characters"),
    ],
)
def test_bad_characters(text: str, said: str) -> None:
    """Characters that hide, reorder or break text are refused by number and name."""
    problem = check_text(text, key="--patient", file="x", line=3)
    assert problem is not None
    assert said in problem.message
    assert (problem.key, problem.file, problem.line) == ("--patient", "x", 3)


@given(st.text(st.characters(exclude_categories=[]), min_size=1))
def test_what_passes_is_printable(text: str) -> None:
    """What passes holds no control, format, private or unassigned character, and no message repeats the text."""
    cleaned = clean_text(text)
    problem = check_text(cleaned, key="--patient")
    kinds = {unicodedata.category(char) for char in cleaned if char not in "\u200c\u200d"}
    if problem is None:
        assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    else:
        assert str(problem).isprintable()


@given(st.text())
def test_cleaning_is_idempotent(text: str) -> None:
    """Cleaning a clean text changes nothing."""
    assert clean_text(clean_text(text)) == clean_text(text)


def test_visible() -> None:
    """A text of signs only says nothing."""
    assert is_visible("日本")
    assert not is_visible("… - ?")


def test_emoji_lose_their_joiners() -> None:
    """The joiners of an emoji family join nothing that a font here can draw as one: its members stand side by side."""
    assert clean_text("👨\u200d👩\u200d👧") == "👨👩👧"
    assert clean_text("❤\ufe0f\u200d🔥 ℹ\ufe0f") == "❤🔥 ℹ"
    assert clean_text("क्\u200dष") == "क्\u200dष"
