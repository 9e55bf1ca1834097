"""The Linux packages around a stand-in for the program: contents, dependencies, and the same bytes twice."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
from email.parser import HeaderParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from installer import linux
from installer.elf import Needs, is_elf, looks_elsewhere, needs, parse, without_orphans
from installer.freeze import settle
from installer.manpages import pages, walk
from installer.product import COMPONENT_ID, INSTALLER, NAME, PICTURE_TYPES, VERSION

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made on Linux")
DATE = 1_795_000_000


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Date everything the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DATE))


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """Make a folder like the frozen program's, with an executable of the system in it."""
    folder = tmp_path / "frozen"
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / "licences" / "numpy").mkdir(parents=True)
    (folder / "licences" / "numpy" / "LICENSE").write_text("BSD")
    (folder / "sbom.cdx.json").write_text("{}")
    shutil.copy("/bin/true", folder / "faceid")
    (folder / NAME).symlink_to("faceid")
    return folder


def test_libraries_become_packages() -> None:
    """Each package once, with the version that is promised; the renamed one of Ubuntu 24.04 is known."""
    line = linux.depends(["libc.so.6", "libm.so.6", "libxcb-cursor.so.0", "libglib-2.0.so.0"])
    assert line.split(", ") == [
        "libc6 (>= 2.36)",
        "libglib2.0-0t64 | libglib2.0-0 (>= 2.74)",
        "libxcb-cursor0",
        "debconf (>= 0.5) | debconf-2.0",
    ]


def test_a_library_without_a_package_stops_the_build() -> None:
    """A new dependency is noticed when the package is made, not when somebody installs it."""
    with pytest.raises(linux.UnknownLibrary, match=r"libnew\.so\.1"):
        linux.depends(["libc.so.6", "libnew.so.1"])


def test_the_control_file_is_whole() -> None:
    """All fields that Debian asks for, nothing left to fill in, and a description within its width."""
    text = linux.control("libc6", 4711)
    fields = HeaderParser().parsestr(text)
    assert (fields["Package"], fields["Version"], fields["Architecture"]) == (NAME, VERSION, "amd64")
    assert fields["Installed-Size"] == "4711"
    assert fields["Depends"] == "libc6"
    assert {"Maintainer", "Section", "Priority", "Description"} <= set(fields)
    assert "@" not in text.replace("<maintainers@", "")
    assert all(len(line) <= 80 for line in text.splitlines() if line.startswith(" "))


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_the_deb_holds_what_it_should(frozen: Path, tmp_path: Path) -> None:
    """Links into the program, what the desktop reads, documentation, checksums; all of root's."""
    package = linux.make_deb(frozen, tmp_path / "work", tmp_path / "out")
    command = ["dpkg-deb", "--contents", str(package)]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    inside = {line.split("./", 1)[1].split(" -> ")[0] for line in listing.splitlines()}
    assert {
        "usr/bin/faceid",
        "usr/bin/faceid-desktop",
        f"usr/lib/{NAME}/faceid",
        f"usr/share/applications/{NAME}.desktop",
        f"usr/share/metainfo/{COMPONENT_ID}.metainfo.xml",
        "usr/share/man/man1/faceid.1.gz",
        "usr/share/man/man1/faceid-desktop.1.gz",
        f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg",
        f"usr/share/icons/hicolor/256x256/apps/{NAME}.png",
        f"usr/share/doc/{NAME}/copyright",
        f"usr/share/doc/{NAME}/licences/numpy/LICENSE",
        f"usr/share/doc/{NAME}/sbom.cdx.json",
    } <= inside
    assert all(line.split()[1] == "root/root" for line in listing.splitlines())
    assert "../lib/faceid-desktop/faceid" in listing


