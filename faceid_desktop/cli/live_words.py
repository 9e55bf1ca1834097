"""English for what the live engine reports as codes."""

from __future__ import annotations

from collections.abc import Mapping

from faceid_desktop.services.live.records import CameraState

CAMERA_STATES: Mapping[CameraState, str] = {
    CameraState.CLOSED: "closed",
    CameraState.OPENING: "opening",
    CameraState.LIVE: "live",
    CameraState.NOT_FOUND: "not found; waiting for it",
    CameraState.BUSY: "another program uses it; trying again",
    CameraState.NO_PERMISSION: "the system does not let this program use it; trying again",
    CameraState.BLACK: "the picture is black",
    CameraState.FROZEN: "the picture stands still",
    CameraState.LOST: "lost; waiting for it",
    CameraState.FAILED: "it does not open; trying again",
    CameraState.ENDED: "ended",
}
