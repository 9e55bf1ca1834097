"""The Audit page: the state of the chain, filters, and the events."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gui.audit.model import AuditModel
from faceid_desktop.gui.audit.words import finding_line, state_words
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import Mark, label
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr
from faceid_desktop.services.audit import AuditReport

_MOST_FINDINGS = 5
_SPANS_DAYS = (1, 7, 30, 365)
_WIDTHS_PX = (64, 160, 190, 90, 90)


class AuditPage(Page):
    """Shows what was done; reading and checking is done by whoever listens."""

    filter_wanted = Signal(str, int)
    """A kind of events, empty for all, and of how many days, 0 for all."""
    verify_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Audit"), parent)
        self.model = AuditModel()
        self.model.setParent(self)  # left to Python, it might be collected on the thread of a worker
        self.table = QTableView()
        self.kinds, self.days = QComboBox(), QComboBox()
        self.verify_button, self.export_button = QPushButton(tr("Check now")), QPushButton(tr("Export…"))
        self.mark = Mark(theme, 40)
        self.state, self.line = label("", "subtitle"), label("", "row_value", wrap=True)
        self._build()
        for box in (self.kinds, self.days):
            box.activated.connect(lambda _: self._filter())
        self.verify_button.clicked.connect(self.verify_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        theme.changed.connect(self._dress)
        self._dress()

    def show_message(self, sign: str, message: Message, tone: str = "accent") -> None:
        """Say something about the log as a whole."""
        self.mark.show_mark(sign, tone)
        self.state.setText(message.title)
        self.line.setText(message.hint)

    def show_report(self, report: AuditReport) -> None:
        """Show the result of a check."""
        title, line = state_words(report)
        findings = [finding_line(each) for each in report.findings[:_MOST_FINDINGS]]
        sign, tone = ("same", "good") if report.holds else ("alert", "bad")
        self.show_message(sign, Message(title, "\n".join([line, *findings])), tone)

    def show_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer filters: code and name."""
        self.kinds.clear()
        for code, name in kinds:
            self.kinds.addItem(name, code)

    def _filter(self) -> None:
        self.filter_wanted.emit(str(self.kinds.currentData()), int(self.days.currentData()))

    def _build(self) -> None:
        self.kinds.setAccessibleName(tr("Kind of events"))
        self.days.setAccessibleName(tr("Time of events"))
        for days, name in (
            (0, tr("At any time")),
            *((days, tr("Within %n days", "", days)) for days in _SPANS_DAYS),
        ):
            self.days.addItem(name, days)
        for tool in (self.kinds, self.days, self.verify_button, self.export_button):
            self.tools.addWidget(tool)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Events"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS_PX):
            header.resizeSection(column, width)
        header.setSectionResizeMode(len(_WIDTHS_PX), QHeaderView.ResizeMode.Stretch)
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(self.mark)
        words = QVBoxLayout()
        words.addWidget(self.state)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        self.body.addWidget(card)
        self.body.addWidget(self.table, 1)

    def _dress(self) -> None:
        tokens = self.theme.tokens
        self.verify_button.setIcon(icon("check", tokens.ink))
        self.export_button.setIcon(icon("save", tokens.ink))
