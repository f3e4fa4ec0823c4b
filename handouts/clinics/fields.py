"""The settings of a clinic that stand at the top of its file, each with its own rule."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from handouts.clinics.faults import any_of, did_you_mean, shown
from handouts.clinics.phones import NONE, PhoneFault, read_phone
from handouts.knowledge import Country, countries

if TYPE_CHECKING:
    from handouts.clinics.table import Table
    from handouts.model import Paper

MAX_ADDRESS_LINES = 6
MIN_CONTRAST = 4.5
# ISO 3166 has codes for them, but nobody lives there or their phones are another country's.
WITHOUT_PHONES = frozenset({"AQ", "BV", "GS", "HM", "PN", "TF", "UM"})
PAPERS = ("a4", "letter")

_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^@\s<>\",;:\\()\[\]]{1,64}@[^@\s.<>\",;:\\()\[\]/]+(?:\.[^@\s.<>\",;:\\()\[\]/]+)+")
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::[0-9]{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_OTHER_NAMES = {"uk": "GB", "usa": "US", "england": "GB", "uae": "AE", "turkey": "TR", "holland": "NL"}
_JURISDICTION = re.compile(r"([A-Z]{2})(?:-[A-Z0-9]{1,3})?")


def read_address(table: Table) -> tuple[str, ...]:
    """Lines of the address, () after a fault."""
    lines = table.texts("address", required=True)
    if len(lines) > MAX_ADDRESS_LINES:
        message = f"The address has {len(lines)} lines; there is room for {MAX_ADDRESS_LINES}."
        table.fault("address", "too-long", message, "Join some of them.")
    return lines


def read_country(table: Table) -> Country | None:
    """The clinic's country, None after a fault."""
    code = table.text("country", required=True)
    if not code or code in countries():
        return countries().get(code)
    if _is_region(code):
        message = f"No emergency number is known for {shown(code)}, and nobody may guess one."
        table.fault("country", "no-emergency-number", message, "Ask the makers of this program to add the country.")
    else:
        message = f"{shown(code)} is not the code of a country."
        table.fault("country", "unknown-country", message, _country_hint(code))
    return None


def _country_hint(code: str) -> str:
    names = {row.name.casefold(): row.code for row in countries().values()}
    right = _OTHER_NAMES.get(code.casefold()) or names.get(code.casefold()) or code.upper()
    if right in countries():
        return f'Write "{right}".'
    near = [names[name] for name in get_close_matches(code.casefold(), names)]
    near = near or get_close_matches(code.upper(), countries(), cutoff=0.5)
    return f"Did you mean {any_of(near)}?" if near else 'Write its two-letter code, such as "US".'


def _is_region(code: str) -> bool:
    import phonenumbers

    return code in phonenumbers.SUPPORTED_REGIONS or code in WITHOUT_PHONES


def read_language(table: Table) -> str:
    """The clinic's language as a BCP 47 tag in its usual spelling, "" after a fault."""
    text = table.text("language", required=True)
    tag = _LANGUAGE.fullmatch(text)
    if tag:
        script, region = tag["script"], tag["region"]
        parts = (tag["language"].lower(), script and script.title(), region and region.upper())
        return "-".join(part for part in parts if part) + tag["rest"].lower()
    if text:
        whole = _LANGUAGE.fullmatch(text.replace("_", "-"))
        hint = f'Write "{whole[0]}".' if whole else 'Write its code, such as "en", "es" or "zh-Hans".'
        table.fault("language", "bad-language", f"{shown(text)} is not a language code.", hint)
    return ""


def read_phone_setting(table: Table, key: str, country: Country | None, *, may_be_none: bool = False) -> str:
    """Phone `key` in E.164, "none" where that is allowed, "" after a fault."""
    value = table.values.get(key)
    if may_be_none and isinstance(value, str) and value.strip().casefold() == NONE:
        return NONE
    text = table.text(key, required=True)
    if not text:
        return ""
    number = read_phone(text, country)
    if isinstance(number, PhoneFault):
        hint = f'{number.hint} If there is none, write "none".' if may_be_none else number.hint
        table.fault(key, "bad-phone", f"{shown(text)}: {number.message}", hint)
        return ""
    return number


def read_email(table: Table) -> str:
    """The clinic's e-mail address, "" where there is none."""
    return _matching(table, "email", _EMAIL, "an e-mail address", 'Write it as: "desk@harborspine.example"')


def read_website(table: Table) -> str:
    """The clinic's website as given, "" where there is none."""
    return _matching(table, "website", _WEBSITE, "a web address", 'Write it as: "www.harborspine.example"')


def read_colour(table: Table) -> str:
    """The clinic's colour as "#0C5E79", "" where there is none."""
    text = _matching(table, "colour", re.compile("#[0-9A-Fa-f]{6}"), "a colour", 'Write # and six digits: "#0C5E79"')
    if text and contrast_with_white(text) < MIN_CONTRAST:
        # Cut, not rounded: 4.499 must not read 4.50.
        ratio = int(contrast_with_white(text) * 100) / 100
        message = f"White on {text}, or {text} on white, has a contrast of {ratio:.2f} to 1; 4.5 is needed to read it."
        table.fault("colour", "low-contrast", message, "Choose a darker colour.")
    return text.upper()


def contrast_with_white(colour: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21, between `colour` ("#0C5E79") and white."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (_linear(channel) for channel in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    """Light of an sRGB channel, both from 0 to 1, as WCAG 2 computes it."""
    dark = 0.04045
    return channel / 12.92 if channel <= dark else float(((channel + 0.055) / 1.055) ** 2.4)


def read_paper(table: Table, country: Country | None) -> Paper:
    """The clinic's paper, or else its country's."""
    text = table.text("paper")
    if text in PAPERS:
        return cast("Paper", text)
    if text:
        hint = did_you_mean(text, PAPERS) or f"Write {any_of(PAPERS)}."
        table.fault("paper", "unknown-paper", f"There are no sheets on {shown(text)}.", hint)
    return country.paper if country else "a4"


def read_jurisdiction(table: Table, country: Country | None) -> str:
    """Country or country-state whose rules hold, "" where not given."""
    text = table.text("jurisdiction")
    place = _JURISDICTION.fullmatch(text)
    hint = 'Write a country, or a country and a state: "US" or "US-OR"'
    if text and not place:
        table.fault("jurisdiction", "bad-jurisdiction", f"{shown(text)} is not a country or state.", hint)
    elif place and country and place[1] != country.code:
        message = f"{shown(text)} is not in the clinic's country, {country.code}."
        table.fault("jurisdiction", "bad-jurisdiction", message, hint)
    return text


def _matching(table: Table, key: str, pattern: re.Pattern[str], what: str, hint: str) -> str:
    text = table.text(key)
    if not text or pattern.fullmatch(text):
        return text
    table.fault(key, f"bad-{key}", f"{shown(text)} is not {what}.", hint)
    return ""