@pytest.mark.skipif(not all(map(shutil.which, ("dpkg-deb", "xz"))), reason="needs dpkg-deb and xz")
def test_packages_are_the_same_twice(frozen: Path, tmp_path: Path) -> None:
    """Neither the time nor the place of a build shows in its bytes."""
    made: list[tuple[bytes, bytes]] = []
    for name in ("first", "second"):
        for path in frozen.rglob("*"):
            os.utime(path, (1000 + len(made), 1000), follow_symlinks=False)
        work, out = tmp_path / name / "work", tmp_path / name / "out"
        deb, archive = linux.make_deb(frozen, work, out), linux.make_archive(frozen, work, out)
        made.append((deb.read_bytes(), archive.read_bytes()))
    assert made[0] == made[1]


@pytest.mark.skipif(shutil.which("xz") is None, reason="needs xz")
def test_the_archive_runs_from_anywhere(frozen: Path, tmp_path: Path) -> None:
    """An AppDir: one folder, no absolute link, sorted, of root, whose start script finds the program."""
    archive = linux.make_archive(frozen, tmp_path / "work", tmp_path / "out")
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        tar.extractall(tmp_path / "else where", filter="data")
    names = [member.name for member in members]
    assert names == sorted(names, key=lambda name: name.split("/"))
    assert all((member.uname, member.mtime) == ("root", DATE) for member in members)
    assert not any(member.linkname.startswith("/") for member in members if member.issym())
    (folder,) = (tmp_path / "else where").iterdir()
    assert {"AppRun", f"{NAME}.desktop", ".DirIcon", "usr"} <= {path.name for path in folder.iterdir()}
    assert subprocess.run([str(folder / "AppRun"), "faceid"], check=False).returncode == 0


