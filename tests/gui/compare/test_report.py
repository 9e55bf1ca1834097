"""Reports as text, PDF and PNG."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from faceid_desktop.core.records import Outcome, QualityReason
from faceid_desktop.errors import OutputError
from faceid_desktop.gui.compare.report import png_bytes, save_report
from tests.gui.evidence.test_panel import make_report
from tests.gui.fakes import make_comparison


def test_the_text_holds_verdict_figures_names_and_model() -> None:
    """Who gets the text needs nothing else to judge it."""
    text = make_report(make_comparison(), interim=True).text()
    for part in (
        "Likely the same person", "about 1,200 times", "1 in 40,000, 95 %: 28,000 to 61,000",
        "+3.1 bans", "first.jpg",
        "second.jpg", "fake-1.0+12345678", "Interim model", "not proof of identity", "2026-01-02 03:04",
    ):  # fmt: skip
        assert part in text


def test_the_text_says_why_a_photo_is_poor() -> None:
    """Reasons are part of the evidence."""
    reasons = ((QualityReason.BLURRED,), ())
    text = make_report(make_comparison(Outcome.POOR_QUALITY, reasons=reasons)).text()
    assert "Photo A: The face is blurred." in text


def test_a_report_is_saved_as_pdf(qapp: QApplication, tmp_path: Path) -> None:
    """One page of PDF, at the path that was asked for, in a folder with a name of any script."""
    path = save_report(make_report(make_comparison()), tmp_path / "отчёт" / "a b.pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1


def test_a_report_is_saved_as_png(qapp: QApplication, tmp_path: Path) -> None:
    """The picture is a page at twice the resolution of a screen, and not empty."""
    path = save_report(make_report(make_comparison()), tmp_path / "a.PNG")
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1588, 2246)
    colours = {image.pixel(x, y) for x in range(0, 1588, 9) for y in range(0, 2246, 9)}
    assert len(colours) > 10


def test_two_verdicts_make_two_pictures(qapp: QApplication) -> None:
    """What is drawn depends on the evidence."""
    same, different = (make_report(make_comparison(each)) for each in (Outcome.SAME, Outcome.DIFFERENT))
    assert png_bytes(same) != png_bytes(different)


def test_a_folder_that_cannot_be_written_is_a_known_error(qapp: QApplication, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError) as caught:
        save_report(make_report(make_comparison()), tmp_path / "file" / "a.pdf")
    assert caught.value.data["path"] == str(tmp_path / "file" / "a.pdf")
