"""The rules of a gallery: how long things are kept, when it locks, what is recorded.

They are stored in the gallery and travel with it, unlike the settings of the program
(`faceid_desktop.settings`). Changing one needs `Action.CHANGE_RULES` and is an event of the audit chain.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from faceid_desktop.errors import SettingError
from faceid_desktop.gallery.queries import settings
from faceid_desktop.gallery.store import GallerySession
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.settings import Range


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` is a bool."""
        return isinstance(value, bool)

    def __str__(self) -> str:
        return "true, false"


@dataclass(frozen=True, slots=True)
class Whole(Range):
    """A whole number from ``low`` to ``high``, both included."""

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` is a whole number within the range."""
        return isinstance(value, int) and super(Whole, self).accepts(value)


def _days(default: int, low: int, high: int) -> int:
    return field(default=default, metadata={"rule": Whole(low, high)})


def _flag(default: bool) -> bool:
    return field(default=default, metadata={"rule": Flag()})


@dataclass(frozen=True, slots=True)
class GalleryRules:
    """All rules with their defaults.

    Raises
    ------
    SettingError
        If a value may not be.
    """

    people_retention_days: int = _days(3 * 365, 0, 36_500)
    """A person is due for erasure so long after the last interaction (740 ILCS 14/15: 3 years); 0: never."""
    sightings_retention_days: int = _days(30, 1, 3_650)
    grace_days: int = _days(0, 0, 90)
    """How long an ordered erasure can be taken back; the person takes no part in matching meanwhile."""
    record_sightings: bool = _flag(default=False)
    record_strangers: bool = _flag(default=False)
    """Also write down people who are not in the gallery; only where sightings are recorded at all."""
    lock_after_minutes: int = _days(10, 0, 480)
    """Without input; 0: never."""
    lock_on_suspend: bool = _flag(default=True)
    backup_every_days: int = _days(7, 0, 365)
    """Backups of the program's own, made when the gallery is opened; 0: none."""
    backups_kept: int = _days(5, 1, 100)
    """Of these the newest."""

    def __post_init__(self) -> None:
        for name, rule in rules().items():
            value = getattr(self, name)
            if not rule.accepts(value):
                raise SettingError(name=name, value=value, allowed=rule)


def rules() -> dict[str, Whole | Flag]:
    """Return what each rule may be, in the order of declaration."""
    return {each.name: each.metadata["rule"] for each in fields(GalleryRules)}


def load_rules(session: GallerySession) -> GalleryRules:
    """Read the rules of a gallery; what was never set has its default.

    Raises
    ------
    SettingError
        If a stored value may not be.
    """
    stored = settings.everything(session)
    return GalleryRules(**{name: stored[name] for name in rules() if name in stored})


def change_rule(gallery: Gallery, name: str, value: Any) -> GalleryRules:
    """Set one rule and return all of them.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    SettingError
        If there is no such rule or the value may not be; nothing is changed.
    """
    known = rules()
    if name not in known:
        raise SettingError(name=name, value=value, allowed=", ".join(known))
    GalleryRules(**{name: value})
    with gallery.change(Action.CHANGE_RULES) as change:
        before = getattr(load_rules(change.session), name)
        settings.put(change.session, name, value)
        change.record("setting.changed", name=name, value=value, before=before)
        return load_rules(change.session)
