"""Diagnostics say what helps and nothing about anybody; licences are those of what is really installed."""

from __future__ import annotations

import io
import json
import re
import string
import sys
import zipfile
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.errors import OutputError
from faceid_desktop.logs import close_logging, logger, setup_logging
from faceid_desktop.paths import app_paths, default_bundle
from faceid_desktop.services import diagnostics, licences, redaction
from faceid_desktop.services.diagnostics import Facts
from faceid_desktop.services.licences import parts
from faceid_desktop.services.redaction import Redactor
from faceid_desktop.settings import Settings
from installer.inventory import add_inventory, components

LOGIN, HOST = "ghopper", "cobol-box"
PRIVATE = (
    LOGIN, HOST, "Grace", "Photos", "holiday", "passport scan", "s3cret", "192.168.7.9", "grace@navy.example",
    "3f2b8c1d4e5f60718293a4b5c6d7e8f9", "secret-project",
)  # fmt: skip
LINES = (
    "open /home/ghopper/Pictures/holiday with Grace.jpg failed",
    "OSError: [Errno 13] Permission denied: '/home/ghopper/Pictures/passport scan of Grace.png'",
    r"cannot read C:\Users\ghopper\Desktop\holiday.jpeg",
    r"FileNotFoundError: 'C:\Users\ghopper\passport scan.tiff'",
    r"a share \\cobol-box\photos\Grace.jpg",
    "camera rtsp://admin:s3cret@192.168.7.9/stream1 is silent",
    "person 3f2b8c1d4e5f60718293a4b5c6d7e8f9 was changed",
    "peer 192.168.7.9, mail grace@navy.example, host cobol-box",
    "data in /srv/secret-project/faceid data/gallery/gallery.db",
    "imported holiday.mp4 and Grace.heic",
    "OSError: '/home/ghopper/My Photos/of Grace Hopper.png'",
    "open /home/ghopper/Pictures/with Grace Hopper.jpg failed",
    "cannot open /mnt/stick/Grace Hopper/a.jpg",
)


@pytest.fixture
def private_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a certain user on a certain computer."""
    monkeypatch.setattr(redaction.getpass, "getuser", lambda: LOGIN)
    monkeypatch.setattr(redaction.platform, "node", lambda: HOST)
    monkeypatch.setattr(redaction.Path, "home", lambda: Path(f"/home/{LOGIN}"))


def test_the_diagnostics_name_nobody(private_home: None, tmp_path: Path) -> None:
    """Logs full of names, paths and pictures leave none of them in any file of the zip, nor in its names."""
    paths = app_paths(tmp_path / "secret-project" / "faceid data")
    setup_logging(paths)
    for line in LINES:
        logger("gui").info("%s", line)
    close_logging()
    problem = f'  File "{tmp_path}/secret-project/faceid_desktop/gui/app.py", line 3\n{LINES[1]}'
    facts = Facts(Settings(), "CPU", "deepid2-0.1.0", {"people": 3}, problem)
    content = diagnostics.bundle(paths, facts)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(everything) == {"README.txt", "report.json", "problem.txt", "log/faceid.log"}
    told = "\n".join([*everything, *everything.values()])
    assert {each for each in PRIVATE if each.lower() in told.lower()} == set()
    assert str(tmp_path) not in told
    assert everything["log/faceid.log"].count("\n") == len(LINES)
    assert "Permission denied" in told
    assert 'faceid_desktop/gui/app.py", line 3' in everything["problem.txt"]


def test_the_report_has_what_helps(tmp_path: Path) -> None:
    """Versions, device, settings and the gallery's size are there, readable by a program."""
    facts = Facts(Settings(theme="dark"), "CPU, 2 threads", "deepid2-0.1.0", {"people": 3})
    with zipfile.ZipFile(io.BytesIO(diagnostics.bundle(app_paths(tmp_path), facts))) as archive:
        report = json.loads(archive.read("report.json"))
    assert report["versions"]["PySide6-Essentials"] == version("PySide6-Essentials")
    assert report["device"]["used"] == "CPU, 2 threads"
    assert report["settings"]["theme"] == "dark"
    assert report["gallery"] == {"people": 3}
    assert set(report["data"]) == {"exists", "writable", "free_mb"}


def test_diagnostics_that_cannot_be_written_are_a_known_error(tmp_path: Path) -> None:
    """The window can say which file it was."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        diagnostics.save(app_paths(tmp_path), Facts(Settings()), tmp_path / "file" / "d.zip")


@given(
    st.text(string.ascii_letters + "äöü", min_size=1, max_size=20),
    st.text(string.ascii_letters + " -_", max_size=20),
    st.sampled_from(["jpg", "PNG", "heic", "mp4"]),
)
def test_no_quoted_path_survives(folder: str, stem: str, suffix: str) -> None:
    """Whatever a picture and its folder are called: in quotes, as the system's messages have it, it goes."""
    name = f"{stem.strip()}q"
    line = f"OSError: cannot open '/mnt/{folder}/{name}.{suffix}' now"
    assert Redactor([], []).text(line) == "OSError: cannot open <path> now"


def test_ordinary_words_stay() -> None:
    """Verbs, numbers and modules are not mistaken for something private."""
    line = "2026-11-21T19:00:00.123Z INFO faceid.gui ready on CPU with deepid2-0.1.0+12345678, 3/4 done"
    assert Redactor(["/home/ada"], ["ada"]).text(line) == line


def test_the_licences_are_of_what_is_installed() -> None:
    """Every package that the program needs is listed with version, licence and, mostly, its text."""
    found = {part.name.lower().replace("_", "-"): part for part in parts(default_bundle())}
    # An installation for development may know an older list of requirements than the project's file.
    ours = [line for line in requires("faceid-desktop") or () if "extra" not in line]
    for name in [re.match(r"[\w-]+", line).group().lower() for line in ours]:
        assert found[name].version == version(name)
        assert found[name].licence
    assert "pytest" not in found
    assert found["faceid desktop"].text.lstrip().startswith("Apache License")
    weights = [part for part in found.values() if "weights" in part.name]
    assert len(weights) == 2
    assert all(part.licence for part in found.values())


def test_a_package_lists_all_of_its_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a frozen program, which has no metadata of most packages, the papers of the package tell them."""
    program = tmp_path / "usr" / "lib" / "faceid-desktop" / "faceid"
    papers = tmp_path / "usr" / "share" / "doc" / "faceid-desktop"
    for folder in (program.parent, papers):
        folder.mkdir(parents=True)
    add_inventory(papers)
    monkeypatch.setattr(licences, "resources", lambda: tmp_path / "nothing")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(licences, "distribution", lambda _: pytest.fail("asked for metadata"))
    ours, *others = parts()
    assert ours.text.lstrip().startswith("Apache License")
    assert {(part.name, part.version) for part in others} == {
        (each.name, each.version) for each in components()
    }
    texts = {part.name: part.text for part in others}
    assert "cryptography" in texts
    assert "LESSER GENERAL PUBLIC LICENSE" in texts["PySide6_Essentials"]
