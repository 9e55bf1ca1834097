"""How a command gets the unlocked gallery: the options for it, and the secret from a file or the keyboard."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.cli.common import Common, with_common
from faceid_desktop.cli.output import print_error
from faceid_desktop.cli.words import AUDIT_BROKEN, GALLERY_WARNINGS
from faceid_desktop.errors import KeyMissing

if TYPE_CHECKING:
    from faceid_desktop.services.opening import OpenGallery
    from faceid_desktop.services.unlocking import Secret

_STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class GalleryCommon(Common):
    """The common options of a command that works on the gallery."""

    login: str | None = None
    passphrase_file: Path | None = None
    recovery_code_file: Path | None = None

    def secret(self) -> Secret | None:
        """Return what the user gave to open the gallery; a login without a file asks for the password."""
        from faceid_desktop.gallery.schema import SlotKind
        from faceid_desktop.services.unlocking import Secret

        if self.recovery_code_file is not None:
            return Secret(SlotKind.RECOVERY, read_secret(self.recovery_code_file))
        if self.login is not None:
            file = self.passphrase_file
            text = read_secret(file) if file is not None else ask(f"Password of {self.login}")
            return Secret(SlotKind.PASSWORD, text, self.login)
        if self.passphrase_file is not None:
            return Secret(SlotKind.PASSPHRASE, read_secret(self.passphrase_file))
        return None


@contextmanager
def open_for(
    common: GalleryCommon, *, create: bool = False, secret: Secret | None = None
) -> Iterator[OpenGallery]:
    """Open and unlock the gallery for one command and close it afterwards.

    Without a secret this machine's own is taken; where it keeps none, a person at a terminal is asked.

    Parameters
    ----------
    common
        The options of the command.
    create
        Begin a gallery if there is none.
    secret
        What the options give, where the command has read it already.

    Raises
    ------
    GalleryError
        If it cannot be opened or unlocked.
    """
    from faceid_desktop.gallery.schema import SlotKind
    from faceid_desktop.services.opening import close_gallery, open_gallery
    from faceid_desktop.services.unlocking import Secret

    try:
        gallery = open_gallery(common.paths, secret or common.secret(), create)
    except KeyMissing:
        if not sys.stdin.isatty():
            raise
        gallery = open_gallery(common.paths, Secret(SlotKind.PASSPHRASE, ask("Passphrase of the gallery")))
    try:
        for warning in gallery.warnings:
            print_error(GALLERY_WARNINGS[warning], "Warning: ")
        if not gallery.audit.holds:
            print_error(AUDIT_BROKEN, "Warning: ")
        yield gallery
    finally:
        close_gallery(gallery)


def with_gallery(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose first parameter is a `GalleryCommon` the options for it, and the common ones."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    options = list(inspect.signature(_options, eval_str=True).parameters.values())

    @functools.wraps(command)
    def wrapper(common: Common, **arguments: Any) -> None:
        shared = {each.name: getattr(common, each.name) for each in fields(Common)}
        chosen = {option.name: arguments.pop(option.name) for option in options}
        command(GalleryCommon(**shared, **chosen), **arguments)

    first = inspect.Parameter("common", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Common)
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *options)]
    wrapper.__signature__ = inspect.Signature([first, *parameters])  # type: ignore[attr-defined]
    return with_common(wrapper)


def ask(prompt: str, *, twice: bool = False) -> str:
    """Ask for a secret at the terminal without showing it."""
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True))


def read_secret(path: Path) -> str:
    """Read a secret from a file, or from standard input if it is called "-", without its final newline.

    Raises
    ------
    typer.BadParameter
        If it cannot be read as text.
    """
    try:
        content = sys.stdin.read() if path == _STANDARD_INPUT else path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"Cannot read {path}.") from error
    return content.rstrip("\r\n")


def _options(
    login: Annotated[
        str | None, typer.Option(help="Log in as this operator; asks for the password.", metavar="NAME")
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(help="File with the gallery's passphrase, or with the password of --login; - reads it."),
    ] = None,
    recovery_code_file: Annotated[
        Path | None, typer.Option(help="File with the printed recovery code; - reads it.")
    ] = None,
) -> None:
    """Declare the options; only its signature is used."""
