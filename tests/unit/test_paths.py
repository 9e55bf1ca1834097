"""Folders of the user, shipped resources and the whole-or-nothing write."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from faceid_desktop import paths


def test_data_dir_option_holds_everything(tmp_path: Path) -> None:
    """An explicit folder wins over the environment and holds data, settings and logs."""
    found = paths.app_paths(tmp_path / "mine")
    assert found.data == tmp_path / "mine"
    assert found.settings_file.is_relative_to(found.data)
    assert found.log_file.is_relative_to(found.data)


def test_environment_variable_is_used(isolated_data: Path) -> None:
    """Without the option FACEID_DATA_DIR names the folder, and nothing is created by asking."""
    assert paths.app_paths().data == isolated_data
    assert not isolated_data.exists()


def test_relative_and_home_folders_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder is taken from where the program was started; ~ is the home folder."""
    monkeypatch.chdir(tmp_path)
    assert paths.app_paths(Path("here")).data == tmp_path / "here"
    assert paths.app_paths(Path("~/there")).data == Path.home() / "there"


@pytest.mark.parametrize("value", [None, ""])
def test_without_any_wish_the_system_decides(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    """An unset or empty variable leaves three folders of the operating system that name the program."""
    if value is None:
        monkeypatch.delenv(paths.DATA_DIR_VARIABLE)
    else:
        monkeypatch.setenv(paths.DATA_DIR_VARIABLE, value)
    found = paths.app_paths()
    assert all(paths.APP_NAME in str(folder) for folder in (found.data, found.config, found.logs))


def test_resources_of_the_source_tree_exist() -> None:
    """In a source tree the resources lie beside the package."""
    assert (paths.resources() / "icons").is_dir()


def test_resources_of_a_frozen_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A frozen program unpacks its resources below the folder that the freezer names."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_default_bundle_is_the_highest_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Versions are compared as numbers, and a folder without a manifest is no bundle."""
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    for name in ("deepid2-0.9.0", "deepid2-0.10.0", "deepid2-0.2.0"):
        (tmp_path / "models" / name).mkdir(parents=True)
        (tmp_path / "models" / name / "manifest.json").touch()
    (tmp_path / "models" / "deepid2-9.0.0").mkdir()
    assert paths.default_bundle().name == "deepid2-0.10.0"


def test_default_bundle_without_any_names_the_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a bundle the folder where one was expected is returned, for the error to name."""
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert paths.default_bundle() == tmp_path / "models"


def test_write_replaces_the_whole_file(tmp_path: Path) -> None:
    """The new content stands alone, its folder is made, and no temporary file stays."""
    target = tmp_path / "deep" / "file.bin"
    paths.write_atomically(target, b"a long first content")
    paths.write_atomically(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file mode")
def test_write_gives_the_usual_rights(tmp_path: Path) -> None:
    """A new file gets the rights that the umask leaves; an existing file keeps its own."""
    mask = os.umask(0o027)
    try:
        paths.write_atomically(tmp_path / "new", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "new").chmod(0o600)
    paths.write_atomically(tmp_path / "new", b"x")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600


def test_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old content stays and no temporary file is left behind."""

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "file.bin"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        paths.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_private_files_and_folders_are_the_owners_alone(tmp_path: Path) -> None:
    """A private file gets 0600 and the folders made for it 0700."""
    target = tmp_path / "outer" / "inner" / "secret"
    paths.write_atomically(target, b"secret", private=True)
    target.chmod(0o644)
    paths.write_atomically(target, b"secret", private=True)
    modes = [path.stat().st_mode & 0o777 for path in (target, target.parent, target.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
