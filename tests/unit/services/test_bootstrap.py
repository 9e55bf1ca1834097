"""The composition root builds everything from a bundle, and says what is wrong before it takes seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faceid_desktop.errors import BundleCorrupt, BundleNotFound, DeviceUnavailable
from faceid_desktop.services import bootstrap
from faceid_desktop.services.bootstrap import build_engine
from faceid_desktop.settings import Settings
from faceid_desktop.vision import embedder
from tests.helpers.tiny_bundle import noise, write_tiny_bundle


def test_engine_is_built_from_a_bundle(tmp_path: Path) -> None:
    """All parts belong to the same model, and the device in use is named."""
    bundle = write_tiny_bundle(tmp_path / "tiny")
    engine = build_engine(Settings(), bundle.directory, "cpu")
    assert engine.bundle == bundle
    assert engine.scorer.model_id == bundle.model_id
    assert engine.device_name.startswith("CPU")
    assert engine.pipeline.embed([]) == []


def test_default_bundle_and_device_of_the_settings_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a path the shipped bundle is opened; without a device the setting counts."""
    bundle = write_tiny_bundle(tmp_path / "tiny")
    monkeypatch.setattr(bootstrap, "default_bundle", lambda: bundle.directory)
    monkeypatch.setattr(embedder, "why_no_cuda", lambda: "no driver")
    assert build_engine(Settings(device="cpu")).bundle == bundle
    with pytest.raises(DeviceUnavailable):
        build_engine(Settings(device="cuda"))


def test_detector_that_opencv_cannot_read_is_a_corrupt_bundle(tmp_path: Path) -> None:
    """A detector file that is no network is found out when it is first used."""
    engine = build_engine(Settings(), write_tiny_bundle(tmp_path / "tiny").directory, "cpu")
    with pytest.raises(BundleCorrupt):
        engine.pipeline.analyse(noise())


def test_missing_bundle_is_told_without_torch(tmp_path: Path) -> None:
    """A wrong path is an error at once, and importing the services alone does not load torch or Qt."""
    with pytest.raises(BundleNotFound):
        build_engine(Settings(), tmp_path)
    code = (
        "import sys\n"
        "import faceid_desktop.services.bootstrap, faceid_desktop.services.photos\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'PySide6')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
