"""How smoothly the People page scrolls and searches: ``python -m tests.campaign.people_scroll``.

A made-up gallery of so many people is shown in a real window (under ``xvfb-run`` on a machine without a
display). A frame is what the window's thread does from the setting of the scroll bar until everything that it
uncovered is painted and nothing is left to do; faces are decoded on the database's thread as in the program.
A search is timed from the last key to the painted result, without the pause that typing waits for. Beside the
time on the clock stands the processor time of the window's thread, which other programs do not lengthen.
Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import numpy as np
from PySide6.QtCore import QBuffer, QEventLoop
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication

from faceid_desktop.gallery.records import ConsentEntry, PersonDetails, PersonRecord
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui.latency import EventLoopProbe
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.gui.people.thumbnails import ThumbnailStore
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.services.directory import directory_of
from faceid_desktop.services.roster import Listing, Query, Roster
from faceid_desktop.services.rules import GalleryRules

NOW = datetime(2026, 11, 21, tzinfo=UTC)
_FIRST = ("Ada", "Ben", "Chen", "Dora", "Emil", "Farah", "Gil", "Hana", "Ivo", "Jun", "Kai", "Lena")
_LAST = ("Abel", "Brandt", "Costa", "Diaz", "Eriksen", "Fischer", "Garcia", "Huang", "Ito", "Jansen")


def person(number: int, draw: random.Random) -> PersonRecord:
    """Make up a person."""
    at = NOW - timedelta(hours=draw.randrange(20_000))
    ends = NOW + timedelta(days=draw.randrange(-20, 900))
    consent = ConsentEntry(at, ConsentStatus.GIVEN, "consent", "1", "desk", expires=ends)
    name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)} {number}"
    details = PersonDetails(name, f"R-{number}", "", (draw.choice(("staff", "guest", "night")),))
    return PersonRecord(f"{number:032x}", details, number % 97 == 0, at, at, at, None, 1, 3, consent)


def face() -> bytes:
    """Paint a picture of the size of a thumbnail."""
    image = QImage(112, 112, QImage.Format.Format_RGB32)
    image.fill(QColor(120, 140, 160))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "WEBP")
    return bytes(buffer.data().data())


class Stopwatch:
    """Collects times on the clock and of this thread's processor."""

    def __init__(self) -> None:
        self._clock_ms: list[float] = []
        self._processor_ms: list[float] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time a block."""
        clock, processor = time.perf_counter(), time.thread_time()
        yield
        self._clock_ms.append((time.perf_counter() - clock) * 1000)
        self._processor_ms.append((time.thread_time() - processor) * 1000)

    def figures(self) -> dict[str, dict[str, float]]:
        """Return median, 99th percentile and maximum of both."""
        return {"clock": _summary(self._clock_ms), "processor": _summary(self._processor_ms)}


def _summary(times_ms: Sequence[float]) -> dict[str, float]:
    median, high, most = np.percentile(times_ms, (50, 99, 100))
    return {"median_ms": round(median, 2), "p99_ms": round(high, 2), "max_ms": round(most, 2)}


class Bench:
    """A page with its people, and what is done to it."""

    def __init__(self, people: int) -> None:
        draw = random.Random(1)  # noqa: S311 - nothing depends on it
        self.db = Worker(name="db")
        theme, picture = Theme("light"), face()
        theme.install(QApplication.instance())  # type: ignore[arg-type]
        thumbnails = ThumbnailStore(self.db)
        thumbnails.use(lambda _: picture)
        self.page = PeoplePage(theme, thumbnails)
        begin = time.perf_counter()
        directory = directory_of(person(number, draw) for number in range(people))
        made = time.perf_counter()
        self.roster = Roster(directory, GalleryRules(), NOW)
        self.prepared = {"directory_s": made - begin, "roster_s": time.perf_counter() - made}
        self.shown, self.listing, self.showing = 0, Stopwatch(), Stopwatch()
        self.page.listing_wanted.connect(self._look)
        self.page.resize(1500, 950)
        self.page.show()

    def _look(self, query: Query) -> None:
        def done(listing: Listing) -> None:
            with self.showing.running():
                self.page.show_listing(listing)
                QApplication.processEvents()
            self.shown += 1

        def work() -> Listing:
            with self.listing.running():
                return self.roster.list(query)

        self.db.run("people", work, done, lambda _: None)

    def look(self) -> None:
        """Look for what the page asks for and wait until it is painted."""
        before = self.shown
        self.page.look()
        self.wait(lambda: self.shown > before)

    def wait(self, ready: Callable[[], bool]) -> None:
        """Run the event loop until something is so."""
        while not ready():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)

    def scroll(self, view: QAbstractItemView, steps: int, step_px: int) -> dict[str, dict[str, float]]:
        """Scroll down in steps; after each one events are handled as in the program."""
        bar, watch = view.verticalScrollBar(), Stopwatch()
        bar.setValue(0)
        self.wait(lambda: not self.db.busy)
        for _ in range(steps):
            with watch.running():
                bar.setValue(bar.value() + step_px)
                QApplication.processEvents()
            time.sleep(0.004)  # the worker decodes faces meanwhile, as between two frames of a screen
        return watch.figures()

    def type(self, texts: Sequence[str]) -> dict[str, object]:
        """Type letter after letter, waiting for each result; also how long the event loop stood still."""
        probe, watch = EventLoopProbe(), Stopwatch()
        self.listing, self.showing = Stopwatch(), Stopwatch()
        probe.start()
        for text in texts:
            for end in range(1, len(text) + 1):
                self.page.search.setText(text[:end])
                with watch.running():
                    self.look()
        probe.stop()
        told = {
            "key to painted result": watch.figures()["clock"],
            "looking up, worker's thread": self.listing.figures(),
            "showing, window's thread": self.showing.figures(),
            "event_loop": probe.figures(),
        }
        self.page.search.clear()
        self.look()
        return told


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--frames", type=int, default=600)
    chosen = arguments.parse_args()
    app = QApplication([])
    bench = Bench(chosen.people)
    begin = time.perf_counter()
    bench.look()
    told: dict[str, object] = {"people": chosen.people, **bench.prepared}
    told["first_listing_ms"] = round((time.perf_counter() - begin) * 1000, 1)
    told["cards, 40 px a frame"] = bench.scroll(bench.page.grid, chosen.frames, 40)
    told["cards, a page a frame"] = bench.scroll(bench.page.grid, chosen.frames, 850)
    bench.page.table_button.click()
    told["table, 40 px a frame"] = bench.scroll(bench.page.table, chosen.frames, 40)
    bench.page.grid_button.click()
    told["search, a key"] = bench.type(("hana", "garcia 4", "r-99", "night"))
    bench.db.close()
    sys.stdout.write(json.dumps(told, indent=2) + "\n")
    bench.page.close()
    app.quit()


if __name__ == "__main__":
    main()
