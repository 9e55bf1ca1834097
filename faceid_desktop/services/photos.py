"""Photo files to upright RGB pictures, and one clear error for everything that is none.

Pillow decodes, HEIC comes through pi-heif. The decoder is chosen by the content of a file, never by its
suffix.
"""

from __future__ import annotations

import errno
import functools
import io
import stat
import struct
import warnings
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from faceid_desktop.core.records import ImageArray
from faceid_desktop.errors import ImageUnreadable

MAX_PIXELS = 180_000_000
"""Larger pictures are refused: a small file may unpack to any size, and these take half a gigabyte."""

MAX_BYTES = 1 << 30
MIN_SIDE_PX = 16

SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif",
    ".heic", ".heif", ".avif",
)  # fmt: skip
"""What file dialogs and folder imports offer."""

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "TIFF", "GIF", "HEIF", "AVIF")
"""Pillow's names of the decoders that may be used; the others (PostScript, ...) are only attack surface.
MPO, the two-picture JPEG of some telephones, comes with JPEG."""

# Our own limit stands instead of Pillow's, which warns at half of it, on standard error and once a process.
Image.MAX_IMAGE_PIXELS = None

_ORIENTATION_TAG = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# What Pillow's decoders have been seen to raise on files made to hurt, beside their proper OSError.
_DECODER_ERRORS = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError, TypeError, AttributeError,
    RuntimeError, struct.error, zlib.error,
)  # fmt: skip

_DECODABLE = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_DECODABLE_BRANDS = (b"hei", b"hev", b"mif", b"avi")
# PDF, PostScript, Photoshop, icon, JPEG XL (bare, boxed), JPEG 2000, SVG
_OTHER_PICTURES = (
    b"%PDF", b"%!PS", b"8BPS", b"\0\0\1\0", b"\xff\x0a", b"\0\0\0\x0cJXL", b"\0\0\0\x0cjP", b"<svg",
)  # fmt: skip
_NO_SUCH_FILE = (errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EINVAL)


class UnreadableReason(StrEnum):
    """Why a photo cannot be used."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    NO_PERMISSION = "no_permission"
    EMPTY = "empty"
    NOT_AN_IMAGE = "not_an_image"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"


def read_photo(path: Path) -> ImageArray:
    """Read a photo file.

    Parameters
    ----------
    path
        The file; its suffix does not matter.

    Returns
    -------
    ImageArray
        RGB uint8 (H, W, 3), upright; see `decode_photo`.

    Raises
    ------
    ImageUnreadable
        With ``path`` and ``why``, an `UnreadableReason`.
    """
    return decode_photo(read_bytes(path), str(path))


def decode_photo(content: bytes, name: str) -> ImageArray:
    """Decode a photo held in memory (a dropped or pasted picture).

    It is turned upright by its EXIF orientation; transparent parts become white, a moving picture its first
    frame, 16 bits 8 bits, and grey, palette and CMYK become RGB.

    Parameters
    ----------
    content
        The whole file.
    name
        What the error calls it.

    Returns
    -------
    ImageArray
        RGB uint8 (H, W, 3).

    Raises
    ------
    ImageUnreadable
        With ``path`` = ``name`` and ``why``, an `UnreadableReason`.
    """
    if not content:
        raise ImageUnreadable(path=name, why=UnreadableReason.EMPTY)
    try:
        with Image.open(io.BytesIO(content), formats=_decoders()) as image:
            _check_size(image, name)
            image.load()
            pixels = np.asarray(_to_rgb(_turned(image), name), np.uint8)
    except UnidentifiedImageError as error:
        raise ImageUnreadable(path=name, why=_why_unidentified(content)) from error
    except MemoryError as error:
        raise ImageUnreadable(path=name, why=UnreadableReason.TOO_LARGE) from error
    except _DECODER_ERRORS as error:
        raise ImageUnreadable(path=name, why=UnreadableReason.DAMAGED) from error
    return np.ascontiguousarray(pixels)


def read_bytes(path: Path) -> bytes:
    """Read a regular file; anything else (a pipe, a device) might never end.

    Raises
    ------
    ImageUnreadable
        With ``path`` and ``why``, an `UnreadableReason`.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ImageUnreadable(path=str(path), why=UnreadableReason.NOT_A_FILE)
        if status.st_size > MAX_BYTES:
            raise ImageUnreadable(path=str(path), why=UnreadableReason.TOO_LARGE)
        return path.read_bytes()
    except PermissionError as error:
        raise ImageUnreadable(path=str(path), why=UnreadableReason.NO_PERMISSION) from error
    except FileNotFoundError as error:
        raise ImageUnreadable(path=str(path), why=UnreadableReason.MISSING) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        damaged = isinstance(error, OSError) and error.errno not in _NO_SUCH_FILE
        why = UnreadableReason.DAMAGED if damaged else UnreadableReason.MISSING
        raise ImageUnreadable(path=str(path), why=why) from error


