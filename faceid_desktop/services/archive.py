"""The open format in which people leave a gallery; its README, which every archive carries, describes it.

Nothing in it needs this program: a zip of JSON, WebP pictures and a safetensors file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from faceid_desktop.gallery.records import ConsentEntry, PersonRecord, PhotoRecord
from faceid_desktop.gallery.schema import ConsentStatus

FORMAT = "faceid-people"
VERSION = 1
PEOPLE = "people.json"
TEMPLATES = "templates.safetensors"
README = "README.txt"

_UUID = re.compile(r"[0-9a-f]{32}")

README_TEXT = """\
People exported from FaceID Desktop. THIS FILE IS NOT ENCRYPTED. It holds biometric data: keep it as safe as
the law and the people in it expect, and delete it when it has served its purpose.

people.json             UTF-8 JSON object
  format, version       "faceid-people", 1
  created               moment of the export; all moments are ISO 8601 with time zone
  model_id              the model that made the templates
  people                list of objects:
    uuid                32 hexadecimal digits
    name, reference, notes, tags, watch
    created, last_seen
    consents            statements on the lawful basis, the newest last, which counts:
                        at, status (given | withdrawn), basis, text_version, purpose, expires, how
    photos              list of objects:
      uuid              names the picture photos/<uuid>.webp
      source_name, added
      landmarks         68 points [x, y] in iBUG order, in pixels of the picture, whose top-left pixel's
                        centre is (0, 0)
      box               [x1, y1, x2, y2] of the face, in the same pixels
      quality           measured components; angles in degrees
      liveness          what a liveness check said, may be empty
  not_same              pairs [uuid, uuid] of people whom somebody has told apart
photos/<uuid>.webp      the face with the eyes level, twice the size of its box
templates.safetensors   (https://github.com/huggingface/safetensors)
  vectors               float32 (n, d), one template a row
  photos                uint8 (n, 16), the photo's uuid of each row
"""


def picture_name(photo: str) -> str:
    """Return the name of a photo's picture in the archive."""
    return f"photos/{photo}.webp"


def is_uuid(value: object) -> bool:
    """Tell whether something is a uuid as it is written here: no path can be hidden in it."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def person_to_json(
    person: PersonRecord, consents: tuple[ConsentEntry, ...], photos: tuple[PhotoRecord, ...]
) -> dict[str, Any]:
    """Describe a person with photos."""
    return {
        "uuid": person.uuid,
        **asdict(person.details),
        "watch": person.watch,
        "created": person.created.isoformat(),
        "last_seen": _moment(person.last_seen),
        "consents": [_consent_to_json(entry) for entry in consents],
        "photos": [_photo_to_json(photo) for photo in photos],
    }


def consent_from_json(facts: Mapping[str, Any]) -> ConsentEntry:
    """Read a statement on the lawful basis.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is not one.
    """
    expires = facts["expires"]
    return ConsentEntry(
        at=moment(facts["at"]),
        status=ConsentStatus(facts["status"]),
        expires=None if expires is None else moment(expires),
        **{name: str(facts[name]) for name in ("basis", "text_version", "purpose", "how")},
    )


def moment(text: str) -> datetime:
    """Read a moment.

    Raises
    ------
    TypeError, ValueError
        If it is none, or has no time zone.
    """
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("no time zone")
    return found


def _consent_to_json(entry: ConsentEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "status": str(entry.status),
        "basis": entry.basis,
        "text_version": entry.text_version,
        "purpose": entry.purpose,
        "expires": _moment(entry.expires),
        "how": entry.how,
    }


def _photo_to_json(photo: PhotoRecord) -> dict[str, Any]:
    return {
        "uuid": photo.uuid,
        "source_name": photo.source_name,
        "added": photo.added.isoformat(),
        "landmarks": photo.landmarks.tolist(),
        "box": photo.box.tolist(),
        "quality": _finite(asdict(photo.quality)),
        "liveness": dict(photo.liveness),
    }


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _finite(value: Any) -> Any:
    """Replace what JSON cannot hold by null."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
