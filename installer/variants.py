"""The two variants of a package: ``cpu``, small and for everybody, and ``cuda``, for NVIDIA GPUs."""

from __future__ import annotations

from pathlib import Path

from faceid_desktop.services.graphics import torch_build

CPU, CUDA = "cpu", "cuda"
VARIANTS = (CPU, CUDA)


class VariantMismatch(Exception):
    """The torch that would be packaged is not of the variant that the package is named after."""


def tag(variant: str, joint: str = "-") -> str:
    """Return what stands behind the version in the name of a package: nothing for the processor's."""
    return "" if variant == CPU else joint + variant


def require(variant: str, torch: Path | None) -> None:
    """Refuse a torch that does not fit.

    Parameters
    ----------
    variant
        One of `VARIANTS`.
    torch
        Its folder; None if it is not installed.

    Raises
    ------
    VariantMismatch
        With what it is and what to do.
    """
    build = torch_build(torch)
    if build != variant:
        found = f"a build for {build}" if build else "none"
        raise VariantMismatch(
            f"--variant {variant} needs torch for {variant}, here is {found}: "
            "install the other build of torch, or change --variant"
        )


def require_frozen(variant: str, frozen: Path) -> None:
    """Refuse a frozen program of an earlier call that has another variant's torch; stand-ins have none.

    Raises
    ------
    VariantMismatch
        As `require` says.
    """
    torch = frozen / "_internal" / "torch"
    if torch.is_dir():
        require(variant, torch)
