from __future__ import annotations

import pytest

from tests.support import structure
from tests.support.goldens import COMMAND, FOLDER, PROOFS, SHEETS, drawn, layout_text

NAMES = (*SHEETS, *PROOFS)
ADVICE = f"If the change is meant, run: {COMMAND}"


def _golden(name: str) -> str:
    path = FOLDER / name
    assert path.is_file(), ADVICE
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_layout(name: str) -> None:
    """Everything stands where it stood, on the page where it stood."""
    assert layout_text(drawn(name)[0]) == _golden(f"{name}.layout.txt"), ADVICE


@pytest.mark.parametrize("name", NAMES)
def test_tags(name: str) -> None:
    """The structure tree, with its text, is what it was."""
    assert structure.outline(drawn(name)[1]) == _golden(f"{name}.tags.txt"), ADVICE


def test_no_golden_is_left_over() -> None:
    """The folder holds the two files of each sheet, and nothing else."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(
        f"{name}.{kind}.txt" for name in NAMES for kind in ("layout", "tags")
    )
