"""The command line, as processes: what is said, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts.kinds import kinds
from handouts.knowledge import parameters
from tests.support.clinics import GOOD
from tests.support.program import CALL, ROOT, Done, files, refused, run
from tests.support.sight import text_seen

NAME = "Zebedäus Quenouille"
POSIX = pytest.mark.skipif(os.name == "nt", reason="this is how POSIX systems do it")
HEAVY = {"reportlab", "babel", "jinja2", "phonenumbers", "uharfbuzz", "PIL", "pypdfium2", "rich", "pydantic"}
NOT_FOR_A_SHEET = {
    *("pydantic", "rich", "polib", "openpyxl", "budoux", "distributed", "asyncio"),
    *("handouts.cli.batch", "handouts.cli.locale", "handouts.batch", "handouts.quality", "handouts.translation"),
    "handouts.readback.quick",
}
# The program in a process that takes a fault, or shows what it loaded; what follows are its arguments.
PRELUDE = "import sys; sys.argv[0] = 'generate.py'; sys.path.insert(0, {root!r}); "
FULL = ("--treatment", "prp", "--region", "knee", "--side", "left")


def python(folder: Path, code: str, *arguments: str) -> Done:
    """Run `code` with the program at hand and `arguments` on its command line."""
    prelude = PRELUDE.format(root=str(ROOT))
    return run(folder, *arguments, command=(sys.executable, "-c", prelude + code))


def errors(done: Done) -> dict[str, str]:
    """Messages and advice of a refusal in JSON, by option."""
    answer = done.json
    assert answer["schema"] == 1
    return {problem["key"]: f"{problem['message']} {problem['hint']}" for problem in answer["errors"]}


@pytest.fixture
def clinic(tmp_path: Path) -> str:
    """Name of a clinic's file in the folder."""
    (tmp_path / "clinic.toml").write_text(GOOD, encoding="utf-8")
    return "clinic.toml"


@pytest.fixture
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for programs, to be the whole PATH."""
    return tmp_path_factory.mktemp("bin")


def fake(folder: Path, name: str, line: str) -> None:
    """A program that writes down what it was told, then does `line`."""
    script = folder / name
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/told"\n{line}\n', encoding="utf-8")
    script.chmod(0o755)


def told(folder: Path) -> list[str]:
    """Arguments that a fake program was given."""
    return (folder / "told").read_text(encoding="utf-8").splitlines()


# Making a sheet


def test_sample_needs_no_options(tmp_path: Path) -> None:
    """The bundled clinic's sheet is made without options, in this folder, under the one name that is said."""
    done = run(tmp_path, "aftercare")
    assert (done.code, done.out, done.err) == (0, "aftercare-dextrose-low-back-en.pdf\n", "")
    assert files(tmp_path) == ["aftercare-dextrose-low-back-en.pdf"]
    assert "SAMPLE" in text_seen((tmp_path / done.out.strip()).read_bytes())


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_is_a_command(kind: str, tmp_path: Path) -> None:
    """Every template is a command; it makes the sheet that --json describes, and says nothing else."""
    done = run(tmp_path, kind, "--json", "--out", "sheet.pdf")
    answer = done.json
    assert (done.code, done.err) == (0, "")
    assert (answer["schema"], answer["file"], answer["kind"]) == (1, "sheet.pdf", kind)
    assert answer["pages"] == kinds()[kind].pages
    assert files(tmp_path) == ["sheet.pdf"]


def test_everything_asked_for_is_on_the_sheet(tmp_path: Path, clinic: str) -> None:
    """Patient, number, clinician, date, time and side are seen on the sheet, and neither name nor number elsewhere."""
    given = ("--patient", NAME, "--patient-id", "48213", "--clinician", "Dr. Ada Okafor", "--paper", "a4")
    when = ("--procedure-date", "2026-12-01", "--time", "10:30")
    done = run(tmp_path, "aftercare", "--clinic", clinic, *FULL, *given, *when)
    assert done.code == 0, done.err
    seen = " ".join(text_seen((tmp_path / done.out.strip()).read_bytes()).split())
    for text in (NAME, "48213", "Dr. Ada Okafor", "Tuesday, December 1, 2026", "10:30", "left knee"):
        assert text in seen
    assert NAME not in done.out + done.err
    assert files(tmp_path) == ["aftercare-prp-left-knee-en.pdf", "clinic.toml"]


