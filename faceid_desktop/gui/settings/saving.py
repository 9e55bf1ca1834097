"""Putting changed settings in force, and into their file on the database's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from faceid_desktop.errors import FaceIdError, SettingError
from faceid_desktop.gui.state import AppState
from faceid_desktop.settings import save_settings


def put_setting(state: AppState, name: str, value: Any, failed: Callable[[FaceIdError], None]) -> None:
    """Change a setting of the program; in safe mode it is in force but not saved."""
    try:
        settings = replace(state.settings, **{name: value})
    except SettingError as error:
        failed(error)
        return
    state.set_settings(settings)
    if not state.safe_mode:
        work = partial(save_settings, state.paths.settings_file, settings)
        state.db.run("settings", work, lambda _: None, failed)
