"""Words of the Audit page: kinds of events, findings (`gui.audit.details` has what is noted beside them)."""

from __future__ import annotations

from collections.abc import Mapping

from faceid_desktop.gui.words import tr
from faceid_desktop.services.audit import AuditReport, Depth, Finding, FindingKind


def kind_name(kind: str) -> str:
    """Name a kind of event; one that this version does not know keeps its code."""
    return _kinds().get(kind, kind)


def _kinds() -> Mapping[str, str]:
    return {
        "gallery.created": tr("Gallery begun"), "gallery.unlocked": tr("Gallery unlocked"),
        "gallery.locked": tr("Gallery locked"), "gallery.migrated": tr("Gallery brought up to date"),
        "gallery.backed_up": tr("Backup made"), "gallery.restored": tr("Backup restored"),
        "key.slot_added": tr("Key added"), "key.slot_removed": tr("Key removed"),
        "person.added": tr("Person enrolled"), "person.renamed": tr("Person renamed"),
        "person.tagged": tr("Tags changed"), "person.watched": tr("Watch list changed"),
        "person.merged": tr("Persons merged"), "person.split": tr("Person split"),
        "person.erased": tr("Person erased"), "person.erase_ordered": tr("Erasure ordered"),
        "person.erase_cancelled": tr("Erasure taken back"), "photo.added": tr("Photos added"),
        "photo.moved": tr("Photo moved"), "photo.removed": tr("Photo removed"),
        "template.replaced": tr("Templates made anew"), "model.switched": tr("Model switched"),
        "consent.given": tr("Consent given"), "consent.withdrawn": tr("Consent withdrawn"),
        "sighting.erased": tr("Sightings erased"), "operator.added": tr("Operator added"),
        "operator.role_changed": tr("Role changed"), "operator.removed": tr("Operator removed"),
        "operator.password_changed": tr("Password changed"), "login.failed": tr("Login failed"),
        "login.succeeded": tr("Login"), "import.started": tr("Import started"),
        "import.finished": tr("Import finished"), "export.made": tr("Export made"),
        "not_same.recorded": tr("Two persons told apart"), "duplicate.decided": tr("Look-alike decided"),
        "undo.done": tr("Undone"), "retention.run": tr("Retention carried out"),
        "setting.changed": tr("Rule changed"), "identify.performed": tr("Identification"),
        "audit.accepted": tr("Audit log accepted"), "audit.anchor_missing": tr("The log's note was missing"),
        "audit.ledger_missing": tr("The list of erased persons was missing"),
        "person.erasure_proven": tr("Erasure proven"), "consent.text_added": tr("Consent text added"),
    }  # fmt: skip


def state_words(report: AuditReport) -> tuple[str, str]:
    """Say whether the chain holds: a title and a line."""
    events = tr("%n events", "", report.events)
    if report.holds and report.depth is Depth.CHAIN:
        line = tr("{events} checked when the gallery was opened. “Check now” looks at every record, too.")
        return tr("The audit log holds"), line.format(events=events)
    if report.holds:
        return tr("The audit log holds"), tr("{events} and {people} checked.").format(
            events=events, people=tr("%n people", "", report.people)
        )
    return (
        tr("The audit log does not hold"),
        tr(
            "%n contradictions. Keep the files as they are and tell whoever is responsible.",
            "",
            len(report.findings),
        ),
    )


def finding_line(finding: Finding) -> str:
    """Word a contradiction."""
    text = {
        FindingKind.EVENT_MISSING: tr("Event {number} is missing."),
        FindingKind.EVENT_LINK: tr("Event {number} does not follow the one before it."),
        FindingKind.EVENT_CHANGED: tr("Event {number} was changed."),
        FindingKind.ANCHOR_MISSING: tr(
            "The note on the end of the log is gone; a cut end could not be seen."
        ),
        FindingKind.ANCHOR_CUT: tr("Events are missing at the end, or an older gallery was put back."),
        FindingKind.ANCHOR_OTHER_CHAIN: tr("The log was written anew, or an older gallery was worked on."),
        FindingKind.ANCHOR_UNREADABLE: tr("The note on the end of the log is damaged."),
        FindingKind.PERSON_CHANGED: tr("Person {subject} was changed from outside."),
        FindingKind.PERSON_ROLLED_BACK: tr("An older state of person {subject} was put back."),
        FindingKind.PERSON_MISSING: tr("Person {subject} is gone without an erasure."),
        FindingKind.PERSON_UNKNOWN: tr("The log does not know person {subject}."),
        FindingKind.OPERATOR_CHANGED: tr("Operator {subject} was changed from outside."),
        FindingKind.RULE_CHANGED: tr("The rule {subject} was changed from outside."),
        FindingKind.CONTENT_UNREADABLE: tr("A record was changed from outside: {subject}."),
    }[finding.kind]
    return text.format(number=finding.number, subject=finding.subject)
