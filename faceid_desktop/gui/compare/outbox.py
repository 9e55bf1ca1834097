"""What leaves a comparison: its text, its report, and the faces, by the clipboard, a file or a drag."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.compare.drag_out import DragOut
from faceid_desktop.gui.compare.report import Report, encoded, save_report
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.jobs import LoadedPhoto
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.gui.words import tr


class Outbox(QObject):
    """Copies, saves and lets drag; says afterwards what became of it.

    Parameters
    ----------
    window
        Over which dialogues open and from which drags start.
    worker
        Whose thread writes.
    """

    said = Signal(str)

    def __init__(self, window: QWidget, worker: Worker) -> None:
        super().__init__(window)
        self._window, self._worker = window, worker
        self.report: Report | None = None
        self.drags = DragOut(window)

    def copy_text(self) -> None:
        """Copy the evidence as text."""
        if self.report is not None:
            QGuiApplication.clipboard().setText(self.report.text())
            self.said.emit(tr("The evidence is in the clipboard."))

    def choose_report_file(self) -> None:
        """Ask for a file and save the report there, as PDF or PNG by its name."""
        if self.report is None:
            return
        kinds = f"{tr('PDF document')} (*.pdf);;{tr('PNG picture')} (*.png)"
        name, kind = QFileDialog.getSaveFileName(
            self._window, tr("Save report"), tr("face-comparison.pdf"), kinds
        )
        if name:
            suffix, path = ".png" if "*.png" in kind else ".pdf", Path(name)
            known = path.suffix.lower() in {".pdf", ".png"}
            self.save_report(path if known else path.with_name(path.name + suffix))

    def save_report(self, path: Path) -> None:
        """Save the report in the background and say how that went."""
        if self.report is not None:
            self._worker.run("save", partial(save_report, self.report, path), self._saved, self.tell)

    def drag_report(self) -> None:
        """Make the report in the background, and let it be dragged if the button is still held then."""
        if self.report is None:
            return
        try:
            path = self.drags.place_for(tr("face-comparison.pdf"))
        except FaceIdError as error:
            self.tell(error)
            return
        self._worker.run("drag", partial(save_report, self.report, path), self._drag, self.tell)

    def drag_face(self, loaded: LoadedPhoto | None) -> None:
        """Let the aligned face of a photo be dragged as a picture."""
        if loaded is None or loaded.chosen is None:
            return
        face = loaded.crops[loaded.chosen]
        try:
            self.drags.picture(face, face_name(loaded), encoded(face))
        except FaceIdError as error:
            self.tell(error)

    def choose_face_file(self, loaded: LoadedPhoto | None) -> None:
        """Ask for a file and save the aligned face of a photo there."""
        if loaded is None or loaded.chosen is None:
            return
        kinds = f"{tr('PNG picture')} (*.png)"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save face"), face_name(loaded), kinds)
        if name:
            work = partial(_save_face, loaded, Path(name))
            self._worker.run("save face", work, self._saved, self.tell)

    def tell(self, error: FaceIdError) -> None:
        """Say what went wrong."""
        message = error_message(error)
        self.said.emit(f"{message.title}. {message.hint}")

    def _saved(self, path: Path) -> None:
        self.said.emit(tr("Saved {name}").format(name=path))

    def _drag(self, path: Path) -> None:
        held = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if held and self.report is not None:
            self.drags.file(path, self.report.crops[0])
        else:
            self.said.emit(tr("The report is ready now; drag it again."))


def face_name(loaded: LoadedPhoto) -> str:
    """Return the name of the file of a face."""
    return f"{Path(loaded.source.name).stem}-{tr('face')}.png"


def _save_face(loaded: LoadedPhoto, path: Path) -> Path:
    from faceid_desktop.errors import OutputError
    from faceid_desktop.paths import write_atomically

    path = path if path.suffix else path.with_suffix(".png")
    try:
        write_atomically(path, encoded(loaded.crops[loaded.chosen or 0]))
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error
    return path
