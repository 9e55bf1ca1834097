"""The settings in words, section by section."""

from __future__ import annotations

from faceid_desktop.gui.evidence.words import BAN
from faceid_desktop.gui.languages import available_languages
from faceid_desktop.gui.settings.fields import (
    FPIR,
    Count,
    Decimal,
    Editor,
    Field,
    Flag,
    OneIn,
    Pick,
    Place,
    Section,
    SectionKey,
)
from faceid_desktop.gui.words import tr


def catalogue() -> tuple[Section, ...]:
    """Return all sections in the language of the window."""
    return (
        Section(
            SectionKey.APPEARANCE, tr("Appearance"), "compare",
            tr("How the window looks and moves."), tr("look style"), _appearance(),
        ),
        Section(
            SectionKey.RECOGNITION, tr("Recognition"), "model",
            tr("When two faces count as one person, and what computes it."),
            tr("model bundle licence card accuracy"), _recognition(),
        ),
        Section(
            SectionKey.CAMERA, tr("Camera"), "camera",
            tr("The cameras of this computer, and whether they give a picture."), tr("webcam test check"),
        ),
        Section(
            SectionKey.LIVENESS, tr("Liveness"), "face",
            tr("Whether a living person stands before the camera, or a picture of one."),
            tr("spoof presentation attack"), _liveness(),
        ),
        Section(
            SectionKey.PRIVACY, tr("Privacy and gallery"), "hidden",
            tr("What is kept, how long, and when the gallery locks. These rules belong to the gallery."),
            tr("GDPR BIPA data protection"), _privacy(),
        ),
        Section(
            SectionKey.KEYS, tr("Keys"), "lock",
            tr("What opens the gallery. All of it is encrypted under one key; each of these is a way to it."),
            tr("passphrase password recovery code keyring print encryption"),
        ),
        Section(
            SectionKey.OPERATORS, tr("Operators and roles"), "people",
            tr("Who may log in, and what each of them may do."),
            tr("accounts login password administrator auditor user"),
        ),
        Section(
            SectionKey.BACKUP, tr("Backup"), "save",
            tr("Copies of the whole gallery, encrypted as it is and checked after they are written."),
            tr("restore copy"), _backup(),
        ),
        Section(
            SectionKey.UPDATES, tr("Updates"), "import",
            tr("Which version this is, and how a newer one comes."), tr("version upgrade"), _updates(),
        ),
        Section(
            SectionKey.ABOUT, tr("About"), "logo",
            tr("The program, the licences of its parts, and help when something is wrong."),
            tr("licence licences diagnostics log help manual"),
        ),
    )  # fmt: skip


def _program(name: str, section: SectionKey, words: tuple[str, str], editor: Editor, also: str = "") -> Field:
    return Field(name, Place.PROGRAM, section, *words, editor, also, at_next_start=name == "device")


def _rule(name: str, section: SectionKey, words: tuple[str, str], editor: Editor, also: str = "") -> Field:
    return Field(name, Place.GALLERY, section, *words, editor, also)


def _appearance() -> tuple[Field, ...]:
    place = SectionKey.APPEARANCE
    return (
        _program(
            "theme", place,
            (tr("Theme"), tr("The colours of the window. High contrast is for eyes that need it.")),
            Pick(
                (
                    ("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark")),
                    ("high_contrast", tr("High contrast")),
                )
            ),
            tr("dark mode colours contrast night"),
        ),
        _program(
            "language", place,
            (tr("Language"), tr("Of the whole window, from the moment you choose it.")),
            Pick(tuple((each.code, each.name) for each in available_languages())),
            # In every language, for whoever cannot read the present one.
            "language Sprache 语言 idioma",
        ),
        _program(
            "motion", place,
            (tr("Motion"), tr("Whether things on screen may glide and fade.")),
            Pick((("system", tr("As the system")), ("full", tr("Full")), ("reduced", tr("Reduced")))),
            tr("animation"),
        ),
    )  # fmt: skip


