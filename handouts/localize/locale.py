"""A language, loaded: its sentences, who reviewed them, and its forms for a country."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import Problem, TranslationError
from handouts.localize.catalog import SOURCE_CATALOG, Catalog, Recorder, load_catalog
from handouts.localize.folders import SETTINGS, SOURCE, LocaleInfo, find, info_of
from handouts.localize.formatter import Formatter
from handouts.localize.settings import for_country, settings

if TYPE_CHECKING:
    from handouts.knowledge import Country

REVIEWS = "reviews.toml"


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as it is on disk now.

    `digest` changes with any of its sentences, words or patterns: a review holds for one digest.
    """

    info: LocaleInfo
    catalog: Catalog
    digest: str
    folder: Path

    def reviewed(self, kind: str) -> bool:
        """Whether somebody signed for the `kind` of sheet as the language is now.

        Always so for the language that templates are written in.  Raises TranslationError for damaged reviews.
        """
        if self.info.tag == SOURCE:
            return True
        return (kind, self.digest) in _reviews(self.folder / REVIEWS)

    def messages(self, *, draft: bool = False) -> Recorder:
        """A look-up for one sheet.  For a draft, sentences without translation come marked as English."""
        return self.catalog.recorder(_marked_english if draft else str)

    def for_country(self, country: Country) -> Formatter:
        """How days, numbers, phones and hours are written for a clinic in `country`."""
        return Formatter(self.info, country, for_country(settings(self.folder / SETTINGS), country.code))


def _marked_english(sentence: str) -> str:
    """`sentence`, which is markup as templates have it, as a stretch of another language."""
    return f'<span lang="{SOURCE}">{sentence}</span>'


def load_locale(tag: str, folder: Path | None = None) -> Locale:
    """The language `tag` ("es", "pt-BR", "pt_br") from `folder`, the program's own where not given.

    Raises UsageError for a language that there is not, TranslationError for files that are damaged.
    """
    path = find(tag, folder)
    info = info_of(path)
    catalog = SOURCE_CATALOG if info.tag == SOURCE else load_catalog(path)
    known = json.dumps([catalog.digest, settings(path / SETTINGS)], sort_keys=True)
    return Locale(info, catalog, hashlib.sha256(known.encode()).hexdigest()[:16], path)


def _reviews(path: Path) -> frozenset[tuple[str, str]]:
    """Kinds that were signed for, each with the digest that it was signed for."""
    if not path.is_file():
        return frozenset()
    where = f"{path.parent.name}/{path.name}"
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("review", [])
        return frozenset((str(row["kind"]), str(row["digest"])) for row in rows)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = "Each [[review]] has a kind and a digest."
        raise TranslationError(Problem("reviews", message, file=where, line=int(line[1]) if line else 0)) from error
