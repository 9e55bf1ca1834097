"""The two texts that go with the weights: what the model is, and what it may be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Template

from faceid_desktop.core.align import AlignmentSpec
from faceid_desktop.core.patches import PatchSpec

LICENCE_NAME = "research and evaluation only"

LICENCE_WEIGHTS = """# Licence of the weights: research and evaluation only

This licence covers the files of this folder (network weights, scorer, calibration). The program itself has a
licence of its own.

The weights were trained on photos from public research sets whose terms are "research only" or unstated. You
may use, copy and share the weights to study, test and evaluate the program and its methods, free of charge
and with this text. You may not use them to identify people in production, in surveillance, or to decide about
anybody.

For any other use train weights on photos that you have the right to use: `faceid train` holds every step. The
weights come as they are, without any warranty.
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a model is; ``projection``, ``commonness`` and ``notes`` in words, the latter empty for none."""

    name: str
    version: str
    interim: bool
    canvas: AlignmentSpec
    maps: Sequence[int]
    features: int
    patches: Sequence[PatchSpec]
    projection: str
    commonness: str
    seed: int
    notes: str = ""


_CARD = Template("""# Model card: $name $version$interim

## What it is
A face comparison model: two photos in, calibrated evidence out. A detector (YuNet-like, ONNX), a network for
68 landmarks, a similarity alignment to a $canvas canvas, and $count (Sun, Wang, Tang, NIPS 2014;
maps $maps, $features features), each on a patch of 55 x 47 pixels and its mirror image:
$patches.
Then $projection,
Joint Bayesian (exact EM)$commonness and a logistic calibration.

Joint identification and verification are part of the training, but most of the signal is distilled from the
descriptors of dlib's face recognition network (CC0).

## Use
For studying and evaluating the program. It is an aid to people who compare photos, never a decision by
itself: it errs, and more often for some groups of people than for others. Not for surveillance, not for
decisions about people.

## Data
Photos of public research sets (among them CelebA, PINS, VGGFace2, FaceScrub, Families in the Wild, PubFig,
All-Age-Faces, UTKFace, SCUT-FBP5500, FFHQ samples). People who look like or are named like someone in LFW
were removed. Splits are by person: no person of one split is in another.

| part | people / photos |
|---|---|
$data

The manifest says of each network which landmark network aligned its faces (none: the points that came with
the data) and which network it started from; the scorer's faces were aligned by the bundle's own. $notes

## Measured
$figures

The false match rates of the program come from the calibration people; rates of other populations, cameras,
ages or disguises differ. Close relatives are not among the impostor pairs. The faces of known age were among
those of distillation, without labels (in a brief training it made no difference to keep them out: README);
theirs are the rates at the thresholds that the program states for 1e-2 and 1e-3. Intervals are 95 % and over
people. LFW figures come from the whole pipeline; a photo in which no face is found counts as an error in its
pairs.

## Limits
Faces turned by more than about 50 degrees, faces under about 20 pixels between the eyes, children, masks,
heavy make-up and time spans of decades are weak points. $interim_note

## Training on your own photos
Put photos and a `faces.csv` (file, person, family, split, box, five points) into a folder and run
`faceid train deepid2 --data DIR --work DIR --patch NAME` for each patch, then
`faceid train bundle --data DIR --work DIR --network FILE=NAME ... --out DIR`. Seed of the scorer: $seed.

## Licence
Research and evaluation only, see LICENCE-WEIGHTS.md.
""")


def model_card(facts: Facts, data: Mapping[str, str], figures: Mapping[str, object]) -> str:
    """Write the model card.

    Parameters
    ----------
    facts
        What the model is.
    data
        Part of the training by what it was made from.
    figures
        Name of a test to its figures.
    """
    patches = facts.patches
    words = {
        "name": facts.name,
        "version": facts.version,
        "canvas": f"{facts.canvas.width} x {facts.canvas.height}",
        "count": "one DeepID2 network" if len(patches) == 1 else f"{len(patches)} DeepID2 networks",
        "maps": "/".join(str(number) for number in facts.maps),
        "features": facts.features,
        "patches": ", ".join(patch.name for patch in patches),
        "projection": facts.projection,
        "commonness": f", {facts.commonness}," if facts.commonness else "",
        "seed": facts.seed,
        "notes": facts.notes,
        "interim": " (interim)" if facts.interim else "",
        "interim_note": "This is a stop-gap: few networks, trained for hours on a CPU."
        if facts.interim
        else "",
        "data": "\n".join(f"| {part} | {what} |" for part, what in data.items()),
        "figures": "\n".join(["| figure | value |", "|---|---|", *_rows(figures)]),
    }
    return _CARD.substitute(words)


def _rows(figures: Mapping[str, object]) -> list[str]:
    """Flatten the figures of all tests; an interval stands beside its figure."""
    rows = []
    for test, values in figures.items():
        entries = values if isinstance(values, Mapping) else {"": values}
        for name, value in entries.items():
            interval = entries.get(f"{name}_interval")
            ends = " to ".join(map(_number, interval)) if isinstance(interval, list) else ""
            if not str(name).endswith("_interval"):
                rows.append(f"| {test}: {name} | {_number(value)}{f' ({ends})' if ends else ''} |")
    return rows


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
