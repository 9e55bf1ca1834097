"""Paints the sample portraits beside this file: people who do not exist, lit and turned by arithmetic alone.

``python resources/samples/paint.py`` writes them anew, the same to the last pixel. A head is a height field
over the face plane (an ellipsoid with smooth bumps for brow, nose, lips and chin) with an albedo painted on
it; a view turns it, looks every pixel up again, and shades it by Lambert's law with a soft specular part.
Lengths are in half face widths: x to the viewer's right, y down, z towards the viewer, (0, 0) amid the eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.floating[Any]]
Colour = tuple[float, ...]

WIDTH_PX, HEIGHT_PX = 440, 550
OVERSAMPLING = 3
UNITS_HIGH = 4.6
CENTRE_Y = 0.46


@dataclass(frozen=True)
class Person:
    """The shape and the colours of one head."""

    skin: Colour
    lips: Colour
    hair: Colour
    iris: Colour
    clothes: Colour
    eye_apart: float
    eye_wide: float
    eye_open: float
    brow_y: float
    brow_thick: float
    brow_arch: float
    nose_y: float
    nose_wide: float
    nose_high: float
    mouth_y: float
    mouth_wide: float
    lip_full: float
    jaw: float
    chin_y: float
    long_hair: bool
    stubble: float
    seed: int


@dataclass(frozen=True)
class View:
    """How a head is turned, lit and set before a background."""

    yaw_deg: float
    roll_deg: float
    light: Colour
    light_colour: Colour
    ambient: Colour
    background: Colour
    scale: float
    smile: float


ADA = Person(
    skin=(0.86, 0.66, 0.54),
    lips=(0.72, 0.36, 0.34),
    hair=(0.21, 0.12, 0.075),
    iris=(0.30, 0.36, 0.24),
    clothes=(0.16, 0.36, 0.42),
    eye_apart=0.415,
    eye_wide=0.205,
    eye_open=0.098,
    brow_y=-0.25,
    brow_thick=0.036,
    brow_arch=0.055,
    nose_y=0.55,
    nose_wide=0.165,
    nose_high=0.21,
    mouth_y=0.93,
    mouth_wide=0.36,
    lip_full=0.10,
    jaw=0.80,
    chin_y=1.42,
    long_hair=True,
    stubble=0.0,
    seed=3,
)
BEN = Person(
    skin=(0.55, 0.37, 0.26),
    lips=(0.47, 0.26, 0.22),
    hair=(0.045, 0.04, 0.04),
    iris=(0.16, 0.09, 0.05),
    clothes=(0.62, 0.58, 0.50),
    eye_apart=0.44,
    eye_wide=0.19,
    eye_open=0.078,
    brow_y=-0.20,
    brow_thick=0.062,
    brow_arch=0.02,
    nose_y=0.60,
    nose_wide=0.235,
    nose_high=0.26,
    mouth_y=1.00,
    mouth_wide=0.41,
    lip_full=0.125,
    jaw=0.97,
    chin_y=1.52,
    long_hair=False,
    stubble=0.5,
    seed=8,
)
DAYLIGHT = View(
    yaw_deg=-5,
    roll_deg=1.5,
    light=(-0.45, -0.55, 0.8),
    light_colour=(1.0, 0.97, 0.93),
    ambient=(0.34, 0.36, 0.39),
    background=(0.70, 0.76, 0.80),
    scale=1.0,
    smile=0.45,
)
EVENING = View(
    yaw_deg=11,
    roll_deg=-4,
    light=(0.62, -0.30, 0.72),
    light_colour=(1.0, 0.86, 0.70),
    ambient=(0.30, 0.27, 0.27),
    background=(0.30, 0.25, 0.24),
    scale=0.93,
    smile=0.8,
)
PORTRAITS = {
    "ada-daylight": (ADA, DAYLIGHT),
    "ada-evening": (ADA, EVENING),
    "ben-daylight": (BEN, DAYLIGHT),
}


def bump(x: Field, y: Field, at: tuple[float, float], size: tuple[float, float]) -> Field:
    """Return a Gaussian hill of height 1."""
    return np.exp(-(((x - at[0]) / size[0]) ** 2) - ((y - at[1]) / size[1]) ** 2)


def step(value: Field, soft: float) -> Field:
    """Return 0 where the value is well below zero and 1 well above, with a soft edge."""
    return 1 / (1 + np.exp(np.clip(-value / soft, -30, 30)))


def noise(shape: tuple[int, int], grain_px: tuple[float, float], seed: int) -> Field:
    """Return smooth noise of unit spread, with grains of the given width and height."""
    raw = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    smooth = cv2.GaussianBlur(raw, (0, 0), sigmaX=grain_px[0], sigmaY=grain_px[1])
    return smooth / smooth.std()


def outline(p: Person, x: Field, y: Field) -> Field:
    """Return how far inside the face a point is: 1 in the middle, 0 on the edge, negative outside."""
    below = np.clip(y - 0.25, 0, None) / (p.chin_y - 0.25)
    half_width = 1.0 - (1 - p.jaw) * np.clip(below, 0, 1) ** 1.5
    top = np.clip(0.25 - y, 0, None) / 1.45
    return 1 - np.abs(x / half_width) ** 2.3 - below**2.6 - top**2.2


def mouth_line(p: Person, v: View, x: Field) -> Field:
    """Return the height of the line between the lips; a smile lifts its corners."""
    along = np.abs(x) / p.mouth_wide
    return p.mouth_y + 0.008 * np.cos(along * 9) * np.exp(-2 * along) - (0.02 + 0.075 * v.smile) * along**2


def lips(p: Person, v: View, x: Field, y: Field) -> tuple[Field, Field]:
    """Return how much a point belongs to the upper and to the lower lip."""
    wide = p.mouth_wide * (1 + 0.12 * v.smile)
    arc = np.sqrt(np.clip(1 - (x / wide) ** 2, 0, None))
    line = mouth_line(p, v, x)
    bow = 1 - 0.22 * bump(x, x * 0, (0, 0), (0.07, 1))
    upper = step(y - (line - p.lip_full * 0.85 * arc**1.4 * bow), 0.009) * step(line - y, 0.007)
    lower = step(line + p.lip_full * 1.15 * arc - y, 0.011) * step(y - line, 0.007)
    inside = step(wide - np.abs(x), 0.012)
    return upper * inside, lower * inside


def height(p: Person, v: View, x: Field, y: Field) -> Field:
    """Return the height field of the head in half face widths."""
    side = np.sqrt(x * x + 0.006)
    z = 1.05 * np.sqrt(np.clip(outline(p, x, y) + 0.02, 0.003, None))
    z += 0.10 * bump(side, y, (0.36, p.brow_y + 0.02), (0.34, 0.11))
    z -= 0.13 * bump(side, y, (p.eye_apart - 0.07, 0.02), (0.24, 0.14))
    z += 0.075 * bump(side, y, (p.eye_apart, 0.02), (p.eye_wide * 0.95, 0.115))
    z += 0.085 * bump(side, y, (0.60, 0.42), (0.28, 0.22)) * (1 + 0.5 * v.smile)
    along = np.clip((y + 0.2) / (p.nose_y + 0.2), 0, 1)
    ridge = (
        np.exp(-((x / (0.075 + 0.075 * along)) ** 2))
        * step(p.nose_y + 0.03 - y, 0.035)
        * step(y + 0.22, 0.06)
    )
    z += p.nose_high * (0.25 + 0.75 * along) * ridge
    z += 0.10 * bump(x, y, (0, p.nose_y - 0.03), (0.115, 0.10))
    z += 0.12 * bump(side, y, (p.nose_wide, p.nose_y), (0.085, 0.085))
    z += 0.05 * bump(x, y, (0, p.mouth_y), (p.mouth_wide, 0.20))
    upper, lower = lips(p, v, x, y)
    z += 0.035 * upper + 0.045 * lower * bump(x, y, (0, p.mouth_y + 0.06), (0.3, 0.09))
    z -= 0.05 * bump(x, y, (0, p.mouth_y + p.lip_full * 1.7), (0.24, 0.07))
    z += 0.09 * bump(x, y, (0, p.chin_y - 0.17), (0.23, 0.15))
    z -= 0.025 * bump(x, y, (0, p.nose_y + 0.19), (0.045, 0.09))
    fold = side - (p.nose_wide + 0.10 + 0.55 * (y - p.nose_y))
    z -= (
        0.03
        * (0.4 + v.smile)
        * np.exp(-((fold / 0.07) ** 2))
        * bump(x * 0, y, (0, p.mouth_y - 0.2), (1, 0.2))
    )
    return z.astype(np.float32)


def mix(colour: Field, other: Colour | Field, weight: Field) -> Field:
    """Return one colour painted over another."""
    return colour + weight[..., None] * (np.asarray(other, np.float32) - colour)


def skin(p: Person, v: View, x: Field, y: Field) -> Field:
    """Return the albedo of the bare skin with lips, nostrils and stubble."""
    side = np.abs(x)
    base = np.broadcast_to(np.asarray(p.skin, np.float32), (*x.shape, 3))
    red = np.asarray(p.skin, np.float32) * (1.02, 0.82, 0.80)
    colour = mix(
        base,
        red,
        0.55 * bump(side, y, (0.58, 0.50), (0.30, 0.24)) + 0.5 * bump(x, y, (0, p.nose_y), (0.2, 0.14)),
    )
    colour = mix(
        colour, tuple(0.72 * c for c in p.skin), 0.45 * bump(side, y, (p.eye_apart, 0.10), (0.25, 0.12))
    )
    beard = bump(side, y, (0.45, 1.25), (0.6, 0.42)) + bump(x, y, (0, p.nose_y + 0.2), (0.4, 0.09))
    colour = mix(colour, tuple(0.45 * c for c in p.skin), p.stubble * 0.55 * np.clip(beard, 0, 1))
    upper, lower = lips(p, v, x, y)
    colour = mix(colour, tuple(0.85 * c for c in p.lips), 0.85 * upper)
    colour = mix(colour, p.lips, 0.8 * lower)
    wide = p.mouth_wide * (1.03 + 0.12 * v.smile)
    seam = np.exp(-(((y - mouth_line(p, v, x)) / 0.013) ** 2)) * step(wide - side, 0.02)
    colour = mix(colour, (0.18, 0.07, 0.06), 0.85 * seam)
    nostril = step(
        1 - ((side - p.nose_wide * 0.55) / 0.065) ** 2 - ((y - p.nose_y - 0.075) / 0.028) ** 2, 0.25
    )
    return mix(colour, (0.13, 0.06, 0.05), 0.85 * nostril)


def eyes(p: Person, v: View, x: Field, y: Field, colour: Field) -> tuple[Field, Field]:
    """Paint eyes, lids and lashes over the skin; also return where the wet eyeball is."""
    side, nose_side = np.abs(x), p.eye_apart - np.abs(x)
    across = (side - p.eye_apart) / p.eye_wide
    arc = np.clip(1 - across**2, 0, None)
    tilt = -0.012 * across
    opening = p.eye_open * (1 - 0.18 * v.smile)
    top, bottom = tilt - opening * arc**0.7 + 0.03, tilt + opening * 0.62 * arc**0.8 + 0.02
    inside = step(y - top, 0.006) * step(bottom - y, 0.006) * step(1 - np.abs(across), 0.02)
    ball = np.broadcast_to(np.asarray((0.80, 0.765, 0.735), np.float32), colour.shape)
    ball = mix(ball, (0.75, 0.45, 0.40), 0.6 * bump(nose_side, y, (p.eye_wide, 0.03), (0.05, 0.05)))
    gaze = np.sin(np.deg2rad(v.yaw_deg)) * 0.12
    radius = np.hypot(x - np.sign(x) * p.eye_apart + gaze, y - 0.005) / (p.eye_wide * 0.49)
    angle = np.arctan2(y - 0.005, x - np.sign(x) * p.eye_apart + gaze)
    streaks = 0.85 + 0.15 * np.sin(angle * 23 + np.sin(angle * 7) * 2)
    iris = np.asarray(p.iris, np.float32) * ((0.65 + 0.6 * radius**2) * streaks)[..., None]
    ball = mix(ball, iris, step(1 - radius, 0.03))
    ball = mix(ball, (0.03, 0.025, 0.02), 0.75 * np.exp(-(((radius - 1) / 0.13) ** 2)))
    ball = mix(ball, (0.012, 0.01, 0.01), step(0.42 - radius, 0.03))
    shine = bump(x - np.sign(x) * p.eye_apart, y, (0.09 * v.light[0], -0.035), (0.02, 0.02))
    ball = mix(ball, (1.3, 1.3, 1.3), 0.9 * shine)
    ball = ball * (1 - 0.55 * np.exp(-np.clip(y - top, 0, None) / 0.03))[..., None]
    colour = mix(colour, ball, inside)
    lash = np.exp(-(((y - top + 0.006) / (0.013 + 0.006 * across)) ** 2)) * step(1.08 - np.abs(across), 0.03)
    crease = np.exp(-(((y - top + 0.062) / 0.014) ** 2)) * step(1.05 - np.abs(across), 0.06)
    under = np.exp(-(((y - bottom - 0.008) / 0.010) ** 2)) * step(1 - np.abs(across), 0.04)
    colour = mix(colour, tuple(0.45 * c for c in p.skin), 0.6 * crease)
    colour = mix(colour, tuple(0.5 * c for c in p.skin), 0.55 * under)
    return mix(colour, (0.05, 0.03, 0.025), 0.92 * lash), inside


def brows(p: Person, x: Field, y: Field, colour: Field) -> Field:
    """Paint the eyebrows, hair by hair."""
    across = (np.abs(x) - p.eye_apart + 0.01) / 0.27
    middle = p.brow_y - p.brow_arch * (1 - 1.1 * (across - 0.1) ** 2) + 0.05 * np.clip(across, 0, None) ** 2
    thick = p.brow_thick * np.clip(
        0.95 - 0.6 * np.clip(across, 0, None) - 0.25 * np.clip(-across, 0, None), 0.2, 1
    )
    hairs = 0.82 + 0.18 * np.sin((np.abs(x) * 150 + y * 95) + 2 * np.sin(np.abs(x) * 37))
    weight = np.exp(-(np.abs((y - middle) / thick) ** 2.4)) * step(1 - np.abs(across), 0.05) * hairs
    return mix(colour, tuple(0.9 * c + 0.01 for c in p.hair), 0.88 * weight)


def hair_inside(p: Person, x: Field, y: Field) -> Field:
    """Return how far a point lies inside the outline of the hair in front of the face; negative outside."""
    if p.long_hair:
        hairline = (
            -0.66
            - 0.20 * np.sin(np.clip((x + 0.25) * 1.6, -1.5, 1.5))
            + 0.95 * np.clip(np.abs(x) - 0.52, 0, None) ** 1.1 * 4
        )
    else:
        hairline = -0.78 + 0.06 * np.cos(x * 5) + np.clip(np.abs(x) - 0.68, 0, None) ** 1.2 * 9
    return hairline - y


def skull(p: Person, x: Field, y: Field) -> Field:
    """Return how far a point lies inside the whole mass of hair, behind the face included."""
    if p.long_hair:
        top = 1 - np.abs(x / 1.30) ** 2.4 - (np.clip(-0.1 - y, 0, None) / 1.42) ** 2.2
        return top - 0.35 * np.clip(y - 1.5, 0, None) ** 2
    return (
        1
        - np.abs(x / 1.08) ** 2.4
        - (np.clip(-0.2 - y, 0, None) / 1.22) ** 2.2
        - 4 * np.clip(y - 0.1, 0, None)
    )


def strands(p: Person, x: Field, y: Field, shape: tuple[int, int]) -> Field:
    """Return the brightness of the hair: fine strands along its fall, and a band of gloss."""
    fine = noise((64, 2048), (2.2, 20), p.seed)
    coarse = noise((64, 2048), (14, 20), p.seed + 1)
    fall = np.arctan2(x, np.clip(y + 2.2, 0.2, None)) if p.long_hair else np.arctan2(x, y + 0.4) * 1.3
    column = (np.clip((fall / 3.2 + 0.5), 0, 1) * 2040).astype(np.float32)
    row = (np.clip((y + 2) / 5, 0, 1) * 60).astype(np.float32)
    lines = (
        cv2.remap(fine, column, row, cv2.INTER_LINEAR) * 0.22
        + cv2.remap(coarse, column, row, cv2.INTER_LINEAR) * 0.20
    )
    gloss = bump(np.hypot(x * 0.9, y + 0.2), y * 0, (1.12, 0), (0.16, 1)) * step(-0.35 - y, 0.15)
    return np.clip(0.75 + lines + 0.9 * gloss * (1 + lines), 0.15, 3).reshape(shape)


def shade(v: View, z: Field, unit_px: float, wet: Field) -> tuple[Field, Field]:
    """Return the light that falls on a height field, and the gloss on it."""
    slope_y, slope_x = np.gradient(z, 1 / unit_px)
    normal = np.stack([-slope_x, -slope_y, np.ones_like(z)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    light = np.asarray(v.light, np.float32) / np.linalg.norm(v.light)
    half = light + np.asarray((0, 0, 1))
    half /= np.linalg.norm(half)
    lambert = np.clip((normal @ light + 0.12) / 1.12, 0, None)
    hollow = np.clip(cv2.GaussianBlur(z, (0, 0), 0.10 * unit_px) - z, 0, 0.15)
    open_sky = np.clip(1 - 5.0 * hollow, 0.35, 1) * (0.72 + 0.28 * normal[..., 2])
    received = lambert[..., None] * np.asarray(v.light_colour) * 0.86 + open_sky[..., None] * np.asarray(
        v.ambient
    )
    gloss = np.clip(normal @ half, 0, None) ** 22 * 0.11 + wet * np.clip(normal @ half, 0, None) ** 90 * 0.5
    return received.astype(np.float32), gloss.astype(np.float32)


def backdrop(p: Person, v: View, x: Field, y: Field) -> Field:
    """Return background, shoulders, neck and the hair behind, each lit in a simple way."""
    glow = 0.8 + 0.3 * bump(x, y, (v.light[0] * 2.2, -0.8), (2.2, 2.0))
    scene = np.asarray(v.background, np.float32) * glow[..., None]
    side_light = 0.62 + 0.38 * np.tanh(v.light[0] * x * 1.1) * 0.8
    tone = (np.asarray(v.light_colour) * 0.6 + np.asarray(v.ambient))[None, None] * side_light[..., None]
    behind = step(skull(p, x, y), 0.02)
    round_hair = 0.55 + 0.6 * np.sqrt(np.clip(skull(p, x, y), 0, 1))
    scene = mix(
        scene, np.asarray(p.hair) * tone * (strands(p, x, y, x.shape) * round_hair)[..., None], behind
    )
    for ear in (-1, 1):
        lobe = step(1 - ((x - ear * 0.96) / 0.15) ** 2 - ((y - 0.16) / 0.29) ** 2, 0.06)
        scene = mix(scene, np.asarray(p.skin) * tone * 0.95, lobe * (0 if p.long_hair else 1))
    neck = step(
        0.56 * (0.9 + 0.1 * p.jaw) + 0.25 * np.clip(y - 1.75, 0, None) ** 2 - np.abs(x), 0.008
    ) * step(y - 0.9, 0.1)
    round_neck = 0.55 + 0.45 * np.sqrt(np.clip(1 - (x / 0.75) ** 2, 0, 1))
    under_chin = 1 - 0.55 * np.exp(-np.clip(y - p.chin_y, 0, None) / 0.28)
    scene = mix(scene, np.asarray(p.skin) * tone * (round_neck * under_chin)[..., None], neck)
    collar = (
        2.02 + 0.30 * np.clip(np.abs(x) - 0.55, 0, None) ** 1.3 - 0.12 * np.clip(0.6 - np.abs(x), 0, None)
    )
    collar = np.where(np.abs(x) < 0.6, 2.16 - 0.35 * (x / 0.6) ** 2, collar - 0.21)
    folds = 0.85 + 0.08 * np.sin(x * 4 + y * 3) + 0.07 * np.sin(x * 9 - y * 2)
    return mix(scene, np.asarray(p.clothes) * tone * folds[..., None], step(y - collar, 0.012))


def paint(p: Person, v: View) -> NDArray[np.uint8]:
    """Return one portrait as RGB (550, 440, 3)."""
    shape = (HEIGHT_PX * OVERSAMPLING, WIDTH_PX * OVERSAMPLING)
    unit_px = shape[0] / UNITS_HIGH * v.scale
    rows, columns = np.indices(shape, dtype=np.float32)
    right, down = (columns - shape[1] / 2) / unit_px, rows / unit_px - UNITS_HIGH / 2 / v.scale
    roll, yaw = np.deg2rad([v.roll_deg, v.yaw_deg])
    seen_x = right * np.cos(roll) + down * np.sin(roll)
    y = (-right * np.sin(roll) + down * np.cos(roll) + CENTRE_Y).astype(np.float32)
    # Which point of the turned head is seen at a pixel: x cos(yaw) + z(x, y) sin(yaw) = seen_x, by iteration.
    x = seen_x.astype(np.float32)
    for _ in range(12):
        x += 0.7 * (seen_x - x * np.cos(yaw) - (height(p, v, x, y) - 0.55) * np.sin(yaw)) / np.cos(yaw)
    colour, wet = eyes(p, v, x, y, skin(p, v, x, y))
    colour = brows(p, x, y, colour)
    colour *= (1 + 0.018 * noise(shape, (3, 3), p.seed) + 0.02 * noise(shape, (30, 30), p.seed + 2))[
        ..., None
    ]
    received, gloss = shade(v, turned(height(p, v, x, y), x, yaw), unit_px, wet)
    face = colour * received + gloss[..., None]
    fringe = hair_inside(p, x, y)
    cast = 1 - 0.45 * np.exp(-np.clip(-fringe, 0, None) / 0.09)
    face *= cast[..., None]
    lit_hair = np.asarray(p.hair) * strands(p, x, y, shape)[..., None] * (received * 0.85 + 0.15)
    ragged = fringe + 0.03 * noise(shape, (5, 16), p.seed + 4)
    fringe = step(ragged, 0.03) * step((0.75 if p.long_hair else 0.2) - y, 0.08)
    face = mix(face, lit_hair, fringe)
    inside = outline(p, x, y)
    scene = backdrop(p, v, seen_x, y)
    # Towards its rim the front hair gives way to the mass of hair behind, so that no seam shows.
    rim = 1 - fringe * np.exp(-((np.clip(inside, 0, None) / 0.28) ** 2))
    scene = mix(scene, face, step(inside - 0.035, 0.008) * rim)
    small = cv2.resize(
        np.clip(scene, 0, 1).astype(np.float32), (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_AREA
    )
    return (np.clip(small, 0, 1) ** (1 / 1.25) * 255).round().astype(np.uint8)


def turned(z: Field, x: Field, yaw: float) -> Field:
    """Return the heights after the head is turned, as the viewer sees them."""
    return (z * np.cos(yaw) - x * np.sin(yaw)).astype(np.float32)


def main() -> None:
    """Write all portraits beside this file."""
    for name, (person, view) in PORTRAITS.items():
        path = Path(__file__).with_name(f"{name}.png")
        cv2.imwrite(str(path), cv2.cvtColor(paint(person, view), cv2.COLOR_RGB2BGR))
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
