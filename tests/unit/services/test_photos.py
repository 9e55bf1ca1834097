"""Photos of all kinds are read as the picture they show, and everything else gets one clear reason."""

from __future__ import annotations

import io
import os
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faceid_desktop.core.records import ImageArray
from faceid_desktop.errors import ImageUnreadable
from faceid_desktop.services import photos
from faceid_desktop.services.photos import UnreadableReason, decode_photo, read_photo
from tests.helpers.heic import write_heic

WIDTH, HEIGHT = 64, 48
ORIENTATION = 0x0112


def scene() -> ImageArray:
    """Return a picture without symmetry: red to the right, green downwards, a blue corner at the top left."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    picture = np.dstack([x * 255 // (WIDTH - 1), y * 255 // (HEIGHT - 1), np.zeros_like(x)]).astype(np.uint8)
    picture[:12, :16, 2] = 255
    return picture


def grey(picture: ImageArray) -> ImageArray:
    """Return the picture as Pillow sees it without colour, in three channels."""
    return np.asarray(Image.fromarray(picture).convert("L").convert("RGB"))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Encode an image by Pillow."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def by_opencv(suffix: str, pixels: np.ndarray) -> bytes:
    """Encode an array by OpenCV, which writes 16-bit colour."""
    return cv2.imencode(suffix, pixels)[1].tobytes()


def rgb(mode: str = "RGB") -> Image.Image:
    """Return the scene in a mode of Pillow."""
    return Image.fromarray(scene()).convert(mode)


def deep() -> np.ndarray:
    """Return the scene with 16 bits a channel, BGR as OpenCV wants it."""
    return scene()[:, :, ::-1].astype(np.uint16) * 257


def stored_turned(orientation: int, kind: str = "JPEG") -> bytes:
    """Encode the scene so that its EXIF orientation turns it upright."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image = rgb() if orientation == 1 else rgb().transpose(undo[orientation])
    options = {"JPEG": {"quality": 95, "subsampling": 0}, "WEBP": {"lossless": True}}.get(kind, {})
    return saved(image, kind, exif=exif, **options)


