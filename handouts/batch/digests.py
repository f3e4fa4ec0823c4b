"""What a sheet depends on, as versions and digests: equal ones mean an equal file, in any run on any machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from handouts import __version__
from handouts.batch.order import Versions
from handouts.clinics import Clinic
from handouts.data import PACKAGE, data_dir
from handouts.kinds import kinds
from handouts.localize import load_locale
from handouts.localize.reviews import REVIEWS, reviews
from handouts.model import Request
from handouts.protocol import Protocol, resolve
from handouts.schedule import review_due

LENGTH = 16
# Their versions decide what a sheet looks like: fonts, shaping, words of other languages, the PDF's own bytes.
DRAWING = (
    *("babel", "budoux", "fontpkg-heebo", "fontpkg-mukta", "fontpkg-sarabun", "jinja2", "phonenumberslite", "pillow"),
    *("polib", "pypdfium2", "python-bidi", "reportlab", "uharfbuzz", "weblate-fonts"),
)
NOT_PRINTED = {"overrides": {}, "source": ""}  # what holds of them is in the protocol


def versions(request: Request, clinic: Clinic, clinic_digest: str) -> Versions:
    """All that the sheet of `request` depends on.  Raises a HandoutError where the language is damaged."""
    protocol = resolve(clinic, request.treatment, request.region, sedation=request.sedation)
    inputs = _digest([clinic_digest, _asked(request), _settled(protocol), _overdue(request, protocol)])
    return Versions(inputs, template_version(request.kind), catalog_version(request.locale, request.kind), program())


def digest_of(clinic: Clinic) -> str:
    """A digest of what the clinic's file says, its picture and notice included; its settings are the protocol's."""
    return _digest(repr(replace(clinic, **NOT_PRINTED)))  # type: ignore[arg-type]


def template_version(kind: str) -> str:
    """The kind's version, and a digest of its template with all parts."""
    return f"{kinds()[kind].version} {_templates(kind)}"


def catalog_version(tag: str, kind: str) -> str:
    """The language, and a digest of its sentences, its settings, and the signatures under this kind."""
    return _catalog(tag, kind)


@cache
def program() -> str:
    """The program's version, and a digest of its files and of the libraries that draw."""
    own = (path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".toml") and "_data" not in path.parts)
    libraries = [f"{name} {_installed(name)}" for name in DRAWING]
    return f"{__version__} {_digest([_files(own, PACKAGE), *libraries])}"


@cache
def _templates(kind: str) -> str:
    folder = data_dir("templates")
    return _digest(_files([kinds()[kind].path, *(folder / "parts").rglob("*")], folder))


@lru_cache(1024)
def _catalog(tag: str, kind: str) -> str:
    locale = load_locale(tag)
    words = [path for path in locale.folder.rglob("*") if path.suffix in (".po", ".toml") and path.name != REVIEWS]
    signed = [repr(review) for review in reviews(locale.folder) if review.kind == kind]
    return f"{locale.info.tag} {_digest([_files(words, locale.folder), signed])}"


def _asked(request: Request) -> dict[str, object]:
    """The request without its day, which shows on no sheet but as a review that is overdue."""
    return {field.name: getattr(request, field.name) for field in fields(request) if field.name != "today"}


def _settled(protocol: Protocol) -> list[list[object]]:
    return sorted([name, repr(value), protocol.origin(name)] for name, value in protocol.settled.items())


def _overdue(request: Request, protocol: Protocol) -> bool:
    kind = kinds()[request.kind]
    return request.today > review_due(kind.date, protocol, kind.review_by)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _files(paths: Iterable[Path], folder: Path) -> list[list[str]]:
    return [
        [path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
        for path in sorted(paths)
        if path.is_file()
    ]


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
