"""``faceid evaluate``: how well the model verifies and identifies, measured through the whole pipeline."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.common import Common, with_common
from faceid_desktop.cli.output import failure, print_json, print_table
from faceid_desktop.cli.progress import progress_bar
from faceid_desktop.errors import OutputError
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.pairs import Pair, Protocol, ScoreKind, read_pairs

if TYPE_CHECKING:
    from faceid_desktop.services.evaluation import PairFigures, PairScores

app = typer.Typer(help="Measure how well faces are told apart.", no_args_is_help=True)


def pairs(
    common: Common,
    images: Annotated[Path, typer.Option(metavar="DIR", help="Folder that the pairs' photos are in.")],
    pairs: Annotated[
        Path,
        typer.Option("--pairs", metavar="FILE", help="LFW's pairs.txt, or CSV: path, path, 0 or 1."),
    ],
    protocol: Annotated[
        Protocol,
        typer.Option(help="lfw: its file format, and the face nearest the centre; list: CSV, largest face."),
    ] = Protocol.LFW,
    scorer: Annotated[
        ScoreKind, typer.Option(help="jb: the evidence of the application; cosine: for comparison.")
    ] = ScoreKind.JB,
    save_scores: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the pairs with their scores as CSV.")
    ] = None,
) -> None:
    """Verify pairs of photos and tell how often that goes wrong.

    Accuracy is measured fold by fold with the threshold of the other folds. A photo of which no template
    can be made counts as an error in its pairs, none is left out.
    """
    wanted = read_pairs(pairs, protocol)
    from faceid_desktop.services.evaluation import enrol_photos, measure_pairs, score_pairs

    engine = common.engine()
    names = sorted({name for pair in wanted for name in (pair.first, pair.second)})
    with progress_bar("Photos") as progress:
        enrolled = enrol_photos(engine.pipeline, images, names, protocol, progress)
    found = score_pairs(wanted, enrolled, engine.scorer, scorer)
    figures = measure_pairs(found)
    if save_scores is not None:
        _save(save_scores, wanted, found)
    report = {
        **pair_report(figures),
        "failure_to_enrol": enrolled.failure_rate,
        "model_id": engine.bundle.model_id,
        "scorer": str(scorer),
        "protocol": str(protocol),
        "accuracy_at_llr_0": figures.accuracy_at_zero,
        "photos": len(names),
        "failures": [failure(name, error) for name, error in enrolled.failures.items()],
    }
    if common.as_json:
        print_json(report)
    else:
        print_table("Verification", ("Figure", "Value"), _rows(report))


def pair_report(figures: PairFigures) -> dict[str, Any]:
    """Return the figures as they stand in JSON."""
    return {
        "pairs": figures.pairs,
        "accuracy": {"mean": figures.accuracy, "std_error": figures.standard_error},
        "eer": figures.eer,
        "auc": figures.auc,
        "fnmr_at_fmr": {"1e-2": figures.fnmr_at_1e_2, "1e-3": figures.fnmr_at_1e_3},
        "cllr": figures.cllr,
        "min_cllr": figures.min_cllr,
    }


def identification(
    common: Common,
    data: Annotated[Path, typer.Option(metavar="DIR", help="Folder with faces.csv and faces-*.zip.")],
    split: Annotated[
        list[str] | None, typer.Option(help="Splits whose people form the gallery; test and calib if none.")
    ] = None,
) -> None:
    """Search labelled faces in a gallery with one photo of each person.

    Every other photo is searched twice: with its person enrolled (rank-1, misses) and without (false alarms).
    """
    from faceid_desktop.training.identification import measure_identification

    engine = common.engine()
    with progress_bar("Faces") as progress:
        figures = measure_identification(engine, data, tuple(split or ("test", "calib")), progress)
    report = {**figures, "model_id": engine.bundle.model_id}
    if common.as_json:
        print_json(report)
    else:
        print_table("Identification", ("Figure", "Value"), _rows(report))


def _rows(report: dict[str, Any]) -> list[tuple[str, str]]:
    rows = []
    for name, value in report.items():
        if isinstance(value, dict):
            rows += [(f"{name} {key}", f"{entry:.4f}") for key, entry in value.items()]
        elif isinstance(value, list):
            rows.append((name, "\n".join(each["message"] for each in value) or "none"))
        else:
            rows.append((name, f"{value:.4f}" if isinstance(value, float) else str(value)))
    return rows


def _save(path: Path, wanted: list[Pair], found: PairScores) -> None:
    """Write the scores; a pair that could not be scored has an empty one.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("first", "second", "same", "fold", "score", "llr"))
    for pair, score, llr in zip(wanted, found.scores.tolist(), found.llr.tolist(), strict=True):
        shown = "" if math.isnan(score) else repr(score)
        writer.writerow((pair.first, pair.second, int(pair.same), pair.fold, shown, repr(llr)))
    try:
        write_atomically(path, text.getvalue().encode())
    except OSError as error:
        raise OutputError(path=str(path), why=error.strerror or str(error)) from error


app.command("pairs")(with_common(pairs))
app.command("identification")(with_common(identification))
