"""Identification of people whom no model has seen: ``python -m tests.campaign.identification``.

Imports some photos of each person of split "test" of the shared ``faces.csv`` into a gallery, searches for
the others, and reports rank 1, the miss rate at 1 % false alarms, what the program's own threshold does, and
whether the index answers as numpy does when it scores everybody. The pictures go to a temporary folder.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from faceid_desktop.core.records import IdentifyOutcome, Template
from faceid_desktop.errors import ImageError
from faceid_desktop.gallery.queries import people
from faceid_desktop.paths import app_paths
from faceid_desktop.services.access import Action
from faceid_desktop.services.bootstrap import Engine, build_engine
from faceid_desktop.services.comparison import choose_face
from faceid_desktop.services.import_list import ImportItem
from faceid_desktop.services.importing import Importer
from faceid_desktop.services.intake import QualityProfile, require_quality
from faceid_desktop.services.opening import close_gallery, open_gallery
from faceid_desktop.services.photos import read_photo
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.workspace import Workspace
from faceid_desktop.settings import Settings
from tests.helpers.data import REPOSITORY
from tests.helpers.small_gallery import given

TOP = 5


@dataclass(frozen=True, slots=True)
class Probe:
    """A photo to search for."""

    person: str
    template: Template


def main() -> int:
    """Measure and print JSON; 1 if the index does not answer as numpy does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--enrolled", type=int, default=4, help="photos of each person that are enrolled")
    options = parser.parse_args()
    engine = build_engine(Settings(), device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        photos = unpack(options.data, Path(folder))
        probes, lost = templates(engine, {who: paths[options.enrolled :] for who, paths in photos.items()})
        first = {who: paths[: options.enrolled] for who, paths in photos.items()}
        halves = [dict(list(first.items())[start::2]) for start in (0, 1)]
        closed = measure(engine, Path(folder) / "all", first, probes)
        opened = [
            measure(engine, Path(folder) / f"half {place}", half, probes) for place, half in enumerate(halves)
        ]
    report = {
        "model_id": engine.bundle.model_id,
        "people": len(photos),
        "photos_enrolled_each": options.enrolled,
        "probes": len(probes),
        "probes_failed": lost,
        "everybody_enrolled": closed,
        "half_enrolled": opened,
    }
    json.dump(report, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return int(any(not each["as_numpy"] for each in (closed, *opened)))


def unpack(data: Path, folder: Path) -> dict[str, list[Path]]:
    """Write the photos of the test people into a folder; by person, in the order of the table."""
    with (data / "faces.csv").open(newline="", encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["split"] == "test"]
    wanted, found = {row["file"]: row["person"] for row in rows}, defaultdict[str, list[Path]](list)
    for archive in sorted(data.glob("faces-*.zip")):
        with zipfile.ZipFile(archive) as file:
            for name in set(file.namelist()) & wanted.keys():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(file.read(name))
    for name, person in wanted.items():
        if (folder / name).exists():
            found[person].append(folder / name)
    return dict(found)


def templates(engine: Engine, photos: dict[str, list[Path]]) -> tuple[list[Probe], int]:
    """Make the templates of all probes, and count those without a usable face."""
    made: list[Probe] = []
    lost = 0
    for person, paths in photos.items():
        for path in paths:
            try:
                photo = engine.pipeline.analyse(read_photo(path))
                face = photo.faces[choose_face(photo, None, str(path))]
                require_quality(face, QualityProfile.LOOSE, str(path))
            except ImageError:
                lost += 1
                continue
            made.append(Probe(person, engine.pipeline.embed([face])[0]))
    return made, lost


def measure(
    engine: Engine, folder: Path, enrolled: dict[str, list[Path]], probes: Sequence[Probe]
) -> dict[str, object]:
    """Import the enrolled people and search for everybody."""
    gallery = open_gallery(app_paths(folder), create=True, keyring=lambda: None)
    try:
        workspace = Workspace(gallery, engine)
        items = [ImportItem(path, person) for person, paths in enrolled.items() for path in paths]
        importer = Importer(workspace, items, given(), QualityProfile.LOOSE)
        list(importer.run(CancelToken()))
        with gallery.read(Action.VIEW_PEOPLE) as session:
            names = {uuid: details.name for uuid, details in people.details_of_all(session, gallery.vault)}
        return {
            "enrolled_people": len(workspace.index),
            "enrolled_photos": workspace.index.templates,
            "enrolment_failed": len(importer.report.failures),
            **search(workspace, names, probes),
        }
    finally:
        close_gallery(gallery)


def search(workspace: Workspace, names: dict[str, str], probes: Sequence[Probe]) -> dict[str, object]:
    """Search for every probe and sum up."""
    index, point = workspace.index, workspace.recognition.point
    known = {names[uuid] for uuid in index.person_ids}
    found = index.search_batch([probe.template for probe in probes], TOP)
    best = np.array([scores[0][1] for scores in found])
    right = np.array(
        [names[scores[0][0]] == probe.person for scores, probe in zip(found, probes, strict=True)]
    )
    mated = np.array([probe.person in known for probe in probes])
    verdicts = [workspace.recognition.identify_template(p.template, poor=False).outcome for p in probes]
    alarmed = np.array([verdict is IdentifyOutcome.IDENTIFIED for verdict in verdicts])
    report: dict[str, object] = {
        "mated_probes": int(mated.sum()),
        "rank_1": float(right[mated].mean()),
        "own_threshold": point.threshold,
        "own_threshold_supported": point.supported,
        "fnir_at_own_threshold": float(1 - (alarmed & right)[mated].mean()),
        "as_numpy": as_numpy(workspace, probes, found),
    }
    if not mated.all():
        strangers = np.sort(best[~mated])[::-1]
        threshold = strangers[int(0.01 * len(strangers))]
        report |= {
            "strangers": len(strangers),
            "fnir_at_fpir_0.01": float(1 - ((best > threshold) & right)[mated].mean()),
            "fpir_at_own_threshold": float(alarmed[~mated].mean()),
        }
    return report


def as_numpy(workspace: Workspace, probes: Sequence[Probe], found: list[list[tuple[str, float]]]) -> bool:
    """Tell whether scoring everybody one by one gives the same people with the same scores."""
    index, scorer = workspace.index, workspace.engine.scorer
    everybody = index.person_ids
    vectors = {person: index.person_vectors(person) for person in everybody}
    for probe, answered in zip(probes, found, strict=True):
        raw = [scorer.model.n_sample_llr(probe.template.vector, vectors[person]) for person in everybody]
        scores = scorer.calibration.apply(np.array(raw))
        order = np.argsort(-scores, kind="stable")[: len(answered)]
        if [everybody[place] for place in order] != [person for person, _ in answered]:
            return False
        if not np.allclose(scores[order], [score for _, score in answered], rtol=0, atol=1e-6):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
