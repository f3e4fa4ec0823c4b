"""One sheet in a worker: made, proven and written, or the reason why not.  Nothing is ever raised."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from handouts import sheet
from handouts.batch.order import Failure, Made, Order
from handouts.clinics import Clinic
from handouts.errors import HandoutError, OutputError, Problem
from handouts.output import NO_ROOM, make_folder, write_whole

OTHER_PATIENT = "There is another sheet of that name already; it was left as it is."
NEW_FOLDER = "Choose an empty folder with --out, or replace it with --force."


def attempt(clinic: Clinic, order: Order, folder: Path, *, keep: bool) -> Made | Failure:
    """Make the sheet of `order` and write it below `folder`.  With `keep`, no other sheet is written over."""
    try:
        return _made(clinic, order, folder, keep=keep)
    except HandoutError as error:
        hopeless = isinstance(error, OutputError) and any(problem.code == NO_ROOM for problem in error.problems)
        return Failure(tuple(without_patient(problem, order) for problem in error.problems), hopeless)
    except BaseException as error:  # noqa: BLE001 - whatever one sheet does, the others are made
        # A fault's own message may hold a name, so only its type is told.
        message = f"This is a fault in the program ({type(error).__name__}); the other sheets are not touched by it."
        return Failure((Problem("fault", message, "Please report it."),))


def _made(clinic: Clinic, order: Order, folder: Path, *, keep: bool) -> Made | Failure:
    # Looked up at each call, so that whoever makes it cheaper needs to know nothing of batches.
    done = sheet.make(order.request, clinic, proof=order.proof)
    path = folder / order.file
    same = _holds(path, done.data)
    if keep and not same and path.exists():
        return Failure((Problem("other-sheet", OTHER_PATIENT, NEW_FOLDER),))
    if not same:
        make_folder(path.parent)
        write_whole(path, done.data)
    mark = done.handout.mark.word if done.handout.mark else ""
    digest = hashlib.sha256(done.data).hexdigest()
    proof = done.proof
    return Made(digest, len(done.data), proof.pages, proof.lines, proof.values, mark, proof.how, not same)


def _holds(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def without_patient(problem: Problem, order: Order) -> Problem:
    """`problem`, with its message left out if it could show anything of the patient's."""
    request = order.request
    if not (request.patient or request.patient_id or request.clinician):
        return problem
    if problem.code == "missing-glyph":
        message = "A character there cannot be written by any font." if problem.key else "A character has no font."
        return Problem(problem.code, message, problem.hint, key=problem.key)
    return problem
