"""``faceid import``: many photos of many people, from folders, a table or an export."""

from __future__ import annotations

import csv
import io
import time
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
    follow,
    stated_basis,
    workspace_for,
)
from faceid_desktop.cli.output import failure, print_json, print_line, print_table
from faceid_desktop.errors import ConsentMissing, OutputError
from faceid_desktop.paths import write_atomically

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import ConsentEntry
    from faceid_desktop.services.workspace import Workspace

STOPPED = 130
_SHOWN = 20


def import_(
    common: GalleryCommon,
    source: Annotated[
        Path,
        typer.Argument(
            help="A folder with one folder for each person, a table (CSV) with the columns path and name,"
            " or a ZIP file that 'faceid export' wrote."
        ),
    ],
    basis: BasisOption = None,
    purpose: PurposeOption = PURPOSE,
    expires: ExpiresOption = None,
    quality: QualityOption = QualityChoice.DEFAULT,
    failures: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the list of failures into this CSV file too.")
    ] = None,
) -> None:
    """Enrol many people at once.

    Run it again after an interruption: what is in the gallery already is recognised and skipped. Whoever is
    enrolled under the same name, or the same reference where the table has one, gets the photos added. Photos
    that cannot be used are listed with the reason and never stop the rest. A lawful basis is needed: --basis,
    a column of the table, or the one in the export.
    """
    entry = stated_basis(basis, purpose, expires)
    with workspace_for(common, create=True) as workspace:
        start = time.monotonic()
        archive = source.suffix.lower() == ".zip"
        report = (
            _archive(common, workspace, source, entry if basis else None)
            if archive
            else _photos(workspace, source, entry, quality)
        )
        report["seconds"] = round(time.monotonic() - start, 3)
    if failures is not None:
        _write_failures(failures, report["failures"])
    if common.as_json:
        print_json(report)
    else:
        _show(report)
    if report["cancelled"]:
        raise typer.Exit(STOPPED)
    if report["failures"] and not report["imported"] and not report["already"]:
        raise typer.Exit(1)


def _photos(
    workspace: Workspace, source: Path, basis: ConsentEntry, quality: QualityChoice
) -> dict[str, Any]:
    from faceid_desktop.services.import_list import list_folder, read_list
    from faceid_desktop.services.importing import Importer
    from faceid_desktop.services.intake import QualityProfile
    from faceid_desktop.services.progress import CancelToken

    items = list_folder(source) if source.is_dir() else read_list(source)
    if not basis.basis and not all(item.basis for item in items):
        raise ConsentMissing(person=next(item.name for item in items if not item.basis))
    importer, cancel = Importer(workspace, items, basis, QualityProfile(quality)), CancelToken()
    follow("Importing", importer.run(cancel), cancel)
    report = importer.report
    return {
        "total": report.total,
        "imported": report.imported,
        "already": report.already,
        "new_people": report.new_people,
        "failures": [
            {**failure(str(each.item.path), each.error), "line": each.item.line} for each in report.failures
        ],
        "suspects": [
            {
                "path": str(each.item.path),
                "person": each.person,
                "other": each.suspect.candidate.person,
                "llr": each.suspect.candidate.llr,
                "fmr": each.suspect.candidate.fmr.rate,
            }
            for each in report.suspects
        ],
        "cancelled": report.cancelled,
    }


def _archive(
    common: GalleryCommon, workspace: Workspace, source: Path, basis: ConsentEntry | None
) -> dict[str, Any]:
    from faceid_desktop.services.importing_archive import ArchiveImporter
    from faceid_desktop.services.privacy import ledger_of
    from faceid_desktop.services.progress import CancelToken

    erased = ledger_of(workspace.gallery, common.paths).targets().persons
    importer, cancel = ArchiveImporter(workspace, source, basis, erased), CancelToken()
    follow("Importing people", importer.run(cancel), cancel)
    report = importer.report
    return {
        "total": report.total,
        "imported": report.imported,
        "already": report.already,
        "new_people": report.imported,
        "failures": [{**failure(each.person.uuid, each.error), "line": 0} for each in report.failures],
        "suspects": [],
        "cancelled": report.cancelled,
    }


def _write_failures(path: Path, failures: list[dict[str, Any]]) -> None:
    """Write the failures as a table.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ("path", "line", "code", "message", "hint"))
    writer.writeheader()
    writer.writerows(failures)
    try:
        write_atomically(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error


def _show(report: dict[str, Any]) -> None:
    rows = [(each["path"], each["message"]) for each in report["failures"][:_SHOWN]]
    if rows:
        print_table("Not imported", ("Picture", "Reason"), rows)
    if len(report["failures"]) > _SHOWN:
        print_line(f"... and {len(report['failures']) - _SHOWN} more; --failures writes them all.")
    for each in report["suspects"][:_SHOWN]:
        print_line(f"{each['path']} looks like {each['other']}, who is enrolled already.", "yellow")
    if report["suspects"]:
        print_line("See 'faceid people check'; then merge them, or tell them apart.")
    print_line(
        f"{report['imported']} imported, {report['already']} were there already,"
        f" {len(report['failures'])} failed; {report['new_people']} new people."
    )
    if report["cancelled"]:
        print_line("Stopped. Run the same command again to go on.")
