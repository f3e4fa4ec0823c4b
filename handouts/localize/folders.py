"""Which languages there are: the folders of `locales/` that hold a `locale.toml`."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from handouts.data import data_dir
from handouts.errors import Problem, UsageError
from handouts.localize.settings import settings
from handouts.model import Direction

# The language that templates are written in.
SOURCE = "en"
SETTINGS = "locale.toml"


class LocaleInfo(NamedTuple):
    """A language: its BCP 47 `tag` ("pt-BR"), its own `name`, its name in English, and where its lines begin.

    A `complete` one claims that every sentence is translated, and is held to it.
    """

    tag: str
    name: str
    english: str
    direction: Direction
    complete: bool = False


def locales(folder: Path | None = None) -> tuple[LocaleInfo, ...]:
    """The languages in `folder` (the program's own where not given), in the order of their tags.

    Raises TranslationError for a `locale.toml` that cannot be used.
    """
    return tuple(info_of(path) for path in _folders(folder))


def info_of(path: Path) -> LocaleInfo:
    """The language that the folder `path` holds."""
    known = settings(path / SETTINGS)
    return LocaleInfo(_tag(path), known["name"], known["english"], known["direction"], known.get("complete", False))


def find(tag: str, folder: Path | None = None) -> Path:
    """The folder of the language `tag`, written with hyphens or underscores, in any case.

    Raises UsageError, with the languages that there are, if it is none of them.
    """
    root = data_dir("locales") if folder is None else folder
    if (known_path := _found(root).get(_plain(tag))) and (known_path / SETTINGS).is_file():
        return known_path
    _found.cache_clear()  # somebody may have added or taken away a language since
    by_tag = _found(root)
    if found := by_tag.get(_plain(tag)):
        return found
    known = ", ".join(_tag(path) for path in by_tag.values())
    hint = f"Choose one of: {known}." if known else "No languages are installed."
    raise UsageError(Problem("unknown-locale", f"There is no language '{tag}'.", hint))


@functools.lru_cache(16)
def _found(root: Path) -> dict[str, Path]:
    return {_plain(_tag(path)): path for path in _folders(root)}


def _folders(folder: Path | None) -> Iterator[Path]:
    root = data_dir("locales") if folder is None else folder
    return (path.parent for path in sorted(root.glob(f"*/{SETTINGS}")))


def _tag(path: Path) -> str:
    return path.name.replace("_", "-")


def _plain(tag: str) -> str:
    return tag.replace("_", "-").casefold()