def _recognition() -> tuple[Field, ...]:
    place = SectionKey.RECOGNITION
    return (
        _program(
            "same_fmr", place,
            (
                tr("False matches of comparisons"),
                tr("Two photos count as one person only if at most this share of strangers look as alike."),
            ),
            OneIn(1_000_000_000), tr("operating point threshold FMR security"),
        ),
        _program(
            "different_llr", place,
            (
                tr("Different people below"),
                tr("In bans: at 0 the evidence points neither way, at -1 it is ten to one against."),
            ),
            Decimal(-43.0, 43.0, 1.0 / BAN, tr(" bans"), 2), tr("threshold grey zone likelihood ratio"),
        ),
        _program(
            "prior", place,
            (
                tr("Belief before looking"),
                tr("How often two compared photos show one person. Only the shown probability uses it."),
            ),
            Decimal(0.0001, 99.9999, 100.0, tr(" %"), 4), tr("prior probability"),
        ),
        _rule(
            FPIR, place,
            (
                tr("False alarms of searches"),
                tr("Of searches for people who are not enrolled, at most this share may give a name."),
            ),
            OneIn(1_000_000), tr("identification threshold FPIR watch list alert"),
        ),
        _program(
            "device", place,
            (tr("Compute on"), tr("The graphics card is faster; without one the processor does it.")),
            Pick((("auto", tr("What is there")), ("cpu", tr("Processor")), ("cuda", tr("NVIDIA GPU")))),
            tr("gpu cpu cuda graphics card speed"),
        ),
    )  # fmt: skip


def _liveness() -> tuple[Field, ...]:
    place = SectionKey.LIVENESS
    options = Pick((("off", tr("Off")), ("advise", tr("Advise")), ("require", tr("Require"))))
    return (
        _program(
            "liveness_enrol", place,
            (tr("At enrolment"), tr("Advise shows what the check found; require refuses who does not pass.")),
            options, tr("photo of a photo replay"),
        ),
        _program(
            "liveness_identify", place,
            (tr("At identification"), tr("The same before the camera of the Identify page.")),
            options, tr("photo of a photo replay"),
        ),
    )  # fmt: skip


def _privacy() -> tuple[Field, ...]:
    place = SectionKey.PRIVACY
    return (
        _rule(
            "people_retention_days", place,
            (
                tr("Keep people for"),
                tr("After so long without contact a person is listed as due for erasure; a human decides."),
            ),
            Count(0, 36_500, _days, tr("ever")), tr("retention delete years"),
        ),
        _rule(
            "grace_days", place,
            (
                tr("Grace period of erasures"),
                tr("So long an ordered erasure can be taken back; nobody is matched with the person."),
            ),
            Count(0, 90, _days, tr("none, at once")), tr("delete undo"),
        ),
        _rule(
            "record_sightings", place,
            (tr("Record who was seen"), tr("Write down when and where enrolled people were identified.")),
            Flag(), tr("sightings log"),
        ),
        _rule(
            "record_strangers", place,
            (
                tr("Record strangers too"),
                tr("Also people who are not enrolled. They never agreed to it: check whether you may."),
            ),
            Flag(), tr("sightings unknown"),
        ),
        _rule(
            "sightings_retention_days", place,
            (tr("Keep sightings for"), tr("Older ones go by themselves.")),
            Count(1, 3_650, _days), tr("retention delete"),
        ),
        _rule(
            "lock_after_minutes", place,
            (
                tr("Lock when idle for"),
                tr("Without input the gallery locks, if it needs a passphrase or password to open."),
            ),
            Count(0, 480, _minutes, tr("never")), tr("timeout security"),
        ),
        _rule(
            "lock_on_suspend", place,
            (tr("Lock when the computer sleeps"), tr("Whoever wakes it has to unlock the gallery.")),
            Flag(), tr("suspend lid security"),
        ),
    )  # fmt: skip


def _backup() -> tuple[Field, ...]:
    place = SectionKey.BACKUP
    return (
        _rule(
            "backup_every_days", place,
            (
                tr("Back up by itself every"),
                tr("Made when the gallery is opened and the last one is that old."),
            ),
            Count(0, 365, _days, tr("never")), tr("schedule automatic"),
        ),
        _rule(
            "backups_kept", place,
            (tr("Backups kept"), tr("When there are more of its own, the oldest goes.")),
            Count(1, 100, _copies), tr("schedule number"),
        ),
    )  # fmt: skip


def _updates() -> tuple[Field, ...]:
    return (
        _program(
            "update_check", SectionKey.UPDATES,
            (
                tr("Look for newer versions"),
                tr("Once a day the maker's page is asked. Nothing about you or the gallery is told."),
            ),
            Pick((("off", tr("Only when I ask")), ("on", tr("By itself")))), tr("automatic internet"),
        ),
    )  # fmt: skip


def _days(n: int) -> str:
    return tr("%n days", "", n)


def _minutes(n: int) -> str:
    return tr("%n minutes", "", n)


def _copies(n: int) -> str:
    return tr("%n copies", "", n)
