"""What the makers announce is what the program believes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from faceid_desktop.paths import app_paths
from faceid_desktop.services.updates import Channel, UpdateCheck
from installer.announce import announcement, main, package
from installer.product import VERSION
from tests.helpers.signing import Signer

DEB = f"faceid-desktop_{VERSION}_amd64.deb"
CUDA_DEB = f"faceid-desktop_{VERSION}+cuda_amd64.deb"
NOTES, FOLDER = "https://example.org/news", "https://example.org/files/"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with packages that hold anything."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in (DEB, CUDA_DEB, f"faceid-desktop-{VERSION}-windows-x64.exe"):
        (folder / name).write_bytes(name.encode() * 3)
    return folder


def test_a_signed_announcement_is_believed(made: Path, tmp_path: Path) -> None:
    """Written here, signed with minisign's signature, read by the program's own check."""
    out, signer = tmp_path / "faceid.json", Signer()
    files = [str(file) for file in sorted(made.iterdir())]
    assert main([*files, "--notes", NOTES, "--address", FOLDER, "--out", str(out)]) == 0
    served = {
        "https://example.org/faceid.json": out.read_bytes(),
        "https://example.org/faceid.json.minisig": signer.sign(out.read_bytes()).encode(),
    }
    channel = Channel("https://example.org/faceid.json", signer.public_key)
    found = UpdateCheck(app_paths(), channel, served.__getitem__).announced()
    assert found.version == VERSION
    assert {(each.target, each.variant) for each in found.packages} == {
        ("linux-deb", "cpu"), ("linux-deb", "cuda"), ("windows", "cpu")
    }  # fmt: skip
    deb = next(each for each in found.packages if each.file == DEB)
    assert deb.sha256 == sha256((made / DEB).read_bytes()).hexdigest()
    assert (deb.bytes, deb.url) == (len(DEB) * 3, FOLDER + DEB)


def test_later_announcements_have_higher_serials(made: Path) -> None:
    """So that an old one cannot take the place of a new one; and each has an end."""
    now, package_ = datetime(2027, 1, 1, tzinfo=UTC), package(made / DEB, "")
    first, second = (
        announcement([package_], NOTES, now + timedelta(days=days), timedelta(days=30)) for days in (0, 1)
    )
    assert second.serial > first.serial
    assert datetime.fromisoformat(first.expires) - now == timedelta(days=30)


@pytest.mark.parametrize("name", ["SHA256SUMS", "faceid-desktop_0.0.1_amd64.deb", f"other_{VERSION}.deb"])
def test_another_file_is_not_announced(made: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither checksums nor packages of another version or program."""
    (made / name).write_bytes(b"x")
    with pytest.raises(SystemExit):
        main([str(made / name), "--notes", NOTES, "--out", str(made / "faceid.json")])
    assert name in capsys.readouterr().err
    assert not (made / "faceid.json").exists()


def test_addresses_that_are_not_safe_are_refused(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the page nor the packages without https."""
    out = made / "faceid.json"
    for words in (["--notes", "http://example.org"], ["--notes", NOTES, "--address", "http://example.org"]):
        with pytest.raises(SystemExit):
            main([str(made / DEB), *words, "--out", str(out)])
        assert capsys.readouterr().err
    assert not out.exists()
