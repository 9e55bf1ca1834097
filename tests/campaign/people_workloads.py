"""Workloads on people: operations with undo, bulk import, re-embedding.

No network is needed: a template is the light of a painted picture. What is heavy to import is imported by the
functions that need it, so that other workloads start quickly.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from faceid_desktop.gallery.queries import people, photos
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.paths import AppPaths
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import ACTIVE_MODEL
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.people import PeopleService
from faceid_desktop.services.progress import CancelToken
from tests.campaign.promises import Report
from tests.helpers.small_gallery import enrol, given

if TYPE_CHECKING:
    from faceid_desktop.services.workspace import Workspace

_PEOPLE, _PHOTOS = 12, 2
_SEEDS = (7, 99)
"""Of the two model bundles."""


@contextmanager
def loaded() -> Iterator[None]:
    """Import what is heavy before the work begins, and make batches small, so that there are many."""
    import tests.helpers.tiny_workspace  # noqa: F401

    with (
        patch("faceid_desktop.services.importing.BATCH", 4),
        patch("faceid_desktop.services.reembed.BATCH", 3),
    ):
        yield


def prepare_operations(paths: AppPaths, report: Report) -> None:
    """Leave four people with three photos each."""
    with _opened(paths) as gallery:
        for number in range(4):
            enrol(gallery, f"person {number}", photos=3)
        _tell_all(gallery, report)


def operate(paths: AppPaths, report: Report) -> None:
    """Merge, split, move and remove, and take each back."""
    with _opened(paths) as gallery:
        service = PeopleService(gallery, lambda _: None)
        for _ in range(4):
            first, second, third, *_ = _all_people(gallery)
            with _touching(gallery, report):
                service.merge(first, second)
            with _touching(gallery, report):
                service.undo()
            with _touching(gallery, report):
                service.move_photo(_photos(gallery, second)[0], third)
            with _touching(gallery, report):
                service.undo()
            with _touching(gallery, report):
                service.split(third, _photos(gallery, third)[:1], PersonDetails("new"), given())
            with _touching(gallery, report):
                service.undo()
            with _touching(gallery, report):
                service.remove_photo(_photos(gallery, second)[-1])
            with _touching(gallery, report):
                service.undo()


def prepare_import(paths: AppPaths, report: Report) -> None:
    """Leave a folder of pictures, two model bundles and an empty gallery."""
    from PIL import Image

    from tests.helpers.tiny_bundle import write_tiny_bundle
    from tests.helpers.tiny_workspace import picture

    for seed in _SEEDS:
        write_tiny_bundle(paths.data / f"bundle-{seed}", seed)
    random = np.random.default_rng(1)
    for person in range(_PEOPLE):
        folder = paths.data / "pictures" / f"Person {person}"
        folder.mkdir(parents=True)
        colours = random.integers(0, 250, 4).tolist()
        for photo in range(_PHOTOS):
            image = Image.fromarray(picture(colours, person * _PHOTOS + photo))
            image.save(folder / f"{photo}.png", compress_level=1)
    with _opened(paths) as gallery:
        _tell_all(gallery, report)


def import_all(paths: AppPaths, report: Report) -> None:
    """Import the folder, and once more, to find everything there already."""
    from faceid_desktop.services.import_list import list_folder
    from faceid_desktop.services.importing import Importer

    with _opened(paths) as gallery:
        workspace = _workspace(gallery, paths, _SEEDS[0])
        for _ in range(2):
            job = Importer(workspace, list_folder(paths.data / "pictures"), given())
            for _progress in job.run(CancelToken()):
                _tell_all(gallery, report)


def prepare_reembedding(paths: AppPaths, report: Report) -> None:
    """Leave a gallery that was imported with the first bundle."""
    prepare_import(paths, report)
    import_all(paths, report)


def reembed(paths: AppPaths, report: Report) -> None:
    """Change over to the second bundle."""
    from faceid_desktop.services.reembed import Reembedder

    with _opened(paths) as gallery:
        engine = _workspace(gallery, paths, _SEEDS[1]).engine
        for _progress in Reembedder(gallery, engine).run(CancelToken()):
            _tell_all(gallery, report)
        report(settings={ACTIVE_MODEL: engine.bundle.model_id})


@contextmanager
def _opened(paths: AppPaths) -> Iterator[OpenGallery]:
    gallery = open_gallery(paths, create=True, keyring=lambda: None)
    try:
        yield gallery
    finally:
        close_gallery(gallery)


def _workspace(gallery: Gallery, paths: AppPaths, seed: int) -> Workspace:
    from faceid_desktop.services.workspace import Workspace
    from faceid_desktop.vision.bundle import load_bundle
    from tests.helpers.tiny_workspace import tiny_engine

    return Workspace(gallery, tiny_engine(load_bundle(paths.data / f"bundle-{seed}")))


@contextmanager
def _touching(gallery: Gallery, report: Report) -> Iterator[None]:
    """Promise nothing while an operation is under way, and everything that is there afterwards."""
    persons = _all_people(gallery)
    report(touching=[*persons, *(photo for person in persons for photo in _photos(gallery, person))])
    yield
    _tell_all(gallery, report)


def _tell_all(gallery: Gallery, report: Report) -> None:
    persons = _all_people(gallery)
    report(persons=persons, photos=[photo for person in persons for photo in _photos(gallery, person)])


def _all_people(gallery: Gallery) -> list[str]:
    with gallery.read(Action.VIEW_PEOPLE) as session:
        return people.all_uuids(session)


def _photos(gallery: Gallery, person: str) -> tuple[str, ...]:
    with gallery.read(Action.VIEW_PEOPLE) as session:
        return photos.uuids_of_person(session, person)
