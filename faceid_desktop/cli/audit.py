"""``faceid audit``: whether the gallery is what its audit log says, and what the log tells."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon, open_for, with_gallery
from faceid_desktop.cli.output import counted, print_json, print_line, print_table
from faceid_desktop.cli.words import explain
from faceid_desktop.errors import CertificateInvalid

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import AuditEntry
    from faceid_desktop.services.audit import AuditReport

app = typer.Typer(help="Verify, show or export the audit log.", no_args_is_help=True)


class DepthChoice(StrEnum):
    """How much is checked; the words of `services.audit.Depth`."""

    CHAIN = "chain"
    STATE = "state"
    CONTENT = "content"


def verify(
    common: GalleryCommon,
    depth: Annotated[
        DepthChoice,
        typer.Option(
            help="chain: the events; state: also seals, operators, rules; content: every ciphertext."
        ),
    ] = DepthChoice.CONTENT,
    certificate: Annotated[
        Path | None, typer.Option(help="Check this certificate of erasure (JSON) instead.")
    ] = None,
) -> None:
    """Check the gallery against its audit log; exit status 1 if anything is wrong."""
    from faceid_desktop.services.audit import Depth
    from faceid_desktop.services.audit import verify as check

    if certificate is not None:
        _verify_certificate(common, certificate)
        return
    with open_for(common) as gallery:
        report = check(gallery, Depth(depth))
    _show_report(common, report)
    if not report.holds:
        raise typer.Exit(1)


def list_(
    common: GalleryCommon,
    kind: Annotated[str, typer.Option(help="Only events of this kind, e.g. person.erased or person.")] = "",
    subject: Annotated[
        str | None, typer.Option(help="Only events about this person or operator (id).")
    ] = None,
    operator: Annotated[str | None, typer.Option(help="Only events by this operator (id).")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only from this day (UTC) on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only before this day (UTC).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest first.")] = 50,
) -> None:
    """List events, the newest first."""
    from faceid_desktop.gallery.queries.audit import AuditFilter
    from faceid_desktop.services import audit

    which = AuditFilter(kind, operator, subject, _utc(since), _utc(until))
    with open_for(common) as gallery:
        found, total = audit.events(gallery, which, limit), audit.count(gallery, which)
    if common.as_json:
        print_json({"total": total, "events": [_plain(entry) for entry in found]})
        return
    rows = [
        (
            entry.number,
            f"{entry.at:%Y-%m-%d %H:%M:%S}",
            entry.kind,
            _short(entry.operator),
            _short(entry.subject),
        )
        for entry in found
    ]
    print_table(
        f"{len(rows)} of {total} events", ("Number", "Time (UTC)", "Kind", "Operator", "Subject"), rows
    )


def export(
    common: GalleryCommon,
    out: Annotated[Path, typer.Option(help="File to write; the suffix says what: .jsonl or .csv.")],
) -> None:
    """Write all events with their hashes to a file."""
    from faceid_desktop.services import audit

    try:
        written = audit.ExportFormat(out.suffix.lower().lstrip("."))
    except ValueError as error:
        raise typer.BadParameter("An export is a .jsonl or a .csv file.") from error
    with open_for(common) as gallery:
        count = audit.export(gallery, out, written)
    if common.as_json:
        print_json({"path": str(out), "events": count})
    else:
        print_line(f"{counted(count, 'event')} written to {out}.")


def accept(
    common: GalleryCommon,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Accept a log that contradicts the note on its end, e.g. after a lost disk; it is recorded."""
    from faceid_desktop.services import audit

    if not yes and not common.as_json:
        typer.confirm("Accept the log as it is? Find out first what happened.", abort=True, err=True)
    with open_for(common) as gallery:
        audit.accept(gallery)
        report = audit.verify(gallery, audit.Depth.CHAIN)
    _show_report(common, report)


def _show_report(common: GalleryCommon, report: AuditReport) -> None:
    from faceid_desktop.cli.trust_words import finding

    if common.as_json:
        told = [{**asdict(each), "message": finding(each)} for each in report.findings]
        print_json({**asdict(report), "holds": report.holds, "findings": told})
        return
    if report.holds:
        people = counted(report.people, "person", "people")
        print_line(f"The audit log holds: {counted(report.events, 'event')}, {people} checked.", "bold")
        return
    print_line(
        f"{counted(len(report.findings), 'finding')} in {counted(report.events, 'event')}:", "bold red"
    )
    for each in report.findings:
        print_line(f"- {finding(each)}")


def _verify_certificate(common: GalleryCommon, path: Path) -> None:
    from faceid_desktop.services.certificate import check

    try:
        content = path.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"Cannot read {path}.") from error
    with open_for(common) as gallery:
        try:
            found = check(content, gallery.vault)
        except CertificateInvalid as error:
            if not common.as_json:
                raise
            print_json({"genuine": False, "message": explain(error).message})
            raise typer.Exit(1) from error
    if common.as_json:
        print_json({"genuine": True, "certificate": found})
    else:
        print_line(f"Genuine: {found['person']} was erased on {found['erased'][:10]}.")


def _plain(entry: AuditEntry) -> dict[str, Any]:
    return {**asdict(entry), "at": entry.at.isoformat()}


def _short(uuid: str | None) -> str:
    return (uuid or "")[:12]


def _utc(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=UTC)


app.command("verify")(with_gallery(verify))
app.command("list")(with_gallery(list_))
app.command("export")(with_gallery(export))
app.command("accept")(with_gallery(accept))
