"""What can be set: one declaration for each setting, from which the page builds its rows and its search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from faceid_desktop.core.text import folded
from faceid_desktop.services.rules import GalleryRules
from faceid_desktop.settings import Settings


class SectionKey(StrEnum):
    """The sections of the page, in their order."""

    APPEARANCE = "appearance"
    RECOGNITION = "recognition"
    CAMERA = "camera"
    LIVENESS = "liveness"
    PRIVACY = "privacy"
    KEYS = "keys"
    OPERATORS = "operators"
    BACKUP = "backup"
    UPDATES = "updates"
    ABOUT = "about"


class Place(StrEnum):
    """Where a value is kept: in the program's settings, or in the gallery, with which it travels."""

    PROGRAM = "program"
    GALLERY = "gallery"


FPIR = "search.fpir"
"""`services.workspace.FPIR`, which is not imported here for the sake of a quick start."""
DEFAULT_FPIR = 0.01


@dataclass(frozen=True, slots=True)
class Pick:
    """One of a few values, each with its words."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """On or off."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number with its unit in words; ``zero`` is what none of it means."""

    low: int
    high: int
    unit: Callable[[int], str]
    zero: str = ""


@dataclass(frozen=True, slots=True)
class OneIn:
    """A rate, written as 1 in N."""

    most: int


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number that is shown as a multiple, such as a share in percent."""

    low: float
    high: float
    factor: float
    suffix: str
    digits: int


Editor = Pick | Flag | Count | OneIn | Decimal


@dataclass(frozen=True, slots=True)
class Field:
    """A setting as people see it.

    Parameters
    ----------
    name
        Of the field of `Settings` or `GalleryRules`, or `FPIR`.
    place
        Where it is kept.
    section
        Where it is shown.
    title, explanation
        What it is, and what it does.
    editor
        How it is changed.
    also
        Other words by which people may look for it.
    at_next_start
        Whether it takes effect only then.
    """

    name: str
    place: Place
    section: SectionKey
    title: str
    explanation: str
    editor: Editor
    also: str = ""
    at_next_start: bool = False

    @property
    def default(self) -> Any:
        """The value that it has until somebody sets another one."""
        return defaults(self.place)[self.name]

    def answers(self, wanted: str) -> bool:
        """Tell whether every word of a search occurs here, whatever its case and accents."""
        text = folded(f"{self.title} {self.explanation} {self.also}")
        return all(word in text for word in folded(wanted).split())


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what it is called, what it is for, and words by which its tools may be looked for."""

    key: SectionKey
    title: str
    icon: str
    explanation: str
    also: str = ""
    fields: tuple[Field, ...] = field(default=())

    def answers(self, wanted: str) -> bool:
        """Tell whether a search means the section as a whole."""
        text = folded(f"{self.title} {self.also}")
        return all(word in text for word in folded(wanted).split())


def defaults(place: Place) -> dict[str, Any]:
    """Return the default of every value that is kept in a place."""
    kind = Settings if place is Place.PROGRAM else GalleryRules
    found = {each.name: each.default for each in fields(kind)}
    return found if place is Place.PROGRAM else {**found, FPIR: DEFAULT_FPIR}
