"""Made-up clinics of many countries, some of them faulty: `python -m benchmarks.clinics FOLDER [COUNT] [FAULTY]`.

Nothing is left to chance: the same numbers give the same files, byte for byte.  Each clinic has phones of its own that
are valid in its country, so that its sheets have QR codes of their own; every third has a logo, every second settings.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import phonenumbers

LOGO = Path(__file__).parents[1] / "examples" / "harbor" / "logo.png"
COUNT, FAULTY = 300, 12
NAMES = {
    "US": "Harbor Spine & Joint", "GB": "Elm Road Joint", "IE": "Ó Briain", "CA": "Érable", "FR": "Cœur-de-Ville",
    "DE": "Gelenkpraxis Größe", "AT": "Höttinger", "ES": "Clínica Peñón", "MX": "Clínica Ñandú", "PT": "São João",
    "BR": "Coração", "IT": "Città Bella", "PL": "Żółw", "CZ": "Příbram", "TR": "Işık", "GR": "Αθηνά", "UA": "Світанок",
    "RU": "Берёза", "IL": "הדר", "EG": "النخيل", "SA": "الواحة", "IN": "आरोग्य", "TH": "สุขใจ",
    "VN": "Phở Đường", "JP": "Sakura", "KR": "한빛", "CN": "康复", "AU": "Wattle", "NZ": "Kōwhai", "ZA": "Fynbos",
}  # fmt: skip

FILE = """\
# Made up, for measuring.
name = "{name} {number}"
address = ["{number} Long Road", "Town {number}"]
country = "{country}"
language = "en"
phone = "{phone}"
after_hours_phone = "{after}"
website = "www.clinic{number}.example"
{logo}
[[hours]]
days = ["mon", "tue", "wed", "thu", "fri"]
open = "08:00"
close = "{close}:00"
{settings}"""
LOGO_LINE = 'logo = "logo.png"\ncolour = "#0C5E79"\n'
SETTINGS = """
[protocol]
ice_policy = "limited"

[protocol.prp]
nsaid_avoid_days_after = {days}
"""

# What is wrong with a faulty clinic, in turn.
FAULTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("phone too short", lambda text: text.replace('phone = "+', 'phone = "+1 ', 1)),
    ("no such country", lambda text: text.replace('country = "', 'country = "X')),
    ("no name", lambda text: text.replace("name =", "#")),
    ("letters without a font", lambda text: text.replace('name = "', 'name = "\U00012000 ')),
    ("closes before it opens", lambda text: text.replace('open = "08:00"', 'open = "23:00"')),
    ("outside of the safe range", lambda text: f"{text}\n[protocol.dextrose]\nrest_hours = 9000\n"),
    ("no such setting", lambda text: f'colour_of_door = "red"\n{text}'),
    ("no TOML", lambda text: text.replace("]", "", 1)),
    ("too pale", lambda text: f'colour = "#FFFF99"\n{text}'.replace('colour = "#0C5E79"\n', "")),
    ("logo that is not there", lambda text: f'logo = "lost.png"\n{text}'.replace('logo = "logo.png"\n', "")),
    ("control character", lambda text: text.replace("Long Road", r"Long\u0007Road")),
    ("no hours", lambda text: text.replace("[[hours]]", "[[ours]]")),
)


def write_clinics(folder: Path, count: int = COUNT, faulty: int = FAULTY) -> dict[str, str]:
    """Write `count` clinics into `folder`; the names of those that are faulty, with what is wrong with them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(LOGO, folder)
    wrong = {count * (2 * number + 1) // (2 * faulty): FAULTS[number % len(FAULTS)] for number in range(faulty)}
    for number in range(count):
        text = clinic(number)
        if number in wrong:
            text = wrong[number][1](text)
        (folder / f"{name(number)}.toml").write_text(text, encoding="utf-8")
    return {name(number): what for number, (what, _) in wrong.items()}


def name(number: int) -> str:
    """The id of a clinic, such as gb-00031."""
    return f"{list(NAMES)[number % len(NAMES)].lower()}-{number:05}"


def clinic(number: int) -> str:
    """The file of a faultless clinic."""
    country = list(NAMES)[number % len(NAMES)]
    return FILE.format(
        name=NAMES[country],
        number=number,
        country=country,
        phone=phone(country, 2 * number),
        after=phone(country, 2 * number + 1),
        logo="" if number % 3 else LOGO_LINE,
        close=15 + number % 4,
        settings="" if number % 2 else SETTINGS.format(days=7 + number % 20),
    )


def phone(country: str, number: int) -> str:
    """A phone that is valid in a country, another one for each number up to some thousands."""
    pattern: Any = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.FIXED_LINE)
    begin = f"+{pattern.country_code}{phonenumbers.national_significant_number(pattern)[:-4]}"
    for last in range(number, number + 10_000):
        found = phonenumbers.parse(f"{begin}{last * 7 % 10_000:04}")
        if phonenumbers.is_valid_number_for_region(found, country):
            return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    raise LookupError(country)


def main(folder: str, count: int = COUNT, faulty: int = FAULTY) -> None:
    """Write the clinics, and say which of them are faulty."""
    for clinic_id, what in write_clinics(Path(folder), count, faulty).items():
        print(f"{clinic_id}: {what}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:4]))
