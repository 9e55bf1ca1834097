"""The system's keyring as the keeper of a gallery's secret, where it really is one.

Some backends of ``keyring`` keep nothing (null), refuse everything (fail) or write plain files (those of
``keyrings.alt``); only the ones that the operating system protects with the user's login are used.
"""

from __future__ import annotations

from typing import Protocol

from faceid_desktop.logs import logger

SERVICE = "faceid-desktop"

_TRUSTED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)

_log = logger("gallery")


class Keyring(Protocol):
    """The part of ``keyring.backend.KeyringBackend`` that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret, None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


def system_keyring() -> Keyring | None:
    """Return the keyring of this machine and user, None if there is none that protects anything."""
    import keyring

    backend = keyring.get_keyring()
    for candidate in getattr(backend, "backends", [backend]):
        if f"{type(candidate).__module__}.{type(candidate).__qualname__}" in _TRUSTED:
            return candidate  # type: ignore[no-any-return]
    return None


def store_secret(keyring: Keyring, gallery: str, secret: str) -> bool:
    """Keep a gallery's secret; False if the keyring did not take it or does not give it back."""
    try:
        keyring.set_password(SERVICE, gallery, secret)
        return keyring.get_password(SERVICE, gallery) == secret
    except Exception as error:  # noqa: BLE001 - backends raise errors of their own libraries
        _log.info("the keyring keeps no secret: %s", type(error).__name__)
        return False


def read_secret(keyring: Keyring, gallery: str) -> str | None:
    """Return a gallery's secret; None if it is not there or the user did not open the keyring."""
    try:
        return keyring.get_password(SERVICE, gallery)
    except Exception as error:  # noqa: BLE001
        _log.info("the keyring gives no secret: %s", type(error).__name__)
        return None


def forget_secret(keyring: Keyring, gallery: str) -> None:
    """Remove a gallery's secret, if it is there."""
    try:
        keyring.delete_password(SERVICE, gallery)
    except Exception as error:  # noqa: BLE001
        _log.info("the keyring had no secret to forget: %s", type(error).__name__)
