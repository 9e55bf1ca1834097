"""The column of navigation, and the state that is always visible: models, device, interim or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.look.icons import icon, pixmap
from faceid_desktop.gui.look.labels import ElidedLabel, chip, label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import device_name, tr
from faceid_desktop.services.progress import Progress

WIDE_PX, NARROW_PX = 208, 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the navigation: its title and icon."""

    title: str
    icon: str


class StatusView(QWidget):
    """What the engine is doing and with what: the device really in use, the model, the INTERIM badge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = "mute"
        self.sign = QLabel()
        self.sign.setFixedSize(14, 14)
        self.state = ElidedLabel("", "status")
        self.model = ElidedLabel("", "status")
        self.badge = chip(tr("INTERIM"), "warn")
        self.badge.setToolTip(
            tr("This model was trained for a short time, so that the program can be tried.")
        )
        self.badge.setAccessibleName(tr("Interim model"))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.sign)
        line.addWidget(self.state, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(8, 4, 8, 4)
        self._line.setSpacing(5)
        self._line.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addLayout(line)
        self._line.addWidget(self.model)
        theme.changed.connect(self._dress)
        self.show_loading()

    def lay_down(self, *, flat: bool) -> None:
        """Arrange the parts side by side, or one below the other."""
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if flat else directions.TopToBottom)
        self._line.setSpacing(12 if flat else 5)
        for part, share in ((1, 2), (2, 3)):
            self._line.setStretch(part, share if flat else 0)

    def show_loading(self) -> None:
        """Say that the models are loading."""
        self._show(tr("Loading models…"), "", "accent", interim=False)

    def show_progress(self, progress: Progress) -> None:
        """Say how far the gallery's change to the present models is."""
        text = tr("New templates: {done} of {total}")
        self.model.set_whole(text.format(done=progress.done, total=progress.total))
        self.model.setVisible(True)

    def show_ready(self, ready: ReadyEngine) -> None:
        """Say which device and which model are in use."""
        device = tr("Runs on {device}").format(device=device_name(ready.device_name))
        self._show(
            device,
            tr("Model {id}").format(id=ready.model_id.partition("+")[0]),
            "good",
            interim=ready.interim,
        )
        self.model.setToolTip(ready.model_id)

    def show_error(self, error: FaceIdError) -> None:
        """Say that the models are not there."""
        self._show(error_message(error).title, "", "bad", interim=False)

    def _show(self, state: str, model: str, tone: str, *, interim: bool) -> None:
        self.state.set_whole(state)
        self.model.set_whole(model)
        self.model.setVisible(bool(model))
        self.badge.setVisible(interim)
        self._state = tone
        self._dress()

    def _dress(self) -> None:
        colour = getattr(self._theme.tokens, self._state)
        name = "alert" if self._state == "bad" else "device"
        self.sign.setPixmap(pixmap(name, colour, 14, self.devicePixelRatioF()))


class Sidebar(QFrame):
    """Navigation between pages; narrow windows show the icons only."""

    chosen = Signal(int)
    lock_wanted = Signal()

    def __init__(self, theme: Theme, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._entries = theme, tuple(entries)
        self.setObjectName("sidebar")
        self.logo = QLabel()
        self.brand = label(tr("FaceID Desktop"), "brand")
        self.status = StatusView(theme)
        self.lock_button = QPushButton()
        self.buttons = [QPushButton(f" {entry.title}") for entry in self._entries]
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._build()
        self._group.idClicked.connect(self.chosen)
        theme.changed.connect(self._dress)
        self._group.idToggled.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 2, 0, 12)
        head.setSpacing(9)
        head.addWidget(self.logo)
        head.addWidget(self.brand, 1)
        self._layout.setContentsMargins(12, 16, 12, 12)
        self._layout.setSpacing(4)
        self._layout.addLayout(head)
        for index, (entry, button) in enumerate(zip(self._entries, self.buttons, strict=True)):
            button.setObjectName("nav")
            button.setCheckable(True)
            button.setChecked(index == 0)
            button.setIconSize(QSize(18, 18))
            button.setAccessibleName(entry.title)
            button.setToolTip(tr("{title} (Ctrl+{n})").format(title=entry.title, n=index + 1))
            self._group.addButton(button, index)
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        self.lock_button.setObjectName("nav")
        self.lock_button.setIconSize(QSize(18, 18))
        self.lock_button.setAccessibleName(tr("Lock the gallery"))
        self.lock_button.setToolTip(tr("Lock or unlock the gallery (Ctrl+Alt+L)"))
        self.lock_button.clicked.connect(self.lock_wanted)
        self.lock_button.hide()
        self._layout.addWidget(self.lock_button)
        self._layout.addWidget(self.status)

    def choose(self, index: int) -> None:
        """Go to a page."""
        self.buttons[index].setChecked(True)
        self.chosen.emit(index)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and titles."""
        self.setFixedWidth(NARROW_PX if narrow else WIDE_PX)
        side = 8 if narrow else 12
        self._layout.setContentsMargins(side, 16, side, 12)
        self.brand.setVisible(not narrow)
        for entry, button in zip(self._entries, self.buttons, strict=True):
            button.setText("" if narrow else f" {entry.title}")
        self.lock_button.setText("" if narrow else f" {tr('Lock')}")

    def take_status(self) -> None:
        """Put the status back at the lower end of this column."""
        self._layout.addWidget(self.status)

    def _dress(self, *_: object) -> None:
        tokens = self._theme.tokens
        self.logo.setPixmap(pixmap("logo", tokens.accent, 24, max(1.0, self.devicePixelRatioF())))
        self.lock_button.setIcon(icon("lock", tokens.mute))
        for entry, button in zip(self._entries, self.buttons, strict=True):
            button.setIcon(icon(entry.icon, tokens.accent if button.isChecked() else tokens.mute))
