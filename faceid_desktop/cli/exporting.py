"""``faceid export``: people in an open format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon
from faceid_desktop.cli.gallery_work import follow, people_for
from faceid_desktop.cli.output import counted, print_json, print_line


def export(
    common: GalleryCommon,
    out: Annotated[Path, typer.Option(metavar="FILE.zip", dir_okay=False, help="The file to write.")],
    person: Annotated[
        list[str] | None,
        typer.Option(help="Name, reference or id of a person; may be repeated. Without it: everybody."),
    ] = None,
) -> None:
    """Write people with their photos and templates into a ZIP file of an open, documented format.

    The file is NOT encrypted; its README.txt describes the format. 'faceid import' reads it.
    """
    from faceid_desktop.services.exporting import Exporter
    from faceid_desktop.services.progress import CancelToken

    with people_for(common) as (gallery, _, directory):
        chosen = None if person is None else [directory.find(each).uuid for each in person]
        exporter, cancel = Exporter(gallery, out, chosen), CancelToken()
        follow("Exporting people", exporter.run(cancel), cancel)
    if cancel.cancelled:
        raise typer.Exit(130)
    if common.as_json:
        print_json({"out": str(out), "people": exporter.exported, "encrypted": False})
    else:
        print_line(f"{counted(exporter.exported, 'person', 'people')} written to {out}.")
        print_line("The file is not encrypted. Keep it safe and delete it when it has served.", "yellow")
