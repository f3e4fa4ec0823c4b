"""Tags of languages: what a translator types -> the tag as it is written, if CLDR knows the language."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

import babel
from babel.core import get_global
from babel.localedata import locale_identifiers

from handouts.clinics.faults import did_you_mean
from handouts.errors import Problem, UsageError

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")


def known_tag(text: str) -> str:
    """`text` as a tag with hyphens, its parts in their customary case: "pt_br" is "pt-BR".

    Raises UsageError for what is no tag, or one that CLDR has no data for, with the nearest that it has.
    """
    parts = _TAG.fullmatch(text)
    if parts is None:
        raise _unknown(text)
    language = _renamed(parts[1].lower())
    tag = "-".join(filter(None, (language, (parts[2] or "").title(), (parts[3] or "").upper())))
    if not _is_known(tag):
        raise _unknown(text)
    return tag


def cldr(tag: str) -> babel.Locale:
    """What CLDR knows about a tag that `known_tag` gave."""
    return babel.Locale.parse(tag, sep="-")


def _is_known(tag: str) -> bool:
    try:
        found = str(cldr(tag))
    except (babel.UnknownLocaleError, ValueError):
        return False
    region = tag.rpartition("-")[2]
    return len(region) not in (2, 3) or region.islower() or region in found


def _renamed(language: str) -> str:
    """The code in use for a language that had another once: he for iw."""
    return str(get_global("language_aliases").get(language, language))


def _unknown(text: str) -> UsageError:
    how = "A tag is a language's code, such as so, or with a country or script, such as pt-BR or zh-Hant."
    return UsageError(Problem("unknown-tag", f"There is no language “{text[:40]}”.", f"{_nearest(text)} {how}".strip()))


def _nearest(text: str) -> str:
    """What may have been meant: a tag, or a language that was typed by its name."""
    names = get_close_matches(text.casefold(), _by_name(), n=1, cutoff=0.8)
    return f'Did you mean "{_by_name()[names[0]]}"?' if names else did_you_mean(text.replace("_", "-"), _known())


@cache
def _known() -> tuple[str, ...]:
    return tuple(sorted(name.replace("_", "-") for name in locale_identifiers()))


@cache
def _by_name() -> dict[str, str]:
    """Tags by the languages' English and own names."""
    english = cldr("en").languages
    plain = [name for name in _known() if "-" not in name]
    own = {str(cldr(tag).get_language_name() or "").casefold(): tag for tag in plain}
    return {**own, **{str(english[tag]).casefold(): tag for tag in plain if tag in english}}
