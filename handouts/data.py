"""Where the files are that travel with the program: templates, locales and examples."""

from __future__ import annotations

import functools
from pathlib import Path

from handouts.errors import HandoutError, Problem

PACKAGE = Path(__file__).resolve().parent


@functools.cache  # an installed program stays where it is
def data_dir(name: str) -> Path:
    """Folder `name` ("templates", "locales", "examples") of the installed program, or else of the checkout.

    Raises HandoutError if neither has it, which means that the installation is damaged.
    """
    for folder in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    message = f"The program's own folder '{name}' is missing."
    raise HandoutError(Problem("installation", message, "Install the program again."))
