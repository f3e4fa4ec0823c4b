from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from handouts.clinics.logo import LogoFault, read_logo
from handouts.model import Logo
from tests.support.clinics import changed, load_text, problems_of

TEAL = (12, 94, 121)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """`image` as a file."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be of this size and holds almost nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def read(data: bytes, folder: Path) -> Logo | LogoFault:
    """What becomes of a picture."""
    (folder / "logo.png").write_bytes(data)
    return read_logo("logo.png", folder, "Harbor")


def pixels(logo: Logo | LogoFault) -> bytes:
    """The first pixel; the data hold exactly the picture."""
    assert isinstance(logo, Logo)
    data = rows(logo)
    assert len(data) == logo.width * logo.height * (1 if logo.encoding == "gray" else 3)
    return data[: 1 if logo.encoding == "gray" else 3]


def rows(logo: Logo) -> bytes:
    """All pixels, in RGB or gray."""
    data = zlib.decompress(logo.data)
    if logo.encoding != "palette":
        return data
    return b"".join(logo.palette[number * 3 : number * 3 + 3] for number in data)


@pytest.mark.parametrize(
    ("image", "encoding", "first"),
    [
        (Image.new("RGB", (60, 40), TEAL), "palette", bytes(TEAL)),
        (Image.new("RGBA", (60, 40), (*TEAL, 0)), "palette", b"\xff\xff\xff"),
        (Image.new("RGBA", (60, 40), (*TEAL, 128)), "palette", b"\x85\xae\xbc"),
        (Image.new("LA", (60, 40), (0, 0)), "palette", b"\xff\xff\xff"),
        (Image.new("L", (60, 40), 70), "gray", b"\x46"),
        (Image.new("I;16", (60, 40), 0x8000), "gray", b"\x80"),
        (Image.new("1", (60, 40), 1), "gray", b"\xff"),
        (Image.new("RGB", (60, 40), TEAL).quantize(4), "palette", bytes(TEAL)),
    ],
)
def test_png(image: Image.Image, encoding: str, first: bytes, tmp_path: Path) -> None:
    """A PNG of any kind becomes rows of few colours or gray; what was transparent is white."""
    logo = read(saved(image, "PNG"), tmp_path)
    assert isinstance(logo, Logo)
    assert (logo.encoding, logo.width, logo.height, logo.alt) == (encoding, 60, 40, "Harbor")
    assert pixels(logo) == first


@pytest.mark.parametrize(("colours", "encoding"), [(1, "palette"), (2, "palette"), (256, "palette"), (257, "rgb")])
def test_every_colour_stays(colours: int, encoding: str, tmp_path: Path) -> None:
    """A picture of up to 256 colours has a palette; each dot keeps its colour, however near others are."""
    near = [(90 + n % 7, 91 + n // 7 % 7, 92 + n // 49) for n in range(colours)]
    image = Image.new("RGB", (61, 47))
    image.putdata([near[n * n % colours] if n >= colours else near[n] for n in range(61 * 47)])
    logo = read(saved(image, "PNG"), tmp_path)
    assert isinstance(logo, Logo)
    assert logo.encoding == encoding
    assert rows(logo) == image.tobytes()
    assert logo.palette == (b"".join(map(bytes, sorted(near))) if encoding == "palette" else b"")


@pytest.mark.parametrize("clear", [None, 2])
def test_a_palette_that_is_there(clear: int | None, tmp_path: Path) -> None:
    """A picture that comes with a palette keeps every colour of it that it shows; one that is transparent is white."""
    image = Image.new("P", (64, 40))
    image.putpalette([0, 0, 0, *TEAL, 200, 100, 0, 90, 91, 92, *TEAL])
    image.putdata([n % 5 for n in range(64 * 40)])
    options = {} if clear is None else {"transparency": clear}
    logo = read(saved(image, "PNG", **options), tmp_path)
    shown = [bytes(3), bytes(TEAL), b"\xff\xff\xff" if clear else b"\xc8\x64\x00", b"\x5a\x5b\x5c", bytes(TEAL)]
    assert isinstance(logo, Logo)
    assert rows(logo) == b"".join(shown[n % 5] for n in range(64 * 40))
    assert logo.palette == b"".join(sorted(set(shown)))


def test_transparent_gray(tmp_path: Path) -> None:
    """A gray that a PNG declares transparent is white."""
    assert pixels(read(saved(Image.new("L", (60, 40), 70), "PNG", transparency=70), tmp_path)) == b"\xff\xff\xff"


@pytest.mark.parametrize(("mode", "gray"), [("RGB", False), ("L", True)])
def test_jpeg(mode: str, gray: bool, tmp_path: Path) -> None:  # pytest's parameter
    """A plain JPEG of the right size stays as it is."""
    data = saved(Image.new(mode, (60, 40)), "JPEG")
    assert read(data, tmp_path) == Logo(data, "jpeg", 60, 40, "Harbor", jpeg_gray=gray)


@pytest.mark.parametrize(
    "data",
    [
        saved(Image.new("CMYK", (60, 40)), "JPEG"),
        saved(Image.new("RGB", (60, 40)), "JPEG", progressive=True),
    ],
)
def test_unusual_jpeg(data: bytes, tmp_path: Path) -> None:
    """A JPEG that not every reader shows is unpacked."""
    pixels(read(data, tmp_path))


def test_turned_jpeg(tmp_path: Path) -> None:
    """A photograph that says how it must be turned is turned."""
    turned = Image.Exif()
    turned[0x0112] = 6
    logo = read(saved(Image.new("RGB", (60, 40)), "JPEG", exif=turned.tobytes()), tmp_path)
    assert isinstance(logo, Logo)
    assert (logo.encoding, logo.width, logo.height) == ("palette", 40, 60)


@given(st.integers(16, 3000), st.integers(16, 3000))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_large_pictures_shrink(tmp_path: Path, width: int, height: int) -> None:
    """A logo is at most 800 pixels on either side and keeps its proportion, or is refused as too narrow."""
    logo = read(saved(Image.new("L", (width, height)), "PNG"), tmp_path)
    if isinstance(logo, LogoFault):
        assert logo.code == "small-logo"
        assert min(width, height) * 800 / max(width, height, 800) < 16.5
    else:
        assert max(logo.width, logo.height) == min(800, max(width, height))
        assert abs(logo.width * height - logo.height * width) <= max(width, height)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The logo is not a PNG or JPEG picture."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "The logo is not a PNG or JPEG picture."),
        (saved(Image.new("L", (60, 40)), "GIF"), "The logo is not a PNG or JPEG picture."),
        (saved(Image.effect_noise((200, 200), 50), "PNG")[:-9000], "The logo is damaged: it cannot be unpacked."),
        (saved(Image.effect_noise((200, 200), 50), "JPEG")[:-5000], "The logo is damaged: it cannot be unpacked."),
        (png_header(60, 40), "The logo is damaged: it cannot be unpacked."),
        (png_header(60_000, 60_000), "far too large when unpacked"),
        (png_header(5_000, 5_000), "far too large when unpacked: 5000 by 5000 pixels."),
        (png_header(3_000, 20), "too small or too narrow to print"),
        (b"\x89PNG" + b"\0" * 5_000_001, "The logo's file is larger than 5 MB."),
    ],
)
def test_bad_pictures(data: bytes, said: str, tmp_path: Path) -> None:
    """A picture that is none, is damaged, or would fill the memory is one plain sentence in the clinic file."""
    (tmp_path / "logo.png").write_bytes(data)
    (problem,) = problems_of(changed(logo='"logo.png"'), tmp_path)
    assert said in problem.message
    assert (problem.line, problem.key) == (1, "logo")


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, data: bytes, start: bytes) -> None:
    """Whatever bytes are given as a picture, they are a fault and never an error of the program."""
    assert isinstance(read(start + data, tmp_path), LogoFault)


@pytest.mark.parametrize("name", ["../logo.png", "/etc/passwd", "sub/../../logo.png", "link.png", "link/logo.png"])
def test_outside(name: str, tmp_path: Path) -> None:
    """A path that climbs out of the clinic file's folder, through a link too, is refused."""
    home, other = tmp_path / "clinic", tmp_path / "other"
    for folder in (home / "sub", other):
        folder.mkdir(parents=True)
    (other / "logo.png").write_bytes(saved(Image.new("L", (60, 40)), "PNG"))
    (tmp_path / "logo.png").write_bytes(saved(Image.new("L", (60, 40)), "PNG"))
    (home / "link.png").symlink_to(other / "logo.png")
    (home / "link").symlink_to(other)
    (problem,) = problems_of(changed(logo=f'"{name}"'), home)
    assert "The logo is not inside the clinic file's folder." in problem.message


@pytest.mark.parametrize("name", [".", "folder", "round.png", "missing.png", "x" * 400])
def test_no_file(name: str, tmp_path: Path) -> None:
    """A logo that is missing, a folder, or a link to itself is one fault."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "round.png").symlink_to("round.png")
    (problem,) = problems_of(changed(logo=f'"x/../{name}"'), tmp_path)
    assert problem.code in ("bad-logo", "missing-logo", "placeholder")


def test_folder_inside(tmp_path: Path) -> None:
    """A logo may stand in a folder beside the clinic file, and is called by the clinic's name."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "logo.jpg").write_bytes(saved(Image.new("RGB", (60, 40)), "JPEG"))
    logo = load_text(changed(logo='"pictures/logo.jpg"'), tmp_path).logo
    assert logo
    assert logo.alt == "Harbor Spine & Joint Clinic"
