"""The model card of the passive liveness check, written from its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from faceid_desktop.vision.liveness_bundle import LivenessManifest

_INTENDED = """\
A small network looks at a face and its surroundings and tells a living face from a printed one and from one
on a screen. It supports an operator; it is no certified presentation attack detection."""

_LIMITS = """\
- **Few people, few devices.** The test projects hold a handful of people, cameras and screens; within a
  project the frames are much alike, so the intervals, which count frames and groups of frames as independent,
  are too narrow. Read them beside the number of projects.
- **Reduced pictures.** The crops were stored small and compressed: screens have mostly lost their pixel grid.
- **Masks, cut-outs, make-up, deep fakes** fed into the camera's driver: no data, not measured, not claimed.
- **Print** is known from one collection (webcam, office) and from rendered attacks alone.
- **Skin, age, light**: the data cannot show whether the errors are equal for all; measure on your own people.
- The attacks of our own making are renderings. They widen what the network sees; they are not in the test.
- Presentations here are eight neighbouring pictures of a project, averaged; a live check averages frames
  taken 0.15 s apart."""

_CHOICES = """\
Made on the left-out projects. A convolutional network on the face, as small as that of the surroundings, had
a mean area under the curve of 0.67 over five of them (0.53 nuaa, 0.93 set01, 0.60 set05, 0.40 set02, 0.91
set06); the linear layer on colour texture had 0.79 (0.70, 0.84, 0.74, 0.66, 1.00) when the two were compared.
For that layer neither rendered attacks nor spoilt pictures helped, so the latter are not used; the
surroundings need the renders, as there are few pictures with surroundings: their network alone had 0.70 on
nuaa, both together 0.73."""

_ACTIVE = """\
The challenge needs no training. A plain recording cannot follow its random order and timing. Somebody who
can re-enact the prompts in real time, by cutting a rich recording live or by a steered deep fake, can pass;
so can a living stranger, which is why the template of whoever took the challenge must match.

Measured by `faceid evaluate liveness`: eight clips (four live, four replays), each played to and fro without
a cut to 1,000 random challenges, passed none (at most 0.4 % of a clip's, exact 95 % interval). Willing people
were made of the frames of the four live clips and answered 200 challenges each of the movements that the clip
shows: none was refused. **No living person has taken the challenge for this card**: how often people
misunderstand a prompt is not known, and only one clip shows all four turns of the head."""


def model_card(manifest: LivenessManifest, test_pictures: Mapping[str, int]) -> str:
    """Write the card.

    Parameters
    ----------
    manifest
        With training and evaluation, as `produce` fills them.
    test_pictures
        How many pictures of each project and kind were tested.
    """
    role = (
        "**Advice only**: on projects left out of training it erred too often to reject anybody by itself."
        if manifest.advice_only
        else "It may reject: on projects left out of training it stayed within the limits below."
    )
    parts = [
        f"# {manifest.name} {manifest.version}: passive liveness",
        _INTENDED,
        f"{role} Rule, set before the test: {manifest.training['rule']}.",
        f"Threshold {manifest.threshold} in mean natural-log odds of life, frames {manifest.frames[0]} to "
        f"{manifest.frames[1]}.",
        "## Figures",
        "APCER: share of attacks that pass; BPCER: share of living faces refused (ISO/IEC 30107-3). Errors "
        "of trials and the exact 95 % interval. A presentation is the mean of eight pictures.",
    ]
    for title, report in manifest.evaluation.items():
        if isinstance(report, Mapping):
            parts += [f"### {title[0].upper()}{title[1:]}", _table(report)]
    parts += [
        "## What the data cannot show",
        _LIMITS,
        "## Choices",
        _CHOICES,
        "## The active challenge",
        _ACTIVE,
        "## Data",
        "Split by subject and project, never by frame; no person stands in training and test.",
        f"Training: {_counts(manifest.training['pictures'])}.",
        f"Test: {_counts(test_pictures)}.",
        "Pictures in which no face was found were left out (a system would not answer them): "
        f"{_counts(manifest.training['without a face']) or 'none'}.",
        f"## How it was made\n\n    {manifest.training['command']}",
        f"## Licence\n\n{manifest.licence}",
    ]
    return "\n\n".join(parts) + "\n"


def _table(report: Mapping[str, Any]) -> str:
    lines = ["| set | AUC | what | pictures | presentations |", "|---|---|---|---|---|"]
    for name, each in report.items():
        pictures, shown = each["pictures"], each["presentations"]
        auc = f"{each['auc']:.3f}" if "auc" in each else ""
        lines.append(f"| {name} | {auc} | BPCER | {_rate(pictures['bpcer'])} | {_rate(shown['bpcer'])} |")
        for species, rate in pictures["apcer"].items():
            several = shown["apcer"].get(species)
            lines.append(f"| | | APCER {species} | {_rate(rate)} | {_rate(several) if several else ''} |")
    return "\n".join(lines)


def _rate(each: Mapping[str, Any]) -> str:
    if not each["trials"]:
        return ""
    return (
        f"{each['rate']:.1%} ({each['errors']} of {each['trials']}; {each['low']:.1%} to {each['high']:.1%})"
    )


def _counts(counts: object) -> str:
    return (
        ", ".join(f"{name} {number}" for name, number in counts.items()) if isinstance(counts, dict) else ""
    )
