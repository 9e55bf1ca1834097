"""What a package says of its own parts, and the workflow that makes packages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from installer import build
from installer.freeze import build_environment
from installer.inventory import Component, add_inventory, bill, components
from installer.product import NAME, ROOT, VERSION, source_date

WORKFLOW = (ROOT / ".github/workflows/packages.yml").read_text(encoding="utf-8")


def test_the_parts_are_listed() -> None:
    """What is imported at run time is there with version and licence, developers' tools are not."""
    parts = {part.name.lower(): part for part in components()}
    assert {"torch", "numpy", "pyside6-essentials", "cryptography", "python", "typer"} <= {
        name.replace("_", "-") for name in parts
    }
    assert not {"pytest", "sympy", "networkx", "pyinstaller", "hypothesis", "faceid-desktop"} & set(parts)
    assert all(part.licence and part.version for part in parts.values())
    assert all(part.files for part in parts.values()), "a part without the text of its licence"


def test_the_bill_is_cyclonedx_and_always_the_same() -> None:
    """References are unique, and nothing of time or chance is in it."""
    parts = [Component("Torch", "2.13.0+cpu", "BSD-3-Clause"), Component("numpy", "2.4.6", "BSD-3-Clause")]
    made = bill(parts)
    assert made == bill(parts)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(made["serialNumber"]))
    text = json.dumps(made)
    assert "pkg:pypi/torch@2.13.0%2Bcpu" in text
    assert bill(parts[:1])["serialNumber"] != made["serialNumber"]


def test_licences_come_along(tmp_path: Path) -> None:
    """Each part's own texts, and ours."""
    add_inventory(tmp_path)
    assert (tmp_path / "licences" / "faceid-desktop.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert any((tmp_path / "licences" / "numpy").iterdir())
    assert json.loads((tmp_path / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]


def test_builds_do_not_depend_on_time_or_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date is the last commit's unless it is given, and hashes are not random."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert source_date() == 12345
    environment = build_environment()
    assert (environment["PYTHONHASHSEED"], environment["SOURCE_DATE_EPOCH"]) == ("0", "12345")


def test_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    """One line for each package, none for the list itself."""
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a.tar.xz").write_bytes(b"")
    build.write_sums(tmp_path)
    build.write_sums(tmp_path)
    lines = (tmp_path / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    assert lines[0] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.tar.xz"
    assert [line.split()[1] for line in lines] == ["a.tar.xz", "b.deb"]


def test_the_workflow_trusts_nothing_that_can_change() -> None:
    """Every action is pinned by commit with its release beside it; the token may only read."""
    used = re.findall(r"uses: (\S+)(.*)", WORKFLOW)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.search(r"# v\d+\.\d+\.\d+$", comment)
    assert "permissions:\n  contents: read\n" in WORKFLOW
    assert WORKFLOW.count("persist-credentials: false") == WORKFLOW.count("actions/checkout@")


def test_the_workflow_installs_only_what_is_locked() -> None:
    """With hashes, but for torch, whose exact version is the project's."""
    installs = re.findall(r"pip install (.*)", WORKFLOW)
    torch = re.search(r'"(torch==[\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert torch is not None
    for line in installs:
        assert "--require-hashes" in line or line.endswith(("--editable .", torch[1])), line


def test_files_of_the_workflow_exist() -> None:
    """Each script that it runs is in the repository."""
    scripts = set(re.findall(r"installer/[\w/]+\.(?:py|ps1|lock)", WORKFLOW))
    assert len(scripts) >= 6
    assert all((ROOT / script).is_file() for script in scripts)


def test_the_readme_names_the_packages() -> None:
    """The file names that somebody types are those of this version."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = (f"_{VERSION}_amd64.deb", f"-{VERSION}-linux-x86_64.tar.xz", f"-{VERSION}-windows-x64.exe")
    assert all(f"{NAME}{name}" in readme for name in names)
