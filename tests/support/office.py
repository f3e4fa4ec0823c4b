"""An administrator's desk: folders of clinics, and batches that are run, killed and looked at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.clinics import GOOD
from tests.support.program import CALL, ROOT, Done, run

FEW = ("--kind", "aftercare", "--treatment", "prp", "--region", "knee", "--region", "hip")
PATIENCE = 60.0


def clinics(folder: Path, count: int = 3) -> Path:
    """A folder of `count` faultless clinics, c0.toml and so on."""
    home = folder / "clinics"
    home.mkdir()
    for number in range(count):
        clinic_file(home / f"c{number}.toml", name=f"Clinic {number}")
    return home


def clinic_file(path: Path, **settings: str) -> None:
    """Write a faultless clinic file with some settings of its own."""
    lines = [
        f'{line.split(" =")[0]} = "{settings[line.split(" =")[0]]}"' if line.split(" =")[0] in settings else line
        for line in GOOD.splitlines()
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def checkout(folder: Path) -> Path:
    """A copy of the program, to be changed."""
    home = folder / "checkout"
    home.mkdir()
    for part in ("generate.py", "handouts", "templates", "locales", "examples"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, home / part)
    return home


def batch(folder: Path, *arguments: str, plant: str = "", home: Path = ROOT) -> Done:
    """Run the `batch` of the checkout at `home` in `folder`; `plant` is code that runs before it, in its process."""
    if not plant:
        return run(folder, "batch", *arguments, command=(sys.executable, str(home / "generate.py")))
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{plant}\nfrom handouts.cli import app; app()"
    return run(folder, "batch", *arguments, command=(sys.executable, "-c", code))


def begun(folder: Path, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - Popen's own
    """A batch that runs on its own, in a group of processes of its own."""
    return subprocess.Popen(
        [*CALL, "batch", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    )


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail if it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def children(process: int) -> list[int]:
    """Processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def is_alive(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def sheets(folder: Path) -> dict[str, bytes]:
    """All sheets below `folder`, each whole."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}
    assert all(data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF") for data in found.values())
    return found


def manifest(folder: Path) -> list[dict[str, Any]]:
    """Lines of the manifest."""
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text("ascii").splitlines()]


def counted(done: Done) -> dict[str, int]:
    """What a batch says it did, with --json; it must add up."""
    said: dict[str, Any] = done.json
    assert said["planned"] == said["made"] + said["unchanged"] + said["failed"] + said["left"]
    assert said["made"] == said["proven"]["full"] + said["proven"]["quick"]
    return {name: said[name] for name in ("made", "unchanged", "failed")}
