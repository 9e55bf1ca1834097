"""The options that every command has, and what they give: folders, settings and the engine."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceid_desktop.errors import SettingError
from faceid_desktop.logs import logger, setup_logging
from faceid_desktop.paths import DATA_DIR_VARIABLE, AppPaths, app_paths
from faceid_desktop.settings import Settings, load_settings

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine


class Device(StrEnum):
    """Where the networks run."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True)
class Common:
    """The common options of one call."""

    as_json: bool = False
    device: Device | None = None
    data_dir: Path | None = None
    model: Path | None = None

    @property
    def paths(self) -> AppPaths:
        """The folders of the user."""
        return app_paths(self.data_dir)

    def settings(self) -> Settings:
        """Read the settings file.

        Raises
        ------
        SettingError
            If it cannot be read or holds a forbidden value.
        """
        return load_settings(self.paths.settings_file)

    def log_level(self) -> str:
        """Return the setting; the usual level where the settings cannot be read, which commands tell."""
        try:
            return self.settings().log_level
        except SettingError:
            return Settings().log_level

    def chosen_device(self) -> str:
        """Return the device that was asked for: the option, else the setting."""
        return str(self.device) if self.device is not None else self.settings().device

    def engine(self) -> Engine:
        """Load the models; this imports torch, which takes seconds.

        Raises
        ------
        KnownError
            If the settings, the model or the device are not right.
        """
        settings, device = self.settings(), self.chosen_device()
        from faceid_desktop.services.bootstrap import build_engine

        return build_engine(settings, self.model, device)


def with_common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose first parameter is a `Common` the four common options instead of it.

    Typer reads the signature, so the wrapper shows the command's own parameters followed by the options.
    """
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    shared = list(inspect.signature(_options, eval_str=True).parameters.values())
    names = [parameter.name for parameter in shared]

    @functools.wraps(command)
    def wrapper(**arguments: Any) -> None:
        common = Common(**{name: arguments.pop(name) for name in names})
        setup_logging(common.paths, common.log_level())
        logger("cli").debug("command %s", command.__name__)
        command(common, **arguments)

    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *shared)]
    wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {each.name: each.annotation for each in parameters}
    return wrapper


def _options(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON for programs.")] = False,
    device: Annotated[
        Device | None,
        typer.Option(
            help="Where the networks run; auto takes a GPU when there is one. Without it the setting decides."
        ),
    ] = None,
    data_dir: Annotated[
        Path | None,
        typer.Option(envvar=DATA_DIR_VARIABLE, file_okay=False, help="Folder for data, settings and logs."),
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder of the model bundle. Without it the shipped one is used.")
    ] = None,
) -> None:
    """Declare the common options; only its signature is used."""
