"""How likely it was before looking: the operator's own number, in plain words, the same on every page."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.settings.saving import put_setting
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import locale, one_in, tr
from faceid_desktop.logs import logger

PRIORS = (1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)
"""The places of the slider; any other number can be typed in the settings."""

_log = logger("gui")


class Prior(QObject):
    """The setting ``prior`` as the pages see it; every page's own follows the one setting.

    Parameters
    ----------
    state
        Has the settings.
    """

    changed = Signal(float)

    def __init__(self, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._before = state, state.settings.prior
        state.settings_changed.connect(self._follow)

    @property
    def value(self) -> float:
        """Probability, before the faces are looked at, that they are one person's."""
        return self._state.settings.prior

    def set(self, value: float) -> None:
        """Change the setting."""
        if value != self.value:
            put_setting(self._state, "prior", value, self._not_saved)

    def _follow(self) -> None:
        if self.value != self._before:
            self._before = self.value
            self.changed.emit(self.value)

    @staticmethod
    def _not_saved(error: FaceIdError) -> None:
        _log.error("the prior is in force but was not saved: %s", error)


class PriorBox(QWidget):
    """A slider, and what its place means."""

    def __init__(self, prior: Prior, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prior = prior
        self.name: QLabel = label("", "row_name", wrap=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(PRIORS) - 1)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(tr("Likely before looking"))
        self.slider.setToolTip(
            tr(
                "How likely it was, before looking at the faces, that they are one person's. A half: even. "
                "1 in 1,000: it could as well be any of a thousand people."
            )
        )
        ends = QHBoxLayout()
        ends.addWidget(label(tr("rare"), "caption"))
        ends.addWidget(self.slider, 1)
        ends.addWidget(label(tr("common"), "caption"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addLayout(ends)
        self.slider.valueChanged.connect(lambda place: prior.set(PRIORS[place]))
        prior.changed.connect(self._show)
        self._show(prior.value)

    def _show(self, value: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(nearest(value))
        self.slider.blockSignals(False)
        self.name.setText(prior_words(value))
        self.slider.setAccessibleDescription(prior_words(value))


def nearest(value: float) -> int:
    """Return the place of the slider that is nearest to a prior, in log odds."""
    odds = [abs(_log_odds(each) - _log_odds(value)) for each in PRIORS]
    return odds.index(min(odds))


def prior_words(value: float) -> str:
    """Say what a prior means."""
    percent = tr("{n} %").format(n=locale().toString(round(100 * value)))
    share = one_in(value) if value <= 0.5 else percent
    return tr("Before looking: {share} of such pairs show one person").format(share=share)


def _log_odds(value: float) -> float:
    return math.log(value) - math.log1p(-value)
