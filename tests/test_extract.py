"""Messages for translators, found in templates."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from handouts.errors import TemplateError
from handouts.translation.extract import template_file, write_template_file


def entries(text: str, folder: Path) -> polib.POFile:
    """The entries of a folder with one template of this text."""
    (folder / "sheet.xml.jinja").write_text(text, "utf-8")
    return polib.pofile(template_file(folder))


def test_white_space_is_trimmed(tmp_path: Path) -> None:
    """A sentence over several lines is one line for translators, as it is when a sheet is filled."""
    found = entries("{% trans trimmed %}\n  Rest\n  today.\n{% endtrans %}", tmp_path)
    assert [entry.msgid for entry in found] == ["Rest today."]


def test_plurals_and_placeholders(tmp_path: Path) -> None:
    """A counted sentence has both forms and says that it has placeholders."""
    found = entries("{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}", tmp_path)
    assert (found[0].msgid, found[0].msgid_plural) == ("%(count)s day", "%(count)s days")
    assert found[0].flags == ["python-format"]


def test_percent_signs_are_text(tmp_path: Path) -> None:
    """A bare percent sign is no placeholder and is not doubled."""
    found = entries("{% trans %}0.9% saline{% endtrans %}", tmp_path)
    assert (found[0].msgid, found[0].flags) == ("0.9% saline", [])


def test_notes_and_contexts(tmp_path: Path) -> None:
    """The note above a sentence and its context reach the translator."""
    found = entries('{# NOTE: On the\n   watermark. #}\n{% trans "mark" %}DRAFT{% endtrans %}', tmp_path)
    assert (found[0].msgctxt, found[0].comment) == ("mark", "On the watermark.")


def test_a_sentence_stands_once(tmp_path: Path) -> None:
    """The same sentence in two templates is one entry with both places."""
    (tmp_path / "other.xml.jinja").write_text("{% trans %}Rest.{% endtrans %}", "utf-8")
    found = entries("{% trans %}Rest.{% endtrans %}", tmp_path)
    assert [place for place, _ in found[0].occurrences] == ["other.xml.jinja", "sheet.xml.jinja"]


def test_a_broken_template_is_not_skipped(tmp_path: Path) -> None:
    """A template that cannot be read is an error with its line, not a gap in the catalog."""
    with pytest.raises(TemplateError) as caught:
        entries("line\n{% trans %}Rest.", tmp_path)
    assert caught.value.problems[0].file == "sheet.xml.jinja"


def test_same_templates_same_bytes(tmp_path: Path) -> None:
    """Writing twice changes nothing."""
    (tmp_path / "sheet.xml.jinja").write_text("{% trans %}Rest.{% endtrans %}", "utf-8")
    first = write_template_file(tmp_path, tmp_path).read_bytes()
    assert write_template_file(tmp_path, tmp_path).read_bytes() == first
