"""The program run as people run it: a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TIMEOUT = 120
CALL = (sys.executable, str(ROOT / "generate.py"))
TRACES = ("Traceback", 'File "')


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the program answered
        """Standard output as JSON: fails unless it holds one JSON document and nothing else."""
        return json.loads(self.out)


def run(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    command: tuple[str, ...] = CALL,
    **options: Any,  # noqa: ANN401 - subprocess.run's own
) -> Done:
    """Run the program in `folder` with `given` on standard input; `environment` is added to this process's own."""
    done = subprocess.run(
        [*command, *arguments],
        input=given,
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
        timeout=TIMEOUT,
        **options,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def refused(done: Done, code: int, *said: str) -> None:
    """Assert that the program refused plainly: the exit code, the words, nothing on standard output, no traceback."""
    assert (done.code, done.out) == (code, ""), done
    assert not any(trace in done.err for trace in TRACES), done.err
    assert all(line.startswith(("error: ", "warning: ")) for line in done.err.splitlines()), done.err
    for words in said:
        assert words in done.err


def files(folder: Path) -> list[str]:
    """Names of everything in `folder`, hidden or not, at any depth."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
