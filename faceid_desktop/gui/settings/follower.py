"""Puts changed settings in force wherever they are used: colours, language, log, comparisons."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from faceid_desktop.gui.state import AppState
from faceid_desktop.logs import log_from
from faceid_desktop.settings import Settings


class SettingsFollower(QObject):
    """Compares the settings with those before, and does what the difference asks for.

    Parameters
    ----------
    state
        What the pages share.
    """

    engine_changed = Signal(object)
    """A `ReadyEngine` with another operating point."""

    def __init__(self, state: AppState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._before = state, state.settings
        state.settings_changed.connect(self._follow)

    def _follow(self) -> None:
        state, before, now = self._state, self._before, self._state.settings
        self._before = now
        if (now.theme, now.motion) != (before.theme, before.motion):
            state.theme.choose(now.theme, now.motion)
        if now.log_level != before.log_level:
            log_from(now.log_level)
        if _point(now) != _point(before):
            self._point_comparisons()
        if now.language != before.language:
            state.languages.switch(now.language)

    def _point_comparisons(self) -> None:
        if self._state.ready is not None:
            from faceid_desktop.gui.settings.jobs import repointed

            ready = repointed(self._state.ready, self._state.settings)
            self._state.set_engine(ready)
            self.engine_changed.emit(ready)


def _point(settings: Settings) -> tuple[float, float]:
    """Return what decides; the prior decides nothing, and who shows a probability follows it by himself."""
    return settings.same_fmr, settings.different_llr
