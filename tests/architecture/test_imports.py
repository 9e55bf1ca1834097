"""The layers of the design hold, and a package's ``__init__`` hands nothing on."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = sorted((REPOSITORY / "faceid_desktop").rglob("__init__.py"))


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_package_is_only_a_docstring(path: Path) -> None:
    """A package's ``__init__`` is its docstring; only the root adds the version."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    rest = [ast.unparse(node).split(" = ")[0] for node in tree.body[1:]]
    assert rest == (["__version__"] if path.parent.name == "faceid_desktop" else [])


def test_layers_hold() -> None:
    """Every import contract of the project file is kept."""
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("module", ["faceid_desktop.gui.app", "faceid_desktop.services.bootstrap"])
def test_start_up_leaves_torch_alone(module: str) -> None:
    """Importing an entry point does not load torch, which would cost more than the whole start."""
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr or f"{module} imports torch"
