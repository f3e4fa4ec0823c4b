"""Somebody's computer, to follow our pages at: the checkout's copy, this Python, a printer that only remembers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("generate.py", "handouts", "templates", "locales", "examples", "docs", "benchmarks")
CLINIC = "mine.toml"
TYPED = "María Núñez\n48213\n"


class Desk:
    """A desk in `folder`; `printed` is what the printer was last told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        self.folder.mkdir()
        self.printed = folder / "printed"
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, self.folder / part)
        programs = folder / "bin"
        programs.mkdir()
        _program(programs / "python", f'exec "{sys.executable}" "$@"')
        _program(programs / "lp", f'printf "%s\\n" "$@" > "{self.printed}"')
        self.environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Type `line`, and the patient's name and number if they are asked for.  All that it says is in `stdout`."""
        return subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.environment,
            input=TYPED,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def edit(self, lines: tuple[str, ...]) -> None:
        """Put a whole clinic file in place, or a part at its end."""
        text = "\n".join((*lines, ""))
        file = self.folder / CLINIC
        before = "" if "name" in tomllib.loads(text) else f"{file.read_text(encoding='utf-8')}\n"
        file.write_text(before + text, encoding="utf-8")


def _program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
