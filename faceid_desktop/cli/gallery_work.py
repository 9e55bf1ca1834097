"""What the gallery's commands share: the workspace, the stated lawful basis, jobs, and descriptions."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from faceid_desktop.cli.gallery_options import GalleryCommon, open_for
from faceid_desktop.gallery.lawful_basis import LawfulBasis

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import ConsentEntry, PersonRecord
    from faceid_desktop.services.directory import Directory
    from faceid_desktop.services.gallery import Gallery
    from faceid_desktop.services.opening import OpenGallery
    from faceid_desktop.services.people import PeopleService
    from faceid_desktop.services.progress import CancelToken, Progress
    from faceid_desktop.services.workspace import Workspace

STATED = "stated by the operator at the command line"
PURPOSE = "identification in this gallery"
TEXT_VERSION = "command line, 1"


class QualityChoice(StrEnum):
    """How good a face has to be; the words of `services.intake.QualityProfile`."""

    DEFAULT = "default"
    LOOSE = "loose"


BasisOption = Annotated[
    LawfulBasis | None,
    typer.Option(envvar="FACEID_BASIS", help="Lawful basis for keeping the person; it is recorded."),
]
PurposeOption = Annotated[str, typer.Option(help="What the person is kept for; it is recorded.")]
ExpiresOption = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Day (UTC) from which the lawful basis no longer holds."),
]
QualityOption = Annotated[
    QualityChoice,
    typer.Option(help="How good a face has to be; loose is for pictures that cannot be taken again."),
]


def stated_basis(basis: LawfulBasis | None, purpose: str, expires: datetime | None) -> ConsentEntry:
    """Return what the operator states about the lawful basis; an empty basis is for rows to fill in."""
    from faceid_desktop.gallery.records import ConsentEntry
    from faceid_desktop.gallery.schema import ConsentStatus

    return ConsentEntry(
        at=datetime.now(UTC),
        status=ConsentStatus.GIVEN,
        basis="" if basis is None else str(basis),
        text_version=TEXT_VERSION,
        purpose=purpose,
        expires=None if expires is None else expires.replace(tzinfo=UTC),
        how=STATED,
    )


def default_basis(gallery: Gallery, basis: LawfulBasis | None) -> LawfulBasis | None:
    """Return the basis that was stated; a single user who states none is taken to state consent."""
    return LawfulBasis.CONSENT if basis is None and gallery.actor.operator is None else basis


@contextmanager
def workspace_for(common: GalleryCommon, *, create: bool = False) -> Iterator[Workspace]:
    """Open the gallery and the models that it uses, unless others are asked for.

    Raises
    ------
    KnownError
        If one of them cannot be opened.
    """
    from faceid_desktop.services.bootstrap import operating_point
    from faceid_desktop.services.model_choice import bundle_for
    from faceid_desktop.services.workspace import Workspace

    with open_for(common, create=create) as gallery:
        model = common.model or bundle_for(gallery)
        point = operating_point(common.settings())
        yield Workspace(gallery, replace(common, model=model).engine(), point)


@contextmanager
def people_for(common: GalleryCommon) -> Iterator[tuple[OpenGallery, PeopleService, Directory]]:
    """Open the gallery for what needs no models.

    Raises
    ------
    KnownError
        If it cannot be opened.
    """
    from faceid_desktop.gallery.queries import people
    from faceid_desktop.services.access import Action
    from faceid_desktop.services.directory import directory_of
    from faceid_desktop.services.people import PeopleService

    with open_for(common) as gallery:
        with gallery.read(Action.VIEW_PEOPLE) as session:
            directory = directory_of(people.all_people(session, gallery.vault))
        yield gallery, PeopleService(gallery, lambda _: None), directory


def follow(what: str, job: Iterator[Progress], cancel: CancelToken) -> None:
    """Run a job to its end with a progress bar on a terminal's standard error.

    The first interrupt asks the job to stop, so that what it has done is saved; the second ends the program.
    """
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with (
        _first_interrupt(cancel),
        Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar,
    ):
        task = bar.add_task(what, total=None, rate="")
        for progress in job:
            rate = f"{progress.rate:.1f}/s"
            bar.update(task, completed=progress.done, total=progress.total, rate=rate)


def person_json(person: PersonRecord) -> dict[str, Any]:
    """Describe a person for programs."""
    consent = person.consent
    return {
        "person": person.uuid,
        "name": person.details.name,
        "reference": person.details.reference,
        "notes": person.details.notes,
        "tags": list(person.details.tags),
        "watch": person.watch,
        "photos": person.photos,
        "created": person.created.isoformat(),
        "updated": person.updated.isoformat(),
        "last_seen": None if person.last_seen is None else person.last_seen.isoformat(),
        "erase_after": None if person.erase_after is None else person.erase_after.isoformat(),
        "basis": None if consent is None else consent.basis,
        "basis_status": None if consent is None else str(consent.status),
        "basis_expires": None if consent is None or consent.expires is None else consent.expires.isoformat(),
    }


@contextmanager
def _first_interrupt(cancel: CancelToken) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        cancel.cancel()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
