"""Languages: their catalogs of sentences, and how days, numbers, phones and hours are written in a clinic's country.

Each folder of `locales/` is a language.  Listing them is cheap: Babel, polib and phonenumbers are imported on first
use.
"""

from handouts.localize.catalog import Catalog, Miss, Recorder, load_catalog
from handouts.localize.folders import SOURCE, LocaleInfo, locales
from handouts.localize.formatter import Formatter
from handouts.localize.locale import Locale, load_locale

__all__ = [
    "SOURCE",
    "Catalog",
    "Formatter",
    "Locale",
    "LocaleInfo",
    "Miss",
    "Recorder",
    "load_catalog",
    "load_locale",
    "locales",
]
