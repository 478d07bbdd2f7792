"""What this machine has for a window. It is found without starting Qt, which aborts where something is missing."""

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

# What PySide6 does not bring along, by the Debian package that has it.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}

SOUND = {"libasound.so.2": "libasound2", "libpulse.so.0": "libpulse0"}  # one of them


def missing_libraries(libraries: Mapping[str, str]) -> tuple[str, ...]:
    """Return the packages of those libraries that cannot be loaded; only Linux lacks any."""
    if sys.platform != "linux":
        return ()
    return tuple(package for library, package in libraries.items() if not _loads(library))


def install_command(packages: Iterable[str]) -> str:
    """Return the command that installs Debian packages; elsewhere they have other names."""
    names = " ".join(packages)
    if Path("/etc/debian_version").exists():
        return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install -y {names}"
    return f"your package manager (Debian calls them {names})"


def window_problem(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return one sentence on why no window can be opened here; None where nothing is seen that prevents it."""
    if sys.platform != "linux":
        return None
    if missing := missing_libraries(DRAWING):
        return f"Qt lacks system libraries. Mend it with: {install_command(missing)}"
    platforms = [each.partition(":")[0] for each in (environ.get("QT_QPA_PLATFORM") or "xcb").split(";")]
    if not any(_has_platform(name, environ) for name in platforms):
        return f"QT_QPA_PLATFORM={environ['QT_QPA_PLATFORM']}: expected a platform that Qt has, or the variable unset."
    if not {"xcb", "wayland"}.issuperset(platforms):
        return None  # offscreen and the like need no display
    if _wayland_answers(environ) and _plugin_loads("libqwayland.so"):
        return None
    if not environ.get("DISPLAY"):
        return "There is no display to open a window on."
    if not _plugin_loads("libqxcb.so"):
        return f"Qt lacks system libraries for a window. Mend it with: {install_command(missing_libraries(X11))}"
    if not _x11_answers():
        return f"The display {environ['DISPLAY']} does not answer."
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _plugin_folders() -> list[Path]:
    """Return where PySide6 keeps its platform plugins; nothing where Qt lies elsewhere and cannot be looked at."""
    package = find_spec("PySide6")
    folders = (package.submodule_search_locations if package else None) or ()
    return [found for folder in folders if (found := Path(folder, "Qt/plugins/platforms")).is_dir()]


def _has_platform(name: str, environ: Mapping[str, str]) -> bool:
    """Return True if Qt has a platform of this name, as far as can be seen."""
    if name in ("xcb", "wayland") or "QT_PLUGIN_PATH" in environ or "QT_QPA_PLATFORM_PLUGIN_PATH" in environ:
        return True
    folders = _plugin_folders()
    return not folders or any((folder / f"libq{name}.so").exists() for folder in folders)


def _plugin_loads(name: str) -> bool:
    """Load a platform plugin as Qt will in a moment, so that looking costs next to nothing."""
    files = [file for folder in _plugin_folders() if (file := folder / name).exists()]
    return all(_loads(str(file)) for file in files)  # a Qt kept elsewhere cannot be looked at: let it try


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "wayland-0" if environ.get("XDG_SESSION_TYPE") == "wayland" else "")
    return bool(name) and Path(environ.get("XDG_RUNTIME_DIR", "/nonexistent"), name).is_socket()


def _x11_answers() -> bool:
    """Open and close a connection to $DISPLAY by libxcb, which knows about screens, hosts and permission."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
