"""``faceid rules``: how long a gallery keeps things, when it locks, what it records."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon, open_for, with_gallery
from faceid_desktop.cli.output import print_json, print_table

app = typer.Typer(help="Show or change the rules of the gallery.", no_args_is_help=True)


def show(common: GalleryCommon) -> None:
    """Show all rules."""
    from faceid_desktop.services.access import Action
    from faceid_desktop.services.rules import load_rules

    with open_for(common) as gallery, gallery.read(Action.VIEW_AUDIT) as session:
        found = asdict(load_rules(session))
    _tell(common, found)


def change(
    common: GalleryCommon,
    name: Annotated[str, typer.Argument(metavar="RULE", help="Its name; see 'rules show'.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="A number, or true or false.")],
) -> None:
    """Change a rule; the audit log tells of it."""
    from faceid_desktop.services.rules import change_rule

    with open_for(common) as gallery:
        found = asdict(change_rule(gallery, name, _parsed(value)))
    _tell(common, found)


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _tell(common: GalleryCommon, found: dict[str, Any]) -> None:
    from faceid_desktop.services.rules import rules

    if common.as_json:
        print_json(found)
        return
    allowed = rules()
    print_table(
        "Rules",
        ("Rule", "Value", "Allowed"),
        [(name, json.dumps(found[name]), allowed[name]) for name in found],
    )


app.command("show")(with_gallery(show))
app.command("change")(with_gallery(change))