def test_name_and_number_from_standard_input(tmp_path: Path) -> None:
    """Two lines of standard input are the patient's name, then the number, whatever the machine's encoding."""
    both = ("--patient-id", "-", "--patient", "-")
    plain = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    lines = f"{NAME}\r\n48213\n".encode()
    done = run(tmp_path, "aftercare", *both, "--out", "s.pdf", given=lines, environment=plain)
    assert done.code == 0, done.err
    seen = text_seen((tmp_path / "s.pdf").read_bytes())
    assert NAME in seen
    assert "48213" in seen


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "no line"),
        (b"\n\n", "no line"),
        (b"Ana\n", "--patient-id: Standard input has no line"),
        (b"Ana \xff\n1\n", "not text in UTF-8"),
        (b"A" * 100_000, "at most 500"),
    ],
    ids=["nothing", "blank", "one line", "not utf-8", "endless"],
)
def test_wrong_standard_input_is_refused(given: bytes, said: str, tmp_path: Path) -> None:
    """Lines that are missing, blank, endless or no text are refused, without repeating them."""
    done = run(tmp_path, "aftercare", "--patient", "-", "--patient-id", "-", given=given)
    refused(done, 2, said)
    assert "Ana" not in done.err
    assert files(tmp_path) == []


@POSIX
def test_a_person_at_a_terminal_is_asked_for_the_name(tmp_path: Path) -> None:
    """With --patient - at a terminal the program says what it waits for."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*CALL, "aftercare", "--patient", "-"], cwd=tmp_path, stdin=theirs, stdout=-1, stderr=-1
    ) as process:
        os.write(ours, f"{NAME}\n".encode())
        out, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert (process.returncode, err.decode()) == (0, "patient: ")
    assert NAME in text_seen((tmp_path / out.decode().strip()).read_bytes())


def test_a_day_on_which_the_clinic_is_closed_is_a_warning(tmp_path: Path) -> None:
    """A typed date on a Sunday stays, with a warning on standard error and in the JSON."""
    done = run(tmp_path, "aftercare", "--procedure-date", "2026-12-06", "--json")
    assert done.code == 0
    assert "2026-12-06" in done.err
    assert done.err.startswith("warning: ")
    assert len(done.json["warnings"]) == 1


def test_past_dates_are_allowed(tmp_path: Path) -> None:
    """A sheet can be printed again for a procedure of years ago."""
    assert run(tmp_path, "aftercare", "--procedure-date", "2019-03-05").code == 0


# Options that are wrong


def test_a_clinics_own_sheet_needs_treatment_and_region(tmp_path: Path, clinic: str) -> None:
    """With --clinic neither treatment nor region is guessed: exit 2 with the choices of both."""
    done = run(tmp_path, "aftercare", "--clinic", clinic)
    refused(done, 2, "--treatment: This is needed. Choose one of: dextrose, saline, prp", "--region: This is needed.")
    assert files(tmp_path) == ["clinic.toml"]


def test_all_problems_come_in_one_run(tmp_path: Path) -> None:
    """Wrong options, a faulty clinic's file and a place that cannot be written are all said at once, with exit 2."""
    (tmp_path / "bad.toml").write_text('name = "TBC"\n', encoding="utf-8")
    wrong = ("--treatment", "pro", "--side", "top", "--time", "9:30", "--procedure-date", "1/12/2026", "--paper", "a5")
    hidden = ("--patient", "a\tb", "--clinician", "c\x07d", "--locale", "xx")
    done = run(
        tmp_path, "aftercare", "--clinic", "bad.toml", *wrong, *hidden, "--out", "none/", "--json", given=b"unused"
    )
    said = errors(done)
    options = {*wrong[::2], *hidden[::2], "--region"}
    assert done.code == 2
    assert options <= set(said)
    assert {"name", "country", "phone"} <= set(said)
    assert "There is no folder" in done.err
    assert files(tmp_path) == ["bad.toml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("aftercare --treatment dextrse", 'Did you mean "dextrose"? Choose one of: dextrose, saline, prp,'),
        ("aftercare --region kneee", 'Did you mean "knee"? Choose one of: low-back, si-joint,'),
        ("aftercare --locale ess", 'Did you mean "es"? Choose one of: '),
        ("aftercare --region low-back --side left", "The low back has no side. Leave --side out."),
        ("aftercare --procedure-date 20261201", "Write year-month-day, such as 2026-12-01."),
        ("aftercare --procedure-date 2026-W49-2", "Write year-month-day"),
        ("aftercare --procedure-date 2026-02-30", "There is no day 2026-02-30."),
        ("aftercare --procedure-date 0001-01-01", "too far away"),
        ("aftercare --procedure-date 9999-12-31", "too far away"),
        ("aftercare --procedure-date ２０２６-12-01", "is not a date"),
        ("aftercare --time 25:00", "Write hours and minutes"),
        ("session-plan --sessions 0", "from 1 to"),
        ("session-plan --sessions 99", "sessions_max"),
        ("session-plan --weeks-between -1", "from 2 to 8"),
        ("session-plan --weeks-between 99999999999999999999", "from 2 to 8"),
        ("aftercare --sessions 3", "--sessions: There is no such option."),
        ("aftercare --patent Quux", 'Did you mean "patient"'),
        ("aftercare --patient Quux --patient Quux", "--patient: This option is given twice."),
        ("aftercare --draft --draft", "given twice"),
        ("aftercare --patient --draft", "--patient: There is no value after this option."),
        ("aftercare --out", "--out: There is no value"),
        ("aftercare --patient=", "--patient: There is nothing in this option. Write a value, or leave the option out."),
        ("aftercare --patient \u200d", "--patient: There is nothing to be seen in it. Write a value, or leave"),
        ("aftercare --region knee --side both", "A sheet is for one side. Make one for the left and one for the right"),
        ("aftercare --time 10:30", "--time: A time means nothing without its day. Add it, such as --procedure-date"),
        ("aftercare --patient Quux Quux", "Put quotes around a value that has blanks"),
        ("aftercar", 'Did you mean "aftercare"?'),
        ("--frobnicate", "There is no such option."),
        ("list", "One of: kinds, treatments"),
        ("list knds", 'Did you mean "kinds"?'),
        ("list kinds --region knee", "Only parameters depend on"),
        ("list parameters --region knee", "--treatment: This is needed."),
        ("clinic", None),
        ("clinic new", "FILE: This is needed."),
        ("clinic chek x", 'Did you mean "check"?'),
        ("clinic check a b", "words that belong to no option"),
    ],
    ids=str,
)
def test_each_wrong_option_is_refused_plainly(arguments: str, said: str | None, tmp_path: Path) -> None:
    """A wrong word on the command line is one plain sentence that says what would be right, and exit 2."""
    done = run(tmp_path, *arguments.split())
    if said is None:
        assert done.code == 0
        assert "new" in done.out
    else:
        refused(done, 2, said)
        assert "Quux" not in done.err
    assert files(tmp_path) == []