def test_man_pages_cover_every_command() -> None:
    """Each command with each of its own options, and every option of the window."""
    from typer.main import get_command

    from faceid_desktop.cli.main import app
    from faceid_desktop.gui.app import option_parser

    written = pages(DATE)
    assert set(written) == {"faceid.1", "faceid-desktop.1"}
    for name, command in walk(get_command(app)):
        assert f".SS faceid {name}".replace("-", r"\-") in written["faceid.1"]
        for option in (each for parameter in command.params for each in parameter.opts if each[0] == "-"):
            assert option.replace("-", r"\-") in written["faceid.1"]
    for action in option_parser()._actions:
        assert all(each.replace("-", r"\-") in written["faceid-desktop.1"] for each in action.option_strings)


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man-db")
@pytest.mark.parametrize("page", ["faceid.1", "faceid-desktop.1"])
def test_man_pages_are_read_without_a_complaint(page: str, tmp_path: Path) -> None:
    """The formatter has no warning and loses no dash."""
    (tmp_path / page).write_text(pages(DATE)[page], encoding="utf-8")
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", str(tmp_path / page)]
    environment = {**os.environ, "MANWIDTH": "80", "MAN_KEEP_FORMATTING": "", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert done.stderr == ""
    assert "--data-dir" in done.stdout


def test_the_desktop_entry_opens_what_the_program_reads() -> None:
    """It passes all marked photos to one window, and names the types that the description names."""
    entry = (linux.DESKTOP / f"{NAME}.desktop").read_text(encoding="utf-8")
    assert "\nExec=faceid-desktop %F\n" in entry
    assert f"\nMimeType={';'.join(PICTURE_TYPES)};\n" in entry
    description = ElementTree.fromstring(linux.metainfo(DATE))  # noqa: S314 - our own
    assert [each.text for each in description.iter("mediatype")] == list(PICTURE_TYPES)
    assert description.findtext("id") == COMPONENT_ID
    release = description.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": VERSION, "date": "2026-11-18"}


@pytest.mark.parametrize(
    ("checker", "file"),
    [
        (["desktop-file-validate", "--warn-kde"], f"{NAME}.desktop"),
        (["appstreamcli", "validate", "--no-net"], f"{COMPONENT_ID}.metainfo.xml"),
    ],
)
def test_validators_agree(checker: list[str], file: str, tmp_path: Path) -> None:
    """The tools of freedesktop.org find nothing."""
    if shutil.which(checker[0]) is None:
        pytest.skip(f"needs {checker[0]}")
    content = linux.metainfo(DATE) if file.endswith(".xml") else (linux.DESKTOP / file).read_bytes()
    (tmp_path / file).write_bytes(content)
    done = subprocess.run([*checker, str(tmp_path / file)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_removing_asks_before_it_takes_a_gallery() -> None:
    """The default is to keep, the question names the folders, and no other branch removes anything."""
    template = (INSTALLER / "debian/templates").read_text(encoding="utf-8")
    assert "\nType: boolean\nDefault: false\n" in template
    script = (INSTALLER / "debian/postrm").read_text(encoding="utf-8")
    assert subprocess.run(["sh", "-n"], input=script, text=True, check=False).returncode == 0
    asked, removal = script.index("db_input high"), script.index("rm -rf")
    assert asked < script.index('[ "$answer" = true ]') < removal
    assert script.count("rm -rf") == 1
    assert 'if [ "$1" = purge ]; then' in script


def test_needs_are_read_from_readelf() -> None:
    """Libraries and the newest version of the C library."""
    listing = """
 0x0000000000000001 (NEEDED)             Shared library: [libfirst.so.1]
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]
  0x0020:   Name: GLIBC_2.9  Flags: none  Version: 4
  0x0030:   Name: GLIBC_2.34  Flags: none  Version: 3
"""
    assert parse(listing) == Needs(frozenset({"libfirst.so.1", "libc.so.6"}), (2, 34))
    assert parse("") | parse(listing) == parse(listing)


def test_what_a_folder_has_it_does_not_need(frozen: Path) -> None:
    """A library beside the one that asks for it is no dependency."""
    assert "libc.so.6" in needs(frozen).libraries
    (frozen / "libc.so.6").touch()
    assert "libc.so.6" not in needs(frozen).libraries
    assert not is_elf(frozen / "libc.so.6")
    assert not is_elf(frozen)


def test_orphans_are_left_out() -> None:
    """A library that nothing asks for goes, and with it what only that one asked for."""
    table = [
        ("faceid", "/bin/true", "EXECUTABLE"),
        ("libc.so.6", "/bin/true", "BINARY"),
        ("libnobody.so.1", "/bin/true", "BINARY"),
        ("PySide6/Qt/lib/libQt6Orphan.so.6", "/bin/true", "BINARY"),
        ("torch/lib/libtorch_loaded_by_name.so", "/bin/true", "BINARY"),
        ("libpython3.11.so.1.0", "/bin/true", "BINARY"),
    ]
    kept = [target for target, _, _ in without_orphans(table)]
    assert kept == ["faceid", "libc.so.6", "torch/lib/libtorch_loaded_by_name.so", "libpython3.11.so.1.0"]


def test_dates_and_rights_are_settled(tmp_path: Path) -> None:
    """Libraries are not executable, programs are, and everything has one date."""
    for name, mode in (("a.so", 0o775), ("run", 0o700), ("text", 0o600), ("licence", 0o755)):
        (tmp_path / name).write_text("#!/bin/sh\n" if name == "run" else "words")
        (tmp_path / name).chmod(mode)
    settle(tmp_path, DATE)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()} == {
        "a.so": "0o644",
        "licence": "0o644",
        "run": "0o755",
        "text": "0o644",
    }
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {DATE}


@pytest.mark.parametrize(
    ("path", "elsewhere"),
    [("$ORIGIN", False), ("$ORIGIN/../lib", False), ("/home/builder/lib", True), ("$ORIGIN:/opt/lib", True)],
)
def test_folders_of_the_builder_are_found(
    path: str, elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that searches in an absolute folder would load what somebody puts there."""
    listing = f" 0x000000000000001d (RUNPATH)            Library runpath: [{path}]\n"
    done = subprocess.CompletedProcess([], 0, listing, "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert looks_elsewhere(Path("library")) is elsewhere


def test_the_changelog_is_debian_s() -> None:
    """One entry of this version."""
    text = gzip.decompress(gzip.compress(linux.changelog(DATE).encode())).decode()
    assert text.startswith(f"{NAME} ({VERSION}) unstable; urgency=medium\n")
    assert text.rstrip().endswith("Wed, 18 Nov 2026 11:06:40 +0000")