def transparent() -> Image.Image:
    """Return the scene with its lower half fully transparent."""
    image = rgb("RGBA")
    image.paste((10, 20, 30, 0), (0, HEIGHT // 2, WIDTH, HEIGHT))
    return image


def half_white(picture: ImageArray) -> ImageArray:
    """Return the picture with its lower half white."""
    result = picture.copy()
    result[HEIGHT // 2 :] = 255
    return result


def moving(kind: str) -> bytes:
    """Encode a moving picture that begins with the scene and goes on with black."""
    black = Image.new("RGB", (WIDTH, HEIGHT))
    options = {"lossless": True} if kind == "WEBP" else {}
    return saved(rgb(), kind, save_all=True, append_images=[black, black], duration=50, **options)


def keyed_palette() -> bytes:
    """Encode a palette PNG whose index of the lower half is transparent."""
    indices = np.zeros((HEIGHT, WIDTH), np.uint8)
    indices[HEIGHT // 2 :] = 1
    image = Image.fromarray(indices).convert("P")
    image.putpalette([0, 0, 255, 9, 9, 9])
    return saved(image, "PNG", transparency=1)


def blue_over_white() -> ImageArray:
    """Return what `keyed_palette` shows."""
    return half_white(np.full((HEIGHT, WIDTH, 3), (0, 0, 255), np.uint8))


def floats(top: float) -> bytes:
    """Encode a grey ramp as a float TIFF with values from 0 to ``top``."""
    ramp = scene()[:, :, 0].astype(np.float32) / 255 * top
    return saved(Image.fromarray(ramp), "TIFF")


def ramp() -> ImageArray:
    """Return the grey ramp of `floats`."""
    return np.repeat(scene()[:, :, :1], 3, axis=2)


Case = tuple[Callable[[], bytes], Callable[[], ImageArray], float]

LOSSY, EXACT = 6.0, 0.51

READABLE: dict[str, Case] = {
    "jpeg": (lambda: saved(rgb(), "JPEG", quality=95, subsampling=0), scene, LOSSY),
    "jpeg progressive": (
        lambda: saved(rgb(), "JPEG", quality=95, subsampling=0, progressive=True),
        scene,
        LOSSY,
    ),
    "jpeg grey": (lambda: saved(rgb("L"), "JPEG", quality=95), lambda: grey(scene()), LOSSY),
    "jpeg cmyk": (lambda: saved(rgb("CMYK"), "JPEG", quality=95), scene, LOSSY),
    **{f"jpeg turned {n}": (lambda n=n: stored_turned(n), scene, LOSSY) for n in range(1, 9)},
    "jpeg with broken exif": (
        lambda: saved(rgb(), "JPEG", quality=95, subsampling=0, exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
        scene,
        LOSSY,
    ),
    "jpeg of two pictures": (
        lambda: saved(rgb(), "MPO", save_all=True, append_images=[rgb("L")], quality=95),
        scene,
        LOSSY,
    ),
    "png": (lambda: saved(rgb(), "PNG"), scene, EXACT),
    "png turned": (lambda: stored_turned(6, "PNG"), scene, EXACT),
    "png interlaced": (lambda: by_opencv(".png", scene()[:, :, ::-1]), scene, EXACT),
    "png grey": (lambda: saved(rgb("L"), "PNG"), lambda: grey(scene()), EXACT),
    "png palette": (lambda: saved(rgb().quantize(256), "PNG"), scene, 12.0),
    "png keyed palette": (keyed_palette, blue_over_white, EXACT),
    "png one bit": (
        lambda: saved(rgb("1"), "PNG"),
        lambda: np.asarray(rgb("1").convert("RGB")),
        EXACT,
    ),
    "png transparent": (lambda: saved(transparent(), "PNG"), lambda: half_white(scene()), EXACT),
    "png grey transparent": (
        lambda: saved(transparent().convert("LA"), "PNG"),
        lambda: half_white(grey(scene())),
        1.0,
    ),
    "png colour key": (
        lambda: saved(Image.new("RGB", (WIDTH, HEIGHT), (1, 2, 3)), "PNG", transparency=(1, 2, 3)),
        lambda: np.full((HEIGHT, WIDTH, 3), 255, np.uint8),
        EXACT,
    ),
    "png 16-bit grey": (lambda: by_opencv(".png", deep()[:, :, 2]), ramp, EXACT),
    "png 16-bit rgb": (lambda: by_opencv(".png", deep()), scene, EXACT),
    "png 16-bit rgba": (
        lambda: by_opencv(".png", np.dstack([deep(), np.full((HEIGHT, WIDTH), 65535, np.uint16)])),
        scene,
        EXACT,
    ),
    "webp": (lambda: saved(rgb(), "WEBP", lossless=True), scene, EXACT),
    "webp transparent": (
        lambda: saved(transparent(), "WEBP", lossless=True, exact=True),
        lambda: half_white(scene()),
        EXACT,
    ),
    "webp moving": (lambda: moving("WEBP"), scene, EXACT),
    "webp turned": (lambda: stored_turned(8, "WEBP"), scene, EXACT),
    "bmp": (lambda: saved(rgb(), "BMP"), scene, EXACT),
    "bmp 8-bit": (lambda: saved(rgb("L"), "BMP"), lambda: grey(scene()), EXACT),
    "gif": (lambda: saved(rgb().quantize(256), "GIF"), scene, 12.0),
    "gif moving": (lambda: moving("GIF"), scene, 30.0),
    "tiff": (lambda: saved(rgb(), "TIFF"), scene, EXACT),
    "tiff lzw": (lambda: saved(rgb(), "TIFF", compression="tiff_lzw"), scene, EXACT),
    "tiff turned": (lambda: stored_turned(3, "TIFF"), scene, EXACT),
    "tiff cmyk": (lambda: saved(rgb("CMYK"), "TIFF"), scene, 1.0),
    "tiff 16-bit grey": (lambda: by_opencv(".tiff", deep()[:, :, 2]), ramp, EXACT),
    "tiff 16-bit rgb": (lambda: by_opencv(".tiff", deep()), scene, EXACT),
    "tiff float 0..1": (lambda: floats(1.0), ramp, EXACT),
    "tiff float 0..255": (lambda: floats(255.0), ramp, EXACT),
    "tiff float 0..65535": (lambda: floats(65535.0), ramp, EXACT),
    "tiff float of any span": (lambda: floats(1e6), ramp, EXACT),
    "tiff 32-bit": (lambda: saved(Image.fromarray(scene()[:, :, 0].astype(np.int32)), "TIFF"), ramp, EXACT),
    "heic": (lambda: write_heic(scene()), scene, LOSSY),
    "heic turned": (lambda: write_heic(scene(), 1), lambda: np.rot90(scene()), LOSSY),
    "avif": (lambda: saved(rgb(), "AVIF", quality=95), scene, 12.0),
}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
@pytest.mark.parametrize(("make", "shows", "tolerance"), READABLE.values(), ids=READABLE.keys())
def test_readable(
    make: Callable[[], bytes], shows: Callable[[], ImageArray], tolerance: float, tmp_path: Path
) -> None:
    """Every kind of photo gives the upright RGB picture it shows, from a file and from memory."""
    path = tmp_path / "photo.bin"
    path.write_bytes(make())
    picture = read_photo(path)
    assert picture.dtype == np.uint8
    assert picture.shape == shows().shape
    assert picture.flags.c_contiguous
    difference = np.abs(picture.astype(int) - shows())
    assert difference.mean() <= tolerance
    assert (decode_photo(path.read_bytes(), "memory") == picture).all()


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """Encode one chunk of a PNG file."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def bomb(width: int, height: int) -> bytes:
    """Encode a PNG header that claims a size, with next to no data."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(bytes(100))) + png_chunk(b"IEND", b"")
    )


def cut(content: bytes, share: float = 0.5) -> bytes:
    """Return the beginning of a file."""
    return content[: int(len(content) * share)]


REFUSED: dict[str, tuple[Callable[[], bytes], UnreadableReason]] = {
    "nothing": (lambda: b"", UnreadableReason.EMPTY),
    "text": (lambda: b"This is a letter.\n" * 20, UnreadableReason.NOT_AN_IMAGE),
    "html": (lambda: b"<!doctype html><title>404</title>", UnreadableReason.NOT_AN_IMAGE),
    "zip": (lambda: b"PK\x03\x04" + bytes(200), UnreadableReason.NOT_AN_IMAGE),
    "zeros": (lambda: bytes(5000), UnreadableReason.NOT_AN_IMAGE),
    "one byte": (lambda: b"\xff", UnreadableReason.NOT_AN_IMAGE),
    "noise": (lambda: np.random.default_rng(1).bytes(4000), UnreadableReason.NOT_AN_IMAGE),
    "video": (lambda: b"\0\0\0\x20ftypisom" + bytes(100), UnreadableReason.NOT_AN_IMAGE),
    "pdf": (lambda: b"%PDF-1.7\n" + bytes(100), UnreadableReason.UNSUPPORTED),
    "postscript": (
        lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        UnreadableReason.UNSUPPORTED,
    ),
    "photoshop": (lambda: b"8BPS\0\1" + bytes(100), UnreadableReason.UNSUPPORTED),
    "svg": (lambda: b'\xef\xbb\xbf <svg xmlns="http://www.w3.org/2000/svg"/>', UnreadableReason.UNSUPPORTED),
    "icon": (lambda: saved(rgb(), "ICO"), UnreadableReason.UNSUPPORTED),
    "jpeg 2000": (lambda: saved(rgb(), "JPEG2000"), UnreadableReason.UNSUPPORTED),
    "lab tiff": (lambda: saved(Image.new("LAB", (WIDTH, HEIGHT)), "TIFF"), UnreadableReason.UNSUPPORTED),
    "jpeg cut": (lambda: cut(saved(rgb(), "JPEG")), UnreadableReason.DAMAGED),
    "jpeg head only": (lambda: saved(rgb(), "JPEG")[:20], UnreadableReason.DAMAGED),
    "png cut": (lambda: cut(saved(rgb(), "PNG")), UnreadableReason.DAMAGED),
    "png head only": (lambda: saved(rgb(), "PNG")[:10], UnreadableReason.DAMAGED),
    "webp cut": (lambda: cut(saved(rgb(), "WEBP", lossless=True)), UnreadableReason.DAMAGED),
    "gif cut": (lambda: cut(saved(rgb().quantize(256), "GIF")), UnreadableReason.DAMAGED),
    "bmp cut": (lambda: cut(saved(rgb(), "BMP")), UnreadableReason.DAMAGED),
    "tiff cut": (lambda: cut(saved(rgb(), "TIFF"), 0.3), UnreadableReason.DAMAGED),
    "heic cut": (lambda: cut(write_heic(scene())), UnreadableReason.DAMAGED),
    "heic head only": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", UnreadableReason.DAMAGED),
    "bomb": (lambda: bomb(60_000, 60_000), UnreadableReason.TOO_LARGE),
    "one line too many": (lambda: bomb(18_000, 10_001), UnreadableReason.TOO_LARGE),
    "15 pixels wide": (lambda: saved(rgb().resize((15, 400)), "PNG"), UnreadableReason.TOO_SMALL),
    "one pixel": (lambda: saved(rgb().resize((1, 1)), "PNG"), UnreadableReason.TOO_SMALL),
}


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(make: Callable[[], bytes], why: UnreadableReason, tmp_path: Path) -> None:
    """What is no readable photo gets its reason and its path, from a file and from memory."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(make())
    with pytest.raises(ImageUnreadable) as caught:
        read_photo(path)
    assert caught.value.data == {"path": str(path), "why": why}
    with pytest.raises(ImageUnreadable) as caught:
        decode_photo(make(), "pasted")
    assert caught.value.data == {"path": "pasted", "why": why}


def test_largest_allowed_picture_is_decoded() -> None:
    """A valid picture of 100 megapixels is read, and without any warning."""
    image = Image.new("L", (10_000, 10_000), 77)
    picture = decode_photo(saved(image, "PNG", compress_level=1), "large")
    assert picture.shape == (10_000, 10_000, 3)
    assert picture[0, 0].tolist() == picture[-1, -1].tolist() == [77, 77, 77]


def test_smallest_allowed_picture_is_decoded() -> None:
    """Sixteen pixels a side are just enough."""
    assert decode_photo(saved(rgb().resize((16, 16)), "PNG"), "small").shape == (16, 16, 3)


def reason_of(path: Path) -> UnreadableReason:
    """Return why a file cannot be read."""
    with pytest.raises(ImageUnreadable) as caught:
        read_photo(path)
    assert caught.value.data["path"] == str(path)
    return UnreadableReason(str(caught.value.data["why"]))


def test_places_without_a_file(tmp_path: Path) -> None:
    """A missing file, a folder, impossible names and a file taken for a folder are no bad pictures."""
    (tmp_path / "file").write_bytes(b"x")
    assert reason_of(tmp_path / "none.jpg") is UnreadableReason.MISSING
    assert reason_of(tmp_path) is UnreadableReason.NOT_A_FILE
    assert reason_of(tmp_path / "file" / "inside.jpg") is UnreadableReason.MISSING
    assert reason_of(tmp_path / ("x" * 5000)) is UnreadableReason.MISSING
    assert reason_of(tmp_path / "nul\0.jpg") is UnreadableReason.MISSING


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_special_files(tmp_path: Path) -> None:
    """A pipe, an endless device, and links that lead nowhere or in circles do not block or crash."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert reason_of(tmp_path / "pipe") is UnreadableReason.NOT_A_FILE
    assert reason_of(Path("/dev/zero")) is UnreadableReason.NOT_A_FILE
    assert reason_of(tmp_path / "dangling") is UnreadableReason.MISSING
    assert reason_of(tmp_path / "circle") is UnreadableReason.MISSING


def test_forbidden_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the user may not read is told as such."""
    path = tmp_path / "photo.png"
    path.write_bytes(saved(rgb(), "PNG"))
    path.chmod(0)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    # Root may read everything, so the answer of the system is staged.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert reason_of(path) is UnreadableReason.NO_PERMISSION


def test_failing_disk_and_huge_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk error is damage; a file beyond the limit is not even read."""
    path = tmp_path / "photo.png"
    path.write_bytes(saved(rgb(), "PNG"))

    def fail(self: Path) -> bytes:
        raise OSError(5, "Input/output error", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        assert reason_of(path) is UnreadableReason.DAMAGED
    monkeypatch.setattr(photos, "MAX_BYTES", 10)
    assert reason_of(path) is UnreadableReason.TOO_LARGE


def test_too_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture for which the memory does not suffice is too large."""

    def fail(self: Image.Image) -> None:
        raise MemoryError

    content = saved(rgb(), "BMP")
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", fail)
    with pytest.raises(ImageUnreadable) as caught:
        decode_photo(content, "big")
    assert caught.value.data["why"] is UnreadableReason.TOO_LARGE


@pytest.mark.parametrize(
    "name",
    ["with space.png", "ünïcödé.png", "写真.png", "фото.png", "صورة.png", "📷.png", "a'b\"c;$(x).png",
     "-rf.png", "100%.png", "no suffix", "e\u0301.png", ".hidden"],
)  # fmt: skip
def test_names_of_any_script(tmp_path: Path, name: str) -> None:
    """The name of a file and of its folder may be of any script and hold any sign that the system allows."""
    if sys.platform == "win32" and '"' in name:
        pytest.skip("not a name on Windows")
    folder = tmp_path / f"folder {name}"
    folder.mkdir()
    (folder / name).write_bytes(saved(rgb(), "PNG"))
    assert (read_photo(folder / name) == scene()).all()


SEEDS = [saved(rgb(), kind) for kind in ("JPEG", "PNG", "WEBP", "BMP", "TIFF")] + [
    saved(rgb().quantize(16), "GIF"),
    stored_turned(6),
    write_heic(scene()),
]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow warns of odd metadata; a photo may have those
@given(
    content=st.sampled_from(SEEDS),
    places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
    kept=st.floats(0.2, 1.0),
)
def test_damaged_bytes_give_a_picture_or_a_reason(
    content: bytes, places: list[tuple[float, int]], kept: float
) -> None:
    """However a photo is changed or cut, the result is a picture or `ImageUnreadable`, nothing else."""
    changed = bytearray(content)
    for place, value in places:
        changed[int(place * len(changed))] = value
    try:
        picture = decode_photo(cut(bytes(changed), kept), "damaged")
    except ImageUnreadable:
        return
    assert picture.ndim == 3
    assert picture.dtype == np.uint8
