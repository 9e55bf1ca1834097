"""``faceid people check`` and ``reembed``: what takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from faceid_desktop.cli.evidence_words import likelihood
from faceid_desktop.cli.gallery_options import GalleryCommon, open_for
from faceid_desktop.cli.gallery_work import follow, workspace_for
from faceid_desktop.cli.output import counted, failure, print_json, print_line, print_table

if TYPE_CHECKING:
    from faceid_desktop.services.checking import CheckReport
    from faceid_desktop.services.directory import Directory

STOPPED = 130


def check(common: GalleryCommon) -> None:
    """Look for photos that do not belong to their person, and for people who may be one.

    Nothing is changed: move or split photos, merge people, or tell them apart with 'people not-same'.
    """
    from faceid_desktop.services.checking import GalleryCheck
    from faceid_desktop.services.progress import CancelToken

    with workspace_for(common) as workspace:
        job, cancel = GalleryCheck(workspace), CancelToken()
        follow("Checking people", job.run(cancel), cancel)
        directory, report = workspace.directory, job.report
    if common.as_json:
        print_json(_report(report))
    else:
        _show(report, directory)
    if report.cancelled:
        raise typer.Exit(STOPPED)


def reembed(common: GalleryCommon) -> None:
    """Make templates with another model bundle for everybody, then use that.

    The bundle is the one of --model, or the newest. The present templates stay in use until all new ones are
    there. Run it again after an interruption; it goes on where it stood.
    """
    from faceid_desktop.services.progress import CancelToken
    from faceid_desktop.services.reembed import Reembedder

    with open_for(common) as gallery:
        job, cancel = Reembedder(gallery, common.engine()), CancelToken()
        follow("Making templates", job.run(cancel), cancel)
        report = job.report
    if common.as_json:
        print_json(
            {
                "before": report.before,
                "after": report.after,
                "photos": report.total,
                "made": report.made,
                "switched": report.switched,
                "failures": [failure(each.photo, each.error) for each in report.failures],
            }
        )
    else:
        print_line(f"{counted(report.made, 'template')} made with {report.after}.")
        left = f"The gallery still uses {report.before}."
        print_line("The gallery uses them now." if report.switched else left)
        for each in report.failures:
            print_line(f"{each.photo}: {failure(each.photo, each.error)['message']}", "yellow")
    if not report.switched:
        raise typer.Exit(STOPPED if cancel.cancelled else 1)


def _report(report: CheckReport) -> dict[str, Any]:
    return {
        "strays": [
            {
                "person": stray.person,
                "photo": stray.photo,
                "llr": stray.score,
                "likelier": None if stray.likelier is None else stray.likelier.person,
            }
            for stray in report.strays
        ],
        "pairs": [
            {
                "first": pair.first,
                "second": pair.evidence.person,
                "llr": pair.evidence.llr,
                "fmr": pair.evidence.fmr.rate,
            }
            for pair in report.pairs
        ],
        "cancelled": report.cancelled,
    }


def _show(report: CheckReport, directory: Directory) -> None:
    def name(person: str) -> str:
        return directory.get(person).details.name

    strays = [
        (
            name(stray.person),
            stray.photo[:12],
            likelihood(stray.score),
            "" if stray.likelier is None else name(stray.likelier.person),
        )
        for stray in report.strays
    ]
    print_table(
        "Photos unlike the others of their person", ("Person", "Photo", "Evidence", "Looks like"), strays
    )
    pairs = [
        (name(pair.first), name(pair.evidence.person), likelihood(pair.evidence.llr)) for pair in report.pairs
    ]
    print_table("People who may be one", ("First", "Second", "Evidence"), pairs)
