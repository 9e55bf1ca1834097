"""What the program must not do: pickles, network servers, secrets in logs, ways around the roles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "faceid_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
ABOVE_THE_GALLERY = [
    path for path in MODULES if path.relative_to(PACKAGE).parts[0] in ("services", "cli", "gui")
]

SERIALISERS = {"pickle", "_pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
SERVERS = {
    "socketserver",
    "http.server",
    "xmlrpc.server",
    "wsgiref",
    "uvicorn",
    "flask",
    "fastapi",
    "aiohttp",
}

# Who may use the database without asking for an action, and why.
WITHOUT_ACTION = {
    "services/gallery.py": "asks for the action itself",
    "services/opening.py": "opens the file before anybody has a role",
    "services/unlocking.py": "finds out who it is",
    "services/restoring.py": "puts another file in place",
    "services/erasing.py": "looks into backups and copies",
    "services/backups.py": "asks the actor, then copies the file",
    "services/active_model.py": "reads a setting that every role needs",
    "services/workspace.py": "reads a setting that every role needs",
    "gui/gallery_jobs.py": "reads the rules, which every role follows",
    "cli/unlock.py": "says how the gallery is protected, to every role",
}


def name(path: Path) -> str:
    """Return a module's path as the test report shows it."""
    return path.relative_to(REPOSITORY).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full names that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield called.attr, node
            elif isinstance(called, ast.Name):
                yield called.id, node


def keyword(call: ast.Call, wanted: str) -> object:
    """Return the constant value of a keyword, None if there is none."""
    found = next((each.value for each in call.keywords if each.arg == wanted), None)
    return found.value if isinstance(found, ast.Constant) else None


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_is_pickled(path: Path) -> None:
    """Whoever can write a file must not be able to run code: no pickle, nor what contains one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {each.split(".")[0] for each in imported(tree)} & SERIALISERS
    for called, call in calls(tree):
        assert keyword(call, "allow_pickle") is not True
        if called == "load" and ast.unparse(call.func) == "torch.load":
            assert keyword(call, "weights_only") is True
        assert called not in {"eval", "exec", "__import__"} or ast.unparse(call.func) != called


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_listens(path: Path) -> None:
    """No module opens a port: cameras are asked, nobody is answered; the lock notes the host's name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {each for each in imported(tree) for server in SERVERS if f"{each}.".startswith(f"{server}.")}
    assert "socket" not in {each.split(".")[0] for each in imported(tree)} or path.name == "lockfile.py"


@pytest.mark.parametrize("path", ABOVE_THE_GALLERY, ids=name)
def test_services_ask_for_an_action(path: Path) -> None:
    """The database is reached through ``Gallery.change`` and ``Gallery.read``, which check the role."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    direct = {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"transaction", "reading", "raw"}
        and ast.unparse(node.func.value).endswith("store")
    }
    if path.relative_to(PACKAGE).as_posix() not in WITHOUT_ACTION:
        assert not direct, f"lines {sorted(direct)}"


def test_the_exceptions_are_still_needed() -> None:
    """No exception outlives its reason."""
    unused = {
        each for each in WITHOUT_ACTION if ".store." not in (PACKAGE / each).read_text(encoding="utf-8")
    }
    assert unused == set()


def test_secrets_do_not_appear_in_reprs() -> None:
    """A secret that is logged by accident with its record does not appear."""
    from faceid_desktop.gallery.schema import SlotKind
    from faceid_desktop.services.access import Actor
    from faceid_desktop.services.unlocking import Secret, Unlocked

    assert "hunter2" not in repr(Secret(SlotKind.PASSWORD, "hunter2", "ada"))
    assert "hunter2" not in repr(Unlocked(b"hunter2", Actor(), SlotKind.PASSWORD))
