"""The update check against a server on this computer: good, bad, old and strange announcements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import faceid_desktop
from faceid_desktop.errors import UpdateRefused, UpdatesUnavailable, UpdateUnreachable
from faceid_desktop.paths import app_paths
from faceid_desktop.services import updates
from faceid_desktop.services.updates import Channel, UpdateCheck, shipped_channel
from faceid_desktop.services.updates_download import fetch
from tests.helpers.signing import Signer
from tests.helpers.update_server import Server

NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on the loopback interface."""
    made = Server()
    yield made
    made.close()


def check(server: Server, now: datetime = NOW) -> UpdateCheck:
    """Return a check that asks the server."""
    return UpdateCheck(app_paths(), Channel(server.address, Signer().public_key), now=lambda: now)


def refusal(server: Server, now: datetime = NOW) -> str:
    """Return why an announcement is refused."""
    with pytest.raises(UpdateRefused) as caught:
        check(server, now).newest()
    return str(caught.value.data["why"])


def test_a_newer_version_is_found(server: Server) -> None:
    """A good announcement comes back whole, with the hashes of the packages."""
    server.announce()
    found = check(server).newest()
    assert found is not None
    assert (found.version, found.packages[0].sha256) == ("99.0.0", "ab" * 32)


def test_nothing_is_told_and_nothing_else_is_asked(server: Server) -> None:
    """Two files are read; neither version, system nor computer stand in the requests."""
    server.announce()
    check(server).newest()
    assert [path for path, _ in server.asked] == ["/faceid.json", "/faceid.json.minisig"]
    told = json.dumps([headers for _, headers in server.asked])
    assert set(server.asked[0][1]) == {"Accept-Encoding", "Host", "User-Agent", "Accept", "Connection"}
    assert faceid_desktop.__version__ not in told
    assert "ython" not in told


@pytest.mark.parametrize("version", [faceid_desktop.__version__, "0.0.9"])
def test_the_same_or_an_older_version_is_no_news(server: Server, version: str) -> None:
    """Only a higher version is offered; the comparison is of numbers."""
    server.announce(version=version)
    assert check(server).newest() is None


def test_a_changed_announcement_is_refused(server: Server) -> None:
    """What was changed after signing is not believed."""
    content = server.announce()
    server.files["/faceid.json"] = content.replace(b"99.0.0", b"99.0.1")
    assert refusal(server) == "signature"


def test_an_announcement_of_somebody_else_is_refused(server: Server) -> None:
    """Another key does not count, however right its signature."""
    server.announce(Signer(2))
    assert refusal(server) == "key"


def test_a_replayed_announcement_is_refused(server: Server) -> None:
    """Once serial 7 was seen, the rightly signed serial 5 is not believed, also after a restart."""
    server.announce(serial=7, version="98.0.0")
    assert check(server).newest() is not None
    server.announce(serial=5)
    assert refusal(server) == "replayed"
    server.announce(serial=7, version="98.0.0")
    assert check(server).newest() is not None


def test_a_refused_announcement_is_not_remembered(server: Server) -> None:
    """A forged serial number cannot shut out the true ones that follow."""
    server.announce(Signer(2), serial=1000)
    refusal(server)
    server.announce(serial=5)
    assert check(server).newest() is not None


def test_an_announcement_runs_out(server: Server) -> None:
    """Whoever holds back new announcements is noticed when the last one expires."""
    server.announce()
    assert refusal(server, NOW + timedelta(days=90)) == "expired"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"product": "another"}, "product"),
        ({"schema": 2}, "format"),
        ({"version": "1.0; rm"}, "format"),
        ({"notes": "javascript:alert(1)"}, "format"),
        ({"serial": "7"}, "format"),
        ({"extra": 1}, "format"),
        ({"expires": "2027-04-01T00:00:00"}, "expired"),  # without a time zone it is no moment
        ({"packages": [{"target": "a", "file": "b", "bytes": 1, "sha256": "short"}]}, "format"),
        ({"packages": [{"target": "a", "file": "../b", "bytes": 1, "sha256": "ab" * 32}]}, "format"),
        (
            {
                "packages": [
                    {"target": "a", "file": "b", "bytes": 1, "sha256": "ab" * 32, "url": "http://a/b"}
                ]
            },
            "format",
        ),
    ],
)
def test_a_strange_announcement_is_refused(server: Server, changes: dict[str, object], why: str) -> None:
    """Also what is rightly signed has to be of the form that this version knows."""
    server.announce(None, **changes)
    assert refusal(server) == why


def test_it_is_due_once_a_day(server: Server) -> None:
    """A check that succeeded lasts a day; one that failed lasts no time, and so does one of the future."""
    assert check(server).due
    server.announce(Signer(2))
    refusal(server)
    assert check(server).due
    server.announce()
    check(server).newest()
    assert not check(server, NOW + timedelta(hours=23)).due
    assert check(server, NOW + timedelta(hours=24)).due
    assert check(server, NOW - timedelta(hours=1)).due


def test_a_damaged_memory_is_forgotten(server: Server) -> None:
    """A file that cannot be read does not keep the program from asking."""
    memory = app_paths().data / "updates.json"
    memory.parent.mkdir(parents=True)
    memory.write_text("{", encoding="utf-8")
    server.announce()
    assert check(server).newest() is not None


def test_a_full_disk_does_not_hide_a_newer_version(server: Server) -> None:
    """Where nothing can be remembered, what was found is told all the same."""
    app_paths().data.mkdir(parents=True)
    (app_paths().data / "updates.json").mkdir()
    server.announce()
    assert check(server).newest() is not None


def test_without_a_channel_there_is_nobody_to_ask() -> None:
    """A build that announces nothing says so instead of asking somewhere."""
    made = UpdateCheck(app_paths(), None)
    assert not made.available
    with pytest.raises(UpdatesUnavailable):
        made.newest()


def test_the_channel_comes_from_the_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package may bring a channel; the repository has none."""
    assert shipped_channel() is None
    (tmp_path / "updates").mkdir()
    (tmp_path / "updates" / "channel.json").write_text('{"url": "https://a", "public_key": "k"}')
    monkeypatch.setattr(updates, "resources", lambda: tmp_path)
    assert shipped_channel() == Channel("https://a", "k")


@pytest.mark.parametrize("address", ["http://example.org/a", "ftp://127.0.0.1/a", "file:///etc/hostname"])
def test_only_https_is_asked(address: str) -> None:
    """No other scheme leaves this computer, or reads a file of it."""
    with pytest.raises(UpdateUnreachable, match="https"):
        fetch(address)


def test_an_answer_elsewhere_or_too_large_is_refused(server: Server) -> None:
    """Redirects are not followed, missing files are told, and a flood is cut off."""
    server.files["/faceid.json"] = b"redirect"
    with pytest.raises(UpdateUnreachable, match="302"):
        fetch(server.address)
    with pytest.raises(UpdateUnreachable, match="404"):
        fetch(server.address + "x")
    server.files["/faceid.json"] = b"x" * 65537
    with pytest.raises(UpdateUnreachable, match="too large"):
        fetch(server.address)
    assert "/elsewhere" not in [path for path, _ in server.asked]


def test_a_silent_address_is_told() -> None:
    """Nobody there: the reason of the system is passed on."""
    with pytest.raises(UpdateUnreachable) as caught:
        fetch("http://127.0.0.1:9/faceid.json")
    assert "refused" in str(caught.value.data["why"]).lower()
