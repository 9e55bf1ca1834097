"""``faceid consent``: the lawful basis of keeping people, and who is due for erasure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon, open_for, with_gallery
from faceid_desktop.cli.gallery_work import (
    PURPOSE,
    BasisOption,
    ExpiresOption,
    PurposeOption,
    people_for,
    stated_basis,
)
from faceid_desktop.cli.output import counted, print_json, print_line, print_table
from faceid_desktop.gallery.lawful_basis import LawfulBasis

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import ConsentEntry

app = typer.Typer(help="Record, show or withdraw the lawful basis of keeping people.", no_args_is_help=True)

PersonArgument = Annotated[str, typer.Argument(metavar="PERSON", help="Name, reference or id.")]


def give(
    common: GalleryCommon,
    person: PersonArgument,
    basis: BasisOption = LawfulBasis.CONSENT,
    purpose: PurposeOption = PURPOSE,
    expires: ExpiresOption = None,
    text_version: Annotated[
        str | None, typer.Option(help="Version of the text that was agreed to; see 'consent texts'.")
    ] = None,
    how: Annotated[str | None, typer.Option(help="How it was given: signed, spoken ...; encrypted.")] = None,
) -> None:
    """Record a lawful basis; the newest statement counts."""
    from dataclasses import replace

    from faceid_desktop.services import consent

    stated = stated_basis(basis, purpose, expires)
    entry = replace(stated, text_version=text_version or stated.text_version, how=how or stated.how)
    with people_for(common) as (gallery, _, directory):
        found = directory.find(person)
        given = consent.give(gallery, found.uuid, entry)
    _tell(common, found.uuid, given, "Recorded.")


def withdraw(
    common: GalleryCommon,
    person: PersonArgument,
    how: Annotated[str, typer.Option(help="How it was withdrawn: by letter ...; encrypted.")] = "",
) -> None:
    """Record that somebody objects: he is not recognised any more and due for erasure."""
    from faceid_desktop.services import consent

    with people_for(common) as (gallery, _, directory):
        found = directory.find(person)
        withdrawn = consent.withdraw(gallery, found.uuid, how)
    _tell(common, found.uuid, withdrawn, "Withdrawn. Erase the person with 'faceid erase'.")


def show(common: GalleryCommon, person: PersonArgument) -> None:
    """Show all statements about a person, the newest last."""
    from faceid_desktop.services import consent

    with people_for(common) as (gallery, _, directory):
        found = directory.find(person)
        history = consent.history(gallery, found.uuid)
        now = gallery.clock()
    if common.as_json:
        valid = bool(history) and history[-1].valid(now)
        print_json(
            {"person": found.uuid, "in_force": valid, "statements": [_plain(each) for each in history]}
        )
        return
    rows = [
        (
            f"{each.at:%Y-%m-%d %H:%M}",
            each.status,
            each.basis,
            each.purpose,
            each.text_version,
            "" if each.expires is None else f"{each.expires:%Y-%m-%d}",
            each.how,
        )
        for each in history
    ]
    print_table(
        found.details.name, ("Time (UTC)", "Status", "Basis", "Purpose", "Text", "Expires", "How"), rows
    )


def due(
    common: GalleryCommon,
    run: Annotated[
        bool,
        typer.Option(
            "--run", help="Let go what goes by itself: old sightings, erasures whose grace has ended."
        ),
    ] = False,
) -> None:
    """List who is due for erasure, and why."""
    from faceid_desktop.cli.trust_words import DUE
    from faceid_desktop.services import retention

    with people_for(common) as (gallery, _, directory):
        done = retention.let_go(gallery, common.paths) if run else None
        listed = retention.due(gallery)
    if common.as_json:
        told: dict[str, Any] = {
            "due": [
                {"person": each.person, "reason": each.reason, "since": each.since.isoformat()}
                for each in listed
            ]
        }
        if done is not None:
            told |= {"sightings_removed": done.sightings, "erased": [each.person for each in done.erased]}
        print_json(told)
        return
    if done is not None:
        erased = counted(len(done.erased), "person", "people")
        print_line(f"{counted(done.sightings, 'sighting')} removed, {erased} erased.")
    if not listed:
        print_line("Nobody is due for erasure.")
        return
    rows = [
        (
            directory.get(each.person).details.name,
            DUE[each.reason],
            f"{each.since:%Y-%m-%d}",
            each.person[:12],
        )
        for each in listed
    ]
    print_table(f"Due for erasure: {len(rows)}", ("Name", "Because", "Since", "Id"), rows)


def texts(
    common: GalleryCommon,
    add: Annotated[Path | None, typer.Option(help="Add the text of this file as the next version.")] = None,
) -> None:
    """Show the texts that people agree to, or add one; a text is never changed."""
    from faceid_desktop.services import consent

    with open_for(common) as gallery:
        if add is not None:
            consent.add_text(gallery, _read(add))
        found = consent.texts(gallery)
    if common.as_json:
        print_json(found)
        return
    for version, text in found.items():
        print_line(f"Version {version}", "bold")
        print_line(f"{text}\n")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"Cannot read {path}.") from error


def _plain(entry: ConsentEntry) -> dict[str, Any]:
    return {
        "id": entry.uuid,
        "at": entry.at.isoformat(),
        "status": entry.status,
        "basis": entry.basis,
        "purpose": entry.purpose,
        "text_version": entry.text_version,
        "operator": entry.operator,
        "expires": None if entry.expires is None else entry.expires.isoformat(),
        "how": entry.how,
    }


def _tell(common: GalleryCommon, person: str, entry: ConsentEntry, sentence: str) -> None:
    if common.as_json:
        print_json({"person": person, **_plain(entry)})
    else:
        print_line(sentence)


app.command("give")(with_gallery(give))
app.command("withdraw")(with_gallery(withdraw))
app.command("show")(with_gallery(show))
app.command("due")(with_gallery(due))
app.command("texts")(with_gallery(texts))
