"""The plural forms of a language, as a PO file's header says them: CLDR's, for whole numbers.

CLDR also has forms for fractions and for millions, which no sheet counts; a translator is not asked for those.
"""

from __future__ import annotations

import re
from gettext import c2py

import babel
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext

ORDER = ("zero", "one", "two", "few", "many", "other")
COUNTED = range(1000)
CUSTOMARY = {
    (1, "0"),
    (3, "(n==1 ? 0 : n==2 ? 1 : 2)"),
    (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
    *PLURALS.values(),
}


def plural_forms(locale: babel.Locale) -> str:
    """The value of `Plural-Forms`: in its customary words where those give the same forms."""
    wanted = _forms(locale)
    count = max(wanted) + 1
    for number, expression in sorted(CUSTOMARY):
        if number == count and [c2py(expression)(n) for n in COUNTED] == wanted:
            return f"nplurals={count}; plural={expression};"
    return _renumbered(locale)


def _forms(locale: babel.Locale) -> list[int]:
    """The form of each number that is counted."""
    names = [locale.plural_form(n) for n in COUNTED]
    used = [name for name in ORDER if name in names]
    return [used.index(name) for name in names]


def _renumbered(locale: babel.Locale) -> str:
    """CLDR's own rules as an expression, without the forms that no counted number takes."""
    names = [name for name in ORDER if name in {locale.plural_form(n) for n in COUNTED}]
    all_of_them = [name for name in ORDER if name in locale.plural_form.tags or name == "other"]
    expression = re.fullmatch(r"nplurals=\d+; plural=(.*);", to_gettext(locale.plural_form))
    assert expression is not None  # noqa: S101 - Babel's own form
    text = re.sub(
        r"(\? |: )(\d+)",
        lambda found: f"{found[1]}{_place(names, all_of_them[int(found[2])])}",
        expression[1],
    )
    return f"nplurals={len(names)}; plural={text};"


def _place(names: list[str], name: str) -> int:
    return names.index(name) if name in names else len(names) - 1
