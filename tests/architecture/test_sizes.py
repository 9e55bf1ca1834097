"""The size limits of the design: a module that outgrows them is two modules."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
MODULES = sorted((REPOSITORY / "faceid_desktop").rglob("*.py"))
MODULE_LIMIT_LINES = 400
MODULE_MEDIAN_LINES = 150
FUNCTION_LIMIT_STATEMENTS = 40
FUNCTION_PERCENTILE_LINES = 25
ARGUMENT_LIMIT = 6

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Yield every function of a module, nested ones and methods too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def statements(function: Function) -> int:
    """Count the statements of a function's body without its docstring."""
    inner = sum(isinstance(node, ast.stmt) for statement in function.body for node in ast.walk(statement))
    return inner - (ast.get_docstring(function) is not None)


def body_lines(function: Function) -> int:
    """Count the lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def arguments(function: Function) -> int:
    """Count the arguments that a caller may give, without ``self`` and ``cls``."""
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in named)


def name(path: Path) -> str:
    """Return a module's path as the test report shows it."""
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_is_short(path: Path) -> None:
    """No module has more than 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LIMIT_LINES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short(path: Path) -> None:
    """No function has more than 40 statements."""
    long = {f.name: statements(f) for f in functions(path) if statements(f) > FUNCTION_LIMIT_STATEMENTS}
    assert long == {}


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name != "cli"], ids=name)
def test_functions_take_few_arguments(path: Path) -> None:
    """No function takes more than six arguments, but for the commands, whose arguments are their options."""
    greedy = {f.name: arguments(f) for f in functions(path) if arguments(f) > ARGUMENT_LIMIT}
    assert greedy == {}


def test_modules_are_short_as_a_rule() -> None:
    """The median module, packages' docstrings left out, has at most 150 lines."""
    lengths = [len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES if p.name != "__init__.py"]
    assert statistics.median(lengths) <= MODULE_MEDIAN_LINES


def test_functions_are_short_as_a_rule() -> None:
    """Nine functions of ten have at most 25 lines."""
    lengths = [body_lines(function) for path in MODULES for function in functions(path)]
    assert statistics.quantiles(lengths, n=10)[-1] <= FUNCTION_PERCENTILE_LINES
