"""Every word that the window says goes through ``tr``, and in a way that can be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
GUI = REPOSITORY / "faceid_desktop" / "gui"
MODULES = sorted(GUI.rglob("*.py"))

SAYING = {
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QAction", "QGroupBox", "QMenu",
    "QListWidgetItem", "QTreeWidgetItem", "QTableWidgetItem", "label", "chip", "ElidedLabel", "Dialog",
    "setText", "setWindowTitle", "setTitle", "setToolTip", "setStatusTip", "setWhatsThis",
    "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setInformativeText",
    "setDetailedText", "setPrefix", "setSuffix", "setSpecialValueText", "setHeaderLabels",
    "setHorizontalHeaderLabels", "setTabText", "setItemText", "addItem", "addItems", "addAction", "addTab",
    "addMenu", "addRow", "addButton", "showMessage", "set_whole", "show_problem", "getOpenFileName",
    "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "getText", "question", "critical",
    "drawText", "Message",
}  # fmt: skip
"""What puts its text arguments before people's eyes or ears."""

SILENT = {
    "debug", "info", "warning", "error", "exception", "logger", "add_argument", "ArgumentParser", "write",
    "setObjectName", "setStyleSheet", "setProperty", "property", "run", "cancel", "ask_gallery", "change",
}  # fmt: skip
"""What takes sentences that are not for the window: the log, the command line, names of background tasks."""

NOT_TRANSLATED: dict[tuple[str, str], str] = {
    ("look/theme.py", "Segoe UI"): "the name of a font",
    ("look/theme.py", "Noto Sans"): "the name of a font",
    ("look/theme.py", "DejaVu Sans"): "the name of a font",
    ("app.py", "FaceID Desktop"): "the program's name",
    ("compare/report.py", "FaceID Desktop"): "the program's name, among the properties of a file",
    ("gallery_jobs.py", "stated for the import"): "is stored with the consent, for operators of any language",
}
"""Literals that look like words for people and are none, or are the same in every language: why."""

SENTENCE = re.compile(r"[A-Za-z'\u2019]{2,},? [a-z]{2,}|^[A-Z][a-z]+ [A-Z]?[a-z]+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
CODE = re.compile(r"[a-z_]+| ?\(?\*\..*|.*\.(pdf|png|jsonl|json|csv|zip|db)|erasure-|[A-Z]+ \(\*.*")
MARKUP = re.compile(r"<[^>]*(>|$)|[^{}]*\{[^{}]*:[^{}]*;[^{}]*\}")
COUNTED = re.compile(
    r"(?<!of )\{(n|count|total|people|photos|pairs|days|hours|seconds|minutes|events|persons|faces)\} "
    r"(?!ms\b|was\b|has\b|is\b|times\b|pairs\b)(\w+s|people)\b"
)
"""What a number counts, but for what is never one: pairs of a calibration, times of a likelihood."""


def name(path: Path) -> str:
    """Return a module's path as the test report shows it."""
    return path.relative_to(GUI).as_posix()


def called(node: ast.Call) -> str:
    """Return the last part of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse a module once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path, wanted: Container[str]) -> Iterator[ast.Call]:
    """Yield the calls of some functions in a module."""
    nodes = ast.walk(tree_of(path))
    return (each for each in nodes if isinstance(each, ast.Call) and called(each) in wanted)


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the text literals below a node that a person could get to see, leaving out what ``tr`` has."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and called(node) in {"tr", *SILENT}):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):  # a docstring
            yield from literals(child)


def words_of(path: Path) -> Iterator[ast.Call]:
    """Yield a module's calls of ``tr``."""
    return calls(path, {"tr"})


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_sentence_outside_tr(path: Path) -> None:
    """No literal that reads like words is left outside ``tr``, wherever it goes."""
    found = {
        str(each.value)
        for each in literals(tree_of(path))
        if SENTENCE.search(MARKUP.sub("", str(each.value)))
    }
    assert {each for each in found if (name(path), each) not in NOT_TRANSLATED} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_is_shown_that_did_not_go_through_tr(path: Path) -> None:
    """What labels, buttons, tool tips, dialogs and screen readers get holds no letters of its own."""
    found = set()
    for call in calls(path, SAYING):
        first = call.args[:1] if called(call) in {"label", "ElidedLabel", "chip"} else call.args
        for argument in (*first, *(each.value for each in call.keywords)):
            found |= {str(each.value) for each in literals(argument) if says_something(argument, each)}
    assert {each for each in found if (name(path), each) not in NOT_TRANSLATED} == set()


def says_something(argument: ast.AST, literal: ast.Constant) -> bool:
    """Tell whether a literal is read by people: the argument itself, or a part of an f-string or a sum."""
    direct = argument is literal or isinstance(argument, ast.JoinedStr | ast.BinOp)
    text = MARKUP.sub("", str(literal.value))
    return direct and bool(LETTERS.search(text)) and CODE.fullmatch(text) is None


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_tr_gets_literals(path: Path) -> None:
    """The text and its note are literals: the extraction reads the source code."""
    for call in words_of(path):
        texts = call.args[:2]
        assert texts, ast.unparse(call)
        assert all(isinstance(each, ast.Constant) for each in texts), ast.unparse(call)
        assert len(call.args) <= 3
        assert {each.arg for each in call.keywords} <= {"n"}
        plural = len(call.args) == 3 or bool(call.keywords)
        assert plural == ("%n" in str(texts[0].value)), ast.unparse(call)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_counted_things_have_a_plural(path: Path) -> None:
    """A number before a noun is ``%n``, so that one photo is not "1 photos"."""
    texts = {str(call.args[0].value) for call in words_of(path) if isinstance(call.args[0], ast.Constant)}
    assert {text for text in texts if COUNTED.search(text)} == set()


def test_there_is_one_tr() -> None:
    """One function translates, so that one rule holds everywhere and all catalogues have one context."""
    for path in MODULES:
        functions = {each.name for each in ast.walk(tree_of(path)) if isinstance(each, ast.FunctionDef)}
        assert ("tr" in functions) == (name(path) == "words.py"), name(path)
        attributes = [call for call in words_of(path) if isinstance(call.func, ast.Attribute)]
        assert not attributes, name(path)


def test_the_exceptions_are_still_needed() -> None:
    """No exception outlives its reason."""
    for module, text in NOT_TRANSLATED:
        assert text in (GUI / module).read_text(encoding="utf-8")
