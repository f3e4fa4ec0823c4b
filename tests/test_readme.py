"""README is run as it stands, in order, in a copy of the checkout."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.support.desk import Desk
from tests.support.pages import blocks

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SET_UP = ("python generate.py aftercare", "python -m tests")  # CI runs these, on a bare Python
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "templates/README.md", "locales/README.md")
MORE = "…\n"  # stands for whatever else is said
PICTURE = "docs/aftercare.png"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk to follow README at."""
    return Desk(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="the lines are typed into sh")
def test_everything_in_readme_happens_as_it_says(desk: Desk) -> None:
    """Each line of each block runs, says what is shown below it, and fails only where that is shown."""
    said = ""
    for block in blocks(README):
        if block.language == "toml":
            desk.edit(block.lines)
        elif block.language == "text":
            shown = "\n".join((*block.lines, ""))
            right = said.startswith(shown.removesuffix(MORE)) if shown.endswith(MORE) else said == shown
            assert right, said
        else:
            assert block.language == "sh"
            said = _follow(desk, block.lines)
    assert desk.printed.read_text(encoding="utf-8").splitlines()[-1].endswith(".pdf")


def _follow(desk: Desk, lines: tuple[str, ...]) -> str:
    said = ""
    for line in lines:
        if line in SET_UP:
            continue
        done = desk.run(line)
        said = done.stdout
        shown = f"```sh\n{line}\n```\n\n```text\n{said}```"
        assert done.returncode == 0 or shown in README, shown
    return said


def test_set_up_is_the_two_commands() -> None:
    """What is left out above stands in README, under its heading, just once."""
    section = README.partition("\n## Set-up\n")[2].partition("\n## ")[0]
    assert [line for block in blocks(section) for line in block.lines] == list(SET_UP)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: str) -> None:
    """Each relative link of a page, and each link to one of its own headings, has a target."""
    text = (ROOT / page).read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line).strip().replace(" ", "-").lower() for line in _headings(text)}
    for target in re.findall(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", text):
        path, _, anchor = next(filter(None, target)).partition("#")
        if "://" in path or "://" in anchor or ":" in path:
            continue
        assert (ROOT / page).parent.joinpath(path).exists(), target
        assert path or anchor in headings, target


def _headings(text: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)


def test_picture_is_light() -> None:
    """The picture of a page can be read and weighs under 150 kB."""
    with Image.open(ROOT / PICTURE) as picture:
        assert picture.width > 800
    assert (ROOT / PICTURE).stat().st_size < 150_000


@pytest.mark.usefixtures("pdftotext")
@pytest.mark.skipif(os.name == "nt", reason="the lines are typed into sh")
def test_picture_can_be_renewed(desk: Desk) -> None:
    """CONTRIBUTING's lines for the picture make one of the same size."""
    lines = next(block.lines for block in blocks(CONTRIBUTING) if any(PICTURE in line for line in block.lines))
    with Image.open(ROOT / PICTURE) as before:
        size = before.size
    (desk.folder / PICTURE).unlink()
    for line in lines:
        done = desk.run(line)
        assert done.returncode == 0, done.stdout
    with Image.open(desk.folder / PICTURE) as renewed:
        assert renewed.size == size
