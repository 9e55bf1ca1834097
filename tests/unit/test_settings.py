"""Settings: rules, the file, and what happens to bad ones."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.errors import OutputError, SettingError
from faceid_desktop.settings import Choice, Range, Settings, load_settings, rules, save_settings


def test_every_setting_has_a_rule_that_accepts_its_default() -> None:
    """The declared rules cover all settings, and the defaults keep them."""
    defaults = asdict(Settings())
    assert list(rules()) == [each.name for each in fields(Settings)]
    assert all(rule.accepts(defaults[name]) for name, rule in rules().items())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_fmr", 0.0),
        ("same_fmr", True),
        ("same_fmr", "0.1"),
        ("different_llr", math.nan),
        ("different_llr", math.inf),
        ("prior", 1.0),
        ("prior", None),
        ("device", "tpu"),
        ("theme", 3),
    ],
)
def test_forbidden_value_is_refused(name: str, value: object) -> None:
    """No record holds a value that breaks its rule, and the error says which rule."""
    change: dict[str, Any] = {name: value}
    with pytest.raises(SettingError) as caught:
        Settings(**change)
    assert caught.value.data["name"] == name
    assert caught.value.data["allowed"] is rules()[name]


@given(
    same_fmr=st.floats(1e-9, 0.5),
    different_llr=st.floats(-100, 100),
    prior=st.floats(1e-9, 1 - 1e-9),
    device=st.sampled_from(["auto", "cpu", "cuda"]),
)
def test_saving_and_loading_returns_the_same(tmp_path_factory: pytest.TempPathFactory, **values: Any) -> None:
    """Every allowed record survives the file exactly."""
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    save_settings(path, Settings(**values))
    assert load_settings(path) == Settings(**values)


def test_missing_file_means_defaults(tmp_path: Path) -> None:
    """A first start finds no file and takes the defaults."""
    assert load_settings(tmp_path / "none.json") == Settings()


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    """A setting of another version survives being saved by this one."""
    path = tmp_path / "settings.json"
    path.write_text('{"future": [1, 2], "device": "cpu"}')
    save_settings(path, replace(load_settings(path), theme="dark"))
    stored = json.loads(path.read_text())
    assert (stored["future"], stored["device"], stored["theme"]) == ([1, 2], "cpu", "dark")


@pytest.mark.parametrize("content", [b"{", b"[]", b"3", b"\xff\xfe", b'{"device": "abacus"}', b""])
def test_bad_file_is_reported_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    """A damaged file or a forbidden value in it is an error, and the file stays as it is."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    with pytest.raises(SettingError):
        load_settings(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"{", b"[]"])
def test_saving_over_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Saving does not destroy a file whose unknown keys it cannot read."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    with pytest.raises(SettingError):
        save_settings(path, Settings())
    assert path.read_bytes() == content


def test_unwritable_place_is_an_output_error(tmp_path: Path) -> None:
    """A folder that cannot be made is told as such."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as caught:
        save_settings(tmp_path / "file" / "sub" / "settings.json", Settings())
    assert str(caught.value.data["path"]).endswith("settings.json")


def test_rules_read_as_text() -> None:
    """Rules can be shown: a range with both ends, a choice with all words."""
    assert str(Range(0.0, 0.5)) == "0 .. 0.5"
    assert str(Choice(("a", "b"))) == "a, b"
