"""The language of the window: what there is, what the system's user speaks, and the change while it runs.

Words come from catalogues of Qt Linguist in ``resources/i18n`` (its ``build.py`` makes them), those of Qt's
own dialogs from Qt's catalogues, numbers and dates from `QLocale`. English has a catalogue, too: of its
plurals. A window is built of words that are translated then: whoever owns it builds it anew at `changed`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QFontDatabase

from faceid_desktop.gui.words import tr
from faceid_desktop.logs import logger
from faceid_desktop.paths import resources

SYSTEM, ENGLISH, PSEUDO = "system", "en", "pseudo"
NAMES = {ENGLISH: "English", "zh_CN": "简体中文", "de": "Deutsch"}
"""Every language that the window speaks, by code, with the name that its speakers give it."""

_KEPT = re.compile(r"(\{[^}]*\}|%L?n|<[^>]*>|\[|\]|Ctrl\+\w+)")
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áéîõüýÁÉÎÕÜÝçñšž")
_log = logger("gui")


@dataclass(frozen=True, slots=True)
class Language:
    """A choice: its code, as the setting ``language`` has it, and its name for people."""

    code: str
    name: str


def available_languages() -> tuple[Language, ...]:
    """Return what can be chosen and read here; the first follows the system."""
    followed = Language(SYSTEM, tr("As the system"))
    return (followed, *(Language(code, name) for code, name in NAMES.items() if readable(code)))


def readable(code: str) -> bool:
    """Tell whether this machine has letters for a language; without them a window is full of empty boxes."""
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    return not code.startswith("zh") or bool(QFontDatabase.families(chinese))


def spoken(wanted: Sequence[str]) -> str:
    """Return the code of the first language of a list that the window speaks and can show, else English.

    Parameters
    ----------
    wanted
        Tags such as ``zh-Hans-CN`` or ``de_AT``, the preferred one first (`QLocale.uiLanguages`).
    """
    ours = {code.partition("_")[0]: code for code in NAMES}
    tags = (re.split("[-_]", tag)[0].lower() for tag in wanted)
    return next((ours[tag] for tag in tags if tag in ours and readable(ours[tag])), ENGLISH)


def locale_of(code: str, here: QLocale) -> QLocale:
    """Return the locale of a language's numbers and dates, in the customs of a place if it is spoken there.

    Parameters
    ----------
    code
        The language.
    here
        The system's locale, for its territory.
    """
    plain = QLocale(ENGLISH if code == PSEUDO else code)
    return QLocale(plain.language(), plain.script(), here.territory())


class PseudoTranslator(QTranslator):
    """Makes every sentence accented and two fifths longer.

    What stays plain did not go through `tr`; what is cut off would be cut off in German.
    """

    def translate(self, context: str, text: str, note: str | None = None, n: int = -1) -> str | None:
        """Disguise a sentence of ours, Qt fills in the number; Qt's own sentences, None, are left alone."""
        return None if context else disguised(text)


def disguised(text: str) -> str:
    """Return a text as the pseudo-language has it; what is filled in, and keys, stay as they are."""
    parts = _KEPT.split(text)
    longer = " ~~~~" * (2 * len(text) // 25) + "~" * (2 * len(text) // 5 % 5)
    said = "".join(part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts))
    return f"{said}{longer}"


class Languages(QObject):
    """Knows the language in force and puts another one in force."""

    changed = Signal()
    """Everything that is built from now on speaks another language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = self._code = ENGLISH
        self._installed: list[QTranslator] = []

    @property
    def choice(self) -> str:
        """What was chosen, e.g. ``system``."""
        return self._choice

    @property
    def code(self) -> str:
        """The language in force, e.g. ``de``."""
        return self._code

    def switch(self, choice: str) -> None:
        """Speak another language from now on; `changed` is told if it is another one.

        Parameters
        ----------
        choice
            ``system``, ``pseudo`` or a key of `NAMES`.
        """
        before = self._code if self._installed else None
        self._choice = choice
        self._code = spoken(QLocale.system().uiLanguages()) if choice == SYSTEM else choice
        QLocale.setDefault(locale_of(self._code, QLocale.system()))
        if self._code == before:
            return
        self.forget()
        self._installed = self._translators()
        for each in self._installed:
            QCoreApplication.installTranslator(each)
        if before is not None:
            self.changed.emit()

    def forget(self) -> None:
        """Speak the English of the source code again."""
        for each in self._installed:
            QCoreApplication.removeTranslator(each)
        self._installed = []

    def _translators(self) -> list[QTranslator]:
        if self._code == PSEUDO:
            return [PseudoTranslator(self)]
        ours, qts = QTranslator(self), QTranslator(self)
        # Not every build of Qt brings its catalogues; without them its dialogs speak English.
        found = qts.load(f"qtbase_{self._code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        if not ours.load(f"{self._code}.qm", str(resources() / "i18n")):
            _log.error("there is no catalogue of %s", self._code)
        return [qts, ours] if found else [ours]
