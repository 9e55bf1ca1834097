"""A package is named after the torch that is in it, and no other torch is taken."""

from __future__ import annotations

import shutil
import subprocess
from email.parser import HeaderParser
from pathlib import Path

import pytest

from faceid_desktop.services.graphics import torch_build, torch_folder
from installer import build, linux, windows
from installer.elf import Needs
from installer.product import NAME, VERSION
from installer.variants import VARIANTS, VariantMismatch, require, require_frozen, tag


def torch_for(folder: Path, build_of_torch: str) -> Path:
    """Lay out the libraries of a torch."""
    (folder / "lib").mkdir(parents=True)
    names = {"cpu": ("cpu",), "cuda": ("cpu", "cuda"), "rocm": ("cpu", "hip")}[build_of_torch]
    for name in names:
        (folder / "lib" / f"libtorch_{name}.so").touch()
    return folder


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("there", ["cpu", "cuda", "rocm"])
def test_only_the_torch_of_the_variant_is_taken(tmp_path: Path, variant: str, there: str) -> None:
    """Any other is refused with what it is; so is none."""
    torch = torch_for(tmp_path / "_internal" / "torch", there)
    if there == variant:
        require(variant, torch)
        require_frozen(variant, tmp_path)
    else:
        with pytest.raises(VariantMismatch, match=f"for {there}"):
            require(variant, torch)
        with pytest.raises(VariantMismatch, match=f"for {there}"):
            require_frozen(variant, tmp_path)
    with pytest.raises(VariantMismatch, match="none"):
        require(variant, None)


def test_a_stand_in_needs_no_torch(tmp_path: Path) -> None:
    """The Windows script is tried around a folder without one."""
    require_frozen("cuda", tmp_path)


def test_the_build_stops_before_it_freezes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the installed torch is the other variant's, nothing is begun."""
    other = next(each for each in VARIANTS if each != torch_build(torch_folder()))
    monkeypatch.setattr(build, "freeze", lambda **_: pytest.fail("it was frozen"))
    with pytest.raises(SystemExit, match=f"--variant {other} needs torch for {other}"):
        build.main(["linux-deb", "--variant", other])


def test_a_frozen_program_of_the_other_variant_is_not_reused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--reuse`` takes what lies there, whatever is installed now: that is what is looked at."""
    torch_for(tmp_path / "_internal" / "torch", "cpu")
    monkeypatch.setattr(build, "FROZEN", tmp_path)
    with pytest.raises(SystemExit, match="here is a build for cpu"):
        build.main(["linux-deb", "--variant", "cuda", "--reuse", "--freeze-only"])


@pytest.mark.skipif(not all(map(shutil.which, ("dpkg-deb", "xz"))), reason="needs dpkg-deb and xz")
def test_the_linux_packages_are_named_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File name and version tell it; the plain variant's names stay as they were."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    frozen = tmp_path / "frozen"
    (frozen / "licences").mkdir(parents=True)
    (frozen / "sbom.cdx.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(linux, "needs", lambda _folder: linux_needs())
    deb = linux.make_deb(frozen, tmp_path / "work", tmp_path / "out", "cuda")
    assert deb.name == f"{NAME}_{VERSION}+cuda_amd64.deb"
    asked = ["dpkg-deb", "--field", str(deb), "Version"]
    assert subprocess.run(asked, check=True, capture_output=True, text=True).stdout == f"{VERSION}+cuda\n"
    archive = linux.make_archive(frozen, tmp_path / "work", tmp_path / "out", "cuda")
    assert archive.name == f"{NAME}-{VERSION}-cuda-linux-x86_64.tar.xz"
    newer = ["dpkg", "--compare-versions", f"{VERSION}+cuda", "gt", VERSION]
    assert subprocess.run(newer, check=False).returncode == 0
    assert tag("cpu") == ""


def linux_needs() -> Needs:
    """Return what a CUDA build of torch needs: also the driver's library, which no package may demand."""
    return Needs(frozenset({"libc.so.6", "libcuda.so.1"}), (2, 36))


def test_the_driver_is_no_dependency() -> None:
    """The CUDA variant installs and works on a computer without the driver."""
    assert linux.depends(["libc.so.6", "libcuda.so.1"]) == linux.depends(["libc.so.6"])


def test_the_description_says_where_it_computes() -> None:
    """What is read before installing names the GPU, within Debian's width."""
    text = linux.control("libc6", 1, "cuda")
    assert HeaderParser().parsestr(text)["Version"] == f"{VERSION}+cuda"
    assert " on an NVIDIA GPU if its driver is there, else on the processor." in text.splitlines()
    assert all(len(line) <= 80 for line in text.splitlines() if line.startswith(" "))


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs nsis")
def test_the_windows_installer_is_named_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Around a stand-in, as everywhere without Windows."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    (tmp_path / "payload" / "_internal").mkdir(parents=True)
    (tmp_path / "payload" / "_internal" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "payload" / "faceid.exe").write_bytes(b"MZ")
    made = windows.make_installer(tmp_path / "payload", tmp_path / "out", variant="cuda")
    assert made.name == f"{NAME}-{VERSION}-cuda-windows-x64.exe"
