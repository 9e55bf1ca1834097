"""``faceid identify``: who of the gallery is this."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.evidence_words import false_match_rate, likelihood, probability
from faceid_desktop.cli.gallery_options import GalleryCommon
from faceid_desktop.cli.gallery_words import IDENTITIES
from faceid_desktop.cli.gallery_work import workspace_for
from faceid_desktop.cli.output import failure, print_error, print_json, print_line, print_table
from faceid_desktop.cli.words import explain
from faceid_desktop.core.records import Identification
from faceid_desktop.errors import ImageError

if TYPE_CHECKING:
    from faceid_desktop.services.workspace import Workspace


def identify(
    common: GalleryCommon,
    photos: Annotated[list[Path], typer.Argument(help="Pictures with any number of faces.")],
    top: Annotated[int, typer.Option(min=1, max=100, help="How many candidates for each face.")] = 5,
) -> None:
    """Search the gallery for every face of some photos.

    A face is "identified" only at evidence that strangers reach as seldom as the gallery's rule allows (one
    search in a hundred at most, as long as nobody has changed it), however many people there are. The photos
    are not stored.
    """
    from faceid_desktop.services.photos import read_photo

    results: list[dict[str, Any]] = []
    failed = 0
    with workspace_for(common) as workspace:
        for path in photos:
            try:
                photo = workspace.engine.pipeline.analyse(read_photo(path))
            except ImageError as error:
                failed += 1
                print_error(explain(error))
                results.append({"path": str(path), "error": failure(str(path), error)})
                continue
            found = workspace.recognition.identify(photo, top)
            faces = [_report(each, workspace) for _, each in found]
            results.append({"path": str(path), "faces": faces})
            if not common.as_json:
                _show(path, [each for _, each in found], workspace)
        _tell(workspace, len(photos) - failed)
    if common.as_json:
        print_json(results)
    if failed == len(photos):
        raise typer.Exit(1)


def _report(found: Identification, workspace: Workspace) -> dict[str, Any]:
    return {
        "outcome": str(found.outcome),
        "candidates": [
            {
                "person": each.person,
                "name": workspace.people.get(each.person).details.name,
                "llr": each.llr,
                "probability": each.probability,
                "fmr": each.fmr.rate,
            }
            for each in found.candidates
        ],
        "fpir": found.fpir,
        "gallery_size": found.gallery_size,
        "model_id": found.model_id,
    }


def _show(path: Path, faces: list[Identification], workspace: Workspace) -> None:
    if not faces:
        print_line(f"{path}: no face found.")
    for number, found in enumerate(faces):
        rows = [
            (
                workspace.people.get(each.person).details.name,
                likelihood(each.llr),
                false_match_rate(each.fmr),
                probability(each.probability),
            )
            for each in found.candidates
        ]
        title = f"{path}, face {number}: {IDENTITIES[found.outcome]}"
        print_table(title, ("Candidate", "Evidence", "Different people this alike", "Probability"), rows)


def _tell(workspace: Workspace, searched: int) -> None:
    """Write down that the gallery was searched, not for whom."""
    from faceid_desktop.services.access import Action

    with workspace.gallery.change(Action.IDENTIFY) as change:
        change.record("identify.performed", None, photos=searched)
