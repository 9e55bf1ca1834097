"""Export of some people or the whole gallery into an archive of the open format (`services.archive`)."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from faceid_desktop.errors import OutputError
from faceid_desktop.gallery.queries import consent, not_same, people, photos, templates
from faceid_desktop.gallery.schema import MediaKind
from faceid_desktop.gallery.store import GallerySession
from faceid_desktop.services import archive
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import active_model
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.progress import CancelToken, Pace, Progress


class Exporter:
    """Writes one archive.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    target
        The file to write; only its owner may read it, and it appears whole or not at all.
    persons
        Uuids; None exports everybody.
    """

    def __init__(self, gallery: Gallery, target: Path, persons: Sequence[str] | None = None) -> None:
        self._gallery = gallery
        self._target = target
        self._persons = persons
        self._model_id = active_model(gallery) or ""
        self.exported = 0
        """People in the archive, once it is written."""

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """Export; progress counts people.

        One state of the gallery is exported, whatever is changed meanwhile. Memory holds the templates and
        one person at a time. If it is cancelled no file appears.

        Raises
        ------
        PermissionDenied
            If the operator may not export.
        PersonNotFound
            If one of the persons does not exist.
        RecordTampered
            If something stored was changed from outside.
        OutputError
            If the file cannot be written.
        """
        with self._gallery.read(Action.EXPORT) as session:
            chosen = self._chosen(session)
            pace = Pace("export", len(chosen))
            with _new_file(self._target) as scratch:
                with zipfile.ZipFile(scratch, "w", zipfile.ZIP_STORED) as file:
                    file.writestr(archive.README, archive.README_TEXT)
                    self._write_people(file, session, chosen)
                    for done, person in enumerate(chosen):
                        if cancel.cancelled:
                            break
                        self._write_pictures(file, session, person)
                        yield pace.at(done + 1)
                    self._write_templates(file, session, chosen)
                if cancel.cancelled:
                    scratch.unlink()
                    return
                # Told before the file appears: there is no export of which the audit log does not know.
                with self._gallery.change(Action.EXPORT) as change:
                    change.record("export.made", None, people=len(chosen), everybody=self._persons is None)
        self.exported = len(chosen)

    def _chosen(self, session: GallerySession) -> list[str]:
        if self._persons is None:
            return people.all_uuids(session)
        return [people.get(session, self._gallery.vault, person).uuid for person in self._persons]

    def _write_people(self, file: zipfile.ZipFile, session: GallerySession, chosen: Sequence[str]) -> None:
        """Write the JSON person by person: the landmarks of a large gallery would not fit into memory."""
        vault, among = self._gallery.vault, set(chosen)
        apart = [pair for pair in sorted(not_same.all_pairs(session)) if among.issuperset(pair)]
        facts = {
            "format": archive.FORMAT,
            "version": archive.VERSION,
            "created": self._gallery.clock().isoformat(),
            "model_id": self._model_id,
            "not_same": apart,
        }
        entry = zipfile.ZipInfo(archive.PEOPLE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with file.open(entry, "w", force_zip64=True) as stream:
            stream.write(json.dumps(facts, indent=1)[:-2].encode() + b',\n "people": [')
            for place, person in enumerate(chosen):
                described = archive.person_to_json(
                    people.get(session, vault, person),
                    consent.history(session, vault, person),
                    photos.of_person(session, vault, person),
                )
                stream.write(
                    (b",\n  " if place else b"\n  ") + json.dumps(described, allow_nan=False).encode()
                )
            stream.write(b"\n ]\n}\n")

    def _write_pictures(self, file: zipfile.ZipFile, session: GallerySession, person: str) -> None:
        vault = self._gallery.vault
        for photo in photos.uuids_of_person(session, person):
            content = photos.media(session, vault, photo, MediaKind.CROP)
            file.writestr(archive.picture_name(photo), content)

    def _write_templates(self, file: zipfile.ZipFile, session: GallerySession, chosen: Sequence[str]) -> None:
        vectors, owners = [np.empty((0, 0), np.float32)], [np.empty((0, 16), np.uint8)]
        for person in chosen:
            made = templates.of_person(session, self._gallery.vault, person, self._model_id)
            vectors += [template.vector[None] for template in made.values()]
            owners += [np.frombuffer(bytes.fromhex(photo), np.uint8)[None] for photo in made]
        tensors: dict[str, NDArray[Any]] = {
            "vectors": np.concatenate(vectors[1:]) if len(vectors) > 1 else vectors[0],
            "photos": np.concatenate(owners),
        }
        file.writestr(archive.TEMPLATES, safetensors.numpy.save(tensors, {"model_id": self._model_id}))


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """Yield a private file beside the target that takes its place at the end, if it still exists.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise OutputError(path=str(target), why=error.strerror or str(error)) from error
    scratch = Path(name)
    try:
        yield scratch
        if scratch.exists():
            scratch.replace(target)
    except OSError as error:
        raise OutputError(path=str(target), why=error.strerror or str(error)) from error
    finally:
        scratch.unlink(missing_ok=True)
