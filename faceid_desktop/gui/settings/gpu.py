"""An idle NVIDIA GPU, and the package that would use it: what it is, how large, and fetching it if wanted."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.settings.panel import Panel
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.gui.words import locale, tr
from faceid_desktop.services.graphics import unused_gpus
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.updates import Announcement, Package, UpdateCheck, shipped_channel
from faceid_desktop.services.updates_package import fetch_package, package_for, target_here

_STEPS = 1000


class GpuOffer(Panel):
    """Stays hidden unless a GPU is idle; asks, and fetches, only when its buttons are pressed.

    Parameters
    ----------
    state
        What the pages share.
    check, look, target
        Stand in for the shipped channel, the search for idle GPUs and this computer's target in a test.
    """

    arrived = Signal(object)
    """How many bytes are there, from the thread of the download; more than Qt's own numbers hold."""

    def __init__(
        self,
        state: AppState,
        check: UpdateCheck | None = None,
        look: Callable[[], tuple[str, ...]] = unused_gpus,
        target: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(state, parent)
        self._check = check or UpdateCheck(state.paths, shipped_channel())
        self._look, self._target = look, target_here() if target is None else target
        self._offered: tuple[Announcement, Package] | None = None
        self._looked, self._folder = False, Path()
        self._worker: Worker | None = None
        self._token = CancelToken()
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far the download is"))
        self.column.addWidget(self.bar)
        self.ask_button = self.add_button(tr("See what would be fetched"), self._ask)
        self.fetch_button = self.add_button(tr("Download to a folder…"), self._choose_folder)
        self.cancel_button = self.add_button(tr("Cancel the download"), self._cancel)
        self.folder_button = self.add_button(tr("Show it in its folder"), self._open_folder)
        self._show_buttons()
        self.hide()
        self.arrived.connect(self._show_progress)
        state.jobs.closing.connect(self.closed)

    def entered(self) -> None:
        """Look for an idle GPU, once."""
        if not self._looked:
            self._looked = True
            self.state.jobs.run("idle gpus", self._look, self._found, lambda _error: None)

    def closed(self) -> None:
        """End a download; what has arrived is kept."""
        self._token.cancel()
        if self._worker is not None:
            self._worker.close()

    def _found(self, gpus: tuple[str, ...]) -> None:
        if not gpus:
            return
        can_ask = self._check.available and bool(self._target)
        detail = (
            tr(
                "This package computes on the processor. A larger one can use the GPU; "
                "nothing is fetched unless you say so."
            )
            if can_ask
            else tr("This build computes on the processor. The README says how to get one that uses the GPU.")
        )
        self.add_line(tr("{gpu} is here, but idle").format(gpu=gpus[0]), detail)
        self._show_buttons(self.ask_button if can_ask else None)
        self.show()

    def _show_buttons(self, *shown: QWidget | None) -> None:
        for widget in (
            self.ask_button, self.fetch_button, self.cancel_button, self.folder_button, self.bar
        ):  # fmt: skip
            widget.setVisible(widget in shown)

    # ------------------------------------------------------------------ what it would be
    def _ask(self) -> None:
        self.say(tr("Asking…"))
        self.ask_button.setEnabled(False)
        self.state.jobs.run("gpu package", self._check.announced, self._offer, self._not_asked)

    def _not_asked(self, error: FaceIdError) -> None:
        self.ask_button.setEnabled(True)
        self.fail(error)

    def _offer(self, announcement: Announcement) -> None:
        self.ask_button.setEnabled(True)
        package = package_for(announcement, self._target)
        if package is None:
            self.say(tr("No package for the GPU is announced for this system."))
            return
        self._offered = announcement, package
        self.say(
            tr("It would fetch {file}, {size}, from {host}. Nothing is installed by itself.").format(
                file=package.file, size=_size(package.bytes), host=urlsplit(package.url).hostname
            )
        )
        self._show_buttons(self.fetch_button)

    # ------------------------------------------------------------------ fetching
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Where the package is put"))
        if name:
            self._fetch(Path(name))

    def _fetch(self, folder: Path) -> None:
        if self._offered is None:
            return
        self._folder, self._token = folder, CancelToken()
        if self._worker is None:
            self._worker = Worker(self, "download", patient=True)
        announcement, package = self._offered
        token, arrived = self._token, self._steps(package)
        self._show_progress(0)
        self._show_buttons(self.cancel_button, self.bar)
        self.cancel_button.setEnabled(True)
        self._worker.run(
            "gpu package",
            lambda: fetch_package(announcement, package, folder, arrived, token),
            self._done,
            self._broken,
        )

    def _steps(self, package: Package) -> Callable[[int, int], None]:
        """Return what tells the window of a download's progress, a thousand times at most."""
        last = -1

        def tell(done: int, _total: int) -> None:
            nonlocal last
            step = done * _STEPS // package.bytes
            if step != last:
                last = step
                self.arrived.emit(done)

        return tell

    def _show_progress(self, done: int) -> None:
        if self._offered is None or self._token.cancelled:
            return
        total = self._offered[1].bytes
        self.bar.setValue(done * _STEPS // total)
        if done < total:
            self.say(tr("{done} of {total}").format(done=_size(done), total=_size(total)))
        else:
            self.say(tr("All is there; its hash is being checked…"))

    def _cancel(self) -> None:
        self._token.cancel()
        self.cancel_button.setEnabled(False)
        self.say(tr("Stopping…"))

    def _done(self, path: Path | None) -> None:
        if path is None:
            self.say(tr("Stopped. What has arrived is kept: download to the same folder to go on."))
            self._show_buttons(self.fetch_button)
            return
        said = tr("{file} is there, and its hash is the announced one.").format(file=path.name)
        self.say(f"{said} {_how_to_install(self._target, path)}", "good")
        self._show_buttons(self.folder_button)

    def _broken(self, error: FaceIdError) -> None:
        self._show_buttons(self.fetch_button)
        self.fail(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _size(count: int) -> str:
    return locale().formattedDataSize(count)


def _how_to_install(target: str, path: Path) -> str:
    """Say what the operator does with a package."""
    if target == "linux-deb":
        return tr("Install it in a terminal: {command}").format(
            command=shlex.join(["sudo", "apt", "install", str(path)])
        )
    if target == "windows":
        return tr("Close this window and start the file; gallery and settings stay.")
    return tr("Unpack it anywhere and start AppRun in it; gallery and settings stay.")
