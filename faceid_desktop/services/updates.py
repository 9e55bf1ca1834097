"""Asking whether there is a newer version; nothing is downloaded but the announcement, and nothing is told.

The announcement is a small JSON file with a minisign signature beside it. It is believed only if the key that
came with the program signed it, it is about this program, its time has not run out, and its serial number is
not below one that was seen before: an old announcement, though rightly signed, could hide a newer version or
advertise one with known holes. The packages themselves are named with size and SHA-256; `updates_package`
fetches one when it is asked to, installing is left to whoever installs programs on this computer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from faceid_desktop import __version__
from faceid_desktop.errors import UpdateRefused, UpdatesUnavailable
from faceid_desktop.gallery.minisign import BadSignature, verify
from faceid_desktop.logs import logger
from faceid_desktop.paths import AppPaths, resources, write_atomically
from faceid_desktop.services.updates_download import Fetch, fetch, may_be_asked
from faceid_desktop.vision.strict import SchemaError, parse

_log = logger("services")
_PRODUCT = "faceid-desktop"
_EVERY = timedelta(days=1)
_VERSION = re.compile(r"\d+(\.\d+){2}")
# No folder, no hidden file, no stream of a Windows file.
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Channel:
    """Where updates are announced (an https address) and who signs them (a minisign public key)."""

    url: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Package:
    """One file of a release; ``sha256`` in hexadecimal.

    ``target`` and ``variant`` (``cpu`` or ``cuda``) are names of ``installer/build.py``. A package without a
    ``url`` is got by the page of the announcement only.
    """

    target: str
    file: str
    bytes: int
    sha256: str
    variant: str = "cpu"
    url: str = ""

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256) or self.bytes <= 0:
            raise ValueError("a package needs its size and its SHA-256")
        if not _FILE.fullmatch(self.file) or (self.url and not may_be_asked(self.url)):
            raise ValueError("a package needs a plain file name, and https if it has an address")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the signed file says.

    ``serial`` grows with every announcement, ``published`` and ``expires`` are ISO 8601 with a time zone,
    ``notes`` is the address of a page for humans.
    """

    schema: int
    product: str
    serial: int
    published: str
    expires: str
    version: str
    notes: str
    packages: tuple[Package, ...]

    def __post_init__(self) -> None:
        if self.schema != 1 or not _VERSION.fullmatch(self.version) or not self.notes.startswith("https://"):
            raise ValueError("not an announcement of this kind")

    @property
    def is_newer(self) -> bool:
        """Whether it announces a version above the one that runs."""
        return _numbers(self.version) > _numbers(__version__)

    @property
    def is_older(self) -> bool:
        """Whether it announces a version below the one that runs."""
        return _numbers(self.version) < _numbers(__version__)


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is remembered between checks."""

    serial: int = 0
    checked: str = ""


def shipped_channel() -> Channel | None:
    """Return the channel that this build of the program has; None if its maker announces nothing."""
    try:
        content = json.loads((resources() / "updates" / "channel.json").read_text(encoding="utf-8"))
        return parse(Channel, content, "channel")
    except FileNotFoundError:
        return None


class UpdateCheck:
    """Looks for a newer version, when it is asked to.

    Parameters
    ----------
    paths
        The user's folders; the newest serial number is kept in the data folder.
    channel
        Whom to ask; None makes every check fail with `UpdatesUnavailable`.
    download
        How bytes come from an address.
    now
        The clock, with a time zone.
    """

    def __init__(
        self,
        paths: AppPaths,
        channel: Channel | None,
        download: Fetch = fetch,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._file = paths.data / "updates.json"
        self._channel, self._download, self._now = channel, download, now

    @property
    def available(self) -> bool:
        """Whether there is anybody to ask."""
        return self._channel is not None

    @property
    def due(self) -> bool:
        """Whether the last check that succeeded is at least a day ago; a clock set back makes it due."""
        checked = _moment(self._remembered().checked)
        return checked is None or not timedelta(0) <= self._now() - checked < _EVERY

    def newest(self) -> Announcement | None:
        """Ask now, as `announced` does; None if this version is the newest."""
        announcement = self.announced()
        return announcement if announcement.is_newer else None

    def announced(self) -> Announcement:
        """Ask now for what is announced, be it newer than this version or not.

        Raises
        ------
        UpdatesUnavailable
            If this build has no channel.
        UpdateUnreachable
            If the announcement cannot be read from its address.
        UpdateRefused
            If it is not to be believed; ``why`` is format, key, signature, product, expired or replayed.
        """
        if self._channel is None:
            raise UpdatesUnavailable
        content = self._download(self._channel.url)
        signature = self._download(f"{self._channel.url}.minisig").decode("utf-8", "replace")
        try:
            verify(content, signature, self._channel.public_key)
        except BadSignature as error:
            raise UpdateRefused(why=str(error)) from error
        announcement = self._believed(content)
        self._remember(_Memory(announcement.serial, self._now().isoformat()))
        return announcement

    def _believed(self, content: bytes) -> Announcement:
        try:
            announcement = parse(Announcement, json.loads(content), "announcement")
        except (ValueError, SchemaError) as error:
            raise UpdateRefused(why="format") from error
        expires = _moment(announcement.expires)
        if announcement.product != _PRODUCT:
            raise UpdateRefused(why="product")
        if expires is None or expires <= self._now():
            raise UpdateRefused(why="expired")
        if announcement.serial < self._remembered().serial:
            raise UpdateRefused(why="replayed")
        return announcement

    def _remembered(self) -> _Memory:
        try:
            return parse(_Memory, json.loads(self._file.read_text(encoding="utf-8")), "memory")
        except (FileNotFoundError, NotADirectoryError):
            return _Memory()
        except (OSError, ValueError) as error:
            _log.info("what was known of updates cannot be read: %s", error)
            return _Memory()

    def _remember(self, memory: _Memory) -> None:
        try:
            write_atomically(self._file, (json.dumps(asdict(memory)) + "\n").encode(), private=True)
        except OSError as error:  # what was found is true all the same
            _log.info("what is known of updates cannot be kept: %s", error)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _moment(text: str) -> datetime | None:
    """Read a time with a zone; None if it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