def test_wrong_options_in_json(tmp_path: Path) -> None:
    """With --json even an unknown option is an answer in JSON, and standard output holds nothing else."""
    done = run(tmp_path, "aftercare", "--frobnicate", "--json")
    assert done.code == 2
    assert done.json["errors"][0] | {"hint": ""} == {
        "code": "unknown-option",
        "message": "There is no such option.",
        "hint": "",
        "file": "",
        "line": 0,
        "key": "--frobnicate",
    }


def test_a_character_that_no_font_can_write_names_its_option(tmp_path: Path, clinic: str) -> None:
    """A name that no font can write is refused with exit 5 at its option; a clinic's name at its file."""
    refused(run(tmp_path, "aftercare", "--patient", "ᚠ"), 5, "error: --patient: No font here can write “ᚠ” (U+16A0")
    (tmp_path / clinic).write_text(GOOD.replace("Harbor", "ᚠ"), encoding="utf-8")
    refused(run(tmp_path, "aftercare", "--clinic", clinic, *FULL), 5, "error: clinic.toml: name: No font here can")
    assert files(tmp_path) == ["clinic.toml"]


def test_a_language_that_is_not_shipped_is_said_when_a_sheet_is_made(tmp_path: Path) -> None:
    """A clinic whose language is not there yet has a faultless file; its sheet needs --locale."""
    (tmp_path / "clinic.toml").write_text(GOOD.replace('"en"', '"sw"'), encoding="utf-8")
    check = run(tmp_path, "clinic", "check", "clinic.toml")
    assert (check.code, check.err) == (0, "")
    assert 'no sheets yet in "sw"' in check.out
    sheet = ("aftercare", "--clinic", "clinic.toml", *FULL)
    refused(run(tmp_path, *sheet), 2, "--locale", 'no sheets yet in "sw"', "Choose one of: ")
    assert run(tmp_path, *sheet, "--locale", "en").code == 0


