"""Templates -> handouts.pot -> every PO file: what is new, changed and gone, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest

from handouts.data import data_dir
from handouts.errors import TranslationError
from handouts.localize.po import read_po
from handouts.translation.extract import template_file
from handouts.translation.merge import WIDTH, Merge, merged
from handouts.translation.sync import files
from tests.support.desk import Desk

HEADER = r"""# Checked by Dr. A. Ruiz.
msgid ""
msgstr ""
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"X-Clinical-Reviewer: A. Ruiz\n"
"""


def trans(*messages: str) -> str:
    """A template that says these messages."""
    return "\n".join(f"{{% trans %}}{message}{{% endtrans %}}" for message in messages)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder for templates."""
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def pot_of(templates: Path, text: str) -> Any:  # noqa: ANN401 - polib has no types
    """The template file of a folder with one template of this text."""
    (templates / "sheet.xml.jinja").write_text(text, "utf-8")
    return polib.pofile(template_file(templates))


def merge(templates: Path, text: str, po: str) -> Merge:
    """A PO file's text merged with a template's messages."""
    path = templates / "handouts.po"
    path.write_text(HEADER + po, "utf-8")
    return merged(read_po(path, WIDTH), pot_of(templates, text))


def entry(merge: Merge, msgid: str) -> Any:  # noqa: ANN401 - polib has no types
    """The entry of a message."""
    return polib.pofile(merge.text).find(msgid, include_obsolete_entries=True)


def test_known_messages_keep_their_translations(templates: Path) -> None:
    """A message that did not change keeps its words and what people noted on it; a new one comes empty, in order."""
    done = merge(templates, trans("Use ice.", "Rest."), '\n# ours\n#, no-wrap\nmsgid "Rest."\nmsgstr "Descanse."\n')
    rest = entry(done, "Rest.")
    assert (rest.msgstr, rest.tcomment, rest.flags) == ("Descanse.", "ours", ["no-wrap"])
    assert next((found.msgid, found.msgstr) for found in polib.pofile(done.text)) == ("Use ice.", "")
    assert (done.kept, done.new, done.changed, done.vanished) == (1, 1, 0, 0)


def test_headers_are_kept(templates: Path) -> None:
    """Every header stays, known to anybody or not, and the comment above them."""
    done = merge(templates, trans("Rest."), "")
    po = polib.pofile(done.text)
    assert po.metadata["X-Clinical-Reviewer"] == "A. Ruiz"
    assert po.header.strip() == "Checked by Dr. A. Ruiz."
    assert po.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_a_changed_number_never_prints(templates: Path) -> None:
    """A message whose hours changed keeps its translation aside as fuzzy, with the English it was made for."""
    po = '\nmsgid "Do not drive for 24 hours."\nmsgstr "No conduzca durante 24 horas."\n'
    done = merge(templates, trans("Do not drive for 48 hours."), po)
    found = entry(done, "Do not drive for 48 hours.")
    assert (found.fuzzy, found.previous_msgid) == (True, "Do not drive for 24 hours.")
    assert found.msgstr == "No conduzca durante 24 horas."
    assert (done.changed, done.vanished) == (1, 0)


def test_changed_twice_remembers_the_first(templates: Path) -> None:
    """A message that changes while it is fuzzy still shows the English that its translation was made for."""
    po = '\nmsgid "Do not drive for 24 hours."\nmsgstr "No conduzca durante 24 horas."\n'
    once = merge(templates, trans("Do not drive for 48 hours."), po)
    (templates / "handouts.po").write_text(once.text, "utf-8")
    twice = merged(
        read_po(templates / "handouts.po", WIDTH), pot_of(templates, trans("Do not drive a car for 48 hours."))
    )
    assert entry(twice, "Do not drive a car for 48 hours.").previous_msgid == "Do not drive for 24 hours."


def test_a_new_context_is_a_change(templates: Path) -> None:
    """The same English in another place may want other words."""
    text = '{% trans "side" %}Left{% endtrans %}'
    done = merge(templates, text, '\nmsgid "Left"\nmsgstr "Queda"\n')
    found = entry(done, "Left")
    assert (found.msgctxt, found.fuzzy, found.msgstr) == ("side", True, "Queda")


def test_vanished_messages_are_put_by_and_come_back(templates: Path) -> None:
    """What no template says any more is obsolete, and is there again when the message is."""
    gone = merge(templates, trans("Use ice."), '\nmsgid "Rest."\nmsgstr "Descanse."\n')
    assert entry(gone, "Rest.").obsolete
    (templates / "handouts.po").write_text(gone.text, "utf-8")
    back = merged(read_po(templates / "handouts.po", WIDTH), pot_of(templates, trans("Use ice.", "Rest.")))
    found = entry(back, "Rest.")
    assert (found.obsolete, found.fuzzy, found.msgstr) == (0, False, "Descanse.")


def test_a_message_that_gets_a_plural(templates: Path) -> None:
    """Its one translation is kept aside, and every form that the language has is asked for."""
    text = "{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}"
    done = merge(templates, text, '\nmsgid "%(count)s day"\nmsgstr "%(count)s día"\n')
    found = entry(done, "%(count)s day")
    assert (found.fuzzy, found.msgstr_plural) == (True, {0: "%(count)s día", 1: ""})


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    """The Spanish file as it is: brought up to date once, it is up to date."""
    po = tmp_path / "es" / "LC_MESSAGES" / "handouts.po"
    po.parent.mkdir(parents=True)
    po.write_bytes((data_dir("locales") / "es" / "LC_MESSAGES" / "handouts.po").read_bytes())
    for file in files(data_dir("templates"), tmp_path):
        file.path.write_text(file.text, "utf-8")
    assert not any(file.stale for file in files(data_dir("templates"), tmp_path))


def test_a_damaged_file_stops_all(tmp_path: Path) -> None:
    """A PO file with a fault is named with its line before anything is written."""
    po = tmp_path / "es" / "LC_MESSAGES" / "handouts.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEADER + '\nmsgid "Rest."\nmsgstr "Descanse.\n', "utf-8")
    with pytest.raises(TranslationError) as refused:
        list(files(data_dir("templates"), tmp_path))
    assert refused.value.problems[0].where == "es/LC_MESSAGES/handouts.po:10"


def test_the_command(tmp_path: Path) -> None:
    """`locale sync` writes what is out of date; with --check it says so instead, and fails."""
    desk = Desk(tmp_path)
    pot = desk.folder / "locales" / "handouts.pot"
    pot.write_text(pot.read_text("utf-8").replace("Get help fast", "Get help"), "utf-8")
    stale = desk.run("python generate.py locale sync --check")
    assert stale.returncode == 4
    assert "error: handouts.pot: This is out of date" in stale.stdout
    assert desk.run("python generate.py locale sync").returncode == 0
    fresh = desk.run("python generate.py locale sync --check")
    assert fresh.returncode == 0
