"""README's set-up: `generate.py` gets what it needs by itself, and says so."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib.util import find_spec
from pathlib import Path

import pytest

from handouts import __version__, bootstrap
from tests.__main__ import INSTRUMENTS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = (ROOT / "requirements.txt").read_text(encoding="utf-8")
# Stands for the real program: shows that it ran, with what, and hands an exit code on.
PROGRAM = 'import sys\n\ndef app():\n    print("made by", sys.prefix, *sys.argv[1:])\n    sys.exit(3)\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose program needs a library that this Python has not, and whose requirements are none."""
    folder = tmp_path / "a clinic's folder"
    (folder / "handouts").mkdir(parents=True)
    for path in ("generate.py", "handouts/__init__.py", "handouts/bootstrap.py"):
        shutil.copy(ROOT / path, folder / path)
    (folder / "handouts" / "cli.py").write_text(PROGRAM, encoding="utf-8")
    (folder / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    require(folder, "handouts_probe")
    return folder


def require(folder: Path, library: str) -> None:
    """Let the checkout's program need `library` alone."""
    module = folder / "handouts" / "bootstrap.py"
    source = module.read_text(encoding="utf-8")
    changed = re.sub(r"LIBRARIES = \(.*?\n?\)\n", f'LIBRARIES = ("{library}",)\n', source, count=1, flags=re.DOTALL)
    assert changed != source
    module.write_text(changed, encoding="utf-8")


def start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the checkout's program."""
    command = [sys.executable, str(folder / "generate.py"), *arguments]
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=folder, env=utf8)


def provide(folder: Path) -> None:
    """Put the lacking library where the checkout's own environment finds it."""
    site = next((folder / ".venv").rglob("site-packages"))
    (site / "handouts_probe.py").touch()


def test_first_run_sets_up_and_says_so(checkout: Path) -> None:
    """The first run makes .venv and says so on stderr; later ones are silent, and hand arguments and exit code on."""
    first = start(checkout, "aftercare")
    assert "Setting up, once" in first.stderr
    assert str(checkout / ".venv") in first.stderr
    provide(checkout)
    second = start(checkout, "aftercare", "--patient", "María Núñez")
    assert second.stdout == f"made by {checkout / '.venv'} aftercare --patient María Núñez\n"
    assert (second.returncode, second.stderr) == (3, "")


def test_changed_requirements_are_installed_again(checkout: Path) -> None:
    """After an update of requirements.txt the environment is brought up to date before the program runs."""
    start(checkout)
    provide(checkout)
    (checkout / "requirements.txt").write_text("# still nothing\n", encoding="utf-8")
    assert "Setting up, once" in start(checkout).stderr
    assert start(checkout).stderr == ""


def test_failed_set_up_is_said_and_taken_up_again(checkout: Path) -> None:
    """What cannot be installed ends with a plain sentence and no stamp, so that the same command tries again."""
    (checkout / "requirements.txt").write_text("no requirement at all!\n", encoding="utf-8")
    failed = start(checkout)
    assert failed.returncode == 1
    assert "The set-up failed" in failed.stderr
    assert "Traceback" not in failed.stderr
    (checkout / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    start(checkout)
    provide(checkout)
    assert start(checkout).returncode == 3


@pytest.mark.skipif(find_spec("pip") is None, reason="this Python has no pip to lend")
def test_python_without_ensurepip_lends_its_pip(checkout: Path) -> None:
    """On Debian without python3-venv the pip that is there installs into .venv from outside."""
    without = "import runpy, sys; sys.modules['ensurepip'] = None; runpy.run_path('generate.py', run_name='__main__')"
    command = [sys.executable, "-c", without]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=checkout)
    assert "lacks handouts_probe" in done.stderr
    assert not list((checkout / ".venv").rglob("site-packages/pip"))


def test_damaged_environment_says_how_to_mend_it(checkout: Path) -> None:
    """Where .venv lost a library, the program names it and the folder to delete, and does not run in circles."""
    start(checkout)
    lost = start(checkout)
    assert lost.returncode == 1
    assert "lacks handouts_probe: delete that folder" in lost.stderr


