"""Files are written whole or not at all, over nothing that they should not replace."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.errors import OutputError
from handouts.output import DEAD_AFTER, place, write_new, write_whole
from tests.support.program import CALL, ROOT, Done, files, refused, run

POSIX = pytest.mark.skipif(os.name == "nt", reason="this is how POSIX systems do it")
ROOT_ONLY = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root")
NAMELESS = pytest.mark.parametrize("nameless", [True, False], ids=["nameless", "named"])
NAME = "sheet.pdf"
# Where a file system has no files without a name, parts have one: the same, without that flag.
NAMED = "import os; vars(os).pop('O_TMPFILE', None); "


def message(act: Callable[[], object]) -> str:
    """What an `OutputError` of `act` says."""
    with pytest.raises(OutputError) as caught:
        act()
    return str(caught.value)


def python(folder: Path, code: str, *, nameless: bool = True) -> Done:
    """Run `code` in a process of its own."""
    prelude = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {'' if nameless else NAMED}"
    return run(folder, command=(sys.executable, "-c", prelude + code))


@pytest.fixture(params=["nameless", "named"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as the system does it best, once as systems do it that have no files without a name."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


# Names and places


@pytest.mark.usefixtures("either_way")
def test_a_file_is_made_with_all_its_bytes(tmp_path: Path) -> None:
    """A new file has every byte and a new file's permissions, and nothing stands beside it."""
    (tmp_path / "other").touch()
    write_whole(tmp_path / NAME, b"x" * 100_000)
    assert (tmp_path / NAME).read_bytes() == b"x" * 100_000
    assert (tmp_path / NAME).stat().st_mode == (tmp_path / "other").stat().st_mode
    assert files(tmp_path) == ["other", NAME]


@POSIX
@pytest.mark.usefixtures("either_way")
def test_a_file_written_over_keeps_its_permissions(tmp_path: Path) -> None:
    """Writing again replaces the content and leaves the permissions."""
    path = tmp_path / NAME
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert files(tmp_path) == [NAME]


@pytest.mark.usefixtures("either_way")
def test_another_sheet_in_the_folder_is_never_written_over(tmp_path: Path) -> None:
    """In a folder a sheet gets the next free number; the very same sheet is there already and stays."""
    target = place(str(tmp_path))
    written = [target.write(NAME, data).name for data in (b"Ana", b"Eva", b"Ana", b"Eva", b"Ida")]
    assert written == ["sheet.pdf", "sheet-2.pdf", "sheet.pdf", "sheet-2.pdf", "sheet-3.pdf"]
    assert files(tmp_path) == ["sheet-2.pdf", "sheet-3.pdf", "sheet.pdf"]


