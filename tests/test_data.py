from __future__ import annotations

import pytest

from handouts.data import data_dir
from handouts.errors import HandoutError


def test_data() -> None:
    """Examples are found in a checkout and in an installed program."""
    assert (data_dir("examples") / "harbor" / "clinic.toml").is_file()


def test_damaged_installation() -> None:
    """A folder that should have come with the program is missed in plain words."""
    with pytest.raises(HandoutError, match=r"own folder 'nowhere' is missing\. Install the program again\."):
        data_dir("nowhere")
