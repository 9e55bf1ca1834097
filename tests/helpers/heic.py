"""A writer of HEIC pictures for tests, because no library of ours can write what telephones write.

The picture is one HEVC intra slice of raw (I_PCM) blocks, so that neither transforms nor prediction are
needed: ITU-T H.265 (7.3 syntax, 9.3.5 arithmetic encoder), wrapped as in ISO/IEC 23008-12 (boxes) and
14496-15 (hvcC).
"""

from __future__ import annotations

import struct

import cv2
import numpy as np

from faceid_desktop.core.records import ImageArray

BLOCK = 16
_VPS, _SPS, _PPS, _IDR = 32, 33, 34, 20
# Still pictures (profile 3, compatible with 1 and 2), progressive frames, level 2.
_PROFILE = bytes([3, 0x70, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 60])
# Least probable range of the first states (9.3.4.3.2.2); one is used up by each block.
_LPS = (
    (128, 176, 208, 240), (128, 167, 197, 227), (128, 158, 187, 216), (123, 150, 178, 205),
    (116, 142, 169, 195), (111, 135, 160, 185), (105, 128, 152, 175), (100, 122, 144, 166),
    (95, 116, 137, 158), (90, 110, 130, 150), (85, 104, 123, 142), (81, 99, 117, 135),
)  # fmt: skip