@pytest.mark.usefixtures("either_way")
def test_at_the_same_moment_no_sheet_is_lost(tmp_path: Path) -> None:
    """Many writers that choose the same name at once all find a file of their own."""
    target = place(str(tmp_path))
    threads = [threading.Thread(target=target.write, args=(NAME, bytes([n]) * 10_000)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {bytes([n]) * 10_000 for n in range(20)}


@pytest.mark.usefixtures("either_way")
def test_something_new_replaces_nothing(tmp_path: Path) -> None:
    """`write_new` leaves what is there, even a link that leads nowhere."""
    path = tmp_path / NAME
    write_new(path, b"first")
    assert "left as it is" in message(lambda: write_new(path, b"second"))
    assert path.read_bytes() == b"first"
    link = tmp_path / "link"
    link.symlink_to("nowhere")
    assert "left as it is" in message(lambda: write_new(link, b"x"))
    assert files(tmp_path) == ["link", NAME]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("none/sheet.pdf", "There is no folder"),
        ("none/", "There is no folder"),
        ("file/sheet.pdf", "folder"),
        ("-", "cannot be sent to standard output"),
        ("x" * 300, "the name is too long"),
        ("loop", "a link that leads back to itself"),
        ("astray", "There is no folder"),
    ],
)
@POSIX
def test_places_that_cannot_be(out: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there, a file as a folder, a link in a circle or out of the world: each is said plainly."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("loop").symlink_to("loop")
    Path("astray").symlink_to("/nowhere/sheet.pdf")
    before = files(tmp_path)
    assert said in message(lambda: place(out))
    if out not in {"-", "none/"}:  # for a Path these are files
        assert said in message(lambda: write_whole(Path(out), b"x"))
    assert files(tmp_path) == before


@POSIX
def test_links_lead_to_the_file(tmp_path: Path) -> None:
    """Through a link the file behind it is written, and the link stays."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / NAME).write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real/sheet.pdf")
    (tmp_path / "folder").symlink_to("real")
    place(str(tmp_path / "link.pdf")).write("unused", b"new")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real" / NAME).read_bytes() == b"new"
    place(str(tmp_path / "folder")).write("other.pdf", b"other")
    assert files(tmp_path / "real") == ["other.pdf", NAME]


@pytest.fixture
def special(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """Things that are neither file nor folder."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        yield {**{name: tmp_path / name for name in ("pipe", "link", "socket")}, "device": Path("/dev/null")}


@POSIX
@pytest.mark.parametrize("name", ["pipe", "link", "socket", "device"])
def test_what_is_no_file_is_left_alone(name: str, special: dict[str, Path], tmp_path: Path) -> None:
    """--out with a pipe, a socket or a device ends at once with exit 7, and the thing is as it was."""
    path = special[name]
    before = (path.lstat().st_mode, files(tmp_path))
    refused(run(tmp_path, "aftercare", "--out", str(path)), 7, "neither a file nor a folder")
    assert "neither" in message(lambda: write_whole(path, b"x"))
    assert (path.lstat().st_mode, files(tmp_path)) == before


@POSIX
def test_what_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    """A file or folder that is marked read-only is not written, not even by an administrator."""
    (tmp_path / NAME).write_bytes(b"old")
    (tmp_path / NAME).chmod(0o444)
    refused(run(tmp_path, "aftercare", "--out", NAME), 7, "The file is read-only")
    assert (tmp_path / NAME).read_bytes() == b"old"
    (tmp_path / "shelf").mkdir(mode=0o555)
    for out in ("shelf", "shelf/sheet.pdf"):
        refused(run(tmp_path, "aftercare", "--out", out), 7, "The folder is read-only")
    assert files(tmp_path) == [NAME, "shelf"]


@pytest.fixture
def everybodys(tmp_path: Path) -> Iterator[Path]:
    """A folder in which everybody may write, and that everybody can reach."""
    with tempfile.TemporaryDirectory(prefix=tmp_path.name) as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@ROOT_ONLY
def test_somebody_elses_folder_and_file(everybodys: Path) -> None:
    """Who may not write in a folder, or over a file in a folder of all, is told so."""
    (everybodys / "mine").mkdir(mode=0o755)
    (everybodys / NAME).write_bytes(b"old")
    code = (
        "import os\nfrom handouts.output import place\nfrom handouts.errors import OutputError\nos.setuid(65534)\n"
        "for out in ('mine', 'mine/x.pdf', 'sheet.pdf', '.'):\n"
        "    try: print(place(out).write('y.pdf', b'new'))\n"
        "    except OutputError as error: print(error)"
    )
    *said, path = python(everybodys, code).out.splitlines()
    assert ["read-only" in line for line in said] == [True] * 3
    assert path == "y.pdf"
    assert files(everybodys) == ["mine", NAME, "y.pdf"]
    assert (everybodys / NAME).read_bytes() == b"old"


# Trouble while writing


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk on which hardly anything fits."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@POSIX
def test_full_disk(tiny_disk: Path) -> None:
    """A full disk is one plain error, exit 7, and neither a stray file nor a damaged old one."""
    (tiny_disk / "old.pdf").write_bytes(b"old")
    for out in (".", "new.pdf", "old.pdf"):
        refused(run(tiny_disk, "aftercare", "--out", out), 7, "the disk is full. Make room")
    assert files(tiny_disk) == ["old.pdf"]
    assert (tiny_disk / "old.pdf").read_bytes() == b"old"


@POSIX
@NAMELESS
def test_no_room_for_the_file(nameless: bool, tmp_path: Path) -> None:
    """Where the system cuts files short, there is one plain error, and neither a stray file nor a damaged old one."""
    (tmp_path / "old.pdf").write_bytes(b"old")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9999, 9999)); "
    program = "sys.argv = ['generate.py', 'aftercare', '--out', {!r}]; from handouts.cli import app; app()"
    for out in ("new.pdf", "old.pdf", "."):
        done = python(tmp_path, limit + program.format(out), nameless=nameless)
        refused(done, 7, "larger than is allowed there")
    assert files(tmp_path) == ["old.pdf"]
    assert (tmp_path / "old.pdf").read_bytes() == b"old"


