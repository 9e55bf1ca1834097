"""Design tokens (light, dark, high contrast) and what Qt makes of them: a palette and one style sheet.

Widgets that paint themselves ask a `Theme` for its ``tokens``; all others get their looks from the style
sheet through object names and the dynamic property ``tone``.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Template as Text

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from faceid_desktop.paths import resources

FAMILIES = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans")
# DejaVu Sans runs about an eighth wider than the other three at the same size.
WIDE_FAMILY, WIDE_SCALE = "DejaVu Sans", 0.93
RADIUS, RADIUS_CARD = 8, 14
_EFFECTS = (
    Qt.UIEffect.UI_General,  # the first, as Qt refuses the others without it
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by role, as ``#rrggbb``; each ``x_soft`` is the background that ``x`` is written on."""

    name: str
    background: str
    panel: str
    ink: str
    mute: str
    line: str
    shade: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    genuine: str
    impostor: str
    disabled: str

    def colour(self, role: str) -> QColor:
        """Return the colour of a role, e.g. ``"accent"``."""
        return QColor(getattr(self, role))


LIGHT = Tokens(
    name="light",
    background="#f6f7f9",
    panel="#ffffff",
    ink="#16191d",
    mute="#5a636f",
    line="#e0e4e9",
    shade="#eef0f3",
    accent="#2562cf",
    accent_hover="#1d53b4",
    accent_soft="#e8f0fd",
    on_accent="#ffffff",
    good="#14703f",
    good_soft="#e3f4ea",
    warn="#8a5700",
    warn_soft="#fdf1dc",
    bad="#b3261e",
    bad_soft="#fbe9e7",
    genuine="#2562cf",
    impostor="#a9b3c1",
    disabled="#a3abb6",
)
DARK = Tokens(
    name="dark",
    background="#14171b",
    panel="#1c2026",
    ink="#eceff3",
    mute="#9aa4b1",
    line="#2e343d",
    shade="#262b32",
    accent="#7aa8f5",
    accent_hover="#93b9f8",
    accent_soft="#22314a",
    on_accent="#10151d",
    good="#5ecb92",
    good_soft="#19342a",
    warn="#e6b45c",
    warn_soft="#3a2f1a",
    bad="#f0857c",
    bad_soft="#3d2321",
    genuine="#7aa8f5",
    impostor="#59636f",
    disabled="#616a76",
)
HIGH_CONTRAST = Tokens(
    name="high_contrast",
    background="#000000",
    panel="#000000",
    ink="#ffffff",
    mute="#e6e6e6",
    line="#ffffff",
    shade="#000000",
    accent="#ffd84a",
    accent_hover="#ffe78a",
    accent_soft="#33290a",
    on_accent="#000000",
    good="#7dff9b",
    good_soft="#00210b",
    warn="#ffd27a",
    warn_soft="#2b1d00",
    bad="#ff9d94",
    bad_soft="#330906",
    genuine="#ffd84a",
    impostor="#8c8c8c",
    disabled="#a6a6a6",
)


