"""Frozen records that the gallery takes and returns; rows and sessions never leave the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.records import Floats, Quality, Template, checked
from faceid_desktop.gallery.schema import ConsentStatus, Role


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What an operator writes about a person; all of it is encrypted."""

    name: str
    reference: str = ""
    """The person's number in another system."""
    notes: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One statement on the lawful basis of keeping a person."""

    at: datetime
    status: ConsentStatus
    basis: str
    text_version: str
    purpose: str
    operator: str | None = None
    expires: datetime | None = None
    how: str = ""
    """How it was given: signed, spoken, ticked ..."""
    uuid: str = ""

    def valid(self, now: datetime) -> bool:
        """Tell whether it allows matching at ``now``."""
        return self.status is ConsentStatus.GIVEN and (self.expires is None or now < self.expires)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as the services see him."""

    uuid: str
    details: PersonDetails
    watch: bool
    created: datetime
    updated: datetime
    last_seen: datetime | None
    erase_after: datetime | None
    revision: int
    photos: int
    consent: ConsentEntry | None

    def matchable(self, now: datetime) -> bool:
        """Tell whether the person may take part in matching."""
        return self.erase_after is None and self.consent is not None and self.consent.valid(now)


@dataclass(frozen=True, slots=True, eq=False)
class NewPhoto:
    """A photo that is to be stored; pictures are encoded files (WebP or the original's own format)."""

    source: bytes
    """What identifies the source (the file's bytes or the frame's pixels): hashed with a key, not kept."""
    source_name: str
    crop: bytes
    thumbnail: bytes
    landmarks: Floats
    """(68, 2) in crop pixels."""
    box: Floats
    """(4,) in crop pixels."""
    quality: Quality
    template: Template
    original: bytes | None = None
    liveness: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked("landmarks", self.landmarks, np.float32, (None, 2))
        checked("box", self.box, np.float32, (4,))


@dataclass(frozen=True, slots=True, eq=False)
class PhotoRecord:
    """A stored photo without its pictures and templates."""

    uuid: str
    person: str
    source_name: str
    added: datetime
    quality: Quality
    landmarks: Floats
    box: Floats
    models: tuple[str, ...]
    """Ids of the models that have a template of it."""
    liveness: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class StoredVectors:
    """All vectors of one model, in the order of enrolment; what the index is built from."""

    model_id: str
    vectors: Floats
    """(n, d) float32."""
    owners: NDArray[np.int64]
    """(n,) place of each vector's person in ``persons``, ascending."""
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event of the audit chain."""

    number: int
    at: datetime
    kind: str
    operator: str | None
    subject: str | None
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OperatorRecord:
    """A local account."""

    uuid: str
    login: str
    role: Role
    active: bool
    created: datetime
    not_before: datetime | None


@dataclass(frozen=True, slots=True, eq=False)
class NewSighting:
    """Somebody was seen live, to be written down."""

    at: datetime
    camera: str
    person: str | None = None
    """None for somebody who is not in the gallery."""
    evidence: Mapping[str, object] = field(default_factory=dict)
    """Plain JSON values: likelihood ratio, model, operating point ..."""
    thumbnail: bytes | None = None
    """An encoded picture."""


@dataclass(frozen=True, slots=True)
class SightingRecord:
    """A stored sighting without its picture."""

    uuid: str
    at: datetime
    person: str | None
    camera: str
    evidence: Mapping[str, object]
    has_thumbnail: bool
