"""The second step: what is measured while the person looks into the camera, and what was captured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from faceid_desktop.gui.enrol import words as enrol_words
from faceid_desktop.gui.enrol.check import CheckPanel
from faceid_desktop.gui.jobs import to_qimage
from faceid_desktop.gui.live import liveness_words
from faceid_desktop.gui.look.labels import CropView, chip, label, rule
from faceid_desktop.gui.look.theme import set_tone
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import CapturedFace, EnrolmentResult, GuidanceCode
from faceid_desktop.services.liveness.records import LivenessView

_CROP_PX, _CROPS = 64, 5
_CHECKS: tuple[tuple[str, frozenset[GuidanceCode]], ...] = (
    ("distance", frozenset({GuidanceCode.COME_CLOSER, GuidanceCode.MOVE_BACK, GuidanceCode.MOVE_TO_CENTRE})),
    (
        "light",
        frozenset(
            {
                GuidanceCode.MORE_LIGHT,
                GuidanceCode.LESS_LIGHT,
                GuidanceCode.LIGHT_FROM_FRONT,
                GuidanceCode.LIGHT_EVENLY,
            }
        ),
    ),
    ("stillness", frozenset({GuidanceCode.HOLD_STILL})),
    ("face", frozenset({GuidanceCode.REMOVE_COVER, GuidanceCode.OPEN_EYES, GuidanceCode.CLOSE_MOUTH})),
)


class CapturePanel(QWidget):
    """Shows the checks of the newest frame, the captured faces, why frames were rejected, and the check."""

    back_wanted = Signal()
    review_wanted = Signal()
    """The operator is content with what was captured; without a passed check where none is required."""
    check_wanted = Signal()
    """The operator goes on to the check although the ring is not full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = label("", "title")
        self.checks = {name: chip("") for name, _ in _CHECKS}
        self.crops = [CropView(QSize(_CROP_PX, _CROP_PX)) for _ in range(_CROPS)]
        self.rejected = label("", "hint", wrap=True)
        self.alive_name, self.alive, self.check = label(tr("Alive"), "row_name"), chip(""), CheckPanel()
        self.back_button = QPushButton(tr("Back"))
        self.review_button = QPushButton(tr("Review and save"))
        self._faults: Counter[GuidanceCode] = Counter()
        self._shown: tuple[CapturedFace, ...] = ()
        self._policy = "off"
        self._view: LivenessView | None = None
        self._build()
        self.back_button.clicked.connect(self.back_wanted)
        self.review_button.clicked.connect(self._go_on)

    def begin(self, person: str, policy: str = "off") -> None:
        """Begin with a person; the policy says what a liveness check is for (`settings.liveness_enrol`)."""
        self.person.setText(person)
        self._policy = policy
        for widget in (self.alive_name, self.alive, self.check):
            widget.setVisible(policy != "off")
        self._show_check(None)
        self._faults.clear()
        self._shown = ()
        self.rejected.setText("")
        self.review_button.setEnabled(False)
        for each in self.checks.values():
            each.setText(tr("waiting"))
            set_tone(each, "plain")
        for crop in self.crops:
            crop.show_image(None)

    def show_result(self, result: EnrolmentResult) -> None:
        """Show what a frame told."""
        wrong = set(result.guidance.rejected)
        seen = result.guidance.place is not None
        for name, codes in _CHECKS:
            found = sorted(wrong & codes)
            text = enrol_words.fault(found[0]) if found else tr("good") if seen else tr("waiting")
            self.checks[name].setText(text)
            set_tone(self.checks[name], "warn" if found else "good" if seen else "plain")
        self._faults.update(result.guidance.rejected[:1])
        self.rejected.setText(enrol_words.rejected(self._faults.elements()))
        self._show_captured(result.captured)
        self._show_check(result.liveness)

    def _go_on(self) -> None:
        """Go on to the check if there was none yet, else to the review."""
        if self._policy != "off" and self._view is None:
            self.check_wanted.emit()
        else:
            self.review_wanted.emit()

    def _show_check(self, view: LivenessView | None) -> None:
        self._view = view
        text, tone = liveness_words.chip(view)
        self.alive.setText(text)
        set_tone(self.alive, tone)
        self.check.show_view(view)
        passed = view is not None and view.result is not None and view.result.passed
        if self._policy == "off" or passed:
            words, allowed = tr("Review and save"), True
        elif view is None:
            words, allowed = tr("Go on to the check"), True
        else:
            running = not view.over
            words = tr("Skip the check") if running else tr("Go on all the same")
            allowed = self._policy != "require"
        self.review_button.setText(words)
        _dress(self.review_button, primary=view is None or passed)
        _dress(self.check.again_button, primary=not passed)
        self.review_button.setEnabled(bool(self._shown) and allowed)

    def _show_captured(self, captured: Sequence[CapturedFace]) -> None:
        faces = tuple(captured)
        if [id(each) for each in faces] == [id(each) for each in self._shown]:
            return
        self._shown = faces
        images: list[QImage | None] = [to_qimage(each.face.aligned.image) for each in faces[:_CROPS]]
        images += [None] * (_CROPS - len(images))
        for crop, image in zip(self.crops, images, strict=True):
            crop.show_image(image)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        names = {
            "distance": tr("Distance"),
            "light": tr("Light"),
            "stillness": tr("Stillness"),
            "face": tr("Face"),
        }
        for number, (name, _) in enumerate(_CHECKS):
            grid.addWidget(label(names[name], "row_name"), 2 * number, 0)
            grid.addWidget(self.checks[name], 2 * number, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(rule(), 2 * number + 1, 0, 1, 2)
        grid.addWidget(self.alive_name, 2 * len(_CHECKS), 0)
        grid.addWidget(self.alive, 2 * len(_CHECKS), 1, Qt.AlignmentFlag.AlignRight)
        strip = QHBoxLayout()
        strip.setSpacing(6)
        for crop in self.crops:
            strip.addWidget(crop)
        strip.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.review_button)
        self.review_button.setObjectName("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(tr("STEP 2 OF 3 · CAPTURE"), "step", wrap=True))
        column.addWidget(self.person)
        column.addWidget(rule())
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(label(tr("CAPTURED"), "caption"))
        column.addLayout(strip)
        column.addWidget(self.rejected)
        column.addSpacing(8)
        column.addWidget(self.check)
        column.addStretch(1)
        column.addLayout(buttons)


def _dress(button: QPushButton, *, primary: bool) -> None:
    """Let the one button stand out that leads the usual way."""
    name = "primary" if primary else ""
    if button.objectName() != name:
        button.setObjectName(name)
        button.style().unpolish(button)
        button.style().polish(button)
