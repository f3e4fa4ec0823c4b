"""A language, loaded: its sentences, who reviewed them, and its forms for a country."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.localize.catalog import SOURCE_CATALOG, Catalog, Miss, Recorder, load_catalog
from handouts.localize.folders import SETTINGS, SOURCE, LocaleInfo, find, info_of
from handouts.localize.formatter import Formatter
from handouts.localize.pseudo import PSEUDO, Pseudo, pseudo
from handouts.localize.reviews import Review, reviews, settings_digest
from handouts.localize.settings import Stamp, for_country, settings, stamp

if TYPE_CHECKING:
    from handouts.knowledge import Country


class Locale(NamedTuple):
    """A language as it is on disk now.  `settings` changes with anything that its `locale.toml` prints."""

    info: LocaleInfo
    catalog: Catalog
    settings: str
    folder: Path

    def reviewed(self, kind: str, said: Callable[[], Iterable[Miss]]) -> bool:
        """Whether somebody signed for the `kind` of sheet with all that it can say as it is now.

        `said` gives its sentences, and is asked only if there is a signature.  Always so
        for the language of the templates.  Raises TranslationError for damaged reviews.
        """
        if self.info.tag == SOURCE:
            return True
        if self.info.tag in PSEUDO:
            return False
        return any(review.kind == kind and self.holds(review, said()) for review in reviews(self.folder))

    def holds(self, review: Review, said: Iterable[Miss]) -> bool:
        """Whether nothing changed since a review of a kind whose sentences are `said`."""
        return review.holds(map(self.catalog.row, said), self.settings)

    def messages(self, *, draft: bool = False) -> Recorder:
        """A look-up for one sheet.  For a draft, sentences without translation come marked as English."""
        return self.catalog.recorder(_marked_english if draft else str)

    def for_country(self, country: Country) -> Formatter:
        """How days, numbers, phones and hours are written for a clinic in `country`."""
        return _formatter(self, country)


@lru_cache(maxsize=256)
def _formatter(locale: Locale, country: Country) -> Formatter:
    forms = for_country(settings(locale.folder / SETTINGS), country.code)
    made_up = PSEUDO.get(locale.info.tag)
    return Formatter(locale.info, country, made_up.forms(forms) if made_up else forms)


def _marked_english(sentence: str) -> str:
    """`sentence`, which is markup as templates have it, as a stretch of another language."""
    return f'<span lang="{SOURCE}">{sentence}</span>'


def load_locale(tag: str, folder: Path | None = None) -> Locale:
    """The language `tag` ("es", "pt-BR", "pt_br") from `folder`, the program's own where not given.

    A pseudo-language needs no folder.  Raises UsageError for a language that there is not, TranslationError for files
    that are damaged.
    """
    if made_up := pseudo(tag):
        return _pseudo(made_up, find(SOURCE, folder))
    path = find(tag, folder)
    catalog = SOURCE_CATALOG if path.name == SOURCE else load_catalog(path)
    return _locale(path, catalog, stamp(path / SETTINGS))


@lru_cache(maxsize=64)
def _locale(path: Path, catalog: Catalog, _stamp: Stamp) -> Locale:
    """The language whose files are as they were when they had this stamp."""
    return Locale(info_of(path), catalog, settings_digest(settings(path / SETTINGS)), path)


def _pseudo(made_up: Pseudo, path: Path) -> Locale:
    """A pseudo-language, with the forms of English, whose folder is `path`."""
    info = LocaleInfo(made_up.tag, made_up.name, made_up.name, made_up.direction)
    return Locale(info, Catalog(made_up.translations(), {}), settings_digest(settings(path / SETTINGS)), path)
