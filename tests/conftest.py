"""What all tests share: the validators, hypothesis' settings, and no network."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator

import hypothesis
import pytest

from tests.support import poppler, verapdf

hypothesis.settings.register_profile("quick", deadline=None, max_examples=25)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "quick"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job: its children would never be stopped
    signal.signal(signal.SIGINT, signal.default_int_handler)

REQUIRED = "HANDOUTS_REQUIRE_VALIDATOR"


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(arguments[1], tuple)):
        raise AssertionError(f"a test reached for the network: {arguments[1:]}")


sys.addaudithook(_no_network)


def _need(reason: str) -> None:
    """Skip the test for `reason`; fail it where the validators are demanded, as in CI."""
    if reason and os.environ.get(REQUIRED, "0") not in {"", "0"}:
        pytest.fail(f"{reason} {REQUIRED} is set.", pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def vera() -> Iterator[verapdf.VeraPdf]:
    """The running validator; the test is skipped where there is no Java."""
    _need(verapdf.missing())
    with verapdf.VeraPdf() as validator:
        yield validator


@pytest.fixture(scope="session")
def faultless(vera: verapdf.VeraPdf) -> Callable[[bytes], None]:
    """Function that asserts a PDF to keep every rule of PDF/UA-1 and PDF/A-2a, and to draw without complaint."""
    _need(poppler.missing())

    def check(pdf: bytes) -> None:
        assert [str(violation) for violation in vera.check(pdf)] == []
        assert poppler.complaints(pdf) == ""

    return check


@pytest.fixture(scope="session")
def pdftotext() -> Callable[..., str]:
    """Function from PDF and pdftotext's options to text; the test is skipped where poppler is missing."""
    _need(poppler.missing())
    return poppler.text
