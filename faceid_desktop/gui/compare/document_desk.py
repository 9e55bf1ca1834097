"""A document and the person who shows it: the rules for the photo, the camera, and both compared."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTime
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from faceid_desktop.core.records import FacesInPhoto
from faceid_desktop.errors import FaceIdError, ModelsLoading
from faceid_desktop.gui.compare.live_panel import LivePanel, open_best_frame
from faceid_desktop.gui.compare.pair import PairView
from faceid_desktop.gui.compare.sources import PhotoSource
from faceid_desktop.gui.enrol.document import DocumentDialog
from faceid_desktop.gui.jobs import ReadyEngine, to_qimage
from faceid_desktop.gui.live.cameras import CameraWatch
from faceid_desktop.gui.live.sources import is_recording
from faceid_desktop.gui.look.theme import set_tone
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import locale, tr
from faceid_desktop.services.live.best_frame import BestFrame
from faceid_desktop.services.live.records import DocumentCheck

DOCUMENT, PERSON = 0, 1
"""The sides of the pair."""


class DocumentDesk(QObject):
    """Puts the camera on the right side of a pair and the rules for documents above the left.

    Parameters
    ----------
    state
        What the pages share.
    pair
        Whose sides they are.
    """

    def __init__(self, state: AppState, pair: PairView) -> None:
        super().__init__(pair)
        self._state, self._pair = state, pair
        self._ready: ReadyEngine | None = state.ready
        self._shown = False
        self._checked: FacesInPhoto | None = None
        self._checks: tuple[DocumentCheck, ...] = ()
        self.panel = LivePanel(state.theme)
        self.rules_button = QPushButton()
        self.rules_button.setObjectName("filter")
        self.rules_button.hide()
        pair.right.addWidget(self.panel)
        pair.panels[DOCUMENT].add_note(self.rules_button)
        if state.safe_mode:
            self.panel.rest()
        else:
            self._watch = CameraWatch(state, self.panel.cameras, self)
        self.panel.start_wanted.connect(self._start)
        self.panel.captured.connect(self._captured)
        self.panel.photo_wanted.connect(lambda: pair.open_photo(PERSON))
        self.rules_button.clicked.connect(self._show_rules)
        pair.photos_changed.connect(self._follow)

    def show(self) -> None:
        """Begin: the camera is on the right until there is a photo."""
        self._shown = True
        self._pair.panels[DOCUMENT].invite(tr("Drop the photo of the document here"))
        self._follow()

    def hide(self) -> None:
        """Go back to two photos."""
        self._shown = False
        self.panel.stop()
        self._pair.panels[DOCUMENT].invite("")
        self._follow()

    def close(self) -> None:
        """Switch the camera off for good."""
        self.panel.close_panel()

    def set_engine(self, ready: ReadyEngine) -> None:
        """Take the loaded models."""
        self._ready = ready

    # ------------------------------------------------------------------ the person
    def _start(self, source: str) -> None:
        if self._ready is None:
            self.panel.show_failure(self._state.engine_error or ModelsLoading())
        elif source:
            engine = self._ready.engine
            self.panel.start(
                lambda listener: open_best_frame(engine, source, listener), mirrored=not is_recording(source)
            )
        else:
            self.panel.cameras.showPopup()

    def _captured(self, best: BestFrame) -> None:
        now = locale().toString(QTime.currentTime(), "HH:mm:ss")
        name = tr("Camera, {time}").format(time=now)
        image: QImage = to_qimage(best.photo.image)
        self._pair.add(PERSON, [PhotoSource(name, image=image)])

    # ------------------------------------------------------------------ the document
    def _follow(self) -> None:
        """Show the camera where there is no photo of the person, and check a new photo of the document."""
        filled = self._pair.sources[PERSON] is not None
        side = self.panel if self._shown and not filled else self._pair.panels[PERSON]
        if self._pair.right.currentWidget() is not side:
            self.panel.stop()
            self._pair.right.setCurrentWidget(side)
        loaded = self._pair.loaded[DOCUMENT]
        photo = None if loaded is None or not self._shown else loaded.photo
        if photo is not self._checked:
            self._checked, self._checks = photo, ()
            self.rules_button.hide()
            if photo is not None:
                self._state.worker.run("rules", partial(_checks, photo), self._show_checks, self._no_checks)

    def _show_checks(self, checks: tuple[DocumentCheck, ...]) -> None:
        self._checks = checks
        broken = sum(not check.kept for check in checks)
        text = tr("%n document rules broken", "", broken) if broken else tr("Document rules kept")
        self.rules_button.setText(text)
        self.rules_button.setAccessibleName(text)
        self.rules_button.setToolTip(tr("What documents ask of a photo, and what this one has"))
        set_tone(self.rules_button, "warn" if broken else "")
        self.rules_button.show()

    def _no_checks(self, error: FaceIdError) -> None:
        self.rules_button.hide()

    def _show_rules(self) -> None:
        loaded = self._pair.loaded[DOCUMENT]
        if loaded is not None and self._checks:
            dialog = DocumentDialog(loaded.source.name, loaded.preview, self._checks, self._pair)
            dialog.open()


def _checks(photo: FacesInPhoto) -> tuple[DocumentCheck, ...]:
    from faceid_desktop.services.live.documents import document_rules

    return document_rules(photo)
