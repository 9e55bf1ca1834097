"""``faceid unlock``: how the gallery is protected, and the ways to open it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon, ask, open_for, read_secret
from faceid_desktop.cli.output import print_json, print_line, print_table
from faceid_desktop.cli.words import PROTECTION, WAYS_IN

if TYPE_CHECKING:
    from faceid_desktop.services.opening import OpenGallery


def unlock(
    common: GalleryCommon,
    add_passphrase: Annotated[
        bool, typer.Option("--add-passphrase", help="Let a passphrase open the gallery; asks for it.")
    ] = False,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(help="File with the new passphrase instead of asking; - reads standard input."),
    ] = None,
    change_passphrase: Annotated[
        bool,
        typer.Option("--change-passphrase", help="Replace the passphrase given by --passphrase-file."),
    ] = False,
    add_recovery_code: Annotated[
        bool,
        typer.Option("--add-recovery-code", help="Make a code to print and lock away; it is shown once."),
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Let this computer open the gallery without asking.")
    ] = False,
    remove: Annotated[
        str | None, typer.Option(help="Close this way into the gallery, by the id listed.", metavar="ID")
    ] = None,
) -> None:
    """Check that the gallery opens, show how it is protected, and change the ways to open it."""
    from faceid_desktop.gallery.keyring_slot import system_keyring
    from faceid_desktop.gallery.places import GalleryPlaces
    from faceid_desktop.gallery.schema import SlotKind
    from faceid_desktop.services import keys
    from faceid_desktop.services.unlocking import Keeper, protection

    secret, code = common.secret(), None
    with open_for(common, secret=secret) as gallery:
        if add_passphrase:
            keys.add_passphrase(gallery, _new(new_passphrase_file))
        if change_passphrase:
            typed = secret is not None and secret.kind is SlotKind.PASSPHRASE
            old = secret.text if secret is not None and typed else ask("Present passphrase")
            keys.change_passphrase(gallery, old, _new(new_passphrase_file))
        if add_recovery_code:
            code = keys.add_recovery_code(gallery)
        if keep:
            keys.keep_on_this_machine(gallery, Keeper(GalleryPlaces(common.paths), system_keyring()))
        if remove is not None:
            keys.remove(gallery, remove)
        with gallery.store.reading() as session:
            worth = protection(session)
        _tell(common, gallery, str(worth), code)


def _new(file: Path | None) -> str:
    return read_secret(file) if file is not None else ask("New passphrase", twice=True)


def _tell(common: GalleryCommon, gallery: OpenGallery, worth: str, code: str | None) -> None:
    from faceid_desktop.services import keys
    from faceid_desktop.services.access import Action

    may_list = gallery.actor.may(Action.MANAGE_KEYS)
    ways = keys.ways_in(gallery) if may_list else ()
    if common.as_json:
        told = [
            {"id": way.uuid, "kind": way.kind, "operator": way.operator, "created": way.created.isoformat()}
            for way in ways
        ]
        print_json(
            {"gallery": gallery.vault.gallery, "protection": worth, "keys": told, "recovery_code": code}
        )
        return
    print_line(PROTECTION[worth], "bold")
    if ways:
        rows = [(way.uuid[:8], WAYS_IN[way.kind], f"{way.created:%Y-%m-%d %H:%M} UTC") for way in ways]
        print_table("", ("Id", "Opened by", "Since"), rows)
    if code is not None:
        print_line("Recovery code, shown only now. Print it and lock it away:")
        print_line(code, "bold")
