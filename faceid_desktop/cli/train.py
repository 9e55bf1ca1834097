"""``faceid train``: make the models from labelled photos; every training goes on where it was stopped."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.common import Common, with_common
from faceid_desktop.cli.output import print_json, print_line, print_table
from faceid_desktop.cli.progress import progress_bar
from faceid_desktop.paths import default_bundle

if TYPE_CHECKING:
    from faceid_desktop.core.patches import PatchSpec
    from faceid_desktop.training.bundle import BundleParts
    from faceid_desktop.training.deepid2.config import TrainingConfig

app = typer.Typer(help="Train the models on labelled photos.", no_args_is_help=True)


class ObjectiveSet(StrEnum):
    """The names of `faceid_desktop.training.deepid2.config.OBJECTIVES`, whose import would load torch."""

    DISTILLED = "distilled"
    PAPER = "paper"
    TRIPLET = "triplet"
    CENTER = "center"


class ProjectionName(StrEnum):
    """How joined features become a template."""

    STACKED = "stacked"
    PCA = "pca"


def _with_faces(data: Path) -> Path:
    if not (data / "faces.csv").is_file():
        raise typer.BadParameter(f"{data} holds no faces.csv")
    return data


Pictures = Annotated[
    Path, typer.Option(exists=True, file_okay=False, help="Folder with the labelled pictures.")
]
Faces = Annotated[
    Path,
    typer.Option(
        exists=True, file_okay=False, callback=_with_faces, help="Folder with faces.csv and faces-*.zip."
    ),
]
Work = Annotated[Path, typer.Option(file_okay=False, help="Folder for checkpoints, curves and what is kept.")]
Minutes = Annotated[float | None, typer.Option(min=0.1, help="Stop after so many minutes of training.")]
Seed = Annotated[int | None, typer.Option(help="Of everything random.")]
Networks = Annotated[
    list[str],
    typer.Option(
        "--network",
        metavar="FILE=PATCH[@SCALE]",
        help="A trained network and its patch; may be given several times, also at several scales.",
    ),
]


def detector(
    common: Common,
    data: Pictures,
    teacher: Annotated[Path, typer.Option(exists=True, help="ONNX file of a trained detector.")],
    work: Work = Path("work/detector"),
    minutes: Minutes = None,
    seed: Seed = None,
) -> None:
    """Train the face detector; its ONNX file lies in the work folder."""
    from faceid_desktop.training.detector.train import main

    words = ["--data", str(data), "--teacher", str(teacher), "--folder", str(work)]
    main([*words, *_chosen("--minutes", minutes), *_chosen("--seed", seed)])
    _tell(common, [work / "detector.onnx"])


def landmarks(
    common: Common,
    data: Pictures,
    detector: Annotated[Path, typer.Option(exists=True, help="ONNX file of the face detector.")],
    work: Work = Path("work/landmarks"),
    minutes: Minutes = None,
    seed: Seed = None,
) -> None:
    """Train the landmark network; its weights lie in the work folder."""
    from faceid_desktop.training.landmarks.train import main

    words = ["--data", str(data), "--detector", str(detector), "--out", str(work)]
    main([*words, *_chosen("--minutes", minutes), *_chosen("--seed", seed)])
    _tell(common, [work / "landmarks.safetensors"])


def deepid2(
    common: Common,
    data: Faces,
    work: Work = Path("work/deepid2"),
    patch: Annotated[
        list[str] | None,
        typer.Option(help="Name of a candidate patch; several are trained on the same views in one process."),
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the run instead of the patch's, for one patch.")] = "",
    maps: Annotated[str, typer.Option(help="Maps of the four layers.")] = "20,40,60,80",
    plus: Annotated[bool, typer.Option(help="DeepID2+: 128 maps, 512 features, supervised layers.")] = False,
    objectives: Annotated[ObjectiveSet, typer.Option(help="What is learned.")] = ObjectiveSet.DISTILLED,
    landmarks: Annotated[
        Path | None,
        typer.Option(exists=True, metavar="FILE", help="Landmark network to align by, not the given points."),
    ] = None,
    start: Annotated[
        Path | None, typer.Option(exists=True, metavar="FILE", help="Finished network to begin with.")
    ] = None,
    images: Annotated[int | None, typer.Option(min=1, help="Stop after so many images.")] = None,
    minutes: Minutes = None,
    peak_rate: Annotated[float, typer.Option(min=1e-6, help="Learning rate at its peak.")] = 3e-3,
    threads: Annotated[int, typer.Option(min=1, help="Processor threads.")] = 1,
    seed: Seed = None,
) -> None:
    """Train the networks of one or several patches.

    A run called NAME writes NAME.safetensors, its curve NAME.jsonl and a checkpoint into the work folder.
    """
    from faceid_desktop.training.deepid2.config import OBJECTIVES, Schedule, TrainingConfig, deepid2_plus
    from faceid_desktop.training.deepid2.train import train_together

    names = patch or ["whole_face"]
    if (name or start) and len(names) > 1:
        raise typer.BadParameter("--name and --start are for one patch")
    schedule = replace(Schedule(), minutes=minutes, images=images or Schedule().images, peak_rate=peak_rate)
    basis = TrainingConfig(
        data, work, schedule=schedule, objectives=OBJECTIVES[objectives](), start=start, threads=threads
    )
    basis = replace(basis, landmarks=landmarks, seed=basis.seed if seed is None else seed)
    basis = replace(basis, network=replace(basis.network, maps=_maps(maps)))
    if plus:
        basis = deepid2_plus(basis)
    runs: list[TrainingConfig] = []
    for each in names:
        chosen = _candidate(each)
        network = replace(basis.network, channels=chosen.channels)
        runs.append(replace(basis, name=name or each, patch=chosen, network=network))
    work.mkdir(parents=True, exist_ok=True)
    with progress_bar("Training") as progress:
        train_together(runs, lambda share: progress(int(1000 * share), 1000))
    _tell(common, [work / f"{run.name}.safetensors" for run in runs])


def joint(
    common: Common,
    data: Faces,
    network: Networks,
    work: Work = Path("work/deepid2"),
    name: Annotated[str, typer.Option(help="Name of the run.")] = "joint",
    landmarks: Annotated[
        Path | None,
        typer.Option(exists=True, metavar="FILE", help="Landmark network to align by, not the given points."),
    ] = None,
    images: Annotated[int, typer.Option(min=1, help="Stop after so many images.")] = 400_000,
    minutes: Minutes = None,
    peak_rate: Annotated[float, typer.Option(min=1e-6, help="Learning rate at its peak.")] = 2e-4,
    threads: Annotated[int, typer.Option(min=1, help="Processor threads.")] = 1,
    seed: Seed = None,
) -> None:
    """Train finished networks together, through one linear layer from all of them to the teacher's vector.

    The network of FILE is written to FILE-NAME.safetensors in the work folder, beside the curve NAME.jsonl; a
    file that is given at several scales stays one network.
    """
    from faceid_desktop.training.deepid2.config import Schedule, TrainingConfig
    from faceid_desktop.training.deepid2.joint import JointConfig, joint_objectives, train_jointly

    networks = _parts(common, data, work, network).networks
    if len({file.path for file in networks}) > len({file.path.stem for file in networks}):
        raise typer.BadParameter("two of the networks' files have the same name")
    schedule = replace(Schedule(), images=images, minutes=minutes, peak_rate=peak_rate)
    run = TrainingConfig(data, work, name, schedule=schedule, objectives=joint_objectives(), threads=threads)
    run = replace(run, landmarks=landmarks, seed=run.seed if seed is None else seed)
    with progress_bar("Training") as progress:
        written = train_jointly(JointConfig(run, networks), lambda share: progress(int(1000 * share), 1000))
    _tell(common, list(written))


def select(
    common: Common,
    data: Faces,
    network: Networks,
    work: Work = Path("work/deepid2"),
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 25,
    seed: Seed = None,
) -> None:
    """Select patches among trained networks, as long as another one gains more than its standard error."""
    from faceid_desktop.training.deepid2.select import select_patches

    parts = _parts(common, data, work, network)
    names = [file.patch.name for file in parts.networks]
    steps = [
        {
            "patches": [names[place] for place in step.chosen],
            "loss": step.loss,
            "gain": step.gain,
            "standard_error": step.standard_error,
        }
        for step in select_patches(parts, _plan(ProjectionName.STACKED, seed), limit)
    ]
    if common.as_json:
        print_json({"steps": steps})
        return
    columns = ("Patches", "Loss", "Gain", "Standard error")
    rows = [(", ".join(names), *(f"{value:.4f}" for value in rest)) for names, *rest in map(_values, steps)]
    print_table("Selection", columns, rows)


def scorer(
    common: Common,
    data: Faces,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the bundle to write.")],
    work: Work = Path("work/deepid2"),
    projection: Annotated[ProjectionName, typer.Option(help="How features become a template.")] = (
        ProjectionName.STACKED
    ),
    version: Annotated[str, typer.Option(help="Version of the bundle.")] = "0.5.0",
    seed: Seed = None,
) -> None:
    """Fit the scorer anew to the networks of a bundle (--model, or the shipped one): another bundle."""
    from faceid_desktop.training.bundle import make_bundle, networks_of
    from faceid_desktop.vision.bundle import load_bundle

    parts = _parts(common, data, work, [])
    parts = replace(parts, networks=networks_of(load_bundle(parts.base)), version=version)
    _tell(common, [make_bundle(parts, _plan(projection, seed), out).directory])


def bundle(
    common: Common,
    data: Faces,
    network: Networks,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the bundle to write.")],
    work: Work = Path("work/deepid2"),
    detector: Annotated[Path | None, typer.Option(exists=True, help="Another detector's ONNX file.")] = None,
    landmarks: Annotated[Path | None, typer.Option(exists=True, help="Another landmark network.")] = None,
    projection: Annotated[ProjectionName, typer.Option(help="How features become a template.")] = (
        ProjectionName.STACKED
    ),
    version: Annotated[str, typer.Option(help="Version of the bundle.")] = "0.5.0",
    final: Annotated[bool, typer.Option("--final", help="This is no interim model.")] = False,
    seed: Seed = None,
) -> None:
    """Put networks into a bundle: fit and calibrate the scorer, measure everything, write the model card.

    Detector, landmark network and alignment are those of another bundle (--model, or the shipped one).
    """
    from faceid_desktop.training.bundle import make_bundle

    parts = _parts(common, data, work, network)
    parts = replace(parts, detector=detector, landmarks=landmarks, version=version, interim=not final)
    _tell(common, [make_bundle(parts, _plan(projection, seed), out).directory])


def _candidate(name: str) -> PatchSpec:
    from faceid_desktop.core.patches import CANDIDATES, candidate

    if name not in {patch.name for patch in CANDIDATES}:
        raise typer.BadParameter(f"{name} is none of {', '.join(patch.name for patch in CANDIDATES)}")
    return candidate(name)


def _parts(common: Common, data: Path, work: Path, networks: list[str]) -> BundleParts:
    from faceid_desktop.training.bundle import BundleParts
    from faceid_desktop.training.features import parse_network
    from faceid_desktop.vision.embedder import set_cpu_threads

    set_cpu_threads()
    work.mkdir(parents=True, exist_ok=True)
    base = common.model or default_bundle()
    for each in networks:
        name, _, scale = each.rpartition("=")[2].partition("@")
        if "=" in each:
            _candidate(name)
        if scale and not scale.replace(".", "", 1).isdecimal():
            raise typer.BadParameter(f"{scale} is no scale of a patch")
    return BundleParts(data, work, base, tuple(parse_network(each) for each in networks))


def _plan(projection: ProjectionName, seed: int | None) -> Any:
    from faceid_desktop.training.scorer import ScorerPlan

    plan = replace(ScorerPlan(), projection=projection.value)
    return plan if seed is None else replace(plan, seed=seed)


def _maps(text: str) -> tuple[int, int, int, int]:
    numbers = text.split(",")
    if len(numbers) != 4 or not all(number.strip().isdecimal() and int(number) for number in numbers):
        raise typer.BadParameter(f"--maps wants four numbers, not {text!r}")
    first, second, third, fourth = (int(number) for number in numbers)
    return first, second, third, fourth


def _chosen(option: str, value: float | None) -> list[str]:
    return [] if value is None else [option, str(value)]


def _values(step: dict[str, Any]) -> list[Any]:
    return list(step.values())


def _tell(common: Common, files: list[Path]) -> None:
    if common.as_json:
        print_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            print_line(f"Wrote {file}.")


for command in (detector, landmarks, deepid2, joint, select, scorer, bundle):
    app.command(command.__name__)(with_common(command))
