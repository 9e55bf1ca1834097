"""Twenty more people and two hundred strangers: ``python -m tests.campaign.twenty``.

Enrols the first people of split "test" with some photos each, searches for their other photos and for one
photo of each stranger, at the program's own threshold, and prints rank 1, misses and false alarms.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from faceid_desktop.services.bootstrap import build_engine
from faceid_desktop.settings import Settings
from tests.campaign.identification import measure, templates, unpack
from tests.helpers.data import shared_data


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--enrolled", type=int, default=4, help="photos of each of them")
    parser.add_argument("--strangers", type=int, default=200)
    options = parser.parse_args(arguments)
    engine = build_engine(Settings(), device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        photos = unpack(shared_data(), Path(folder))
        names = sorted(name for name, paths in photos.items() if len(paths) > options.enrolled)
        known = names[: options.people]
        strangers = [name for name in sorted(photos) if name not in known][: options.strangers]
        wanted = {name: photos[name][options.enrolled :] for name in known}
        wanted |= {name: photos[name][:1] for name in strangers}
        probes, lost = templates(engine, wanted)
        first = {name: photos[name][: options.enrolled] for name in known}
        report = {
            "model_id": engine.bundle.model_id,
            "people": len(known),
            "photos_each": options.enrolled,
            "strangers_searched": sum(probe.person in strangers for probe in probes),
            "probes_without_a_template": lost,
            **measure(engine, Path(folder) / "gallery", first, probes),
        }
    json.dump(report, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
