"""The program that `tests.campaign.erasure` kills."""

from __future__ import annotations

from faceid_desktop.gallery.places import GalleryPlaces, copies_of
from faceid_desktop.paths import AppPaths
from faceid_desktop.services import privacy
from faceid_desktop.services.backups import back_up
from faceid_desktop.services.opening import close_gallery, open_gallery
from tests.campaign.promises import Report
from tests.helpers.small_gallery import enrol

PEOPLE = 5


def prepare(paths: AppPaths, report: Report) -> None:
    """Make a gallery of some people with a backup and a copy, in which they have other ciphertexts."""
    gallery = open_gallery(paths, create=True, keyring=lambda: None)
    people = [enrol(gallery, f"person {number}", photos=3).uuid for number in range(PEOPLE)]
    back_up(gallery, GalleryPlaces(paths))
    back_up(gallery, GalleryPlaces(paths), copies_of(gallery.store.path) / "gallery-0001-older.db")
    report(persons=people)
    close_gallery(gallery)


def erase_everybody(paths: AppPaths, report: Report) -> None:
    """Erase one after the other."""
    gallery = open_gallery(paths, keyring=lambda: None)
    with gallery.store.raw() as connection:
        people = [row[0] for row in connection.execute("SELECT uuid FROM person ORDER BY id")]
    for person in people:
        report(touching=[person])
        privacy.erase(gallery, paths, person)
        report(gone=[person])
    close_gallery(gallery)
