"""The shape of a command line, before its values: options that there are, each with its value, most given once.

Typer would stop at the first fault, take the last of two names, and repeat a word that is out of place, which may be a
patient's.  It would also load a library for types of values, which takes as long as setting a sheet: ours are texts and
flags, and what a text must be is looked at later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from handouts.errors import Problem, UsageError

# May stand without a value, which then is "".
BARE = "--print"
HELP = ("-h", "--help")


class StrictCommand(TyperCommand):
    """A command that says everything that is wrong with its words at once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's own context
        """Take the words apart; Typer answers those that ask for help.  Raises `UsageError`."""
        if any(arg in HELP for arg in args):
            return super().parse_args(ctx, args)
        found = self._words(ctx.command_path).checked(args)
        ctx.params |= {param.name: param.default for param in self.params} | found
        return []

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401 - Typer's own context
        """Typer's own."""
        return _settled(super().get_help_option(ctx))

    def _words(self, command: str) -> _Words:
        options = [option for option in self.params if isinstance(option, TyperOption)]
        flags = {name: option.name for option in options if option.is_flag for name in option.opts}
        valued = {name: option.name for option in options if not option.is_flag for name in option.opts}
        repeated = {name for option in options if option.multiple for name in option.opts}
        words = [word for word in self.params if isinstance(word, TyperArgument)]
        needed = [(str(word.metavar), word.help or "") for word in words if word.required]
        return _Words(command, flags, valued, repeated, needed, [word.name for word in words])


class Commands(TyperGroup):
    """The commands there are; a wrong one is answered with the nearest and with all of them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's own context
        """Without any word the help is the answer.  Raises `UsageError` for an option that belongs elsewhere."""
        known = {*HELP, *(name for option in self.params for name in option.opts)}
        if args and args[0].startswith("-") and args[0] not in known:
            raise UsageError(_unknown_option(args[0].partition("=")[0], known, ctx.command_path))
        return super().parse_args(ctx, args or ["--help"])

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401 - Typer's own context
        """Typer's own."""
        return _settled(super().get_help_option(ctx))

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - Typer's own types
        """List the commands with their whole sentences, which Typer would cut short."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _in_short(command)) for name, command in self.commands.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer's own types
        """The command of that name.  Raises `UsageError` if there is none."""
        if args[0] not in self.commands:
            from handouts.cli.values import as_choice

            as_choice(ctx.command_path, args[0], self.commands)
        return super().resolve_command(ctx, args)


@dataclass
class _Words:
    """The words behind a command while they are looked at, one after the other."""

    command: str
    flags: dict[str, str]
    valued: dict[str, str]
    repeated: set[str]
    needed: list[tuple[str, str]]
    places: list[str]
    ahead: deque[str] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def checked(self, args: Sequence[str]) -> dict[str, Any]:
        """What was given, by the names of the command's parameters.  Raises `UsageError` with all problems."""
        self.ahead = deque(args)
        while self.ahead:
            self._next(self.ahead.popleft())
        self._count()
        if self.problems:
            raise UsageError(self.problems)
        return self.values | dict(zip(self.places, self.found, strict=False))

    def _next(self, word: str) -> None:
        """Keep what `word` gives, with its value where it has one."""
        name, equals, value = word.partition("=")
        if word == "--":
            self.found += self.ahead
            self.ahead.clear()
        elif word == "-" or not word.startswith("-"):
            self.found.append(word)
        elif name in self.seen - self.repeated:
            self._fault(name, "repeated", "This option is given twice.", "Leave one of them out.")
            self._drop_value()
        elif name in self.valued:
            self._with_value(name, value if equals else None)
        elif word in self.flags:
            self.seen.add(word)
            self.values[self.flags[word]] = True
        else:
            self.problems.append(_unknown_option(name, {*self.flags, *self.valued}, self.command))
            self._drop_value()

    def _with_value(self, name: str, value: str | None) -> None:
        self.seen.add(name)
        if value is None and self._value_follows():
            value = self.ahead.popleft()
        if value or name == BARE:
            self._keep(name, value or "")
        elif value is not None:
            self._fault(name, "empty", "There is nothing in this option.", "Write a value, or leave the option out.")
        else:
            self._fault(name, "missing-value", "There is no value after this option.", "Write it behind the option.")

    def _keep(self, name: str, value: str) -> None:
        if name in self.repeated:
            self.values.setdefault(self.valued[name], []).append(value)
        else:
            self.values[self.valued[name]] = value

    def _value_follows(self) -> bool:
        """Whether the next word is a value: another option is not, which tells a value that was forgotten."""
        if not self.ahead:
            return False
        name = self.ahead[0].partition("=")[0]
        return not name.startswith("--") and (name not in HELP or name == "-")

    def _drop_value(self) -> None:
        """Pass over the value of an option that is reported already."""
        if self._value_follows() and not self.ahead[0].startswith("-"):
            self.ahead.popleft()

    def _count(self) -> None:
        for name, hint in self.needed[len(self.found) :]:
            self._fault(name, "missing-word", "This is needed.", hint)
        if len(self.found) > len(self.places):
            hint = 'Put quotes around a value that has blanks, such as --patient "Ana Gómez".'
            self._fault("", "stray-words", "There are words that belong to no option.", hint)

    def _fault(self, name: str, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, message, hint, key=name))


def _settled(flag: TyperOption | None) -> TyperOption | None:
    """A flag that is False if it is not given: for one that is nothing then, Typer loads its library for types."""
    if flag is not None:
        flag.default = False
    return flag


def _in_short(command: Any) -> str:  # noqa: ANN401 - Typer's own type
    """What a command does: the first paragraph of its help."""
    return (command.help or "").partition("\n\n")[0]


def _unknown_option(name: str, known: set[str], command: str) -> Problem:
    from handouts.clinics.faults import did_you_mean

    # Compared without the hyphens, which all of them share.
    nearest = did_you_mean(name.lstrip("-"), (option.lstrip("-") for option in known))
    hint = f"{nearest} All options: {command} --help".strip()
    return Problem("unknown-option", "There is no such option.", hint, key=name)
