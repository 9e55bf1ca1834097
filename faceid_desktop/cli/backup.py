"""``faceid backup`` and ``faceid restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon, open_for
from faceid_desktop.cli.output import counted, print_error, print_json, print_line
from faceid_desktop.cli.progress import progress_bar
from faceid_desktop.cli.words import Words

if TYPE_CHECKING:
    from faceid_desktop.services.backups import Backup
    from faceid_desktop.services.restoring import Restored

_NOT_PORTABLE = Words(
    "Only this computer's own key opens this backup.",
    "Add a passphrase or a recovery code with 'faceid unlock', then make another one.",
)
_CHAIN_BROKEN = Words(
    "The audit trail of the gallery does not hold; the backup keeps it as it is.",
    "See what is wrong with 'faceid audit verify'.",
)


def backup(
    common: GalleryCommon,
    file: Annotated[
        Path | None,
        typer.Argument(help="New file, or a folder for it; without it the gallery's own folder of backups."),
    ] = None,
    if_due: Annotated[
        bool, typer.Option("--if-due", help="Only if the gallery's rules ask for one; for a scheduler.")
    ] = False,
) -> None:
    """Copy the whole gallery, encrypted as it is, and look through the copy."""
    if if_due and file is not None:
        raise typer.BadParameter("--if-due writes into the gallery's own folder of backups; give no file.")
    from faceid_desktop.gallery.places import GalleryPlaces
    from faceid_desktop.services.backups import back_up, back_up_if_due

    with open_for(common) as gallery, progress_bar("Pages") as show:
        places = GalleryPlaces(common.paths)

        def step(left: int, of: int) -> None:
            show(of - left, of)

        made = back_up_if_due(gallery, places, step) if if_due else back_up(gallery, places, file, step)
    if common.as_json:
        print_json({"backup": None if made is None else _as_json(made)})
    elif made is None:
        print_line("No backup is due.")
    else:
        _show(made)


def restore(
    common: GalleryCommon,
    file: Annotated[Path, typer.Argument(help="A backup made by 'faceid backup'.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace the present gallery without asking.")] = False,
) -> None:
    """Put a backup in the place of the gallery after checking all of it; what was there is kept as a copy."""
    from faceid_desktop.gallery.places import GalleryPlaces
    from faceid_desktop.services.restoring import restore as put_back

    if GalleryPlaces(common.paths).database.exists() and not yes:
        typer.confirm("Replace the present gallery? A copy of it is kept.", abort=True, err=True)
    done = put_back(common.paths, file, common.secret())
    if common.as_json:
        print_json(_done_as_json(done))
        return
    found = done.contents
    print_line(
        f"Restored {counted(found.persons, 'person', 'people')} with {counted(found.photos, 'photo')}.",
        "bold",
    )
    if done.erased_again:
        print_line(f"Erased again, because that was done after the backup: {len(done.erased_again)}.")
    if done.replaced is not None:
        print_line(f"The gallery that was there is kept as {done.replaced}.")
    if found.breaks:
        print_error(_CHAIN_BROKEN, "Warning: ")


def _show(made: Backup) -> None:
    megabytes = made.size_bytes / 1e6
    inside = f"{counted(made.persons, 'person', 'people')}, {counted(made.photos, 'photo')}"
    print_line(f"{made.path}: {inside}, {megabytes:.1f} MB, checked.", "bold")
    if not made.portable:
        print_error(_NOT_PORTABLE, "Warning: ")
    if made.breaks:
        print_error(_CHAIN_BROKEN, "Warning: ")


def _as_json(made: Backup) -> dict[str, object]:
    return {
        "path": str(made.path),
        "size_bytes": made.size_bytes,
        "persons": made.persons,
        "photos": made.photos,
        "events": made.events,
        "audit_breaks": made.breaks,
        "opens_elsewhere": made.portable,
    }


def _done_as_json(done: Restored) -> dict[str, object]:
    return {
        "gallery": done.gallery,
        "persons": done.contents.persons,
        "photos": done.contents.photos,
        "events": done.contents.events,
        "audit_breaks": done.contents.breaks,
        "erased_again": list(done.erased_again),
        "replaced": None if done.replaced is None else str(done.replaced),
    }
