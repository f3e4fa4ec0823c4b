"""The checks of translations: every rule finds what it is for, and nothing in sentences that are right."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.data import data_dir
from handouts.translation.checks import RULES, Complaint, Level, check_file, check_locale
from handouts.translation.checks.quantities import changes
from tests.support.program import ROOT, refused, run

FIXTURES = Path(__file__).parent / "fixtures" / "po"
ODD = ['"', "\\", "msgid ", "msgstr[9] ", "#~ ", "%(", "<", "½", "\0", "\u2028", "\u202e"]
# Sentences that are right, in the languages that have lists of words.
RIGHT = sorted(FIXTURES.glob("right-*.po"))
# Fixtures that stand for a language which claims to be complete.
COMPLETE = ("all", "untranslated")
# What no complete Spanish file can have.
ELSEWHERE = {"claims-unchecked", "incomplete"}
UNFINISHED = {"untranslated", "fuzzy"}

HEADER = r"""msgid ""
msgstr ""
"Language: {tag}\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def expected(path: Path) -> list[str]:
    """The complaints that a fixture's first comment lines announce: all before the last line, which says what it is."""
    comments = path.read_text("utf-8").partition("\nmsgid")[0].splitlines()
    return [line.removeprefix("# ") for line in comments[:-1]]


def complaints(path: Path) -> list[Complaint]:
    """What the rules say of a fixture; that a language has no rules about claims is said of its own fixture only."""
    tag = next(line for line in path.read_text("utf-8").splitlines() if line.startswith('"Language: '))
    language = "es" if path.stem in {"language", "all"} else tag[11:-3].replace("_", "-")
    found = check_file(path, language, complete=path.stem in COMPLETE)
    return [each for each in found if each.code != "claims-unchecked" or path.stem == each.code]


def codes(folder: Path, english: str, translation: str, tag: str = "es") -> set[str]:
    """Codes of the complaints about one sentence."""
    path = folder / "one.po"
    path.write_text(f'{HEADER.format(tag=tag)}msgid "{english}"\nmsgstr "{translation}"\n', "utf-8")
    return {each.code for each in check_file(path, tag)} - {"claims-unchecked", "plural-header"}


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.po")), ids=lambda path: path.stem)
def test_a_fixture_has_the_complaints_that_it_announces(path: Path) -> None:
    """Each planted fault is found at its line, in these words, and nothing else is complained of."""
    said = [str(each).removeprefix(f"{path}:") for each in complaints(path)]
    assert said == expected(path)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_fixture_of_its_own(code: str) -> None:
    """A rule without a planted fault is not known to work; each tells the translator why it is there."""
    assert code in {each.code for each in complaints(FIXTURES / f"{code}.po")}
    assert RULES[code].reason.endswith(".")


def test_one_fault_of_each_kind_in_one_file() -> None:
    """A file with all faults at once has a complaint of every kind: none hides another."""
    assert {each.code for each in complaints(FIXTURES / "all.po")} == RULES.keys() - ELSEWHERE


def test_the_fault_that_seven_tools_miss(tmp_path: Path) -> None:
    """Five days do not become fifteen."""
    assert "number" in codes(tmp_path, "Wait 5 days.", "Attendez 15 jours.", "fr")


@pytest.mark.parametrize("tag", sorted({path.parent.parent.name for path in data_dir("locales").glob("*/*/*.po")}))
def test_our_own_languages_have_no_errors(tag: str) -> None:
    """No translation that comes with the program has an error, but that it is not finished."""
    found = check_locale(data_dir("locales") / tag)
    assert [str(each) for each in found if each.level is Level.ERROR and each.code not in UNFINISHED] == []


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_number_is_the_same_or_it_is_found(english: int, translated: int) -> None:
    """Whatever the numbers: equal ones pass, others are complained of."""
    found = changes(f"Espere {translated} gotas.", f"Wait for {english} drops.", "es")
    assert found.certain == (english != translated)


# The same change of the English makes a translation wrong in every language.
CHANGED = {
    "unit": (" hours.", " weeks."),
    "number": ("Take 500 mg", "Take 400 mg"),
    "number-word": ("Name three things", "Name some things"),
    "negation": ("Do not use ice", "Use ice"),
    "placeholder": ("Start on day %(day)s", "Start on day %(first)s"),
    "markup": ("<strong>Do you take a blood thinner?</strong>", "Do you take a blood thinner?"),
    "end-mark": ("nobody answers our phone.", "nobody answers our phone?"),
}


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_the_same_faults_are_found_in_every_language(path: Path, tmp_path: Path) -> None:
    """Hours for days, a lost “not”, another number: what is right in a language turns wrong with its English."""
    text = path.read_text("utf-8")
    for old, new in CHANGED.values():
        assert old in text
        text = text.replace(old, new)
    changed = tmp_path / path.name
    changed.write_text(text, "utf-8")
    assert {each.code for each in complaints(changed)} >= CHANGED.keys()