KILL = (
    "import os, signal\n"
    "from pathlib import Path\n"
    "from handouts import output\n"
    "os.fsync = lambda handle: os.kill(os.getpid(), signal.{})\n"
    "output.place({!r}).write('sheet.pdf', b'x' * 1_000_000)\n"
)


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="needs files without a name")
def test_killed_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """Where the system has files without a name, a program that is killed in the middle leaves nothing at all."""
    (tmp_path / "old.pdf").write_bytes(b"old")
    for out in ("old.pdf", "."):
        assert python(tmp_path, KILL.format("SIGKILL", out)).code == -signal.SIGKILL
    assert files(tmp_path) == ["old.pdf"]
    assert (tmp_path / "old.pdf").read_bytes() == b"old"


@POSIX
def test_what_killed_runs_left_is_cleared(tmp_path: Path) -> None:
    """Elsewhere a killed program leaves a part that is no .pdf; the next run removes it once it is surely dead."""
    assert python(tmp_path, KILL.format("SIGKILL", "."), nameless=False).code == -signal.SIGKILL
    (part,) = tmp_path.iterdir()
    assert part.suffix == ".part"
    place(str(tmp_path)).write("young.pdf", b"x")
    assert part.exists()
    then = time.time() - DEAD_AFTER - 1
    os.utime(part, (then, then))
    place(str(tmp_path)).write("later.pdf", b"x")
    assert files(tmp_path) == ["later.pdf", "young.pdf"]


@POSIX
@NAMELESS
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ended_while_writing_leaves_nothing(name: str, nameless: bool, tmp_path: Path) -> None:
    """Ctrl-C, a polite kill and a closed window in the middle of writing leave no file."""
    code = (
        f"import os, signal\nos.fsync = lambda handle: os.kill(os.getpid(), signal.{name})\n"
        "sys.argv = ['generate.py', 'aftercare']\nfrom handouts.cli import app; app()"
    )
    done = python(tmp_path, code, nameless=nameless)
    assert (done.code, done.out, done.err) == (128 + getattr(signal, name), "", "")
    assert files(tmp_path) == []


@POSIX
@pytest.mark.parametrize("wait", [0.0, 0.3, 0.5, 0.7, 0.9])
def test_killed_at_any_moment(wait: float, tmp_path: Path) -> None:
    """Killed at whatever moment, the program leaves a whole sheet or none."""
    with subprocess.Popen([*CALL, "aftercare"], cwd=tmp_path, stdout=subprocess.DEVNULL) as process:
        time.sleep(wait)
        process.kill()
    for path in tmp_path.glob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


def test_other_reasons_are_the_systems_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reason that we have no words for is given in the system's."""

    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    assert "the system says “Input/output error”" in message(lambda: write_whole(tmp_path / NAME, b"x"))
    assert files(tmp_path) == []
