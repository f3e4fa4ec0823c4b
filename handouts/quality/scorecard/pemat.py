"""PEMAT-P: can people understand a sheet, and act on it?  Items 13 and 14 are about sound and film."""

from __future__ import annotations

from handouts.quality.scorecard import language, structure
from handouts.quality.scorecard.item import Check, Item


def _item(number: int, question: str, check: Check | None = None) -> Item:
    return Item(f"pemat-{number}", "PEMAT-P", question, check)


PEMAT: tuple[Item, ...] = (
    _item(1, "Is its purpose plain at once?", structure.title_names_it),
    _item(2, "Does it keep to its purpose?"),
    _item(3, "Does it use everyday words?", language.everyday_words),
    _item(4, "Are medical terms explained?", language.terms_explained),
    _item(5, "Is it in the active voice?"),
    _item(6, "Are numbers clear?", language.clear_numbers),
    _item(7, "Is there nothing for the reader to work out?", language.sums),
    _item(8, "Does it come in short pieces?", structure.short_chunks),
    _item(9, "Do headings say what follows?", structure.headings),
    _item(10, "Is its order one that makes sense?", structure.order),
    _item(11, "Are the main points summed up, as questions to answer?", structure.says("read-back", "questions")),
    _item(12, "Do lists and boxes show what matters?", structure.has_list),
    _item(15, "Are there pictures where they would help?"),
    _item(16, "Do pictures support the words?"),
    _item(17, "Do pictures have captions?", structure.pictures_labelled),
    _item(18, "Are pictures clear and uncluttered?"),
    _item(19, "Are tables simple and labelled?", structure.tables),
    _item(20, "Is there a clear action to take?", structure.has_action),
    _item(21, "Does it speak to the reader?", language.speaks_to_reader),
    _item(22, "Are actions broken into steps?", structure.steps),
    _item(23, "Is there a tool to act with: a list to tick, a calendar, a table?", structure.has_tool),
    _item(24, "Are sums explained, if there are any?", language.sums),
    _item(25, "Are charts explained, if there are any?", structure.charts),
    _item(26, "Are there pictures of actions where they would help?"),
)