class Bits:
    """A string of bits."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.count = 0

    def put(self, value: int, width: int = 1) -> Bits:
        """Append an unsigned number of fixed width."""
        if width:
            self.text.append(f"{value:0{width}b}")
            self.count += width
        return self

    def golomb(self, *values: int) -> Bits:
        """Append exponential Golomb codes, ue(v)."""
        for value in values:
            length = (value + 1).bit_length()
            self.put(0, length - 1).put(value + 1, length)
        return self

    def raw(self, content: bytes) -> Bits:
        """Append whole bytes."""
        return self.put(int.from_bytes(content, "big"), 8 * len(content))

    def align(self) -> Bits:
        """Append zeros up to a whole byte."""
        return self.put(0, -self.count % 8)

    def closed(self) -> bytes:
        """Append the stop bit and return all bytes."""
        return self.put(1).align().packed()

    def packed(self) -> bytes:
        """Return all bytes."""
        return int("".join(self.text), 2).to_bytes(self.count // 8, "big")


class Arithmetic:
    """The arithmetic encoder of 9.3.5, for the most probable value of one context and terminating bins."""

    def __init__(self, bits: Bits) -> None:
        self.bits = bits
        self.state = 0
        self.restart()

    def restart(self) -> None:
        """Begin anew after raw samples; contexts live on."""
        self.low, self.range, self.first, self.waiting = 0, 510, True, 0

    def most_probable(self) -> None:
        """Encode the most probable value."""
        self.range -= _LPS[self.state][self.range >> 6 & 3]
        self.state += 1
        self._renormalise()

    def end(self, *, now: bool) -> None:
        """Encode a terminating bin, and flush if it is set."""
        self.range -= 2
        if now:
            self.low, self.range = self.low + self.range, 2
        self._renormalise()
        if now:
            self._bit(self.low >> 9 & 1)
            self.bits.put(self.low >> 7 & 3 | 1, 2)

    def _renormalise(self) -> None:
        while self.range < 256:
            if self.low < 256:
                self._bit(0)
            elif self.low >= 512:
                self.low -= 512
                self._bit(1)
            else:
                self.low -= 256
                self.waiting += 1
            self.range, self.low = self.range << 1, self.low << 1

    def _bit(self, value: int) -> None:
        if not self.first:
            self.bits.put(value)
        self.first = False
        for _ in range(self.waiting):
            self.bits.put(1 - value)
        self.waiting = 0


def write_heic(image: ImageArray, quarter_turns: int = 0) -> bytes:
    """Encode an RGB picture as HEIC.

    Parameters
    ----------
    image
        RGB uint8 (H, W, 3), sides multiples of 16, at most 12 blocks of 16 x 16.
    quarter_turns
        How often a viewer has to turn it anticlockwise by 90 degrees.
    """
    height, width = image.shape[:2]
    sets = {_VPS: _video_set(), _SPS: _sequence_set(width, height), _PPS: _picture_set()}
    nals = {kind: _nal(kind, content) for kind, content in sets.items()}
    arrays = b"".join(bytes([0x80 | kind, 0, 1]) + _sized(nal, ">H") for kind, nal in nals.items())
    configuration = (
        b"\1" + _PROFILE + bytes([0xF0, 0, 0xFC, 0xFD, 0xF8, 0xF8, 0, 0, 0x0F, len(nals)]) + arrays
    )
    properties = [
        _box(b"hvcC", configuration),
        _box(b"ispe", bytes(4), struct.pack(">II", width, height)),
        # BT.601 matrix, full range, as OpenCV converts
        _box(b"colr", b"nclx", struct.pack(">HHHB", 1, 13, 6, 0x80)),
        _box(b"irot", bytes([quarter_turns])),
    ]
    links = bytes([len(properties)]) + bytes(0x80 | (i + 1) for i in range(len(properties)))
    data = _sized(_nal(_IDR, _slice(image)), ">I")
    start = _box(b"ftyp", b"heic", bytes(4), b"mif1heic")

    def meta(offset: int) -> bytes:
        place = struct.pack(">HHHII", 1, 0, 1, offset, len(data))
        return _box(
            b"meta",
            bytes(4),
            _box(b"hdlr", bytes(8), b"pict", bytes(13)),
            _box(b"pitm", bytes(4), b"\0\1"),
            _box(b"iloc", bytes(4), b"\x44\0\0\1", place),
            _box(b"iinf", bytes(4), b"\0\1", _box(b"infe", b"\2\0\0\0", b"\0\1\0\0hvc1\0")),
            _box(b"iprp", _box(b"ipco", *properties), _box(b"ipma", bytes(4), b"\0\0\0\1\0\1", links)),
        )

    return start + meta(len(start) + len(meta(0)) + 8) + _box(b"mdat", data)


def _video_set() -> bytes:
    bits = Bits().put(0, 4).put(3, 2).put(0, 6).put(0, 3).put(1).put(0xFFFF, 16).raw(_PROFILE)
    return bits.put(1).golomb(0, 0, 0).put(0, 6).golomb(0).put(0, 2).closed()


def _sequence_set(width: int, height: int) -> bytes:
    bits = Bits().put(0, 4).put(0, 3).put(1).raw(_PROFILE)
    bits.golomb(0, 1, width, height).put(0).golomb(0, 0, 0).put(1).golomb(0, 0, 0)
    bits.golomb(1, 0, 0, 2, 0, 0)  # all coding blocks are 16 x 16, transforms would be 4 to 16
    bits.put(0, 3).put(1).put(7, 4).put(7, 4).golomb(1, 0).put(1)  # raw blocks of 8 bits, not filtered
    return bits.golomb(0).put(0, 5).closed()


def _picture_set() -> bytes:
    bits = Bits().golomb(0, 0).put(0, 7).golomb(0, 0, 0).put(0, 3).golomb(0, 0).put(0, 7)
    return bits.put(1).put(0).put(1).put(0, 2).golomb(0).put(0, 2).closed()  # deblocking switched off


def _slice(image: ImageArray) -> bytes:
    bits = Bits().put(1).put(0).golomb(0, 2, 0).put(1).align()
    encoder = Arithmetic(bits)
    planes = _planes(image)
    height, width = image.shape[:2]
    corners = [(y, x) for y in range(0, height, BLOCK) for x in range(0, width, BLOCK)]
    for corner in corners:
        encoder.most_probable()  # one undivided block
        encoder.end(now=True)  # raw samples follow
        bits.align()
        for plane, step in zip(planes, (BLOCK, BLOCK // 2, BLOCK // 2), strict=True):
            y, x = (place * step // BLOCK for place in corner)
            bits.raw(plane[y : y + step, x : x + step].tobytes())
        encoder.restart()
        encoder.end(now=corner == corners[-1])
    return bits.align().packed()


def _planes(image: ImageArray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return luma and the two chroma planes at half the size (4:2:0)."""
    y, cr, cb = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
    small = [cv2.resize(plane, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) for plane in (cb, cr)]
    return y, small[0], small[1]


def _nal(kind: int, content: bytes) -> bytes:
    """Add the header, and a 3 wherever two zeros would be taken for a start code (7.3.1.1)."""
    escaped, zeros = bytearray(), 0
    for byte in content:
        if zeros == 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes([kind << 1, 1]) + bytes(escaped)


def _sized(content: bytes, width: str) -> bytes:
    return struct.pack(width, len(content)) + content


def _box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + kind + content
