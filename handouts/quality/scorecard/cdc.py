"""The CDC Clear Communication Index: main message, behaviour, numbers, risk."""

from __future__ import annotations

from handouts.quality.scorecard import language, structure
from handouts.quality.scorecard.item import Check, Item


def _item(number: int, question: str, check: Check | None = None) -> Item:
    return Item(f"cdc-{number}", "CDC Index", question, check)


CDC: tuple[Item, ...] = (
    _item(1, "Is there one main message?", structure.lead_first),
    _item(2, "Does the main message come first?", structure.title_names_it),
    _item(3, "Is what matters most set apart?", structure.has_list),
    _item(4, "Does something to look at support the message?", structure.has_picture),
    _item(5, "Is there a call to act, with a number to call?", structure.phones_in_the_box),
    _item(6, "Are main message and call to act in the active voice?"),
    _item(7, "Are the words the reader's own, and terms explained?", language.terms_explained),
    _item(8, "Are lists short, at most seven items?", structure.short_lists),
    _item(9, "Is the text in sections with headings?", structure.headings),
    _item(10, "Does what matters most come first?", structure.red_flags_on_page_one),
    _item(11, "Does it say what is known and what is not?", structure.says("evidence", "the evidence sentence")),
    _item(12, "Does it say what to do?", structure.has_action),
    _item(13, "Does it say why?"),
    _item(14, "Does it say how, how much and until when?", structure.has_amounts),
    _item(15, "Are numbers ones that the reader uses?", language.clear_numbers),
    _item(16, "Is it said what numbers mean?"),
    _item(17, "Is there nothing to work out?", language.sums),
    _item(18, "Does it say what the risk is?", structure.says("risks", "the risks")),
    _item(19, "Are risks and benefits both given?", structure.says("other-choices", "the other choices")),
    _item(20, "Are chances also given in words or a picture?"),
)
