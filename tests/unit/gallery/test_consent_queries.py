"""Statements on the lawful basis: what is accepted, and which one counts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from faceid_desktop.errors import ConsentNotValid, PersonNotFound, RecordTampered
from faceid_desktop.gallery.queries import consent
from faceid_desktop.gallery.schema import Consent, ConsentStatus
from faceid_desktop.services.access import Action
from tests.helpers.small_gallery import START, add_person, enrol, given, small_gallery


def test_the_newest_statement_counts(tmp_path: Path) -> None:
    """History keeps all of them; the last one written is the current one, with its encrypted part."""
    withdrawn = given(START + timedelta(days=1), status=ConsentStatus.WITHDRAWN, how="by letter")
    with small_gallery(tmp_path) as gallery:
        person = enrol(gallery, "Ada").uuid
        with gallery.change(Action.RECORD_CONSENT) as change:
            consent.add(change.session, gallery.vault, person, withdrawn)
        with gallery.read(Action.VIEW_PEOPLE) as session:
            history = consent.history(session, gallery.vault, person)
            current = consent.current(session, gallery.vault, person)
            states = consent.current_of_all(session)
    assert [entry.status for entry in history] == [ConsentStatus.GIVEN, ConsentStatus.WITHDRAWN]
    assert [entry.how for entry in history] == ["signed", "by letter"]
    assert current == history[-1]
    assert states[person].status is ConsentStatus.WITHDRAWN
    assert states[person].how == ""


def test_nobody_without_a_statement_is_listed(tmp_path: Path) -> None:
    """A person without any statement has no current one."""
    with small_gallery(tmp_path) as gallery:
        with gallery.change(Action.ENROL) as change:
            person = add_person(change, "Ada", photos=0, basis=None).uuid
        with gallery.read(Action.VIEW_PEOPLE) as session:
            assert consent.current(session, gallery.vault, person) is None
            assert consent.current_of_all(session) == {}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"basis": "because"}, "basis"),
        ({"purpose": "  "}, "purpose"),
        ({"text_version": ""}, "text_version"),
        ({"expires": START}, "expired"),
    ],
)
def test_an_incomplete_statement_is_refused(tmp_path: Path, changes: dict[str, object], why: str) -> None:
    """The reason is told as a code, and nothing is stored."""
    with small_gallery(tmp_path) as gallery:
        with pytest.raises(ConsentNotValid) as caught:
            enrol(gallery, "Ada", basis=given(**changes))
        assert caught.value.data["why"] == why
        with gallery.read(Action.VIEW_PEOPLE) as session:
            assert consent.current_of_all(session) == {}


def test_other_bases_need_no_text(tmp_path: Path) -> None:
    """Only consent refers to a text that the person has agreed to."""
    consent.check(given(basis="contract", text_version=""))
    consent.check(given(status=ConsentStatus.WITHDRAWN, basis="", purpose="", text_version=""))


def test_expiry_is_the_first_moment_that_no_longer_counts(tmp_path: Path) -> None:
    """Valid before, not valid at the moment itself."""
    entry = given(expires=START + timedelta(days=1))
    assert entry.valid(START + timedelta(days=1, microseconds=-1))
    assert not entry.valid(START + timedelta(days=1))


def test_a_statement_about_nobody_is_refused(tmp_path: Path) -> None:
    """An unknown uuid is an error."""
    with (
        small_gallery(tmp_path) as gallery,
        gallery.change(Action.RECORD_CONSENT) as change,
        pytest.raises(PersonNotFound),
    ):
        consent.add(change.session, gallery.vault, "0" * 32, given())


def test_a_statement_moved_to_another_person_does_not_open(tmp_path: Path) -> None:
    """The encrypted part is bound to person and row."""
    with small_gallery(tmp_path) as gallery:
        ada, eve = enrol(gallery, "Ada"), enrol(gallery, "Eve")
        with gallery.store.transaction() as session:
            session.execute(text("DROP TRIGGER consent_update_refused"))
            first, second = session.query(Consent).order_by(Consent.id)
            first.person_id, second.person_id = second.person_id, first.person_id
        for person in (ada, eve):
            with gallery.read(Action.VIEW_PEOPLE) as session, pytest.raises(RecordTampered):
                consent.current(session, gallery.vault, person.uuid)
