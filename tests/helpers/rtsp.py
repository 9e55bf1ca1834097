"""A small RTSP server on loopback: motion JPEG over RTP, interleaved in the RTSP connection.

RFC 2326 (RTSP), RFC 3550 (RTP), RFC 2435 (JPEG over RTP), and of them no more than what a player needs.
"""

from __future__ import annotations

import itertools
import socketserver
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import cv2
import numpy as np

from faceid_desktop.core.records import ImageArray

_PAYLOAD_TYPE, _CLOCK_HZ, _FPS = 26, 90_000, 25
_TYPE_420, _TABLES_INSIDE = 1, 255
_LARGEST_PART = 1400


@contextmanager
def rtsp_server(pictures: Sequence[ImageArray], port: int = 0) -> Iterator[int]:
    """Serve pictures of one size (sides divisible by 8), for ever and anew for each client.

    Yields
    ------
    int
        The port.
    """
    server = _Server(port, pictures)
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), name="rtsp-server")
    serving.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        serving.join()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self, port: int, pictures: Sequence[ImageArray]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        height, width = pictures[0].shape[:2]
        self.size = (width, height)
        self.scans = [_scan(picture) for picture in pictures]
        self.closing = threading.Event()


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Answer the requests up to PLAY, then send pictures."""
        method = ""
        while method != "PLAY" and (head := self._request()):
            method = head[0].split()[0]
            number = next(line.split(":")[1].strip() for line in head if line.lower().startswith("cseq"))
            self._answer(method, number)
        if method == "PLAY":
            self._play()

    def _request(self) -> list[str]:
        lines = []
        while (line := self.rfile.readline()) not in (b"", b"\r\n"):
            lines.append(line.decode())
        return lines

    def _answer(self, method: str, number: str) -> None:
        extra, body = "", ""
        if method == "OPTIONS":
            extra = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        if method == "DESCRIBE":
            media = f"m=video 0 RTP/AVP {_PAYLOAD_TYPE}"
            body = "\r\n".join(("v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=test", "t=0 0", media, ""))
            extra = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        if method == "SETUP":
            extra = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        session = "" if method in ("OPTIONS", "DESCRIBE") else "Session: 1\r\n"
        self.wfile.write(f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\n{session}{extra}\r\n{body}".encode())

    def _play(self) -> None:
        packets = itertools.count()
        try:
            for number, (tables, scan) in enumerate(itertools.cycle(self.server.scans)):
                stamp = number * _CLOCK_HZ // _FPS
                for packet in _packets(tables, scan, self.server.size, stamp, packets):
                    self.wfile.write(struct.pack("!cBH", b"$", 0, len(packet)) + packet)
                if self.server.closing.wait(1 / _FPS):
                    return
        except OSError:
            return


def _scan(picture: ImageArray) -> tuple[bytes, bytes]:
    """Encode a picture as a baseline JPEG; returns its quantisation tables and its entropy-coded data."""
    bgr = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()
    tables, at = b"", 2
    while True:
        marker, length = struct.unpack("!HH", encoded[at : at + 4])
        body = encoded[at + 4 : at + 2 + length]
        if marker == 0xFFDB:
            tables += b"".join(body[n + 1 : n + 65] for n in range(0, len(body), 65))
        at += 2 + length
        if marker == 0xFFDA:
            return tables, encoded[at:-2]


def _packets(
    tables: bytes, scan: bytes, size: tuple[int, int], stamp: int, numbers: Iterator[int]
) -> Iterator[bytes]:
    """Cut a picture into RTP packets; the first carries the tables, the last the marker bit."""
    for offset in range(0, len(scan), _LARGEST_PART):
        part = scan[offset : offset + _LARGEST_PART]
        last = offset + _LARGEST_PART >= len(scan)
        head = struct.pack("!BBHII", 0x80, _PAYLOAD_TYPE | last << 7, next(numbers) & 0xFFFF, stamp, 1)
        jpeg = struct.pack("!I", offset) + bytes((_TYPE_420, _TABLES_INSIDE, size[0] // 8, size[1] // 8))
        inside = struct.pack("!BBH", 0, 0, len(tables)) + tables if offset == 0 else b""
        yield head + jpeg + inside + part
