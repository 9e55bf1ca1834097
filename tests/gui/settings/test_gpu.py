"""The offer for an idle GPU: hidden, asked for, fetched, cancelled and refused."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import faceid_desktop
from faceid_desktop.gui.look.labels import ElidedLabel
from faceid_desktop.gui.settings import gpu
from faceid_desktop.gui.settings.gpu import GpuOffer
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.updates import Announcement, Channel, Package, UpdateCheck
from faceid_desktop.services.updates_package import Report, fetch_package
from tests.helpers.signing import Signer
from tests.helpers.update_server import Server

NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)
CONTENT = bytes(range(256)) * 8192
CARD = ("NVIDIA GeForce RTX 3060",)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that announces a package for CUDA."""
    made = Server()
    made.announce(version=faceid_desktop.__version__, packages=[made.offer(CONTENT)])
    yield made
    made.close()


@pytest.fixture
def offer(qtbot: QtBot, state: AppState, server: Server) -> Iterator[GpuOffer]:
    """Return the offer on a computer with an idle GPU."""
    check = UpdateCheck(state.paths, Channel(server.address, Signer().public_key), now=lambda: NOW)
    made = GpuOffer(state, check, lambda: CARD, "linux-deb")
    qtbot.addWidget(made)
    yield made
    made.closed()


def seen(qtbot: QtBot, offer: GpuOffer) -> None:
    """Enter the section and ask what would be fetched."""
    offer.entered()
    qtbot.waitUntil(lambda: offer.ask_button.isVisible())
    offer.ask_button.click()
    qtbot.waitUntil(lambda: offer.fetch_button.isVisible())


def fetch_to(offer: GpuOffer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the button and choose a folder."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    offer.fetch_button.click()


@pytest.mark.parametrize("gpus", [(), CARD])
def test_it_is_shown_only_for_an_idle_gpu(qtbot: QtBot, state: AppState, gpus: tuple[str, ...]) -> None:
    """Without one there is not a word; without a channel there is a word, but nothing to press."""
    made = GpuOffer(state, UpdateCheck(state.paths, None), lambda: gpus, "linux-deb")
    qtbot.addWidget(made)
    with qtbot.waitSignal(state.jobs.idle):
        made.entered()
    assert made.isVisible() is bool(gpus)
    assert not made.ask_button.isVisible()


def test_nobody_is_asked_before_a_click(qtbot: QtBot, offer: GpuOffer, server: Server) -> None:
    """Seeing the GPU asks nobody; one click asks for the announcement, and no package is touched."""
    offer.entered()
    qtbot.waitUntil(lambda: offer.ask_button.isVisible())
    title = offer.findChild(ElidedLabel)
    assert title is not None
    assert title.whole == "NVIDIA GeForce RTX 3060 is here, but idle"
    assert server.asked == []
    offer.ask_button.click()
    qtbot.waitUntil(lambda: offer.fetch_button.isVisible())
    told = offer.message.text()
    assert all(part in told for part in ("cuda.deb", "2.00 MiB", "127.0.0.1"))
    assert [path for path, _ in server.asked] == ["/faceid.json", "/faceid.json.minisig"]


def test_it_is_fetched_and_says_how_to_install(
    qtbot: QtBot, offer: GpuOffer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checked file lies in the chosen folder, and the command to install it is told."""
    seen(qtbot, offer)
    fetch_to(offer, tmp_path, monkeypatch)
    qtbot.waitUntil(lambda: offer.folder_button.isVisible())
    assert (tmp_path / "cuda.deb").read_bytes() == CONTENT
    assert f"sudo apt install {shlex.quote(str(tmp_path / 'cuda.deb'))}" in offer.message.text()
    assert not offer.bar.isVisible()
    assert not offer.fetch_button.isVisible()


def test_no_folder_means_no_download(
    qtbot: QtBot, offer: GpuOffer, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever closes the choice of a folder has not agreed to anything."""
    seen(qtbot, offer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    offer.fetch_button.click()
    assert offer.fetch_button.isVisible()
    assert "/p/cuda.deb" not in [path for path, _ in server.asked]


def test_a_forged_package_is_refused(
    qtbot: QtBot, offer: GpuOffer, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words name the hash, nothing is left, and it can be tried again."""
    server.files["/p/cuda.deb"] = CONTENT[:-1] + b"\0"
    seen(qtbot, offer)
    fetch_to(offer, tmp_path, monkeypatch)
    qtbot.waitUntil(lambda: offer.fetch_button.isVisible())
    assert "SHA-256 is not the announced one" in offer.message.text()
    assert list(tmp_path.glob("cuda*")) == []


def test_it_is_cancelled_and_goes_on(
    qtbot: QtBot, offer: GpuOffer, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelling leaves what arrived; the next download asks only for the rest."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(
        announcement: Announcement, package: Package, folder: Path, report: Report, token: CancelToken
    ) -> Path | None:
        def pause(done: int, total: int) -> None:
            report(done, total)
            if done and not begun.is_set():
                begun.set()
                go_on.wait(10)

        return fetch_package(announcement, package, folder, pause, token)

    monkeypatch.setattr(gpu, "fetch_package", slow)
    seen(qtbot, offer)
    fetch_to(offer, tmp_path, monkeypatch)
    qtbot.waitUntil(begun.is_set)
    assert offer.bar.isVisible()
    offer.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(lambda: offer.fetch_button.isVisible())
    assert "Stopped" in offer.message.text()
    assert not (tmp_path / "cuda.deb").exists()
    fetch_to(offer, tmp_path, monkeypatch)
    qtbot.waitUntil(lambda: offer.folder_button.isVisible())
    assert "Range" in server.asked[-1][1]


def test_a_forged_announcement_is_refused(qtbot: QtBot, offer: GpuOffer, server: Server) -> None:
    """Nothing of it is offered."""
    server.announce(Signer(2), packages=[server.offer(CONTENT)])
    offer.entered()
    qtbot.waitUntil(lambda: offer.ask_button.isVisible())
    offer.ask_button.click()
    qtbot.waitUntil(lambda: "another key" in offer.message.text())
    assert not offer.fetch_button.isVisible()


def test_no_package_for_the_gpu_is_said(qtbot: QtBot, offer: GpuOffer, server: Server) -> None:
    """An announcement of CPU packages only is no offer."""
    server.announce()
    offer.entered()
    qtbot.waitUntil(lambda: offer.ask_button.isVisible())
    offer.ask_button.click()
    qtbot.waitUntil(lambda: "No package for the GPU" in offer.message.text())
    assert not offer.fetch_button.isVisible()