# Lists


@pytest.mark.parametrize("subject", ["kinds", "treatments", "regions", "locales", "parameters"])
def test_lists_are_for_people_and_for_programs(subject: str, tmp_path: Path) -> None:
    """Each list gives a line for each id and name, and the same as JSON with the schema's number."""
    plain, data = run(tmp_path, "list", subject), run(tmp_path, "list", subject, "--json")
    answer = data.json
    assert list(answer) == ["schema", subject]
    assert answer["schema"] == 1
    assert [line.split(maxsplit=1) for line in plain.out.splitlines()] == [
        [row["id"], row["name"]] for row in answer[subject]
    ]
    assert (plain.code, data.code, plain.err, data.err) == (0, 0, "", "")


def test_kinds_in_json_are_ids_and_names(tmp_path: Path) -> None:
    """`list kinds --json` has just what other tools rely on."""
    assert run(tmp_path, "list", "kinds", "--json").json == {
        "schema": 1,
        "kinds": [{"id": kind.id, "name": kind.name} for kind in kinds().values()],
    }


def test_parameters_with_the_values_of_a_clinic(tmp_path: Path, clinic: str) -> None:
    """`list parameters` for a treatment, region and clinic says each value, who set it, its range and source."""
    text = f"{GOOD}[protocol]\nice_policy = 'limited'\n[protocol.prp]\nnsaid_avoid_days_after = 10\n"
    (tmp_path / clinic).write_text(f"{text}[protocol.prp.knee]\nrest_hours = 24\n", encoding="utf-8")
    scope = ("list", "parameters", "--treatment", "prp", "--region", "knee", "--clinic", clinic)
    rows = {row["id"]: row for row in run(tmp_path, *scope, "--json").json["parameters"]}
    values = {name: (rows[name]["value"], rows[name]["origin"]) for name in rows}
    assert values["nsaid_avoid_days_after"] == (10, "treatment")
    assert values["ice_policy"] == ("limited", "clinic")
    assert values["rest_hours"] == (24, "region")
    assert values["nsaid_avoid_days_before"] == (
        parameters()["nsaid_avoid_days_before"].default("prp", "knee"),
        "default",
    )
    assert rows["nsaid_avoid_days_after"]["source"] == parameters()["nsaid_avoid_days_after"].source
    assert (rows["nsaid_avoid_days_after"]["low"], rows["nsaid_avoid_days_after"]["high"]) == (7, 90)
    assert "lifting_limit_kg" not in rows
    plain = run(tmp_path, *scope).out
    assert re.search(r"^nsaid_avoid_days_after +10 days +treatment +7 to 90 days$", plain, re.MULTILINE)
    assert re.search(r"^ice_policy +limited +clinic +avoid, limited or allowed$", plain, re.MULTILINE)
    assert "  Relative rest. Source: C12, C13.\n" in plain
    assert plain.startswith("setting ")


