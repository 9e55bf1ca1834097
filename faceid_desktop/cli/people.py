"""``faceid people``: look at and change the people of the gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.enrol import (
    AnywayOption,
    FaceOption,
    NotSameOption,
    PhotosArgument,
    decision,
    prepare,
)
from faceid_desktop.cli.gallery_options import GalleryCommon, with_gallery
from faceid_desktop.cli.gallery_words import UNDONE
from faceid_desktop.cli.gallery_work import (
    PURPOSE,
    BasisOption,
    ExpiresOption,
    PurposeOption,
    QualityChoice,
    QualityOption,
    default_basis,
    people_for,
    person_json,
    stated_basis,
    workspace_for,
)
from faceid_desktop.cli.output import counted, print_json, print_line, print_table, rounded
from faceid_desktop.cli.words import QUALITY
from faceid_desktop.errors import ConsentMissing

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import PersonRecord

app = typer.Typer(help="Look at and change the people of the gallery.", no_args_is_help=True)

PersonArgument = Annotated[
    str,
    typer.Argument(metavar="PERSON", help="Name, reference or id (six digits of it will do)."),
]
PhotoArgument = Annotated[
    str, typer.Argument(metavar="PHOTO", help="Id of a photo, or its first six digits; see 'people show'.")
]
_DAY = ["%Y-%m-%d"]


def list_(
    common: GalleryCommon,
    text: Annotated[str, typer.Argument(help="Words of name, reference or tags.")] = "",
    tag: Annotated[str, typer.Option(help="Only people with this tag.")] = "",
    since: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="Only people enrolled on this day (UTC) or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="Only people enrolled before this day (UTC).")
    ] = None,
    watched: Annotated[bool, typer.Option("--watched", help="Only people who are watched for.")] = False,
) -> None:
    """List or search people, by name."""
    from faceid_desktop.services.directory import Wanted

    with people_for(common) as (_, _, directory):
        wanted = Wanted(text, tag, _utc(since), _utc(until), watched)
        found = directory.search(wanted)
    if common.as_json:
        print_json([person_json(person) for person in found])
        return
    rows = [
        (
            person.details.name,
            person.details.reference,
            ", ".join(person.details.tags),
            person.photos,
            f"{person.created:%Y-%m-%d}",
            person.uuid[:12],
        )
        for person in found
    ]
    print_table(f"{len(rows)} of {len(directory)} people", _COLUMNS, rows)


_COLUMNS = ("Name", "Reference", "Tags", "Photos", "Enrolled", "Id")


def show(common: GalleryCommon, person: PersonArgument) -> None:
    """Show a person with all photos and whom he was told apart from."""
    with people_for(common) as (_, service, directory):
        found = directory.find(person)
        photos = service.photos(found.uuid)
        apart = service.told_apart(found.uuid)
    if common.as_json:
        described = [
            {
                "photo": photo.uuid,
                "source": photo.source_name,
                "added": photo.added.isoformat(),
                "models": list(photo.models),
                "quality": rounded(asdict(photo.quality), 4),
            }
            for photo in photos
        ]
        print_json({**person_json(found), "told_apart": sorted(apart), "photo_list": described})
        return
    facts = [(name, value) for name, value in person_json(found).items() if value not in (None, "", [])]
    print_table("", ("", ""), [(name, ", ".join(v) if isinstance(v, list) else v) for name, v in facts])
    rows = [
        (
            photo.uuid[:12],
            photo.source_name,
            "; ".join(QUALITY[reason] for reason in photo.quality.reasons) or "good",
        )
        for photo in photos
    ]
    print_table("Photos", ("Id", "Source", "Quality"), rows)
    if apart:
        names = [directory.get(each).details.name for each in sorted(apart) if each in directory]
        print_line(f"Told apart from: {', '.join(names)}")


def add_photo(
    common: GalleryCommon,
    person: PersonArgument,
    photos: PhotosArgument,
    quality: QualityOption = QualityChoice.DEFAULT,
    face: FaceOption = None,
    not_same: NotSameOption = False,
    anyway: AnywayOption = False,
) -> None:
    """Add photos to a person."""
    from faceid_desktop.services.enrolment import EnrolmentService
    from faceid_desktop.services.intake import QualityProfile

    with workspace_for(common) as workspace:
        found = workspace.directory.find(person)
        service = EnrolmentService(workspace, QualityProfile(quality))
        new, failures = prepare(workspace, service, photos, face)
        changed = service.add_photos(found.uuid, new, decision(not_same, anyway))
    _tell(common, changed, f"{counted(len(new), 'photo')} added.", failures=failures)


def rename(
    common: GalleryCommon,
    person: PersonArgument,
    name: Annotated[str | None, typer.Option(help="The new name.")] = None,
    reference: Annotated[str | None, typer.Option(help="The new number in another system.")] = None,
    notes: Annotated[str | None, typer.Option(help="The new notes.")] = None,
) -> None:
    """Change name, reference or notes of a person."""
    given = {"name": name, "reference": reference, "notes": notes}
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    with people_for(common) as (_, service, directory):
        found = directory.find(person)
        changed = service.rename(found.uuid, replace(found.details, **changes))
    _tell(common, changed, "Changed.")


def tag(
    common: GalleryCommon,
    person: PersonArgument,
    tags: Annotated[list[str] | None, typer.Argument(help="Tags to add.")] = None,
    remove: Annotated[list[str] | None, typer.Option(help="A tag to remove; may be repeated.")] = None,
) -> None:
    """Add tags to a person and remove others."""
    with people_for(common) as (_, service, directory):
        changed = service.tag(directory.find(person).uuid, tags or (), remove or ())
    _tell(common, changed, f"Tags: {', '.join(changed.details.tags) or 'none'}")


def watch(
    common: GalleryCommon,
    person: PersonArgument,
    off: Annotated[bool, typer.Option("--off", help="No longer announce the person.")] = False,
) -> None:
    """Announce a person when the camera sees him."""
    with people_for(common) as (_, service, directory):
        changed = service.watch(directory.find(person).uuid, on=not off)
    _tell(common, changed, "Not watched for." if off else "Watched for.")


def not_same(
    common: GalleryCommon,
    person: PersonArgument,
    other: Annotated[str, typer.Argument(help="The other person: name, reference or id.")],
) -> None:
    """Remember that two people are different, so that neither is proposed for the other again."""
    with people_for(common) as (_, service, directory):
        found = directory.find(person)
        service.tell_apart(found.uuid, directory.find(other).uuid)
    _tell(common, found, "Remembered.")


def merge(
    common: GalleryCommon,
    source: Annotated[str, typer.Argument(help="Who is to go: name, reference or id.")],
    target: Annotated[str, typer.Argument(help="Who stays and gets the photos: name, reference or id.")],
) -> None:
    """Make one person of two who are the same."""
    with people_for(common) as (_, service, directory):
        changed = service.merge(directory.find(source).uuid, directory.find(target).uuid)
    _tell(common, changed, f"{changed.details.name} has {counted(changed.photos, 'photo')} now.")


def split(
    common: GalleryCommon,
    person: PersonArgument,
    photos: Annotated[list[str], typer.Argument(help="Ids of the photos of the new person.")],
    name: Annotated[str, typer.Option(help="Name of the new person.")],
    basis: BasisOption = None,
    purpose: PurposeOption = PURPOSE,
    expires: ExpiresOption = None,
) -> None:
    """Make a new person of some photos of another; the two are told apart for good."""
    from faceid_desktop.gallery.records import PersonDetails

    with people_for(common) as (gallery, service, directory):
        stated = default_basis(gallery, basis)
        if stated is None:
            raise ConsentMissing(person=name)
        entry = stated_basis(stated, purpose, expires)
        chosen = [service.find_photo(photo) for photo in photos]
        changed = service.split(directory.find(person).uuid, chosen, PersonDetails(name), entry)
    _tell(common, changed, f"{name} has {counted(changed.photos, 'photo')}, id {changed.uuid}.")


def move(common: GalleryCommon, photo: PhotoArgument, person: PersonArgument) -> None:
    """Give a photo to another person."""
    with people_for(common) as (_, service, directory):
        found = directory.find(person)
        service.move_photo(service.find_photo(photo), found.uuid)
        changed = service.get(found.uuid)
    _tell(common, changed, f"{changed.details.name} has {counted(changed.photos, 'photo')} now.")


def remove_photo(common: GalleryCommon, photo: PhotoArgument) -> None:
    """Remove a photo; 'people undo' brings it back until something else is changed."""
    with people_for(common) as (_, service, _):
        chosen = service.find_photo(photo)
        service.remove_photo(chosen)
    if common.as_json:
        print_json({"removed": chosen})
    else:
        print_line("Removed.")


def undo(common: GalleryCommon) -> None:
    """Take back the last change to people."""
    with people_for(common) as (_, service, _):
        step = service.undo()
    if common.as_json:
        print_json({"undone": step.kind, "person": step.person, "at": step.at.isoformat()})
    else:
        print_line(f"Taken back: {UNDONE[step.kind]}.")


def _tell(common: GalleryCommon, person: PersonRecord, sentence: str, **more: Any) -> None:
    if common.as_json:
        print_json({**person_json(person), **more})
    else:
        print_line(sentence)


def _utc(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=UTC)


_COMMANDS: Mapping[str, Callable[..., None]] = {
    "list": list_,
    "show": show,
    "add-photo": add_photo,
    "rename": rename,
    "tag": tag,
    "watch": watch,
    "not-same": not_same,
    "merge": merge,
    "split": split,
    "move": move,
    "remove-photo": remove_photo,
    "undo": undo,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(with_gallery(_command))
