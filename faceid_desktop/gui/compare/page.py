"""The Compare page: two photos, many, or a document and a living person; what is dropped decides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from faceid_desktop.core.records import Comparison
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.compare.pair import PairView
from faceid_desktop.gui.compare.photo_panel import PhotoPanel
from faceid_desktop.gui.compare.sources import PhotoSource, from_paths, looks_like_photo
from faceid_desktop.gui.evidence.panel import EvidencePanel
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import ElidedLabel
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.gui.compare.document_desk import DocumentDesk
    from faceid_desktop.gui.compare.many_desk import ManyDesk

PAIR, MANY, DOCUMENT = 0, 1, 2


class ComparePage(Page):
    """Everything that compares photos without a gallery.

    Parameters
    ----------
    state
        What the pages share.
    samples
        Two sample pictures to try the page with; fewer switch the offer off.
    """

    def __init__(self, state: AppState, samples: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(state.theme, tr("Compare"), parent)
        self._state = state
        self._ready: ReadyEngine | None = None
        self.setAcceptDrops(True)
        self.pair = PairView(state, samples)
        self._many: ManyDesk | None = None
        self._document: DocumentDesk | None = None
        self._mode = PAIR
        self.stack = QStackedWidget()
        self.modes = QButtonGroup(self)
        self.swap_button = QPushButton(tr("Swap"))
        self.clear_button = QPushButton(tr("Clear"))
        self.hint = ElidedLabel(
            tr("Drop photos or a folder anywhere · paste with Ctrl+V · nothing leaves this computer"), "hint"
        )
        self._build()
        self._connect()
        self._dress()
        self.show_mode(PAIR)

    # ------------------------------------------------------------------ layout
    def _build(self) -> None:
        kinds = ((PAIR, tr("Two photos")), (MANY, tr("Many photos")), (DOCUMENT, tr("Document and person")))
        for mode, text in kinds:
            button = QPushButton(text)
            button.setObjectName("filter")
            button.setCheckable(True)
            button.setAccessibleName(text)
            self.modes.addButton(button, mode)
            self.tools.addWidget(button)
        self.tools.addSpacing(8)
        self.swap_button.setToolTip(tr("Exchange the two photos (Ctrl+Shift+X)"))
        self.clear_button.setToolTip(tr("Remove all photos (Ctrl+L)"))
        self.swap_button.setAccessibleName(tr("Swap the photos"))
        self.clear_button.setAccessibleName(tr("Clear all photos"))
        self.tools.addWidget(self.swap_button)
        self.tools.addWidget(self.clear_button)
        self.stack.addWidget(self.pair)
        self.stack.addWidget(QWidget())  # gives way to the table on the first visit
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.hint)

    def _connect(self) -> None:
        self.modes.idClicked.connect(self.show_mode)
        self.pair.offered.connect(self.add)
        self.pair.said.connect(self.hint.set_whole)
        self.pair.photos_changed.connect(self._enable)
        self.swap_button.clicked.connect(self.swap)
        self.clear_button.clicked.connect(lambda: self.clear(0, 1))
        self.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        tokens = self.theme.tokens
        self.swap_button.setIcon(icon("swap", tokens.ink, tokens.disabled))
        self.clear_button.setIcon(icon("clear", tokens.ink, tokens.disabled))

    def set_width(self, width_px: int) -> None:
        """Fit the columns to the width of the page."""
        self.pair.set_width(width_px)

    # ------------------------------------------------------------------ modes
    @property
    def many(self) -> ManyDesk:
        """The table of many photos; built when it is first wanted."""
        if self._many is None:
            # What compares many photos loads OpenCV, for which the window's start does not wait.
            from faceid_desktop.gui.compare.many_desk import ManyDesk

            made = self._many = ManyDesk(self._state)
            made.pair_wanted.connect(self._open_pair)
            made.said.connect(self.hint.set_whole)
            made.changed.connect(self._enable)
            if self._ready is not None:
                made.set_engine(self._ready)
            empty = self.stack.widget(MANY)
            self.stack.insertWidget(MANY, made.view)
            if empty is not None:
                self.stack.removeWidget(empty)
                empty.deleteLater()
        return self._many

    @property
    def document(self) -> DocumentDesk:
        """The camera beside a document; built when it is first wanted."""
        if self._document is None:
            from faceid_desktop.gui.compare.document_desk import DocumentDesk

            self._document = DocumentDesk(self._state, self.pair)
            if self._ready is not None:
                self._document.set_engine(self._ready)
        return self._document

    @property
    def mode(self) -> int:
        """What is shown: `PAIR`, `MANY` or `DOCUMENT`."""
        return self._mode

    def show_mode(self, mode: int) -> None:
        """Show two photos, many, or a document and a person."""
        before, self._mode = self._mode, mode
        shown = self.many.view if mode == MANY else self.pair
        self.stack.setCurrentWidget(shown)
        self.modes.button(mode).setChecked(True)
        self.swap_button.setVisible(mode == PAIR)
        if mode == DOCUMENT:
            self.document.show()
        elif before == DOCUMENT:
            self.document.hide()
        self._enable()

    def left(self) -> None:
        """Switch the camera off."""
        if self._document is not None:
            self._document.panel.stop()

    def close_page(self) -> None:
        """Switch the camera off for good, and remove what was dragged out."""
        self.pair.outbox.drags.clear()
        if self._document is not None:
            self._document.close()

    def _open_pair(self, first: Path, second: Path) -> None:
        self.show_mode(PAIR)
        self.pair.add(0, from_paths([first, second]))

    def _enable(self) -> None:
        self.swap_button.setEnabled(self.pair.any_photo)
        filled = self.many.any_photo if self.mode == MANY else self.pair.any_photo
        self.clear_button.setEnabled(filled)

    # ------------------------------------------------------------------ engine
    def set_engine(self, ready: ReadyEngine) -> None:
        """Take the loaded models."""
        self._ready = ready
        self.pair.set_engine(ready)
        if self._document is not None:
            self._document.set_engine(ready)
        if self._many is not None:
            self._many.set_engine(ready)

    def set_failure(self, error: FaceIdError) -> None:
        """Say that the models cannot be loaded."""
        self.pair.set_failure(error)
        if self._many is not None:
            self._many.set_failure(error)

    # ------------------------------------------------------------------ photos
    @property
    def panels(self) -> tuple[PhotoPanel, PhotoPanel]:
        """The two sides."""
        return self.pair.panels

    @property
    def evidence(self) -> EvidencePanel:
        """The evidence on two photos."""
        return self.pair.evidence

    @property
    def comparison(self) -> Comparison | None:
        """The comparison of two photos that is shown, if there is one."""
        return self.pair.comparison

    def add(self, side: int, sources: Sequence[PhotoSource]) -> None:
        """Take photos: one for a side, two for both; more, or a folder, for the table of all pairs."""
        files = [each.path for each in sources if each.path is not None]
        if self.mode == MANY or len(files) > 2 or any(path.is_dir() for path in files):
            self.show_mode(MANY)
            self.many.add(files)
        else:
            self.pair.add(side, sources)

    def take_over(self, other: ComparePage) -> None:
        """Show the photos of another page, which gives way to this one."""
        for side, source in enumerate(other.pair.sources):
            if source is not None:
                self.pair.add(side, [source])
        if other.mode == DOCUMENT:
            self.show_mode(DOCUMENT)
        if other.mode == MANY:
            self.show_mode(MANY)
            self.many.add(other.many.paths)
            other.many.clear()

    def take(self, side: int, mime: QMimeData) -> None:
        """Take what was dropped or pasted."""
        self.pair.take(side, mime)

    def paste(self) -> None:
        """Take what is in the clipboard."""
        self.pair.paste()

    def open_photo(self, side: int | None = None) -> None:
        """Ask for photos."""
        if self.mode == MANY:
            self.many.open_photos()
        else:
            self.pair.open_photo(side)

    def clear(self, *sides: int) -> None:
        """Remove the photos of some sides, or all where many are shown."""
        if self.mode == MANY:
            self.many.clear()
        else:
            self.pair.clear(*sides)

    def swap(self) -> None:
        """Exchange the two sides."""
        self.pair.swap()

    def choose_face(self, side: int, face: int) -> None:
        """Compare another face of a photo."""
        self.pair.choose_face(side, face)

    def copy_text(self) -> None:
        """Copy the evidence as text."""
        self.pair.outbox.copy_text()

    def choose_report_file(self) -> None:
        """Ask for a file and save the report of what is shown there."""
        if self.mode == MANY:
            self.many.choose_table_file()
        else:
            self.pair.outbox.choose_report_file()

    def save_report(self, path: Path) -> None:
        """Save the report on two photos."""
        self.pair.outbox.save_report(path)

    # ------------------------------------------------------------------ drops beside the panels
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Accept what may be a photo."""
        if looks_like_photo(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Put dropped photos on a free side."""
        event.acceptProposedAction()
        self.take(self.pair.target(), event.mimeData())