def test_parameters_without_a_clinic_have_their_defaults(tmp_path: Path) -> None:
    """Without --clinic every value is the default."""
    done = run(tmp_path, "list", "parameters", "--treatment", "dextrose", "--region", "low-back", "--json")
    assert {row["origin"] for row in done.json["parameters"]} == {"default"}


def test_parameters_with_sedation_have_its_floors(tmp_path: Path, clinic: str) -> None:
    """With --sedation somebody else drives, and driving and alcohol wait a day, whatever the clinic set."""
    text = f"{GOOD}[protocol]\nalcohol_avoid_hours_after = 12\n[protocol.prp]\nno_driving_hours = 48\n"
    (tmp_path / clinic).write_text(text, encoding="utf-8")
    scope = ("--treatment", "prp", "--region", "knee", "--clinic", clinic, "--sedation", "--json")
    rows = {row["id"]: row for row in run(tmp_path, "list", "parameters", *scope).json["parameters"]}
    said = {name: (rows[name]["value"], rows[name]["origin"], rows[name]["range_in_words"]) for name in rows}
    assert said["driver_required"] == ("yes", "sedation", "yes only")
    assert said["alcohol_avoid_hours_after"] == (24, "sedation", "24 to 72 hours")
    assert said["no_driving_hours"] == (48, "treatment", "24 to 72 hours")


@pytest.mark.parametrize("region", ["knee", "disc"])
def test_parameters_fit_a_terminal(region: str, tmp_path: Path) -> None:
    """The table of values is at most 100 columns wide."""
    done = run(tmp_path, "list", "parameters", "--treatment", "bmc", "--region", region)
    assert max(map(len, done.out.splitlines())) <= 100


# A clinic's file


def test_new_clinic_file_says_what_to_fill_in(tmp_path: Path) -> None:
    """`clinic new` writes a file that `clinic check` refuses with exit 3, each place with its line."""
    assert run(tmp_path, "clinic", "new", "mine.toml").out == "mine.toml\n"
    done = run(tmp_path, "clinic", "check", "mine.toml")
    refused(done, 3, "mine.toml:8: name: ", "phone: ")
    assert len(done.err.splitlines()) > 5
    assert files(tmp_path) == ["mine.toml"]


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_new_clinic_file_never_writes_over(there: str, tmp_path: Path) -> None:
    """Whatever has the name already, even a link that leads nowhere, stays as it is: exit 7."""
    path = tmp_path / "mine.toml"
    match there:
        case "file":
            path.touch()
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to("nowhere")
    refused(run(tmp_path, "clinic", "new", "mine.toml"), 7, "left as it is")
    assert files(tmp_path) == ["mine.toml"]
    assert not path.exists() or path.is_dir() or path.read_bytes() == b""


def test_checking_a_good_clinic(tmp_path: Path, clinic: str) -> None:
    """A faultless file is said to be so, and that its sheets are drafts as nobody approved it."""
    plain, data = run(tmp_path, "clinic", "check", clinic), run(tmp_path, "clinic", "check", clinic, "--json")
    assert plain.code == 0
    assert plain.out.startswith("clinic.toml: nothing is wrong with it.\n")
    assert "[approval]" in plain.out
    assert data.json | {"remarks": []} == {
        "schema": 1,
        "file": "clinic.toml",
        "name": "Harbor Spine & Joint Clinic",
        "approved": False,
        "remarks": [],
        "warnings": [],
    }


