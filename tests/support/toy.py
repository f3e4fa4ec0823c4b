"""A toy language: every message in words that no language has, but that pass all checks."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.data import data_dir
from handouts.localize.po import PO, read_po
from handouts.localize.pseudo import ACCENTED, mirrored
from handouts.localize.pseudo import _letters as with_letters
from handouts.output import write_whole
from handouts.translation.start import start

WORDS = {
    '"physiotherapy"': '"jimicsi"',
    '"an urgent care clinic"': '"daryeel degdeg ah"',
    '"emergency department"': '"qaybta gargaarka"',
}


def translate(sentence: str, tag: str = "so") -> str:
    """`sentence` in the toy language, which has no word for percent."""
    sentence = re.sub(r"(?<!\()percent", "%%" if "%(" in sentence else "%", sentence)
    return mirrored(sentence) if tag == "ar" else with_letters(sentence, ACCENTED)


def translate_all(folder: Path) -> None:
    """Fill in everything that a translator fills in, in a language's folder."""
    po = read_po(folder / PO)
    for entry in po:
        if entry.msgid_plural:
            last = max(entry.msgstr_plural)
            forms = {form: entry.msgid_plural if form == last else entry.msgid for form in entry.msgstr_plural}
            entry.msgstr_plural = {form: translate(text, folder.name) for form, text in forms.items()}
        else:
            entry.msgstr = translate(entry.msgid, folder.name)
    write_whole(folder / PO, f"{po}\n".encode())
    toml = folder / "locale.toml"
    text = toml.read_text("utf-8")
    for english, word in WORDS.items():
        assert english in text
        text = text.replace(english, word)
    toml.write_text(text, "utf-8")


def toy_locale(folder: Path, tag: str = "so") -> Path:
    """The folder of a toy language, made as `locale add` makes one and translated whole."""
    begun = start(tag, data_dir("templates"), folder)
    for path, text in begun.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "handouts.pot").write_bytes((data_dir("locales") / "handouts.pot").read_bytes())
    translate_all(begun.files[0][0].parents[1])
    return begun.files[0][0].parents[1]
