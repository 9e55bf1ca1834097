"""The Windows installer's script: what it promises, and that it compiles."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from installer import windows
from installer.icons import ico, png
from installer.product import PICTURE_SUFFIXES, SUMMARY, TITLE, VERSION

SCRIPT = windows.SCRIPT.read_text(encoding="utf-8")
INSTALL, UNINSTALL = SCRIPT.split("Section Uninstall")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs nsis")
def test_the_script_compiles_without_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 64-bit installer comes out, twice the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    payload = tmp_path / "payload"
    (payload / "_internal").mkdir(parents=True)
    (payload / "faceid.exe").write_bytes(b"MZ")
    (payload / "_internal" / "größe 大.txt").write_text("beyond ASCII", encoding="utf-8")
    first = windows.make_installer(payload, tmp_path / "a").read_bytes()
    assert first == windows.make_installer(payload, tmp_path / "b").read_bytes()
    header = int.from_bytes(first[0x3C:0x40], "little")
    assert first[header : header + 6] == b"PE\0\0\x64\x86"  # IMAGE_FILE_MACHINE_AMD64


def test_a_missing_compiler_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without NSIS the message names what to install."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(windows.MakensisMissing, match="nsis"):
        windows.make_installer(tmp_path, tmp_path)


def test_it_is_for_one_user_without_administrator() -> None:
    """Unicode, 64 bits, nothing outside of the user's own folders and registry."""
    assert "\nUnicode true\n" in SCRIPT
    assert "\nTarget amd64-unicode\n" in SCRIPT
    assert "\nRequestExecutionLevel user\n" in SCRIPT
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\${NAME}"' in SCRIPT
    assert not re.search(r"\b(HKLM|HKCR|HKCC|HKU|SHCTX|\$PROGRAMFILES\d*|\$COMMONFILES)\b", SCRIPT)


def test_it_offers_every_kind_of_picture_and_takes_the_offer_back() -> None:
    """What is registered on installation is removed on uninstallation."""
    assert tuple(re.findall(r'insertmacro Associate "(\.\w+)"', INSTALL)) == PICTURE_SUFFIXES
    assert tuple(re.findall(r'insertmacro Dissociate "(\.\w+)"', UNINSTALL)) == PICTURE_SUFFIXES


def test_everything_that_is_written_is_removed() -> None:
    """Each key, link and file of the installation is named in the uninstallation."""
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', INSTALL)) - {
        "Software\\Classes\\${EXTENSION}\\OpenWithProgids",
        "Software\\RegisteredApplications",
    }
    removed = {"Software\\${NAME}", "${UNINSTALL}", "Software\\Classes\\${PROGID}"}
    removed |= {"Software\\Classes\\Applications\\${WINDOW}"}
    assert all(f'DeleteRegKey HKCU "{key}"' in UNINSTALL for key in removed)
    definitions = {"${CAPABILITIES}": "Software\\${NAME}\\Capabilities"}
    resolved = {re.sub(r"^\$\{CAPABILITIES\}", lambda m: definitions[m[0]], key) for key in written}
    assert all(any(key == top or key.startswith(top + "\\") for top in removed) for key in resolved), resolved
    links = re.findall(r'CreateShortcut "([^"]+)"', INSTALL)
    assert all(link in UNINSTALL or link.startswith("$SMPROGRAMS\\${NAME}\\") for link in links)
    assert 'RMDir /r "$SMPROGRAMS\\${NAME}"' in UNINSTALL
    assert 'Delete "$LOCALAPPDATA\\Microsoft\\WindowsApps\\faceid.cmd"' in UNINSTALL


def test_both_refuse_while_the_program_runs() -> None:
    """It is the first thing that either does."""
    assert INSTALL.split("\nSection\n")[1].strip().startswith("Call RefuseWhileRunning")
    assert UNINSTALL.strip().startswith("Call un.RefuseWhileRunning")


def test_data_are_kept_unless_somebody_says_so() -> None:
    """Silence means no; the default button is no; the only removal stands behind both."""
    assert 'MB_DEFBUTTON2 "$(PURGE)" /SD IDNO' in UNINSTALL
    before, after = UNINSTALL.split("\n  purge:\n")
    assert before.rstrip().endswith("Return")
    assert 'RMDir /r "$LOCALAPPDATA\\faceid-desktop"' in after
    assert '$LOCALAPPDATA\\faceid-desktop"' not in before.replace("faceid-desktop\\*", "")


def test_every_sentence_exists_in_three_languages() -> None:
    """None of them falls back to another language in the middle of a dialogue."""
    spoken = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", SCRIPT, re.MULTILINE)
    names = {name for name, _ in spoken}
    assert {(name, tongue) for name in names for tongue in ("ENGLISH", "GERMAN", "SIMPCHINESE")} == set(
        spoken
    )
    assert set(re.findall(r"\$\(([A-Z_]+)\)", SCRIPT)) == names


def test_a_new_version_takes_the_place_of_the_old_one_in_one_step() -> None:
    """It is unpacked beside it first; what fails before the last rename leaves the old one."""
    steps = [
        'File /r "${PAYLOAD}/*"',
        'Rename "$INSTDIR\\app" "$INSTDIR\\app.old"',
        'Rename "$INSTDIR\\app.new" "$INSTDIR\\app"',
        'Rename "$INSTDIR\\app.old" "$INSTDIR\\app"',
    ]
    places = [INSTALL.index(step) for step in steps]
    assert places == sorted(places)


def test_executables_carry_their_version() -> None:
    """The facts that Windows shows are those of this version."""
    text = windows.version_info()
    compile(text, "version_info", "eval")
    assert f"filevers={tuple(int(part) for part in VERSION.split('.'))}"[:-1] in text
    assert all(fact in text for fact in (TITLE, SUMMARY, VERSION))


def test_the_icon_has_every_size() -> None:
    """Small sizes are drawn for themselves, not scaled down."""
    with Image.open(io.BytesIO(ico())) as icon:
        assert {16, 24, 32, 48, 256} <= {width for width, _ in icon.info["sizes"]}
    with Image.open(io.BytesIO(png(48))) as picture:
        assert picture.size == (48, 48)
        colours = picture.convert("RGBA").getcolors(maxcolors=10_000)
    assert colours is not None
    assert len(colours) > 20
