"""Reading an archive of people without trusting it."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from faceid_desktop.core.records import Floats, Quality
from faceid_desktop.errors import ExportInvalid
from faceid_desktop.gallery.queries.photos import quality_of
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails, PhotoRecord
from faceid_desktop.services import archive

MAX_PEOPLE_BYTES = 1 << 30
MAX_PICTURE_BYTES = 8 << 20
MAX_PHOTOS = 10_000
"""Of one person, who is held in memory."""

_LARGEST_PX = 65_536
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_NOT_WHAT_IT_SHOULD_BE = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True, eq=False)
class ArchivedPhoto:
    """A photo as an archive describes it, checked."""

    uuid: str
    source_name: str
    added: datetime
    landmarks: Floats
    box: Floats
    quality: Quality
    liveness: Mapping[str, object]

    def record(self) -> PhotoRecord:
        """Return it as a stored photo without templates."""
        return PhotoRecord(
            self.uuid, "", self.source_name, self.added, self.quality, self.landmarks, self.box, ()
        )


@dataclass(frozen=True, slots=True)
class ArchivedPerson:
    """A person as an archive describes him, checked."""

    uuid: str
    details: PersonDetails
    watch: bool
    created: datetime
    consents: tuple[ConsentEntry, ...] = ()
    photos: tuple[ArchivedPhoto, ...] = field(default=())


class ArchiveReader(AbstractContextManager["ArchiveReader"]):
    """An open archive.

    Parameters
    ----------
    path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: zipfile.ZipFile | None = None

    def __enter__(self) -> ArchiveReader:
        try:
            self._file = zipfile.ZipFile(self._path)
        except _BROKEN_ZIP as error:
            raise self._invalid("zip") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def people(self) -> tuple[tuple[ArchivedPerson, ...], tuple[tuple[str, str], ...]]:
        """Return everybody, and the pairs of people who were told apart.

        Raises
        ------
        ExportInvalid
            ``why`` is ``entry_missing``, ``entry_too_large``, ``zip``, ``json``, ``format`` (another one, or
            a later version) or ``person`` (something about somebody is not what it should be).
        """
        try:
            content = json.loads(self._read(archive.PEOPLE, MAX_PEOPLE_BYTES))
        except (ValueError, RecursionError) as error:
            raise self._invalid("json") from error
        if not isinstance(content, dict) or content.get("format") != archive.FORMAT:
            raise self._invalid("format")
        if content.get("version") != archive.VERSION:
            raise self._invalid("format")
        try:
            everybody = tuple(_person(facts) for facts in content["people"])
            pairs = tuple((_uuid(first), _uuid(second)) for first, second in content["not_same"])
        except _NOT_WHAT_IT_SHOULD_BE as error:
            raise self._invalid("person") from error
        return everybody, pairs

    def picture(self, photo: ArchivedPhoto) -> bytes:
        """Return a photo's picture.

        Raises
        ------
        ExportInvalid
            If it is missing, too large or damaged.
        """
        return self._read(archive.picture_name(photo.uuid), MAX_PICTURE_BYTES)

    def _read(self, name: str, limit: int) -> bytes:
        if self._file is None:
            raise self._invalid("zip")
        try:
            info = self._file.getinfo(name)
        except KeyError as error:
            raise self._invalid("entry_missing") from error
        try:
            # The size that is stated may be a lie, so the reading itself is bounded too.
            with self._file.open(info) as stream:
                content = stream.read(limit + 1) if info.file_size <= limit else b""
        except _BROKEN_ZIP as error:
            raise self._invalid("zip") from error
        if info.file_size > limit or len(content) > limit:
            raise self._invalid("entry_too_large")
        return content

    def _invalid(self, why: str) -> ExportInvalid:
        return ExportInvalid(path=str(self._path), why=why)


def _person(facts: Mapping[str, Any]) -> ArchivedPerson:
    if len(facts["photos"]) > MAX_PHOTOS:
        raise ValueError("too many photos")
    text = {name: _text(facts[name]) for name in ("name", "reference", "notes")}
    return ArchivedPerson(
        uuid=_uuid(facts["uuid"]),
        details=PersonDetails(**text, tags=tuple(_text(tag) for tag in facts["tags"])),
        watch=facts["watch"] is True,
        created=archive.moment(facts["created"]),
        consents=tuple(archive.consent_from_json(each) for each in facts["consents"]),
        photos=tuple(_photo(each) for each in facts["photos"]),
    )


def _photo(facts: Mapping[str, Any]) -> ArchivedPhoto:
    return ArchivedPhoto(
        uuid=_uuid(facts["uuid"]),
        source_name=_text(facts["source_name"]),
        added=archive.moment(facts["added"]),
        landmarks=_points(facts["landmarks"], (68, 2)),
        box=_points(facts["box"], (4,)),
        quality=_quality(facts["quality"]),
        liveness=dict(facts["liveness"]),
    )


def _quality(facts: Mapping[str, Any]) -> Quality:
    """Read a quality; what could not be measured is null in JSON and "not a number" here."""
    known = {each.name for each in fields(Quality)} - {"pose", "reasons"}
    numbers = {name: _number(value) for name, value in facts.items() if name in known}
    pose = {name: _number(value) for name, value in facts["pose"].items()}
    return quality_of({**numbers, "pose": pose, "reasons": facts["reasons"]})


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _points(values: Any, shape: tuple[int, ...]) -> Floats:
    points = np.array(values, np.float64)
    if points.shape != shape or not (np.abs(points) < _LARGEST_PX).all():
        raise ValueError("no points of a picture")
    if not np.ptp(points.reshape(-1, 2), axis=0).all():
        raise ValueError("points that coincide")
    return points.astype(np.float32)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _uuid(value: object) -> str:
    if not archive.is_uuid(value):
        raise ValueError("no uuid")
    return str(value)
