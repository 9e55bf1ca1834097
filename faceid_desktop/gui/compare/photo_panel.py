"""One side of a comparison: the photo with its faces, what was measured on one, and ways to get a photo."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError, NoFaceFound, SeveralFacesFound
from faceid_desktop.gui import words
from faceid_desktop.gui.compare.photo_canvas import PhotoCanvas
from faceid_desktop.gui.compare.sources import PhotoSource, looks_like_photo
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.jobs import LoadedPhoto
from faceid_desktop.gui.look.flow import FlowLayout
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import CropView, ElidedLabel, chip, label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr

_CROP = QSize(40, 45)


class PhotoPanel(QFrame):
    """The card of one photo.

    Parameters
    ----------
    side
        How the side is called in words, e.g. "A".
    """

    open_wanted = Signal()
    clear_wanted = Signal()
    face_wanted = Signal(int)
    dropped = Signal(QMimeData)

    def __init__(self, theme: Theme, side: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._side = theme, side
        self._invitation, self._empty = "", True
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self.canvas = PhotoCanvas(theme, self)
        self.name = ElidedLabel("", "photo_name")
        self.caption = ElidedLabel("", "caption")
        self.crop = CropView(_CROP)
        self.progress = QProgressBar()
        self.change_button = QPushButton(tr("Open…"))
        self.clear_button = QPushButton()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._build()
        self.canvas.open_wanted.connect(self.open_wanted)
        self.canvas.face_wanted.connect(self.face_wanted)
        self.change_button.clicked.connect(self.open_wanted)
        self.clear_button.clicked.connect(self.clear_wanted)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_empty()

    def _build(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Photo {side} is being analysed").format(side=self._side))
        keep = self.progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keep)
        self.change_button.setAccessibleName(tr("Open photo {side}").format(side=self._side))
        self.clear_button.setAccessibleName(tr("Remove photo {side}").format(side=self._side))
        self.clear_button.setToolTip(tr("Remove this photo"))
        self.clear_button.setObjectName("plain")
        self.change_button.setToolTip(tr("Open a photo for side {side}").format(side=self._side))
        self.crop.setToolTip(tr("The aligned face; drag it into another program or a folder"))
        self.crop.setCursor(Qt.CursorShape.OpenHandCursor)
        self.crop.setAccessibleName(tr("Aligned face of photo {side}").format(side=self._side))
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self.caption)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.crop)
        foot.addLayout(names, 1)
        foot.addWidget(self.change_button)
        foot.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(8)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.progress)
        layout.addLayout(foot)
        layout.addWidget(self._chips)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.clear_button.setIcon(icon("clear", tokens.mute, tokens.disabled))
        self.change_button.setIcon(icon("photo", tokens.ink, tokens.disabled))

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the room to the name of the photo where the panel is narrow."""
        self.change_button.setText("" if narrow else tr("Open…"))

    def show_empty(self) -> None:
        """Invite a photo."""
        title = self._invitation or tr("Drop photo {side} here").format(side=self._side)
        message = Message(title, tr("or click to choose, or Ctrl+V to paste"))
        self._empty = True
        self._show_words("photo", message, "accent", "")

    def add_note(self, note: QPushButton) -> None:
        """Put a button with a remark on the photo below what was measured."""
        if (layout := self.layout()) is not None:
            layout.addWidget(note)

    def invite(self, title: str) -> None:
        """Ask for another kind of photo where there is none; an empty title asks for any."""
        self._invitation = title
        if self._empty:
            self.show_empty()

    def show_waiting(self, source: PhotoSource, *, loading: bool) -> None:
        """Say that a photo is being analysed, or that it waits for the models."""
        self._empty = False
        title = tr("Waiting for the models…") if loading else tr("Looking for faces…")
        self._show_words("face", Message(title, source.name), "accent", source.name, busy=True)

    def show_error(self, source: PhotoSource, error: FaceIdError) -> None:
        """Say why a photo cannot be used."""
        self._empty = False
        self._show_words("alert", error_message(error), "bad", source.name)

    def show_photo(self, loaded: LoadedPhoto) -> None:
        """Show a photo, the chosen face, and what was measured on it."""
        count, source = len(loaded.photo.faces), loaded.source
        height, width = loaded.photo.image.shape[:2]
        faces = tr("%n faces", "", count) if count else tr("no face")
        self._empty = False
        self.canvas.show_photo(loaded)
        self._set_footer(source.name, f"{width} \u00d7 {height} · {faces}", busy=False)
        if loaded.chosen is None:
            error = (
                SeveralFacesFound(path=source.name, count=count) if count else NoFaceFound(path=source.name)
            )
            message = error_message(error)
            self._set_chips([words.Chip(message.title, "warn"), words.Chip(message.hint, "plain")])
            self.crop.hide()
            self._describe(f"{source.name}: {message.title}. {message.hint}")
            return
        self.crop.show_image(loaded.crops[loaded.chosen])
        self.crop.show()
        self._set_chips(words.quality_chips(loaded.photo.faces[loaded.chosen].quality))
        chosen = tr("face {n} of {count} chosen").format(n=loaded.chosen + 1, count=count)
        self._describe(f"{source.name}: {chosen}")

    def _show_words(
        self, icon_name: str, message: Message, tone: str, name: str, *, busy: bool = False
    ) -> None:
        self.canvas.show_message(icon_name, message, tone)
        self._set_footer(name, "", busy=busy)
        self._set_chips([])
        self.crop.hide()
        self._describe(f"{message.title}. {message.hint}")

    def _set_footer(self, name: str, caption: str, *, busy: bool) -> None:
        self.name.set_whole(name)
        self.caption.set_whole(caption)
        self.caption.setVisible(bool(caption))
        self.progress.setVisible(busy)
        self.clear_button.setVisible(bool(name))

    def _set_chips(self, chips: list[words.Chip]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in chips:
            made = chip(each.text, each.tone) if len(each.text) < 30 else label(each.text, "hint")
            self._flow.addWidget(made)
        self._chips.setVisible(bool(chips))

    def chip_texts(self) -> list[str]:
        """Return what the chips say."""
        items = (self._flow.itemAt(index) for index in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [str(widget.property("text")) for widget in widgets if widget is not None]

    def _describe(self, text: str) -> None:
        self.canvas.setAccessibleName(tr("Photo {side}").format(side=self._side))
        self.canvas.setAccessibleDescription(text)

    def _mark_drop(self, *, dropping: bool) -> None:
        self.setProperty("dropping", dropping)
        self.style().unpolish(self)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Accept what may be a photo and show where it would land."""
        if looks_like_photo(event.mimeData()):
            event.acceptProposedAction()
            self._mark_drop(dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Unmark the target."""
        self._mark_drop(dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand on what was dropped."""
        self._mark_drop(dropping=False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())
