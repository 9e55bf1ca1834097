"""Words of the enrolment: lawful bases, checks, what is wrong with a frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gui.live import liveness_words
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import GuidanceCode
from faceid_desktop.services.liveness.records import LivenessView

WAYS = ("signed", "on_screen", "spoken")


def basis_name(basis: str) -> str:
    """Name a lawful basis; one that this version does not know keeps its code."""
    names: dict[str, str] = {
        LawfulBasis.CONSENT: tr("Consent"),
        LawfulBasis.CONTRACT: tr("Contract"),
        LawfulBasis.LEGAL_OBLIGATION: tr("Legal obligation"),
        LawfulBasis.VITAL_INTEREST: tr("Vital interest"),
        LawfulBasis.PUBLIC_TASK: tr("Public task"),
        LawfulBasis.LEGITIMATE_INTEREST: tr("Legitimate interest"),
    }
    return names.get(basis, basis)


def way_name(way: str) -> str:
    """Name how consent was given."""
    return {
        "signed": tr("Signed on paper"),
        "on_screen": tr("Read and agreed on screen"),
        "spoken": tr("Read aloud and agreed"),
    }.get(way, way)


def fault(code: GuidanceCode) -> str:
    """Name what is wrong with a frame in one or two words."""
    return {
        GuidanceCode.SHOW_FACE: tr("no face"),
        GuidanceCode.ONE_FACE_ONLY: tr("several faces"),
        GuidanceCode.COME_CLOSER: tr("too far"),
        GuidanceCode.MOVE_BACK: tr("too near"),
        GuidanceCode.MOVE_TO_CENTRE: tr("cut off"),
        GuidanceCode.MORE_LIGHT: tr("too dark"),
        GuidanceCode.LESS_LIGHT: tr("too bright"),
        GuidanceCode.LIGHT_FROM_FRONT: tr("light from behind"),
        GuidanceCode.LIGHT_EVENLY: tr("uneven light"),
        GuidanceCode.REMOVE_COVER: tr("covered"),
        GuidanceCode.OPEN_EYES: tr("eyes closed"),
        GuidanceCode.CLOSE_MOUTH: tr("mouth open"),
        GuidanceCode.HEAD_UPRIGHT: tr("tilted"),
        GuidanceCode.LOOK_STRAIGHT: tr("turned"),
        GuidanceCode.HOLD_STILL: tr("moving"),
    }.get(code, tr("other"))


def odd(count: int, of: int) -> str:
    """Say that some faces seem to show another person, or that nobody can tell who is meant."""
    if count == of:
        return tr("These faces do not seem to be of one person; choose those of the person to enrol.")
    return tr("%n faces seem to be of another person and were left out; look at them.", "", count)


def rejected(codes: Iterable[GuidanceCode]) -> str:
    """Word how many frames were rejected, and why."""
    counts = Counter(codes)
    if not counts:
        return ""
    most = ", ".join(f"{count} {fault(code)}" for code, count in counts.most_common(3))
    return tr("%n frames rejected: {reasons}", "", counts.total()).format(reasons=most)


@dataclass(frozen=True, slots=True)
class Alive:
    """How a liveness check ended: a chip's words and tone, why, and whether the operator's word is needed."""

    text: str = ""
    tone: str = "plain"
    reasons: str = ""
    ask: bool = False


def alive(view: LivenessView | None, policy: str) -> Alive:
    """Word how the check ended of faces that are to be saved.

    Parameters
    ----------
    view
        The check; None if there was none.
    policy
        ``off``, ``advise`` or ``require``.
    """
    result = view.result if view is not None else None
    if result is None:
        return Alive() if policy == "off" else Alive(tr("not checked for life"), ask=policy == "require")
    if result.passed:
        return Alive(tr("seen alive"), "good", liveness_words.reasons(result))
    return Alive(tr("check not passed"), "bad", liveness_words.reasons(result), policy == "require")
