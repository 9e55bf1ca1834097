"""A server on this computer that announces versions and hands out packages, well or badly."""

from __future__ import annotations

import json
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.helpers.signing import Signer


class Server:
    """Answers with the files that it was given, and remembers what it was asked.

    ``resumes`` says whether it understands ranges, ``breaks_after`` how many bytes of an answer it sends
    before it hangs up.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.resumes, self.breaks_after = True, 1 << 40
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                served.asked.append((self.path, dict(self.headers)))
                content = served.files.get(self.path)
                if content == b"redirect":
                    self.send_response(302)
                    self.send_header("Location", "/elsewhere")
                    self.end_headers()
                    return
                wanted = self.headers.get("Range")
                if content is not None and wanted and served.resumes:
                    first = int(wanted.removeprefix("bytes=").removesuffix("-"))
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
                    content = content[first:]
                else:
                    self.send_response(200 if content is not None else 404)
                self.end_headers()
                self.wfile.write((content or b"")[: served.breaks_after])

            def log_message(self, *_: Any) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.address = f"{self.root}/faceid.json"

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def announce(self, signer: Signer | None = None, **changes: object) -> bytes:
        """Offer a signed announcement with some of its facts changed."""
        facts = {
            "schema": 1,
            "product": "faceid-desktop",
            "serial": 5,
            "published": "2027-01-01T00:00:00+00:00",
            "expires": "2027-04-01T00:00:00+00:00",
            "version": "99.0.0",
            "notes": "https://example.org/99",
            "packages": [{"target": "linux-deb", "file": "f.deb", "bytes": 7, "sha256": "ab" * 32}],
        }
        content = json.dumps({**facts, **changes}).encode()
        self.files["/faceid.json"] = content
        self.files["/faceid.json.minisig"] = (signer or Signer()).sign(content).encode()
        return content

    def offer(self, content: bytes, **changes: object) -> dict[str, object]:
        """Lay out a package for CUDA and return how an announcement names it, with some facts changed."""
        self.files["/p/cuda.deb"] = content
        facts = {"target": "linux-deb", "variant": "cuda", "file": "cuda.deb", "bytes": len(content)}
        told = {**facts, "sha256": sha256(content).hexdigest(), "url": f"{self.root}/p/cuda.deb"}
        return {**told, **changes}