@functools.cache
def _decoders() -> tuple[str, ...]:
    """Load the decoders, once a process, and return those of `FORMATS` that this build of Pillow has."""
    pi_heif.register_heif_opener()
    Image.init()
    # Odd metadata of a photo are nothing to tell the user on standard error.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    return tuple(name for name in FORMATS if name in Image.OPEN)


def _check_size(image: Image.Image, name: str) -> None:
    """Refuse sizes before anything is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise ImageUnreadable(path=name, why=UnreadableReason.TOO_LARGE)
    if min(image.size) < MIN_SIDE_PX:
        raise ImageUnreadable(path=name, why=UnreadableReason.TOO_SMALL)


def _turned(image: Image.Image) -> Image.Image:
    """Turn a picture upright; unreadable EXIF data are no reason to refuse its pixels."""
    try:
        how = _UPRIGHT.get(image.getexif().get(_ORIENTATION_TAG, 1))
    except _DECODER_ERRORS:
        return image
    return image if how is None else image.transpose(how)


def _to_rgb(image: Image.Image, name: str) -> Image.Image:
    """Convert any mode of Pillow to RGB."""
    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.mode.startswith(("I", "F")):
        converted = Image.fromarray(_to_8_bits(np.asarray(image))).convert("RGB")
    elif image.has_transparency_data:
        # Through the straight (not premultiplied) form, which alone can be laid over a colour.
        straight = image.convert("LA") if image.mode == "La" else image
        layer = straight.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        converted = Image.alpha_composite(white, layer).convert("RGB")
    elif image.mode == "LAB":
        raise ImageUnreadable(path=name, why=UnreadableReason.UNSUPPORTED)
    else:
        converted = image.convert("RGB")
    return converted


def _to_8_bits(values: NDArray[Any]) -> ImageArray:
    """Map grey values of 16 or 32 bits to 0..255 by the range that their type means.

    16-bit integers use their whole range. 32-bit integers and floats say nothing about theirs: it is taken to
    be the smallest of 0..1 (floats only), 0..255 and 0..65535 that holds all values, else the span of the
    values.
    """
    if values.dtype.itemsize == 2 and values.dtype.kind == "u":
        return np.asarray(values >> 8, np.uint8)
    numbers = np.nan_to_num(values.astype(np.float64))
    low, high = float(numbers.min()), float(numbers.max())
    tops = (1.0, 255.0, 65535.0) if values.dtype.kind == "f" else (255.0, 65535.0)
    top = next((top for top in tops if low >= 0 and high <= top), None)
    start, span = (0.0, top) if top is not None else (low, max(high - low, 1e-12))
    return np.asarray((numbers - start) * (255 / span) + 0.5, np.uint8).clip(0, 255)


def _why_unidentified(content: bytes) -> UnreadableReason:
    """Tell a broken picture and a picture of another kind from something that is no picture."""
    start = content[:32].lstrip(b"\xef\xbb\xbf \t\r\n") if b"<svg" in content[:64] else content[:32]
    if start.startswith(_OTHER_PICTURES):
        return UnreadableReason.UNSUPPORTED
    if start.startswith(_DECODABLE) or (start[4:8] == b"ftyp" and start[8:11] in _DECODABLE_BRANDS):
        return UnreadableReason.DAMAGED
    return UnreadableReason.NOT_AN_IMAGE