@given(st.sampled_from(sorted(FIXTURES.glob("*.po"))), st.data())
def test_whatever_is_broken_off_there_is_an_answer(path: Path, data: st.DataObject) -> None:
    """A file with a stretch missing, and something odd in its place, gets complaints and no traceback."""
    text = path.read_text("utf-8")
    at = data.draw(st.integers(0, len(text)))
    put = data.draw(
        st.sampled_from(['"', "\\", "msgid ", "%(", "<", "\u2028", "\0", "\u202e", "½", "#~ ", "msgstr[9] "])
    )
    with TemporaryDirectory() as folder:
        damaged = Path(folder) / "handouts.po"
        damaged.write_text(text[:at] + put + text[at + data.draw(st.integers(0, 60)) :], "utf-8")
        assert all(each.line > 0 for each in check_file(damaged, "es"))


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are an error with their line."""
    path = tmp_path / "handouts.po"
    path.write_bytes(b'msgid ""\nmsgstr ""\n\nmsgid "Rest."\nmsgstr "Descanse \xe1"\n')
    assert [(each.line, each.code) for each in check_file(path, "es")] == [(5, "syntax")]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_of_windows_are_fine(tmp_path: Path, end: str) -> None:
    """A file saved on Windows, with its mark at the start, is as good as any other."""
    path = tmp_path / "handouts.po"
    text = HEADER.format(tag="es") + 'msgid "Rest."\nmsgstr "Descanse."\n'
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    assert check_file(path, "es") == []


# The command


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """A copy of the program whose Spanish is the file with all faults."""
    for name in ("handouts", "templates", "locales", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(FIXTURES / "all.po", tmp_path / "locales" / "es" / "LC_MESSAGES" / "handouts.po")
    return sys.executable, "-c", "import sys; from handouts.cli.program import run; sys.exit(run(sys.argv[1:]))"


def test_errors_are_lines_that_editors_follow(tmp_path: Path, program: tuple[str, ...]) -> None:
    """Each complaint is a line with file, line, level, code and message; errors end with code 4."""
    done = run(tmp_path, "locale", "check", "es", command=program)
    first, *_, last = done.out.splitlines()
    assert (done.code, done.err) == (4, "")
    assert first.startswith("locales/es/LC_MESSAGES/handouts.po:1: error: [")
    said = next(line for line in expected(FIXTURES / "all.po") if "[number]" in line)
    assert f"handouts.po:{said} {RULES['number'].reason}\n" in done.out
    assert last.endswith("warnings.")


def test_everything_for_a_program(tmp_path: Path, program: tuple[str, ...]) -> None:
    """With --json there is one object with all errors and warnings, their lines and codes."""
    done = run(tmp_path, "locale", "check", "es", "--json", command=program)
    found = done.json
    assert done.code == 4
    assert {each["code"] for each in found["errors"] + found["warnings"]} == RULES.keys() - ELSEWHERE
    assert {each["level"] for each in found["errors"]} == {"error"}


def test_warnings_alone_are_no_failure(tmp_path: Path, program: tuple[str, ...]) -> None:
    """A language that is under way, and right as far as it goes, ends with code 0."""
    home = tmp_path / "locales" / "es"
    (home / "locale.toml").write_text(
        (home / "locale.toml").read_text("utf-8").replace("complete = true\n", ""), "utf-8"
    )
    po = HEADER.format(tag="es") + 'msgid "Rest today."\nmsgstr "Descanse hoy"\n'
    (home / "LC_MESSAGES" / "handouts.po").write_text(po, "utf-8")
    done = run(tmp_path, "locale", "check", "es", command=program)
    assert (done.code, done.err) == (0, "")
    assert "warning: [end-mark]" in done.out
    assert "warning: [incomplete]" in done.out


def test_a_language_that_is_not_there(tmp_path: Path) -> None:
    """An unknown language is refused with those that there are; English has nothing to check."""
    refused(run(tmp_path, "locale", "check", "xx"), 2, "There is no language 'xx'.")
    assert run(tmp_path, "locale", "check", "en").out == "0 errors, 0 warnings.\n"
