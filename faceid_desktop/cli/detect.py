"""``faceid detect``: find all faces of pictures, with landmarks and quality."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import failure, print_error, print_json, print_table, rounded
from faceid_desktop.cli.words import QUALITY, explain
from faceid_desktop.core.records import Face, FacesInPhoto
from faceid_desktop.errors import ImageError


def detect(
    common: Common, images: Annotated[list[Path], typer.Argument(help="Pictures to look at.")]
) -> None:
    """Find the faces of pictures.

    Faces are numbered from 0, the largest first. A picture that cannot be read is listed with the reason; the
    exit status is 1 only if that is so for all of them.
    """
    from faceid_desktop.services.photos import read_photo

    pipeline = common.engine().pipeline
    results: list[dict[str, Any]] = []
    failed = 0
    for path in images:
        try:
            photo = pipeline.analyse(read_photo(path))
        except ImageError as error:
            failed += 1
            print_error(explain(error))
            results.append({"path": str(path), "error": failure(str(path), error)})
            continue
        results.append(_photo(path, photo))
        if not common.as_json:
            _show(path, photo)
    if common.as_json:
        print_json(results)
    if failed == len(images):
        raise typer.Exit(1)


def _photo(path: Path, photo: FacesInPhoto) -> dict[str, Any]:
    height, width = photo.image.shape[:2]
    faces = [_face(face) for face in photo.faces]
    return {"path": str(path), "width": width, "height": height, "faces": faces}


def _face(face: Face) -> dict[str, Any]:
    return {
        "box": rounded(face.detection.box),
        "score": round(float(face.detection.score), 4),
        "points": rounded(face.detection.points),
        "landmarks": rounded(face.landmarks.points),
        "quality": rounded(asdict(face.quality), 4),
    }


def _show(path: Path, photo: FacesInPhoto) -> None:
    height, width = photo.image.shape[:2]
    rows = [
        (
            index,
            ", ".join(f"{value:.0f}" for value in face.detection.box),
            f"{face.detection.score:.2f}",
            f"{face.quality.eye_distance_px:.0f} px",
            "; ".join(QUALITY[reason] for reason in face.quality.reasons) or "good",
        )
        for index, face in enumerate(photo.faces)
    ]
    title = f"{path} ({width} x {height}): {len(rows) or 'no'} face{'' if len(rows) == 1 else 's'}"
    print_table(title, ("Face", "Box", "Score", "Eye distance", "Quality"), rows)
