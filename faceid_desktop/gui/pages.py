"""The pages beside Compare: what the navigation calls them and how each is made when it is first entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page that is built on the first visit, so that the window itself opens at once."""

    title: str
    icon: str
    build: Callable[[], Page]


def page_entries(state: AppState) -> tuple[PageEntry, ...]:
    """Return the pages in the order of the navigation; their modules are imported when they are built."""
    identify, enrol = (_resting, _resting) if state.safe_mode else (_identify, _enrol)
    return (
        PageEntry(tr("Identify"), "identify", lambda: identify(state)),
        PageEntry(tr("Enrol"), "enrol", lambda: enrol(state)),
        PageEntry(tr("People"), "people", lambda: _people(state)),
        PageEntry(tr("Audit"), "audit", lambda: _audit(state)),
        PageEntry(tr("Settings"), "settings", lambda: _settings(state)),
    )


def _identify(state: AppState) -> Page:
    from faceid_desktop.gui.identify.desk import IdentifyDesk

    return IdentifyDesk(state).page


def _enrol(state: AppState) -> Page:
    from faceid_desktop.gui.enrol.desk import EnrolDesk

    return EnrolDesk(state).page


def _people(state: AppState) -> Page:
    from faceid_desktop.gui.people.desk import PeopleDesk

    desk = PeopleDesk(state)
    desk.enrol_wanted.connect(lambda: state.page_wanted.emit("enrol"))
    return desk.page


def _audit(state: AppState) -> Page:
    from faceid_desktop.gui.audit.desk import AuditDesk

    return AuditDesk(state).page


def _settings(state: AppState) -> Page:
    from faceid_desktop.gui.settings.desk import SettingsDesk

    desk = SettingsDesk(state)
    desk.command_wanted.connect(state.command_wanted)
    return desk.page


def _resting(state: AppState) -> Page:
    """Return what stands in the place of a page with a camera in safe mode."""
    from faceid_desktop.gui.crash.page import RestingPage

    return RestingPage(state.theme)
