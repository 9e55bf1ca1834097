"""``faceid liveness``: is there a living person in a video; and the training of that check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_line, print_table, rounded
from faceid_desktop.cli.words import LIVENESS
from faceid_desktop.paths import default_liveness

if TYPE_CHECKING:
    from faceid_desktop.core.records import LivenessResult
    from faceid_desktop.services.liveness.challenge import State

_DATA = "Folder with the pictures and clips: liveness.zip, liveness.csv, faces, scenes, noface and videos."


def liveness(
    common: Common,
    video: Annotated[Path, typer.Argument(metavar="VIDEO", help="A video of one person.")],
    challenge: Annotated[
        int | None,
        typer.Option(help="Also run the challenge of this seed on the video, as if it were the camera."),
    ] = None,
    passive_model: Annotated[
        Path | None, typer.Option(help="Folder of the passive model. Without it the shipped one is used.")
    ] = None,
) -> None:
    """Check whether a video shows a living person or a picture of one.

    The passive check looks at the frames alone. A challenge asks for movements that a recording cannot
    foresee; on a file it tells what a replay of that file would have achieved.
    """
    from faceid_desktop.services.live.video import read_video
    from faceid_desktop.services.liveness.challenge import draw_plan
    from faceid_desktop.services.liveness.check import LivenessCheck
    from faceid_desktop.services.liveness.passive import load_passive

    engine = common.engine()
    passive = load_passive(passive_model or default_liveness(), common.chosen_device())
    plan = None if challenge is None else draw_plan(challenge)
    check = LivenessCheck(engine.pipeline, engine.scorer.llr, plan, passive)
    frames = faces = 0
    for frame in read_video(video):
        photo = engine.pipeline.analyse(frame.image)
        check.feed(frame.captured_ns / 1e9, photo)
        frames, faces = frames + 1, faces + bool(photo.faces)
        if check.state.over:
            break
    result = check.result()
    report: dict[str, Any] = {
        "video": str(video),
        "frames": frames,
        "frames_with_a_face": faces,
        "result": rounded(asdict(result), 4),
        "passive": {"threshold": rounded(passive[1].threshold, 4), "advice_only": passive[1].advice_only},
        "challenge": None
        if plan is None
        else {
            "seed": challenge,
            "asked": [step.action.value for step in plan.steps],
            "answered": check.state.step,
            "phase": check.state.phase.value,
            "seconds": round(check.state.last_s - (check.state.begun_s or 0.0), 2),
        },
    }
    if common.as_json:
        print_json(report)
    else:
        _show(result, None if plan is None else check.state, passive[1].advice_only)


def train_liveness(
    common: Common,
    data: Annotated[Path, typer.Option(file_okay=False, help=_DATA)],
    out: Annotated[Path, typer.Option(help="Folder of the model to write.")],
    work: Annotated[Path, typer.Option(help="Folder for crops and checkpoints.")] = Path("work/liveness"),
    steps: Annotated[
        int, typer.Option(min=1, help="Steps of each fold; the last training takes twice.")
    ] = 400,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 9,
) -> None:
    """Train the passive check, measure it on unseen projects, and write the model.

    A training that was stopped goes on with the same command.
    """
    from faceid_desktop.training.liveness.produce import produce

    engine = common.engine()
    bundle = produce(engine, data, work, out, (steps, seed))
    if common.as_json:
        print_json({"model_id": bundle.manifest.model_id, "evaluation": bundle.manifest.evaluation})
    else:
        print_line(f"Wrote {bundle.manifest.model_id} to {out}.")


def evaluate_liveness(
    common: Common,
    data: Annotated[Path, typer.Option(file_okay=False, help=_DATA)],
    work: Annotated[Path, typer.Option(help="Folder for crops.")] = Path("work/liveness"),
    passive_model: Annotated[
        Path | None, typer.Option(help="Folder of the passive model. Without it the shipped one is used.")
    ] = None,
    trials: Annotated[int, typer.Option(min=1, help="Random challenges for each clip.")] = 1000,
) -> None:
    """Measure the shipped check on the test projects and on every live and replayed clip."""
    from faceid_desktop.training.liveness.report import evaluate

    report = evaluate(common.engine(), data, work, passive_model or default_liveness(), trials)
    if common.as_json:
        print_json(rounded(report, 4))
        return
    columns = ("set", "kind", "errors", "trials", "rate", "95 %")
    print_table("Passive check", columns, _rate_rows(report["passive"]))
    print_table("Clips", ("clip", "passive", "score", "challenge"), _clip_rows(report["clips"]))


def _rate_rows(passive: dict[str, Any]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for name, each in passive.items():
        shown = each["presentations"]
        kinds = {"BPCER": shown["bpcer"], **{f"APCER {kind}": rate for kind, rate in shown["apcer"].items()}}
        for kind, rate in kinds.items():
            if rate["trials"]:
                interval = f"{rate['low']:.1%} .. {rate['high']:.1%}"
                rows.append((name, kind, rate["errors"], rate["trials"], f"{rate['rate']:.1%}", interval))
    return rows


def _clip_rows(clips: dict[str, Any]) -> list[tuple[object, ...]]:
    return [
        (name, each["passive"], each["score"], f"{each['replay']['errors']} of {each['replay']['trials']}")
        for name, each in clips.items()
    ]


def _show(result: LivenessResult, challenge: State | None, advice_only: bool) -> None:
    verdict = {True: "speaks for a living person", False: "speaks against it", None: "cannot tell"}
    score = "" if result.score is None else f", log-odds {result.score:.2f} over {result.frames} frames"
    advice = " (advice only)" if advice_only else ""
    print_line(f"Passive check: {verdict[result.passive]}{score}{advice}.")
    if challenge is not None:
        print_line(f"Challenge: {'passed' if result.active else 'not passed'} at step {challenge.step + 1}.")
    for reason in result.reasons:
        print_line(f"- {LIVENESS[reason]}")
