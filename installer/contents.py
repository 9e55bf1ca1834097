"""What goes into the frozen program and what stays out, with the reason of each line.

The lists are short on purpose: PyInstaller finds what the program imports. ``tests/installer`` runs a
comparison and an enrolment with everything of `LEFT_OUT` made unimportable.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LEFT_OUT = (
    "faceid_desktop.training",  # made for developers; `faceid train` says that the extra is missing
    # torch: compilers, exporters, training on many machines and their tests
    "torch._dynamo",
    "torch._inductor",
    "torch._lazy",
    "torch._export.serde",
    "torch.ao.ns",
    "torch.ao.pruning",
    "torch.distributed._shard",
    "torch.distributed._tools",
    "torch.distributed.checkpoint",
    "torch.distributed.elastic",
    "torch.distributed.fsdp",
    "torch.distributed.pipelining",
    "torch.distributed.tensor",
    "torch.onnx",
    "torch.utils.benchmark",
    "torch.utils.tensorboard",
    # what only those use
    "fsspec",
    "jinja2",
    "mpmath",
    "networkx",
    "sympy",
    # what developers have installed beside it and optional imports find
    "IPython",
    "_pytest",
    "expecttest",
    "faiss",
    "hypothesis",
    "matplotlib",
    "mypy",
    "onnx",
    "onnxruntime",
    "pandas",
    "pip",
    "pytest",
    "readline",  # GPL, and nobody types into this Python
    "scipy",
    "setuptools",
    "tkinter",
)
"""Modules (with everything below them) that are not frozen."""

HIDDEN_IMPORTS = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.kwallet",
    "keyring.backends.fail",
    "keyring.backends.null",
    "safetensors.torch",
)
"""Modules that are imported by a name which is only known at run time."""

METADATA = (
    "faceid-desktop",
    "keyring",
    "numpy",
    "opencv-python",
    "opencv-python-headless",
    "pi-heif",
    "pillow",
    "PySide6-Essentials",
    "safetensors",
    "torch",
    "typer",
)
"""Distributions whose version is asked for at run time (`faceid doctor`, keyring's entry points)."""

_QT_PLUGINS = (
    "iconengines",
    "imageformats",
    "platforminputcontexts",
    "platforms",
    "platformthemes",
    "styles",
    "wayland-decoration-client",
    "wayland-graphics-integration-client",
    "wayland-shell-integration",
    "xcbglintegrations",
)
_UNWANTED = tuple(
    re.compile(pattern)
    for pattern in (
        # Qt: nothing of QML, Designer, SQL, PDF, 3D, web, virtual keyboard, nor network (updates use urllib)
        r"PySide6/(Qt/)?(qml|metatypes|libexec|resources)/",
        r"PySide6/(Qt/)?translations/(?!qtbase_(de|zh_CN)\.qm)",
        r"PySide6/(Qt/lib/)?(lib)?Qt6?(Qml|Quick|Designer|Sql|Pdf|3D|WebEngine|Network|VirtualKeyboard|Test|Help|"
        r"Labs|Lottie|Eglfs|EglFS|WaylandCompositor|UiTools|Xml|Concurrent|OpenGLWidgets)",
        rf"PySide6/(Qt/)?plugins/(?!({'|'.join(_QT_PLUGINS)})/)",
        r"PySide6/(Qt/)?plugins/imageformats/(lib)?q(pdf|tga|wbmp|icns)\.",
        r"PySide6/(Qt/)?plugins/platforminputcontexts/(lib)?qtvirtualkeyboardplugin",
        r"PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|direct2d)",
        r"PySide6/(Qt/)?plugins/platformthemes/(lib)?qgtk3",  # would load GTK with all of GNOME's libraries
        # Software OpenGL of 20 MB for Windows without a graphics driver; Qt Widgets paint without OpenGL.
        r"PySide6/opengl32sw\.dll",
        # OpenCV's own Qt; the headless build that Linux packages take has none
        r"cv2/qt/",
        # torch: headers, sources, tests, and what links C++ programs against it
        r"torch/(include|share|test|_inductor|_dynamo|testing|onnx|utils/model_dump)/",
        r"torch/bin/(?!torch_shm_manager)",
        r"torch/lib/(lib)?(torchbind_test|jitbackend_test|backend_with_compiler|aoti_custom_ops)",
        r"torch/.*\.(h|hpp|cuh|cpp|cu|cmake|lib|pyi|jinja)$",
        # type hints and tests of others
        r".*\.(pyi|pxd|c)$",
        r"(numpy|cryptography|sqlalchemy|alembic)/.*/tests?/",
        # The table of time zones and Tcl come along with others; nothing asks for them.
        r"(tcl8|tcl|tk|_tcl_data|_tk_data)/",
        r"[^/]+\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json|sboms/|licenses/|licences/)",
        # what only paints our own sample pictures and README
        r"resources/(screenshot\.png|samples/paint\.py)$",
        r"resources/(.*/)?(__pycache__/|\.)",
        r"resources/i18n/.*\.ts$",
    )
)

_FROM_THE_SYSTEM = re.compile(
    # display, input, drawing
    r"lib(X11|X11-xcb|Xau|Xdmcp|Xext|Xrender|xcb|xcb-[a-z]+|xcb-[a-z]+-[a-z]+|xkbcommon|xkbcommon-x11|"
    r"wayland-[a-z]+|EGL|GL|GLX|GLdispatch|OpenGL|gbm|drm|fontconfig|freetype|"
    # bus and event loop
    r"dbus-1|systemd|glib-2\.0|gobject-2\.0|gio-2\.0|gmodule-2\.0|gthread-2\.0|"
    # what only those bring along
    r"bsd|md|cap|gcrypt|gpg-error|lz4|pcre2-8|mount|blkid|selinux|expat|png16|brotlicommon|brotlidec|"
    # The graphics driver's LLVM needs the newest C++ library of the system, and a process can have only one.
    r"stdc\+\+|gcc_s|z)\.so(\.\d+)*"
)
"""Libraries that a Linux desktop has and that must be its own: they speak to its display, bus and fonts."""


def wanted(target: str, origin: str = "") -> bool:
    """Tell whether a file belongs into the frozen program.

    Parameters
    ----------
    target
        Where it would lie, relative to the program's folder of parts.
    origin
        Where it comes from; a library of the operating system is left to it.
    """
    path = PurePosixPath(target.replace("\\", "/")).as_posix()
    if any(pattern.match(path) for pattern in _UNWANTED):
        return False
    return not from_the_system(path, origin)


def from_the_system(target: str, origin: str) -> bool:
    """Tell whether a file is a library that the user's system has to bring (the package depends on it)."""
    if not origin.startswith(("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")):
        return False
    return _FROM_THE_SYSTEM.fullmatch(PurePosixPath(target).name) is not None


STRIPPED = ("torch/lib/", "libpython3")
"""Libraries whose symbol tables, which only a debugger reads, are cut off: a fifth of torch. Those that went
through patchelf do not survive it and would lose little."""
