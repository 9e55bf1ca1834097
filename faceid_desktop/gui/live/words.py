"""Words for cameras, guidance and who was recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace

from faceid_desktop.core.records import Identification, IdentifyOutcome
from faceid_desktop.gui import words
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.words import tr
from faceid_desktop.services.live.records import CameraState, CameraStatus, GuidanceCode, LiveStats, PoseBin
from faceid_desktop.services.liveness.records import LivenessView


@dataclass(frozen=True, slots=True)
class Recognition:
    """Who a face is, in words: a title, a line of evidence, a chip and a tone."""

    title: str
    line: str
    chip: str
    tone: str


def camera_message(status: CameraStatus) -> Message:
    """Say what a camera that shows no picture does, and what helps."""
    title, hint = {
        CameraState.CLOSED: (tr("The camera is off"), tr("Choose a camera to begin.")),
        CameraState.OPENING: (tr("Opening {camera}…"), tr("This can take a few seconds.")),
        CameraState.LIVE: (tr("{camera} is on"), ""),
        CameraState.NOT_FOUND: (tr("{camera} is not there"), tr("Plug it in, or choose another camera.")),
        CameraState.BUSY: (tr("{camera} is in use"), tr("Close the other program that uses it.")),
        CameraState.NO_PERMISSION: (
            tr("{camera} may not be used"),
            tr("Allow it in the system's settings; on Linux your account must be in the group “video”."),
        ),
        CameraState.BLACK: (
            tr("The picture is black"),
            tr("Open the cover of the camera or switch on a light."),
        ),
        CameraState.FROZEN: (
            tr("The picture stands still"),
            tr("{camera} gives no new pictures. Unplug it and plug it in again."),
        ),
        CameraState.LOST: (
            tr("{camera} was unplugged"),
            tr("Plug it in again; the picture comes back by itself."),
        ),
        CameraState.FAILED: (tr("{camera} does not work"), tr("Unplug it, or choose another camera.")),
        CameraState.ENDED: (tr("The video has ended"), tr("Choose it again to see it once more.")),
    }[status.state]
    return Message(title.format(camera=status.camera), hint.format(camera=status.camera))


def rates(status: CameraStatus, stats: LiveStats) -> str:
    """Word the small line in the corner of the live picture."""
    text = tr(
        "{camera} {width}×{height} · {preview:.0f} fps · recognition {inference:.0f} fps · {latency:.0f} ms"  # noqa: RUF001
    )
    return text.format(
        camera=status.camera,
        width=status.width,
        height=status.height,
        preview=stats.preview_fps,
        inference=stats.inference_fps,
        latency=stats.latency_p50_ms,
    )


def recognition(
    identification: Identification | None, name: str | None, *, watched: bool = False
) -> Recognition:
    """Word who a face is.

    Parameters
    ----------
    identification
        None while nothing is known yet.
    name
        The name of the best candidate, None if there is none.
    watched
        Whether he is on the watch list.
    """
    if identification is None:
        return Recognition(tr("Looking…"), "", tr("looking"), "plain")
    outcome, who = identification.outcome, name or tr("Nobody")
    evidence = words.one_in(identification.candidates[0].fmr.high) if identification.candidates else ""
    if outcome is IdentifyOutcome.IDENTIFIED and watched:
        return Recognition(tr("Watch list: {name}").format(name=who), evidence, tr("alert"), "bad")
    return {
        IdentifyOutcome.IDENTIFIED: Recognition(who, evidence, tr("match"), "good"),
        IdentifyOutcome.UNCERTAIN: Recognition(
            tr("{name}?").format(name=who), tr("keep looking"), tr("uncertain"), "warn"
        ),
        IdentifyOutcome.UNKNOWN: Recognition(tr("Unknown"), tr("nobody fits"), tr("unknown"), "plain"),
        IdentifyOutcome.POOR_QUALITY: Recognition(
            tr("Not clear enough"), tr("come closer, more light"), tr("too poor"), "plain"
        ),
        IdentifyOutcome.EMPTY_GALLERY: Recognition(
            tr("Unknown"), tr("nobody is enrolled yet"), tr("unknown"), "plain"
        ),
    }[outcome]


def with_liveness(said: Recognition, view: LivenessView | None, policy: str) -> Recognition:
    """Add what a liveness check tells to the words on somebody who is identified.

    Parameters
    ----------
    said
        Who he is.
    view
        Where his check stands; None while nothing is known.
    policy
        ``off``, ``advise`` or ``require``; where it is required, nobody has a match before he passed.
    """
    if policy == "off" or said.tone not in ("good", "bad"):
        return said
    result = view.result if view is not None else None
    checked = view is not None and view.attempt > 0
    if result is not None and result.passed:
        return replace(said, line=tr("{evidence} · seen alive").format(evidence=said.line))
    if checked and result is not None:
        return replace(said, line=tr("check not passed"), chip=tr("rejected"), tone="bad")
    if policy == "require":
        return replace(said, line=tr("not checked yet"), chip=tr("check"), tone="warn")
    if result is not None and result.passive is False:
        return replace(said, line=tr("looks like a picture"), tone="warn")
    return said


def guidance(code: GuidanceCode) -> str:
    """Say what the person before the camera should do; left and right are his own."""
    return {
        GuidanceCode.SHOW_FACE: tr("Look into the camera"),
        GuidanceCode.ONE_FACE_ONLY: tr("One face only, please"),
        GuidanceCode.COME_CLOSER: tr("Come closer"),
        GuidanceCode.MOVE_BACK: tr("Move back a little"),
        GuidanceCode.MOVE_TO_CENTRE: tr("Move to the middle"),
        GuidanceCode.MORE_LIGHT: tr("More light, please"),
        GuidanceCode.LESS_LIGHT: tr("Less light, please"),
        GuidanceCode.LIGHT_FROM_FRONT: tr("The light should come from the front"),
        GuidanceCode.LIGHT_EVENLY: tr("One side is too dark"),
        GuidanceCode.REMOVE_COVER: tr("Uncover your face"),
        GuidanceCode.OPEN_EYES: tr("Open your eyes"),
        GuidanceCode.CLOSE_MOUTH: tr("Close your mouth"),
        GuidanceCode.HEAD_UPRIGHT: tr("Hold your head upright"),
        GuidanceCode.LOOK_STRAIGHT: tr("Look straight ahead"),
        GuidanceCode.TURN_LEFT: tr("Turn slowly to the left"),
        GuidanceCode.TURN_RIGHT: tr("Turn slowly to the right"),
        GuidanceCode.TURN_UP: tr("Look up slowly"),
        GuidanceCode.TURN_DOWN: tr("Look down slowly"),
        GuidanceCode.TURN_BACK: tr("A little back"),
        GuidanceCode.HOLD_STILL: tr("Hold still"),
        GuidanceCode.DONE: tr("Done, thank you"),
    }[code]


def pose_name(part: PoseBin) -> str:
    """Name a part of the pose ring."""
    return {
        PoseBin.FRONT: tr("front"),
        PoseBin.LEFT: tr("left"),
        PoseBin.RIGHT: tr("right"),
        PoseBin.UP: tr("up"),
        PoseBin.DOWN: tr("down"),
    }[part]