class Theme(QObject):
    """The tokens in force; follows the colours of the system unless a fixed theme was chosen.

    Parameters
    ----------
    choice
        ``system``, ``light``, ``dark`` or ``high_contrast``.
    motion
        ``full``, ``reduced``, or ``system`` to do as the system says.
    """

    changed = Signal()

    def __init__(
        self, choice: str = "system", parent: QObject | None = None, *, motion: str = "system"
    ) -> None:
        super().__init__(parent)
        self._choice, self._motion = choice, motion
        self._effects: dict[Qt.UIEffect, bool] = {}
        self.tokens = LIGHT

    @property
    def calm(self) -> bool:
        """Whether nothing on screen should move that need not."""
        if self._motion != "system":
            return self._motion == "reduced"
        general = Qt.UIEffect.UI_General
        # As the system had it at the start: a choice made since has changed what Qt says now.
        return not self._effects.get(general, QApplication.isEffectEnabled(general))

    def choose(self, choice: str, motion: str = "system") -> None:
        """Take another theme and another choice of motion; both hold at once."""
        self._choice, self._motion = choice, motion
        self._calm_down()
        self.refresh()

    def _calm_down(self) -> None:
        """Switch Qt's own gliding and fading of menus and lists on or off, or leave it to the system."""
        for effect, systems in self._effects.items():
            QApplication.setEffectEnabled(effect, systems if self._motion == "system" else not self.calm)

    def install(self, app: QApplication) -> None:
        """Dress the application and keep following the system."""
        app.setStyle("Fusion")
        self._effects = {effect: QApplication.isEffectEnabled(effect) for effect in _EFFECTS}
        self._calm_down()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Choose the tokens anew and apply them when they differ from those in force."""
        app = QApplication.instance()
        tokens = self._wanted()
        if isinstance(app, QApplication) and (tokens is not self.tokens or not app.styleSheet()):
            self.tokens = tokens
            app.setFont(application_font())
            app.setPalette(palette(tokens))
            app.setStyleSheet(style_sheet(tokens, type_scale()))
            self.changed.emit()

    def _wanted(self) -> Tokens:
        fixed = {each.name: each for each in (LIGHT, DARK, HIGH_CONTRAST)}
        if self._choice in fixed:
            return fixed[self._choice]
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def application_font() -> QFont:
    """Return the font of the application: the first family of the stack that the machine has."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, round(14 * type_scale())))
    return font


def type_scale() -> float:
    """Return the factor that makes the font found here about as wide as the one the layout was drawn with."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    return WIDE_SCALE if QFontInfo(font).family().startswith(WIDE_FAMILY) else 1.0


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for everything that the style sheet does not reach, such as native dialogs."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in {
        roles.Window: tokens.background, roles.WindowText: tokens.ink, roles.Base: tokens.panel,
        roles.AlternateBase: tokens.shade, roles.Text: tokens.ink, roles.Button: tokens.panel,
        roles.ButtonText: tokens.ink, roles.Highlight: tokens.accent, roles.HighlightedText: tokens.on_accent,
        roles.ToolTipBase: tokens.panel, roles.ToolTipText: tokens.ink, roles.PlaceholderText: tokens.mute,
        roles.Link: tokens.accent, roles.Accent: tokens.accent, roles.Mid: tokens.line,
    }.items():  # fmt: skip
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone (``good``, ``warn``, ``bad``, ``plain``) and let the style sheet see it."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the style sheet of the whole application for some tokens and a type scale."""
    sizes = {f"t{size}": f"{max(10, round(size * scale))}px" for size in (11, 12, 13, 14, 15, 20, 22)}
    roles = {name: getattr(tokens, name) for name in Tokens.__slots__}
    arrow = (resources() / "icons" / f"arrow-{'light' if tokens is LIGHT else 'dark'}.svg").as_posix()
    up = (resources() / "icons" / f"arrow-up-{'light' if tokens is LIGHT else 'dark'}.svg").as_posix()
    tick = (resources() / "icons" / f"tick-{'light' if tokens is LIGHT else 'dark'}.svg").as_posix()
    shapes = {"radius": f"{RADIUS}px", "card": f"{RADIUS_CARD}px"}
    pictures = {"arrow": arrow, "arrow_up": up, "tick": tick}
    return Text(_SHEET).substitute(**roles, **sizes, **shapes, **pictures)


