"""``faceid operators``: local accounts, their roles and passwords."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.gallery_options import GalleryCommon, ask, open_for, read_secret, with_gallery
from faceid_desktop.cli.output import print_json, print_line, print_table

if TYPE_CHECKING:
    from faceid_desktop.gallery.records import OperatorRecord

app = typer.Typer(help="Manage the accounts of those who use the gallery.", no_args_is_help=True)


class RoleChoice(StrEnum):
    """What an operator may do; the words of `gallery.schema.Role`."""

    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    AUDITOR = "auditor"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The login.")]
RoleHelp = "administrator: everything; operator: daily work with people; auditor: the audit log only."
NewPasswordOption = Annotated[
    Path | None, typer.Option(help="File with the new password; - reads it. Without it you are asked.")
]


def list_(common: GalleryCommon) -> None:
    """List the accounts; without any the gallery is in single-user mode."""
    from faceid_desktop.services import operators

    with open_for(common) as gallery:
        found = operators.everyone(gallery)
    if common.as_json:
        print_json([_plain(each) for each in found])
    elif not found:
        print_line("Single-user mode: nobody logs in. The first account, an administrator's, ends it.")
    else:
        rows = [(each.login, each.role, f"{each.created:%Y-%m-%d}", each.uuid[:12]) for each in found]
        print_table("Operators", ("Login", "Role", "Since", "Id"), rows)


def add(
    common: GalleryCommon,
    name: NameArgument,
    role: Annotated[RoleChoice, typer.Option(help=RoleHelp)] = RoleChoice.OPERATOR,
    new_password_file: NewPasswordOption = None,
) -> None:
    """Add an account; the first one ends single-user mode and brings a recovery code, shown this once."""
    from faceid_desktop.gallery.schema import Role
    from faceid_desktop.services import operators

    with open_for(common) as gallery:
        password = _new_password(new_password_file, name)
        added = operators.add(gallery, name, Role(role), password)
    if common.as_json:
        print_json({**_plain(added.operator), "recovery_code": added.recovery_code})
        return
    print_line(f"Added {added.operator.login} as {added.operator.role}.")
    if added.recovery_code is not None:
        print_line("From now on somebody has to log in (--login). Print this code and lock it away:")
        print_line(added.recovery_code, "bold")


def role(
    common: GalleryCommon,
    name: NameArgument,
    new_role: Annotated[RoleChoice, typer.Argument(metavar="ROLE", help=RoleHelp)],
) -> None:
    """Give an account another role."""
    from faceid_desktop.gallery.schema import Role
    from faceid_desktop.services import operators

    with open_for(common) as gallery:
        changed = operators.set_role(gallery, name, Role(new_role))
    _tell(common, changed, f"{changed.login} is {changed.role} from the next login on.")


def password(
    common: GalleryCommon,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Whose; without it your own (give --login).")
    ] = None,
    new_password_file: NewPasswordOption = None,
) -> None:
    """Change your own password, or give somebody another one as an administrator."""
    from faceid_desktop.services import operators

    own = name is None or (common.login is not None and name.casefold() == common.login.casefold())
    login = common.login if own else name
    if login is None:
        raise typer.BadParameter("Say whose password, or log in with --login.")
    secret = common.secret() if own else None
    with open_for(common, secret=secret) as gallery:
        new = _new_password(new_password_file, login)
        if own and secret is not None:
            operators.change_password(gallery, secret.text, new)
        else:
            operators.reset_password(gallery, login, new)
    if common.as_json:
        print_json({"login": login, "changed": True})
    else:
        print_line("Changed.")


def remove(common: GalleryCommon, name: NameArgument) -> None:
    """Remove an account."""
    from faceid_desktop.services import operators

    with open_for(common) as gallery:
        removed = operators.remove(gallery, name)
    _tell(common, removed, f"Removed {removed.login}.")


def login_check(common: GalleryCommon) -> None:
    """Check that a login (--login) and its password open the gallery, and say as what."""
    if common.login is None:
        raise typer.BadParameter("Give the login with --login.")
    with open_for(common) as gallery:
        actor = gallery.actor
    if common.as_json:
        print_json({"login": common.login, "id": actor.operator, "role": actor.role})
    else:
        print_line(f"{common.login} opens the gallery as {actor.role}.")


def turn_off(
    common: GalleryCommon,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove all accounts: back to single-user mode, in which this computer opens the gallery by itself."""
    from faceid_desktop.cli.words import WAYS_IN
    from faceid_desktop.gallery.keyring_slot import system_keyring
    from faceid_desktop.gallery.places import GalleryPlaces
    from faceid_desktop.services import operators
    from faceid_desktop.services.unlocking import Keeper

    if not yes and not common.as_json:
        typer.confirm("Remove all accounts?", abort=True, err=True)
    with open_for(common) as gallery:
        kept = operators.turn_off(gallery, Keeper(GalleryPlaces(common.paths), system_keyring()))
    if common.as_json:
        print_json({"opened_by": kept})
    else:
        print_line(f"Single-user mode: the gallery opens with {WAYS_IN[kept]}.")


def _new_password(file: Path | None, login: str) -> str:
    return read_secret(file) if file is not None else ask(f"New password of {login}", twice=True)


def _plain(operator: OperatorRecord) -> dict[str, Any]:
    return {
        "id": operator.uuid,
        "login": operator.login,
        "role": operator.role,
        "created": operator.created.isoformat(),
    }


def _tell(common: GalleryCommon, operator: OperatorRecord, sentence: str) -> None:
    if common.as_json:
        print_json(_plain(operator))
    else:
        print_line(sentence)


app.command("list")(with_gallery(list_))
app.command("add")(with_gallery(add))
app.command("role")(with_gallery(role))
app.command("password")(with_gallery(password))
app.command("remove")(with_gallery(remove))
app.command("login-check")(with_gallery(login_check))
app.command("turn-off")(with_gallery(turn_off))
