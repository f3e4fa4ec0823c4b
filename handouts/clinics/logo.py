"""The clinic's logo: a PNG or JPEG beside the clinic file, made ready to embed."""

from __future__ import annotations

import stat
import warnings
import zlib
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from handouts.clinics.source import bytes_of
from handouts.model import Logo

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

MAX_BYTES = 5_000_000
MAX_PIXELS = 20_000_000
MAX_SIDE = 800
MIN_SIDE = 16
PALETTE = 256  # colours
RGB = 3  # bytes a colour


class LogoFault(NamedTuple):
    """Why a picture cannot be used."""

    code: str
    message: str
    hint: str


def read_logo(name: str, folder: Path, alt: str) -> Logo | LogoFault:
    """The picture `name`, relative to `folder` and inside it, with `alt` saying what it is; or why it cannot be used.

    It is no larger than 800 pixels on either side, and has no transparency: what was transparent is white.
    """
    data = _read_bytes(name, folder)
    logo = data if isinstance(data, LogoFault) else _decoded(data)
    return logo if isinstance(logo, LogoFault) else replace(logo, alt=alt)


# The clinics of one group share their logo, and unpacking it takes ten times as long as reading a clinic file.
@lru_cache(maxsize=8)
def _decoded(data: bytes) -> Logo | LogoFault:
    from PIL import Image, UnidentifiedImageError

    try:
        # Pillow's own bomb warning comes at another size than ours; ours is checked before a pixel is unpacked.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                return _size_fault(image) or _embed(image, data)
    except UnidentifiedImageError:
        return LogoFault("bad-logo", "The logo is not a PNG or JPEG picture.", "Save it as PNG from a drawing program.")
    except Image.DecompressionBombError:
        return LogoFault(
            "huge-logo", "The logo is far too large when unpacked.", "Scale it to about 800 pixels across."
        )
    except Exception:  # noqa: BLE001  # damaged pictures make Pillow raise almost anything, from SyntaxError to struct.error
        return LogoFault("bad-logo", "The logo is damaged: it cannot be unpacked.", "Save it again as PNG.")


def _read_bytes(name: str, folder: Path) -> bytes | LogoFault:
    beside = "Put the picture in the clinic file's folder and write its name only."
    try:
        path = folder / name
        status = path.lstat() if path.name == name else None
        if not (status and stat.S_ISREG(status.st_mode)):  # it may be anywhere, or a link to anywhere
            home, path = folder.resolve(strict=True), path.resolve()
            if not path.is_relative_to(home):
                return LogoFault("logo-outside", "The logo is not inside the clinic file's folder.", beside)
            status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return LogoFault("bad-logo", "The logo is not a file.", beside)
        data = bytes_of(path, status.st_size, MAX_BYTES)
    except FileNotFoundError:
        return LogoFault("missing-logo", "There is no such picture in the clinic file's folder.", beside)
    except (OSError, ValueError, RuntimeError):
        # RuntimeError: links that go round in circles, before Python 3.13.
        return LogoFault("bad-logo", "The logo cannot be read.", beside)
    if len(data) > MAX_BYTES:
        return LogoFault("huge-logo", "The logo's file is larger than 5 MB.", "Scale it to about 800 pixels across.")
    return data


def _size_fault(image: Image) -> LogoFault | None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        message = f"The logo is far too large when unpacked: {width} by {height} pixels."
        return LogoFault("huge-logo", message, "Scale it to about 800 pixels across.")
    if min(_scaled(image.size)) < MIN_SIDE:
        message = f"The logo is too small or too narrow to print: {width} by {height} pixels."
        return LogoFault("small-logo", message, "Use a picture about 400 to 800 pixels across.")
    return None


def _scaled(size: tuple[int, int]) -> tuple[int, int]:
    """`size` so that neither side is over MAX_SIDE, in the same proportion."""
    width, height = size
    factor = min(1.0, MAX_SIDE / max(size))
    return max(1, round(width * factor)), max(1, round(height * factor))


def _embed(image: Image, data: bytes) -> Logo:
    gray = image.mode in ("1", "L")
    image.load()
    if _may_stay(image):
        return Logo(data, "jpeg", *image.size, alt="", jpeg_gray=gray)
    flat = _flat(image, gray=gray and "transparency" not in image.info)
    size = _scaled(flat.size)
    if flat.size != size:
        from PIL.Image import Resampling

        flat = flat.resize(size, Resampling.LANCZOS)
    if flat.mode == "L":
        return Logo(zlib.compress(flat.tobytes(), 9), "gray", *size, alt="")
    if drawn := _drawn(flat, image):
        palette, dots = drawn
        return Logo(zlib.compress(dots, 9), "palette", *size, alt="", palette=palette)
    return Logo(zlib.compress(flat.tobytes(), 9), "rgb", *size, alt="")


def _drawn(flat: Image, image: Image) -> tuple[bytes, bytes] | None:
    """The palette of a picture and its dots as numbers, if it has few colours, as most drawn logos do."""
    found = flat.getcolors(PALETTE)
    indexed = _indexed(flat, image, len(found)) if found else None
    if found is None or indexed is None:
        return None
    colours = sorted(bytes(colour) for _, colour in found if isinstance(colour, tuple))
    # Pillow orders colours by how it found them; ours has an order of its own.
    numbers = {colour: number for number, colour in enumerate(colours)}
    theirs = bytes(indexed.getpalette() or ())
    new = [numbers.get(theirs[start : start + RGB], 0) for start in range(0, PALETTE * RGB, RGB)]
    return b"".join(colours), indexed.tobytes().translate(bytes(new))


def _indexed(flat: Image, image: Image, count: int) -> Image | None:
    """`flat`, which has `count` colours, by a palette: that with which `image` came, or else one that Pillow makes.

    Neither is sure to have every dot as it is: `image` may have been turned, or have no ground.
    """
    from PIL.Image import Quantize

    dots = flat.tobytes()
    if image.mode == "P" and image.convert("RGB").tobytes() == dots:
        return image
    made = flat.quantize(count, Quantize.MEDIANCUT)
    return made if made.convert("RGB").tobytes() == dots else None


def _may_stay(image: Image) -> bool:
    """Whether a JPEG may be embedded as it is: baseline, gray or RGB, upright and of the right size."""
    upright = image.getexif().get(0x0112, 1) == 1
    plain = image.mode in ("L", "RGB") and not image.info.get("progressive")
    return image.format == "JPEG" and plain and upright and max(image.size) <= MAX_SIDE


def _flat(image: Image, *, gray: bool) -> Image:
    """`image` upright, in gray or RGB, on white."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    if image.mode.startswith("I"):
        # 16 bits a pixel: Pillow would cut them off at 255 instead of scaling.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
        gray = True
    upright = ImageOps.exif_transpose(image)
    if gray:
        return upright.convert("L")
    layered = upright.convert("RGBA")
    white = Pillow.new("RGBA", layered.size, "white")
    return Pillow.alpha_composite(white, layered).convert("RGB")
