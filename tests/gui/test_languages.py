"""The languages: whole catalogues, plurals, the choice, the change while the window is open, the room."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from faceid_desktop.core.records import Outcome, QualityReason
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui import languages, words
from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.compare.sources import from_paths
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.languages import (
    NAMES,
    PSEUDO,
    available_languages,
    disguised,
    locale_of,
    spoken,
)
from faceid_desktop.gui.live import words as live_words
from faceid_desktop.gui.look.labels import ElidedLabel
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.words import tr
from faceid_desktop.paths import resources
from faceid_desktop.services.live.records import GuidanceCode, PoseBin
from faceid_desktop.settings import Settings, rules
from tests.gui.fakes import builder_of, make_engine

CATALOGUES = resources() / "i18n"
CHINESE = re.compile("[\u4e00-\u9fff]")
_WITH_WORDS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
_ROUNDS = 4
"""Wrapped words tell their height when they know their width, and what is around them follows then."""

Speak = Callable[[str], None]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """Return the module ``resources/i18n/build.py``."""
    spec = importlib.util.spec_from_file_location("i18n_build", CATALOGUES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -------------------------------------------------------------------------------------------- the catalogues
def messages(code: str) -> list[ElementTree.Element]:
    """Return the sentences of a catalogue."""
    return list(ElementTree.parse(CATALOGUES / f"{code}.ts").iter("message"))  # noqa: S314 - our own file


def test_nothing_is_untranslated(builder: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A fresh extraction from the source code finds no sentence without a finished translation."""
    assert builder.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("code", NAMES)