def test_python_with_the_libraries_is_used_as_it_is(checkout: Path) -> None:
    """Where nothing is lacking, no environment is made."""
    require(checkout, "json")
    assert start(checkout).stdout.startswith(f"made by {sys.prefix}")
    assert not (checkout / ".venv").exists()


def test_set_up_needs_python_alone() -> None:
    """The set-up loads the standard library alone, and a Python that is too old can read it and be refused."""
    loads = "import handouts.bootstrap, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", loads], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    loaded = {module.partition(".")[0] for module in done.stdout.split()} - {"handouts", "__main__"}
    assert loaded <= sys.stdlib_module_names
    for path in ("generate.py", "handouts/__init__.py", "handouts/bootstrap.py"):
        ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_every_library_is_looked_for() -> None:
    """What `generate.py` and `python -m tests` look for is what pyproject.toml asks for, less what is a program."""
    modules = importlib.metadata.packages_distributions()
    looked_for = {modules[module][0].lower() for module in (*bootstrap.LIBRARIES, *INSTRUMENTS)}
    asked_for = {*map(name, PROJECT["project"]["dependencies"]), *map(name, PROJECT["dependency-groups"]["dev"])}
    assert looked_for == asked_for - {"ruff", "mypy"}


def test_version_is_said_once_and_noted() -> None:
    """The package's version is the project's, and what is new since the last one stands under Unreleased."""
    assert __version__ == PROJECT["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.+?)\]", changes, flags=re.MULTILINE)[0] in {"Unreleased", __version__}


def test_requirements_are_pinned_with_hashes() -> None:
    """Each direct dependency is pinned, each pin has a hash, and no registry is named."""
    pins = re.findall(r"^([\w.-]+)==\S+.*((?:\n    --hash=sha256:[0-9a-f]{64}.*)+)", PINNED, flags=re.MULTILINE)
    asked_for = {*map(name, PROJECT["project"]["dependencies"]), *map(name, PROJECT["dependency-groups"]["dev"])}
    assert asked_for <= {pinned for pinned, _ in pins}
    assert len(pins) == PINNED.count("==") - PINNED.count(" == ")
    assert "://" not in PINNED
    assert "index" not in PINNED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


def test_wheel_carries_templates_locales_and_examples(wheel: Path, tmp_path: Path) -> None:
    """The data folders travel inside the package, whole."""
    shutil.unpack_archive(wheel, tmp_path, "zip")
    data = tmp_path / "handouts" / "_data"
    for folder in ("templates", "locales", "examples"):
        carried = {path.relative_to(data / folder) for path in (data / folder).rglob("*") if path.is_file()}
        tracked = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert carried >= {path for path in tracked if "__pycache__" not in path.parts and path.suffix != ".pdf"}


def test_installed_wheel_is_the_same_program(wheel: Path, tmp_path: Path) -> None:
    """`handouts`, installed from the wheel, makes the same sheet as the checkout, in a folder far from it."""
    home = tmp_path / "installed"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    install = (programs / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel)
    subprocess.run(install, check=True)
    # The libraries of the running Python come after the environment's own: nothing is fetched for this test.
    site = next(home.rglob("site-packages"))
    (site / "libraries.pth").write_text("\n".join(filter(None, map(site_folder, sys.path))), encoding="utf-8")
    desk = tmp_path / "desk"
    desk.mkdir()
    here = [sys.executable, str(ROOT / "generate.py"), "aftercare", "--out", str(tmp_path / "here.pdf")]
    subprocess.run(here, check=True, capture_output=True)
    there = [str(programs / "handouts"), "aftercare"]
    done = subprocess.run(there, cwd=desk, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (desk / done.stdout.strip()).read_bytes() == (tmp_path / "here.pdf").read_bytes()


def site_folder(path: str) -> str:
    """`path` if libraries are installed there, otherwise nothing: the checkout must not help."""
    return path if Path(path).name in {"site-packages", "dist-packages"} else ""


def name(requirement: str) -> str:
    """Distribution that a requirement names."""
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return found[0]
