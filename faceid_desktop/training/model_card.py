"""The two texts that go with the weights: what the model is, and what it may be used for."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

LICENCE_NAME = "research and evaluation only"

LICENCE_WEIGHTS = """# Licence of the weights: research and evaluation only

This licence covers the files of this folder (network weights, scorer, calibration). The program itself has a
licence of its own.

The weights were trained on photos from public research sets whose terms are "research only" or unstated. You
may use, copy and share the weights to study, test and evaluate the program and its methods, free of charge
and with this text. You may not use them to identify people in production, in surveillance, or to decide about
anybody.

For any other use train weights on photos that you have the right to use: `python -m faceid_desktop.training`
holds every step. The weights come as they are, without any warranty.
"""

_CARD = Template("""# Model card: $name $version$interim

## What it is
A face comparison model: two photos in, calibrated evidence out. A detector (YuNet-like, ONNX), a network for
68 landmarks, a similarity alignment to a $canvas canvas, and one DeepID2 network (Sun, Wang, Tang, NIPS 2014;
maps $maps, $features features) on a whole-face patch of 55 x 47 pixels and its mirror image; then PCA to
$dimensions values, Joint Bayesian (exact EM) and a logistic calibration.

Joint identification and verification are part of its training, but most of the signal is distilled from the
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
| network: images seen | $images |

The faces for the network were aligned by a detector's five points, those for the scorer by our own landmark
network.

## Measured
$figures

The false match rates of the program come from the calibration people; rates of other populations, cameras,
ages or disguises differ. Close relatives are not among the impostor pairs.

## Limits
Faces turned by more than about 45 degrees, faces under about 20 pixels between the eyes, children, masks,
heavy make-up and time spans of decades are weak points. $interim_note

## Training on your own photos
Put photos and a `faces.csv` (file, person, family, split, box, five points) into a folder and run
`python -m faceid_desktop.training.deepid2.train --data DIR --work DIR`, then
`python -m faceid_desktop.training.bundle --help`.

## Licence
Research and evaluation only, see LICENCE-WEIGHTS.md.
""")


def model_card(facts: Mapping[str, object], data: Mapping[str, str], figures: Mapping[str, object]) -> str:
    """Write the model card.

    Parameters
    ----------
    facts
        ``name, version, interim`` (bool), ``canvas, maps, features, dimensions, images``.
    data
        Part of the training by what it was made from.
    figures
        Name of a measured figure to its value.
    """
    interim = bool(facts["interim"])
    words = {
        **facts,
        "interim": " (interim)" if interim else "",
        "interim_note": "This is a stop-gap: one network, trained for minutes on one core."
        if interim
        else "",
        "data": "\n".join(f"| {part} | {what} |" for part, what in data.items()),
        "figures": "\n".join(["| figure | value |", "|---|---|", *(_row(*item) for item in figures.items())]),
    }
    return _CARD.substitute(words)


def _row(name: str, value: object) -> str:
    return f"| {name} | {f'{value:.4g}' if isinstance(value, float) else value} |"
