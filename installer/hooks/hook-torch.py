"""PyInstaller's hook for torch, in the place of the community's.

That one collects every submodule with its source. What the program needs is found by following its imports;
left to add are the libraries, the helper that torch looks for at import, and those sources that it reads.
"""

import re
from pathlib import Path

from PyInstaller import compat
from PyInstaller.utils.hooks import (
    PY_DYLIB_PATTERNS,
    collect_data_files,
    collect_dynamic_libs,
    get_package_paths,
)

_READS_ITSELF = re.compile(r"\b_overload(_method)?\b|install_config_module\(")


def _sources() -> dict[str, str]:
    """Find the modules that read their own source when they are imported: settings, overloaded functions."""
    parent, folder = (Path(path) for path in get_package_paths("torch"))
    found = {"torch": "pyz"}
    for path in sorted(folder.rglob("*.py")):
        # What is said of a package holds for all that is in it.
        if path.name != "__init__.py" and _READS_ITSELF.search(path.read_text(encoding="utf-8")):
            found[".".join(path.relative_to(parent).with_suffix("").parts)] = "pyz+py"
    return found


module_collection_mode = _sources()
binaries = collect_dynamic_libs("torch", search_patterns=[*PY_DYLIB_PATTERNS, "*.so.*"])
datas = collect_data_files("torch", includes=["bin/torch_shm_manager*"])
warn_on_missing_hiddenimports = False
if compat.is_linux:
    # A link beside the program would mislead torch about where its libraries lie.
    bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
