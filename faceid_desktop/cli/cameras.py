"""``faceid cameras``: the cameras of this computer."""

from __future__ import annotations

from dataclasses import asdict

from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_line, print_table


def cameras(common: Common) -> None:
    """List the cameras; none of them is switched on."""
    from faceid_desktop.services.cameras import list_cameras

    found = list_cameras()
    if common.as_json:
        print_json([asdict(camera) for camera in found])
    elif not found:
        print_line("No camera found.")
    else:
        rows = [(each.index, each.name, each.stable_id, each.path, each.backend) for each in found]
        print_table("Cameras", ("Number", "Name", "Lasting id", "Path", "Backend"), rows)
