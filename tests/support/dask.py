"""A real scheduler and real workers on this machine's loopback, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.support.office import until
from tests.support.program import ROOT

PLAIN = ("--no-dashboard", "--host", "127.0.0.1")


class Dask:
    """A scheduler at `address` and its `workers`, with the program at `home`; all of them end with the block."""

    def __init__(self, folder: Path, workers: int, home: Path = ROOT) -> None:
        self.folder = folder / "dask"
        self.folder.mkdir()
        self._home = home
        self.workers: list[subprocess.Popen[bytes]] = []
        self._count = workers
        self._scheduler: subprocess.Popen[bytes] | None = None
        self.address = ""

    def __enter__(self) -> Self:
        said = self.folder / "scheduler.json"
        self._scheduler = self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(said), *PLAIN)
        until(said.exists)
        self.address = json.loads(said.read_text("utf-8"))["address"]
        for _ in range(self._count):
            self.work()
        until(lambda: (self.folder / "dask.log").read_text("utf-8").count("Registered to") >= self._count)
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self._scheduler):
            if process:
                process.kill()
                process.communicate()

    def work(self) -> None:
        """Let one more worker begin, with one thread and without a nanny."""
        self.workers.append(self._start("dask_worker", self.address, "--no-nanny", "--nthreads", "1", *PLAIN))

    def kill(self, number: int) -> None:
        """End a worker as a power cut would."""
        os.kill(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].communicate()

    def stop(self) -> None:
        """End the scheduler."""
        if self._scheduler:
            self._scheduler.kill()
            self._scheduler.communicate()

    def _start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(self._home), "DASK_TEMPORARY_DIRECTORY": str(self.folder)}
        command = [sys.executable, "-m", f"distributed.cli.{program}", *options]
        with (self.folder / "dask.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
