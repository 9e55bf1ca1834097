"""Many photos on screen: an invitation, the progress, or the groups and the table of all pairs."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.core.records import Outcome
from faceid_desktop.gui.compare.many_groups import GroupList, paint_face
from faceid_desktop.gui.compare.many_model import (
    BANS,
    EVIDENCE,
    FIRST,
    FMR,
    NOTES,
    SECOND,
    VERDICT,
    PairModel,
)
from faceid_desktop.gui.compare.words import linking_name
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.evidence.panel import MessageView
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr, verdict
from faceid_desktop.services.many import Linking

MESSAGE, RESULT = 0, 1
_Index = QModelIndex | QPersistentModelIndex
_FACE_PX, _SIGN_PX, _ROW_PX, _PAD_PX = QSize(30, 34), QSize(16, 16), 44, 8
_INDENT_PX = 5
"""From the text of a cell, as Qt places it, to the text of its header."""
_NARROW_PX, _NARROW_TABLE_PX, _GROUPS_PX, _NARROW_GROUPS_PX = 1000, 700, 330, 220
_SHARES = {FIRST: 16, SECOND: 16, VERDICT: 15, EVIDENCE: 20, BANS: 7, FMR: 14, NOTES: 12}
"""Shares of the columns in the width of the table, in percent."""


class ManyView(QWidget):
    """Shows; reading and comparing is done by whoever listens."""

    photos_wanted = Signal()
    folder_wanted = Signal()
    cancel_wanted = Signal()
    save_wanted = Signal()
    linking_wanted = Signal(object)
    pair_wanted = Signal(int, int)
    """The places of two photos that are to be looked at side by side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.stack = QStackedWidget()
        self.message = MessageView(theme)
        self.open_button, self.folder_button = (
            QPushButton(tr("Open photos…")),
            QPushButton(tr("Open a folder…")),
        )
        self.cancel_button = QPushButton(tr("Cancel"))
        self.bar = QProgressBar()
        self.summary, self.chance = label("", "subtitle", wrap=True), label("", "hint", wrap=True)
        self.groups, self.pairs, self.table = GroupList(theme), PairModel(theme), PairTable()
        self.pairs.setParent(self)  # left to Python, it might be collected on the thread of a worker
        self._cells = PairCell(theme, self)
        self.search, self.verdicts, self.linking = QLineEdit(), QComboBox(), QComboBox()
        self.shown = label("", "hint")
        self.all_button = QPushButton(tr("All pairs"))
        self.pair_button = QPushButton(tr("Side by side"))
        self.add_button = QPushButton(tr("Add photos…"))
        self.save_button = QPushButton(tr("Save table…"))
        self._build()
        self._connect()
        self._dress()

    # ------------------------------------------------------------------ layout
    def _build(self) -> None:
        for button in (self.open_button, self.folder_button, self.cancel_button):
            button.setAccessibleName(button.text())
            self.message.add_button(button)
        self.open_button.setObjectName("primary")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setFixedWidth(320)
        self.message.add_bar(self.bar)
        card = QFrame()
        card.setObjectName("card")
        QVBoxLayout(card).addWidget(self.message)
        self.stack.addWidget(card)
        self.stack.addWidget(self._results())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _results(self) -> QWidget:
        self._fill_choices()
        self._shape_table()
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.summary)
        words.addWidget(self.chance)
        head.addLayout(words, 1)
        head.addWidget(self.linking)
        head.addWidget(self.add_button)
        head.addWidget(self.save_button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(_card(self.groups))
        split.addWidget(_card(self._tools(), self.table))
        split.setStretchFactor(1, 1)
        split.setSizes([_GROUPS_PX, 3 * _GROUPS_PX])
        self._split, self._narrow = split, False
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(split, 1)
        return body

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.verdicts)
        row.addWidget(self.all_button)
        row.addWidget(self.shown)
        row.addWidget(self.pair_button)
        return row

    def _fill_choices(self) -> None:
        self.search.setPlaceholderText(tr("Search file names"))
        self.search.setAccessibleName(tr("Search file names"))
        self.search.setClearButtonEnabled(True)
        self.verdicts.setAccessibleName(tr("Show pairs with this verdict"))
        self.verdicts.addItem(tr("All verdicts"), None)
        for outcome in (Outcome.SAME, Outcome.UNCERTAIN, Outcome.DIFFERENT, Outcome.POOR_QUALITY):
            self.verdicts.addItem(verdict(outcome).text, outcome)
        self.linking.setAccessibleName(tr("How photos are grouped"))
        for linking in Linking:
            self.linking.addItem(linking_name(linking), linking)
        self.all_button.setToolTip(tr("Show the pairs of all photos again"))
        self.pair_button.setToolTip(tr("Open the selected pair with all evidence (Enter)"))
        self.save_button.setToolTip(tr("Save all pairs as a table, or a report with the groups (Ctrl+S)"))
        self.add_button.setToolTip(tr("Compare more photos with these (Ctrl+O), or drop them here"))
        for button in (self.all_button, self.pair_button, self.add_button, self.save_button):
            button.setAccessibleName(button.text())

    def _shape_table(self) -> None:
        table = self.table
        table.setModel(self.pairs)
        table.setObjectName("plain_list")
        table.setAccessibleName(tr("All pairs"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setIconSize(_SIGN_PX)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setItemDelegate(self._cells)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSortIndicator(EVIDENCE, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.photos_wanted)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.add_button.clicked.connect(self.photos_wanted)
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.linking.activated.connect(lambda _: self.linking_wanted.emit(self.linking.currentData()))
        self.search.textChanged.connect(self._filter)
        self.verdicts.activated.connect(self._filter)
        self.all_button.clicked.connect(self.groups.clearSelection)
        self.groups.selectionModel().selectionChanged.connect(self._filter)
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        self.pair_button.clicked.connect(lambda: self._open(self.table.currentIndex().row()))
        self.pairs.modelReset.connect(self._enable)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.save_button.setIcon(icon("save", tokens.ink, tokens.disabled))
        self.add_button.setIcon(icon("photo", tokens.ink, tokens.disabled))
        self.open_button.setIcon(icon("photo", tokens.on_accent, tokens.disabled))
        self.pair_button.setIcon(icon("compare", tokens.ink, tokens.disabled))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the groups less room where there is little."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        if narrow is not self._narrow:
            self._narrow = narrow
            groups = _NARROW_GROUPS_PX if narrow else _GROUPS_PX
            self._split.setSizes([groups, self.width() - groups])

    # ------------------------------------------------------------------ what is shown
    def show_invitation(self, message: Message) -> None:
        """Ask for photos."""
        self._show_message("compare", message, "accent", ask=True)

    def show_problem(self, message: Message) -> None:
        """Say why nothing can be compared."""
        self._show_message("alert", message, "bad", ask=True)

    def show_progress(self, message: Message, done: int, total: int) -> None:
        """Say how far it is."""
        self._show_message("face", message, "accent", ask=False)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_result(self, summary: str, chance: str) -> None:
        """Show the groups and the table, which whoever compared has filled."""
        self.summary.setText(summary)
        self.chance.setText(chance)
        self.search.clear()
        self.verdicts.setCurrentIndex(0)
        self.stack.setCurrentIndex(RESULT)
        self._enable()

    def _show_message(self, sign: str, message: Message, tone: str, *, ask: bool) -> None:
        self.message.show_words(sign, message, tone, busy=False)
        self.bar.setVisible(not ask)
        self.cancel_button.setVisible(not ask)
        self.open_button.setVisible(ask)
        self.folder_button.setVisible(ask)
        self.stack.setCurrentIndex(MESSAGE)

    # ------------------------------------------------------------------ filters
    def _filter(self) -> None:
        row = self.groups.chosen
        places = row.places if row is not None and row.places else None
        self.pairs.show_only(self.search.text(), self.verdicts.currentData(), places)

    def _open(self, row: int) -> None:
        if 0 <= row < self.pairs.rowCount():
            self.pair_wanted.emit(*self.pairs.pair(row))

    def _enable(self) -> None:
        self.pair_button.setEnabled(self.table.currentIndex().isValid())
        self.all_button.setVisible(self.groups.chosen is not None)
        self.shown.setText(tr("%n pairs shown", "", self.pairs.rowCount()))


class PairTable(QTableView):
    """A table whose columns share its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noted = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the new width."""
        super().resizeEvent(event)
        self.share_out()

    def show_notes(self, *, any_note: bool) -> None:
        """Give the notes a column, or their room to the other columns where there is nothing to note."""
        self._noted = any_note
        self.share_out()

    def share_out(self) -> None:
        """Give each column its share; where the table is narrow, bans and notes go (tool tips have them)."""
        width = self.viewport().width()
        narrow = width < _NARROW_TABLE_PX
        self.setColumnHidden(BANS, narrow)
        self.setColumnHidden(NOTES, narrow or not self._noted)
        shown = {column: share for column, share in _SHARES.items() if not self.isColumnHidden(column)}
        if not self._noted:  # the names of files are what is cut off first
            for column in (FIRST, SECOND):
                shown[column] += _SHARES[NOTES] // 2
        header, total = self.horizontalHeader(), sum(shown.values())
        widths = {
            column: max(width * share // total, header.sectionSizeHint(column))
            for column, share in shown.items()
        }
        missing = max(0, sum(widths.values()) - width)  # where headings need more than their share
        for column in (FIRST, SECOND):
            widths[column] -= missing // 2
        for column in shown:
            if column != max(shown):  # it takes the rest
                header.resizeSection(column, widths[column])


class PairCell(QStyledItemDelegate):
    """Paints a small face before the name of its photo, and the selection in this program's colours."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the cell."""
        rect, tokens = QRectF(option.rect), self._theme.tokens
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.colour("accent_soft"))
        face = index.data(PairModel.FaceRole)
        if not isinstance(face, QImage):
            painter.restore()
            plain = QStyleOptionViewItem(option)
            plain.rect = option.rect.adjusted(_INDENT_PX, 0, 0, 0)
            plain.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
            super().paint(painter, plain, index)
            return
        place = QRectF(rect.left() + _INDENT_PX, rect.center().y() - _FACE_PX.height() / 2 + 0.5,
                       _FACE_PX.width(), _FACE_PX.height())  # fmt: skip
        paint_face(painter, place, face)
        words = rect.adjusted(_FACE_PX.width() + _PAD_PX + _INDENT_PX, 0, -_PAD_PX, 0)
        name = QFontMetricsF(option.font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, words.width()
        )
        painter.setFont(option.font)
        painter.setPen(tokens.colour("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


def _card(*parts: QWidget | QHBoxLayout) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(10)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1)
        else:
            column.addLayout(part)
    return card
