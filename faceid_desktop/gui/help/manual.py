"""The operator's manual: a few Markdown pages that come with the program, and which one belongs where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.gui.languages import ENGLISH
from faceid_desktop.gui.words import tr
from faceid_desktop.paths import resources

START = "start"


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the manual: its file's name and its title."""

    name: str
    title: str


def topics() -> tuple[Topic, ...]:
    """Return the pages in the order in which they are read; those of the window are called as its pages."""
    return (
        Topic(START, tr("First steps")),
        Topic("compare", tr("Compare")),
        Topic("identify", tr("Identify")),
        Topic("enrol", tr("Enrol")),
        Topic("people", tr("People")),
        Topic("audit", tr("Audit")),
        Topic("settings", tr("Settings")),
        Topic("evidence", tr("Reading the evidence")),
        Topic("keyboard", tr("Keyboard")),
        Topic("trouble", tr("When something is wrong")),
    )


def page_file(name: str, language: str) -> Path:
    """Return the file of a page, in English where it is not translated."""
    folder = resources() / "help"
    wanted = folder / language / f"{name}.md"
    return wanted if wanted.is_file() else folder / ENGLISH / f"{name}.md"
