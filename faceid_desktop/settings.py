"""Declared settings: each has a type, a default and a rule, and lives in one JSON file.

A `Settings` record cannot hold a forbidden value. Keys that this version does not know are kept when saving,
so that an older and a newer version can share a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from faceid_desktop.errors import OutputError, SettingError
from faceid_desktop.paths import write_atomically


@dataclass(frozen=True, slots=True)
class Range:
    """A finite number from ``low`` to ``high``, both included."""

    low: float
    high: float

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` is a number (not a bool) within the range; NaN never is."""
        return (
            isinstance(value, int | float) and not isinstance(value, bool) and self.low <= value <= self.high
        )

    def __str__(self) -> str:
        return f"{self.low:g} .. {self.high:g}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` is one of the words."""
        return isinstance(value, str) and value in self.words

    def __str__(self) -> str:
        return ", ".join(self.words)


@dataclass(frozen=True, slots=True)
class JsonObject:
    """What the file as a whole has to be; stands in ``SettingError.data["allowed"]`` when it is not."""

    def __str__(self) -> str:
        return '{"name": value}'


def _number(default: float, low: float, high: float) -> float:
    return field(default=default, metadata={"rule": Range(low, high)})


def _choice(default: str, *others: str) -> str:
    return field(default=default, metadata={"rule": Choice((default, *others))})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of the application with their defaults.

    ``same_fmr``, ``different_llr`` and ``prior`` make the operating point of a comparison: "same" at a false
    match rate of at most ``same_fmr``, "different" below the log-likelihood ratio ``different_llr``,
    uncertain between; ``prior`` is the belief before seeing the faces that they are one person, and only the
    shown probability uses it. ``language`` is the window's; ``pseudo`` is for finding words that are cut off
    or not translated. ``liveness_enrol`` and ``liveness_identify`` say what a liveness check is for:
    not made, shown as advice, or required to pass. ``motion`` says whether things on screen may move.
    ``update_check`` allows the window to ask once a day whether there is a newer version.

    Raises
    ------
    SettingError
        If a value breaks its rule.
    """

    same_fmr: float = _number(1e-3, 1e-9, 0.5)
    different_llr: float = _number(0.0, -100.0, 100.0)
    prior: float = _number(0.5, 1e-9, 1.0 - 1e-9)
    device: str = _choice("auto", "cpu", "cuda")
    theme: str = _choice("system", "light", "dark", "high_contrast")
    language: str = _choice("system", "en", "zh_CN", "de", "pseudo")
    motion: str = _choice("system", "full", "reduced")
    log_level: str = _choice("INFO", "DEBUG", "WARNING", "ERROR")
    liveness_enrol: str = _choice("advise", "off", "require")
    liveness_identify: str = _choice("off", "advise", "require")
    update_check: str = _choice("off", "on")

    def __post_init__(self) -> None:
        for name, rule in rules().items():
            value = getattr(self, name)
            if not rule.accepts(value):
                raise SettingError(name=name, value=value, allowed=rule)


def rules() -> dict[str, Range | Choice]:
    """Return the rule of each setting, in the order of declaration (for checks, dialogs and help)."""
    return {each.name: each.metadata["rule"] for each in fields(Settings)}


def load_settings(path: Path) -> Settings:
    """Read settings; a missing file means the defaults.

    Raises
    ------
    SettingError
        If the file cannot be read, is not a JSON object, or a value breaks its rule.
    """
    stored = _read(path)
    return Settings(**{name: stored[name] for name in rules() if name in stored})


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings atomically, keeping keys of the file that this version does not know.

    Raises
    ------
    SettingError
        If the file that is there is not a JSON object (it is not overwritten).
    OutputError
        If the file cannot be written.
    """
    content = {**_read(path), **asdict(settings)}
    try:
        write_atomically(path, (json.dumps(content, indent=2) + "\n").encode(), private=True)
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise SettingError(name=str(path), value=str(error), allowed=JsonObject()) from error
    if not isinstance(content, dict):
        raise SettingError(name=str(path), value=type(content).__name__, allowed=JsonObject())
    return content
