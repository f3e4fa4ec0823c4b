"""Whether a tree keeps to the vocabulary: every fault is recorded, and building starts only where there is none."""

from __future__ import annotations

from difflib import get_close_matches

from handouts.parse.faults import Faults
from handouts.parse.schema import INLINE, RULES, SLOTS, Content, Rule, is_known, matches, rule_for
from handouts.parse.sources import SRC, check_sources, takes_sources
from handouts.parse.tree import Element

COVERS = "covers"


def check(root: Element, faults: Faults) -> None:
    """Record what is wrong with the elements, attributes, texts and order in `root`, a whole handout."""
    if root.name != "handout":
        faults.add("unknown-element", root.line, f"<{root.name}> cannot hold a sheet.", "Begin with <handout>.")
        return
    _element(root, (), faults)


def _element(element: Element, above: tuple[str, ...], faults: Faults) -> None:
    rule = rule_for(element, above[-1] if above else "")
    inside = (*above, element.name)
    allowed = _allowed(rule, inside)
    _attributes(element, rule, faults)
    if rule.content in (Content.INLINE, Content.TEXT):
        _inline(element, allowed, inside, faults)
    else:
        _structure(element, rule, faults)
    for child in element.elements:
        if child.name in allowed:
            _element(child, inside, faults)


def _allowed(rule: Rule, inside: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the elements that may stand in an element with `rule`; pages are numbered at the foot only."""
    if rule.content is not Content.INLINE:
        return tuple(rule.children)
    return (*INLINE, *SLOTS) if "page-label" in inside else INLINE


def _attributes(element: Element, rule: Rule, faults: Faults) -> None:
    for name, value in element.attributes.items():
        attribute = rule.attributes.get(name)
        if name == COVERS or (name == SRC and takes_sources(element, rule)):
            continue
        if attribute is None:
            known = ", ".join((*rule.attributes, COVERS))
            hint = f"Delete it, or write one of: {known}."
            faults.add("unknown-attribute", element.line, f"<{element.name}> takes no attribute “{name}”.", hint)
        elif not matches(attribute, value):
            message = f"<{element.name}> has a wrong value in “{name}”."
            faults.add("bad-attribute", element.line, message, f"Write {attribute.write}.")
    for name, attribute in rule.attributes.items():
        if attribute.required and name not in element.attributes:
            message = f"<{element.name}> lacks the attribute “{name}”."
            faults.add("missing-attribute", element.line, message, f"Write {attribute.write}.")
    if takes_sources(element, rule):
        check_sources(element, faults)


def _inline(element: Element, allowed: tuple[str, ...], inside: tuple[str, ...], faults: Faults) -> None:
    for child in element.elements:
        if child.name not in allowed:
            _misplaced(child, element, allowed, faults)
        elif child.name in inside and child.name not in ("span", "cite"):
            message, hint = f"<{child.name}> stands inside another <{child.name}>.", "Delete the inner one."
            faults.add("nested", child.line, message, hint)
    if not element.elements and not element.has_text:
        hint = f"Write what <{element.name}> is to say, or leave the whole <{element.name}> out."
        if element.name == "value":
            hint = "Write the value, or <write-in/> in place of <value> for the patient's pen."
        faults.add("empty", element.line, f"<{element.name}> is empty.", hint)


def _structure(element: Element, rule: Rule, faults: Faults) -> None:
    if element.has_text:
        hint = f"Put the text into an element: {_list(rule.children)}." if rule.children else "Delete the text."
        message = f"<{element.name}> has text where only elements may stand."
        faults.add("stray-text", element.line, message if rule.children else f"<{element.name}> must be empty.", hint)
    for child in element.elements:
        if child.name not in rule.children:
            _misplaced(child, element, tuple(rule.children), faults)
    _counts(element, rule, faults)
    if rule.ordered:
        _order(element, rule, faults)
    elif not element.elements:
        hint = f"Write at least one of: {_list(rule.children)}."
        faults.add("empty", element.line, f"<{element.name}> is empty.", hint)


def _counts(element: Element, rule: Rule, faults: Faults) -> None:
    for name, (least, most) in rule.children.items():
        found = element.all(name)
        if len(found) < least:
            message = f"<{element.name}> lacks <{name}>."
            faults.add("missing-element", element.line, message, f"Write <{name}> in it.")
        elif len(found) > most:
            message = f"<{element.name}> has {len(found)} of <{name}>, which stands at most {most} times in it."
            faults.add("too-many", found[most].line, message, "Delete the others.")


def _order(element: Element, rule: Rule, faults: Faults) -> None:
    ranks = {name: rank for rank, name in enumerate(rule.children)}
    highest = 0
    for child in element.elements:
        rank = ranks.get(child.name, highest)
        if rank < highest:
            message = f"<{child.name}> stands too late in <{element.name}>."
            faults.add("wrong-order", child.line, message, f"Write in this order: {_list(rule.children)}.")
        highest = max(highest, rank)


def _misplaced(child: Element, parent: Element, allowed: tuple[str, ...], faults: Faults) -> None:
    instead = f"Here may stand: {_list(allowed)}." if allowed else f"<{parent.name}> holds no elements."
    if is_known(child.name):
        faults.add("misplaced", child.line, f"<{child.name}> cannot stand in <{parent.name}>.", instead)
        return
    close = get_close_matches(child.name, allowed or tuple(RULES), 1)
    hint = f"Did you mean <{close[0]}>?" if close else instead
    faults.add("unknown-element", child.line, f"There is no element <{child.name}>.", hint)


def _list(names: tuple[str, ...] | dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"<{name}>" for name in names)