_SHEET = """
QWidget { color: $ink; }
QMainWindow, QWidget#page, QWidget#evidence_body, QDialog, QMessageBox { background: $background; }
QLabel { background: transparent; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line; padding: 4px 6px; }
QFrame#sidebar { background: $panel; border: none; border-right: 1px solid $line; }
QFrame#card { background: $panel; border: 1px solid $line; border-radius: $card; }
QFrame#card[dropping="true"] { border: 2px solid $accent; }
QWidget#evidence_body, QScrollArea#evidence { background: transparent; border: none; }
QLabel#brand { font-size: $t15; font-weight: 600; }
QLabel#title { font-size: $t20; font-weight: 600; }
QLabel#verdict { font-size: $t22; font-weight: 600; }
QLabel#sentence { font-size: $t15; }
QLabel#subtitle { font-size: $t15; font-weight: 600; }
QLabel#photo_name { font-weight: 600; }
QLabel#hint, QLabel#caption, QLabel#status { color: $mute; font-size: $t12; }
QLabel#row_name { color: $mute; font-size: $t13; }
QLabel#row_value { font-size: $t13; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel#chip { border-radius: 9px; padding: 3px 8px; font-size: $t12; font-weight: 500;
  background: $shade; color: $mute; }
QLabel#chip[tone="good"] { background: $good_soft; color: $good; }
QLabel#chip[tone="warn"] { background: $warn_soft; color: $warn; }
QLabel#chip[tone="bad"] { background: $bad_soft; color: $bad; }
QFrame#notice { border-radius: 10px; background: $shade; border: none; }
QFrame#notice[tone="good"] { background: $good_soft; }
QFrame#notice[tone="warn"] { background: $warn_soft; }
QFrame#notice[tone="bad"] { background: $bad_soft; }
QFrame#notice[tone="good"] QLabel { color: $good; }
QFrame#notice[tone="warn"] QLabel { color: $warn; }
QFrame#notice[tone="bad"] QLabel { color: $bad; }
QFrame#notice QLabel { font-size: $t13; }
QPushButton { border: 1px solid $line; border-radius: $radius; background: $panel; color: $ink;
  padding: 6px 12px; font-size: $t13; font-weight: 500; min-height: 18px; }
QPushButton:hover { background: $shade; border-color: $mute; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QPushButton:disabled { color: $disabled; background: transparent; border-color: $line; }
QPushButton#primary { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton#primary:hover { background: $accent_hover; }
QPushButton#primary:focus { border: 2px solid $ink; }
QPushButton#primary:disabled { background: $shade; border-color: $line; color: $disabled; }
QPushButton#nav { text-align: left; border: 2px solid transparent; background: transparent; color: $mute;
  padding: 7px 8px; font-size: $t14; }
QPushButton#nav:hover { background: $shade; }
QPushButton#nav:checked { background: $accent_soft; color: $accent; }
QPushButton#nav:focus { border: 2px solid $accent; }
QPushButton#plain { border-color: transparent; background: transparent; color: $mute; padding: 5px; }
QPushButton#plain:hover { background: $shade; color: $ink; }
QPushButton#plain:focus { border: 2px solid $accent; padding: 4px; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton#danger { color: $bad; }
QPushButton#danger:hover { background: $bad_soft; border-color: $bad; }
QPushButton#filter { border-radius: 13px; padding: 3px 12px; min-height: 18px; background: $shade;
  border: 1px solid transparent; color: $mute; font-size: $t12; }
QPushButton#filter[tone="warn"] { background: $warn_soft; color: $warn; }
QPushButton#filter[tone="bad"] { background: $bad_soft; color: $bad; }
QPushButton#filter:checked { border: 1px solid $accent; color: $ink; }
QPushButton#filter:focus { border: 2px solid $accent; padding: 2px 11px; }
QPushButton#remove_photo { border: none; border-radius: 12px; background: $panel; padding: 0; min-height: 0; }
QPushButton#remove_photo:hover { background: $bad_soft; }
QPushButton#remove_photo:focus { border: 2px solid $accent; }
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $panel; border: 1px solid $line;
  border-radius: $radius; padding: 6px 10px; font-size: $t13; min-height: 18px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 5px 9px; }
QLineEdit[tone="bad"] { border-color: $bad; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($arrow); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; outline: none;
  selection-background-color: $accent_soft; selection-color: $accent; }
QCheckBox, QRadioButton { spacing: 8px; font-size: $t13; padding: 2px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $mute; border-radius: 5px;
  background: $panel; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox::indicator:disabled { border-color: $disabled; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 6px; padding: 0px; }
QListView#plain_list { background: transparent; border: none; outline: none; }
QListView#plain_list:focus { border: 2px solid $accent; border-radius: $radius; }
QScrollArea#plain_scroll, QWidget#plain_scroll_body { background: transparent; border: none; }
QTableView#plain_list { background: transparent; border: none; selection-background-color: transparent; }
QTableView { background: $panel; border: 1px solid $line; border-radius: $card; gridline-color: $line;
  alternate-background-color: $shade; selection-background-color: $accent_soft; selection-color: $ink;
  font-size: $t13; outline: none; }
QHeaderView::section { background: $panel; border: none; border-bottom: 1px solid $line; padding: 7px 8px;
  color: $mute; font-size: $t12; font-weight: 600; text-align: left; }
QTableView QTableCornerButton::section { background: $panel; border: none; }
QListWidget#found_list { background: $panel; border: 1px solid $line; border-radius: $radius; padding: 4px;
  outline: none; font-size: $t13; }
QListWidget#found_list::item { padding: 6px 8px; border-radius: 6px; }
QListWidget#found_list::item:selected { background: $accent_soft; color: $accent; }
QListWidget#found_list:focus { border: 2px solid $accent; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; background: transparent;
  padding: 0 6px; margin: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent;
  width: 18px; }
QAbstractSpinBox::up-arrow { image: url($arrow_up); width: 9px; height: 9px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($arrow); width: 9px; height: 9px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QCheckBox:disabled { color: $disabled; }
QListWidget#section_list { background: transparent; border: none; outline: none; font-size: $t13; }
QListWidget#section_list::item { padding: 8px 10px; border-radius: $radius; border: 2px solid transparent;
  color: $mute; }
QListWidget#section_list::item:hover { background: $shade; }
QListWidget#section_list::item:selected { background: $accent_soft; color: $accent; }
QListWidget#section_list::item:focus { border: 2px solid $accent; }
QPushButton#link { border: 1px solid transparent; background: transparent; color: $accent; padding: 0 3px;
  min-height: 14px; font-size: $t12; }
QPushButton#link:hover { background: $accent_soft; }
QPushButton#link:focus { border: 1px solid $accent; }
QTextBrowser { background: $panel; border: 1px solid $line; border-radius: $radius; padding: 12px 16px;
  selection-background-color: $accent; selection-color: $on_accent; font-size: $t14; }
QTextBrowser:focus { border: 2px solid $accent; padding: 11px 15px; }
QLineEdit#recovery_code { font-family: monospace; font-size: $t15; padding: 12px; }
QLabel#said[tone="good"] { color: $good; }
QLabel#said[tone="warn"] { color: $warn; }
QLabel#said[tone="bad"] { color: $bad; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $mute; border-radius: 9px;
    background: $panel; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent;
  background: $on_accent; }
QRadioButton::indicator:disabled { border-color: $disabled; }
QFrame#palette { background: $panel; border: 1px solid $mute; border-radius: $card; }
QListView#palette_list { background: transparent; border: none; outline: none; }
QLabel#problem { color: $bad; font-size: $t13; }
QLabel#step { color: $mute; font-size: $t12; font-weight: 600; }
QLabel#field { font-size: $t13; font-weight: 500; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 18px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QProgressBar { border: none; background: $shade; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $line; border-radius: 3px; min-height: 30px; }
QScrollBar::handle:vertical:hover { background: $mute; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line; border-radius: 3px; min-width: 30px; }
QScrollBar::handle:horizontal:hover { background: $mute; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; height: 0; width: 0; }
"""
