"""The evidence: verdict in plain words, likelihood, distributions, rates, both aligned faces, its limits."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui import words
from faceid_desktop.gui.compare.report import Report, interim_note
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.evidence.facts import EvidenceFacts, evidence_of
from faceid_desktop.gui.evidence.prior import Prior
from faceid_desktop.gui.evidence.regions import RegionsView
from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import CropView, Mark, label
from faceid_desktop.gui.look.theme import Theme, set_tone
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.explanation import PatchEvidence

_CROP = QSize(112, 126)


class EvidencePanel(QFrame):
    """The card to the right: an invitation, a message, or the result of a comparison."""

    samples_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self, theme: Theme, prior: Prior, *, with_samples: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.stack = QStackedWidget()
        self.message = MessageView(theme)
        self.result = ResultView(theme, prior)
        self.sample_button = QPushButton(tr("Try sample pictures"))
        self.copy_button = QPushButton(tr("Copy text"))
        self.save_button = QPushButton(tr("Report…"))
        self._with_samples = with_samples
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("evidence")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.result)
        scroll.viewport().setAutoFillBackground(False)
        self.stack.addWidget(self.message)
        self.stack.addWidget(scroll)
        self.message.add_button(self.sample_button)
        self.sample_button.setObjectName("primary")
        self.save_button.setObjectName("primary")
        self.copy_button.setToolTip(tr("Copy the evidence as text (Ctrl+Shift+C)"))
        self.save_button.setToolTip(tr("Save the evidence as PDF or PNG (Ctrl+S), or drag it elsewhere"))
        for button in (self.sample_button, self.copy_button, self.save_button):
            button.setAccessibleName(button.text())
        self.sample_button.clicked.connect(self.samples_wanted)
        self.copy_button.clicked.connect(self.copy_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.copy_button.setIcon(icon("copy", tokens.ink, tokens.disabled))
        self.save_button.setIcon(icon("save", tokens.on_accent, tokens.disabled))
        self.sample_button.setIcon(icon("sample", tokens.on_accent, tokens.disabled))

    def show_invitation(self, missing: int) -> None:
        """Say how many photos are missing and offer the sample pictures."""
        hint = tr(
            "You get a verdict in plain words, how strong the evidence is, and how often two different "
            "people look this much alike."
        )
        title = tr("Add two photos") if missing > 1 else tr("Add one more photo")
        self._show_message("compare", Message(title, hint), "accent", samples=missing > 1)

    def show_obstacle(self, message: Message) -> None:
        """Say why the two photos are not compared yet."""
        self._show_message("poor", message, "warn")

    def show_loading(self) -> None:
        """Say that the models are still loading."""
        hint = tr("You can add photos already; they are compared as soon as the models are ready.")
        self._show_message("model", Message(tr("Loading models…"), hint), "accent", busy=True, samples=True)

    def show_busy(self, title: str) -> None:
        """Say what is under way."""
        self._show_message("compare", Message(title, ""), "accent", busy=True)

    def show_error(self, error: FaceIdError) -> None:
        """Say what went wrong and what to do."""
        self._show_message("alert", error_message(error), "bad")

    def show_result(self, report: Report) -> None:
        """Show the evidence."""
        self.result.show_report(report)
        self.stack.setCurrentIndex(1)
        self._enable(result=True)

    def _show_message(
        self, icon_name: str, message: Message, tone: str, *, busy: bool = False, samples: bool = False
    ) -> None:
        self.message.show_words(icon_name, message, tone, busy=busy)
        self.sample_button.setVisible(samples and self._with_samples)
        self.stack.setCurrentIndex(0)
        self._enable(result=False)

    def _enable(self, *, result: bool) -> None:
        for button in (self.copy_button, self.save_button):
            button.setEnabled(result)
            button.setVisible(result)


class MessageView(QWidget):
    """An icon, a title, a hint and perhaps a button, in the middle."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark(theme, 56)
        self.title = label("", "subtitle", wrap=True)
        self.hint = label("", "row_name", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(180)
        self.progress.setAccessibleName(tr("Working"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 12, 0)
        self._layout.setSpacing(10)
        self._layout.addStretch(1)
        self._layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for each in (self.title, self.hint):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._layout.addWidget(each)
        self._layout.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)

    def add_button(self, button: QPushButton) -> None:
        """Put a button below the words."""
        self._layout.insertWidget(self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def add_bar(self, bar: QProgressBar) -> None:
        """Put a progress bar right below the words."""
        self._layout.insertWidget(4, bar, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_words(self, icon_name: str, message: Message, tone: str, *, busy: bool) -> None:
        """Show a message; ``busy`` adds a moving bar."""
        self.mark.show_mark(icon_name, tone)
        self.title.setText(message.title)
        self.hint.setText(message.hint)
        self.hint.setVisible(bool(message.hint))
        self.progress.setVisible(busy)


class ResultView(QWidget):
    """The result of a comparison, from the plain verdict down to the figures."""

    def __init__(self, theme: Theme, prior: Prior, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_body")
        self.mark = Mark(theme, 30)
        self.verdict = label("", "verdict", wrap=True)
        self.sentence = QLabel()
        self.sentence.setObjectName("sentence")
        self.sentence.setWordWrap(True)
        self.notice = QFrame()
        self.notice_text = label("", "notice_text", wrap=True)
        self.facts = EvidenceFacts(theme, prior)
        self.regions = RegionsView(theme)
        self.crops = (CropView(_CROP), CropView(_CROP))
        self.crop_names = (label("", "caption"), label("", "caption"))
        self.interim = label(interim_note(), "caption", wrap=True)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        self.notice.setObjectName("notice")
        set_tone(self.notice, "warn")
        box = QVBoxLayout(self.notice)
        box.setContentsMargins(12, 9, 12, 9)
        box.addWidget(self.notice_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.sentence)
        layout.addWidget(self.notice)
        layout.addWidget(self.facts)
        layout.addWidget(self.regions)
        layout.addWidget(label(tr("The faces as the model saw them"), "caption", wrap=True))
        layout.addLayout(self._crop_row())
        layout.addWidget(self.interim)
        layout.addStretch(1)

    def _crop_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for side, crop, name in zip("AB", self.crops, self.crop_names, strict=True):
            crop.setCursor(Qt.CursorShape.OpenHandCursor)
            crop.setToolTip(tr("The aligned face; drag it into another program or a folder"))
            crop.setAccessibleName(tr("Aligned face {side}").format(side=side))
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(crop)
            column.addWidget(name)
            row.addLayout(column)
        row.addStretch(1)
        return row

    def show_report(self, report: Report) -> None:
        """Show the evidence of a comparison."""
        verdict = words.verdict(report.decision.outcome)
        self.mark.show_mark(verdict.icon, verdict.tone)
        self.verdict.setText(verdict.text)
        before, strong, after = (escape(part) for part in words.sentence(report.decision))
        self.sentence.setText(f"<p style='line-height:135%'>{before}<b>{strong}</b>{after}</p>")
        notes = report.reasons_against()
        self.notice_text.setText("\n".join(notes))
        self.notice.setVisible(bool(notes))
        self.interim.setVisible(report.interim)
        self.facts.show_evidence(evidence_of(report.decision, report.plot))
        for crop, image in zip(self.crops, report.crops, strict=True):
            crop.show_image(image)
        for name, side in zip(self.crop_names, "AB", strict=True):
            name.setText(tr("Photo {side}").format(side=side))
        self._claim_height()
        self.setAccessibleName(tr("Evidence"))
        self.setAccessibleDescription(report.text())

    def show_regions(self, regions: Sequence[PatchEvidence]) -> None:
        """Show which regions of the two faces agree; nothing where the model cannot tell."""
        self.regions.show_regions(regions)
        self._claim_height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Claim the height that the wrapped texts need at the new width."""
        super().resizeEvent(event)
        self._claim_height()

    def event(self, event: QEvent) -> bool:
        """Claim it anew when a part of the evidence has got another height, as by a row that was added."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._claim_height()
        return handled

    def _claim_height(self) -> None:
        # A scroll area asks for the least height only, and wrapped labels would be cut off.
        layout = self.layout()
        if layout is not None:
            margins = layout.contentsMargins()
            inner = self.width() - margins.left() - margins.right()
            self.notice.setFixedHeight(max(0, self.notice.heightForWidth(inner)))  # -1 while hidden
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