def test_odd_settings_of_a_clinic_are_warnings(tmp_path: Path) -> None:
    """Settings that are odd side by side are warnings with their lines; the file is good all the same."""
    text = f"{GOOD}[protocol.prp.knee]\nphysio_start_day = 3\nstretching_from_day = 5\n"
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    line = len(GOOD.splitlines()) + 2
    plain, data = run(tmp_path, "clinic", "check", "c.toml"), run(tmp_path, "clinic", "check", "c.toml", "--json")
    assert (plain.code, data.code) == (0, 0)
    assert plain.out.startswith("c.toml: sheets can be made, but look at the warnings.\n")
    assert plain.err == (
        f"warning: c.toml:{line + 1}: protocol.prp.knee.stretching_from_day: "
        "Physiotherapy would start before stretching is allowed for Platelet-rich plasma (PRP) of the knee: "
        f"physio_start_day is 3 (line {line}) and stretching_from_day is 5 (line {line + 1}). "
        "Change physio_start_day or stretching_from_day.\n"
    )
    (warning,) = data.json["warnings"]
    assert (warning["code"], warning["line"]) == ("doubt", line + 1)
    assert "errors" not in data.json


def test_faults_of_a_clinic_in_json(tmp_path: Path) -> None:
    """Each fault of a file comes with code, file, line and the key as written."""
    (tmp_path / "c.toml").write_text(GOOD + "[protocol.prp]\nrest_hour = 3\n", encoding="utf-8")
    done = run(tmp_path, "clinic", "check", "c.toml", "--json")
    (problem,) = done.json["errors"]
    line = len(GOOD.splitlines()) + 2
    assert done.code == 3
    assert (problem["file"], problem["line"], problem["key"]) == ("c.toml", line, "protocol.prp.rest_hour")
    assert "rest_hours" in problem["hint"]


def test_what_people_typed_is_shown_as_typed(tmp_path: Path) -> None:
    """Brackets in a clinic's name are no markup."""
    (tmp_path / "c.toml").write_text(GOOD.replace("Harbor", "[bold]Harbor[/x] [x]"), encoding="utf-8")
    done = run(tmp_path, "clinic", "check", "c.toml", "--json")
    assert done.json["name"] == "[bold]Harbor[/x] [x] Spine & Joint Clinic"
    (tmp_path / "[bold]").write_text(GOOD, encoding="utf-8")
    assert run(tmp_path, "clinic", "check", "[bold]").out.startswith("[bold]: nothing")


# Showing and printing


@POSIX
@pytest.mark.parametrize(
    ("printer", "asked"), [((), []), (("Front desk",), ["-d", "Front desk"])], ids=["usual", "named"]
)
def test_print_hands_the_sheet_to_lp(
    printer: tuple[str, ...], asked: list[str], tmp_path: Path, programs: Path
) -> None:
    """--print gives the finished file to lp, for the usual printer or the one that is named."""
    fake(programs, "lp", "exit 0")
    done = run(tmp_path, "aftercare", "--print", *printer, "--draft", environment={"PATH": str(programs)})
    assert (done.code, done.err) == (0, "")
    assert told(programs) == [*asked, str(tmp_path / done.out.strip())]


@POSIX
@pytest.mark.parametrize("option", ["--print", "--open"])
def test_a_computer_that_cannot_print_or_show_keeps_the_sheet(option: str, tmp_path: Path, programs: Path) -> None:
    """Without a print service or a viewer that is said plainly, with exit 7; the sheet is there, and named."""
    done = run(tmp_path, "aftercare", option, environment={"PATH": str(programs)})
    assert done.code == 7
    assert files(tmp_path) == [done.out.strip()]
    assert done.err.startswith("error: This computer has no pr")
    assert "The sheet itself is finished" in done.err


@POSIX
def test_what_the_printer_complains_of_is_repeated(tmp_path: Path, programs: Path) -> None:
    """A print service that refuses is quoted, in one JSON object that names the sheet too."""
    fake(programs, "lp", "echo 'lp: The printer or class does not exist.' >&2; exit 1")
    done = run(tmp_path, "aftercare", "--print=Attic", "--json", environment={"PATH": str(programs)})
    assert done.code == 7
    assert told(programs)[:2] == ["-d", "Attic"]
    assert done.json["file"] == "aftercare-dextrose-low-back-en.pdf"
    assert "printer or class does not exist" in done.json["errors"][0]["message"]


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac's program is called open")
@pytest.mark.parametrize(("line", "code"), [("exit 0", 0), ("exit 3", 7), ("exec sleep 60", 0)])
def test_open_shows_the_sheet(line: str, code: int, tmp_path: Path, programs: Path) -> None:
    """--open gives the file to the system's viewer, waits for no viewer to be closed, and says if none took it."""
    fake(programs, "xdg-open", line.replace("sleep", "/bin/sleep"))
    done = run(tmp_path, "aftercare", "--open", environment={"PATH": str(programs)})
    assert done.code == code
    assert told(programs) == [str(tmp_path / done.out.strip())]
    assert ("could not be opened" in done.err) == bool(code)


