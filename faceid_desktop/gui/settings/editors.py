"""The controls that settings are changed with; all speak of a value and tell when the operator changed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QWidget,
)

from faceid_desktop.gui.settings.fields import Count, Decimal, Editor, Flag, OneIn, Pick
from faceid_desktop.gui.words import locale, tr

_SETTLED_MS = 350
"""A number that is turned up step by step is one change, not twenty."""
WIDTH_PX = 200
_MARGIN_PX = 8
"""What the style sheet leaves out beside the steps of a number."""


class ValueEditor(QWidget):
    """A control for one value.

    Parameters
    ----------
    name
        What a screen reader calls it.
    """

    changed = Signal(object)
    """The operator chose a value; `show_value` does not tell."""

    def __init__(self, editor: Editor, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read, self._write, self.control = _control(editor, self._soon)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0 if isinstance(editor, Pick | Flag) else _SETTLED_MS)
        self._settle.timeout.connect(lambda: self.changed.emit(self._read()))
        self._editor = editor
        self.control.setAccessibleName(name)
        self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.control.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.control)
        self.setFixedWidth(WIDTH_PX)
        self.setFocusProxy(self.control)

    @property
    def unsettled(self) -> bool:
        """Whether a change of the operator is about to be told."""
        return self._settle.isActive()

    def value(self) -> Any:
        """Return the value that is shown."""
        return self._read()

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody; not while the operator is at it."""
        if not self.unsettled:
            self.control.blockSignals(True)
            self._write(value)
            self.control.blockSignals(False)

    def words(self, value: Any) -> str:
        """Say a value as this control would show it."""
        return value_words(self._editor, value)

    def finish(self) -> None:
        """Tell now of a change that is waiting to settle, as the page is being left."""
        if self.unsettled:
            self._settle.stop()
            self.changed.emit(self._read())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Scroll the page, not the value, when the wheel turns over a control that is not in use."""
        if event.type() == QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _soon(self) -> None:
        self._settle.start()


def value_words(editor: Editor, value: Any) -> str:
    """Say a value in words."""
    if isinstance(editor, Pick):
        return dict(editor.options).get(value, str(value))
    if isinstance(editor, Flag):
        return tr("On") if value else tr("Off")
    if isinstance(editor, Count):
        return editor.zero if editor.zero and value == 0 else editor.unit(value)
    if isinstance(editor, OneIn):
        return tr("1 in {n}").format(n=locale().toString(_n(value)))
    return locale().toString(value * editor.factor, "f", _needed(value * editor.factor)) + editor.suffix


Parts = tuple[Callable[[], Any], Callable[[Any], None], QWidget]


def _control(editor: Editor, soon: Callable[[], None]) -> Parts:
    if isinstance(editor, Pick):
        return _pick(editor, soon)
    if isinstance(editor, Flag):
        return _flag(soon)
    return _decimal(editor, soon) if isinstance(editor, Decimal) else _whole(editor, soon)


def _pick(editor: Pick, soon: Callable[[], None]) -> Parts:
    box = QComboBox()
    for value, words in editor.options:
        box.addItem(words, value)
    box.activated.connect(lambda _: soon())
    return box.currentData, lambda value: box.setCurrentIndex(box.findData(value)), box


def _flag(soon: Callable[[], None]) -> Parts:
    box = QCheckBox(tr("On"))
    box.toggled.connect(lambda _: soon())
    return box.isChecked, box.setChecked, box


def _whole(editor: Count | OneIn, soon: Callable[[], None]) -> Parts:
    box = _CountBox(editor) if isinstance(editor, Count) else _rate_box(editor)
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(_MARGIN_PX, 0, 0, 0)
    box.valueChanged.connect(lambda _: soon())
    if isinstance(editor, Count):
        return box.value, box.setValue, box
    return lambda: 1.0 / box.value(), lambda rate: box.setValue(_n(rate)), box


def _rate_box(editor: OneIn) -> QSpinBox:
    box = QSpinBox()
    box.setRange(2, editor.most)
    box.setPrefix(tr("1 in "))
    box.setGroupSeparatorShown(True)
    box.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    return box


def _decimal(editor: Decimal, soon: Callable[[], None]) -> Parts:
    box = _DecimalBox()
    box.setDecimals(editor.digits)
    box.setRange(editor.low, editor.high)
    box.setSuffix(editor.suffix)
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(_MARGIN_PX, 0, 0, 0)
    box.setSingleStep(0.1 if editor.high < 50 else 1.0)
    box.valueChanged.connect(lambda _: soon())
    return (
        lambda: box.value() / editor.factor,
        lambda value: box.setValue(value * editor.factor),
        box,
    )


def _n(rate: float) -> int:
    """Return N of a rate of 1 in N."""
    return max(2, round(1.0 / rate))


def _needed(value: float) -> int:
    """Return how many decimals say a value, four at most."""
    return next((digits for digits in range(4) if abs(value - round(value, digits)) < 1e-9), 4)


class _DecimalBox(QDoubleSpinBox):
    """A number that is written with no more decimals than it has."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """Write a number."""
        return self.locale().toString(value, "f", min(_needed(value), self.decimals()))


class _CountBox(QSpinBox):
    """A whole number that is written with its unit, in the plural that its language has for it."""

    def __init__(self, editor: Count) -> None:
        super().__init__()
        self._editor = editor
        self.setRange(editor.low, editor.high)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Write a number with its unit."""
        return value_words(self._editor, value)

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """Read the first number of a text; the words for none mean 0."""
        found = re.search(r"\d[\d.,' ]*", text)
        return int(re.sub(r"\D", "", found.group())) if found else self._editor.low

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept every text that is a number within the range, with or without words."""
        if text == self._editor.zero:
            return QValidator.State.Acceptable, text, position
        good = re.search(r"\d", text) and self._editor.low <= self.valueFromText(text) <= self._editor.high
        return (QValidator.State.Acceptable if good else QValidator.State.Intermediate), text, position
