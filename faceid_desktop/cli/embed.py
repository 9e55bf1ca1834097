"""``faceid embed``: write the templates of pictures into one file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import counted, failure, print_error, print_json, print_line
from faceid_desktop.cli.words import QUALITY, explain
from faceid_desktop.core.records import Template
from faceid_desktop.errors import ImageError, OutputError
from faceid_desktop.paths import write_atomically


def embed(
    common: Common,
    images: Annotated[
        list[Path], typer.Argument(help="Pictures with one face, or one that is clearly the largest.")
    ],
    out: Annotated[Path, typer.Option(metavar="FILE.npz", dir_okay=False, help="The numpy file to write.")],
) -> None:
    """Write the templates of pictures into a numpy file.

    The file holds "names", "vectors" (float32, one row for each name), "model_id", and the pictures that
    failed: "failed" with their "reasons". The last value of a vector is how common the face is: leave it out
    of distances of your own. The exit status is 1, and no file is written, only if all pictures failed.
    """
    from faceid_desktop.services.comparison import choose_face
    from faceid_desktop.services.photos import read_photo

    engine = common.engine()
    names: list[str] = []
    templates: list[Template] = []
    failures: list[dict[str, str]] = []
    poor: list[dict[str, Any]] = []
    for path in images:
        name = str(path)
        try:
            photo = engine.pipeline.analyse(read_photo(path))
            face = photo.faces[choose_face(photo, None, name)]
        except ImageError as error:
            failures.append(failure(name, error))
            print_error(explain(error))
            continue
        names.append(name)
        templates += engine.pipeline.embed([face])
        if face.quality.reasons:
            poor.append({"path": name, "reasons": list(face.quality.reasons)})
    if templates:
        _write(out, names, templates, failures)
    if common.as_json:
        report = {
            "out": str(out) if templates else None,
            "model_id": engine.bundle.model_id,
            "count": len(templates),
            "dimensions": len(templates[0].vector) if templates else 0,
            "names": names,
            "poor_quality": poor,
            "failures": failures,
        }
        print_json(report)
    else:
        for entry in poor:
            print_line(
                f"{entry['path']}: {'; '.join(QUALITY[reason] for reason in entry['reasons'])}", "yellow"
            )
        print_line(
            f"{counted(len(templates), 'template')} written, {counted(len(failures), 'picture')} failed."
        )
    if not templates:
        raise typer.Exit(1)


def _write(path: Path, names: list[str], templates: list[Template], failures: list[dict[str, str]]) -> None:
    """Write the file whole or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    content = io.BytesIO()
    np.savez_compressed(
        content,
        names=np.array(names),
        vectors=np.stack([template.vector for template in templates]),
        model_id=np.array(templates[0].model_id),
        failed=np.array([each["path"] for each in failures], dtype=str),
        reasons=np.array([each["message"] for each in failures], dtype=str),
    )
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error
