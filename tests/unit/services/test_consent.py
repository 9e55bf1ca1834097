"""The lawful basis: given, withdrawn, expired; who may not be matched; the texts that people agree to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from faceid_desktop.errors import ConsentNotValid, PermissionDenied, PersonNotFound, SettingError
from faceid_desktop.gallery.queries import people, settings
from faceid_desktop.gallery.schema import ConsentStatus, Role
from faceid_desktop.services import audit, consent
from faceid_desktop.services.access import Action, Actor
from faceid_desktop.services.audit import Depth, FindingKind
from faceid_desktop.services.gallery import Gallery
from tests.helpers.small_gallery import START, Clock, enrol, given, small_gallery


def matchable(gallery: Gallery, person: str) -> bool:
    """Tell whether somebody may be matched now, as the index asks."""
    with gallery.read(Action.VIEW_PEOPLE) as session:
        return people.get(session, gallery.vault, person).matchable(gallery.clock())


def test_withdrawal_holds_at_once_and_a_new_basis_too(tmp_path: Path) -> None:
    """The newest statement decides whether somebody may be matched; all are kept, with who wrote them."""
    operator = "7" * 32
    with small_gallery(tmp_path, Actor(operator)) as gallery:
        ada = enrol(gallery, "Ada").uuid
        assert matchable(gallery, ada)
        withdrawn = consent.withdraw(gallery, ada, "by telephone")
        assert (withdrawn.basis, withdrawn.operator) == ("consent", operator)
        assert not matchable(gallery, ada)
        renewed = consent.give(gallery, ada, given(how="signed again"))
        assert matchable(gallery, ada)
        assert [each.how for each in consent.history(gallery, ada)] == [
            "signed",
            "by telephone",
            "signed again",
        ]
        assert consent.history(gallery, ada)[-1] == renewed
        kinds = [each.kind for each in audit.events(gallery)]
        assert kinds[:2] == ["consent.given", "consent.withdrawn"]
        assert audit.verify(gallery).holds


def test_expiry_holds_at_its_moment(tmp_path: Path) -> None:
    """Nothing has to be written for it."""
    clock = Clock()
    with small_gallery(tmp_path, clock=clock) as gallery:
        ada = enrol(gallery, "Ada", basis=given(expires=START + timedelta(days=30))).uuid
        clock.forward(days=30, microseconds=-1)
        assert matchable(gallery, ada)
        clock.forward(microseconds=1)
        assert not matchable(gallery, ada)


def test_a_refused_statement_changes_nothing(tmp_path: Path) -> None:
    """No row and no event."""
    with small_gallery(tmp_path) as gallery:
        ada = enrol(gallery, "Ada").uuid
        with pytest.raises(ConsentNotValid):
            consent.give(gallery, ada, given(basis="nonsense"))
        with pytest.raises(PersonNotFound):
            consent.withdraw(gallery, "0" * 32)
        assert len(consent.history(gallery, ada)) == 1
        assert audit.count(gallery) == 1


def test_a_basis_cannot_be_backdated(tmp_path: Path) -> None:
    """Moment, status and operator are the program's, whatever is asked for."""
    with small_gallery(tmp_path) as gallery:
        ada = enrol(gallery, "Ada").uuid
        asked = given(at=START - timedelta(days=9), status=ConsentStatus.WITHDRAWN, operator="somebody")
        stated = consent.give(gallery, ada, asked)
    assert (stated.at, stated.status, stated.operator) == (START, ConsentStatus.GIVEN, None)


def test_texts_are_added_and_never_changed(tmp_path: Path) -> None:
    """Each gets the next version; one that was changed from outside shows in the audit check."""
    with small_gallery(tmp_path) as gallery:
        assert list(consent.texts(gallery)) == ["1"]
        assert consent.add_text(gallery, "  I agree.  ") == "2"
        assert consent.add_text(gallery, "I agree to all.") == "3"
        assert list(consent.texts(gallery).values())[1:] == ["I agree.", "I agree to all."]
        assert audit.verify(gallery).holds
        with gallery.store.transaction() as session:
            settings.put(
                session, "consent_texts", {"2": "I agree to something else.", "3": "I agree to all."}
            )
        (finding,) = audit.verify(gallery, Depth.STATE).findings
    assert (finding.kind, finding.subject) == (FindingKind.RULE_CHANGED, "consent_texts")


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_a_text_has_a_sensible_length(tmp_path: Path, text: str) -> None:
    """Neither nothing nor a book."""
    with small_gallery(tmp_path) as gallery, pytest.raises(SettingError):
        consent.add_text(gallery, text)


def test_the_shipped_text_leaves_the_facts_open(tmp_path: Path) -> None:
    """Whoever uses it fills in who keeps what and for how long."""
    with small_gallery(tmp_path) as gallery:
        text = consent.texts(gallery)["1"]
    assert all(f"{{{name}}}" in text for name in ("organisation", "purpose", "expiry", "years"))


def test_an_auditor_neither_sees_nor_changes_anybodys_basis(tmp_path: Path) -> None:
    """He reads events, not people."""
    attempts: tuple[Callable[[Gallery], object], ...] = (
        lambda gallery: consent.give(gallery, "x", given()),
        lambda gallery: consent.withdraw(gallery, "x"),
        lambda gallery: consent.history(gallery, "x"),
        consent.texts,
        lambda gallery: consent.add_text(gallery, "x"),
    )
    with small_gallery(tmp_path, Actor(None, Role.AUDITOR)) as gallery:
        for attempt in attempts:
            with pytest.raises(PermissionDenied):
                attempt(gallery)
