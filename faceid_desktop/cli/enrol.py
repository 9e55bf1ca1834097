"""``faceid enrol``: put a person into the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon
from faceid_desktop.cli.gallery_work import (
    PURPOSE,
    BasisOption,
    ExpiresOption,
    PurposeOption,
    QualityChoice,
    QualityOption,
    default_basis,
    person_json,
    stated_basis,
    workspace_for,
)
from faceid_desktop.cli.output import counted, failure, print_error, print_json, print_line
from faceid_desktop.cli.words import explain
from faceid_desktop.errors import ConsentMissing, ImageError

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import NewPhoto
    from faceid_desktop.services.enrolment import EnrolmentService
    from faceid_desktop.services.workspace import Workspace

PhotosArgument = Annotated[
    list[Path], typer.Argument(help="Pictures with one face, or one that is clearly the largest.")
]
FaceOption = Annotated[
    int | None, typer.Option(min=0, help="Number of the face in each picture, from 0, the largest first.")
]
NotSameOption = Annotated[
    bool,
    typer.Option("--not-same", help="Whoever looks alike is somebody else; that is remembered for good."),
]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Go on although somebody enrolled looks alike; settle it later.")
]
SeenAliveOption = Annotated[
    bool,
    typer.Option(
        "--seen-alive", help="The person stands before you; recorded as your word in the place of a check."
    ),
]


def enrol(
    common: GalleryCommon,
    photos: PhotosArgument,
    name: Annotated[str, typer.Option(help="The person's name.")],
    reference: Annotated[str, typer.Option(help="The person's number in another system.")] = "",
    notes: Annotated[str, typer.Option(help="Anything else.")] = "",
    tag: Annotated[list[str] | None, typer.Option(help="A tag; may be repeated.")] = None,
    basis: BasisOption = None,
    purpose: PurposeOption = PURPOSE,
    expires: ExpiresOption = None,
    quality: QualityOption = QualityChoice.DEFAULT,
    face: FaceOption = None,
    not_same: NotSameOption = False,
    anyway: AnywayOption = False,
    seen_alive: SeenAliveOption = False,
) -> None:
    """Enrol a person with one or several photos.

    The first enrolment begins the gallery. Photos that cannot be used are listed with the reason; nobody is
    enrolled if that is all of them, or if the face seems to be enrolled under another name.
    """
    from faceid_desktop.gallery.records import PersonDetails
    from faceid_desktop.services.enrolment import EnrolmentService
    from faceid_desktop.services.intake import QualityProfile

    with workspace_for(common, create=True) as workspace:
        stated = default_basis(workspace.gallery, basis)
        if stated is None:
            raise ConsentMissing(person=name)
        entry = stated_basis(stated, purpose, expires)
        service = EnrolmentService(workspace, QualityProfile(quality))
        new, failures = prepare(workspace, service, photos, face)
        new = checked_alive(common.settings().liveness_enrol, new, seen_alive)
        person = service.enrol(
            PersonDetails(name, reference, notes, tuple(tag or ())), entry, new, decision(not_same, anyway)
        )
        report = {
            **person_json(person),
            "basis_how": entry.how,
            "told_apart": sorted(workspace.people.told_apart(person.uuid)),
            "model_id": workspace.engine.bundle.model_id,
            "gallery_size": len(workspace.index),
            "failures": failures,
        }
    if common.as_json:
        print_json(report)
        return
    print_line(f"Enrolled {name} with {counted(len(new), 'photo')}, id {person.uuid}.")
    print_line(f"Lawful basis: {entry.basis}, for {purpose}, {entry.how}.")


def checked_alive(policy: str, new: Sequence[NewPhoto], seen_alive: bool) -> list[NewPhoto]:
    """Note the operator's word with the photos, if it was given.

    Raises
    ------
    LivenessRequired
        If the policy asks for it and it was not.
    """
    from faceid_desktop.services.liveness.attempts import stored_facts
    from faceid_desktop.services.liveness.check import combine, require_alive
    from faceid_desktop.services.liveness.records import CheckSet, LivenessView

    word = LivenessView(CheckSet.OPERATOR, result=combine(None, None, None, confirmed=True))
    told = [replace(each, liveness=stored_facts(word)) if seen_alive else each for each in new]
    require_alive(policy, [each.liveness for each in told])
    return told


def prepare(
    workspace: Workspace, service: EnrolmentService, paths: Sequence[Path], face: int | None
) -> tuple[list[NewPhoto], list[dict[str, str]]]:
    """Make what is stored of each photo; those that fail are told and described.

    Raises
    ------
    typer.Exit
        If all of them fail.
    """
    from faceid_desktop.services.photos import decode_photo, read_bytes

    new: list[NewPhoto] = []
    failures: list[dict[str, str]] = []
    for path in paths:
        try:
            source = read_bytes(path)
            photo = workspace.engine.pipeline.analyse(decode_photo(source, str(path)))
            new.append(service.prepare(photo, face, source, path.name))
        except ImageError as error:
            failures.append(failure(str(path), error))
            print_error(explain(error))
    if not new:
        raise typer.Exit(1)
    return new, failures


def decision(not_same: bool, anyway: bool) -> Any:
    """Return what the operator says about people who look alike."""
    from faceid_desktop.services.enrolment import DuplicateDecision

    if not_same:
        return DuplicateDecision.NOT_SAME
    return DuplicateDecision.PROCEED if anyway else DuplicateDecision.ASK
