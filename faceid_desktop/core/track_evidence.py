"""Evidence of several frames of one face against the photos of an enrolled person.

All frames of a track show one person, so the question is one likelihood ratio of *all* of them, not a vote of
single verdicts. In the diagonal basis of `JointBayesian` a frame is ``y_i = mu + e_i`` with ``mu ~ N(0, s)``
and a deviation of variance 1. Three facts make the joint Gaussian small:

- **The average is enough.** Given its average, the scatter of the frames does not depend on ``mu``, so its
  density is the same under both hypotheses and cancels. With m independent frames the average is
  ``N(mu, 1/m)``. The enrolled photos leave ``mu ~ N(k s / (1 + k s) x_mean, v)`` with ``v = s / (1 + k s)``
  (Bishop 2006, eq. 2.141-2.142). Hence, in each dimension, with ``r = 1/m``::

      LLR = (ln((s + r) / (v + r)) + y^2 / (s + r) - (y - mean)^2 / (v + r)) / 2

  For m = 1 this is `JointBayesian.n_sample_llr`; it is symmetric in probe and enrolled.
- **Frames of unequal quality** have deviations of variance ``1 / w_i``; the average is then weighted by
  ``w_i`` (a precision, at most 1) and m becomes ``W = sum w_i``.
- **Frames of one track are alike**: camera, light, glasses and the day are shared. With a correlation ``rho``
  between the deviations of any two frames, m frames tell no more than ``m / (1 + (m - 1) rho)`` independent
  ones (the design effect of cluster samples: Kish, *Survey Sampling*, 1965, 5.4). However long a track gets,
  it is never worth more than ``1 / rho`` photos. Without this discount ten equal frames would count as ten
  witnesses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.core.joint_bayesian import JointBayesian
from faceid_desktop.core.records import Doubles, checked
from faceid_desktop.errors import ShapeError

FRAME_CORRELATION = 0.7
"""Correlation of the deviations of two embedded frames of a track.

0.70 by `measured_correlation` over 13 clips of 8 people with the bundle deepid2-0.1.0, single clips from 0.2
to 0.95. It belongs to the model as much as to the camera: measure it again with another bundle."""


@dataclass(frozen=True, slots=True, eq=False)
class TrackProbe:
    """The frames of a track as one vector: their weighted average and how many photos it is worth.

    Parameters
    ----------
    mean
        (d,) float64, in the space of the templates.
    effective
        Number of independent photos of full quality that tell as much.
    """

    mean: Doubles
    effective: float

    def __post_init__(self) -> None:
        checked("mean", self.mean, np.float64, (None,))


def effective_samples(weights: NDArray[np.floating], correlation: float = FRAME_CORRELATION) -> float:
    """Tell how many independent photos of full quality the frames of a track are worth.

    Parameters
    ----------
    weights
        (m,) quality of each frame, above 0 and at most 1.
    correlation
        Between the deviations of two frames, 0..1.

    Returns
    -------
    float
        ``W / (1 + (W - 1) rho)`` for ``W = sum w >= 1``, which never exceeds ``1 / rho``; W itself below 1.
    """
    total = float(weights.sum())
    return total / (1 + max(total - 1, 0.0) * correlation)


def track_probe(
    vectors: NDArray[np.floating],
    weights: NDArray[np.floating],
    correlation: float = FRAME_CORRELATION,
) -> TrackProbe:
    """Summarise the frames of a track.

    Parameters
    ----------
    vectors
        (m, d), m >= 1 templates of one face.
    weights
        (m,) quality of each, above 0 and at most 1.
    correlation
        Between the deviations of two frames.

    Raises
    ------
    ShapeError
        If there is no vector, the lengths differ or a weight is not in 0..1.
    """
    if vectors.ndim != 2 or not len(vectors) or weights.shape != vectors.shape[:1]:
        raise ShapeError(name="vectors", expected="(m >= 1, d) and (m,)", actual=f"{vectors.shape}")
    if not ((weights > 0) & (weights <= 1)).all():
        raise ShapeError(name="weights", expected="above 0 and at most 1", actual=str(weights))
    mean = np.average(vectors.astype(np.float64), axis=0, weights=weights.astype(np.float64))
    return TrackProbe(mean, effective_samples(weights, correlation))


def track_llr(
    model: JointBayesian, probe: TrackProbe, means: Doubles, counts: NDArray[np.floating]
) -> Doubles:
    """Score a track against enrolled people, exactly for the model of the module's docstring.

    Parameters
    ----------
    model
        The covariances.
    probe
        The track.
    means
        (n, D) the average template of each person's photos.
    counts
        (n,) how many photos each average is of, at least 1.

    Returns
    -------
    Doubles
        (n,) natural-log ratios ``ln p(frames | photos) - ln p(frames)``, not calibrated.

    Raises
    ------
    ShapeError
        If the shapes do not fit.
    """
    if counts.shape != means.shape[:1]:
        raise ShapeError(name="counts", expected=str(means.shape[:1]), actual=str(counts.shape))
    spread = model.spread
    y = model.project(probe.mean[None])[0]
    photos = counts[:, None].astype(np.float64)
    gain = photos * spread / (1 + photos * spread)
    noise = 1 / probe.effective
    known = spread / (1 + photos * spread) + noise
    unknown = spread + noise
    terms = np.log(unknown / known) + y**2 / unknown - (y - gain * model.project(means)) ** 2 / known
    return np.asarray(terms.sum(axis=1) / 2 - model.discount(means) - model.discount(probe.mean[None]))


def measured_correlation(model: JointBayesian, tracks: list[Doubles]) -> float:
    """Estimate the correlation between the deviations of two frames of one track.

    The model's deviations have variance 1 in each dimension of the diagonal basis, over all photos of a
    person. Of these, what is left *within* a track is ``1 - rho``.

    Parameters
    ----------
    model
        The covariances.
    tracks
        Templates (m_i >= 2, d) of each track, of the frames that would be embedded.

    Returns
    -------
    float
        ``1 - `` the mean unbiased variance within the tracks, in 0..1.
    """
    inside = [model.project(vectors).var(axis=0, ddof=1).mean() for vectors in tracks]
    freedom = [len(vectors) - 1 for vectors in tracks]
    return float(np.clip(1 - np.average(inside, weights=freedom), 0.0, 1.0))