def test_what_is_loaded_is_what_was_translated(code: str, builder: ModuleType, tmp_path: Path) -> None:
    """The compiled catalogues are those of the sources beside them."""
    builder.compile_catalogue(CATALOGUES / f"{code}.ts", tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == (CATALOGUES / f"{code}.qm").read_bytes()


@pytest.mark.parametrize("code", NAMES)
def test_translations_keep_what_is_filled_in(code: str) -> None:
    """Every place in braces, every number and every bold part stands in the translation, and nothing else."""
    for message in messages(code):
        source = message.findtext("source", "")
        wanted = sorted(re.findall(r"\{[^}]*\}|[\[\]]", source))
        for form in forms(message):
            assert sorted(re.findall(r"\{[^}]*\}|[\[\]]", form)) == wanted, source
            assert ("%n" in source) == ("%Ln" in form), source


@pytest.mark.parametrize("code", NAMES)
def test_sentences_with_a_number_have_all_plural_forms(code: str) -> None:
    """What holds a number is a plural message, nothing else is: a stray comma after a note makes it one."""
    count = 1 if code == "zh_CN" else 2
    for message in messages(code):
        plural = message.get("numerus") == "yes"
        assert plural == ("%n" in message.findtext("source", "")), message.findtext("source")
        assert len(forms(message)) == (count if plural else 1)


def forms(message: ElementTree.Element) -> list[str]:
    """Return the translation, or all its plural forms."""
    translation = message.find("translation")
    assert translation is not None
    plural = [each.text or "" for each in translation.iter("numerusform")]
    return plural or [translation.text or ""]


def all_errors(root: type[FaceIdError] = FaceIdError) -> Iterator[type[FaceIdError]]:
    """Walk the error tree, without the classes that tests make."""
    if root.__module__.startswith("faceid_desktop."):
        yield root
    for child in root.__subclasses__():
        yield from all_errors(child)


def test_every_code_has_words_in_chinese(speak: Speak) -> None:
    """Errors, verdicts, reasons, guidance and poses are told in Chinese letters."""
    speak("zh_CN")
    said = [
        text for kind in all_errors() for text in (error_message(kind()).title, error_message(kind()).hint)
    ]
    said += [words.verdict(each).text for each in Outcome]
    said += [form(each) for each in QualityReason for form in (words.reason_chip, words.reason_sentence)]
    said += [live_words.guidance(each) for each in GuidanceCode]
    said += [live_words.pose_name(each) for each in PoseBin]
    assert [text for text in said if not CHINESE.search(text)] == []


# --------------------------------------------------------------------------------------- plurals and numbers
@pytest.mark.parametrize(
    ("code", "one", "many"),
    [
        ("en", "1 photo", "12,345 photos"),
        ("de", "1 Foto", "12.345 Fotos"),
        ("zh_CN", "1 张照片", "12,345 张照片"),
    ],
)
def test_plurals_and_numbers(speak: Speak, code: str, one: str, many: str) -> None:
    """One photo is no photos, and thousands are grouped as people of that language do."""
    speak(code)
    assert tr("%n photos", "", 1) == one
    assert tr("%n photos", "", 12345) == many


def test_chinese_counts_in_ten_thousands(speak: Speak) -> None:
    """12 million is 1200 ten thousands; German shortens its millions."""
    speak("zh_CN")
    assert [words.rounded(each) for each in (1200, 41_000, 12e6, 3.4e9)] == [
        "1,200",
        "4.1 万",
        "1,200 万",
        "34 亿",
    ]
    speak("de")
    assert words.rounded(3.4e6) == "3,4 Mio."


@pytest.mark.parametrize("code", NAMES)
@pytest.mark.parametrize("llr", [-40.0, -5.0, 0.1, 7.0, 40.0])
def test_a_likelihood_keeps_its_strong_part(speak: Speak, code: str, llr: float) -> None:
    """In every language a part of the sentence stands out, and the number is in it."""
    speak(code)
    before, strong, after = words.likelihood(llr)
    assert before
    assert strong
    assert after
    assert not re.search(r"[\[\]{}]", before + strong + after)


# ------------------------------------------------------------------------------------------------ the choice
@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["zh-Hans-CN", "zh", "en-US"], "zh_CN"),
        (["de-AT"], "de"),
        (["fr-FR", "de-CH", "en"], "de"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_of_the_system_that_is_spoken(
    wanted: list[str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language that is not spoken gives way to the next one of the list."""
    monkeypatch.setattr(languages, "readable", lambda _: True)
    assert spoken(wanted) == code


def test_chinese_is_not_offered_without_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a Chinese font nobody is led into a window of empty boxes."""
    monkeypatch.setattr(QFontDatabase, "families", lambda _: [])
    assert "zh_CN" not in [each.code for each in available_languages()]
    assert spoken(["zh-CN", "de"]) == "de"


def test_the_choices_are_those_of_the_setting() -> None:
    """The setting accepts what can be chosen, and the pseudo-language."""
    rule = rules()["language"]
    assert all(rule.accepts(code) for code in ("system", *NAMES, PSEUDO))
    assert not rule.accepts("fr")


def test_numbers_follow_language_and_place() -> None:
    """A German in Switzerland writes Swiss numbers; English where it is not spoken is plain English."""
    switzerland = QLocale(QLocale.Language.German, QLocale.Country.Switzerland)
    assert locale_of("de", switzerland).territory() == QLocale.Country.Switzerland
    assert locale_of("zh_CN", switzerland).language() == QLocale.Language.Chinese
    assert locale_of("zh_CN", switzerland).script() == QLocale.Script.SimplifiedHanScript
    assert locale_of(PSEUDO, QLocale.c()).language() == QLocale.Language.English


@given(
    st.text(st.sampled_from("aeiou XYZ."), max_size=30),
    st.sampled_from(["{name}", "%n", "[", "Ctrl+L", "<b>"]),
)
def test_the_pseudo_language_keeps_what_is_filled_in(text: str, kept: str) -> None:
    """Placeholders survive, sentences get longer by two fifths."""
    said = disguised(f"{text}{kept}{text}")
    assert kept in said
    assert len(said) >= len(text) * 2 * 1.3


# ------------------------------------------------------------------------------------- the change on the run
@pytest.fixture
def application(qtbot: QtBot, qapp: QApplication, english: None) -> Iterator[Application]:
    """Return a running application in English."""
    made = Application(
        parse(["--language", "en"]),
        Settings(theme="light"),
        builder=builder_of(make_engine()),  # type: ignore[arg-type]  # a stand-in
    )
    with qtbot.waitSignal(made.state.engine_changed):
        made.start(qapp)
    yield made
    made.stop()
    made.state.languages.forget()
    made.window.deleteLater()


def change(qtbot: QtBot, application: Application, code: str) -> MainWindow:
    """Choose another language and wait for the window that speaks it."""
    before = application.window
    application.state.languages.switch(code)
    qtbot.waitUntil(lambda: application.window is not before and gone(before))
    return application.window


def gone(window: MainWindow) -> bool:
    """Tell whether a window was deleted; nested event loops leave that to the outer one."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return not isValid(window)


def page_name(window: MainWindow) -> str:
    """Return the name of the page that is shown."""
    page = window.pages.currentWidget()
    return page.accessibleName() if page is not None else ""


def test_the_window_changes_its_language(qtbot: QtBot, application: Application) -> None:
    """A window in the new language stands where the old one stood, on the same page, with the same engine."""
    before = application.window
    before.resize(1180, 760)
    before.sidebar.choose(3)
    after = change(qtbot, application, "de")
    assert after.isVisible()
    assert (after.width(), after.height()) == (1180, 760)
    assert page_name(after) == "Personen"
    assert [button.accessibleName() for button in after.sidebar.buttons][:2] == ["Vergleichen", "Erkennen"]
    assert after.sidebar.status.state.whole.startswith("Läuft auf")
    assert QLocale().language() == QLocale.Language.German
    assert page_name(change(qtbot, application, "en")) == "People"


def test_the_photos_stay(qtbot: QtBot, application: Application, photo_file: Callable[[str], Path]) -> None:
    """What was compared is compared in the new window, and told in its language."""
    sources = from_paths([photo_file("a.png"), photo_file("b.png")])
    application.window.compare.add(0, sources)
    qtbot.waitUntil(lambda: application.window.compare.comparison is not None)
    after = change(qtbot, application, "de")
    qtbot.waitUntil(lambda: after.compare.comparison is not None)
    assert after.compare.evidence.result.verdict.text() == "Wahrscheinlich dieselbe Person"


def test_the_same_language_again_changes_nothing(qtbot: QtBot, application: Application) -> None:
    """Choosing the language in force does not build the window anew."""
    with qtbot.assertNotEmitted(application.state.languages.changed):
        application.state.languages.switch("en")
    assert application.state.languages.choice == "en"


def test_closing_the_new_window_ends_the_program(qtbot: QtBot, application: Application) -> None:
    """The window that took over is the application's one window."""
    after = change(qtbot, application, "zh_CN")
    with qtbot.waitSignal(application.finished):
        after.close()


# -------------------------------------------------------------------------------------------------- the room
def cut_off(window: QWidget) -> Iterator[str]:
    """Yield the visible words that have less room than they need."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        seen = widget.visibleRegion().boundingRect()
        if isinstance(widget, _WITH_WORDS) and 0 < seen.width() < widget.width():
            yield f"{widget.accessibleName() or widget!r} shows {seen.width()} of {widget.width()} px"
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield f"{widget.text()!r} is {widget.height()} px high"
        elif isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton):
            needed = (
                widget.minimumSizeHint().width() if isinstance(widget, QLabel) else widget.sizeHint().width()
            )
            if needed > widget.width() + 1:
                yield f"{widget.text()!r} has {widget.width()} of {needed} px"


@pytest.mark.parametrize("code", [*NAMES, PSEUDO])
def test_nothing_is_cut_off(
    qtbot: QtBot, application: Application, photo_file: Callable[[str], Path], code: str
) -> None:
    """On every page of a window of 1024 x 700 every word has the room that it needs, in each language."""
    window = application.window if code == "en" else change(qtbot, application, code)
    window.resize(1024, 700)
    window.compare.add(0, from_paths([photo_file("a.png"), photo_file("b.png")]))
    qtbot.waitUntil(lambda: window.compare.comparison is not None)
    found = []
    for place in range(window.pages.count()):
        window.sidebar.choose(place)
        for _ in parts(window.pages.currentWidget()):
            for _ in range(_ROUNDS):
                QApplication.processEvents()
            found += [f"page {place}: {each}" for each in cut_off(window)]
    assert found == []


def parts(page: QWidget | None) -> Iterator[None]:
    """Show what a page has one part after the other: the sections of the settings, else the page itself."""
    if not isinstance(page, SettingsPage):
        yield
        return
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        yield


# ----------------------------------------------------------------------------------------------- the manual
@pytest.mark.parametrize("code", [code for code in NAMES if code != "en"])
def test_the_manual_is_translated(code: str) -> None:
    """Every page is there, with the headings, rows, points and links of the English one."""
    folder = resources() / "help"
    names = {path.name for path in (folder / "en").glob("*.md")}
    assert {path.name for path in (folder / code).glob("*.md")} == names
    for name in names:
        english, other = ((folder / each / name).read_text(encoding="utf-8") for each in ("en", code))
        for shape in (r"^#+ ", r"^\|", r"^(?:-|\d\.) ", r"\]\(\w+\.md\)", r"`[^`]+`"):
            assert len(re.findall(shape, other, re.M)) == len(re.findall(shape, english, re.M)), (name, shape)
