"""``faceid erase``: take a person out of everything and prove it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon
from faceid_desktop.cli.gallery_work import people_for
from faceid_desktop.cli.output import counted, print_json, print_line, print_table
from faceid_desktop.errors import OutputError
from faceid_desktop.paths import write_atomically

if TYPE_CHECKING:
    from faceid_desktop.services.certificate import Certificate


class _Written(StrEnum):
    PDF = ".pdf"
    JSON = ".json"


def erase(
    common: GalleryCommon,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Name, reference or id.")],
    certificate: Annotated[
        Path | None, typer.Option(help="Write the certificate here; the suffix says what: .pdf or .json.")
    ] = None,
    at_once: Annotated[
        bool, typer.Option("--at-once", help="Do not wait for the grace period that the gallery's rules set.")
    ] = False,
    cancel: Annotated[
        bool, typer.Option("--cancel", help="Take an ordered erasure back within its grace period.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
) -> None:
    """Erase a person from gallery, backups and copies, and prove it; exit status 1 if anything is left."""
    if certificate is not None and certificate.suffix.lower() not in set(_Written):
        raise typer.BadParameter("A certificate is a .pdf or a .json file.")
    from faceid_desktop.services import privacy

    with people_for(common) as (gallery, _, directory):
        found = directory.find(person)
        if cancel:
            privacy.cancel(gallery, found.uuid)
            _tell(common, found.uuid, "The erasure was taken back.", cancelled=True)
            return
        if not yes and not common.as_json:
            typer.confirm(
                f"Erase {found.details.name} with {counted(found.photos, 'photo')} for good?",
                abort=True,
                err=True,
            )
        end = privacy.order(gallery, found.uuid)
        if end > gallery.clock() and not at_once:
            _tell(
                common,
                found.uuid,
                f"No longer recognised from now on; erased after {end:%Y-%m-%d %H:%M} UTC."
                " Until then --cancel takes it back.",
                erase_after=end.isoformat(),
            )
            return
        proof = privacy.erase(gallery, common.paths, found.uuid)
    if certificate is not None:
        write_certificate(certificate, proof)
    _show(common, proof)
    if not proof.complete:
        raise typer.Exit(1)


def write_certificate(target: Path, proof: Certificate) -> None:
    """Write a certificate as its suffix says.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    from faceid_desktop.cli.trust_words import certificate_lines
    from faceid_desktop.services.certificate import to_json
    from faceid_desktop.services.pdf import document

    if target.suffix.lower() == _Written.PDF:
        content = document("Certificate of erasure", certificate_lines(proof))
    else:
        content = to_json(proof)
    try:
        write_atomically(target, content, private=True)
    except OSError as error:
        raise OutputError(path=str(target), why=error.strerror or str(error)) from error


def _show(common: GalleryCommon, proof: Certificate) -> None:
    from faceid_desktop.cli.trust_words import NEEDLES, unreached, verdict
    from faceid_desktop.services.certificate import plain

    if common.as_json:
        print_json(plain(proof))
        return
    print_line(verdict(proof), "bold")
    rows = [(NEEDLES[kind], each.sought, each.before, each.after) for kind, each in proof.needles.items()]
    print_table("Traces in all files", ("What", "Sought", "Found before", "Found after"), rows)
    print_line("Not reached:")
    for each in proof.unreached:
        print_line(f"- {unreached(each)}")


def _tell(common: GalleryCommon, person: str, sentence: str, **more: object) -> None:
    if common.as_json:
        print_json({"person": person, **more})
    else:
        print_line(sentence)