# Ends


def test_help_fits_a_narrow_terminal_and_has_no_colours(tmp_path: Path) -> None:
    """The help of every command keeps to 80 columns, cuts no sentence short and has no escape codes."""
    for words in ([], ["list"], ["clinic"], ["clinic", "new"], ["clinic", "check"], *([kind] for kind in kinds())):
        done = run(tmp_path, *words, "--help", environment={"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "xterm"})
        assert (done.code, done.err) == (0, "")
        assert "Usage: python generate.py" in done.out
        assert max(map(len, done.out.splitlines())) <= 80
        assert "..." not in done.out.replace("[ARGS]...", "")
        assert "\x1b" not in done.out


@pytest.mark.parametrize(("words", "last"), [([], "locale"), (["clinic"], "check"), (["locale"], "sign-off")])
def test_list_of_commands_has_no_holes(words: list[str], last: str, tmp_path: Path) -> None:
    """Each command stands in the list with one paragraph; the rest is in its own help."""
    listed = run(tmp_path, *words, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0]
    assert re.search(f"^  {last} ", listed, flags=re.MULTILINE)
    assert all(line.strip() for line in listed.splitlines())


def test_every_option_has_a_line_of_help(tmp_path: Path) -> None:
    """The help of a kind names all of its options and none that it does not take."""
    common = "clinic treatment region side joint guidance sedation locale patient patient-id clinician paper edition"
    common += " chart-copy proof draft out open print json"
    for kind in kinds().values():
        said = set(re.findall(r"^  --([a-z-]+)", run(tmp_path, kind.id, "--help").out, flags=re.MULTILINE))
        assert said == {*common.split(), *kind.options}


@pytest.mark.parametrize(
    "words", [["--help"], ["aftercare", "--help"], ["list", "kinds"], ["list", "treatments", "--json"]]
)
def test_help_and_lists_load_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    """Help and lists start quickly: they load no library that makes sheets."""
    assert HEAVY.isdisjoint(loaded(tmp_path, *words))


def test_a_sheet_loads_only_what_it_needs(tmp_path: Path) -> None:
    """An English sheet loads neither Typer's library of types, nor what reads PO files, nor other commands' modules."""
    assert NOT_FOR_A_SHEET.isdisjoint(loaded(tmp_path, "aftercare", "--treatment", "prp", "--out", "a.pdf"))


def loaded(folder: Path, *words: str) -> set[str]:
    """Modules that a process has at its end."""
    at_end = "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    done = python(folder, at_end + "from handouts.cli import app; app()", *words)
    assert done.code == 0
    modules = set(done.err.split())
    assert "handouts.kinds" in modules
    return modules


def test_version(tmp_path: Path) -> None:
    """--version says which."""
    assert re.fullmatch(r"handouts \d+\.\d+\.\d+\n", run(tmp_path, "--version").out)


def test_a_fault_in_the_program_shows_no_patient(tmp_path: Path) -> None:
    """A bug gives a traceback without messages and values, exit 70, and no file."""
    plant = (
        "import handouts.sheet; from handouts.cli import app\n"
        "def make(request, clinic):\n"
        "    raise KeyError(f'no {request.patient}')\n"
        "handouts.sheet.make = make; app()"
    )
    done = python(tmp_path, plant, "aftercare", "--patient", NAME, "--json")
    assert done.code == 70
    assert "in make_and_deliver" in done.err
    assert "fault in the program (KeyError)" in done.err
    assert NAME not in done.err + done.out
    assert done.json["errors"][0]["code"] == "fault"
    assert files(tmp_path) == []


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_quietly(number: int, code: int, tmp_path: Path) -> None:
    """Ctrl-C or a polite kill while the program waits ends it without a word and without a file."""
    with subprocess.Popen(
        [*CALL, "aftercare", "--patient", "-"], cwd=tmp_path, stdin=-1, stdout=-1, stderr=-1
    ) as process:
        time.sleep(1.5)
        process.send_signal(number)
        assert process.wait(30) == code
        assert process.stdout
        assert process.stderr
        assert process.stdout.read() + process.stderr.read() == b""
    assert files(tmp_path) == []


@POSIX
def test_a_reader_that_went_away_is_no_error(tmp_path: Path) -> None:
    """With nobody reading (`| head`), the sheet is made all the same and nothing is complained of."""
    read, write = os.pipe()
    os.close(read)
    for words in (["aftercare"], ["list", "parameters"], ["aftercare", "--frobnicate"]):
        done = subprocess.run([*CALL, *words], cwd=tmp_path, stdout=write, stderr=-1, check=False)
        assert done.returncode == (2 if "--frobnicate" in words else 0)
        assert b"Traceback" not in done.stderr
    os.close(write)
    assert files(tmp_path) == ["aftercare-dextrose-low-back-en.pdf"]


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_matter(closed: str, tmp_path: Path) -> None:
    """The sheet is made even where standard input, output or error is closed."""
    line = f'"{CALL[0]}" "{CALL[1]}" aftercare {closed}'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(tmp_path) == ["aftercare-dextrose-low-back-en.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_standard_output_without_room(tmp_path: Path) -> None:
    """An answer that has no room is one plain error."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*CALL, "list", "kinds"], cwd=tmp_path, stdout=full, stderr=-1, check=False)
    assert done.returncode == 7
    assert done.stderr.startswith(b"error: The answer could not be written")


@pytest.mark.parametrize("coding", ["ascii", "cp1252", "cp437"])
def test_consoles_without_unicode_lose_nothing(coding: str, tmp_path: Path) -> None:
    """What a console cannot show is written as its number: no message is lost, none crashes."""
    console = {"PYTHONIOENCODING": coding, "LC_ALL": "C"}
    command = [*CALL, "list", "locales"]
    listed = subprocess.run(command, cwd=tmp_path, env={**os.environ, **console}, capture_output=True, check=False)
    assert listed.returncode == 0
    assert "Español".encode(coding, "backslashreplace") in listed.stdout
    out = "頁\u202e.pdf"
    made = subprocess.run(
        [*CALL, "aftercare", "--out", out],
        cwd=tmp_path,
        env={**os.environ, **console},
        capture_output=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, b"")
    assert made.stdout == out.encode(coding, "backslashreplace") + os.linesep.encode()


def test_json_is_ascii(tmp_path: Path) -> None:
    """JSON goes through every pipe: letters beyond ASCII are escaped, and mean the same."""
    done = run(tmp_path, "list", "locales", "--json")
    assert done.out.isascii()
    assert {"id": "es", "name": "Español"} in json.loads(done.out)["locales"]


def test_a_proof_copy_has_one_size(tmp_path: Path) -> None:
    """An edition and a proof copy are not asked for at once."""
    done = run(tmp_path, "aftercare", "--proof", "--edition", "large")
    assert done.code == 2
    assert "--edition" in done.err


def test_copies_have_names_of_their_own(tmp_path: Path) -> None:
    """A large-print sheet and a proof copy do not take the standard sheet's name."""
    large = run(tmp_path, "aftercare", "--edition", "large", "--chart-copy").out
    proof = run(tmp_path, "aftercare", "--proof").out
    assert large.split() == ["aftercare-dextrose-low-back-en-large.pdf"]
    assert proof.split() == ["aftercare-dextrose-low-back-en-proof.pdf"]
