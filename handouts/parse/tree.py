"""Filled template to elements with line numbers: the only place that knows XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from handouts.errors import Problem, TemplateError

DEEPEST = 40
BLANKS = " \t\r\n"


@dataclass(slots=True)
class Element:
    """An element: its texts and elements in order, the elements alone, and the line (from 1) where it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[Element | str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def add(self, child: Element) -> None:
        """Put an element behind what is there."""
        self.content.append(child)
        self.elements.append(child)

    @property
    def has_text(self) -> bool:
        """Whether text other than white space stands directly in it."""
        return any(part.strip(BLANKS) for part in self.content if isinstance(part, str))

    def all(self, *names: str) -> list[Element]:
        """The child elements called one of `names`."""
        return [child for child in self.elements if child.name in names]

    def one(self, name: str) -> Element:
        """The child element called `name`, which must be there."""
        return next(child for child in self.elements if child.name == name)

    def walk(self) -> Iterator[Element]:
        """It and every element in it, in the order of their beginnings."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.elements)


def read_tree(xml: str, template: str) -> Element:
    """Root element of `xml`.

    Raises TemplateError, naming `template` and the line, if it is not well formed, is nested more than 40 deep, or has
    a DOCTYPE or a processing instruction (which could make a text say something else).
    """
    reader = _Reader(template)
    try:
        reader.parser.Parse(xml, True)
    except expat.ExpatError as error:
        hint = f"Close every element in the order in which they were opened ({expat.ErrorString(error.code)})."
        raise _refusal("not-well-formed", template, error.lineno, "The filled template is no XML.", hint) from None
    except UnicodeEncodeError:
        hint = "Take out half characters (surrogates)."
        raise _refusal("not-well-formed", template, 0, "The filled template is no text.", hint) from None
    return reader.root


def _refusal(code: str, template: str, line: int, message: str, hint: str) -> TemplateError:
    return TemplateError(Problem(code, message, hint, file=template, line=line))


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.holder = Element("", {}, 0)
        self.open = [self.holder]
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = self.instruction

    @property
    def root(self) -> Element:
        return self.holder.elements[0]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            self.refuse("too-deep", f"<{name}> stands more than {DEEPEST} elements deep.", "Close the elements before.")
        element = Element(name, attributes, self.parser.CurrentLineNumber)
        self.open[-1].add(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        self.open[-1].content.append(text)

    def doctype(self, *_: object) -> None:
        self.refuse("doctype", "The filled template has a DOCTYPE.", "Delete the line that begins with <!DOCTYPE.")

    def instruction(self, *_: object) -> None:
        self.refuse("instruction", "The filled template has a processing instruction.", "Delete <? to ?>.")

    def refuse(self, code: str, message: str, hint: str) -> None:
        raise _refusal(code, self.template, self.parser.CurrentLineNumber, message, hint)
