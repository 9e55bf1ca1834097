"""The palettes are readable and the theme is applied."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, Tokens

TEXT = [
    ("ink", "panel"), ("ink", "background"), ("ink", "shade"), ("mute", "panel"), ("mute", "background"),
    ("mute", "shade"), ("accent", "accent_soft"), ("on_accent", "accent"), ("on_accent", "accent_hover"),
    ("good", "good_soft"), ("warn", "warn_soft"), ("bad", "bad_soft"), ("good", "panel"), ("bad", "panel"),
    ("warn", "panel"), ("good", "background"), ("warn", "background"), ("bad", "background"),
    ("accent", "panel"), ("accent", "background"),
]  # fmt: skip
SIGNS = [("accent", "panel"), ("accent", "background"), ("mute", "panel")]
"""What has to be seen and is not read: frames of what has the focus, borders of boxes to tick."""


def _luminance(colour: QColor) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(tokens: Tokens, front: str, back: str) -> float:
    """Contrast ratio of two roles after WCAG 2.2."""
    light, dark = sorted((_luminance(tokens.colour(front)), _luminance(tokens.colour(back))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda tokens: tokens.name)
def test_text_is_readable_on_its_background(tokens: Tokens) -> None:
    """All text has a contrast of at least 4.5 to 1 (7 to 1 in high contrast); the table shows all of them."""
    least = 7.0 if tokens is HIGH_CONTRAST else 4.5
    poor, table = judged(tokens, TEXT, least)
    assert not poor, table


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda tokens: tokens.name)
def test_signs_are_seen_on_their_background(tokens: Tokens) -> None:
    """What is not text but has to be seen has at least 3 to 1 (WCAG 2.2, 1.4.11)."""
    poor, table = judged(tokens, SIGNS, 3.0)
    assert not poor, table


def judged(tokens: Tokens, pairs: list[tuple[str, str]], least: float) -> tuple[list[str], str]:
    """Return the pairs of roles below a contrast, and a table of all."""
    figures = {f"{front} on {back}": contrast(tokens, front, back) for front, back in pairs}
    poor = [name for name, figure in figures.items() if figure < least]
    lines = [f"{name:<28}{figure:6.2f}{'  <' if name in poor else ''}" for name, figure in figures.items()]
    return poor, "\n".join([f"{tokens.name}, at least {least}:", *lines])


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda tokens: tokens.name)
def test_the_two_distributions_differ_without_colour(tokens: Tokens) -> None:
    """The humps differ in lightness, so that they are told apart in grey."""
    assert contrast(tokens, "genuine", "impostor") >= 1.5


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_a_chosen_theme_is_applied(qapp: QApplication, name: str) -> None:
    """The palette of the application takes the colours of the theme, and those who paint are told."""
    told = []
    theme = Theme(name)
    theme.changed.connect(lambda: told.append(theme.tokens.name))
    qapp.setStyleSheet("")
    theme.install(qapp)
    assert told == [name]
    assert qapp.palette().window().color() == theme.tokens.colour("background")


def test_motion_is_the_systems_until_somebody_chooses(qapp: QApplication) -> None:
    """Reduced motion stops what Qt itself lets glide; going back to the system brings it back."""
    general, menu = Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateMenu
    for effect in (general, menu):
        QApplication.setEffectEnabled(effect, True)
    theme = Theme("light")
    theme.install(qapp)
    theme.choose("light", "reduced")
    assert theme.calm
    assert not QApplication.isEffectEnabled(menu)
    theme.choose("light", "full")
    assert not theme.calm
    theme.choose("light", "system")
    assert not theme.calm
    assert QApplication.isEffectEnabled(menu)
    for effect in (menu, general):
        QApplication.setEffectEnabled(effect, False)


def test_an_icon_has_the_density_of_the_screen_and_the_colour_of_its_state(qapp: QApplication) -> None:
    """Drawn when it is shown: sharp at 100 and 300 %, and in another colour while its control is off."""
    made = icon("lock", "#ff0000", "#00ff00")
    assert made.pixmap(QSize(16, 16), 3.0).size() == QSize(48, 48)
    for mode, colour in ((QIcon.Mode.Normal, "red"), (QIcon.Mode.Disabled, "green")):
        image = made.pixmap(QSize(32, 32), 1.0, mode).toImage()
        inks = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        drawn = [each for each in inks if each.alpha() == 255]
        assert drawn
        assert all((each.red() if colour == "red" else each.green()) == 255 for each in drawn)


def test_a_changed_icon_survives_the_collector(qapp: QApplication) -> None:
    """Qt copies an icon when one of its users changes it; the copy must not be taken from under it."""
    for number in range(300):
        changed = QIcon(icon("lock", f"#{number % 256:02x}0000"))
        changed.setIsMask(True)
        if number % 50 == 0:
            gc.collect()
        assert not changed.pixmap(QSize(16, 16)).isNull()
