"""Sets a checkout up: where the running Python lacks a library, the pinned ones of requirements.txt go into `.venv`.

Nothing else on the machine is touched, and everything then runs there.  Uses the standard library alone, and says so
plainly on a Python that is too old; an installed program never comes here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv"
LIBRARIES = (
    *("babel", "bidi", "budoux", "fontpkg_heebo", "fontpkg_mukta", "fontpkg_sarabun", "jinja2", "openpyxl"),
    *("phonenumbers", "PIL", "polib", "pypdfium2", "reportlab", "typer", "uharfbuzz", "weblate_fonts"),
)


def ensure(modules: Iterable[str], *arguments: str) -> None:
    """Return if this Python has `modules`; otherwise run it with `arguments` in `.venv`, and exit as that did."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said here, since no installer has looked
        sys.exit(f"Python 3.11 or newer is needed; this is Python {sys.version.split()[0]} ({sys.executable}).")
    missing = [name for name in modules if find_spec(name) is None]
    if not missing:
        return
    if Path(sys.prefix).resolve() == HOME:
        sys.exit(f"{HOME} lacks {', '.join(missing)}: delete that folder and run the same command again.")
    _run((str(_environment()), *arguments))


def _environment() -> Path:
    """Python of `.venv`, which is made on first use and brought up to date when requirements.txt changes."""
    import hashlib
    import subprocess

    python = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    requirements = ROOT / "requirements.txt"
    stamp = HOME / "requirements.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return python
    print(f"Setting up, once: the libraries of {requirements.name} go into {HOME}. Please wait.", file=sys.stderr)
    try:
        _install(python, requirements)
        stamp.write_text(wanted, encoding="ascii")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"The set-up failed: {error}\nOnce that is mended, run the same command again: it goes on from here.")
    return python


def _install(python: Path, requirements: Path) -> None:
    """Make `.venv` if need be, and put exactly `requirements` into it: each file must have one of the hashes there."""
    import subprocess
    import venv

    # Debian and Ubuntu keep ensurepip in a package of its own: without it, the pip that runs here serves from outside.
    own = find_spec("ensurepip") is not None
    if not python.exists():
        venv.create(HOME, with_pip=own)
    pip = (str(python), "-m", "pip") if own else (sys.executable, "-m", "pip", "--python", str(python))
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", str(requirements))
    subprocess.run((*pip, "install", *options), stdout=sys.stderr, check=True)


def _run(command: tuple[str, ...]) -> None:
    """Become `command`: its exit code is ours."""
    if os.name == "nt":  # exec would hand the console back before the program has ended
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted
