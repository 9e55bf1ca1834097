"""Words of the liveness check: what to do, how it ended and why, which movements may be asked for."""

from __future__ import annotations

from faceid_desktop.core.records import LivenessReason, LivenessResult
from faceid_desktop.gui.live.banner import Banner
from faceid_desktop.gui.words import tr
from faceid_desktop.services.liveness.records import CheckSet, LivenessView, Prompt

_ICONS = {
    Prompt.TURN_LEFT: "left",
    Prompt.TURN_RIGHT: "right",
    Prompt.LOOK_UP: "up",
    Prompt.LOOK_DOWN: "down",
}


def set_name(chosen: CheckSet) -> str:
    """Name a set of movements."""
    return {
        CheckSet.ALL: tr("All movements"),
        CheckSet.WITHOUT_TURNS: tr("Without turning the head"),
        CheckSet.WITHOUT_EYES: tr("Without closing the eyes"),
        CheckSet.MOUTH_ONLY: tr("Opening the mouth only"),
        CheckSet.OPERATOR: tr("No movement: my word for it"),
    }[chosen]


def prompt(code: Prompt) -> str:
    """Say what the person should do; left and right are his own."""
    return {
        Prompt.LOOK_STRAIGHT: tr("Look straight ahead"),
        Prompt.TURN_LEFT: tr("Turn your head to the left"),
        Prompt.TURN_RIGHT: tr("Turn your head to the right"),
        Prompt.LOOK_UP: tr("Look up"),
        Prompt.LOOK_DOWN: tr("Look down"),
        Prompt.CLOSE_EYES: tr("Close your eyes for a moment"),
        Prompt.OPEN_MOUTH: tr("Open your mouth"),
        Prompt.DONE: tr("Done, thank you"),
    }[code]


def reason(code: LivenessReason) -> str:
    """Say what was wrong, or what the operator should know."""
    return {
        LivenessReason.FACE_LOST: tr("the face was out of sight"),
        LivenessReason.SEVERAL_FACES: tr("a second face was beside the first"),
        LivenessReason.FRAMES_MISSING: tr("too few pictures came from the camera"),
        LivenessReason.JUMPED: tr("the face jumped as no head can"),
        LivenessReason.MOVED_UNASKED: tr("the head or mouth moved before it was asked to"),
        LivenessReason.WRONG_MOVEMENT: tr("another movement was made than was asked for"),
        LivenessReason.TOO_SOON: tr("the movement began before anybody could have reacted"),
        LivenessReason.TOO_SLOW: tr("the movement did not come in time"),
        LivenessReason.SOMEBODY_ELSE: tr("the face is not the one that began"),
        LivenessReason.TOO_FEW_FRAMES: tr("too few pictures show a face"),
        LivenessReason.LOOKS_LIKE_PRINT: tr("the face looks like a printed picture"),
        LivenessReason.LOOKS_LIKE_SCREEN: tr("the face looks like a picture on a screen"),
        LivenessReason.OPERATOR_CONFIRMED: tr("an operator confirmed that a person was there"),
        LivenessReason.NOT_CONFIRMED: tr("the operator did not confirm that a person was there"),
    }[code]


def reasons(result: LivenessResult) -> str:
    """Say all reasons of a result as one sentence; empty without any."""
    text = "; ".join(reason(each) for each in result.reasons)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def chip(view: LivenessView | None) -> tuple[str, str]:
    """Word where a check stands in one or two words, with a tone."""
    if view is None:
        return tr("after the capture"), "plain"
    result = view.result
    if result is None:
        if not view.steps:
            return tr("your word is needed"), "warn"
        step = min(view.step + 1, view.steps)
        return tr("step {step} of {steps}").format(step=step, steps=view.steps), "plain"
    if result.passed:
        return (tr("passed"), "good") if result.active else (tr("confirmed by you"), "good")
    return tr("not passed"), "bad"


def banner(view: LivenessView) -> Banner | None:
    """Return the large line of a check; None where there is nothing to be said over the picture."""
    if view.result is None:
        if not view.steps:
            return Banner(tr("Is a living person there?"))
        return Banner(prompt(view.prompt), _ICONS.get(view.prompt, ""), done=view.step, steps=view.steps)
    if not view.attempt:
        return None
    if view.result.passed:
        return Banner(tr("A living person was seen"), "check", "good", view.steps, view.steps)
    return Banner(tr("The check was not passed"), "", "bad", view.step, view.steps)
