"""``faceid updates`` and what ``faceid doctor`` says of an idle GPU, with a server on this computer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import faceid_desktop
from faceid_desktop.cli import doctor
from faceid_desktop.cli.main import KNOWN, main
from faceid_desktop.services import graphics, updates, updates_package
from faceid_desktop.services.updates import Channel
from tests.helpers.signing import Signer
from tests.helpers.update_server import Server

Capture = pytest.CaptureFixture[str]
CONTENT = bytes(range(256)) * 8192
CARD = "NVIDIA GeForce RTX 3060"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that announces a package for CUDA to a computer with an idle GPU."""
    made = Server()
    announce(made, made.offer(CONTENT))
    monkeypatch.setattr(updates, "shipped_channel", lambda: Channel(made.address, Signer().public_key))
    monkeypatch.setattr(graphics, "unused_gpus", lambda: (CARD,))
    monkeypatch.setattr(doctor, "unused_gpus", lambda: (CARD,))
    monkeypatch.setattr(updates_package, "target_here", lambda: "linux-deb")
    yield made
    made.close()


def announce(server: Server, *packages: dict[str, object]) -> None:
    """Announce the version that runs."""
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    server.announce(
        None, version=faceid_desktop.__version__, expires=soon, packages=list(packages)
    )  # fmt: skip


def test_the_offer_is_one_sentence(server: Server, capsys: Capture) -> None:
    """It names the GPU, the file, how large it is and from where; nothing of it is fetched."""
    assert main(["updates"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "is the newest version" in told
    assert all(part in told for part in (CARD, "cuda.deb, 2 MB, from 127.0.0.1", "--fetch-cuda DIR"))
    assert "/p/cuda.deb" not in [path for path, _ in server.asked]


def test_it_is_fetched_when_told_to(server: Server, tmp_path: Path, capsys: Capture) -> None:
    """The file lies in the folder, and how to install it is told."""
    assert main(["updates", "--fetch-cuda", str(tmp_path)]) == 0
    assert (tmp_path / "cuda.deb").read_bytes() == CONTENT
    assert "sudo apt install" in capsys.readouterr().out
    assert main(["updates", "--fetch-cuda", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["newer"], told["idle_gpus"]) == (None, [CARD])
    assert (told["cuda_package"]["bytes"], told["fetched"]) == (len(CONTENT), str(tmp_path / "cuda.deb"))


def test_a_forged_package_is_refused(server: Server, tmp_path: Path, capsys: Capture) -> None:
    """The command fails with words about the hash and leaves nothing."""
    server.files["/p/cuda.deb"] = CONTENT[:-1] + b"\0"
    assert main(["updates", "--fetch-cuda", str(tmp_path)]) == KNOWN
    assert "SHA-256 is not the announced one" in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.glob("cuda*")) == []


def test_what_is_not_announced_is_not_fetched(server: Server, tmp_path: Path, capsys: Capture) -> None:
    """An announcement without a package for CUDA is told, and there is no offer."""
    announce(server)
    assert main(["updates", "--fetch-cuda", str(tmp_path)]) == KNOWN
    assert "does not name it" in " ".join(capsys.readouterr().err.split())
    assert main(["updates"]) == 0
    assert CARD not in capsys.readouterr().out


def test_the_doctor_names_the_idle_gpu_and_asks_nobody(
    server: Server, tmp_path: Path, capsys: Capture
) -> None:
    """It says where to ask; a build without a channel names the README instead."""
    assert main(["doctor", "--json", "--model", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)["device"]
    assert told["idle_gpus"].startswith(CARD)
    assert "faceid updates" in told["idle_gpus"]
    assert told["torch_build"] in ("cpu", "cuda", "rocm")
    assert server.asked == []


def test_without_a_channel_the_doctor_names_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can be asked there; and without an idle GPU there is nothing to say."""
    monkeypatch.setattr(doctor, "unused_gpus", lambda: (CARD,))
    assert "README" in str(doctor.idle_gpus())
    monkeypatch.setattr(doctor, "unused_gpus", lambda: ())
    assert doctor.idle_gpus() is None
