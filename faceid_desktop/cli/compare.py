"""``faceid compare``: are these two faces one person, and how strong is the evidence."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.evidence_words import false_match_rate, likelihood, probability
from faceid_desktop.cli.output import print_json, print_line, print_table
from faceid_desktop.cli.words import OUTCOMES, quality_notes
from faceid_desktop.core.records import Comparison, FacesInPhoto

_FACE = "Number of the face in the {} picture, from 0. Without it the largest is taken, if that is clear."


def compare(
    common: Common,
    a: Annotated[Path, typer.Argument(metavar="A", help="First picture.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Second picture.")],
    face_a: Annotated[int | None, typer.Option(min=0, help=_FACE.format("first"))] = None,
    face_b: Annotated[int | None, typer.Option(min=0, help=_FACE.format("second"))] = None,
) -> None:
    """Compare the faces of two pictures.

    The evidence is the log-likelihood ratio "llr" (natural logarithm) and the false match rate "fmr": the
    share of pairs of different people that score at least as high.
    """
    from faceid_desktop.services.comparison import choose_face
    from faceid_desktop.services.photos import read_photo

    engine = common.engine()
    timings = {"read": 0.0}
    photos: list[FacesInPhoto] = []
    chosen: list[int] = []
    for path, wish in ((a, face_a), (b, face_b)):
        start = time.perf_counter()
        image = read_photo(path)
        timings["read"] += (time.perf_counter() - start) * 1000
        photos.append(engine.pipeline.analyse(image))
        chosen.append(choose_face(photos[-1], wish, str(path)))
    result = engine.comparison.compare(photos[0], photos[1], chosen[0], chosen[1])
    for stages in (photos[0].timings_ms, photos[1].timings_ms, result.timings_ms):
        for stage, spent_ms in stages.items():
            timings[stage] = timings.get(stage, 0.0) + spent_ms
    if common.as_json:
        print_json(_report(result, photos, timings))
    else:
        _show((a, b), result, photos)


def _report(result: Comparison, photos: list[FacesInPhoto], timings: Mapping[str, float]) -> dict[str, Any]:
    decision = result.decision
    return {
        "llr": decision.llr,
        "probability": decision.probability,
        "prior": decision.operating_point.prior,
        "fmr": decision.fmr.rate,
        "fmr_interval": [decision.fmr.low, decision.fmr.high],
        "fmr_supported": decision.fmr.supported,
        "verdict": str(decision.outcome),
        "model_id": decision.model_id,
        "faces": {"a": result.face_a, "b": result.face_b},
        "faces_found": {"a": len(photos[0].faces), "b": len(photos[1].faces)},
        "reasons": {"a": list(result.reasons_a), "b": list(result.reasons_b)},
        "timings_ms": {stage: round(spent_ms, 2) for stage, spent_ms in timings.items()},
    }


def _show(paths: tuple[Path, Path], result: Comparison, photos: list[FacesInPhoto]) -> None:
    decision = result.decision
    fmr, point = decision.fmr, decision.operating_point
    print_line(OUTCOMES[decision.outcome], "bold")
    for note in quality_notes(result):
        print_line(note, "yellow")
    used = zip(paths, (result.face_a, result.face_b), photos, strict=True)
    rows = [
        ("Evidence", f"{likelihood(decision.llr)} (log-likelihood ratio {decision.llr:.2f})"),
        (
            "Different people this alike",
            f"{false_match_rate(fmr)} (95 % interval {fmr.low:.2g} to {fmr.high:.2g})",
        ),
        (
            "Probability of one person",
            f"{probability(decision.probability)} if it was {point.prior:g} before looking",
        ),
        *(
            (f"Face of {path.name}", f"number {face} of {len(photo.faces)} found")
            for path, face, photo in used
        ),
        ("Model", decision.model_id),
    ]
    print_table("", ("", ""), rows)
