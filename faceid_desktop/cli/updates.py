"""``faceid updates``: whether there is a newer version; no other command asks for one."""

from __future__ import annotations

from dataclasses import asdict

import faceid_desktop
from faceid_desktop.cli.common import Common
from faceid_desktop.cli.output import print_json, print_line, print_table


def updates(common: Common) -> None:
    """Ask whether there is a newer version; downloads nothing else and tells nothing about you."""
    from faceid_desktop.services.updates import UpdateCheck, shipped_channel

    newest = UpdateCheck(common.paths, shipped_channel()).newest()
    if common.as_json:
        print_json({"version": faceid_desktop.__version__, "newer": asdict(newest) if newest else None})
    elif newest is None:
        print_line(f"{faceid_desktop.__version__} is the newest version.")
    else:
        print_line(f"Version {newest.version} is there; this is {faceid_desktop.__version__}. {newest.notes}")
        rows = [(each.file, f"{each.bytes / 1e6:.0f} MB", each.sha256) for each in newest.packages]
        print_table("Packages", ("File", "Size", "SHA-256"), rows)
