"""From networks to a bundle: two patches, both projections, scorers of the patches, figures, model card."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from faceid_desktop.core.patches import candidate, rescaled
from faceid_desktop.core.records import AlignedFace
from faceid_desktop.errors import BundleCorrupt
from faceid_desktop.paths import default_bundle
from faceid_desktop.services.explanation import explain, load_patch_scorers
from faceid_desktop.services.scoring import load_scorer
from faceid_desktop.training.ages import age_groups
from faceid_desktop.training.bundle import BundleParts, make_bundle, networks_of
from faceid_desktop.training.deepid2.data import read_faces
from faceid_desktop.training.deepid2.select import select_patches
from faceid_desktop.training.deepid2.train import save_network
from faceid_desktop.training.features import NetworkFile, load_network, network_spec, parse_network
from faceid_desktop.training.scorer import ScorerPlan
from faceid_desktop.vision.bundle import Bundle, load_bundle
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.embedder import Embedder
from tests.helpers.data import shared_data

PEOPLE = {"train": 30, "scorer": 60, "calib": 40, "select": 8, "test": 12, "single": 60}
PLAN = ScorerPlan(
    ridges=(0.1, 1.0), stacking_faces=40, photos_a_person=6, iterations=5, dimensions=20, patch_dimensions=10
)
NAMES = ("whole_face", "eyes_and_nose")
SPEC = NetworkSpec(maps=(6, 8, 10, 12), features=64)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a data folder with a few people of every split and at most six photos of each."""
    source, target = shared_data(), tmp_path_factory.mktemp("people")
    table = read_faces(source)
    keep: list[int] = []
    for split, count in PEOPLE.items():
        rows = table.rows(split)
        for person in np.unique(table.people[rows])[:count]:
            keep += rows[table.people[rows] == person][:6].tolist()
    keep.sort()
    with (source / "faces.csv").open(newline="", encoding="utf-8") as stream:
        lines = list(csv.reader(stream))
    with (target / "faces.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([lines[0], *(lines[row + 1] for row in keep)])
    wanted = {table.files[row] for row in keep}
    with zipfile.ZipFile(target / "faces-a.zip", "w") as out:
        for archive in sorted(source.glob("faces-*.zip")):
            with zipfile.ZipFile(archive) as photos:
                for name in sorted(wanted & set(photos.namelist())):
                    out.writestr(name, photos.read(name))
    with np.load(source / "teacher_vectors.npz") as stored:
        facts = {"scale": stored["scale"], "mean": stored["mean"], "vectors": stored["vectors"][keep]}
    np.savez(target / "teacher_vectors.npz", **facts)
    singles = [row for row in keep if table.splits[row] == "single"]
    with (target / "attributes.csv").open("w", newline="", encoding="utf-8") as stream:
        ages = [(table.files[row], (8, 25)[place % 2], "") for place, row in enumerate(singles)]
        csv.writer(stream).writerows([("file", "age", "sex"), *ages])
    return target


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> tuple[NetworkFile, ...]:
    """Make two untrained networks."""
    folder = tmp_path_factory.mktemp("networks")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        for name in NAMES:
            save_network(DeepId2(SPEC), folder / f"{name}.safetensors")
    return tuple(parse_network(str(folder / f"{name}.safetensors")) for name in NAMES)


@pytest.fixture(scope="module")
def parts(
    data: Path, networks: tuple[NetworkFile, ...], tmp_path_factory: pytest.TempPathFactory
) -> BundleParts:
    """Describe the bundle."""
    return BundleParts(data, tmp_path_factory.mktemp("work"), default_bundle(), networks, version="9.9")


@pytest.fixture(scope="module")
def stacked(parts: BundleParts, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """Make the bundle with the linear layer."""
    return make_bundle(parts, PLAN, tmp_path_factory.mktemp("bundles") / "stacked")


def test_a_bundle_of_two_patches_works(stacked: Bundle) -> None:
    """Templates have the teacher's length and their commonness; scores and explanations can be computed."""
    manifest = stacked.manifest
    assert manifest.scorer.projection == "stacked"
    assert [patch.name for patch in manifest.patches] == list(NAMES)
    assert manifest.network.maps == SPEC.maps
    assert stacked.model_id.startswith("deepid2-9.9+")
    embedder, scorer = Embedder(stacked, torch.device("cpu")), load_scorer(stacked)
    random = np.random.default_rng(0)
    matrix = np.array([[1.0, 0, 0], [0, 1, 0]])
    faces = [
        AlignedFace(random.integers(0, 256, (144, 128, 3), np.uint8), matrix, np.zeros((68, 2), np.float32))
        for _ in range(2)
    ]
    a, b = embedder.embed(faces)
    assert a.vector.shape == (128 + 1,)
    assert manifest.scorer.commonness == PLAN.commonness
    assert scorer.llr(a, a) > scorer.llr(a, b)
    patches = embedder.embed_patches(faces)
    assert len(explain(load_patch_scorers(stacked), patches[0], patches[1])) == 2


def test_figures_have_intervals_and_the_card_tells_them(stacked: Bundle) -> None:
    """Rates on the test people lie within their intervals, and both texts are written."""
    figures = stacked.manifest.evaluation["test people"]
    assert isinstance(figures, dict)
    for name in ("fnmr_at_fmr_1e-2", "fnmr_at_fmr_1e-3", "fmr_at_calibrated_1e-3", "fnmr_at_calibrated_1e-3"):
        low, high = figures[f"{name}_interval"]
        assert low - 1e-9 <= figures[name] <= high + 1e-9
    assert 0.4 < figures["auc"] <= 1
    assert figures["min_cllr"] <= figures["cllr"]
    card = stacked.path("MODEL_CARD.md").read_text(encoding="utf-8")
    assert "2 DeepID2 networks" in card
    assert "whole_face, eyes_and_nose" in card
    assert f"| test people: people | {PEOPLE['test']} |" in card
    assert "Research and evaluation only" in card


def test_false_matches_are_counted_by_age(stacked: Bundle) -> None:
    """Each age group that has faces has its rates; at a laxer threshold there are at least as many."""
    figures = stacked.manifest.evaluation
    groups = [figures[f"aged {name}"] for name in ("0 to 12", "18 to 29")]
    assert "aged 30 to 44" not in figures
    for group in groups:
        assert isinstance(group, dict)
        assert 0 <= group["fmr_at_stated_1e-3"] <= group["fmr_at_stated_1e-2"] <= 1
        low, high = group["fmr_at_stated_1e-2_interval"]
        assert low <= group["fmr_at_stated_1e-2"] <= high
    assert sum(group["faces"] for group in groups) == PEOPLE["single"]


def test_without_ages_there_are_no_age_groups(tmp_path: Path) -> None:
    """One's own photos need no ages."""
    assert age_groups(tmp_path, read_faces(shared_data()), seed=1) == {}


def test_the_scorer_can_be_fitted_anew_to_a_bundle(
    parts: BundleParts, stacked: Bundle, tmp_path: Path
) -> None:
    """With PCA instead the same networks make another model, and the responses are not computed again."""
    kept = sorted(path.name for path in parts.work.glob("responses-*.npy"))
    again = BundleParts(parts.data, parts.work, stacked.directory, networks_of(stacked))
    made = make_bundle(again, ScorerPlan(**{**_fields(PLAN), "projection": "pca"}), tmp_path / "pca")
    assert made.manifest.scorer.projection == "pca"
    assert made.manifest.networks == stacked.manifest.networks
    assert made.model_id.split("+")[1] != stacked.model_id.split("+")[1]
    assert set(kept) <= {path.name for path in parts.work.glob("responses-*.npy")}
    random = np.random.default_rng(0).integers(0, 256, (144, 128, 3), np.uint8)
    face = AlignedFace(random, np.array([[1.0, 0, 0], [0, 1, 0]]), np.zeros((68, 2), np.float32))
    assert Embedder(made, torch.device("cpu")).embed([face])[0].vector.shape == (20 + 1,)


def _fields(plan: ScorerPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in plan.__slots__}


def test_patches_are_selected_on_the_select_people(parts: BundleParts) -> None:
    """Beside untrained networks the shipped one is taken first, and every step that follows gains."""
    trained = networks_of(load_bundle(default_bundle()))[0]
    steps = select_patches(replace(parts, networks=(*parts.networks, trained)), PLAN, limit=2)
    assert steps[0].chosen == (2,)
    assert all(step.gain > step.standard_error for step in steps[1:])
    assert 0 < steps[-1].loss < 0.9


def test_networks_are_named_after_their_patch_or_told_it() -> None:
    """A file's name may say the patch; an unknown name is the whole face."""
    assert parse_network("work/nose_grey.safetensors").patch == candidate("nose_grey")
    assert parse_network("work/run7.safetensors=mouth").patch == candidate("mouth")
    assert parse_network("work/run7.safetensors").patch == candidate("whole_face")
    assert parse_network("work/run7.safetensors=mouth@0.9").patch == rescaled(candidate("mouth"), 0.9)


def test_the_shape_of_a_network_is_in_its_weights(tmp_path: Path) -> None:
    """Width, features and channels are read off; a file that is no network is told."""
    spec = NetworkSpec(maps=(3, 5, 7, 9), features=11, channels=1)
    assert network_spec(DeepId2(spec).state_dict()) == spec
    (tmp_path / "broken.safetensors").write_bytes(b"nothing")
    with pytest.raises(BundleCorrupt):
        load_network(tmp_path / "broken.safetensors")
