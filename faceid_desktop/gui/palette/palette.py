"""The palette itself: a line to type into and what fits it, over the window, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.core.text import folded
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme, type_scale
from faceid_desktop.gui.palette.fuzzy import ranked
from faceid_desktop.gui.words import tr

_WIDTH_PX, _ROW_PX, _MOST_ROWS, _TOP_PX = 580, 38, 9, 72
_MOST = 50
_DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen.

    Parameters
    ----------
    title
        What it is called.
    run
        What happens then.
    detail
        Shown at the end of the line: its keys, or what kind of thing it is.
    also
        Other words for it.
    """

    title: str
    run: Callable[[], object] = field(compare=False)
    detail: str = ""
    also: str = ""


class CommandPalette(QFrame):
    """Lies over the upper middle of a window until something is chosen or the keyboard goes elsewhere.

    Parameters
    ----------
    theme
        The design tokens in force.
    window
        What it lies over.
    """

    people_wanted = Signal(str)
    """People who are called so should be offered, too; `offer_people` brings them."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: tuple[Entry, ...] = ()
        self._people: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName(tr("Command palette"))
        self.line, self.list = QLineEdit(), QListView()
        self.nothing = label(tr("Nothing is called so."), "hint")
        self._model = QStandardItemModel(self)
        self._build(theme)
        self.line.textChanged.connect(self._search)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.hide()

    def open_with(self, entries: Sequence[Entry]) -> None:
        """Offer entries, and take the keyboard."""
        self._entries, self._people = tuple(entries), ()
        self._before = self._window.focusWidget()
        self.line.clear()
        self._search("")
        self._lay()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.installEventFilter(self)

    def offer_people(self, typed: str, people: Sequence[Entry]) -> None:
        """Add people to what is offered, unless something else was typed meanwhile."""
        if typed == self.line.text() and not self.isHidden():
            self._people = tuple(people)
            self._fill()

    def close_palette(self) -> None:
        """Give the keyboard back to where it was."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    @property
    def titles(self) -> list[str]:
        """What is offered at the moment, the best first."""
        return [entry.title for entry in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move in the list by the keys of the line, and stay in the middle of the window."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self._lay()
            return False
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.close_palette()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in _MOVES:
            page = _MOST_ROWS - 1
            step = {_MOVES[0]: -1, _MOVES[1]: 1, _MOVES[2]: -page, _MOVES[3]: page}[key]
            self._move(step)
        elif key != Qt.Key.Key_Tab and key != Qt.Key.Key_Backtab:
            return False
        return True

    def _move(self, step: int) -> None:
        count = len(self._shown)
        if count:
            at = self.list.currentIndex().row() + step
            # One step past the end comes around; a page stops there.
            at = at % count if abs(step) == 1 else min(max(at, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(at, 0))

    def _search(self, text: str) -> None:
        self._people = ()
        self._fill()
        if text.strip():
            self.people_wanted.emit(text)

    def _fill(self) -> None:
        typed = folded(self.line.text())
        found = ranked(typed, self._entries, lambda entry: folded(entry.title), _MOST)
        # Other words for a thing count only as they stand: their scattered letters would fit anything.
        others = [
            each for each in self._entries if typed and typed in folded(each.also) and each not in found
        ]
        self._shown = [*found, *others, *self._people]
        self._model.clear()
        for entry in self._shown:
            item = QStandardItem(entry.title)
            item.setData(entry.detail, _DETAIL_ROLE)
            said = f"{entry.title}, {entry.detail}" if entry.detail else entry.title
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self._model.appendRow(item)
        self.list.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        if self._shown:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._lay()

    def _run(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            entry = self._shown[place]
            self.close_palette()
            entry.run()

    def _build(self, theme: Theme) -> None:
        self.line.setPlaceholderText(tr("Type a command, a page or a name"))
        self.line.setAccessibleName(tr("Command, page or person"))
        self.line.installEventFilter(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(tr("What can be done"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.nothing)

    def _lay(self) -> None:
        rows = min(len(self._shown), _MOST_ROWS)
        self.list.setFixedHeight(max(1, rows) * _ROW_PX)
        width = min(_WIDTH_PX, self._window.width() - 32)
        room = self._window.height() - 2 * 16
        height = min(self.sizeHint().height(), room)
        top = min(_TOP_PX, max(16, self._window.height() - height - 16))
        self.setGeometry((self._window.width() - width) // 2, top, width, height)


class _Delegate(QStyledItemDelegate):
    """Paints a line: the title, and its keys at the end."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line."""
        return QSize(100, _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a line."""
        tokens = self._theme.tokens
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        inner = rect.adjusted(12, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        detail = str(index.data(_DETAIL_ROLE) or "")
        font = painter.font()
        font.setPixelSize(round(12 * type_scale()))
        painter.setFont(font)
        painter.setPen(tokens.colour("mute"))
        used = (
            painter.boundingRect(inner, middle | Qt.AlignmentFlag.AlignRight, detail).width() if detail else 0
        )
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, detail)
        font.setPixelSize(round(14 * type_scale()))
        painter.setFont(font)
        painter.setPen(tokens.colour("accent" if chosen else "ink"))
        room = inner.adjusted(0, 0, -used - 16, 0)
        title = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()
